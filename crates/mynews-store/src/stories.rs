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

/// How steady the addresses of stories are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AddressChanges {
    pub stories: u64,
    pub changed: u64,
}

pub trait Stories {
    /// A story, or the one it was merged into.
    fn story(&self, id: StoryId) -> Result<Option<StoryRow>>;

    fn story_of(&self, article: ArticleId) -> Result<Option<StoryId>>;

    /// Moves all articles of `from` to `into`; the address of `from` leads there from now on.
    fn merge_stories(&self, from: StoryId, into: StoryId, now: Timestamp) -> Result<()>;

    /// Moves some articles to `into`, which opens where there is none; `joined_by` says why they stand there now. A
    /// story that loses its last article leads there too.
    fn move_articles(
        &self,
        articles: &[ArticleId],
        into: StoryId,
        joined_by: &[String],
        now: Timestamp,
    ) -> Result<()>;

    /// Pairs of articles that readers said are not of one story.
    fn apart(&self) -> Result<Vec<(ArticleId, ArticleId)>>;

    /// How many stories were ever opened, and how many of them have another address since, later than so many seconds
    /// after they were opened.
    fn address_changes(&self, after_seconds: i64) -> Result<AddressChanges>;

    fn story_count(&self) -> Result<u64>;
}
