//! Stories: which there are, and where those went that were merged.

use mynews_core::model::{ArticleId, StoryId, Timestamp};

use crate::Result;

/// A story as kept. Its articles are asked for by themselves, because each reader sees their own feeds' only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoryRow {
    /// Not the id that was asked for, where that one was merged into this.
    pub id: StoryId,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub articles: u32,
}

pub trait Stories {
    /// A story, or the one it was merged into.
    fn story(&self, id: StoryId) -> Result<Option<StoryRow>>;

    fn story_of(&self, article: ArticleId) -> Result<Option<StoryId>>;

    /// Moves all articles of `from` to `into`; the address of `from` leads there from now on.
    fn merge_stories(&self, from: StoryId, into: StoryId) -> Result<()>;

    fn story_count(&self) -> Result<u64>;
}
