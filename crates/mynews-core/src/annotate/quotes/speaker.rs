//! Who says a quotation: the verb of speech beside it, and the subject of that verb.
//!
//! News writes "X said, “…”", "“…,” X said", "“…,” said X", "“…,” X, a Y, said" and "“…”, according to X". What
//! stands before a quotation in its sentence is asked first, then what stands behind it.

use super::words::{
    BETWEEN, NO_VERBS, NOUN_FORMS, PARTICIPLES, SPEAKER_NOUNS, TELLING, is_cue, is_foreign_cue,
};
use crate::annotate::line::Line;
use crate::annotate::names::Cast;
use crate::annotate::names::given::Gender;
use crate::model::EntityKind;

/// Who speaks, before pronouns are resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Voice {
    /// A member of the cast.
    Member(usize),
    He(Gender),
    They,
    /// Someone without a name, in the page's words: "a police spokesman".
    Phrase(String),
}

/// So far from its quotation a verb of speech may stand, in words.
const REACH: usize = 28;

/// One paragraph, its words, and which of them stand inside quotations.
pub struct Scene<'s, 'a> {
    pub at: usize,
    pub line: &'s Line<'a>,
    pub cast: &'s Cast,
    pub quoted: &'s [bool],
}

/// A voice with how it was found: what stands right at the quotation is stronger than what its sentence is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub voice: Voice,
    pub has_cue: bool,
}

impl Scene<'_, '_> {
    /// The speaker that the sentence of a quotation names, the quotation standing at bytes `start..end` of the line.
    pub fn speaker(&self, start: usize, end: usize) -> Option<Found> {
        let before = self.before(start);
        let after = self.after(start, end);
        let found = |voice| Found { voice, has_cue: true };
        self.label(&before, start)
            .or_else(|| self.cue_before(&before))
            .or_else(|| self.cue_after(&after))
            .or_else(|| self.according_to(&before))
            .or_else(|| self.according_to(&after))
            .or_else(|| self.inverted(&after))
            .map(found)
            .or_else(|| self.subject_before(&before).map(|voice| Found { voice, has_cue: false }))
    }

    /// "Mark Berg: “…”": a name, a colon, the quotation.
    fn label(&self, before: &[usize], start: usize) -> Option<Voice> {
        let last = *before.last()?;
        let gap = &self.line.text[self.line.words[last].end..start];
        let mention = self.cast.at(self.at, last).filter(|_| gap.starts_with(':'))?;
        Some(Voice::Member(mention.member))
    }

    /// The speaker of a whole paragraph that leads up to a quotation in the next one.
    pub fn introduces(&self) -> Option<Voice> {
        let last = self.line.words.last()?.sentence;
        let words: Vec<usize> = (0..self.line.words.len())
            .filter(|at| self.line.words[*at].sentence == last && !self.quoted[*at])
            .collect();
        let clause = words.iter().rposition(|at| self.gap_before(*at).contains(',')).unwrap_or(0);
        self.cue_before(&words)
            .or_else(|| self.first_subject(&words[clause..]))
            .or_else(|| self.first_subject(&words))
    }

    /// The speaker of the sentence behind a quotation that ends its own: “We won.” Smith said.
    pub fn short_sentence_behind(&self, end: usize) -> Option<Voice> {
        let first = self.line.words.iter().position(|word| word.start >= end)?;
        let sentence = self.line.words[first].sentence;
        let words: Vec<usize> = (first..self.line.words.len())
            .take_while(|at| self.line.words[*at].sentence == sentence && !self.quoted[*at])
            .collect();
        let asks = self.line.text[..end].ends_with(['?', '!']);
        let cue = *words.iter().find(|at| self.is_verb(**at))?;
        (words.len() <= 12
            && cue - first <= 4
            && (asks || words.len() <= 7 && CLOSING_VERBS.contains(&self.line.words[cue].lower.as_ref())))
        .then(|| self.cue_after(&words))?
    }

