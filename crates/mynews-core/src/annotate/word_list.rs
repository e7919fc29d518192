//! Lists of words as they are written down, and the fast, dice-free hashing by which they are asked.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// FNV-1a: good on short words, and the same on every machine. Words of strangers cannot make it slow for long: an
/// article has few words, and nothing outlives it.
#[derive(Clone, Copy)]
pub struct WordHash(u64);

impl Default for WordHash {
    fn default() -> WordHash {
        WordHash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHash {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Never iterated where the order could show.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHash>>;
pub type WordSet<'a> = HashSet<&'a str, BuildHasherDefault<WordHash>>;

/// A list of words, ready to be asked.
pub struct Words(LazyLock<WordSet<'static>>);

impl Words {
    pub const fn new(read: fn() -> WordSet<'static>) -> Words {
        Words(LazyLock::new(read))
    }

    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Cuts a list at its blanks.
pub fn read(list: &'static str) -> WordSet<'static> {
    list.split_whitespace().collect()
}

/// Declares a list of words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $list:expr) => {
        $(#[$doc])*
        pub static $name: crate::annotate::word_list::Words =
            crate::annotate::word_list::Words::new(|| crate::annotate::word_list::read($list));
    };
}
pub(in crate::annotate) use words;
