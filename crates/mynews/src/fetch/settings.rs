//! Every limit on what a stranger can make large or slow, with its reason; some are set by the operator.

use std::time::Duration;

use crate::config::Config;

/// A photograph at the size of a page is a tenth of this.
pub const PICTURE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// What `[fetch]` of the configuration says, checked when [`HttpFetch`](super::HttpFetch) is made.
#[derive(Clone, Debug)]
pub struct FetchSettings {
    pub user_agent: String,
    /// Exact `host:port` that may be fetched although private.
    pub allow_private: Vec<String>,
    pub proxy: Option<String>,
    pub respect_robots: bool,
    /// One fetch in all, redirects and body included; the wait for a turn is not.
    pub total: Duration,
    /// Silence between two pieces of an answer.
    pub idle: Duration,
    pub connect: Duration,
    /// Between the starts of two requests to one public host.
    pub gap: Duration,
    pub feed_bytes_max: usize,
    pub page_bytes_max: usize,
}

impl Config {
    pub fn fetch_settings(&self) -> FetchSettings {
        let kib = |count: u64| usize::try_from(count.saturating_mul(1024)).unwrap_or(usize::MAX);
        FetchSettings {
            user_agent: self.fetch.user_agent.clone(),
            allow_private: self.fetch.allow_private.clone(),
            proxy: Some(self.fetch.proxy.clone()).filter(|proxy| !proxy.is_empty()),
            respect_robots: self.fetch.respect_robots,
            total: Duration::from_secs(self.fetch.total_seconds_max),
            // A healthy server never pauses so long; a stalled one must not hold a turn for the whole `total`.
            idle: Duration::from_secs(10),
            // Three lost SYNs (1 + 2 + 4 seconds) and a slow handshake still fit.
            connect: Duration::from_secs(10),
            // Five requests a second to one host is what a person with a browser does.
            gap: Duration::from_millis(200),
            feed_bytes_max: kib(self.fetch.feed_kib_max),
            page_bytes_max: kib(self.fetch.page_kib_max),
        }
    }
}
