//! The key points of a story: those sentences of its reports that together say most, and none twice.
//!
//! A greedy cover of weighted words (Lin & Bilmes, "A Class of Submodular Functions for Document Summarization", 2011): a
//! word weighs what it is rare, and more the more outlets say it; once a chosen sentence says it, it weighs nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::background;
use crate::model::KeyPoint;
use crate::text::tokens;

/// What the headline says already weighs so much less.
const HEADLINE_WEIGHT: f32 = 0.5;

/// What one outlet alone says, beside 1.4 for two, 2.4 for three: news first, colour after it.
const ALONE_WEIGHT: f32 = 0.4;

/// More outlets than this add nothing to the weight of a word.
const OUTLETS_MAX: usize = 5;

/// A sentence further down its own article's list weighs less by this, each step.
const STEP_WEIGHT: f32 = 0.9;

/// A sentence of an outlet that was heard already.
const HEARD_WEIGHT: f32 = 0.7;

/// A sentence of whose weight chosen ones have said more than this says it again.
const SAID_MAX: f32 = 0.5;

/// Long sentences say more only because they are long; below so many words none is called short.
const SHORT_WORDS: f32 = 8.0;

/// With so many in its own language a story needs none of another, which may well say the same.
const POINTS_ENOUGH: usize = 2;

/// A report's headline and its key points, best first.
#[derive(Clone, Copy)]
pub struct Pointed<'a> {
    pub outlet: &'a str,
    pub headline: &'a str,
    /// BCP 47 primary tag.
    pub language: Option<&'a str>,
    pub points: &'a [KeyPoint],
}

struct Sentence {
    report: usize,
    place: usize,
    terms: BTreeSet<u64>,
}

/// Places (report, key point) of at most `most` sentences, in the order of their choice. Words of two languages cannot be
/// compared: those in the language of the first report come first, others where too few are left.
pub fn points(headline: &str, reports: &[Pointed<'_>], most: usize) -> Vec<(usize, usize)> {
    let language = reports.first().and_then(|report| report.language);
    let (ours, theirs): (Vec<usize>, Vec<usize>) =
        (0..reports.len()).partition(|report| reports[*report].language == language);
    let mut chosen = cover(headline, reports, &ours, most);
    let room = most.min(POINTS_ENOUGH).saturating_sub(chosen.len());
    chosen.extend(cover("", reports, &theirs, room));
    chosen
}

fn cover(headline: &str, reports: &[Pointed<'_>], which: &[usize], most: usize) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut outlets: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for report in which.iter().copied() {
        let Pointed { outlet, headline, language, points } = reports[report];
        let mut say = |terms: &BTreeSet<u64>| {
            terms.iter().for_each(|term| {
                outlets.entry(*term).or_default().insert(outlet);
            });
        };
        say(&terms_of(headline, language));
        for (place, point) in points.iter().enumerate() {
            let terms = terms_of(&point.text, language);
            say(&terms);
            sentences.push(Sentence { report, place, terms });
        }
    }
    let language = which.first().and_then(|report| reports[*report].language);
    let in_headline = terms_of(headline, language);
    let weights: BTreeMap<u64, f32> = (outlets.iter())
        .map(|(term, outlets)| {
            let more = outlets.len().min(OUTLETS_MAX) - 1;
            let weight = background::rarity(*term) * (ALONE_WEIGHT + more as f32);
            (*term, if in_headline.contains(term) { weight * HEADLINE_WEIGHT } else { weight })
        })
        .collect();
    let weight =
        |terms: &mut dyn Iterator<Item = &u64>| -> f32 { terms.filter_map(|term| weights.get(term)).sum() };
    let mut chosen: Vec<&Sentence> = Vec::new();
    let mut said: BTreeSet<u64> = BTreeSet::new();
    while chosen.len() < most {
        let next = (sentences.iter())
            .filter_map(|sentence| {
                let all = weight(&mut sentence.terms.iter());
                let new = weight(&mut sentence.terms.difference(&said));
                let length = libm::sqrtf((sentence.terms.len() as f32).max(SHORT_WORDS));
                let heard =
                    chosen.iter().any(|one| reports[one.report].outlet == reports[sentence.report].outlet);
                let standing =
                    libm::powf(STEP_WEIGHT, sentence.place as f32) * if heard { HEARD_WEIGHT } else { 1.0 };
                (new > all * (1.0 - SAID_MAX)).then_some((new / length * standing, sentence))
            })
            .max_by(|(one, a), (other, b)| {
                one.total_cmp(other).then((b.report, b.place).cmp(&(a.report, a.place)))
            });
        let Some((_, next)) = next else { break };
        said.extend(&next.terms);
        chosen.push(next);
    }
    chosen.iter().map(|sentence| (sentence.report, sentence.place)).collect()
}

fn terms_of(text: &str, language: Option<&str>) -> BTreeSet<u64> {
    tokens::terms(text, language).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(points: &[&str]) -> Vec<KeyPoint> {
        points.iter().map(|text| KeyPoint { text: (*text).to_owned(), paragraph: None }).collect()
    }

    fn chosen(headline: &str, reports: &[(&str, &str, &[&str])], most: usize) -> Vec<String> {
        let listed: Vec<Vec<KeyPoint>> = reports.iter().map(|(_, _, points)| listed(points)).collect();
        let pointed: Vec<Pointed> = (reports.iter().zip(&listed))
            .map(|((outlet, language, _), points)| Pointed {
                outlet,
                headline,
                language: Some(language),
                points,
            })
            .collect();
        (points(headline, &pointed, most).into_iter())
            .map(|(report, place)| listed[report][place].text.clone())
            .collect()
    }

    #[test]
    fn what_was_said_is_not_said_again_in_other_words() {
        let reports: [(&str, &str, &[&str]); 3] = [
            ("one", "en", &["The central bank left its main rate at 3.25 per cent on Wednesday."]),
            (
                "two",
                "en",
                &[
                    "The bank left its main rate at 3.25 per cent, the fifth time in a row.",
                    "Two of nine members wanted a cut, citing weak orders at the shipyards.",
                ],
            ),
            ("three", "en", &["Mortgages will stay dear until spring, lenders warned."]),
        ];
        let points = chosen("Central bank holds rate", &reports, 3);
        assert_eq!(points.iter().filter(|point| point.contains("3.25")).count(), 1, "{points:?}");
        assert!(points.iter().any(|point| point.contains("members")), "{points:?}");
        assert!(points.iter().any(|point| point.contains("Mortgages")), "{points:?}");
    }

    #[test]
    fn another_language_speaks_where_there_is_room() {
        let reports: [(&str, &str, &[&str]); 2] = [
            ("one", "en", &["Surplus power may cross any of the eleven borders from March."]),
            ("two", "de", &["Zwei Binnenstaaten wollen dem Abkommen beitreten."]),
        ];
        assert_eq!(chosen("States agree on wind power", &reports, 1).len(), 1);
        assert!(chosen("States agree on wind power", &reports, 2)[1].starts_with("Zwei"));
    }

    #[test]
    fn a_story_without_key_points_has_none() {
        assert!(chosen("Anything", &[("one", "en", &[])], 3).is_empty());
    }
}
