//! `mynews serve`: the web page, fetching and work in one process.

use std::sync::Arc;
use std::time::Duration;

use super::{Outcome, Place, open};
use crate::app::House;
use crate::{telemetry, web, work};

/// How soon a running server sees that the demo was switched by a command beside it.
const SETTING_LOOK: Duration = Duration::from_secs(1);

/// Set while a server runs, so that one that did not end well is noticed.
const RUNNING_SETTING: &str = "running";

pub fn run(place: &Place, listen: Option<String>) -> Outcome {
    let (mut config, folder) = open::config(place)?;
    if let Some(address) = listen {
        config.listen_on(address);
    }
    telemetry::start(&config.log.filter, config.log.json);
    let listen = config.web.listen.clone();
    let house = Arc::new(House::open(config, &folder)?);
    let lock = house.work_lock()?;
    if lock.is_some() {
        check_after_crash(&house)?;
    }
    open::runtime()?.block_on(async {
        if lock.is_some() {
            tokio::spawn(work::run(house.real.clone()));
        } else {
            tracing::warn!("another mynews fetches for this folder; this one only serves");
        }
        tokio::spawn(watch_settings(house.clone()));
        web::serve(house.clone(), &listen).await
    })?;
    if lock.is_some() {
        house.real.store.set_setting(RUNNING_SETTING, "").map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// A server that was killed leaves its mark; the database is then checked before it is used.
fn check_after_crash(house: &House) -> Outcome {
    let text = |error: mynews_store::StoreError| error.to_string();
    let store = &house.real.store;
    if store.setting(RUNNING_SETTING).map_err(text)?.is_some_and(|mark| !mark.is_empty()) {
        let faults = store.faults().map_err(text)?;
        if let Some(fault) = faults.first() {
            return Err(format!(
                "the database is damaged ({fault}): restore a backup with `mynews restore FILE`"
            ));
        }
        tracing::info!("the last run did not end by itself; the database is whole");
    }
    store.set_setting(RUNNING_SETTING, "yes").map_err(text)
}

async fn watch_settings(house: Arc<House>) {
    loop {
        tokio::time::sleep(SETTING_LOOK).await;
        let house = house.clone();
        let seen = tokio::task::spawn_blocking(move || house.follow_setting()).await;
        if let Ok(Err(why)) = seen {
            tracing::error!(error = %why, "the settings cannot be read");
        }
    }
}
