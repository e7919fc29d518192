//! What an open page is told without being loaded again, each in one quiet line; nothing on it moves, and whoever has no
//! script sees it when they next load it. `/events`: how many stories the front page would show. `/events/reading`: how
//! many feeds are read so far.
//!
//! An answer is one event and ends there; the browser comes back by itself when told to. So however many pages are open,
//! no connection is held for them, no proxy has to be kept awake, and nothing stands in the way of a server that stops.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use mynews_core::model::EditionId;
use serde_json::{Value, json};

use super::Web;
use super::door::Visitor;
use super::gather::{Asked, blocking};
use super::outcome::{Outcome, Refusal};
use crate::view::outlets;
use crate::work::edition;
use crate::{say, say_count};

/// Until the browser asks again. A page changes every ten minutes at most.
const AGAIN_AFTER_MILLISECONDS: u32 = 60_000;

/// The same while feeds are being read: somebody is waiting.
const READING_AGAIN_AFTER_MILLISECONDS: u32 = 2_000;

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
    Ok(event(AGAIN_AFTER_MILLISECONDS, &json!({ "said": said })))
}

pub async fn reading(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    let progress = blocking(&web, move |web, app| {
        Ok(outlets::progress(&app.store.feeds_of(visitor.reader)?, web.refresh_begun()))
    })
    .await?;
    let is_over = progress.is_none();
    let said = progress.unwrap_or_else(|| say!("All are read: load the page again"));
    Ok(event(READING_AGAIN_AFTER_MILLISECONDS, &json!({ "said": said, "over": is_over })))
}

/// One event, and when to ask for the next.
fn event(again_after_milliseconds: u32, data: &Value) -> Response {
    let event = format!("retry: {again_after_milliseconds}\ndata: {data}\n\n");
    ([(header::CONTENT_TYPE, "text/event-stream")], event).into_response()
}
