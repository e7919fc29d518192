//! What stands around every page: name, date, sections, and the line that says what just happened.

use std::collections::HashMap;

use mynews_core::model::{Section, SignalKind, Subject};
use mynews_store::SignalRow;
use serde::Serialize;

use super::card::{href, topic_href};
use super::today::Today;
use super::words::{self, ordinal};
use crate::{say, say_count};

/// Sections beside "Top" and "Outside your page".
const SECTIONS_MAX: usize = 6;
/// Letters of their names that fit on one line of a wide page, each with its number.
const SECTIONS_LETTERS_MAX: usize = 72;
/// A topic makes a section when so many stories of the edition are about it.
const SECTION_STORIES_MIN: usize = 2;
const WORDS_A_MINUTE: usize = 230;

/// The frame of a page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Frame {
    pub title: String,
    /// Which place of the house this is: `front`, `outlets`, `you`, …
    pub place: &'static str,
    pub demo: bool,
    /// "Monday 23 November".
    pub day: String,
    /// "Evening edition · 24 stories · about 18 min".
    pub edition: String,
    pub sections: Vec<SectionLink>,
    pub held: usize,
    pub notice: Option<Notice>,
    pub text_only: bool,
    /// What keeps links in text-only mode: `?text=1` or nothing.
    pub mode: &'static str,
    /// The address of this page, without its query.
    pub path: String,
    /// The edition that is shown.
    pub number: i64,
    /// When this page was made, for one that is kept and read later: "11:02, 23 November".
    pub made: String,
    /// Where a form leads back to.
    pub back: String,
    /// The reader's private address of this view as a feed, without its ending; for their eyes alone.
    pub feed: Option<String>,
    /// Changes with the style sheet and the script, so that browsers may keep them.
    pub version: String,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SectionLink {
    pub label: String,
    pub href: String,
    pub count: usize,
    pub current: bool,
}

/// What just happened, and how to take it back.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Notice {
    pub text: String,
    /// Where "Undo" posts to.
    pub undo: Option<String>,
    pub moved: Vec<String>,
}

impl Frame {
    pub fn of(today: &Today, path: &str) -> Frame {
        let stories = today.edition.picks.len();
        let edition = today.edition_name();
        Frame {
            day: words::sentence(&today.when.day(today.when.now)),
            edition: match stories {
                0 => edition,
                _ => format!(
                    "{} · {} · {}",
                    edition,
                    say_count!(stories, "{n} story", "{n} stories"),
                    say_count!(minutes(today), "about {n} min", "about {n} min"),
                ),
            },
            sections: sections(today, path),
            held: today.edition.held_back.len() + today.kept_away,
            path: path.to_owned(),
            number: today.edition.id.0,
            made: today.when.moment(today.when.now),
            back: path.to_owned(),
            ..Frame::default()
        }
    }
}

/// Topics that several stories of the edition are about, those the reader follows first.
fn sections(today: &Today, path: &str) -> Vec<SectionLink> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for pick in &today.edition.picks {
        for topic in today.candidate(pick.story).map(|one| one.topics.as_slice()).unwrap_or_default() {
            *counts.entry(&topic.key).or_default() += 1;
        }
    }
    let followed = |key: &str| today.follows(&Subject::Topic(key.to_owned()));
    let mut topics: Vec<(&str, usize)> =
        counts.into_iter().filter(|(key, count)| *count >= SECTION_STORIES_MIN || followed(key)).collect();
    topics.sort_by(|(one, ones), (other, others)| {
        (followed(other), others).cmp(&(followed(one), ones)).then_with(|| one.cmp(other))
    });
    let outside = today.edition.picks.iter().filter(|pick| pick.section == Section::Outside).count();
    let mut links: Vec<SectionLink> = topics
        .into_iter()
        .map(|(key, count)| SectionLink {
            label: today.names.name(&Subject::Topic(key.to_owned())),
            current: topic_href(key) == path,
            href: topic_href(key),
            count,
        })
        .collect();
    let mut letters = 0;
    links.retain(|link| {
        let fits = letters + link.label.chars().count() <= SECTIONS_LETTERS_MAX;
        letters += if fits { link.label.chars().count() + 4 } else { 0 };
        fits
    });
    links.truncate(SECTIONS_MAX);
    if outside > 0 {
        links.push(SectionLink {
            label: say!("Outside your page"),
            href: "/section/outside-your-page".into(),
            count: outside,
            current: path == "/section/outside-your-page",
        });
    }
    links
}

