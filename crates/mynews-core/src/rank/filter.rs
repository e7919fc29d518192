//! May it be shown? Settled before anything is scored, so that no score lifts what a reader muted.

use super::rules::Rules;
use super::taste::Wishes;
use crate::model::{
    Candidate, HeldBack, Marks, Mute, OutletKey, Profile, Reader, Remembered, Rule, Subject, Timestamp,
};

const HELD_BACK_MAX: usize = 1_000;

/// What decides whether a candidate may be shown.
pub struct Filter<'a> {
    profile: &'a Profile,
    never: Never<'a>,
    reader: &'a Reader,
    languages: u64,
}

/// What a reader never wants to see. A page asks it of candidates; lists and searches, which rank nothing, ask it of what
/// they found.
pub struct Never<'a> {
    mutes: Wishes<'a, Mute>,
    muted_interest: f32,
}

impl<'a> Filter<'a> {
    pub fn of(profile: &'a Profile, reader: &'a Reader, rules: &'a Rules, now: Timestamp) -> Filter<'a> {
        let languages =
            reader.languages.iter().fold(0, |bits, language| bits | Marks::language_bit(language));
        Filter { profile, never: Never::of(profile, rules, now), reader, languages }
    }

    /// The rule that holds a candidate back, if any.
    pub fn held(&self, candidate: &Candidate) -> Option<Held<'a>> {
        if let Some(mute) = self.never.holds(candidate) {
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
}

impl<'a> Never<'a> {
    /// The mutes that hold at `now`.
    pub fn of(profile: &'a Profile, rules: &Rules, now: Timestamp) -> Never<'a> {
        Never { mutes: Wishes::mutes(profile, now), muted_interest: rules.muted_interest }
    }

    pub fn is_empty(&self) -> bool {
        self.mutes.is_empty()
    }

    /// The mute that holds a report of this outlet back, in a story that so many independent outlets report.
    pub fn holds_report(&self, outlet: &OutletKey, independent_outlets: u32) -> Option<&'a Mute> {
        let about = [Subject::Outlet(outlet.clone()).key()];
        self.mutes
            .about(&about)
            .find(|mute| mute.unless_outlets.is_none_or(|most| independent_outlets < most))
    }

    /// The mute that holds a story of the past back, as far as its own memory tells: it is not named as a reason.
    pub fn holds_remembered(&self, story: &Remembered) -> Option<&'a Mute> {
        self.mutes.about(&story.keys).next().or_else(|| {
            let headline = words_of(&story.headline);
            self.mutes.all().find(|mute| match &mute.subject {
                Subject::Phrase(phrase) => headline.contains(&words_of(phrase)),
                _ => false,
            })
        })
    }

    /// The mute that holds a story back.
    pub fn holds(&self, candidate: &Candidate) -> Option<&'a Mute> {
        if self.is_empty() {
            return None;
        }
        let holds = |mute: &&Mute| {
            mute.unless_outlets.is_none_or(|outlets| candidate.coverage.independent_outlets < outlets)
                && speaks(mute, candidate)
        };
        let by_key = (self.mutes.may_be_about(&candidate.marks))
            .then(|| self.mutes.about(&candidate.marks.keys).find(holds))
            .flatten();
        by_key.or_else(|| {
            let near =
                candidate.interests.iter().filter(|(_, similarity)| *similarity >= self.muted_interest);
            near.flat_map(|(subject, _)| {
                self.mutes.about(std::slice::from_ref(&subject.key())).collect::<Vec<_>>()
            })
            .find(holds)
        })
    }
}

/// The words of a text between spaces, so that one text holds another only as whole words.
fn words_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
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
