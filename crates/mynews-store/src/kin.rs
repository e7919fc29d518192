//! Kin of stories: the earlier chapter that a story continues, and the same event in another language.

use mynews_core::model::StoryId;

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

    /// The stories that continue this one.
    fn continued_by(&self, story: StoryId) -> Result<Vec<StoryId>>;

    /// Replaces the kin of a story that were found from its own side.
    fn set_kin(&self, story: StoryId, kin: &[Kinship]) -> Result<()>;

    /// Replaces the marks by which a story is found.
    fn set_marks(&self, story: StoryId, marks: &[i64]) -> Result<()>;

    /// Stories that share at least `least` of the marks, those that share most first.
    fn marked_alike(&self, marks: &[i64], least: usize, most: usize) -> Result<Vec<(StoryId, u32)>>;

    /// How many stories have each mark, and how many have any.
    fn mark_counts(&self, marks: &[i64]) -> Result<(Vec<u64>, u64)>;

    /// Stories that changed after `revision`, each with the revision of its last change, in that order: whoever has seen to
    /// the first ones goes on from the last of them.
    fn stories_after(&self, revision: i64, most: usize) -> Result<Vec<(StoryId, i64)>>;

    /// The newest articles of a story, whoever's feeds brought them, oldest first.
    fn told(&self, story: StoryId, most: usize) -> Result<Vec<ArticleRow>>;
}
