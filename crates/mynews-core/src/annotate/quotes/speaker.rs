//! Who says a quotation: the verb of speech beside it, and the subject of that verb.
//!
//! News writes "X said, “…”", "“…,” X said", "“…,” said X", "“…,” X, a Y, said" and "“…”, according to X". What
//! stands before a quotation in its sentence is asked first, then what stands behind it.

use super::words::{
    BETWEEN, HE_WORDS, NOUN_FORMS, PARTICIPLES, PHRASE_ENDS, SHE_WORDS, SPEAKER_NOUNS, TELLING, THEY_WORDS,
    is_cue, is_foreign_cue,
};
use crate::annotate::line::{Line, Word};
use crate::annotate::names::given::Gender;
use crate::annotate::names::{Cast, Mention};

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
        let from = own.saturating_sub(3 * REACH).max(self.dateline_end());
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

    /// The first word behind "PHILADELPHIA, July 25 (Wire) —".
    fn dateline_end(&self) -> usize {
        let words = &self.line.words;
        let shouts = words.first().is_some_and(|first| first.text.len() > 3 && first.is_acronym());
        let dash = (0..words.len().min(9))
            .find(|at| self.line.gap(*at).contains(['—', '–', '―']) || self.line.gap(*at).contains(" - "));
        dash.filter(|at| shouts || self.line.gap(*at).contains(')')).map_or(0, |dash| dash + 1)
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
    fn is_verb(&self, at: usize) -> bool {
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

    /// Without a verb of speech: whom the sentence is about.
    fn subject_before(&self, before: &[usize]) -> Option<Voice> {
        self.first_subject(before)
    }

    /// The subject of a verb, right to left from it.
    fn subject(&self, left: &[usize]) -> Option<Voice> {
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
    fn apposition_head(&self, words: &[usize]) -> Option<Voice> {
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

    fn clause_subject(&self, words: &[usize]) -> Option<Voice> {
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
    fn first_subject(&self, words: &[usize]) -> Option<Voice> {
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

    fn nearest_name(&self, words: &[usize]) -> Option<Voice> {
        words.iter().rev().find_map(|at| {
            let mention = self.cast.at(self.at, *at)?;
            self.is_subject(mention).then_some(Voice::Member(mention.member))
        })
    }

    fn is_subject(&self, mention: &Mention) -> bool {
        !self.line.words[mention.last].possessive
    }

    fn pronoun(&self, at: usize) -> Option<Voice> {
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

    /// A name that ends a subject; "officials at Acme" and "a spokesman for Acme" speak as a phrase.
    fn member_or_phrase(&self, mention: &Mention, left: &[usize], position: usize) -> Voice {
        let first = left[..position].iter().position(|at| *at == mention.first).unwrap_or(0);
        let preposition = first.checked_sub(1).map(|before| left[before]);
        let binds = preposition.filter(|at| {
            matches!(
                self.line.words[*at].lower.as_ref(),
                "for" | "of" | "at" | "from" | "with" | "by" | "in" | "du" | "des" | "der"
            )
        });
        if binds.is_some()
            && let Some(phrase @ Voice::Phrase(_)) = self.noun_phrase(&left[..position])
        {
            return phrase;
        }
        Voice::Member(mention.member)
    }

    /// The words from an article or the clause's beginning up to here, where they end in someone who may speak.
    fn noun_phrase(&self, words: &[usize]) -> Option<Voice> {
        let last = *words.last()?;
        let mut first = words.len() - 1;
        while first > 0 && words.len() - first < 12 {
            let (at, before) = (words[first], words[first - 1]);
            let gap = self.gap_before(at);
            if before + 1 != at || !matches!(gap, " " | "\u{a0}" | ". ") {
                break;
            }
            let lower = self.line.words[before].lower.as_ref();
            if matches!(
                lower,
                "that" | "but" | "and" | "while" | "as" | "because" | "when" | "if" | "where" | "what"
            ) || is_cue(lower) && !SPEAKER_NOUNS.contains(lower)
            {
                break;
            }
            first -= 1;
            if matches!(
                lower,
                "the" | "a" | "an" | "his" | "her" | "their" | "one" | "another" | "some" | "several"
            ) && !words[..first].last().is_some_and(|at| {
                matches!(self.line.words[*at].lower.as_ref(), "of" | "for" | "with" | "from" | "at")
            }) {
                break;
            }
        }
        self.phrase(words[first], last)
    }

    /// The speaker whose phrase begins here: "Clinton spokesman Jesse Ferguson", "a spokesman for Acme".
    fn phrase_from(&self, words: &[usize]) -> Option<Voice> {
        let mut words = words;
        while let Some((first, rest)) = words.split_first() {
            if !is_day(&self.line.words[*first].lower) && !self.line.words[*first].lower.ends_with("ly") {
                break;
            }
            words = rest;
        }
        let first = *words.first()?;
        if let Some(voice) = self.pronoun(first) {
            return Some(voice);
        }
        let mut end = 1;
        while end < words.len() && words[end] == words[end - 1] + 1 {
            let (word, gap) = (&self.line.words[words[end]], self.gap_before(words[end]));
            let inside_name =
                self.cast.at(self.at, words[end]).is_some_and(|mention| mention.first < words[end]);
            if !inside_name
                && (PHRASE_ENDS.contains(&word.lower)
                    || is_day(&word.lower)
                    || !matches!(gap, " " | "\u{a0}" | ". " | " & " | "/" | "’ "))
            {
                break;
            }
            end += 1;
        }
        let phrase = &words[..end];
        let people = phrase
            .iter()
            .filter_map(|at| self.cast.at(self.at, *at))
            .filter(|mention| self.is_subject(mention));
        let mentions: Vec<&Mention> = people.collect();
        let binds = |mention: &Mention| {
            mention.first > 0
                && mention.first > first
                && matches!(
                    self.line.words[mention.first - 1].lower.as_ref(),
                    "for" | "of" | "at" | "from" | "with"
                )
        };
        if let Some(person) =
            mentions.iter().rev().find(|mention| self.cast.person(mention).is_some() && !binds(mention))
        {
            return Some(Voice::Member(person.member));
        }
        // "said the group’s president, John Smith".
        let behind = words.get(end).filter(|at| self.gap_before(**at).trim() == ",");
        if let Some(mention) = behind.and_then(|at| self.cast.at(self.at, *at))
            && self.cast.person(mention).is_some()
            && SPEAKER_NOUNS.contains(&self.line.words[phrase[end - 1]].lower)
        {
            return Some(Voice::Member(mention.member));
        }
        if let Some(mention) =
            mentions.last().filter(|mention| !binds(mention) && mention.last == phrase[end - 1])
        {
            return Some(Voice::Member(mention.member));
        }
        self.phrase(first, phrase[end - 1])
    }

    /// Words as a nameless speaker, where one of them may speak.
    fn phrase(&self, first: usize, last: usize) -> Option<Voice> {
        let words: &[Word] = self.line.words.get(first..=last)?;
        let speaks = words.iter().any(|word| SPEAKER_NOUNS.contains(&word.lower));
        let has_article = matches!(words[0].lower.as_ref(), "the" | "a" | "an") && words.len() > 1;
        let first = first + usize::from(has_article);
        if !speaks {
            if let Some(mention) = (first..=last).find_map(|at| self.cast.at(self.at, at)) {
                return Some(Voice::Member(mention.member));
            }
            // "the clip": whatever stands there under an article is what speaks.
            let speaks_all_the_same = has_article
                && words.len() < 5
                && !words.iter().any(|word| matches!(word.lower.as_ref(), "it" | "there" | "which"));
            if !speaks_all_the_same {
                return None;
            }
        }
        Some(Voice::Phrase(self.line.slice(first, last).to_owned()))
    }

    fn gap_before(&self, at: usize) -> &str {
        if at == 0 { &self.line.text[..self.line.words[0].start] } else { self.line.gap(at - 1) }
    }
}

/// Before a name these make it no subject.
const OBLIQUE: [&str; 18] = [
    "in", "of", "on", "at", "by", "for", "from", "with", "against", "about", "over", "under", "between",
    "among", "near", "after", "before", "into",
];

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

fn is_day(lower: &str) -> bool {
    matches!(lower, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}
