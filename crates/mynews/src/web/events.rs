//! `/events`: tells an open front page how many stories it would show if it were loaded again. The page says so in one
//! quiet line and moves nothing; whoever has no script sees them when they next load it.
//!
//! An answer is one event and ends there; the browser comes back by itself when told to. So however many pages are open,
//! no connection is held for them, no proxy has to be kept awake, and nothing stands in the way of a server that stops.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::IntoResponse;
use mynews_core::model::EditionId;
use serde_json::json;

use super::Web;
use super::door::Visitor;
use super::gather::{Asked, blocking};
use super::outcome::{Outcome, Refusal};
use crate::say_count;
use crate::work::edition;

/// Until the browser asks again. A page changes every ten minutes at most.
const AGAIN_AFTER_MILLISECONDS: u32 = 60_000;

pub async fn events(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let shown = Asked::of(&uri).text("edition").parse().map(EditionId);
    let new = blocking(&web, move |_, app| {
        let gone = || Refusal::NotFound("That edition is not kept (any more).");
        let shown = shown.map_err(|_| gone())?;
        let shown = app.store.edition(visitor.reader, shown)?.ok_or_else(gone)?;
        Ok(edition::new_since(app, visitor.reader, &shown)?)
    })
    .await?;
    // "3 new", in the reader's language; nothing is said of none.
    let said = if new == 0 { String::new() } else { say_count!(new, "{n} new", "{n} new") };
    let event = format!("retry: {AGAIN_AFTER_MILLISECONDS}\ndata: {}\n\n", json!({ "said": said }));
    Ok(([(header::CONTENT_TYPE, "text/event-stream")], event).into_response())
}
