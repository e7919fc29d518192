//! The lists turned round: from a word to the headings it speaks for, and the points that an article's words give.

use std::sync::LazyLock;

use super::wide::WIDE;
use super::words::{HEADINGS, ROWS};
use crate::annotate::word_list::WordMap;

fn is_wide_or_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{3040}'..='\u{9fff}')
}

#[derive(Clone, Copy)]
struct Vote {
    heading: usize,
    weight: f32,
}

/// Second word of a pair → entry.
pub(super) type Seconds = WordMap<&'static str, usize>;

/// All lists turned round: from a word to the headings it speaks for.
#[derive(Default)]
pub(super) struct Lexicon {
    /// An entry is a place in this list.
    votes: Vec<Vec<Vote>>,
    words: WordMap<&'static str, usize>,
    /// By the first word.
    pairs: WordMap<&'static str, Seconds>,
    prefixes: WordMap<&'static str, usize>,
    /// Matched anywhere, in scripts without blanks: by the first letter.
    parts: WordMap<u32, Vec<(&'static str, usize)>>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (heading, row) in ROWS.iter().enumerate() {
        let wide = WIDE.iter().filter(|(key, _)| *key == row.key).map(|(_, words)| *words);
        for words in wide.chain([row.english, row.elsewhere]) {
            words.split_whitespace().for_each(|written| lexicon.add(heading, written));
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, heading: usize, written: &'static str) {
        let word = written.trim_start_matches(['+', '-']);
        let mut weight = match written.as_bytes()[0] {
            b'+' => 2.0,
            b'-' => 0.5,
            _ => 1.0,
        };
        let new = self.votes.len();
        let entry = if let Some((first, second)) = word.trim_end_matches('*').split_once('_') {
            // Two words in a row are surer than one.
            weight += 1.0;
            *self.pairs.entry(first).or_default().entry(second).or_insert(new)
        } else if word.starts_with(is_wide_or_arabic) {
            let alike = self.parts.entry(first_letter(word)).or_default();
            let known = alike.iter().find(|(part, _)| *part == word).map(|(_, entry)| *entry);
            known.unwrap_or_else(|| {
                alike.push((word, new));
                new
            })
        } else if let Some(prefix) = word.strip_suffix('*') {
            *self.prefixes.entry(prefix).or_insert(new)
        } else {
            *self.words.entry(word).or_insert(new)
        };
        if entry == new {
            self.votes.push(Vec::new());
        }
        if !self.votes[entry].iter().any(|vote| vote.heading == heading) {
            self.votes[entry].push(Vote { heading, weight });
        }
    }

    /// What a word matches by itself: its own entry, or that of the longest beginning of it.
    pub(super) fn entry(&self, word: &str) -> Option<usize> {
        self.words.get(word).copied().or_else(|| self.prefix(word))
    }

    /// What may follow a word to make a pair.
    pub(super) fn seconds(&self, first: &str) -> Option<&Seconds> {
        self.pairs.get(first)
    }

    /// What the text of a line matches in scripts without blanks, each once.
    pub(super) fn parts(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for (at, letter) in text.char_indices().filter(|(_, letter)| is_wide_or_arabic(*letter)) {
            let alike = self.parts.get(&u32::from(letter)).into_iter().flatten();
            let here = alike.filter(|(part, _)| text[at..].starts_with(part)).map(|(_, entry)| *entry);
            found.extend(here);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn len(&self) -> usize {
        self.votes.len()
    }

    /// The points that entries give to headings, each by how often it was met.
    pub(super) fn points(&self, counts: &[f32]) -> [f32; HEADINGS] {
        let mut points = [0.0; HEADINGS];
        for (count, votes) in counts.iter().zip(&self.votes).filter(|(count, _)| **count > 0.0) {
            let strength = 1.0 + libm::logf(*count);
            for vote in votes {
                points[vote.heading] += vote.weight * strength / votes.len() as f32;
            }
        }
        points
    }

    fn prefix(&self, word: &str) -> Option<usize> {
        const LETTERS_MIN: usize = 3;
        let shorter = word.char_indices().rev().map(|(at, _)| at).take_while(|at| *at >= LETTERS_MIN);
        std::iter::once(word.len()).chain(shorter).find_map(|end| self.prefixes.get(&word[..end]).copied())
    }
}

fn first_letter(word: &str) -> u32 {
    word.chars().next().map_or(0, u32::from)
}

/// The entry of a pair, by its second word; of several things too.
pub(super) fn pair(seconds: &Seconds, second: &str) -> Option<usize> {
    seconds.get(second).or_else(|| seconds.get(second.strip_suffix('s')?)).copied()
}
