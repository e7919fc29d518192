//! Speakers in a phrase: "a spokesman for Acme", "Clinton spokesman Jesse Ferguson", "the clip".

use super::speaker::{Scene, Voice, is_day};
use super::words::{BINDING, FOREIGN_ARTICLES, PHRASE_ENDS, SPEAKER_NOUNS, is_cue};
use crate::annotate::line::Word;
use crate::annotate::names::Mention;
use crate::model::EntityKind;

impl Scene<'_, '_> {
    /// A name that ends a subject; "officials at Acme" and "a spokesman for Acme" speak as a phrase.
    pub(super) fn member_or_phrase(&self, mention: &Mention, left: &[usize], position: usize) -> Voice {
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
    pub(super) fn noun_phrase(&self, words: &[usize]) -> Option<Voice> {
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
    pub(super) fn phrase_from(&self, words: &[usize]) -> Option<Voice> {
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
                && BINDING.contains(&self.line.words[mention.first - 1].lower)
        };
        if let Some(person) =
            mentions.iter().rev().find(|mention| self.cast.person(mention).is_some() && !binds(mention))
        {
            return Some(Voice::Member(person.member));
        }
        // "said the group’s president, John Smith"; "dijo su jefa de prensa, Ana Ruiz", whatever she is called.
        let behind = words.get(end).filter(|at| self.gap_before(**at).trim() == ",");
        if let Some(mention) = behind.and_then(|at| self.cast.at(self.at, *at)) {
            let is_office = SPEAKER_NOUNS.contains(&self.line.words[phrase[end - 1]].lower);
            let has_two_words = mention.last > mention.first;
            let is_foreign = FOREIGN_ARTICLES.contains(&self.line.words[first].lower);
            let kind = self.cast.members[mention.member].kind;
            let is_person = kind == Some(EntityKind::Person);
            if is_office && is_person || is_foreign && (is_person || kind.is_none() && has_two_words) {
                return Some(Voice::Member(mention.member));
            }
        }
        if let Some(mention) =
            mentions.last().filter(|mention| !binds(mention) && mention.last == phrase[end - 1])
        {
            return Some(Voice::Member(mention.member));
        }
        self.phrase(first, phrase[end - 1])
    }

    /// Words as a nameless speaker, where one of them may speak.
    pub(super) fn phrase(&self, first: usize, last: usize) -> Option<Voice> {
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
}
