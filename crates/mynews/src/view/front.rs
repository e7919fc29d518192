//! The front page: for everyone, for you, outside your page, briefs, and an end.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::model::{Rule, Section, Subject, Timestamp};
use serde::Serialize;

use super::card::{self, Card, Photo};
use super::frame::reach;
use super::today::Today;
use super::words::{self, Words};
use crate::work::edition::Offered;
use crate::{say, say_count};

/// Stories of "For you" that stand beside the briefs, with pictures.
const NEAR: usize = 2;
/// Topics offered to a newcomer.
const TILES_MAX: usize = 8;

/// A front page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Front {
    pub welcome: Option<Welcome>,
    pub lead: Option<Card>,
    pub everyone: Vec<Row>,
    /// Whether "For you" has anything that is the reader's yet.
    pub is_yours: bool,
    pub yours_note: String,
    pub near: Vec<Card>,
    pub far: Vec<Row>,
    pub outside: Option<Outside>,
    pub briefs: Vec<Card>,
    pub watch: Option<Watch>,
    pub held: Vec<Tally>,
    pub empty: Empty,
    pub end: End,
}

/// Stories side by side.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Row {
    pub shape: &'static str,
    pub stories: Vec<Card>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Outside {
    pub note: String,
    pub stories: Vec<Card>,
}

/// A video of the edition.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Watch {
    pub note: String,
    pub href: String,
    pub length: String,
    pub title: Words,
    pub by: String,
    pub picture: Option<Photo>,
}

