//! The household: who reads here, what each may change, and the hashes of their passwords.

use mynews_core::model::ReaderId;

use crate::Result;

/// What a reader may change beside their own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// What is theirs, and nothing else.
    Reader,
    /// The house too: its demo, its rhythm, its readers.
    Owner,
}

impl Role {
    /// As it is kept and shown.
    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Owner => "owner",
        }
    }

    /// A role that only a newer mynews knows may do least.
    pub fn named(name: &str) -> Role {
        if name == Role::Owner.name() { Role::Owner } else { Role::Reader }
    }
}

/// A reader as the house knows them. What they like is a [`mynews_core::model::Reader`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReaderRow {
    pub id: ReaderId,
    /// What they log in with; unique without regard to case.
    pub name: String,
    pub role: Role,
    pub has_password: bool,
}

pub trait Household {
    /// Everyone, in the order they came.
    fn readers(&self) -> Result<Vec<ReaderRow>>;

    fn reader_row(&self, id: ReaderId) -> Result<Option<ReaderRow>>;

    fn reader_named(&self, name: &str) -> Result<Option<ReaderRow>>;

    /// Whether anyone has a password: from then on everyone must log in.
    fn any_password(&self) -> Result<bool>;

    /// A new reader with the usual settings and no password; `None` where the name is taken.
    fn add_reader(&self, name: &str, role: Role) -> Result<Option<ReaderId>>;

    /// `false` where the name is taken.
    fn rename_reader(&self, id: ReaderId, name: &str) -> Result<bool>;

    /// With all that is theirs: log, saved, editions, sessions. Feeds that nobody else follows are watched no more.
    fn remove_reader(&self, id: ReaderId) -> Result<()>;

    fn password_hash(&self, id: ReaderId) -> Result<Option<String>>;

    /// Whoever was logged in with the old password is not any more.
    fn set_password_hash(&self, id: ReaderId, hash: Option<&str>) -> Result<()>;
}
