//! What things are known by.
//!
//! Articles and stories have identities that anyone can compute again from the same input, so that two machines
//! (or one machine after a crash) agree; what only this instance knows (feeds, readers, signals, editions) counts up.

use std::fmt;

/// Crockford's base 32 in lower case: no i, l, o, u, so that an id survives being read aloud.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 63 bits, so that it fits a signed column of any database.
fn hash63(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let bytes = hasher.finalize();
    u64::from_le_bytes(bytes.as_bytes()[..8].try_into().expect("a hash has eight bytes")) >> 1
}

fn write_base32(value: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let digits: String =
        (0..13).rev().map(|place| ALPHABET[(value >> (place * 5)) as usize & 31] as char).collect();
    f.write_str(&digits)
}

fn read_base32(text: &str) -> Option<u64> {
    if text.len() != 13 {
        return None;
    }
    let mut value: u64 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|letter| *letter == byte.to_ascii_lowercase())? as u64;
        value = value.checked_mul(32)?.checked_add(digit)?;
    }
    (value >> 63 == 0).then_some(value)
}

macro_rules! computed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The number behind the id, always below 2^63.
            pub fn as_i64(self) -> i64 {
                self.0 as i64
            }

            /// From [`Self::as_i64`]; the sign bit is dropped.
            pub fn from_i64(value: i64) -> Self {
                Self(value as u64 & (u64::MAX >> 1))
            }

            /// Thirteen base 32 digits back to an id; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                read_base32(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_base32(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self)
            }
        }
    };
}

macro_rules! counted_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

computed_id!(
    /// An article: a hash of its canonical address, or of its feed and entry id where it has no address.
    ArticleId
);
computed_id!(
    /// A story: a hash of the article that opened it. Shown in addresses, so it never changes meaning.
    StoryId
);
counted_id!(
    /// A feed this instance watches.
    FeedId
);
counted_id!(
    /// A person who reads here.
    ReaderId
);
counted_id!(
    /// One thing a reader did.
    SignalId
);
counted_id!(
    /// One composed edition.
    EditionId
);

impl ArticleId {
    /// The identity of an article with an address. `canonical_url` must be canonical already (`text::url`).
    pub fn of_url(canonical_url: &str) -> ArticleId {
        ArticleId(hash63(&["url", canonical_url]))
    }

    /// The identity of an entry without an address: its feed's address and its id there.
    pub fn of_entry(feed_url: &str, entry_id: &str) -> ArticleId {
        ArticleId(hash63(&["entry", feed_url, entry_id]))
    }
}

impl StoryId {
    /// The story that `article` opens.
    pub fn opened_by(article: ArticleId) -> StoryId {
        StoryId(hash63(&["story", &article.to_string()]))
    }

    /// The story that `article` opens when it is taken out of another one that bears its name.
    pub fn taken_out(article: ArticleId) -> StoryId {
        StoryId(hash63(&["taken-out", &article.to_string()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_being_written_and_read() {
        let id = ArticleId::of_url("https://harbour-post.test/a");
        assert_eq!(ArticleId::parse(&id.to_string()), Some(id));
        assert_eq!(ArticleId::from_i64(id.as_i64()), id);
        assert!(id.as_i64() >= 0);
        assert_eq!(ArticleId::parse("zzzzzzzzzzzzz"), None);
        assert_eq!(ArticleId::parse("not an id"), None);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(ArticleId::of_entry("ab", "c"), ArticleId::of_entry("a", "bc"));
    }
}
