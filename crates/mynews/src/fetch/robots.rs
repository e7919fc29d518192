//! What outlets ask of programs that read their pages (robots.txt, RFC 9309), remembered for a day.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mynews_core::parse::robots::Robots;
use tokio::time::Instant;
use url::Url;

use super::failure;
use super::seam::{Answer, Failure, Status};

/// RFC 9309, 2.4: not longer than a day.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// When an outlet could not say: soon enough that a hiccup does not cost a day of pages.
const UNREACHABLE_KEPT: Duration = Duration::from_secs(10 * 60);

/// RFC 9309, 2.5: at least 500 KiB are read; what stands behind that is cut.
pub const BYTES_MAX: usize = 1024 * 1024;

/// A longer pause between pages is not kept: the page would no longer be news.
const PAUSE_MAX: Duration = Duration::from_secs(10);

/// Origins remembered before the oldest answers are forgotten (some kilobytes each).
const ORIGINS_REMEMBERED: usize = 1024;

/// What one origin asks for.
pub enum Rules {
    /// Nothing is asked: there is no robots.txt.
    Everything,
    /// The outlet has trouble; until it can say, its pages are left alone.
    Unreachable(Failure),
    Read(Robots),
}

#[derive(Default)]
pub struct Memory {
    origins: Mutex<HashMap<String, Arc<Origin>>>,
}

/// Whoever needs an origin's rules holds its lock while asking, so that it is asked once.
type Origin = tokio::sync::Mutex<Option<(Instant, Arc<Rules>)>>;

impl Memory {
    /// The rules for `url`, from memory or by `ask`, which fetches the address from [`address`].
    pub async fn rules<F>(&self, url: &Url, ask: impl FnOnce() -> F) -> Arc<Rules>
    where
        F: Future<Output = Rules>,
    {
        let origin = self.origin(url);
        let mut kept = origin.lock().await;
        if let Some((until, rules)) = &*kept
            && *until > Instant::now()
        {
            return rules.clone();
        }
        let rules = Arc::new(ask().await);
        let duration = match *rules {
            Rules::Unreachable(_) => UNREACHABLE_KEPT,
            _ => KEPT,
        };
        *kept = Some((Instant::now() + duration, rules.clone()));
        rules
    }

    fn origin(&self, url: &Url) -> Arc<Origin> {
        let mut origins = self.origins.lock().expect("no one panics holding this");
        let name = url.origin().ascii_serialization();
        if origins.len() >= ORIGINS_REMEMBERED && !origins.contains_key(&name) {
            forget_some(&mut origins);
        }
        origins.entry(name).or_default().clone()
    }
}

/// Forgets what has expired, and else everything nobody is asking about: it is asked for again when needed.
fn forget_some(origins: &mut HashMap<String, Arc<Origin>>) {
    let now = Instant::now();
    let is_fresh = |origin: &Arc<Origin>| match origin.try_lock() {
        Ok(kept) => kept.as_ref().is_some_and(|(until, _)| *until > now),
        Err(_) => true,
    };
    origins.retain(|_, origin| is_fresh(origin));
    if origins.len() >= ORIGINS_REMEMBERED {
        origins.retain(|_, origin| Arc::strong_count(origin) > 1);
    }
}

/// Where an origin keeps its robots.txt.
pub fn address(url: &Url) -> String {
    format!("{}/robots.txt", url.origin().ascii_serialization())
}

impl Rules {
    /// RFC 9309, 2.3.1: what a client error means ("there is none"), and what trouble means ("leave me alone").
    pub fn of(answer: Result<Answer, Failure>) -> Rules {
        match answer {
            Ok(answer) if answer.status == Status::Ok => {
                Rules::Read(Robots::read(&String::from_utf8_lossy(&answer.body)))
            }
            Ok(_) => Rules::Everything,
            Err(failure) if failure.permanent => Rules::Everything,
            Err(failure) if matches!(failure.fault.code, "too-many-redirects" | "redirect-circle") => {
                Rules::Everything
            }
            Err(failure) => Rules::Unreachable(failure),
        }
    }

    /// Whether `url` may be read. An outlet that could not say is a failure that passes.
    pub fn allow(&self, user_agent: &str, url: &Url) -> Result<bool, Failure> {
        match self {
            Rules::Everything => Ok(true),
            Rules::Unreachable(failure) => match failure.fault.code {
                "server-error" | "unavailable" | "too-many-requests" => Err(failure::robots_unreachable(url)),
                // The outlet cannot be reached at all, and that is what needs to be said.
                _ => Err(failure.clone()),
            },
            Rules::Read(robots) => Ok(robots.allows(user_agent, &url[url::Position::BeforePath..])),
        }
    }

    /// The pause that is asked for between two pages.
    pub fn pause(&self, user_agent: &str) -> Duration {
        match self {
            Rules::Read(robots) => {
                let seconds = robots.crawl_delay(user_agent).unwrap_or(0);
                Duration::from_secs(seconds.into()).min(PAUSE_MAX)
            }
            _ => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_so_many_origins_are_remembered() {
        let robots = Memory::default();
        for number in 0..3 * ORIGINS_REMEMBERED {
            let url = Url::parse(&format!("http://{number}.example/")).unwrap();
            robots.rules(&url, || async { Rules::Everything }).await;
        }
        assert!(robots.origins.lock().unwrap().len() <= ORIGINS_REMEMBERED);
    }

    #[test]
    fn every_origin_has_its_own() {
        for (url, expected) in [
            ("http://a.example/b?c", "http://a.example/robots.txt"),
            ("https://a.example:443/b", "https://a.example/robots.txt"),
            ("http://a.example:8080/", "http://a.example:8080/robots.txt"),
            ("http://[::1]:80/", "http://[::1]/robots.txt"),
        ] {
            assert_eq!(address(&Url::parse(url).unwrap()), expected);
        }
    }
}
