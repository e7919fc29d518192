//! Lists of words as they are written down: words between blanks, in no order, asked by binary search.

use std::sync::LazyLock;

/// A list of words, ready to be asked.
pub struct Words(LazyLock<Vec<&'static str>>);

impl Words {
    pub const fn new(read: fn() -> Vec<&'static str>) -> Words {
        Words(LazyLock::new(read))
    }

    pub fn contains(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// Cuts a list at its blanks and sorts it.
pub fn read(list: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = list.split_whitespace().collect();
    words.sort_unstable();
    words.dedup();
    words
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
