//! The outlets a reader follows, and how they are doing: in words, with what to do about it.

use mynews_core::model::Timestamp;
use mynews_store::FeedRow;
use serde::Serialize;

use super::source;
use super::when::When;
use super::words::thousands;
use crate::tongue::retell;
use crate::{say, say_count};

/// A page of outlets stays light however many there are.
const FEEDS_A_PAGE: usize = 100;

/// The page of outlets.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Outlets {
    pub title: String,
    pub intro: String,
    pub note: String,
    /// How far the reading of them is, while they are being read.
    pub progress: Option<String>,
    pub feeds: Vec<FeedLine>,
    /// Where there are more than one page holds: "page 2 of 8", and the numbers of its neighbours.
    pub pages: String,
    pub before: Option<usize>,
    pub after: Option<usize>,
}

/// One feed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FeedLine {
    pub id: String,
    pub name: String,
    pub address: String,
    pub health: String,
    /// `bad` needs the reader; `off` is not asked any more.
    pub mood: &'static str,
    pub fix: Option<String>,
    pub weekly: String,
    pub next: String,
    /// What the reader's rules ask, in short; empty where there are none.
    pub rules: String,
}

impl Outlets {
    /// `page` counts from 1; `begun` is when somebody had all of them looked at, until that is done.
    pub fn of(feeds: &[FeedRow], page: usize, begun: Option<Timestamp>, when: &When) -> Outlets {
        let failing = feeds.iter().filter(|feed| feed.health.failures > 0 || feed.health.gone).count();
        let mut note = say_count!(feeds.len(), "{n} feed", "{n} feeds");
        if failing > 0 {
            note.push_str(&say!(", "));
            note.push_str(&say_count!(failing, "{n} in trouble", "{n} in trouble"));
        }
        let mut lines: Vec<FeedLine> = feeds.iter().map(|feed| line(feed, when)).collect();
        lines.sort_by_key(|line| line.mood.is_empty());
        let pages = lines.len().div_ceil(FEEDS_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let lines: Vec<FeedLine> =
            lines.into_iter().skip((page - 1) * FEEDS_A_PAGE).take(FEEDS_A_PAGE).collect();
        Outlets {
            title: say!("Outlets"),
            intro: say!(
                "What mynews reads for you. It asks each one as often as it writes, never more, and nobody else."
            ),
            note,
            progress: progress(feeds, begun),
            feeds: lines,
            pages: if pages > 1 { say!("page {n} of {all}", n = page, all = pages) } else { String::new() },
            before: (page > 1).then(|| page - 1),
            after: (page < pages).then(|| page + 1),
        }
    }
}

/// "41 of 200 feeds are read so far.": those that were never looked at, or not since `begun`, are still to come. `None` when
/// all are.
pub fn progress(feeds: &[FeedRow], begun: Option<Timestamp>) -> Option<String> {
    let asked: Vec<&FeedRow> =
        feeds.iter().filter(|feed| feed.url.starts_with("http") && !feed.health.gone).collect();
    let is_read =
        |feed: &&&FeedRow| feed.health.checked_at.is_some_and(|at| begun.is_none_or(|begun| at >= begun));
    let read = asked.iter().filter(is_read).count();
    (read < asked.len()).then(|| {
        say!("{read} of {all} feeds are read so far.", read = thousands(read), all = thousands(asked.len()))
    })
}

pub fn line(feed: &FeedRow, when: &When) -> FeedLine {
    let health = &feed.health;
    let (said, mood) = match (&health.fault, health.checked_at, health.succeeded_at) {
        (fault, ..) if health.gone => (fault.as_deref().map_or_else(|| say!("gone for good"), retell), "off"),
        (Some(fault), _, succeeded) if health.failures > 0 => {
            let last = match succeeded {
                Some(at) => say!("last read {ago}", ago = when.ago(at)),
                None => say!("never read yet"),
            };
            (say!("{fault} ({last})", fault = retell(fault), last = last), "bad")
        }
        (_, None, _) => (say!("not looked at yet"), ""),
        (fault, Some(checked), _) => {
            let mut said = match health.new_at {
                Some(new) => say!("well, something new {ago}", ago = when.ago(new)),
                None => say!("well, looked at {ago}", ago = when.ago(checked)),
            };
            if let Some(fault) = fault {
                said.push_str(&say!("; worked around: {fault}", fault = retell(fault)));
            }
            (said, "")
        }
    };
    FeedLine {
        id: feed.id.to_string(),
        name: feed.name().to_owned(),
        address: feed.url.clone(),
        fix: fix(health.fault.as_deref().unwrap_or_default(), mood),
        health: said,
        mood,
        weekly: thousands(feed.weekly_entries as usize),
        rules: source::in_short(&feed.rules),
        next: if health.gone { say!("never") } else { when.ahead(feed.next_check_at) },
    }
}

/// What a reader can do about a fault.
fn fix(fault: &str, mood: &str) -> Option<String> {
    if mood.is_empty() {
        return None;
    }
    let says = |words: &[&str]| words.iter().any(|word| fault.contains(word));
    Some(if mood == "off" || says(&["404", "410", "not found"]) {
        say!(
            "The address is gone. Look on the outlet’s site for its new feed and add that, then remove this one."
        )
    } else if says(&["401", "403", "password", "forbidden"]) {
        say!(
            "The outlet wants to know who you are. If you have an account there, use the feed address it gives you."
        )
    } else if says(&["429", "too many", "503", "502", "500"]) {
        say!("The outlet is busy or broken. mynews waits longer each time; nothing to do.")
    } else if says(&["certificate", "TLS", "tls"]) {
        say!("The outlet’s certificate is not in order. It usually mends itself within days.")
    } else if says(&["resolve", "dns", "DNS", "no such host", "name"]) {
        say!("The name is not known right now. Check the spelling, or your network.")
    } else if says(&["no feed", "not a feed", "is no feed"]) {
        say!("There is a page here but no feed. Add the site’s address instead, and its feed is looked for.")
    } else if says(&["private", "refused to fetch"]) {
        say!(
            "The address is on a private network. The operator can allow it in the configuration (fetch.allow_private)."
        )
    } else {
        say!("It is tried again by itself. If it stays like this, open the address in your browser and see.")
    })
}
