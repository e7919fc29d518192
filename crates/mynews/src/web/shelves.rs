//! Plain lists in order of time, marking them read, what was read, and the editions of before.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::Uri;
use mynews_core::model::{ArticleId, EditionId, FeedId, OutletKey, Timestamp};
use mynews_store::{FeedRow, MarkedAll, Shelf, Stretch};
use serde_json::json;

use super::Web;
use super::acting::back;
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::marked;
use crate::say;
use crate::view::earlier;
use crate::view::frame::Notice;
use crate::view::shelf::{LINES_A_PAGE, ShelfPage, UNREAD_COUNTED_MAX, read_place, shelf_href};

/// Stories on a page of what was read.
const LOOKS_A_PAGE: usize = 60;
/// Earlier editions that are listed.
const EDITIONS_MAX: usize = 200;

const NO_SHELF: Refusal =
    Refusal::NotFound(marked!("There is no such list. Your feeds, outlets and topics have one each."));

pub async fn everything(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    show(web, visitor, Shelf::Everything, uri).await
}

pub async fn shelf(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((kind, key)): Path<(String, String)>,
    uri: Uri,
) -> Outcome {
    show(web, visitor, named(&kind, &key).ok_or(NO_SHELF)?, uri).await
}

fn named(kind: &str, key: &str) -> Option<Shelf> {
    Some(match kind {
        "feed" => Shelf::Feed(FeedId(key.parse().ok()?)),
        "outlet" => Shelf::Outlet(OutletKey(key.to_owned())),
        "topic" => Shelf::Topic(key.to_owned()),
        _ => return None,
    })
}

async fn show(web: Arc<Web>, visitor: Visitor, shelf: Shelf, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    let here = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    blocking(&web, move |web, app| {
        let feed = own_feed(app, visitor, &shelf)?;
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let stretch = Stretch {
            after: read_place(asked.text("after")),
            unread_only: asked.text("show") == "unread",
            most: LINES_A_PAGE + 1,
        };
        let lines = app.store.shelf(visitor.reader, &shelf, stretch)?;
        let unread = app.store.unread(visitor.reader, &shelf, UNREAD_COUNTED_MAX)?;
        let mut shelf = ShelfPage::of(&shelf, feed.as_ref(), lines, unread, stretch.unread_only, &today);
        shelf.until = app.store.arrivals()?;
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.title, frame.back) = (shelf.title.clone(), here);
        page(web, "shelf.html", &frame, json!({ "shelf": shelf }))
    })
    .await
}

/// The shelf that a program names: by a feed's id, an outlet's key or a topic's, else everything.
pub fn asked_for(
    app: &App,
    visitor: Visitor,
    feed: Option<&str>,
    outlet: Option<&str>,
    topic: Option<&str>,
) -> Result<Shelf, Refusal> {
    let one = [("feed", feed), ("outlet", outlet), ("topic", topic)];
    let one = one.into_iter().find_map(|(kind, key)| Some((kind, key?)));
    let shelf = match one {
        Some((kind, key)) => named(kind, key).ok_or(NO_SHELF)?,
        None => Shelf::Everything,
    };
    own_feed(app, visitor, &shelf)?;
    Ok(shelf)
}

/// The feed that a shelf is, if it is one; the reader has to follow it.
fn own_feed(app: &App, visitor: Visitor, shelf: &Shelf) -> Result<Option<FeedRow>, Refusal> {
    let Shelf::Feed(id) = shelf else { return Ok(None) };
    let feeds = app.store.feeds_of(visitor.reader)?;
    feeds.into_iter().find(|feed| feed.id == *id).map(Some).ok_or(NO_SHELF)
}

type Fields = HashMap<String, String>;

pub async fn read_everything(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Outcome {
    mark_all(web, visitor, Shelf::Everything, fields).await
}

pub async fn read_all(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((kind, key)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Outcome {
    mark_all(web, visitor, named(&kind, &key).ok_or(NO_SHELF)?, fields).await
}

/// "Mark all read", as far as the page that asked had been shown.
async fn mark_all(web: Arc<Web>, visitor: Visitor, shelf: Shelf, fields: Fields) -> Outcome {
    blocking(&web, move |web, app| {
        own_feed(app, visitor, &shelf)?;
        let until = fields.get("until").and_then(|until| until.parse().ok()).unwrap_or(0);
        let marked = app.store.mark_all(visitor.reader, &shelf, until, app.now())?;
        let notice = Notice {
            text: say!("All of it is marked as read."),
            undo: Some(format!("/read/undo/{}/{}", marked.at.as_millisecond(), marked.everything_until)),
            moved: Vec::new(),
        };
        Ok(back(
            Some(&shelf_href(&shelf)),
            Some(("told", web.notices.keep(visitor.reader, notice).to_string())),
        ))
    })
    .await
}

pub async fn undo_read_all(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((at, everything_until)): Path<(i64, i64)>,
    Form(fields): Form<Fields>,
) -> Outcome {
    blocking(&web, move |_, app| {
        let at = Timestamp::from_millisecond(at).map_err(|error| Refusal::Wrong(error.to_string()))?;
        app.store.unmark_all(visitor.reader, MarkedAll { at, everything_until })?;
        Ok(back(fields.get("back").map(String::as_str), None))
    })
    .await
}

/// One article, marked by hand.
pub async fn mark(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((id, state)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Outcome {
    blocking(&web, move |_, app| {
        let missing = || Refusal::NotFound(marked!("There is no such article here (any more)."));
        let id = ArticleId::parse(&id).ok_or_else(missing)?;
        let read = match state.as_str() {
            "read" => true,
            "unread" => false,
            _ => return Err(missing()),
        };
        // What none of their feeds brought is not theirs to mark.
        if !app.store.reaches(visitor.reader, id)? {
            return Err(missing());
        }
        app.store.mark(visitor.reader, id, read, app.now())?;
        Ok(back(fields.get("back").map(String::as_str), None))
    })
    .await
}

/// What the reader looked at, the last first.
pub async fn history(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let before = asked.text("before").parse().ok().and_then(|at| Timestamp::from_millisecond(at).ok());
        let looks = app.store.looked_at(visitor.reader, before.unwrap_or(Timestamp::MAX), LOOKS_A_PAGE)?;
        let today = today(app, &composed, looks.iter().map(|(story, _)| *story))?;
        let list = earlier::history(&looks, LOOKS_A_PAGE, &today);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("history", list.title.clone());
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}

pub async fn editions(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let editions = earlier::editions(&app.store.editions(visitor.reader, EDITIONS_MAX)?, &today);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("editions", editions.title.clone());
        page(web, "editions.html", &frame, json!({ "editions": editions }))
    })
    .await
}

pub async fn edition(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let edition = app
            .store
            .edition(visitor.reader, EditionId(id))?
            .ok_or(Refusal::NotFound(marked!("That edition is not kept (any more).")))?;
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, edition.picks.iter().map(|pick| pick.story))?;
        let list = earlier::edition(&edition, &today);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("editions", list.title.clone());
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}
