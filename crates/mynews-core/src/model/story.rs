//! The articles about one event.

use super::{ArticleId, FeedId, OutletKey, StoryId, Timestamp};

/// The articles about one event, seen as one thing.
///
/// Invariant: a story is never empty, and an article belongs to exactly one story.
#[derive(Clone, PartialEq, Debug)]
pub struct Story {
    pub id: StoryId,
    /// Verbatim from `headline_of`.
    pub headline: String,
    pub headline_of: ArticleId,
    pub reports: Vec<Report>,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub life: Life,
}

/// One article's place in a story.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    pub article: ArticleId,
    pub feed: FeedId,
    pub outlet: OutletKey,
    /// Publication, or arrival where the outlet gave none or one in the future.
    pub at: Timestamp,
    /// Articles with the same number are the same text; the earliest is the original.
    pub copy_group: u64,
    /// What decided that it belongs: named features and their part in the decision.
    pub joined_by: Vec<String>,
}

/// Where a story stands in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Life {
    /// One outlet.
    #[default]
    Emerging,
    /// Two independent outlets or more.
    Active,
    /// Nothing new for a day.
    Cooling,
    /// Nothing new for three days: no article joins any more.
    Dormant,
}

/// How widely a story is covered, counted over the feeds one reader has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Outlets with a text of their own; copies of one text count once.
    pub independent_outlets: u32,
    pub outlets: u32,
    pub articles: u32,
    pub countries: u32,
    pub languages: u32,
}
