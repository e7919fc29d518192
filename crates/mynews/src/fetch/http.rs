//! Fetches over HTTP: one conditional request, its redirects followed by hand, within every limit.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use reqwest::{RequestBuilder, Response, StatusCode};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::answer;
use super::body::{Body, INFLATION_RATIO_MAX, Trouble};
use super::clients::{self, Clients};
use super::failure;
use super::guard::{Guard, Names, SystemNames, Way, host_port};
use super::journey::Journey;
use super::robots::{self, Rules};
use super::seam::{Answer, BoxFuture, Credentials, Failure, Fetch, Purpose, Request, Status};
use super::settings::{FetchSettings, PICTURE_BYTES_MAX};
use super::turns::{self, Turns};

const FEED_TYPES: &str = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,\
                          text/xml;q=0.8,*/*;q=0.5";
const PAGE_TYPES: &str = "text/html,application/xhtml+xml,*/*;q=0.5";

/// The real [`Fetch`].
pub struct HttpFetch {
    settings: FetchSettings,
    guard: Guard,
    robots: robots::Memory,
    turns: Turns,
    names: Arc<dyn Names>,
    /// Made when first needed: most commands fetch nothing, and reading the machine's certificates takes time.
    clients: OnceLock<Result<Clients, String>>,
}

/// What holds for one kind of request.
struct Terms {
    accept: &'static str,
    bytes_max: usize,
    /// What is too long is cut instead of refused.
    cut: bool,
    heeds_robots: bool,
    /// The request has the right to what the operator listed, because no redirect led to it.
    at_home: bool,
}

enum Reply {
    Redirect { location: String, for_good: bool, headers: HeaderMap },
    Answer(Answer),
}

impl HttpFetch {
    pub fn new(settings: FetchSettings) -> Result<HttpFetch, String> {
        HttpFetch::with_names(settings, Arc::new(SystemNames))
    }

    /// With another way to resolve names than the system's.
    pub fn with_names(settings: FetchSettings, names: Arc<dyn Names>) -> Result<HttpFetch, String> {
        HeaderValue::from_str(&settings.user_agent)
            .map_err(|_| "fetch.user_agent holds a character that cannot stand in a header".to_owned())?;
        settings.proxy.as_deref().map(clients::read_proxy).transpose()?;
        Ok(HttpFetch {
            guard: Guard::new(&settings.allow_private)?,
            settings,
            robots: robots::Memory::default(),
            turns: Turns::default(),
            names,
            clients: OnceLock::new(),
        })
    }

    /// Every stop of the way is guarded, heeds robots.txt and takes its turn. Waiting for a turn is not counted: a
    /// request is not to blame for those before it.
    async fn follow(&self, request: &Request, terms: &Terms) -> Result<Answer, Failure> {
        let mut journey = Journey::start(request, terms.at_home)?;
        let mut left = self.settings.total;
        loop {
            let url = journey.url();
            let way = self.guard.way(url, journey.at_home())?;
            let gap = match terms.heeds_robots {
                true => self.heed_robots(url, way, journey.at_home()).await?,
                false => self.gap(way),
            };
            let host_port = host_port(url);
            let turn = self.turns.take(&host_port, gap).await;
            let Some(turn) = turn else { return Err(failure::busy(&host_port, turns::WAIT_MAX)) };
            let deadline = Instant::now() + left;
            let reply = timeout_at(deadline, self.ask(request, terms, &journey, way))
                .await
                .unwrap_or_else(|_| Err(failure::too_slow(url, self.settings.total)))?;
            drop(turn);
            left = deadline.saturating_duration_since(Instant::now());
            match reply {
                Reply::Redirect { location, for_good, headers } => {
                    journey.keep_cookies(&headers);
                    journey.follow(&location, for_good)?;
                }
                Reply::Answer(answer) => return Ok(answer),
            }
        }
    }

