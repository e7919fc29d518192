//! What stands beside a story: its earlier and later chapters, the same event in other languages, how far its life has
//! gone, what outlets disagree on, and what only one of them says. Sentences are verbatim, each with its outlet.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::group;
use mynews_core::model::{Candidate, Figure, Life};
use mynews_core::text::sentences;
use mynews_store::ArticleRow;
use serde::Serialize;

use super::card::{article_href, href};
use super::chronicle::{Dated, chronicle};
use super::lists::Hit;
use super::today::Today;
use super::told::Told;
use super::words::Words;
use crate::{say, say_count};

/// Figures on which outlets disagree that are shown.
const DISPUTES_MAX: usize = 3;
/// Sentences that one outlet alone has.
const ALONE_MAX: usize = 3;
/// Stories told by fewer texts have nothing that "only one" says.
const TEXTS_MIN: usize = 3;
/// Two sentences speak of one thing when they share so many telling words, and that share of the shorter one's.
const SHARED_WORDS_MIN: usize = 4;
const SHARED_PART_MIN: f32 = 0.6;
/// A telling word has more letters than this, or a capital.
const SMALL_WORD_LETTERS: usize = 3;
const SENTENCE_LETTERS_MAX: usize = 320;

/// What stands beside a story.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Aside {
    pub life: String,
    /// What happened when.
    pub chronicle: Vec<Dated>,
    pub earlier: Vec<Relative>,
    pub later: Vec<Relative>,
    pub elsewhere: Vec<Relative>,
    pub disputes: Vec<Dispute>,
    pub alone: Vec<Sentence>,
}

/// Another story, and what ties it to this one.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Relative {
    #[serde(flatten)]
    pub hit: Hit,
    /// Names and numbers that both have.
    pub by: String,
}

/// One thing, with a number of each outlet's own.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Dispute {
    pub sides: Vec<Side>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Side {
    /// As the outlet wrote it: "almost 30 per cent".
    pub figure: String,
    #[serde(flatten)]
    pub sentence: Sentence,
}

/// A sentence of an outlet, and where it stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Sentence {
    #[serde(flatten)]
    pub words: Words,
    pub outlet: String,
    pub href: String,
}

impl Aside {
    /// Relatives are put in by whoever asked the store for them.
    pub fn of(candidate: &Candidate, told: &Told, today: &Today) -> Aside {
        let texts: Vec<&ArticleRow> = told.articles.iter().filter(|row| !told.is_copy(row)).collect();
        let said: Vec<Said> = texts.iter().flat_map(|row| sentences_of(row)).collect();
        let outlets = candidate.coverage.independent_outlets;
        Aside {
            life: match group::life(outlets, candidate.last_at, today.when.now) {
                Life::Emerging => say!("one outlet so far"),
                Life::Active => say!("developing"),
                Life::Cooling => say!("nothing new for a day"),
                Life::Dormant => say!("at rest: no report joins it any more"),
            },
            chronicle: chronicle(told, &today.when),
            disputes: disputes(&said),
            alone: if texts.len() < TEXTS_MIN { Vec::new() } else { alone(&texts, &said) },
            ..Aside::default()
        }
    }
}

impl Relative {
    /// `None` where the reader's outlets tell nothing of it, or it is kept from them.
    pub fn of(story: mynews_core::model::StoryId, by: &[String], today: &Today) -> Option<Relative> {
        if today.is_kept_away(story) {
            return None;
        }
        let mut hit = Hit::kept(story, today)?;
        hit.href = href(story);
        let outlets = today.candidate(story).map_or(0, |candidate| candidate.coverage.outlets);
        hit.note = (outlets > 1).then(|| say_count!(outlets, "{n} outlet", "{n} outlets"));
        Some(Relative { hit, by: by.join(", ") })
    }
}

/// A sentence of a text, with the words that tell what it is about and the figures in it.
struct Said<'a> {
    row: &'a ArticleRow,
    text: &'a str,
    paragraph: usize,
    words: BTreeSet<String>,
    figures: Vec<&'a Figure>,
}

impl Said<'_> {
    fn sentence(&self) -> Sentence {
        Sentence {
            words: Words::new(self.text.trim(), self.row.article.language.as_deref()),
            outlet: self.row.outlet.name.clone(),
            href: format!("{}#p{}", article_href(self.row.id), self.paragraph),
        }
    }
}

