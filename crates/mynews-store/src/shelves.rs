//! Shelves: everything an outlet, a feed or a topic brought, in order of time, and what the reader has read of it.

use mynews_core::model::{ArticleId, FeedId, OutletKey, ReaderId, StoryId, Timestamp};

use crate::{Found, Result};

/// Which articles stand on it. Whatever it is, a reader sees only what their own feeds brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shelf {
    Everything,
    Feed(FeedId),
    Outlet(OutletKey),
    /// By the topic's key.
    Topic(String),
}

/// The place of an article on a shelf, newest first: what comes after it is older.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub at: Timestamp,
    pub article: ArticleId,
}

/// What of a shelf is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Only what comes after this place.
    pub after: Option<Place>,
    pub unread_only: bool,
    pub most: usize,
}

/// An article on a shelf.
#[derive(Clone, PartialEq, Debug)]
pub struct Shelved {
    pub found: Found,
    pub read: bool,
}

/// What "mark all read" did, so that it can be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MarkedAll {
    pub at: Timestamp,
    /// How far everything counted as read before.
    pub everything_until: i64,
}

/// An article is read when its reader said so, or looked at its story after it had arrived.
pub trait Shelves {
    /// Newest first.
    fn shelf(&self, reader: ReaderId, shelf: &Shelf, stretch: Stretch) -> Result<Vec<Shelved>>;

    /// How many are unread, counted up to `most`.
    fn unread(&self, reader: ReaderId, shelf: &Shelf, most: usize) -> Result<usize>;

    /// A number that every article which arrives from now on is beyond.
    fn arrivals(&self) -> Result<i64>;

    /// Marks one article read or unread.
    fn mark(&self, reader: ReaderId, article: ArticleId, read: bool, now: Timestamp) -> Result<()>;

    /// Marks a shelf read as far as [`arrivals`](Shelves::arrivals) said when its page was made.
    fn mark_all(&self, reader: ReaderId, shelf: &Shelf, until: i64, now: Timestamp) -> Result<MarkedAll>;

    /// Takes a [`mark_all`](Shelves::mark_all) back.
    fn unmark_all(&self, reader: ReaderId, marked: MarkedAll) -> Result<()>;

    /// Stories that the reader looked at before `before`, the last look first.
    fn looked_at(
        &self,
        reader: ReaderId,
        before: Timestamp,
        most: usize,
    ) -> Result<Vec<(StoryId, Timestamp)>>;
}
