//! What most commands begin with: find the data folder, read the configuration, open the house.

use std::path::PathBuf;

use mynews_core::model::ReaderId;

use super::Place;
use crate::app::{House, OWNER};
use crate::config::Config;
use crate::telemetry;

/// The configuration in force, and the data folder.
pub fn config(place: &Place) -> Result<(Config, PathBuf), String> {
    let folder = place.data.clone().map_or_else(platform_data_folder, Ok)?;
    let variable = |name: &str| std::env::var(name).ok();
    let config = Config::load(place.config.as_deref(), &folder.join("config.toml"), &variable)?;
    Ok((config, folder))
}

/// Opens the house for a command that is over soon: logs only what matters.
pub fn house(place: &Place) -> Result<House, String> {
    let (config, folder) = config(place)?;
    telemetry::start("warn", config.log.json);
    House::open(config, &folder)
}

/// Whom a command is about: the reader that was named, else the owner.
pub fn reader(place: &Place, house: &House) -> Result<ReaderId, String> {
    let Some(name) = &place.reader else { return Ok(OWNER) };
    let known = house.real.store.reader_named(name).map_err(|error| error.to_string())?;
    let reader =
        known.ok_or_else(|| format!("nobody called {name:?} reads here: see `mynews reader list`"))?.id;
    house.current_for(reader)?;
    Ok(reader)
}

/// A runtime for commands that fetch.
pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no threads to work with: {error}"))
}

/// Where the platform keeps a program's data.
fn platform_data_folder() -> Result<PathBuf, String> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        from("APPDATA")
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        from("XDG_DATA_HOME").or_else(|| from("HOME").map(|home| home.join(".local/share")))
    };
    folder
        .map(|folder| folder.join("mynews"))
        .ok_or_else(|| "there is no home folder here: name one with --data DIR".into())
}
