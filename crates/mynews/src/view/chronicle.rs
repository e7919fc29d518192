//! What happened when, by the reports' own sentences: each day that a story's outlets name, with a sentence that names it.
//!
//! "On Tuesday" is resolved against the day the report was published. A sentence that names two days says of neither
//! what happened, so it is left out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use mynews_core::annotate::days::{self, Named, Precision};
use mynews_core::text::sentences;
use mynews_store::ArticleRow;
use serde::Serialize;

use super::aside::Sentence;
use super::card::{self, article_href};
use super::told::Told;
use super::when::When;
use super::words::Words;
use crate::say_count;

/// Days shown, those that most outlets name.
const DAYS_MAX: usize = 6;
/// One day alone is no chronicle.
const DAYS_MIN: usize = 2;
/// A sentence that is shorter says too little by itself, a longer one too much.
const SENTENCE_LETTERS: std::ops::RangeInclusive<usize> = 30..=280;

/// A day and what happened on it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Dated {
    /// For machines: `2026-11-17`, `2026-11`, `2026`.
    pub at: String,
    /// "17 Nov", "Mar 2025", "1962".
    pub day: String,
    pub to_come: bool,
    #[serde(flatten)]
    pub sentence: Sentence,
    /// "4 outlets name this day".
    pub also: Option<String>,
}

/// A sentence and where it stands.
struct Found<'a> {
    row: &'a ArticleRow,
    paragraph: usize,
    text: &'a str,
}

/// Newest first; empty where less than two days are named.
pub fn chronicle(told: &Told, when: &When) -> Vec<Dated> {
    let mut by_day: BTreeMap<Named, Vec<Found<'_>>> = BTreeMap::new();
    for row in told.articles.iter().filter(|row| !told.is_copy(row)) {
        for (named, found) in dated_sentences(row) {
            by_day.entry(named).or_default().push(found);
        }
    }
    let mut days: Vec<(Named, Vec<Found<'_>>)> = by_day.into_iter().collect();
    // Most outlets first, then the most exact, then the latest.
    days.sort_by_key(|(named, found)| {
        std::cmp::Reverse((outlets(found), std::cmp::Reverse(named.precision), named.first))
    });
    days.truncate(DAYS_MAX);
    days.sort_by_key(|(named, _)| std::cmp::Reverse((days::last_day(*named), named.precision)));
    let mut shown: Vec<Dated> = Vec::new();
    for (named, found) in &days {
        let fresh = found
            .iter()
            .filter(|one| !shown.iter().any(|known| card::alike(&known.sentence.words.text, one.text)))
            .min_by_key(|one| (one.paragraph, one.row.at));
        if let Some(fresh) = fresh {
            shown.push(dated(*named, fresh, outlets(found), when));
        }
    }
    if shown.len() < DAYS_MIN { Vec::new() } else { shown }
}

fn dated_sentences(row: &ArticleRow) -> Vec<(Named, Found<'_>)> {
    let offset = row.article.published.and_then(|written| written.offset_seconds).unwrap_or(0);
    let published: Date = days::day_at(row.at, offset);
    let mut found = Vec::new();
    for (paragraph, text) in row.article.paragraphs().enumerate() {
        for text in sentences::split(text) {
            let text = text.trim();
            if !SENTENCE_LETTERS.contains(&text.chars().count()) {
                continue;
            }
            if let [named] = days::named(text, published, row.article.language.as_deref())[..] {
                found.push((named, Found { row, paragraph, text }));
            }
        }
    }
    found
}

fn outlets(found: &[Found<'_>]) -> usize {
    found.iter().map(|one| &one.row.outlet.key).collect::<BTreeSet<_>>().len()
}

fn dated(named: Named, found: &Found<'_>, outlets: usize, when: &When) -> Dated {
    let shape = match named.precision {
        Precision::Day => "%Y-%m-%d",
        Precision::Month => "%Y-%m",
        Precision::Year => "%Y",
    };
    Dated {
        at: named.first.strftime(shape).to_string(),
        day: when.named(named),
        to_come: named.first > when.today(),
        sentence: Sentence {
            words: Words::new(found.text, found.row.article.language.as_deref()),
            outlet: found.row.outlet.name.clone(),
            href: format!("{}#p{}", article_href(found.row.id), found.paragraph),
        },
        also: (outlets > 1 && named.precision == Precision::Day)
            .then(|| say_count!(outlets, "{n} outlet names this day", "{n} outlets name this day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::told::tests::row;

    #[test]
    fn days_are_told_newest_first_each_with_its_sentence() {
        let told = Told {
            articles: vec![
                row(
                    "kestrel",
                    "MA",
                    "en",
                    0,
                    &["The storm tore the coast road away on Monday. Nobody was hurt there."],
                ),
                row(
                    "orbit",
                    "HA",
                    "en",
                    5,
                    &[
                        "It was on Monday that the road went into the sea.",
                        "The race will start on Friday from the harbour.",
                    ],
                ),
                row(
                    "diario",
                    "MA",
                    "es",
                    9,
                    &["La carretera se había abierto en mayo de 2019 tras dos inviernos."],
                ),
            ],
            ..Told::default()
        };
        let when = When::new(told.articles[2].at, Some("UTC"));
        let found: Vec<String> = (chronicle(&told, &when).iter())
            .map(|one| format!("{} | {} | {} | {:?}", one.at, one.day, one.sentence.outlet, one.also))
            .collect();
        assert_eq!(
            found,
            [
                "2026-11-20 | 20 Nov | orbit | None",
                "2026-11-16 | 16 Nov | kestrel | Some(\"2 outlets name this day\")",
                "2019-05 | May 2019 | diario | None",
            ]
        );
        let short = Told { articles: told.articles[..1].to_vec(), ..Told::default() };
        assert_eq!(chronicle(&short, &when), []);
    }
}
