//! May it be shown? Settled before anything is scored, so that no score lifts what a reader muted.

use super::rules::Rules;
use super::taste::Wishes;
use crate::model::{Candidate, HeldBack, Marks, Mute, Profile, Reader, Rule, Subject, Timestamp};

const HELD_BACK_MAX: usize = 1_000;

/// What decides whether a candidate may be shown.
pub struct Filter<'a> {
    profile: &'a Profile,
    mutes: Wishes<'a, Mute>,
    reader: &'a Reader,
    languages: u64,
    rules: &'a Rules,
}

impl<'a> Filter<'a> {
    pub fn of(profile: &'a Profile, reader: &'a Reader, rules: &'a Rules, now: Timestamp) -> Filter<'a> {
        let languages =
            reader.languages.iter().fold(0, |bits, language| bits | Marks::language_bit(language));
        Filter { profile, mutes: Wishes::mutes(profile, now), reader, languages, rules }
    }

    /// The rule that holds a candidate back, if any.
    pub fn held(&self, candidate: &Candidate) -> Option<Held<'a>> {
        if !self.mutes.is_empty()
            && let Some(mute) = self.muted(candidate)
        {
            return Some(Held::Muted(mute));
        }
        if !self.profile.hidden.is_empty() && self.profile.hidden.contains(&candidate.story) {
            return Some(Held::Hidden);
        }
        if candidate.opened && candidate.new_reports == 0 {
            return Some(Held::Read);
        }
        let known = candidate.marks.languages;
        let common = known & self.languages;
        let unread = known != 0
            && self.languages != 0
            && (common == 0
                || common == Marks::OTHER_LANGUAGES
                    && !candidate.languages.iter().any(|language| self.reader.languages.contains(language)));
        unread.then_some(Held::Language)
    }

    fn muted(&self, candidate: &Candidate) -> Option<&'a Mute> {
        let holds = |mute: &&Mute| {
            mute.unless_outlets.is_none_or(|outlets| candidate.coverage.independent_outlets < outlets)
                && speaks(mute, candidate)
        };
        let by_key = (self.mutes.may_be_about(&candidate.marks))
            .then(|| self.mutes.about(&candidate.marks.keys).find(holds))
            .flatten();
        by_key.or_else(|| {
            let near =
                candidate.interests.iter().filter(|(_, similarity)| *similarity >= self.rules.muted_interest);
            near.flat_map(|(subject, _)| {
                self.mutes.about(std::slice::from_ref(&subject.key())).collect::<Vec<_>>()
            })
            .find(holds)
        })
    }
}

/// What the reader is told was held back. More than so many are counted nowhere: a reader who muted a whole outlet does
/// not want its list.
#[derive(Default)]
pub struct HeldBackList(Vec<HeldBack>);

impl HeldBackList {
    pub fn add(&mut self, candidate: &Candidate, held: &Held) {
        if self.0.len() < HELD_BACK_MAX {
            let (rule, detail) = held.in_words(candidate);
            self.0.push(HeldBack { story: candidate.story, rule, detail });
        }
    }

    pub fn in_order(mut self) -> Vec<HeldBack> {
        self.0.sort_by_key(|held| (held.rule, held.story));
        self.0
    }
}

/// Why a candidate is held back. Put in words only where somebody will read them.
pub enum Held<'a> {
    Muted(&'a Mute),
    Hidden,
    Read,
    Language,
}

impl Held<'_> {
    fn in_words(&self, candidate: &Candidate) -> (Rule, String) {
        match self {
            Held::Muted(mute) => (Rule::Muted, format!("you muted {}", mute.subject)),
            Held::Hidden => (Rule::Hidden, "you hid it".to_owned()),
            Held::Read => (Rule::Read, "you read it, and nothing is new".to_owned()),
            Held::Language => {
                let languages = candidate.languages.join(", ");
                (Rule::Language, format!("in {languages}, which you do not read"))
            }
        }
    }
}

/// An outlet is muted where it is the one that would be shown; others may report what it reports.
fn speaks(mute: &Mute, candidate: &Candidate) -> bool {
    match &mute.subject {
        Subject::Outlet(key) => candidate.outlets.first().is_some_and(|outlet| outlet.key == *key),
        _ => true,
    }
}