    /// The subject of the sentence before a quotation that makes up its own.
    pub fn sentence_before(&self, start: usize) -> Option<Voice> {
        let last = self.line.words.iter().rposition(|word| word.end <= start)?;
        let sentence = self.line.words[last].sentence;
        let words: Vec<usize> =
            (0..=last).filter(|at| self.line.words[*at].sentence == sentence && !self.quoted[*at]).collect();
        self.cue_before(&words).or_else(|| self.subject_before(&words))
    }

    /// Words of the quotation's sentence before it, outside of quotations.
    fn before(&self, start: usize) -> Vec<usize> {
        let words = &self.line.words;
        let Some(own) = words.iter().position(|word| word.start >= start) else { return Vec::new() };
        let sentence = words[own].sentence;
        let from = own.saturating_sub(3 * REACH).max(self.line.dateline_end());
        (from..own).filter(|at| words[*at].sentence == sentence && !self.quoted[*at]).collect()
    }

    /// Words of the quotation's sentence behind it, outside of quotations.
    fn after(&self, start: usize, end: usize) -> Vec<usize> {
        let words = &self.line.words;
        let Some(own) = words.iter().rposition(|word| word.start >= start && word.end <= end) else {
            return Vec::new();
        };
        let sentence = words[own].sentence;
        (own + 1..words.len())
            .take_while(|at| words[*at].sentence == sentence)
            .filter(|at| !self.quoted[*at])
            .take(REACH)
            .collect()
    }

