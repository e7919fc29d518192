//! Editions: what each reader got, frozen.

use mynews_core::model::{Edition, EditionId, ReaderId, Timestamp};

use crate::Result;

/// An edition in a list of editions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditionRow {
    pub id: EditionId,
    pub at: Timestamp,
    pub hash: String,
    pub stories: u32,
}

pub trait Editions {
    /// Freezes an edition; gives its id (the one inside `edition` is not used). Old ones beyond `keep` go.
    fn freeze(&self, edition: &Edition, keep: usize) -> Result<EditionId>;

    fn edition(&self, reader: ReaderId, id: EditionId) -> Result<Option<Edition>>;

    fn latest_edition(&self, reader: ReaderId) -> Result<Option<Edition>>;

    /// The newest editions, newest first.
    fn editions(&self, reader: ReaderId, most: usize) -> Result<Vec<EditionRow>>;

    /// The newest edition composed at or before `at`.
    fn edition_before(&self, reader: ReaderId, at: Timestamp) -> Result<Option<Edition>>;
}
