//! The seam: what is asked of an outlet, what comes back, and whoever can ask.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use mynews_core::model::Fault;

pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Whoever can ask an outlet for something.
pub trait Fetch: Send + Sync {
    /// One conditional request, redirects followed. Waits for the host's turn first, so many may be asked at once.
    fn fetch<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Answer, Failure>>;
}

/// What a thing is fetched for: it decides which limit holds and whether robots.txt is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A feed the reader follows. The reader asked for it by address, so robots.txt is not asked.
    Feed,
    /// The page behind an entry: nobody typed its address, so robots.txt is asked.
    Page,
    /// A picture of an article.
    Picture,
    /// A site whose feed is looked for, because the reader typed its address.
    Site,
}

#[derive(Clone)]
pub struct Request {
    pub url: String,
    pub purpose: Purpose,
    /// From the last answer, so that an unchanged feed costs its outlet one line.
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub credentials: Option<Credentials>,
}

impl Request {
    /// An unconditional request without credentials.
    pub fn new(url: impl Into<String>, purpose: Purpose) -> Request {
        Request { url: url.into(), purpose, etag: None, last_modified: None, credentials: None }
    }
}

/// What opens a closed feed. Sent to the host it was given for, and to no other.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    Basic { name: String, password: String },
    Header { name: String, value: String },
    Cookie(String),
}

/// How an answer ended well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// The body holds what was asked for.
    Ok,
    /// It is as it was when `etag` and `last_modified` were noted (304); the body is empty.
    Unchanged,
    /// It was taken away for good (410): do not ask again.
    Gone,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: Status,
    /// Where the answer came from, after redirects.
    pub url: String,
    /// The new address, where every redirect on the way was a permanent one.
    pub moved_to: Option<String>,
    pub content_type: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub retry_after_seconds: Option<u64>,
    /// How long the outlet says the answer stays fresh.
    pub max_age_seconds: Option<u64>,
    /// After inflation.
    pub body: Vec<u8>,
}

/// Nothing came back that could be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What happened, and what can be done about it.
    pub fault: Fault,
    /// The outlet asked to be left alone for so long.
    pub retry_after_seconds: Option<u64>,
    /// Another try ends the same until somebody changes something.
    pub permanent: bool,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fault.text)
    }
}

impl std::error::Error for Failure {}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(hidden)")
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("url", &without_userinfo(&self.url))
            .field("purpose", &self.purpose)
            .field("etag", &self.etag)
            .field("last_modified", &self.last_modified)
            .field("credentials", &self.credentials)
            .finish()
    }
}

/// An address as it may be shown and logged: a name and password in it are left out.
fn without_userinfo(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut parsed) => {
            // Both fail only for addresses that cannot hold userinfo.
            let _ = parsed.set_username("");
            let _ = parsed.set_password(None);
            parsed.into()
        }
        Err(_) if url.contains('@') => "(address not shown)".to_owned(),
        Err(_) => url.to_owned(),
    }
}
