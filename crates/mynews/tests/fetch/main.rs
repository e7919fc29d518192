//! Fetching, against servers on loopback that behave as well or as badly as a test asks.

mod answers;
mod limits;
mod polite;
mod private;
mod redirects;
mod server;
