//! What one reader gets at one time, frozen.

use super::{Coverage, EditionId, ReaderId, StoryId, Subject, Timestamp};

/// The picks of one reader at one time.
///
/// Invariant: it never changes once composed, and the same inputs give the same edition with the same hash.
#[derive(Clone, PartialEq, Debug)]
pub struct Edition {
    pub id: EditionId,
    pub reader: ReaderId,
    pub at: Timestamp,
    /// In reading order.
    pub picks: Vec<Pick>,
    pub held_back: Vec<HeldBack>,
    /// How many stories were looked at.
    pub candidates: usize,
    /// A hash of profile, candidates, rules and time, in hexadecimal.
    pub hash: String,
}

/// A story's place in an edition.
#[derive(Clone, PartialEq, Debug)]
pub struct Pick {
    pub story: StoryId,
    /// 1 is the lead.
    pub position: u32,
    pub section: Section,
    pub placement: Placement,
    pub score: Score,
    pub coverage: Coverage,
    /// Reports that came since the reader last looked at the story.
    pub new_reports: u32,
}

/// Whose choice a pick is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Section {
    ForEveryone,
    ForYou,
    Outside,
    Briefs,
}

/// Why the selection put it there, beyond its score.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placement {
    /// Among the most widely covered, whatever the reader reads.
    Floor,
    /// By its score.
    Score,
    /// The share from outside the reader's page.
    Outside,
    /// Drawn by chance, to learn.
    Explored,
}

/// A sum of named reasons.
///
/// Invariant: `total` is the sum of the reasons' parts, in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Score {
    pub total: f64,
    pub reasons: Vec<Reason>,
}

/// One named part of a score.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    pub term: Term,
    /// Everyone's, or the reader's.
    pub part: Part,
    /// What it adds to the score, on a scale where the full score is 1.
    pub value: f64,
    /// In words, with its evidence: "9 outlets in 5 countries".
    pub evidence: String,
    /// What its switch would act on.
    pub subject: Option<Subject>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Everyone,
    Yours,
}

/// The named parts a score is made of. The table of weights, formulas and sentences is `rank::score`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Term {
    WidelyCovered,
    Fresh,
    FirstHand,
    Developing,
    Rare,
    Follow,
    LearntTopic,
    LearntEntity,
    LearntOutlet,
    LearntWords,
    PassedOver,
}

/// A story that was looked at and left out, and the rule that left it out.
#[derive(Clone, PartialEq, Debug)]
pub struct HeldBack {
    pub story: StoryId,
    /// `muted`, `hidden`, `language`, `one-outlet-too-many`, `below-your-score`, `read`.
    pub rule: &'static str,
    pub detail: String,
}
