//! All a reader's interests, declared and learnt.

use std::fmt;

use super::{EntityKind, OutletKey, StoryId, Timestamp};

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
    /// Strength as of `at`, positive or negative; it halves every half-life.
    pub strength: f64,
    /// How many signals speak for it, and against.
    pub evidence_for: u32,
    pub evidence_against: u32,
    pub at: Timestamp,
}

/// A fold over a reader's signals: nothing else makes it, so undoing a signal gives exactly the profile that never
/// had it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Profile {
    pub follows: Vec<Follow>,
    pub mutes: Vec<Mute>,
    /// In the order of their subjects, so that equal folds are equal values.
    pub interests: Vec<Interest>,
    pub hidden: Vec<StoryId>,
    /// How many signals were folded.
    pub signals: u32,
    pub last_signal_at: Option<Timestamp>,
}
