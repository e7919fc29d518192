//! Sessions: a browser that is logged in, known by the hash of the token it holds.

use mynews_core::model::{ReaderId, Timestamp};

use crate::Result;

/// The hash of a session's token: the token itself is never kept.
pub type TokenHash = [u8; 32];

/// A browser that is logged in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    pub hash: TokenHash,
    pub reader: ReaderId,
    /// What it says it is, in few words.
    pub client: String,
    pub created_at: Timestamp,
    pub used_at: Timestamp,
    pub expires_at: Timestamp,
}

pub trait Sessions {
    fn begin_session(&self, session: &Session) -> Result<()>;

    /// The session of a token, unless it is over as of `now`.
    fn session(&self, hash: &TokenHash, now: Timestamp) -> Result<Option<Session>>;

    /// It was used: it lasts until then.
    fn prolong_session(&self, hash: &TokenHash, used_at: Timestamp, expires_at: Timestamp) -> Result<()>;

    /// The reader's sessions that are not over, the one used last first.
    fn sessions(&self, reader: ReaderId, now: Timestamp) -> Result<Vec<Session>>;

    /// Ends one; `false` where this reader has no such session.
    fn end_session(&self, reader: ReaderId, hash: &TokenHash) -> Result<bool>;

    /// Ends all of a reader's; gives how many.
    fn end_sessions(&self, reader: ReaderId) -> Result<usize>;

    /// Forgets those that are over; gives how many.
    fn sweep_sessions(&self, now: Timestamp) -> Result<usize>;
}
