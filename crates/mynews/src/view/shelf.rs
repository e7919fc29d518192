//! A shelf as a page: everything an outlet, a feed or a topic brought, by day, with what is read and what is not.

use mynews_core::model::{OutletKey, Subject};
use mynews_store::{FeedRow, Found, Place, Shelf, Shelved};
use serde::Serialize;

use super::card::{article_href, href};
use super::reason::Switch;
use super::today::Today;
use super::words::{self, Words, thousands};
use crate::say;

/// Articles on one page of a shelf.
pub const LINES_A_PAGE: usize = 60;
/// Unread articles are counted no further than this.
pub const UNREAD_COUNTED_MAX: usize = 999;

/// A page of a shelf.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ShelfPage {
    pub title: String,
    /// How the feed is doing, for a shelf that is one.
    pub note: String,
    pub site: Option<String>,
    /// Where its rules stand, for a shelf that is a feed.
    pub rules: Option<String>,
    /// Its address, without a query.
    pub href: String,
    pub unread: String,
    pub unread_only: bool,
    pub days: Vec<Day>,
    /// Where the page after this one is.
    pub older: Option<String>,
    /// What has arrived when the page was made: "mark all read" reaches so far.
    pub until: i64,
    pub switches: Vec<Switch>,
}

/// The articles of one day.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Day {
    pub title: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Line {
    pub id: String,
    pub clock: String,
    pub at: String,
    pub headline: Words,
    pub href: String,
    /// Its story, where more is told of it.
    pub story: String,
    pub outlet: String,
    pub words: Option<Words>,
    pub read: bool,
}

/// Letters of the words under a headline.
const WORDS_LETTERS_MAX: usize = 180;

/// The address of a shelf.
pub fn shelf_href(shelf: &Shelf) -> String {
    let escaped = |key: &str| -> String {
        url::form_urlencoded::byte_serialize(key.as_bytes()).collect::<String>().replace('+', "%20")
    };
    match shelf {
        Shelf::Everything => "/list".into(),
        Shelf::Feed(feed) => format!("/list/feed/{}", feed.0),
        Shelf::Outlet(OutletKey(key)) => format!("/list/outlet/{}", escaped(key)),
        Shelf::Topic(key) => format!("/list/topic/{}", escaped(key)),
    }
}

impl ShelfPage {
    /// `lines` is one more than a page holds where there is an older page.
    pub fn of(
        shelf: &Shelf,
        feed: Option<&FeedRow>,
        mut lines: Vec<Shelved>,
        unread: usize,
        unread_only: bool,
        today: &Today,
    ) -> ShelfPage {
        let goes_on = lines.len() > LINES_A_PAGE;
        lines.truncate(LINES_A_PAGE);
        let address = shelf_href(shelf);
        let older = lines.last().filter(|_| goes_on).map(|line| {
            let show = if unread_only { "&show=unread" } else { "" };
            format!("{address}?after={}{show}", place_text(&line.found))
        });
        let subject = match (shelf, feed) {
            (Shelf::Topic(key), _) => Some(Subject::Topic(key.clone())),
            (Shelf::Outlet(key), _) => Some(Subject::Outlet(key.clone())),
            (_, Some(feed)) => Some(Subject::Outlet(feed.outlet.key.clone())),
            _ => None,
        };
        let outlet = || lines.first().map(|line| line.found.outlet.name.clone());
        let title = match (shelf, feed) {
            (Shelf::Everything, _) => say!("Everything"),
            (_, Some(feed)) => feed.name().to_owned(),
            (Shelf::Outlet(key), _) => outlet().unwrap_or_else(|| key.0.clone()),
            (Shelf::Topic(key), _) => today.names.name(&Subject::Topic(key.clone())),
            (Shelf::Feed(_), None) => String::new(),
        };
        let mut days: Vec<Day> = Vec::new();
        for line in lines.iter().filter(|line| !today.is_line_kept_away(&line.found)) {
            let day = words::sentence(&today.when.day(line.found.at));
            if days.last().is_none_or(|last| last.title != day) {
                days.push(Day { title: day, lines: Vec::new() });
            }
            days.last_mut().expect("one was pushed").lines.push(Line::of(line, shelf, today));
        }
        ShelfPage {
            title,
            site: feed.and_then(|feed| feed.site_url.clone()),
            rules: feed.map(|feed| format!("/sources/{}", feed.id)),
            href: address,
            unread: match unread {
                UNREAD_COUNTED_MAX.. => say!("more than {n}", n = thousands(UNREAD_COUNTED_MAX - 1)),
                few => thousands(few),
            },
            unread_only,
            days,
            older,
            switches: subject.map(|subject| switches(&subject, today)).unwrap_or_default(),
            ..ShelfPage::default()
        }
    }
}

impl Line {
    fn of(line: &Shelved, shelf: &Shelf, today: &Today) -> Line {
        let found = &line.found;
        let language = found.language.as_deref();
        let one_outlet = matches!(shelf, Shelf::Outlet(_) | Shelf::Feed(_));
        Line {
            id: found.article.to_string(),
            clock: today.when.clock(found.at),
            at: today.when.stamp(found.at),
            headline: Words::new(&words::headline(&found.headline), language),
            href: article_href(found.article),
            story: href(found.story),
            outlet: if one_outlet { String::new() } else { found.outlet.name.clone() },
            words: found
                .standfirst
                .as_deref()
                .map(|text| Words::new(&words::shortened(text, WORDS_LETTERS_MAX), language)),
            read: line.read,
        }
    }
}

pub fn switches(subject: &Subject, today: &Today) -> Vec<Switch> {
    match (today.follows(subject), today.mutes(subject)) {
        (_, true) => vec![Switch::new(&say!("Bring it back"), "/unmute", Some(subject))],
        (true, _) => vec![
            Switch::new(&say!("Stop following"), "/unfollow", Some(subject)),
            Switch::new(&say!("Never show"), "/mute", Some(subject)),
        ],
        _ => vec![
            Switch::new(&say!("Follow"), "/follow", Some(subject)),
            Switch::new(&say!("Never show"), "/mute", Some(subject)),
        ],
    }
}

/// The place of an article as an address has it.
pub fn place_text(found: &Found) -> String {
    format!("{}-{}", found.at.as_millisecond(), found.article)
}

/// The place that an address names.
pub fn read_place(text: &str) -> Option<Place> {
    let (at, article) = text.rsplit_once('-')?;
    Some(Place {
        at: mynews_core::model::Timestamp::from_millisecond(at.parse().ok()?).ok()?,
        article: mynews_core::model::ArticleId::parse(article)?,
    })
}

#[cfg(test)]
mod tests {
    use mynews_core::model::{ArticleId, StoryId, Timestamp};

    use super::*;

    #[test]
    fn a_place_survives_an_address() {
        let found = Found {
            at: Timestamp::from_millisecond(-12_345).unwrap(),
            article: ArticleId::of_url("https://harbour.example/a"),
            story: StoryId::parse("0000000000001").unwrap(),
            outlet: crate::work::follow::outlet("https://harbour.example/feed", None, None, None),
            headline: String::new(),
            standfirst: None,
            language: None,
        };
        assert_eq!(read_place(&place_text(&found)), Some(Place { at: found.at, article: found.article }));
        assert_eq!(read_place("tomorrow"), None);
    }

    #[test]
    fn shelves_have_addresses() {
        assert_eq!(shelf_href(&Shelf::Topic("c++/rust 渡".into())), "/list/topic/c%2B%2B%2Frust%20%E6%B8%A1");
        assert_eq!(shelf_href(&Shelf::Everything), "/list");
    }
}
