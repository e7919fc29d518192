//! Rules: what readers want of single feeds, and the entries that are kept away by it.
//!
//! A reader's rules are signals, and hold as the log says. An entry that they keep away is, for that reader, one that the
//! feed never brought: no list, search, story or count has it. Another of their feeds may bring it all the same.

use mynews_core::model::{ArticleId, FeedId, FeedRules, KeptBy, ReaderId, StoryId, Timestamp};

use crate::{Found, Result};

/// An entry that is kept away from a reader.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptAway {
    pub found: Found,
    pub feed: FeedId,
    pub by: KeptBy,
}

/// An entry of a feed with what some rules would do to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Sifted {
    pub found: Found,
    pub kept_by: Option<KeptBy>,
}

pub trait Rules {
    /// What these rules would do to the newest entries of a feed, newest first. Nothing is kept of it.
    fn try_rules(&self, feed: FeedId, rules: &FeedRules, most: usize) -> Result<Vec<Sifted>>;

    /// What is kept away from a reader of what was published since, newest first.
    fn kept_away(&self, reader: ReaderId, since: Timestamp, most: usize) -> Result<Vec<KeptAway>>;

    /// How many that are.
    fn kept_away_count(&self, reader: ReaderId, since: Timestamp) -> Result<usize>;

    /// The headlines of a story's entries that are kept away.
    fn kept_away_of(&self, reader: ReaderId, story: StoryId) -> Result<Vec<String>>;

    /// Everything that is kept away from a reader, in order.
    fn all_kept_away(&self, reader: ReaderId) -> Result<Vec<(FeedId, ArticleId)>>;
}
