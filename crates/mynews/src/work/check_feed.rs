//! One look at one feed: ask, and where it says something new, parse and ingest it.

use std::sync::Arc;

use mynews_core::model::Timestamp;
use mynews_core::parse::{self, Parsed};
use mynews_core::schedule::{self, Outcome, Rhythm};
use mynews_store::{Check, FeedRow, Health, Seen};

use super::ingest::{Fresh, ingest_entries};
use super::{credentials, follow, reading, words};
use crate::app::App;
use crate::fetch::{Answer, Failure, Purpose, Request, Status};

/// What a look at a feed came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    pub new_articles: usize,
    /// The outlet answered that nothing changed, or sent the same bytes.
    pub unchanged: bool,
    pub fault: Option<String>,
}

pub async fn check_feed(app: &Arc<App>, feed: FeedRow) -> Result<Checked, String> {
    let request = Request {
        url: feed.url.clone(),
        purpose: Purpose::Feed,
        etag: feed.etag.clone(),
        last_modified: feed.last_modified.clone(),
        credentials: feed.credentials.as_deref().and_then(credentials::read),
    };
    let answer = app.fetch.fetch(&request).await;
    reading(app, move |app| settle(app, feed, answer)).await
}

/// Everything after the answer: parse, ingest, and note how the feed is doing and when to look again.
fn settle(app: &Arc<App>, feed: FeedRow, answer: Result<Answer, Failure>) -> Result<Checked, String> {
    let now = app.now();
    let rhythm = Rhythm::read(&feed.rhythm);
    let mut check = Check {
        feed: feed.id,
        url: None,
        title: None,
        site_url: None,
        outlet_name: None,
        language: None,
        etag: feed.etag.clone(),
        last_modified: feed.last_modified.clone(),
        body_hash: None,
        next_check_at: now,
        rhythm: String::new(),
        health: Health { checked_at: Some(now), ..feed.health.clone() },
    };
    let mut checked = Checked::default();
    let outcome = match answer {
        Err(failure) => {
            checked.fault = Some(failure.fault.text.clone());
            check.health.failures += 1;
            check.health.fault = checked.fault.clone();
            match failure.retry_after_seconds {
                Some(seconds) => Outcome::RetryAfter { seconds: seconds.try_into().unwrap_or(u32::MAX) },
                None => Outcome::Failed,
            }
        }
        Ok(answer) if answer.status == Status::Gone => {
            check.health.gone = true;
            check.health.fault = Some(
                "the outlet took this feed away for good (410); remove it, or look for its new address"
                    .into(),
            );
            checked.fault = check.health.fault.clone();
            Outcome::Gone
        }
        Ok(answer) => {
            check.etag =
                answer.etag.clone().or(feed.etag.clone().filter(|_| answer.status == Status::Unchanged));
            check.last_modified = answer
                .last_modified
                .clone()
                .or(feed.last_modified.clone().filter(|_| answer.status == Status::Unchanged));
            succeed(app, &feed, answer, &mut check, &mut checked)?
        }
    };
    let next = schedule::next_check(&rhythm, &outcome, now, jitter(&feed.url, now));
    check.next_check_at = next.at;
    check.rhythm = next.rhythm.write();
    app.store.record_check(&check).map_err(words)?;
    Ok(checked)
}

fn succeed(
    app: &App,
    feed: &FeedRow,
    answer: Answer,
    check: &mut Check,
    checked: &mut Checked,
) -> Result<Outcome, String> {
    let now = app.now();
    let body_hash = (answer.status == Status::Ok).then(|| hash(&answer.body));
    check.health.failures = 0;
    check.health.succeeded_at = Some(now);
    let moved_to = answer.moved_to.clone();
    if body_hash.is_none() || body_hash == feed.body_hash {
        check.url = moved_to;
        checked.unchanged = true;
        return Ok(Outcome::Unchanged);
    }
    match parse::feed(&answer.body, answer.content_type.as_deref(), &answer.url) {
        Err(no_feed) => {
            check.health.failures = feed.health.failures + 1;
            check.health.fault = Some(no_feed.to_string());
            checked.fault = check.health.fault.clone();
            Ok(Outcome::Failed)
        }
        Ok(parsed) => {
            // Only where a feed lives: a parked domain redirects for good too.
            check.url = moved_to;
            check.title = parsed.head.title.clone();
            check.site_url = parsed.head.link.clone();
            check.outlet_name = parsed.head.title.clone();
            check.language = parsed.head.language.as_deref().map(primary_tag);
            check.health.fault = parsed.faults.first().map(|fault| fault.text.clone());
            let published: Vec<Timestamp> =
                parsed.entries.iter().filter_map(|entry| entry.published.or(entry.updated)).collect();
            let ttl_minutes = parsed.head.ttl_minutes;
            let feed = &known_by_its_site(app, feed, &parsed)?;
            checked.new_articles = ingest_entries(app, feed, unseen(app, feed, parsed)?)?;
            if checked.new_articles > 0 {
                check.health.new_at = Some(now);
            }
            // Only now: a look that died on the way is made again.
            check.body_hash = body_hash;
            Ok(Outcome::Changed { new_entries: checked.new_articles, published, ttl_minutes })
        }
    }
}

/// A feed from a list was followed before anybody read it. What it says of its site, the first time, tells whose it is:
/// the host that serves it need not.
fn known_by_its_site(app: &App, feed: &FeedRow, parsed: &Parsed) -> Result<FeedRow, String> {
    let head = &parsed.head;
    let mut feed = feed.clone();
    if let (None, Some(site)) = (&feed.site_url, &head.link) {
        let outlet = follow::outlet(&feed.url, Some(site), head.title.as_deref(), head.language.as_deref());
        if outlet.key != feed.outlet.key {
            app.store.set_outlet(feed.id, &outlet).map_err(words)?;
            feed.outlet = outlet;
        }
    }
    Ok(feed)
}

/// The entries that are new or say something new: one look-up of two hashes each.
fn unseen(app: &App, feed: &FeedRow, parsed: Parsed) -> Result<Vec<Fresh>, String> {
    let seen: Vec<Seen> = parsed
        .entries
        .iter()
        .map(|entry| Seen {
            entry: hash(entry.id.as_bytes()),
            // Comment counts change by the minute and are not news.
            content: hash(
                format!(
                    "{:?}",
                    (
                        &entry.title,
                        &entry.link,
                        &entry.summary,
                        &entry.content,
                        &entry.updated,
                        &entry.published
                    )
                )
                .as_bytes(),
            ),
        })
        .collect();
    let places = app.store.unseen(feed.id, &seen).map_err(words)?;
    let mut entries: Vec<Option<_>> = parsed.entries.into_iter().map(Some).collect();
    Ok(places
        .into_iter()
        .filter_map(|place| Some(Fresh { entry: entries[place].take()?, seen: seen[place], place }))
        .collect())
}

/// Ingests a saved feed document; gives how many articles are new.
pub fn ingest_file(app: &App, feed: &FeedRow, parsed: Parsed) -> Result<usize, String> {
    let new = ingest_entries(app, feed, unseen(app, feed, parsed)?)?;
    Ok(new)
}

fn hash(bytes: &[u8]) -> i64 {
    let hash = blake3::hash(bytes);
    i64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has eight bytes"))
}

/// `en-GB` is English.
fn primary_tag(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Spreads looks, from 0 to 1, so that feeds followed at once are not all asked at once for ever.
fn jitter(url: &str, now: Timestamp) -> f64 {
    let spread = hash(format!("{url} {}", now.as_second()).as_bytes()) as u64;
    (spread >> 11) as f64 / (1_u64 << 53) as f64
}