/// A line with a number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tally {
    pub label: String,
    pub count: usize,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Empty {
    pub title: String,
    pub text: String,
    /// Whether the text says how far a refresh is.
    pub reading: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct End {
    pub text: String,
    /// Whether the next edition waits for its time, and can be asked for before.
    pub waits: bool,
}

/// The strip that makes the page the reader's.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Welcome {
    pub topics: Vec<Tile>,
    pub languages: Vec<LanguageTile>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tile {
    pub key: String,
    pub label: String,
    pub count: usize,
    pub chosen: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LanguageTile {
    pub tag: String,
    pub name: String,
    pub chosen: bool,
}

impl Front {
    /// `next` is when news is looked for again.
    pub fn of(today: &Today, next: Option<Timestamp>) -> Front {
        let cards = |section: Section| -> Vec<Card> {
            today
                .edition
                .picks
                .iter()
                .filter(|pick| pick.section == section)
                .filter_map(|pick| Card::of_pick(pick, today))
                .collect()
        };
        let mut everyone = cards(Section::ForEveryone);
        let mut yours: Vec<Card> = cards(Section::ForYou).into_iter().map(Card::yours_first).collect();
        if everyone.is_empty() && !yours.is_empty() {
            everyone.push(yours.remove(0));
        }
        let lead = (!everyone.is_empty()).then(|| whole(everyone.remove(0), today));
        let is_yours = yours.iter().any(|card| card.score.yours > 0.0);
        let far = yours.split_off(NEAR.min(yours.len()));
        let mut briefs = cards(Section::Briefs);
        briefs.sort_by_key(|card| std::cmp::Reverse(card.published));
        Front {
            welcome: None,
            everyone: rows(everyone, 3),
            yours_note: match is_yours {
                true => say!(
                    "what you follow and what mynews learned; at most {share} of any score",
                    share = words::share(today.reader.dial.p()),
                ),
                false => say!("by score alone; follow something, and this becomes yours"),
            },
            is_yours,
            near: yours,
            far: rows(far, 4),
            outside: outside(cards(Section::Outside), today),
            briefs,
            watch: watch(today, lead.as_ref()),
            held: held(today),
            empty: empty(today, next.is_some()),
            end: end(today, next),
            lead,
        }
    }

    /// Every story in reading order.
    pub fn stories(&self) -> impl Iterator<Item = &Card> {
        self.lead
            .iter()
            .chain(self.everyone.iter().flat_map(|row| &row.stories))
            .chain(&self.near)
            .chain(self.far.iter().flat_map(|row| &row.stories))
            .chain(self.outside.iter().flat_map(|outside| &outside.stories))
            .chain(&self.briefs)
    }
}

/// What a newcomer may pick: the topics that most of today's stories are about, and the languages they are in.
pub fn welcome(today: &Today) -> Welcome {
    let Offered { topics, languages } = today.offered();
    let chosen = |key: &str| today.follows(&Subject::Topic(key.to_owned()));
    let topics = topics
        .iter()
        .enumerate()
        .filter(|(place, (key, _))| *place < TILES_MAX || chosen(key))
        .map(|(_, (key, count))| Tile {
            label: today.names.name(&Subject::Topic(key.clone())),
            chosen: chosen(key),
            key: key.clone(),
            count: *count,
        })
        .collect();
    let reads =
        |tag: &str| today.reader.languages.is_empty() || today.reader.languages.iter().any(|one| one == tag);
    let languages = (languages.iter().take(TILES_MAX))
        .map(|(tag, _)| LanguageTile {
            name: words::own_name(tag).to_owned(),
            chosen: reads(tag),
            tag: tag.clone(),
        })
        .collect();
    Welcome { topics, languages }
}

/// Rows of at most `widest`, as even as can be, the wider ones first.
fn rows(mut cards: Vec<Card>, widest: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    while !cards.is_empty() {
        let left = cards.len().div_ceil(widest);
        let rest = cards.split_off(cards.len().div_ceil(left));
        let shape = ["one", "two", "three-up", "four"][cards.len() - 1];
        rows.push(Row { shape, stories: std::mem::replace(&mut cards, rest) });
    }
    rows
}

/// A lead says more: languages, who was first, since when something is new.
fn whole(mut card: Card, today: &Today) -> Card {
    let Some(pick) = today.edition.picks.iter().find(|pick| pick.story.to_string() == card.id) else {
        return card;
    };
    let Some(told) = today.told.get(&pick.story) else { return card };
    card.facts = card::facts(&pick.coverage, pick.new_reports, told, true);
    if let Some(first) = told.articles.first().filter(|_| told.articles.len() > 1) {
        card.facts.more.push(say!(
            "first: {outlet} {when}",
            outlet = first.outlet.name,
            when = today.when.clock_or_day(first.at),
        ));
    }
    if let (Some(fresh), Some(looked)) = (&mut card.facts.fresh, told.looked_at) {
        *fresh = say!("{new} since {when}", new = fresh, when = today.when.clock_or_day(looked));
    }
    card
}

fn outside(stories: Vec<Card>, today: &Today) -> Option<Outside> {
    let note = say!(
        "{some} of {all}, because you asked for {share}. Chosen from what you do not usually read.",
        some = stories.len(),
        all = today.edition.picks.len(),
        share = words::share(today.reader.outside_share),
    );
    (!stories.is_empty()).then_some(Outside { note, stories })
}

/// The first video of a story that the page does not lead with.
fn watch(today: &Today, lead: Option<&Card>) -> Option<Watch> {
    let videos: Vec<Watch> = today
        .edition
        .picks
        .iter()
        .filter(|pick| lead.is_none_or(|lead| lead.id != pick.story.to_string()))
        .flat_map(|pick| today.told.get(&pick.story).map(|told| &told.articles[..]).unwrap_or_default())
        .filter_map(|row| {
            let video = row.article.videos.iter().find(|video| video.duration_seconds.is_some())?;
            let title = video.title.as_deref().or(row.article.headline.as_deref())?;
            Some(Watch {
                note: String::new(),
                href: card::article_href(row.id),
                length: words::length(video.duration_seconds?),
                title: Words::new(title, row.article.language.as_deref()),
                by: say!("Video: {outlet}", outlet = row.outlet.name),
                picture: row.article.image.as_ref().map(|picture| card::photo(row, 0, picture)),
            })
        })
        .collect();
    let note = say_count!(videos.len(), "{n} in this edition", "{n} in this edition");
    videos.into_iter().next().map(|watch| Watch { note, ..watch })
}

/// Held-back stories by rule, the reader's own wishes first.
fn held(today: &Today) -> Vec<Tally> {
    let mut tally: BTreeMap<Rule, usize> = BTreeMap::new();
    for held in &today.edition.held_back {
        *tally.entry(held.rule).or_default() += 1;
    }
    let by_rules = Tally { label: say!("Your rules for a feed"), count: today.kept_away };
    let by_rank = tally.into_iter().map(|(rule, count)| Tally { label: words::rule(rule), count });
    [by_rules].into_iter().filter(|tally| tally.count > 0).chain(by_rank).collect()
}

/// `follows` whether there are outlets that will be looked at.
fn empty(today: &Today, follows: bool) -> Empty {
    let is_kept_away = today.edition.candidates == 0 && today.kept_away > 0;
    let (title, text) = if is_kept_away {
        (say!("Nothing is left to show."), say!("Your rules keep away all that came: see Held back, or add"))
    } else if today.edition.candidates == 0 && follows {
        (
            say!("No news yet."),
            say!(
                "None of your outlets has brought anything yet. Without a network, feeds that were saved as files are read with “mynews add”. How each outlet is doing:"
            ),
        )
    } else if today.edition.candidates == 0 {
        (say!("No news yet."), say!("Add an outlet, and its stories stand here in a moment:"))
    } else {
        (
            say!("Nothing is left to show."),
            say!(
                "All of today’s stories are held back by what you muted, hid or read: see Held back, or add"
            ),
        )
    };
    Empty { title, text, reading: false }
}

fn end(today: &Today, next: Option<Timestamp>) -> End {
    let mut outlets = BTreeSet::new();
    let mut countries = BTreeSet::new();
    for pick in &today.edition.picks {
        for outlet in today.candidate(pick.story).map(|one| one.outlets.as_slice()).unwrap_or_default() {
            outlets.insert(&outlet.key);
            countries.extend(&outlet.country);
        }
    }
    let mut text = say!(
        "That was the edition: {stories} from {outlets}.",
        stories = say_count!(today.edition.picks.len(), "{n} story", "{n} stories"),
        outlets = reach(outlets.len(), countries.len()),
    );
    let edition = today
        .closed_at
        .and_then(|_| crate::clock::next_of(&today.reader.edition_times, today.when.now, today.when.zone()));
    if let Some(at) = edition {
        text.push(' ');
        text.push_str(&say!("The next one is made at {time}.", time = today.when.clock(at)));
    } else if let Some(next) = next {
        let next = next.max(today.when.now);
        text.push(' ');
        text.push_str(&say!("The next look at your outlets is {when}.", when = today.when.ahead(next)));
    }
    End { text, waits: edition.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_even() {
        for (number, widest, shapes) in [
            (1, 3, "one"),
            (4, 3, "two two"),
            (5, 4, "three-up two"),
            (9, 4, "three-up three-up three-up"),
            (11, 4, "four four three-up"),
        ] {
            let rows = rows(vec![Card::default(); number], widest);
            assert_eq!(rows.iter().map(|row| row.shape).collect::<Vec<_>>().join(" "), shapes);
        }
    }
}