    /// Whether a verb that could be a noun stands right behind its subject.
    fn follows_subject(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.line.gap(at - 1) == " ") else { return false };
        let word = &self.line.words[before];
        self.cast.at(self.at, before).is_some_and(|mention| self.is_subject(mention))
            || self.pronoun(before).is_some()
            || SPEAKER_NOUNS.contains(&word.lower)
            || matches!(word.lower.as_ref(), "also" | "then" | "later")
    }

    /// A verb of speech that is used as one: not "the report", "his claim".
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let words = &self.line.words;
        if words[at].capital && !words[at].opens || !is_cue(&words[at].lower) {
            return false;
        }
        if is_foreign_cue(&words[at].lower) {
            return true;
        }
        if NOUN_FORMS.contains(&words[at].lower) && !PARTICIPLES.contains(&words[at].lower) {
            return self.follows_subject(at);
        }
        let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return true };
        // "A change would be considered": whoever considers is not named.
        if matches!(before.lower.as_ref(), "be" | "been" | "being") && words[at].lower.ends_with("ed") {
            return false;
        }
        if before.possessive && self.line.gap(at - 1) == " " {
            return false;
        }
        !matches!(
            before.lower.as_ref(),
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "this"
                | "that"
                | "these"
                | "those"
                | "of"
                | "no"
                | "any"
                | "some"
                | "my"
                | "our"
                | "your"
                | "for"
                | "in"
                | "new"
                | "recent"
                | "so"
                | "united"
        ) || matches!(words[at].lower.as_ref(), "said" | "told" | "says")
    }

    fn cue_before(&self, before: &[usize]) -> Option<Voice> {
        for (position, &at) in before.iter().enumerate().rev().take(REACH) {
            if !self.is_verb(at) {
                continue;
            }
            let lower = self.line.words[at].lower.as_ref();
            let is_participle = PARTICIPLES.contains(lower);
            let left = &before[..position];
            let right_behind = left.last().filter(|before| **before + 1 == at && self.gap_before(at) == " ");
            let named = right_behind
                .and_then(|before| self.cast.at(self.at, *before))
                .filter(|mention| self.is_subject(mention));
            let voice = match named {
                Some(mention) if is_participle => Some(Voice::Member(mention.member)),
                None if is_participle => self.clause_subject(left),
                _ => self.subject(left),
            };
            if voice.is_some() {
                return voice;
            }
            // "…, said Smith, who called it “a disgrace”": the verb opens and its subject follows.
            if (position == 0 || self.gap_before(at).contains([',', '”', '"', '»', '“']))
                && let Some(voice) = self.phrase_from(&before[position + 1..])
            {
                return Some(voice);
            }
        }
        None
    }

    fn cue_after(&self, after: &[usize]) -> Option<Voice> {
        let position = after.iter().position(|at| self.is_verb(*at))?;
        let between = &after[..position];
        let gap = self.gap_before(after[position]);
        let stands_apart = between.iter().all(|at| BETWEEN.contains(&self.line.words[*at].lower));
        let behind = || self.phrase_from(&after[position + 1..]);
        if stands_apart {
            return behind();
        }
        if gap.contains(',') || gap.contains('—') {
            let head_is_here = self.line.words[between[0]].start < self.line.words[after[position]].start
                && self.first_subject(between).is_some()
                && self.gap_before(between[0]).trim().is_empty()
                    | self.gap_before(between[0]).contains(['”', '"', '»', '“', '’', '«']);
            let tells = TELLING.contains(&self.line.words[after[position]].lower);
            let inverted = !tells
                && after.get(position + 1).is_some_and(|next| {
                    self.gap_before(*next) == " "
                        && (self.cast.at(self.at, *next).is_some() || self.pronoun(*next).is_some())
                });
            if tells {
                return self.apposition_head(between);
            }
            if inverted || !head_is_here {
                return behind().or_else(|| self.first_subject(between));
            }
            return self.first_subject(between);
        }
        self.subject(between).or_else(behind)
    }

    /// "according to Le, a top-ranking vice-minister".
    fn according_to(&self, words: &[usize]) -> Option<Voice> {
        let lower = |at: usize| self.line.words[at].lower.as_ref();
        let behind = words.iter().enumerate().find_map(|(position, &at)| match lower(at) {
            "according" if words.get(position + 1).is_some_and(|next| lower(*next) == "to") => {
                Some(position + 2)
            }
            "según" | "selon" | "laut" | "secondo" | "volgens" | "segundo" | "enligt" | "ifølge"
            | "zufolge" => Some(position + 1),
            "d’après" | "d'après" => Some(position + 1),
            // German "…“, so Merkel."
            "so" if position == 0 && self.gap_before(at).contains(',') => Some(position + 1),
            _ => None,
        })?;
        self.phrase_from(words.get(behind..)?)
    }

    /// "« … », soupire Gaspard Leroux": a small word between the quotation and a person is the verb, known or not.
    fn inverted(&self, after: &[usize]) -> Option<Voice> {
        let [verb, name, ..] = after else { return None };
        let word = &self.line.words[*verb];
        let is_verb =
            self.gap_before(*verb).contains(',') && !word.capital && !NO_VERBS.contains(&word.lower);
        let mention = self.cast.at(self.at, *name).filter(|_| is_verb && self.gap_before(*name) == " ")?;
        let could_speak = matches!(self.cast.members[mention.member].kind, None | Some(EntityKind::Person));
        (mention.first == *name && self.is_subject(mention) && could_speak)
            .then_some(Voice::Member(mention.member))
    }

    /// Without a verb of speech: whom the sentence is about.
    fn subject_before(&self, before: &[usize]) -> Option<Voice> {
        self.first_subject(before)
    }

    pub(super) fn gap_before(&self, at: usize) -> &str {
        if at == 0 { &self.line.text[..self.line.words[0].start] } else { self.line.gap(at - 1) }
    }
}

/// Verbs that close a quotation in a sentence of their own.
const CLOSING_VERBS: [&str; 12] = [
    "said",
    "says",
    "added",
    "asked",
    "replied",
    "continued",
    "explained",
    "wrote",
    "tweeted",
    "concluded",
    "told",
    "answered",
];

pub(super) fn is_day(lower: &str) -> bool {
    matches!(lower, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}