/// Minutes to read the article that each story shows; briefs by their headline alone.
fn minutes(today: &Today) -> usize {
    let words: usize = today
        .edition
        .picks
        .iter()
        .filter_map(|pick| {
            let candidate = today.candidate(pick.story)?;
            let headline = candidate.headline.split_whitespace().count();
            if pick.section == Section::Briefs {
                return Some(headline);
            }
            let shown = today.told.get(&pick.story)?.shown(&candidate.headline)?;
            Some(headline + shown.article.word_count())
        })
        .sum();
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

impl Notice {
    pub fn plain(text: impl Into<String>) -> Notice {
        Notice { text: text.into(), ..Notice::default() }
    }

    /// What a signal did to the page: where its story was and is, what else moved since `before`.
    pub fn of_signal(row: &SignalRow, today: &Today, before: &HashMap<String, u32>) -> Notice {
        let signal = &row.signal;
        let snapshot = signal.snapshot.as_ref();
        let story = snapshot.and_then(|snapshot| snapshot.story);
        let place = |position: u32| ordinal(position as usize);
        let now = story.and_then(|story| today.pick(story)).map(|pick| pick.position);
        let then = snapshot.and_then(|snapshot| snapshot.position);
        let path = match (then, now) {
            (Some(then), Some(now)) if then == now => say!("it stays {place}", place = place(now)),
            (Some(then), Some(now)) => say!("{from} → {to}", from = place(then), to = place(now)),
            (Some(then), None) => say!("{from} → off the page", from = place(then)),
            (None, Some(now)) => say!("now {place}", place = place(now)),
            (None, None) => say!("not on today’s page"),
        };
        let subject = |subject: &Subject| today.names.name(subject);
        let text = match &signal.kind {
            SignalKind::More => say!("More like this: {path}.", path = path),
            SignalKind::Less => say!("Fewer like this: {path}.", path = path),
            SignalKind::Hidden => say!("Hidden."),
            SignalKind::Saved => say!("Saved."),
            SignalKind::Unsaved => say!("No longer saved."),
            SignalKind::Follow { subject: what, .. } => {
                say!("You follow {subject}.", subject = subject(what))
            }
            SignalKind::Unfollow { subject: what } => {
                say!("You no longer follow {subject}.", subject = subject(what))
            }
            SignalKind::Mute { subject: what, .. } => {
                say!("{subject} is muted: it appears nowhere.", subject = subject(what))
            }
            SignalKind::Unmute { subject: what } => say!("{subject} is back.", subject = subject(what)),
            SignalKind::NotTheSameStory { .. } => say!("Taken out: it is a story of its own now."),
            SignalKind::SameStory { .. } => say!("Made one: both tell the same story now."),
            SignalKind::LessOf { subject: what } => {
                say!("Less of {subject} from now on.", subject = subject(what))
            }
            SignalKind::Deny { subject: what } => {
                say!("Forgotten: nothing is learnt about {subject} any more.", subject = subject(what))
            }
            SignalKind::Rules { title, .. } => {
                say!("The rules of {feed} hold from now on.", feed = title)
            }
            other => format!("{}.", words::did(other)),
        };
        let text = if row.undone_at.is_some() {
            say!("Taken back: {what}", what = text.trim_end_matches(['.', '。']))
        } else {
            text
        };
        let undo = row.undone_at.is_none().then(|| format!("/signals/{}/undo", signal.id));
        Notice { text, undo, moved: moved(today, before, story.map(href).as_deref()) }
    }
}

/// The largest moves on the page since `before` (addresses of stories to positions), without the story itself.
fn moved(today: &Today, before: &HashMap<String, u32>, but: Option<&str>) -> Vec<String> {
    const MOST: usize = 3;
    let mut moves: Vec<(i64, String)> = Vec::new();
    for pick in &today.edition.picks {
        let address = href(pick.story);
        let Some(candidate) = today.candidate(pick.story).filter(|_| Some(address.as_str()) != but) else {
            continue;
        };
        let headline = words::shortened(&words::headline(&candidate.headline), 48);
        match before.get(&address) {
            Some(then) if *then != pick.position => {
                let by = i64::from(*then) - i64::from(pick.position);
                let moved =
                    say!("“{headline}” {from} → {to}", headline = headline, from = then, to = pick.position);
                moves.push((-by.abs(), moved));
            }
            None if !before.is_empty() => moves
                .push((-i64::MAX, say!("“{headline}” new at {to}", headline = headline, to = pick.position))),
            _ => {}
        }
    }
    moves.sort();
    moves.into_iter().take(MOST).filter(|(by, _)| *by < -1).map(|(_, text)| text).collect()
}

/// "12 outlets in 4 countries".
pub fn reach(outlets: usize, countries: usize) -> String {
    match countries {
        0 | 1 => say_count!(outlets, "{n} outlet", "{n} outlets"),
        _ => say!(
            "{outlets} in {countries}",
            outlets = say_count!(outlets, "{n} outlet", "{n} outlets"),
            countries = say_count!(countries, "{n} country", "{n} countries"),
        ),
    }
}