    /// One request, one answer.
    async fn ask(
        &self,
        request: &Request,
        terms: &Terms,
        journey: &Journey,
        way: Way,
    ) -> Result<Reply, Failure> {
        let url = journey.url();
        let clients = self.clients.get_or_init(|| Clients::new(&self.settings, self.names.clone()));
        let client = clients.as_ref().map_err(|why| failure::no_client(why))?.of(way);
        let mut asking = client.get(url.clone()).header(ACCEPT, terms.accept).header(ACCEPT_ENCODING, "gzip");
        // Sent at every stop: what they were noted from may itself have been behind a redirect.
        for (name, value) in [(IF_NONE_MATCH, &request.etag), (IF_MODIFIED_SINCE, &request.last_modified)] {
            if let Some(value) =
                value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok())
            {
                asking = asking.header(name, value);
            }
        }
        let response = identify(asking, journey)?
            .send()
            .await
            .map_err(|error| failure::transport(url, &error, journey.at_home()))?;
        self.read(response, request, terms, journey).await
    }

    async fn read(
        &self,
        response: Response,
        request: &Request,
        terms: &Terms,
        journey: &Journey,
    ) -> Result<Reply, Failure> {
        let headers = response.headers();
        let retry_after_seconds = answer::retry_after_seconds(headers, Timestamp::now());
        let code = response.status();
        let is_conditional = request.etag.is_some() || request.last_modified.is_some();
        let status = match code.as_u16() {
            200..=299 => Status::Ok,
            304 if is_conditional => Status::Unchanged,
            410 => Status::Gone,
            301 | 302 | 303 | 307 | 308 => {
                let location = headers.get(LOCATION).ok_or_else(|| failure::bad_redirect(journey.url()))?;
                return Ok(Reply::Redirect {
                    location: String::from_utf8_lossy(location.as_bytes()).into_owned(),
                    for_good: matches!(code, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT),
                    headers: headers.clone(),
                });
            }
            _ => return Err(failure::status(journey.url(), code, retry_after_seconds)),
        };
        let mut answer = Answer {
            status,
            url: journey.url().as_str().to_owned(),
            moved_to: journey.moved_to(),
            content_type: answer::text(headers, CONTENT_TYPE),
            etag: answer::text(headers, ETAG),
            last_modified: answer::text(headers, LAST_MODIFIED),
            retry_after_seconds,
            max_age_seconds: answer::max_age_seconds(headers),
            body: Vec::new(),
        };
        match status {
            Status::Ok => answer.body = self.read_body(response, terms, journey.url()).await?,
            // "Unchanged" may leave out what has not changed.
            Status::Unchanged => {
                answer.etag = answer.etag.or_else(|| request.etag.clone());
                answer.last_modified = answer.last_modified.or_else(|| request.last_modified.clone());
            }
            Status::Gone => {}
        }
        Ok(Reply::Answer(answer))
    }

    async fn read_body(&self, mut response: Response, terms: &Terms, url: &Url) -> Result<Vec<u8>, Failure> {
        let encoding = answer::text(response.headers(), CONTENT_ENCODING).unwrap_or_default();
        if !matches!(encoding.trim().to_ascii_lowercase().as_str(), "" | "identity" | "gzip" | "x-gzip") {
            return Err(failure::unknown_compression(url, &encoding));
        }
        let announced = response.content_length().unwrap_or(0);
        if announced > terms.bytes_max as u64 && !terms.cut {
            return Err(failure::too_large(url, terms.bytes_max));
        }
        let mut body = Body::new(terms.bytes_max);
        loop {
            let piece = timeout(self.settings.idle, response.chunk())
                .await
                .map_err(|_| failure::stalled(url, self.settings.idle))?
                .map_err(|error| failure::transport(url, &error, true))?;
            let Some(piece) = piece else { break };
            match body.push(&piece) {
                Ok(()) => {}
                Err(Trouble::TooLarge) if terms.cut => return Ok(body.so_far()),
                Err(trouble) => return Err(in_words(trouble, url, terms.bytes_max)),
            }
        }
        body.finish().map_err(|trouble| in_words(trouble, url, terms.bytes_max))
    }

    /// Asks robots.txt (once a day) whether `url` may be read, and returns the pause to keep between pages.
    async fn heed_robots(&self, url: &Url, way: Way, at_home: bool) -> Result<Duration, Failure> {
        let ask = || async {
            let request = Request::new(robots::address(url), Purpose::Page);
            let terms = Terms {
                accept: "text/plain,*/*;q=0.5",
                bytes_max: robots::BYTES_MAX,
                cut: true,
                heeds_robots: false,
                at_home,
            };
            // Boxed, because robots.txt is itself fetched by `follow`.
            Rules::of(Box::pin(self.follow(&request, &terms)).await)
        };
        let rules = self.robots.rules(url, ask).await;
        if !rules.allow(&self.settings.user_agent, url)? {
            return Err(failure::disallowed_by_robots(url));
        }
        Ok(self.gap(way).max(rules.pause(&self.settings.user_agent)))
    }

    /// A listed address is the operator's own: it needs no sparing.
    fn gap(&self, way: Way) -> Duration {
        match way {
            Way::Public => self.settings.gap,
            Way::Listed => Duration::ZERO,
        }
    }

    fn terms(&self, purpose: Purpose) -> Terms {
        let FetchSettings { feed_bytes_max, page_bytes_max, .. } = self.settings;
        let (accept, bytes_max) = match purpose {
            Purpose::Feed => (FEED_TYPES, feed_bytes_max),
            Purpose::Page => (PAGE_TYPES, page_bytes_max),
            // What a reader typed may turn out to be the feed itself.
            Purpose::Site => (PAGE_TYPES, feed_bytes_max.max(page_bytes_max)),
            Purpose::Picture => ("image/*,*/*;q=0.3", PICTURE_BYTES_MAX),
        };
        let heeds_robots = purpose == Purpose::Page && self.settings.respect_robots;
        Terms { accept, bytes_max, cut: false, heeds_robots, at_home: true }
    }
}

