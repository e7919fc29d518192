//! Readers: who reads, the dated log of what they did, what they saved and when they looked.

use mynews_core::model::{Reader, ReaderId, Signal, SignalId, StoryId, Timestamp};

use crate::Result;

/// A signal as kept. An undone one stays in the log and out of every fold.
#[derive(Clone, PartialEq, Debug)]
pub struct SignalRow {
    pub signal: Signal,
    pub undone_at: Option<Timestamp>,
}

/// The mark of a log that ends with `last` and of which so many signals were taken back.
pub fn signal_mark(last: SignalId, taken_back: usize) -> i64 {
    last.0 * 1_000_003 + taken_back as i64
}

pub trait Readers {
    fn reader(&self, id: ReaderId) -> Result<Option<Reader>>;

    /// Keeps a reader's settings.
    fn set_reader(&self, reader: &Reader) -> Result<()>;

    /// Appends to the log; the id in `signal` is not used. What was saved or hidden follows from it at once.
    fn add_signal(&self, signal: &Signal) -> Result<SignalId>;

    /// The log, oldest first.
    fn signals(&self, reader: ReaderId) -> Result<Vec<SignalRow>>;

    /// What came after a signal, oldest first.
    fn signals_after(&self, reader: ReaderId, after: SignalId) -> Result<Vec<SignalRow>>;

    /// Takes a signal back, as of `now`; `false` where there is none, or it was taken back already.
    fn undo_signal(&self, reader: ReaderId, signal: SignalId, now: Timestamp) -> Result<bool>;

    /// Grows with every change of the log: equal marks, equal profiles. It is [`signal_mark`] of the log.
    fn signal_mark(&self, reader: ReaderId) -> Result<i64>;

    /// Notes that the reader looked at a story, and says when they had looked before. Looks within half an hour are
    /// one: a page loaded again still says what was new.
    fn look(&self, reader: ReaderId, story: StoryId, now: Timestamp) -> Result<Option<Timestamp>>;

    /// When the reader last looked at the stories they looked at since.
    fn looks_since(&self, reader: ReaderId, since: Timestamp) -> Result<Vec<(StoryId, Timestamp)>>;

    /// What the reader saved, the newest first.
    fn saved(&self, reader: ReaderId) -> Result<Vec<(StoryId, Timestamp)>>;
}
