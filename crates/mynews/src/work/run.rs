//! The server's own rounds: feeds that are due, pages that wait, and a sweep now and then.

use std::sync::Arc;
use std::time::Duration;

use super::{blocking, refresh, sweep};
use crate::app::App;

/// Between rounds in which there was nothing to do.
const REST: Duration = Duration::from_secs(2);

/// After something went wrong with the store (a full disk): it is tried again, not given up.
const REST_AFTER_ERROR: Duration = Duration::from_secs(30);

/// Between two looks at the stories of the last arrivals, where anything came.
const LOOK_AGAIN_EVERY: Duration = Duration::from_secs(120);

const SWEEP_EVERY: Duration = Duration::from_secs(3600);

/// Works until the process ends. An error is told once here and the round is tried again.
pub async fn run(app: Arc<App>) {
    let mut next_sweep = tokio::time::Instant::now() + SWEEP_EVERY;
    let mut next_look = tokio::time::Instant::now() + LOOK_AGAIN_EVERY;
    let mut came = false;
    loop {
        match round(&app).await {
            Ok(0) => tokio::time::sleep(REST).await,
            Ok(_) => came = true,
            Err(why) => {
                tracing::error!(error = %why, "work stopped and is tried again");
                tokio::time::sleep(REST_AFTER_ERROR).await;
            }
        }
        if came && tokio::time::Instant::now() >= next_look {
            (came, next_look) = (false, tokio::time::Instant::now() + LOOK_AGAIN_EVERY);
            if let Err(why) = blocking(&app, |app| refresh::look_again(app)).await {
                tracing::error!(error = %why, "the stories were not looked at again");
            }
        }
        if tokio::time::Instant::now() >= next_sweep {
            next_sweep += SWEEP_EVERY;
            match blocking(&app, |app| sweep::sweep(app)).await {
                Ok(swept) if swept.articles + swept.full_texts > 0 => {
                    tracing::info!(articles = swept.articles, full_texts = swept.full_texts, "swept");
                }
                Ok(_) => {}
                Err(why) => tracing::error!(error = %why, "the sweep stopped"),
            }
        }
    }
}

/// Gives how much there was to do.
async fn round(app: &Arc<App>) -> Result<usize, String> {
    let checked = refresh::check_due(app).await?;
    for (feed, fault) in &checked.faults {
        tracing::warn!(feed = %feed, fault = %fault, "feed not read");
    }
    let pages = refresh::read_pages(app).await?;
    Ok(checked.feeds + pages)
}
