//! Fetches over HTTP.

use super::{Answer, BoxFuture, Failure, Fetch, FetchSettings, Request};
use mynews_core::model::Fault;

/// The real [`Fetch`].
pub struct HttpFetch {
    _settings: FetchSettings,
}

impl HttpFetch {
    pub fn new(settings: FetchSettings) -> Result<HttpFetch, String> {
        Ok(HttpFetch { _settings: settings })
    }
}

impl Fetch for HttpFetch {
    fn fetch<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            Err(Failure {
                fault: Fault::new("no-network", format!("{} was not fetched", request.url)),
                retry_after_seconds: None,
                permanent: false,
            })
        })
    }
}
