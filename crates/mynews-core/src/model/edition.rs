//! What one reader gets at one time, frozen.

use super::{Coverage, EditionId, ReaderId, StoryId, Subject, Timestamp};

/// The picks of one reader at one time. `id` is 0 until the store has kept it.
///
/// Invariant: it never changes once composed, and the same inputs give the same edition with the same hash.
#[derive(Clone, PartialEq, Debug)]
pub struct Edition {
    pub id: EditionId,
    pub reader: ReaderId,
    pub at: Timestamp,
    /// In reading order.
    pub picks: Vec<Pick>,
    /// What was left out, in words: all that the reader's own wishes held, the nearest that its rank held.
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
    /// Its place among all candidates by score alone, from 1.
    pub rank: u32,
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
/// Invariant: `total` is the sum of the reasons' values, in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Score {
    pub total: f64,
    /// The largest first, everyone's before the reader's.
    pub reasons: Vec<Reason>,
    /// What each term said, in the order of `Term::ALL`, before the dial and before what was learnt about the term:
    /// frozen into a signal, it is what learning compares.
    pub terms: Vec<f64>,
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
    /// The place by score that the story would have without this reason (and others without the same one); `None`
    /// where it was not asked. One beyond the weighed stories means "or lower".
    pub without: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Everyone,
    Yours,
}

/// The named parts a score is made of. The table of weights, formulas and sentences is `rank::score`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Term {
    /// Everyone's.
    WidelyCovered,
    Spreading,
    Prominent,
    Fresh,
    FirstHand,
    Rare,
    /// Only where learning across readers is switched on.
    OthersRead,
    /// The reader's, asked for.
    Follow,
    /// The reader's, inferred.
    Developing,
    LearntTopic,
    LearntEntity,
    LearntOutlet,
    LearntAuthor,
    LearntWords,
    LearntMeaning,
    LikeOneYouRead,
    PassedOver,
    /// Only where learning across readers is switched on.
    AlikeRead,
}

impl Term {
    pub const ALL: [Term; 18] = [
        Term::WidelyCovered,
        Term::Spreading,
        Term::Prominent,
        Term::Fresh,
        Term::FirstHand,
        Term::Rare,
        Term::OthersRead,
        Term::Follow,
        Term::Developing,
        Term::LearntTopic,
        Term::LearntEntity,
        Term::LearntOutlet,
        Term::LearntAuthor,
        Term::LearntWords,
        Term::LearntMeaning,
        Term::LikeOneYouRead,
        Term::PassedOver,
        Term::AlikeRead,
    ];

    /// Its place in [`Term::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Whose it is.
    pub fn part(self) -> Part {
        if self < Term::Follow { Part::Everyone } else { Part::Yours }
    }

    /// Whether it is the reader's, and was not asked for.
    pub fn is_inferred(self) -> bool {
        self > Term::Follow
    }

    /// For files and addresses: `widely-covered`.
    pub fn name(self) -> &'static str {
        match self {
            Term::WidelyCovered => "widely-covered",
            Term::Spreading => "spreading",
            Term::Prominent => "prominent",
            Term::Fresh => "fresh",
            Term::FirstHand => "first-hand",
            Term::Rare => "rare",
            Term::OthersRead => "others-read",
            Term::Follow => "follow",
            Term::Developing => "developing",
            Term::LearntTopic => "learnt-topic",
            Term::LearntEntity => "learnt-entity",
            Term::LearntOutlet => "learnt-outlet",
            Term::LearntAuthor => "learnt-author",
            Term::LearntWords => "learnt-words",
            Term::LearntMeaning => "learnt-meaning",
            Term::LikeOneYouRead => "like-one-you-read",
            Term::PassedOver => "passed-over",
            Term::AlikeRead => "alike-read",
        }
    }

    /// From [`Term::name`].
    pub fn named(name: &str) -> Option<Term> {
        Term::ALL.into_iter().find(|term| term.name() == name)
    }
}

/// The rules that leave a story out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    Muted,
    Hidden,
    Language,
    Read,
    FeedFull,
    OutletFull,
    TopicFull,
    TooAlike,
    BelowTheLine,
}

impl Rule {
    pub const ALL: [Rule; 9] = [
        Rule::Muted,
        Rule::Hidden,
        Rule::Language,
        Rule::Read,
        Rule::FeedFull,
        Rule::OutletFull,
        Rule::TopicFull,
        Rule::TooAlike,
        Rule::BelowTheLine,
    ];

    /// For files and addresses: `outlet-full`.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Muted => "muted",
            Rule::Hidden => "hidden",
            Rule::Language => "language",
            Rule::Read => "read",
            Rule::FeedFull => "feed-full",
            Rule::OutletFull => "outlet-full",
            Rule::TopicFull => "topic-full",
            Rule::TooAlike => "too-alike",
            Rule::BelowTheLine => "below-the-line",
        }
    }

    /// From [`Rule::name`].
    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// A story that was looked at and left out, and the rule that left it out.
#[derive(Clone, PartialEq, Debug)]
pub struct HeldBack {
    pub story: StoryId,
    pub rule: Rule,
    pub detail: String,
}
