//! When to look at a feed again.
