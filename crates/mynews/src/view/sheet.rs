//! The edition as one sheet, in reading order: what the file to keep, the print edition and the book are set from.

use mynews_core::model::StoryId;
use serde::Serialize;

use super::card::Card;
use super::front::{Front, Row};
use super::today::Today;
use crate::marked;
use crate::tongue::Tongue;

/// Letters of an address in a footnote; paper has no links, so what is cut is the end that nobody types.
const NOTE_LETTERS_MAX: usize = 60;

/// A part of the edition.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Section {
    pub title: &'static str,
    pub yours: bool,
    pub stories: Vec<Story>,
}

/// A story with what leaves the machine with it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Story {
    #[serde(flatten)]
    pub card: Card,
    /// The outlet's own address.
    pub address: Option<String>,
    /// The same, as a footnote says it.
    pub note: Option<String>,
}

/// The parts that have stories.
pub fn sections(front: &Front, today: &Today) -> Vec<Section> {
    let in_rows = |rows: &[Row]| rows.iter().flat_map(|row| row.stories.clone()).collect::<Vec<Card>>();
    let everyone = front.lead.iter().cloned().chain(in_rows(&front.everyone)).collect();
    let yours = front.near.iter().cloned().chain(in_rows(&front.far)).collect();
    let outside = front.outside.iter().flat_map(|outside| outside.stories.clone()).collect();
    [
        (marked!("For everyone"), false, everyone),
        (if front.is_yours { marked!("For you") } else { marked!("Also today") }, front.is_yours, yours),
        (marked!("Outside your page"), false, outside),
        (marked!("Briefs"), false, front.briefs.clone()),
    ]
    .into_iter()
    .filter(|(_, _, cards): &(_, _, Vec<Card>)| !cards.is_empty())
    .map(|(title, yours, cards)| Section {
        title: Tongue::spoken().word(title),
        yours,
        stories: cards.into_iter().map(|card| story(card, today)).collect(),
    })
    .collect()
}

/// Where the outlet published the article that a card shows.
pub fn address(card: &Card, today: &Today) -> Option<String> {
    let told = today.told.get(&StoryId::parse(&card.id)?)?;
    told.shown(&card.headline.text)?.article.url.clone()
}

fn story(card: Card, today: &Today) -> Story {
    let address = address(&card, today);
    Story { note: address.as_deref().map(note), address, card }
}

/// "harbour-post.test/2026/trams": without scheme, query, and more than a line.
fn note(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare).trim_end_matches('/');
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    match bare.char_indices().nth(NOTE_LETTERS_MAX) {
        Some((end, _)) => format!("{}…", &bare[..end]),
        None => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_short() {
        assert_eq!(note("https://www.harbour-post.test/trams/?from=feed#top"), "harbour-post.test/trams");
        assert_eq!(note(&format!("https://a.test/{}", "x".repeat(90))).chars().count(), 61);
    }
}
