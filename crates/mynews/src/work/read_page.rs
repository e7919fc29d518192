//! Fetches the page behind an article whose feed had no full text, reads it and places it again.

use std::sync::Arc;

use mynews_core::model::{ArticleId, Page, Timestamp, WholePage};
use mynews_core::text::charset;
use mynews_store::{Job, JobKind};

use super::{blocking, ingest, reading, words};
use crate::app::App;
use crate::fetch::{Purpose, Request};

/// A page is tried so often, each time later; then the feed's own text has to do.
const ATTEMPTS_MAX: u32 = 4;

const RETRY_SECONDS: i64 = 600;

/// Does one job of the store to its end: done, to be tried again, or given up.
pub async fn read_page(app: &Arc<App>, job: Job) -> Result<(), String> {
    let JobKind::ReadPage(article) = job.kind;
    match fetch_and_ingest(app, article).await? {
        Outcome::Done => {
            let id = job.id;
            blocking(app, move |app| app.store.finish_job(id).map_err(words)).await
        }
        Outcome::Later { seconds } => {
            let late = job.attempts + 1 >= ATTEMPTS_MAX;
            let wait = seconds.unwrap_or(RETRY_SECONDS << job.attempts.min(ATTEMPTS_MAX));
            blocking(app, move |app| {
                let at = Timestamp::from_second(app.now().as_second() + wait).unwrap_or(app.now());
                let done = if late { app.store.finish_job(job.id) } else { app.store.retry_job(job.id, at) };
                done.map_err(words)
            })
            .await
        }
    }
}

enum Outcome {
    Done,
    Later { seconds: Option<i64> },
}

async fn fetch_and_ingest(app: &Arc<App>, article: ArticleId) -> Result<Outcome, String> {
    let row = blocking(app, move |app| app.store.article(article).map_err(words)).await?;
    // Swept meanwhile, or followed no more: nothing to do is done.
    let Some(row) = row else { return Ok(Outcome::Done) };
    let (Some(url), Some(feed)) = (row.article.canonical_url.clone(), row.feeds.first().copied()) else {
        return Ok(Outcome::Done);
    };
    let feeds = row.feeds.clone();
    let wished = blocking(app, move |app| ingest::whole_page_of(app, &feeds)).await?;
    if wished == WholePage::Never {
        // Nobody who follows one of its feeds wants it (any more).
        return Ok(Outcome::Done);
    }
    match app.fetch.fetch(&Request::new(url, Purpose::Page)).await {
        Ok(answer) if looks_like_a_page(answer.content_type.as_deref()) => {
            reading(app, move |app| {
                let decoded = charset::decode(&answer.body, answer.content_type.as_deref());
                let page = Page { url: answer.url, html: decoded.text, is_text: false };
                ingest::ingest_page(app, feed, &row, &page)
            })
            .await?;
            Ok(Outcome::Done)
        }
        Ok(_) => Ok(Outcome::Done),
        Err(failure) if failure.permanent => {
            tracing::debug!(article = %article, fault = %failure.fault, "page not read");
            Ok(Outcome::Done)
        }
        Err(failure) => {
            tracing::debug!(article = %article, fault = %failure.fault, "page to be tried again");
            Ok(Outcome::Later {
                seconds: failure.retry_after_seconds.and_then(|seconds| seconds.try_into().ok()),
            })
        }
    }
}

/// A film or a PDF behind a link is no page; the feed's own text stays.
fn looks_like_a_page(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|kind| {
        let kind = kind.to_ascii_lowercase();
        kind.contains("html") || kind.starts_with("text/") || kind.contains("xml")
    })
}
