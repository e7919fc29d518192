//! Asks outlets for feeds, pages and pictures: politely, within limits, and never from a private network.
//!
//! `seam` says what is asked and what comes back. [`HttpFetch`] is the real one; the demo newsroom and tests answer
//! with recorded bytes instead. On the way of a request stand, in this order:
//!
//! 1. `guard`: may this address be spoken to at all?
//! 2. `robots`: does the outlet want this page to be read by programs?
//! 3. `turns`: two requests at once to one host, and a pause between them.
//! 4. `http`: the request itself, redirects followed by hand (`journey`, `cookies`) so that each is guarded again.
//! 5. `body`: what comes back, inflated within limits; `answer` reads its headers.
//!
//! `failure` turns what went wrong into a sentence.

mod answer;
mod body;
mod clients;
mod cookies;
mod failure;
mod guard;
mod http;
mod journey;
mod recorded;
mod robots;
mod seam;
mod settings;
mod turns;

pub use guard::Names;
pub use http::HttpFetch;
pub use recorded::RecordedFetch;
pub use seam::{Answer, BoxFuture, Credentials, Failure, Fetch, Purpose, Request, Status};
pub use settings::FetchSettings;
