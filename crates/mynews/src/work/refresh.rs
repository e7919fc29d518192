//! Looks at feeds side by side, and then at the pages that their entries point to.

use std::sync::Arc;

use mynews_core::model::Timestamp;
use mynews_store::FeedRow;
use tokio::task::JoinSet;

use super::check_feed::{Checked, check_feed};
use super::labels;
use super::read_page::read_page;
use super::repair::repair;
use super::{blocking, furniture, kin, words};
use crate::app::App;

/// A page job whose taker died is taken again after this.
const LEASE_SECONDS: i64 = 600;

/// Page jobs taken at a time.
const JOBS_AT_ONCE: usize = 32;

/// Feeds looked at by the server between two looks at its other work.
const FEEDS_AT_ONCE: usize = 200;

/// More feeds than this nobody follows.
const FEEDS_MAX: usize = 1_000_000;

/// What a refresh came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    pub feeds: usize,
    pub unchanged: usize,
    pub new_articles: usize,
    pub pages: usize,
    /// Address and what is wrong, of each feed that failed.
    pub faults: Vec<(String, String)>,
}

/// How far a refresh is.
pub enum Step<'a> {
    Feeds { done: usize, of: usize, last: &'a str },
    Pages { done: usize },
}

/// Looks at every feed that is due, or at all, fetches the pages they ask for, and looks at the stories again.
pub async fn refresh(app: &Arc<App>, all: bool, progress: impl FnMut(Step)) -> Result<Summary, String> {
    let summary = fetch(app, all, progress).await?;
    blocking(app, |app| look_again(app)).await?;
    Ok(summary)
}

/// What follows once articles have come: stories are repaired, and their kin is looked for. Where nothing changed since,
/// there is nothing to look at.
pub fn look_again(app: &App) -> Result<(), String> {
    if !kin::is_due(app)? {
        return Ok(());
    }
    let read_anew = furniture::read_anew(app)?;
    let repaired = repair(app)?;
    let links = kin::find(app)?;
    let same_labels = labels::learn(app)?;
    tracing::debug!(read_anew, ?repaired, links, same_labels, "stories looked at again");
    Ok(())
}

/// Looks at feeds, and fetches the pages they ask for.
pub async fn fetch(app: &Arc<App>, all: bool, mut progress: impl FnMut(Step)) -> Result<Summary, String> {
    let feeds = blocking(app, move |app| {
        let feeds = if all { app.store.feeds() } else { app.store.due_feeds(app.now(), FEEDS_MAX) };
        feeds.map_err(words)
    })
    .await?;
    let mut summary = check_all(app, feeds, &mut progress).await?;
    loop {
        let pages = read_pages(app).await?;
        if pages == 0 {
            break;
        }
        summary.pages += pages;
        progress(Step::Pages { done: summary.pages });
    }
    Ok(summary)
}

/// Looks at the feeds that are due now, some at a time.
pub async fn check_due(app: &Arc<App>) -> Result<Summary, String> {
    let due = blocking(app, |app| app.store.due_feeds(app.now(), FEEDS_AT_ONCE).map_err(words)).await?;
    check_all(app, due, &mut |_| {}).await
}

async fn check_all(
    app: &Arc<App>,
    feeds: Vec<FeedRow>,
    progress: &mut impl FnMut(Step),
) -> Result<Summary, String> {
    let mut summary = Summary::default();
    let of = feeds.len();
    let mut waiting = (feeds.into_iter()).filter(|feed| !feed.health.gone && feed.url.starts_with("http"));
    let mut looks = JoinSet::new();
    loop {
        while looks.len() < app.config.fetch.parallel.max(1) as usize {
            let Some(feed) = waiting.next() else { break };
            looks.spawn(look(app.clone(), feed));
        }
        let Some(done) = looks.join_next().await else { return Ok(summary) };
        let (feed, checked) = done.map_err(|error| format!("a look at a feed broke off: {error}"))?;
        summary.add(&feed, checked?);
        progress(Step::Feeds { done: summary.feeds, of, last: feed.title.as_deref().unwrap_or(&feed.url) });
    }
}

/// Does the page jobs that are due now, some at a time; gives how many.
pub async fn read_pages(app: &Arc<App>) -> Result<usize, String> {
    let jobs = blocking(app, |app| {
        let now = app.now();
        let lease_until = Timestamp::from_second(now.as_second() + LEASE_SECONDS).unwrap_or(now);
        app.store.take_jobs(now, lease_until, JOBS_AT_ONCE).map_err(words)
    })
    .await?;
    let taken = jobs.len();
    let mut reading = JoinSet::new();
    for job in jobs {
        let app = app.clone();
        reading.spawn(async move { read_page(&app, job).await });
    }
    while let Some(done) = reading.join_next().await {
        done.map_err(|error| format!("the reading of a page broke off: {error}"))??;
    }
    Ok(taken)
}

async fn look(app: Arc<App>, feed: FeedRow) -> (FeedRow, Result<Checked, String>) {
    let checked = check_feed(&app, feed.clone()).await;
    (feed, checked)
}

impl Summary {
    fn add(&mut self, feed: &FeedRow, checked: Checked) {
        self.feeds += 1;
        self.unchanged += usize::from(checked.unchanged);
        self.new_articles += checked.new_articles;
        if let Some(fault) = checked.fault {
            self.faults.push((feed.url.clone(), fault));
        }
    }
}
