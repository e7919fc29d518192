//! Who publishes: an outlet, and what it is known by.

use std::fmt;

/// What an outlet is known by: its registrable host (`harbourpost.example`), or the feed's address where a host
/// says nothing (an IP address, a bare machine name).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OutletKey(pub String);

impl fmt::Display for OutletKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who publishes: a newspaper, a broadcaster, a journal, a person with a weblog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlet {
    pub key: OutletKey,
    /// As the outlet writes it.
    pub name: String,
    /// As text for a reader ("Veldmark"), where known.
    pub country: Option<String>,
    /// BCP 47, lower-case primary tag ("en").
    pub language: Option<String>,
}
