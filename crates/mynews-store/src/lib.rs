//! mynews remembers: the door to feeds and what readers want of each, articles, stories and their kin, topics, shelves,
//! readers, their household and sessions, editions and jobs.
//!
//! Twelve nouns, a trait each; a [`Store`] is all of them. SQLite answers to them today; the file names under `sqlite/`
//! are the names of the nouns, and another database is another folder with the same files.
//!
//! Invariant: SQL stands in this crate alone.

pub mod articles;
pub mod editions;
mod error;
pub mod feeds;
pub mod household;
pub mod jobs;
pub mod kin;
pub mod readers;
pub mod rules;
pub mod sessions;
pub mod shape;
pub mod shelves;
mod sqlite;
pub mod stories;
pub mod topics;

use std::path::Path;
use std::sync::Arc;

pub use articles::{
    ArticleRow, Articles, Found, Ingest, KeptSketch, Report, Reported, Seen, Standing, SweepRules, Swept,
};
pub use editions::{EditionRow, Editions};
pub use error::StoreError;
pub use feeds::{Check, FeedRow, Feeds, Health, NewFeed};
pub use household::{Household, ReaderRow, Role};
pub use jobs::{Job, JobKind, Jobs};
pub use kin::{How, Kin, Kinship};
pub use readers::{Readers, SignalRow, signal_mark};
pub use rules::{KeptAway, Rules, Sifted};
pub use sessions::{Session, Sessions, TokenHash};
pub use shelves::{MarkedAll, Place, Shelf, Shelved, Shelves, Stretch};
pub use stories::{AddressChanges, Stories, StoryRow};
pub use topics::{LabelUse, SameTopic, Topics};

/// The result of asking the store anything.
pub type Result<T> = std::result::Result<T, StoreError>;

/// All that mynews remembers.
///
/// Calls block, and return once the write is on disk: an acknowledged write survives `kill -9`.
pub trait Store:
    Feeds
    + Articles
    + Stories
    + Kin
    + Topics
    + Shelves
    + Readers
    + Rules
    + Household
    + Sessions
    + Editions
    + Jobs
    + Send
    + Sync
{
    /// A small named value of the instance.
    fn setting(&self, key: &str) -> Result<Option<String>>;

    fn set_setting(&self, key: &str, value: &str) -> Result<()>;

    /// Bytes on disk, the write-ahead log included.
    fn bytes(&self) -> Result<u64>;

    /// What is wrong with the database; empty when all is well. Reads everything, so not on the path of a page.
    fn faults(&self) -> Result<Vec<String>>;

    /// A consistent copy of the live database in a new file.
    fn backup(&self, to: &Path) -> Result<()>;
}

/// Opens the database in `path`, creating it where it is missing and bringing an older one up to date.
pub fn open(path: &Path) -> Result<Arc<dyn Store>> {
    Ok(Arc::new(sqlite::Sqlite::open(path, sqlite::Care::Synced)?))
}

/// Opens a database that can be made again at any time, such as the demo's: writes are not synced, so telling it takes a
/// fraction of the time.
pub fn open_disposable(path: &Path) -> Result<Arc<dyn Store>> {
    Ok(Arc::new(sqlite::Sqlite::open(path, sqlite::Care::Disposable)?))
}