impl Fetch for HttpFetch {
    fn fetch<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move { self.follow(request, &self.terms(request.purpose)).await })
    }
}

/// Headers that say how a request is sent, not who sends it; with them a reader could speak in the name of others.
const NOT_CREDENTIALS: [&str; 6] =
    ["host", "connection", "content-length", "transfer-encoding", "te", "upgrade"];

/// The reader's credentials, and the cookies that were set on the way.
fn identify(asking: RequestBuilder, journey: &Journey) -> Result<RequestBuilder, Failure> {
    let mut cookies = journey.cookies();
    let asking = match journey.credentials() {
        None => asking,
        Some(Credentials::Basic { name, password }) => asking.basic_auth(name, Some(password)),
        Some(Credentials::Header { name, value }) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .ok()
                .filter(|name| !NOT_CREDENTIALS.contains(&name.as_str()))
                .ok_or_else(failure::bad_credentials)?;
            asking.header(name, secret(value)?)
        }
        Some(Credentials::Cookie(own)) => {
            // One line for both: a second one is not heeded.
            cookies = Some([Some(own.clone()), cookies].into_iter().flatten().collect::<Vec<_>>().join("; "));
            asking
        }
    };
    match cookies {
        Some(cookies) => Ok(asking.header(COOKIE, secret(&cookies)?)),
        None => Ok(asking),
    }
}

/// A header value that shows in no log.
fn secret(value: &str) -> Result<HeaderValue, Failure> {
    let mut value = HeaderValue::from_str(value).map_err(|_| failure::bad_credentials())?;
    value.set_sensitive(true);
    Ok(value)
}

fn in_words(trouble: Trouble, url: &Url, bytes_max: usize) -> Failure {
    match trouble {
        Trouble::TooLarge => failure::too_large(url, bytes_max),
        Trouble::TooDense => failure::too_dense(url, INFLATION_RATIO_MAX),
        Trouble::Broken => failure::broken_compression(url),
    }
}
