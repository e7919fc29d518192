//! The subject of a verb of speech: a name, a pronoun, or whom an apposition is about.

use super::speaker::{Scene, Voice, is_day};
use super::words::{BETWEEN, HE_WORDS, PARTICIPLES, SHE_WORDS, THEY_WORDS};
use crate::annotate::names::Mention;
use crate::annotate::names::given::Gender;

impl Scene<'_, '_> {
    /// The subject of a verb, right to left from it.
    pub(super) fn subject(&self, left: &[usize]) -> Option<Voice> {
        let mut position = left.len();
        while position > 0 {
            let at = left[position - 1];
            let word = &self.line.words[at];
            let next_gap = left.get(position).map_or("", |next| self.gap_before(*next));
            let parted = position < left.len() && next_gap.contains([',', ';', ')', '—', '–']);
            if let Some(mention) = self.cast.at(self.at, at) {
                if parted && position < left.len() {
                    // The end of an apposition: "Zaheed, director of Acme, said".
                    return self.apposition_head(&left[..position]).or(Some(Voice::Member(mention.member)));
                }
                if self.is_subject(mention) {
                    return Some(self.member_or_phrase(mention, left, position));
                }
                position -= 1;
                continue;
            }
            if let Some(voice) = self.pronoun(at) {
                if word.lower == "who" {
                    return self.nearest_name(&left[..position - 1]);
                }
                return Some(voice);
            }
            if matches!(word.lower.as_ref(), "and" | "but" | "or") {
                return self.clause_subject(&left[..position - 1]);
            }
            if BETWEEN.contains(&word.lower) || word.lower.ends_with("ly") || is_day(&word.lower) {
                position -= 1;
                continue;
            }
            if parted {
                return self
                    .apposition_head(&left[..position])
                    .or_else(|| self.noun_phrase(&left[..position]));
            }
            return self.noun_phrase(&left[..position]).or_else(|| self.first_subject(left));
        }
        None
    }

    /// "Murshed Zaheed, acting director of Acme, which organised the letter," → Murshed Zaheed.
    pub(super) fn apposition_head(&self, words: &[usize]) -> Option<Voice> {
        let head = words.iter().position(|at| {
            self.cast.at(self.at, *at).is_some_and(|mention| {
                mention.last == *at && self.is_subject(mention) && {
                    let gap = self.line.gap(*at);
                    gap.starts_with(',')
                        || gap.starts_with(" (")
                        || gap.starts_with(" –")
                        || gap.starts_with(" —")
                }
            })
        });
        let comma = words.iter().skip(1).position(|at| self.gap_before(*at).starts_with(','));
        let nameless = comma
            .map(|comma| &words[..=comma])
            .filter(|head| head.iter().all(|at| self.cast.at(self.at, *at).is_none()));
        match (nameless, head) {
            (Some(nameless), _) if nameless.len() < 6 => {
                self.noun_phrase(nameless).or_else(|| self.first_subject(words))
            }
            (_, Some(head)) => {
                self.cast.at(self.at, words[head]).map(|mention| Voice::Member(mention.member))
            }
            _ => self.first_subject(words),
        }
    }

    pub(super) fn clause_subject(&self, words: &[usize]) -> Option<Voice> {
        // A verb of speech further left has the same subject.
        if let Some(position) = words
            .iter()
            .rposition(|at| self.is_verb(*at) && !PARTICIPLES.contains(&self.line.words[*at].lower))
            && let Some(voice) = self.subject(&words[..position])
        {
            return Some(voice);
        }
        self.first_subject(words)
    }

    /// The first name or pronoun that can be a subject: not "Clinton’s", not behind "in" or "of".
    pub(super) fn first_subject(&self, words: &[usize]) -> Option<Voice> {
        words.iter().find_map(|&at| {
            if let Some(mention) = self.cast.at(self.at, at) {
                let person = self.cast.person(mention).is_some();
                let oblique = mention.first > 0
                    && self.gap_before(mention.first) == " "
                    && OBLIQUE.contains(&self.line.words[mention.first - 1].lower.as_ref());
                return (mention.first == at
                    && self.is_subject(mention)
                    && (person || !oblique)
                    && !(oblique && self.line.words[mention.first - 1].lower != "to"))
                    .then_some(Voice::Member(mention.member));
            }
            self.pronoun(at).filter(|voice| matches!(voice, Voice::He(_)))
        })
    }

    pub(super) fn nearest_name(&self, words: &[usize]) -> Option<Voice> {
        words.iter().rev().find_map(|at| {
            let mention = self.cast.at(self.at, *at)?;
            self.is_subject(mention).then_some(Voice::Member(mention.member))
        })
    }

    pub(super) fn is_subject(&self, mention: &Mention) -> bool {
        !self.line.words[mention.last].possessive
    }

    pub(super) fn pronoun(&self, at: usize) -> Option<Voice> {
        let lower = self.line.words[at].lower.as_ref();
        if HE_WORDS.contains(lower) {
            Some(Voice::He(Gender::He))
        } else if SHE_WORDS.contains(lower) {
            Some(Voice::He(Gender::She))
        } else if THEY_WORDS.contains(lower) {
            Some(Voice::They)
        } else {
            None
        }
    }
}

/// Before a name these make it no subject.
const OBLIQUE: [&str; 18] = [
    "in", "of", "on", "at", "by", "for", "from", "with", "against", "about", "over", "under", "between",
    "among", "near", "after", "before", "into",
];
