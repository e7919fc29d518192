//! Kin of stories: the earlier chapter that a story continues, and the same event in another language.

use mynews_core::model::{StoryId, Timestamp};

use crate::{ArticleRow, Result};

/// How one story belongs to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum How {
    /// The other is the chapter before.
    Continues,
    /// The other tells the same event in another language.
    SameEvent,
}

/// A story beside another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kinship {
    pub other: StoryId,
    pub how: How,
    /// Names and numbers that both have.
    pub by: Vec<String>,
}

pub trait Kin {
    /// The kin of a story: its earlier chapter, and what tells the same event. Merged stories are followed.
    fn kin_of(&self, story: StoryId) -> Result<Vec<Kinship>>;

    /// Stories that tell the same event, two by two and both ways round, where either had a report since `since`. Merged
    /// stories are followed.
    fn same_events(&self, since: Timestamp) -> Result<Vec<(StoryId, StoryId)>>;

    /// The stories that continue this one.
    fn continued_by(&self, story: StoryId) -> Result<Vec<StoryId>>;

    /// Replaces the kin of each story that were found from its own side.
    fn set_kin(&self, kin: &[(StoryId, Vec<Kinship>)]) -> Result<()>;

    /// Replaces the marks by which each story is found.
    fn set_marks(&self, marks: &[(StoryId, Vec<u32>)]) -> Result<()>;

    /// The stories that have each mark, at most `most` of each.
    fn marked(&self, marks: &[u32], most: usize) -> Result<Vec<Vec<StoryId>>>;

    /// Stories that changed after `revision`, each with the revision of its last change, in that order: whoever has seen to
    /// the first ones goes on from the last of them.
    fn stories_after(&self, revision: i64, most: usize) -> Result<Vec<(StoryId, i64)>>;

    /// The newest articles of a story, whoever's feeds brought them, oldest first.
    fn told(&self, story: StoryId, most: usize) -> Result<Vec<ArticleRow>>;
}
