//! The words of an article, each counted once with its weight, and what of them stands in the lists.

use super::lists::{LEXICON, Seconds, pair};
use super::words::HEADINGS;
use crate::annotate::line::{Line, Origin};
use crate::annotate::word_list::{WordMap, words};
use crate::text::tokens;

/// Longer articles speak louder than headlines, but not by all their words: the counts are divided by their length
/// (the sum of their squares) to this power.
const LENGTH_POWER: f32 = 0.4;

words! {
    /// Words of every subject.
    SMALL = "the a an of in on at to for and or is are was were be been has have had it its this that with as by from but \
        not he she his her they their we you i will would could can"
}

/// What there is to judge an article by.
#[derive(Debug)]
pub struct Counts {
    words: Vec<Counted>,
    /// How often each entry of the lists was met.
    entries: Vec<f32>,
}

/// A different word.
#[derive(Debug)]
struct Counted {
    key: u32,
    count: f32,
    tells: bool,
    entry: Option<usize>,
    seconds: Option<&'static Seconds>,
}

impl Counts {
    /// Counts the first so many words.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line<'l>>, words_max: usize) -> Counts {
        let mut counts = Counts { words: Vec::new(), entries: vec![0.0; LEXICON.len()] };
        let mut places: WordMap<u64, usize> = WordMap::default();
        let mut words_left = words_max;
        for line in lines {
            let weight = match line.origin {
                Origin::Headline => 3.0,
                Origin::Standfirst | Origin::KeyPoint => 2.0,
                Origin::Credit => continue,
                _ => 1.0,
            };
            let words = &line.words[..line.words.len().min(words_left)];
            words_left -= words.len();
            let mut before: Option<&Seconds> = None;
            for word in words {
                let lower = word.lower.as_ref();
                if let Some(entry) = before.and_then(|seconds| pair(seconds, lower)) {
                    counts.entries[entry] += weight;
                }
                let hash = tokens::quick_hash(lower.as_bytes());
                let place = *places.entry(hash).or_insert_with(|| {
                    counts.words.push(Counted::new(hash, lower));
                    counts.words.len() - 1
                });
                counts.words[place].count += weight;
                before = counts.words[place].seconds;
            }
            LEXICON.parts(line.text).into_iter().for_each(|entry| counts.entries[entry] += weight);
        }
        for word in &counts.words {
            if let Some(entry) = word.entry {
                counts.entries[entry] += word.count;
            }
        }
        counts
    }

    /// The points of the lists.
    pub fn points(&self) -> [f32; HEADINGS] {
        LEXICON.points(&self.entries)
    }

    /// Each different telling word by its key, with its weight in an article of this length.
    pub fn words(&self) -> impl Iterator<Item = (u32, f32)> {
        let weight = |word: &Counted| 1.0 + libm::logf(word.count);
        let telling = || self.words.iter().filter(|word| word.tells);
        let length: f32 = telling().map(|word| weight(word) * weight(word)).sum();
        let part = libm::powf(length.max(1.0), -LENGTH_POWER);
        telling().map(move |word| (word.key, weight(word) * part))
    }
}

impl Counted {
    fn new(hash: u64, word: &str) -> Counted {
        Counted {
            key: key_of(hash),
            count: 0.0,
            tells: !SMALL.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit()),
            entry: LEXICON.entry(word),
            seconds: LEXICON.seconds(word),
        }
    }
}

/// The key by which what was learnt of a word is found.
pub fn key(word: &str) -> u32 {
    key_of(tokens::quick_hash(word.as_bytes()))
}

fn key_of(hash: u64) -> u32 {
    (hash >> 32) as u32
}
