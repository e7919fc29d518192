//! Tells the demo's news as it would have come in: moment by moment, through the same stages as any other.

use std::sync::Arc;

use mynews_store::NewFeed;

use super::{refresh, repair, words};
use crate::app::{App, OWNER};
use crate::clock::FixedClock;
use crate::demo::Newsroom;

/// Follows the demo's feeds and looks at them at each moment something is published or changed, with the clock set to it.
pub fn seed_demo(app: &Arc<App>, newsroom: &Newsroom, clock: &FixedClock) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| format!("no thread to tell the demo with: {error}"))?;
    let now = app.now();
    for feed in newsroom.feeds() {
        let new = NewFeed {
            url: feed.url.clone(),
            title: Some(feed.outlet.name.clone()),
            site_url: None,
            outlet: feed.outlet.clone(),
            folder: None,
        };
        app.store.follow_feed(OWNER, &new, now).map_err(words)?;
    }
    runtime.block_on(async {
        for moment in newsroom.moments().into_iter().filter(|moment| *moment <= now).chain([now]) {
            clock.set(moment);
            refresh::fetch(app, true, |_| {}).await?;
            repair::repair(app)?;
        }
        Ok::<(), String>(())
    })?;
    refresh::look_again(app)
}