fn sentences_of(row: &ArticleRow) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    for (paragraph, text) in row.article.paragraphs().enumerate() {
        for text in sentences::split(text) {
            if text.chars().count() > SENTENCE_LETTERS_MAX {
                continue;
            }
            let figures =
                row.subjects.figures.iter().filter(|figure| stands_in(&figure.text, text)).collect();
            said.push(Said { row, text, paragraph, words: telling_words(text), figures });
        }
    }
    said
}

/// Whether a figure stands in a sentence by itself, not inside a longer number.
fn stands_in(figure: &str, sentence: &str) -> bool {
    sentence.match_indices(figure).any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        let behind = sentence[at + figure.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
            && !behind.is_some_and(char::is_alphanumeric)
    })
}

/// Words that are no numbers and not small.
fn telling_words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()))
        .filter(|word| word.chars().count() > SMALL_WORD_LETTERS || word.starts_with(char::is_uppercase))
        .map(str::to_lowercase)
        .collect()
}

/// Sentences of different outlets about one thing, with one figure each in the same unit, and not the same number.
fn disputes(said: &[Said]) -> Vec<Dispute> {
    let with_figure: Vec<&Said> = said.iter().filter(|one| one.figures.len() == 1).collect();
    let mut disputes: Vec<Dispute> = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (at, one) in with_figure.iter().enumerate() {
        if taken.contains(&at) || disputes.len() == DISPUTES_MAX {
            continue;
        }
        let mut sides = vec![side(one)];
        for (place, other) in with_figure.iter().enumerate().skip(at + 1) {
            let (ours, theirs) = (one.figures[0], other.figures[0]);
            let differ = ours.unit.is_some() && ours.unit == theirs.unit && ours.value != theirs.value;
            let is_heard = sides.iter().any(|side| side.sentence.outlet == other.row.outlet.name);
            if differ && !is_heard && same_thing(one, other) {
                sides.push(side(other));
                taken.insert(place);
            }
        }
        if sides.len() > 1 {
            disputes.push(Dispute { sides });
        }
    }
    disputes
}

fn side(said: &Said) -> Side {
    Side { figure: said.figures[0].text.clone(), sentence: said.sentence() }
}

fn same_thing(one: &Said, other: &Said) -> bool {
    let shared = one.words.intersection(&other.words).count();
    let shorter = one.words.len().min(other.words.len()).max(1);
    one.row.article.language == other.row.article.language
        && shared >= SHARED_WORDS_MIN
        && shared as f32 / shorter as f32 >= SHARED_PART_MIN
}

/// Sentences with a name that one text has more than once and no other has at all.
fn alone(texts: &[&ArticleRow], said: &[Said]) -> Vec<Sentence> {
    let mut by_name: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for row in texts {
        for entity in &row.subjects.entities {
            by_name.entry(entity.name.to_lowercase()).or_default().insert(&row.outlet.key.0);
        }
    }
    let mut found: Vec<Sentence> = Vec::new();
    for row in texts {
        let own = row.subjects.entities.iter().filter(|entity| {
            entity.mentions > 1
                && by_name[&entity.name.to_lowercase()].len() == 1
                && !texts.iter().any(|other| {
                    other.outlet.key != row.outlet.key && other.article.text().contains(&entity.name)
                })
        });
        let first = own
            .filter_map(|entity| {
                said.iter().find(|one| one.row.id == row.id && one.text.contains(&entity.name))
            })
            .next();
        if let Some(first) = first
            && found.len() < ALONE_MAX
            && !found.iter().any(|known| known.outlet == row.outlet.name)
        {
            found.push(first.sentence());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_by_itself() {
        assert!(stands_in("30 per cent", "Almost 30 per cent voted."));
        assert!(!stands_in("30 per cent", "Almost 130 per cent voted."));
        assert!(!stands_in("5 people", "Some 1,5 people voted."));
    }

    #[test]
    fn telling_words_are_no_numbers() {
        let words: Vec<String> = telling_words("The 12 trams of Port Halden ran free").into_iter().collect();
        assert_eq!(words, ["free", "halden", "port", "the", "trams"]);
    }
}
