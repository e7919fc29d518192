//! A reader's whole account as one open, documented value: feeds, settings, and the dated log, from which profile and
//! saved stories follow.

use mynews_core::model::ReaderId;
use mynews_store::shape::Shape;
use serde_json::{Value, json};

use super::words;
use crate::app::App;

/// What the value says of itself.
pub const FORMAT: &str = "mynews-account";

/// Grows when an older mynews could not read an account any more.
pub const VERSION: u64 = 1;

/// The account as `mynews import` takes it. Names and passwords of closed feeds come along only where asked for. Blocks.
pub fn account(app: &App, reader: ReaderId, with_credentials: bool) -> Result<Value, String> {
    let settings = app.store.reader(reader).map_err(words)?.ok_or("there is no such reader")?;
    let feeds: Vec<Value> = (app.store.feeds_of(reader).map_err(words)?.into_iter())
        .map(|feed| {
            json!({
                "url": feed.url, "title": feed.title, "site_url": feed.site_url, "folder": feed.folder,
                "outlet": feed.outlet.to_json(),
                "credentials": feed.credentials.filter(|_| with_credentials),
            })
        })
        .collect();
    let signals: Vec<Value> = (app.store.signals(reader).map_err(words)?.iter())
        .map(|row| json!({ "signal": row.signal.to_json(), "undone_at": row.undone_at.to_json() }))
        .collect();
    Ok(json!({
        "format": FORMAT, "version": VERSION, "exported_at": app.now().to_string(),
        "reader": settings.to_json(), "feeds": feeds, "signals": signals,
    }))
}
