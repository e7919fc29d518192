//! Why the store could not answer, in a sentence that says what to do next.

use std::fmt;

/// What a caller can do about it.
#[derive(Debug)]
pub enum StoreError {
    /// The disk has no room left; what was acknowledged before is safe.
    Full,
    /// Another process holds the database for too long.
    Busy,
    /// The database was written by a newer mynews.
    Newer { database: u32, known: u32 },
    /// The file is damaged, or no database of ours.
    Damaged(String),
    /// The file cannot be opened or written.
    Unreachable(String),
    /// One reader's key opens this feed, so it is nobody else's.
    Closed,
    /// A mistake of ours.
    Wrong(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Full => f.write_str(
                "the disk is full: free some space and try again (nothing that was acknowledged is lost)",
            ),
            StoreError::Busy => {
                f.write_str("another process keeps the database busy: wait until it is done, or stop it")
            }
            StoreError::Newer { database, known } => write!(
                f,
                "this database was written by a newer mynews (schema {database}, this one knows {known}): use that \
                 version, or restore a backup made before the upgrade"
            ),
            StoreError::Damaged(why) => {
                write!(f, "the database is damaged ({why}): restore a backup with `mynews restore FILE`")
            }
            StoreError::Unreachable(why) => {
                write!(
                    f,
                    "the database cannot be reached ({why}): look at the folder's permissions, or name another with --data DIR"
                )
            }
            StoreError::Closed => f.write_str(
                "this feed is opened with a reader's own key, and a feed with a key is read by one reader alone",
            ),
            StoreError::Wrong(why) => write!(f, "a mistake in mynews, please report it: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase,
            PermissionDenied, ReadOnly, SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(DiskFull) => StoreError::Full,
            Some(DatabaseBusy | DatabaseLocked) => StoreError::Busy,
            Some(DatabaseCorrupt | NotADatabase) => StoreError::Damaged(error.to_string()),
            Some(CannotOpen | PermissionDenied | ReadOnly | SystemIoFailure) => {
                StoreError::Unreachable(error.to_string())
            }
            _ => StoreError::Wrong(error.to_string()),
        }
    }
}
