//! What is left of a story when its sentences are taken away: the words of its names, its numbers, its pictures, its
//! weightiest words, its time.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::group::background;
use crate::model::{Article, EntityKind, Subjects, Timestamp};
use crate::text::tokens::{self, Stemming};

/// Shorter parts of names stand everywhere ("de", "Mr", "St").
const NAME_LETTERS_MIN: usize = 4;

/// Words of names kept of a story.
const NAMES_MAX: usize = 40;

/// Paragraphs that are read for words and numbers: what comes later is background, much alike in many reports.
const PARAGRAPHS_MAX: usize = 6;

/// Smaller whole numbers stand everywhere.
const NUMBER_MIN: f64 = 13.0;

/// Words kept of a story.
const WORDS_MAX: usize = 60;

/// The most stories that may have a name that still is rare: of a large pile, one in a hundred. Where they are still
/// more, the name ties nothing together, and looking through them would be dear.
pub fn rare_stories_max(stories: u64) -> usize {
    (stories / 100).clamp(6, 100) as usize
}

/// Marks that more stories have than a rare one may.
#[derive(Clone, Debug, Default)]
pub struct Frequent(BTreeSet<u64>);

impl FromIterator<u64> for Frequent {
    fn from_iter<Marks: IntoIterator<Item = u64>>(marks: Marks) -> Frequent {
        Frequent(marks.into_iter().collect())
    }
}

impl Frequent {
    pub(super) fn is_rare(&self, mark: u64) -> bool {
        !self.0.contains(&mark)
    }
}

/// An article of a story, as its gist is taken.
#[derive(Clone, Copy)]
pub struct Reported<'a> {
    pub article: &'a Article,
    pub subjects: &'a Subjects,
    pub at: Timestamp,
}

/// See the file's first sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Gist {
    /// By mark: a hash of the word as it is compared.
    pub(super) names: Box<[(u64, NameWord)]>,
    /// Hundredths.
    pub(super) numbers: BTreeSet<u64>,
    pub(super) pictures: BTreeSet<String>,
    /// Hashes of stems with their weights, of unit length together, by hash.
    pub(super) words: Box<[(u64, f32)]>,
    /// BCP 47 primary tags.
    pub languages: BTreeSet<String>,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
}

/// A word of a name.
#[derive(Clone, PartialEq, Debug)]
pub struct NameWord {
    /// The whole name it is part of.
    pub written: Box<str>,
    pub is_place: bool,
    /// Annotation found it to be a name; else it is only a word that the news at large never says.
    pub is_sure: bool,
    pub mentions: u32,
}

impl Gist {
    /// The gist of a story's articles; `None` where there are none.
    pub fn of(reports: &[Reported<'_>]) -> Option<Gist> {
        let first_at = reports.iter().map(|one| one.at).min()?;
        let last_at = reports.iter().map(|one| one.at).max()?;
        let mut draft = Draft::default();
        reports.iter().for_each(|report| draft.add(report));
        let Draft { names, numbers, pictures, languages, terms } = draft;
        let names = most_named(names);
        let words = weightiest(terms, reports.len());
        Some(Gist { names, numbers, pictures, words, languages, first_at, last_at })
    }

    /// What the story is found by.
    pub fn marks(&self) -> impl Iterator<Item = u64> + '_ {
        self.names.iter().map(|(mark, _)| *mark).chain(self.numbers.iter().copied().map(number_mark))
    }

    /// Hours between the two, 0 where they overlap.
    pub(super) fn hours_from(&self, other: &Gist) -> f64 {
        let gap = (self.first_at.as_second() - other.last_at.as_second())
            .max(other.first_at.as_second() - self.last_at.as_second());
        gap.max(0) as f64 / 3_600.0
    }

    pub(super) fn has_name(&self, mark: u64) -> bool {
        self.names.binary_search_by_key(&mark, |(mark, _)| *mark).is_ok()
    }

    /// How much of one matter the two are: the cosine of their weightiest words.
    pub(super) fn alike(&self, other: &Gist) -> f32 {
        let weight = |word: u64| {
            let place = other.words.binary_search_by_key(&word, |(word, _)| *word).ok()?;
            Some(other.words[place].1)
        };
        self.words.iter().filter_map(|(word, ours)| Some(ours * weight(*word)?)).sum()
    }
}

/// A gist on its way.
#[derive(Default)]
struct Draft {
    names: BTreeMap<u64, NameWord>,
    numbers: BTreeSet<u64>,
    pictures: BTreeSet<String>,
    languages: BTreeSet<String>,
    /// As they are met.
    terms: Vec<u64>,
}

impl Draft {
    fn add(&mut self, report: &Reported<'_>) {
        let article = report.article;
        let mut stemming = Stemming::new(article.language.as_deref());
        if let Some(language) = &article.language {
            self.languages.insert(language.split('-').next().unwrap_or(language).to_owned());
        }
        for entity in &report.subjects.entities {
            for word in words_of_name(&entity.name) {
                let known = self.names.entry(tokens::hash(word.as_bytes())).or_insert_with(|| NameWord {
                    written: entity.name.as_str().into(),
                    is_place: entity.kind == EntityKind::Place,
                    is_sure: true,
                    mentions: 0,
                });
                known.is_sure = true;
                known.mentions += entity.mentions;
            }
        }
        let opening = article.headline.iter().chain(&article.standfirst).map(String::as_str);
        for line in opening.chain(article.paragraphs().take(PARAGRAPHS_MAX)) {
            self.numbers.extend(numbers(line));
            for word in tokens::words(line) {
                let before = self.terms.len();
                stemming.each_term(&word, |term| self.terms.push(term));
                if word.capital && !word.number && !word.dense {
                    let said = self.terms.get(before).copied();
                    self.add_unheard_of(word.text, said);
                }
            }
        }
        self.pictures
            .extend(article.image.iter().chain(&article.images).filter_map(|one| picture_name(&one.url)));
    }

