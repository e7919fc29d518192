//! All a reader's interests, declared and learnt.

use std::fmt;

use super::{EntityKind, OutletKey, StoryId, Term, Timestamp};

/// What can be followed or muted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// A topic's key.
    Topic(String),
    Entity(EntityKind, String),
    Outlet(OutletKey),
    Author(String),
    /// A word or a phrase, matched in headline and text, whole words, without case.
    Phrase(String),
    /// A free-text interest ("solar power in Africa").
    Interest(String),
    /// One story and nothing else.
    Story(StoryId),
}

impl Subject {
    /// A number that stands for the subject, without regard to case. What sort of entity a name belongs to does not
    /// count: outlets disagree about it, and a reader who mutes a name means the name.
    pub fn key(&self) -> u64 {
        match self {
            Subject::Topic(key) => hash(1, key),
            Subject::Entity(_, name) => hash(2, name),
            Subject::Outlet(key) => hash(3, &key.0),
            Subject::Author(name) => hash(4, name),
            Subject::Phrase(words) => hash(5, words),
            Subject::Interest(words) => hash(6, words),
            Subject::Story(id) => mix(7 ^ (id.as_i64() as u64)),
        }
    }
}

/// FNV-1a over the lower-case letters, then mixed so that the high bits are as good as the low ones.
fn hash(kind: u8, text: &str) -> u64 {
    let step = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = step(0xcbf2_9ce4_8422_2325, kind);
    let state = if text.is_ascii() {
        text.bytes().fold(start, |state, byte| step(state, byte.to_ascii_lowercase()))
    } else {
        text.chars()
            .flat_map(char::to_lowercase)
            .fold(start, |state, letter| letter.encode_utf8(&mut [0; 4]).bytes().fold(state, step))
    };
    mix(state)
}

/// The finaliser of SplitMix64.
fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Topic(key) => f.write_str(key),
            Subject::Entity(_, name) | Subject::Author(name) => f.write_str(name),
            Subject::Outlet(key) => key.fmt(f),
            Subject::Phrase(words) => write!(f, "“{words}”"),
            Subject::Interest(words) => f.write_str(words),
            Subject::Story(id) => id.fmt(f),
        }
    }
}

/// An explicit wish for more of a subject.
#[derive(Clone, PartialEq, Debug)]
pub struct Follow {
    pub subject: Subject,
    /// 0 to 1.
    pub weight: f64,
    pub since: Timestamp,
}

/// An explicit wish never to see a subject.
#[derive(Clone, PartialEq, Debug)]
pub struct Mute {
    pub subject: Subject,
    pub since: Timestamp,
    pub until: Option<Timestamp>,
    /// Shown all the same where at least so many independent outlets report it.
    pub unless_outlets: Option<u32>,
}

/// One thing a reader turned out to care about, or not to.
#[derive(Clone, PartialEq, Debug)]
pub struct Interest {
    pub subject: Subject,
    /// Long memory: strength as of `at`, positive or negative; it halves every half-life.
    pub strength: f64,
    pub at: Timestamp,
    /// Short memory: strength as of `acts` of the profile; it halves with every few acts, however fast they follow.
    pub recent: f64,
    pub recent_as_of: u32,
    /// How many signals speak for it, and against.
    pub evidence_for: u32,
    pub evidence_against: u32,
}

/// A story the reader opened, kept or asked for more of (or for less of), as it was then.
#[derive(Clone, PartialEq, Debug)]
pub struct Remembered {
    pub story: Option<StoryId>,
    pub headline: String,
    /// [`Subject::key`] of what it was about, and of the outlet whose headline it had.
    pub keys: Vec<u64>,
    /// As in `Snapshot`.
    pub words: Vec<(u64, f32)>,
    pub vector: Vec<i8>,
    /// 1 for a story opened, more for one saved or asked for, negative for one the reader wants less of.
    pub weight: f64,
    pub at: Timestamp,
}

/// What is believed about one number: a Gaussian.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Belief {
    pub mean: f64,
    pub variance: f64,
}

/// How far one of the reader's terms turned out to decide what they open: it multiplies the term's weight.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TermBelief {
    pub term: Term,
    pub belief: Belief,
}

/// How long is remembered what a reader did.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Memory {
    /// Long memory: after so many days without a sign, an interest is half as strong.
    pub half_life_days: f64,
    /// Short memory: after so many acts on other things, an interest is half as strong.
    pub half_life_acts: f64,
}

impl Default for Memory {
    fn default() -> Memory {
        Memory { half_life_days: 30.0, half_life_acts: 8.0 }
    }
}

impl Memory {
    /// What long memory keeps of something that was `since`.
    pub fn long(&self, since: Timestamp, now: Timestamp) -> f64 {
        let days = (now.as_millisecond() - since.as_millisecond()) as f64 / 86_400_000.0;
        libm::exp2(-days.max(0.0) / self.half_life_days)
    }

    /// What short memory keeps of something that was so many acts ago.
    pub fn short(&self, acts_ago: f64) -> f64 {
        libm::exp2(-acts_ago / self.half_life_acts)
    }
}

/// A fold over a reader's signals: nothing else makes it, so undoing a signal gives exactly the profile that never
/// had it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Profile {
    /// The memory it is folded with, and read with.
    pub memory: Memory,
    pub follows: Vec<Follow>,
    pub mutes: Vec<Mute>,
    /// In the order of their subjects, so that equal folds are equal values.
    pub interests: Vec<Interest>,
    /// What the reader said is not true about them: no interest in it is learnt.
    pub denied: Vec<Subject>,
    pub hidden: Vec<StoryId>,
    /// Oldest first, at most so many as `learn` keeps.
    pub remembered: Vec<Remembered>,
    /// In the order of `Term::ALL`; terms without evidence are absent.
    pub beliefs: Vec<TermBelief>,
    /// What standing higher on a page does to being opened. Learnt so that it is not mistaken for taste, and left out
    /// when a page is ranked.
    pub position: Option<Belief>,
    /// How many signals were about a story and more than passing it over.
    pub acts: u32,
    /// How many signals were folded.
    pub signals: u32,
    pub last_signal_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_halves_with_a_month_and_with_eight_acts() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let (first, month_later) = (at("2026-10-01T08:00:00Z"), at("2026-10-31T08:00:00Z"));
        let memory = Memory::default();
        assert_eq!(memory.long(first, month_later), 0.5);
        assert_eq!(memory.long(month_later, first), 1.0);
        assert_eq!(memory.short(8.0), 0.5);
        assert_eq!(Memory { half_life_days: 15.0, ..memory }.long(first, month_later), 0.25);
    }
}
