//! Answers with recorded documents instead of a network: the demo newsroom, as its clock stands.

use std::sync::Arc;

use mynews_core::model::Fault;

use super::{Answer, BoxFuture, Failure, Fetch, Request, Status};
use crate::clock::Clock;
use crate::demo::Newsroom;

/// A web that holds nothing but the demo newsroom. It keeps the manners of the real one: an unchanged document is
/// answered in one line.
pub struct RecordedFetch {
    newsroom: Arc<Newsroom>,
    clock: Arc<dyn Clock>,
}

impl RecordedFetch {
    pub fn of_newsroom(newsroom: Arc<Newsroom>, clock: Arc<dyn Clock>) -> RecordedFetch {
        RecordedFetch { newsroom, clock }
    }

    fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        let Some(recorded) = self.newsroom.answer(&request.url, self.clock.now()) else {
            return Err(Failure {
                fault: Fault::new("not-found", format!("the demo newsroom has nothing at {}", request.url)),
                retry_after_seconds: None,
                permanent: true,
            });
        };
        let etag = format!("\"{}\"", &blake3::hash(&recorded.body).to_hex()[..16]);
        let is_unchanged = request.etag.as_ref() == Some(&etag);
        Ok(Answer {
            status: if is_unchanged { Status::Unchanged } else { Status::Ok },
            url: request.url.clone(),
            moved_to: None,
            content_type: Some(recorded.content_type.to_owned()),
            etag: Some(etag),
            last_modified: None,
            retry_after_seconds: None,
            max_age_seconds: None,
            body: if is_unchanged { Vec::new() } else { recorded.body },
        })
    }
}

impl Fetch for RecordedFetch {
    fn fetch<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move { self.answer(request) })
    }
}

#[cfg(test)]
mod tests {
    use mynews_core::model::Timestamp;

    use super::*;
    use crate::clock::FixedClock;
    use crate::fetch::Purpose;

    fn recorded() -> (Arc<Newsroom>, RecordedFetch) {
        let now: Timestamp = "2026-11-23T18:00:00Z".parse().unwrap();
        let newsroom = Arc::new(Newsroom::new(now));
        (newsroom.clone(), RecordedFetch::of_newsroom(newsroom, Arc::new(FixedClock::new(now))))
    }

    #[test]
    fn an_unchanged_feed_costs_one_line() {
        let (newsroom, fetch) = recorded();
        let mut request = Request::new(newsroom.feeds()[0].url.clone(), Purpose::Feed);
        let first = fetch.answer(&request).unwrap();
        assert_eq!(first.status, Status::Ok);
        assert!(!first.body.is_empty());
        request.etag = first.etag.clone();
        let second = fetch.answer(&request).unwrap();
        assert_eq!((second.status, second.body.len(), second.etag), (Status::Unchanged, 0, first.etag));
    }

    #[test]
    fn the_rest_of_the_web_is_not_there() {
        let (_, fetch) = recorded();
        let request = Request::new("https://elsewhere.example/feed", Purpose::Feed);
        assert!(fetch.answer(&request).unwrap_err().permanent);
    }
}
