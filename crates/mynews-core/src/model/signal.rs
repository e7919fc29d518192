//! Something a reader did, with a frozen picture of what it was about.

use super::{
    ArticleId, EditionId, Entity, FeedRules, OutletKey, ReaderId, SignalId, StoryId, Subject, Timestamp,
    Topic,
};

/// One line of a reader's dated log.
///
/// Invariant: a signal carries all that learning needs, so that refolding a profile never depends on stories that
/// have since merged or been swept.
#[derive(Clone, PartialEq, Debug)]
pub struct Signal {
    pub id: SignalId,
    pub reader: ReaderId,
    pub at: Timestamp,
    pub kind: SignalKind,
    /// What it was about; `None` for wishes that name a subject themselves.
    pub snapshot: Option<Snapshot>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum SignalKind {
    Opened,
    ReadToEnd,
    Saved,
    Unsaved,
    Shared,
    More,
    Less,
    Hidden,
    PassedOver,
    Follow {
        subject: Subject,
        weight: f64,
    },
    Unfollow {
        subject: Subject,
    },
    Mute {
        subject: Subject,
        until: Option<Timestamp>,
        unless_outlets: Option<u32>,
    },
    Unmute {
        subject: Subject,
    },
    /// Less of one subject, without muting it.
    LessOf {
        subject: Subject,
    },
    /// "Not true about me": nothing is learnt about the subject from now on, and what was learnt is forgotten.
    Deny {
        subject: Subject,
    },
    /// From now on these rules hold for the feed at an address, in place of any before. An address, not a number: the log
    /// is carried to other machines. `title` is what the feed was called then. It teaches nothing about the reader.
    Rules {
        feed: String,
        title: String,
        rules: FeedRules,
    },
    /// A correction: `articles` (a report and its copies) do not tell the story that `others` tell. It teaches nothing
    /// about the reader.
    NotTheSameStory {
        articles: Vec<ArticleId>,
        others: Vec<ArticleId>,
    },
    /// The other correction: `articles`, all of one story, tell the story that `others` tell.
    SameStory {
        articles: Vec<ArticleId>,
        others: Vec<ArticleId>,
    },
}

/// What a story was when the reader acted on it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Snapshot {
    pub story: Option<StoryId>,
    pub headline: String,
    pub topics: Vec<Topic>,
    pub entities: Vec<Entity>,
    pub outlets: Vec<OutletKey>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    /// Hashes of the story's weightiest words with their weights (unit length together).
    pub words: Vec<(u64, f32)>,
    /// The story's place in the space of the embedding; empty where there is none.
    pub vector: Vec<i8>,
    /// What each term of its score said then (`Score::terms`); empty where it was not met in an edition.
    pub terms: Vec<f64>,
    pub edition: Option<EditionId>,
    /// 1 is the lead.
    pub position: Option<u32>,
    /// Stories shown above it that the reader did not open, nearest first.
    pub passed_over: Vec<PassedOver>,
}

/// A story shown above one that was opened, and not opened itself.
#[derive(Clone, PartialEq, Debug)]
pub struct PassedOver {
    pub story: StoryId,
    pub position: u32,
    /// As in [`Snapshot::terms`].
    pub terms: Vec<f64>,
}
