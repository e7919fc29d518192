//! What was before: editions as they were composed, and the stories that the reader looked at.

use mynews_core::model::{Edition, Section, StoryId, Timestamp};
use mynews_store::EditionRow;
use serde::Serialize;

use super::lists::{Group, Hit, List, stories};
use super::score;
use super::today::Today;
use super::words;
use crate::say;

/// The list of editions.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Editions {
    pub title: String,
    pub days: Vec<EditionDay>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct EditionDay {
    pub title: String,
    pub editions: Vec<EditionLink>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct EditionLink {
    pub clock: String,
    pub at: String,
    pub href: String,
    pub note: String,
}

/// The editions by day, the newest first.
pub fn editions(rows: &[EditionRow], today: &Today) -> Editions {
    let mut days: Vec<EditionDay> = Vec::new();
    for row in rows {
        let day = words::sentence(&today.when.day(row.at));
        if days.last().is_none_or(|last| last.title != day) {
            days.push(EditionDay { title: day, editions: Vec::new() });
        }
        days.last_mut().expect("one was pushed").editions.push(EditionLink {
            clock: today.when.clock(row.at),
            at: today.when.stamp(row.at),
            href: format!("/editions/{}", row.id),
            note: stories(row.stories as usize),
        });
    }
    Editions { title: say!("Earlier editions"), days }
}

/// An edition as it was: its stories in their order, under their sections.
pub fn edition(edition: &Edition, today: &Today) -> List {
    let mut groups: Vec<Group> = Vec::new();
    for pick in &edition.picks {
        let Some(mut hit) = Hit::kept(pick.story, today).filter(|_| !today.is_muted(pick.story)) else {
            continue;
        };
        hit.note = Some(score::cents((pick.score.total * 100.0).round() as i64));
        let title = section(pick.section);
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.hits.push(hit),
            None => groups.push(Group { title, hits: vec![hit], ..Group::default() }),
        }
    }
    List {
        title: today.when.moment(edition.at),
        intro: Some(say!(
            "The edition as it was composed then: {stories} of {all}. The number is the score each had.",
            stories = stories(edition.picks.len()),
            all = words::thousands(edition.candidates),
        )),
        groups,
        empty: say!("Its stories are not kept any more."),
        ..List::default()
    }
}

fn section(section: Section) -> String {
    match section {
        Section::ForEveryone => say!("For everyone"),
        Section::ForYou => say!("For you"),
        Section::Outside => say!("Outside your page"),
        Section::Briefs => say!("Briefs"),
    }
}

/// Stories the reader looked at, by day.
pub fn history(looks: &[(StoryId, Timestamp)], a_page: usize, today: &Today) -> List {
    let mut groups: Vec<Group> = Vec::new();
    for (story, at) in looks {
        let Some(mut hit) = Hit::kept(*story, today).filter(|_| !today.is_kept_away(*story)) else {
            continue;
        };
        hit.note = Some(say!("read at {clock}", clock = today.when.clock(*at)));
        let day = words::sentence(&today.when.day(*at));
        match groups.last_mut().filter(|group| group.title == day) {
            Some(group) => group.hits.push(hit),
            None => groups.push(Group { title: day, hits: vec![hit], ..Group::default() }),
        }
    }
    let older = looks.last().filter(|_| looks.len() == a_page);
    List {
        title: say!("What you read"),
        intro: Some(say!(
            "Stories you opened, the last first. Only you see this; what it taught stands in the log on your page, where each line can be taken back."
        )),
        groups,
        older: older.map(|(_, at)| format!("/history?before={}", at.as_millisecond())),
        empty: say!("Nothing yet. Stories you open are listed here."),
        ..List::default()
    }
}