    /// A word with a capital that the news at large never says: a name that annotation is not sure of. What a language
    /// with capital nouns brings in beside them is found in no other language.
    fn add_unheard_of(&mut self, word: &str, term: Option<u64>) {
        if !term.is_some_and(background::is_unheard_of) {
            return;
        }
        for part in words_of_name(word) {
            let known = self.names.entry(tokens::hash(part.as_bytes())).or_insert_with(|| NameWord {
                written: word.into(),
                is_place: false,
                is_sure: false,
                mentions: 0,
            });
            known.mentions += 1;
        }
    }
}

fn most_named(names: BTreeMap<u64, NameWord>) -> Box<[(u64, NameWord)]> {
    let mut names: Vec<(u64, NameWord)> = names.into_iter().collect();
    names.sort_by_key(|(mark, name)| std::cmp::Reverse((name.mentions, *mark)));
    names.truncate(NAMES_MAX);
    names.sort_unstable_by_key(|(mark, _)| *mark);
    names.into_boxed_slice()
}

fn weightiest(mut terms: Vec<u64>, articles: usize) -> Box<[(u64, f32)]> {
    terms.sort_unstable();
    let mut words: Vec<(u64, f32)> = (terms.chunk_by(|one, next| one == next))
        .map(|same| {
            let weight = same.len() as f32 * background::rarity(same[0]);
            (same[0], libm::logf(1.0 + weight / articles as f32))
        })
        .collect();
    words.sort_by(|ours, theirs| theirs.1.total_cmp(&ours.1).then(ours.0.cmp(&theirs.0)));
    words.truncate(WORDS_MAX);
    let length = libm::sqrtf(words.iter().map(|(_, weight)| weight * weight).sum());
    words.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    words.sort_unstable_by_key(|(word, _)| *word);
    words.into_boxed_slice()
}

/// A number among the marks.
pub(super) fn number_mark(hundredths: u64) -> u64 {
    tokens::mix(hundredths ^ 0x006e_756d_6265_7273)
}

/// The words of a name as they are compared: without marks and case, so that "Málaga" is "Malaga".
fn words_of_name(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .map(|word| {
            word.nfd()
                .filter(|letter| letter.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| word.chars().count() >= NAME_LETTERS_MIN)
        .collect()
}

/// Numbers of a line in hundredths, as any language of the news writes them: "6,400", "6.400" and "6 400" are one,
/// "4.1" and "4,1" another. Years are left out, and what is said of everything: small whole numbers, round tens.
fn numbers(line: &str) -> Vec<u64> {
    let is_space = |letter: char| matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2009}');
    line.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',') || is_space(letter)))
        .filter(|run| !run.is_empty())
        .filter_map(|run| value(run.trim_matches(|letter: char| !letter.is_ascii_digit())))
        .filter(|value| value.fract() != 0.0 || (*value >= NUMBER_MIN && !(1900.0..2100.0).contains(value)))
        .filter(|value| value.fract() != 0.0 || *value >= 1_000.0 || value % 10.0 != 0.0)
        .map(|value| (value * 100.0).round() as u64)
        .collect()
}

fn value(run: &str) -> Option<f64> {
    let groups: Vec<&str> = run.split(|letter: char| !letter.is_ascii_digit()).collect();
    let (last, before) = groups.split_last()?;
    let all_threes = groups.iter().skip(1).all(|group| group.len() == 3);
    match before.len() {
        _ if run.len() > 15 || run.is_empty() => None,
        0 => last.parse().ok(),
        _ if all_threes => groups.concat().parse().ok(),
        1 => format!("{}.{last}", before[0]).parse().ok(),
        // A date or a time of day.
        _ => None,
    }
}

/// The file name of a picture that outlets of one agency share; short ones ("photo.jpg") name nothing.
fn picture_name(url: &str) -> Option<String> {
    const LETTERS_MIN: usize = 12;
    let name = url.split(['?', '#']).next()?.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digits = stem.chars().filter(char::is_ascii_digit).count();
    (stem.chars().count() >= LETTERS_MIN && digits >= 4).then(|| stem.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_one_in_every_language() {
        assert_eq!(numbers("about 6,400 turbines at 4.1 cents, 12 of them in 2026"), [640_000, 410]);
        assert_eq!(numbers("6.400 Windräder zu 4,1 Cent"), [640_000, 410]);
        assert_eq!(numbers("6\u{202f}400 éoliennes, 23.11.2026"), [640_000]);
    }

    #[test]
    fn names_are_one_with_and_without_their_marks() {
        assert_eq!(words_of_name("Hélène de Vasseur"), ["helene", "vasseur"]);
    }

    #[test]
    fn only_a_name_that_says_something_names_a_picture() {
        assert_eq!(picture_name("https://a.test/i/photo.jpg?w=1"), None);
        assert_eq!(
            picture_name("https://a.test/KW-20261123-0042_wind.JPG"),
            Some("kw-20261123-0042_wind".into())
        );
    }
}
