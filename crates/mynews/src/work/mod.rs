//! The order of the stages, a file a job: fetch, parse, extract, annotate, group, and, when a reader asks, rank.
//!
//! Invariant: every job may run twice and may die half way. What a job decided is in the store or it is not; no job
//! leaves anything half done for another to find.

pub mod account;
pub mod candidates;
pub mod catalogue;
mod check_feed;
mod commons;
pub mod correct;
pub mod credentials;
pub mod desk;
pub mod edition;
pub mod follow;
mod furniture;
mod ingest;
pub mod kin;
pub mod labels;
mod log;
pub mod never;
pub mod pictures;
mod read_page;
pub mod refresh;
mod relearnt;
pub mod repair;
pub mod retrospect;
pub mod rules;
mod run;
mod seed_demo;
pub mod signals;
pub mod sweep;

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::app::App;

pub use check_feed::ingest_file;
pub use ingest::{ingest_page_file, restore};
pub use run::run;
pub use seed_demo::seed_demo;

/// Runs `work`, which computes or asks the store, beside the threads that wait for the network.
async fn blocking<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&Arc<App>) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || work(&app))
        .await
        .unwrap_or_else(|error| Err(format!("a piece of work broke off: {error}")))
}

/// The same for what takes memory: a feed or a page that is being read is many times what is kept of it. A few are read at
/// a time, which keeps a small machine busy; the others wait as bytes.
async fn reading<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&Arc<App>) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    static READ_AT_ONCE: Semaphore = Semaphore::const_new(4);
    let _place = READ_AT_ONCE.acquire().await.map_err(|error| error.to_string())?;
    blocking(app, work).await
}

/// An error of the store, for whoever passes errors on in words.
pub(crate) fn words(error: mynews_store::StoreError) -> String {
    error.to_string()
}
