//! Jobs: units of background work, each safe to run twice and to die half way.

use mynews_core::model::{ArticleId, Timestamp};

use crate::Result;

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JobKind {
    /// Fetch the page behind an article, read it, place it again.
    ReadPage(ArticleId),
}

/// A job that was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    pub id: i64,
    pub kind: JobKind,
    /// How often it was tried before.
    pub attempts: u32,
}

pub trait Jobs {
    /// Takes jobs that are due, until `lease_until`: who dies holding one leaves it to the next after that.
    fn take_jobs(&self, now: Timestamp, lease_until: Timestamp, most: usize) -> Result<Vec<Job>>;

    /// The job is done, or not worth another try.
    fn finish_job(&self, id: i64) -> Result<()>;

    /// The job is to be tried again, not before `at`.
    fn retry_job(&self, id: i64, at: Timestamp) -> Result<()>;

    /// How many wait.
    fn job_count(&self) -> Result<u64>;
}
