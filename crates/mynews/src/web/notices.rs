//! What is said once on the next page, about things that are no signals: a feed was added, a list was read.

use std::collections::VecDeque;
use std::sync::Mutex;

use mynews_core::model::ReaderId;

use crate::view::frame::Notice;

/// Notices nobody came back for are forgotten.
const KEPT_MAX: usize = 64;

/// Numbered notices, each for one reader.
#[derive(Default)]
pub struct Notices(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: u64,
    notices: VecDeque<(u64, ReaderId, Notice)>,
}

impl Notices {
    /// Keeps a line to be said; gives its number.
    pub fn put(&self, reader: ReaderId, text: impl Into<String>) -> u64 {
        self.keep(reader, Notice::plain(text))
    }

    /// The same, for a notice that says more than words.
    pub fn keep(&self, reader: ReaderId, notice: Notice) -> u64 {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.last += 1;
        let number = kept.last;
        kept.notices.push_back((number, reader, notice));
        if kept.notices.len() > KEPT_MAX {
            kept.notices.pop_front();
        }
        number
    }

    pub fn get(&self, reader: ReaderId, number: u64) -> Option<Notice> {
        let kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = kept.notices.iter();
        all.find(|(one, whose, _)| (*one, *whose) == (number, reader)).map(|(_, _, notice)| notice.clone())
    }
}
