//! Outlets: listed with their health, added by address, brought and taken away as OPML.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::IntoResponse;
use mynews_core::model::{FeedId, Timestamp};
use mynews_store::Role;
use serde_json::json;

use super::Web;
use super::acting::back;
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use super::start::undoable;
use super::upload;
use crate::marked;
use crate::tongue::retell;
use crate::view::frame::Notice;
use crate::view::outlets::Outlets;
use crate::work::follow::{self, Added};
use crate::work::refresh;
use crate::{say, say_count};

/// The demo is shown to the whole house, and the first real outlet ends it.
const LEAVES_DEMO: &str = marked!("takes leave of the demo newsroom, which everybody here still sees");

pub async fn list(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let outlets = Outlets::of(
            &app.store.feeds_of(visitor.reader)?,
            asked.text("page").parse().unwrap_or(1),
            web.refresh_begun(),
            &today.when,
        );
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("outlets", outlets.title.clone());
        page(web, "outlets.html", &frame, json!({ "outlets": outlets, "owner": visitor.role == Role::Owner }))
    })
    .await
}

pub async fn add(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    let lead = fields.get("back").map_or("/sources", String::as_str);
    let what = fields.get("what").map(String::as_str).unwrap_or_default();
    let notice = match follow(&web, visitor, what).await? {
        Ok(added) if added.known => Notice::plain(say!("You follow {outlet} already.", outlet = added.title)),
        Ok(added) => {
            let said = say_count!(
                added.entries,
                "{outlet} is followed: {n} entry, and its story in a moment.",
                "{outlet} is followed: {n} entries, and their stories in a moment.",
                outlet = added.title
            );
            undoable(said, 1, added.at)
        }
        Err(why) => Notice::plain(say!("Nothing was added: {why}", why = retell(&why))),
    };
    Ok(noticed(&web, visitor, lead, notice))
}

/// Follows a feed or a site, and looks at it. The demo makes way for the reader's own news.
pub async fn follow(web: &Web, visitor: Visitor, what: &str) -> Result<Result<Added, String>, Refusal> {
    if web.house.demo_is_on() {
        visitor.must_own(LEAVES_DEMO)?;
    }
    let real = web.house.real.clone();
    let added = follow::add(&real, visitor.reader, what, None).await;
    if added.as_ref().is_ok_and(|added| !added.known) {
        leave_demo_for(web, visitor)?;
        begin_reading(web);
    }
    Ok(added)
}

pub async fn import(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Outcome {
    let asked = Asked::of(&uri);
    let lead = if asked.text("back").is_empty() { "/sources" } else { asked.text("back") };
    if web.house.demo_is_on() {
        visitor.must_own(LEAVES_DEMO)?;
    }
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(list) = upload::file(content_type, &body).map(<[u8]>::to_vec) else {
        return Ok(told(&web, visitor, lead, say!("No file came along: choose an OPML file first.")));
    };
    let real = web.house.real.clone();
    let at = real.now();
    let imported = tokio::task::spawn_blocking(move || follow::import_opml(&real, visitor.reader, &list, at));
    let notice = match imported.await.unwrap_or_else(|error| Err(error.to_string())) {
        Ok(imported) => {
            if imported.added > 0 {
                leave_demo_for(&web, visitor)?;
                begin_reading(&web);
            }
            let mut said = say_count!(
                imported.added,
                "{n} feed is followed now; you had {known} already.",
                "{n} feeds are followed now; you had {known} already.",
                known = imported.known
            );
            if let Some(first) = imported.refused.first() {
                said.push_str(&say!(" "));
                said.push_str(&say_count!(
                    imported.refused.len(),
                    "{n} was no web address: {first}.",
                    "{n} were no web addresses, {first} for one.",
                    first = first
                ));
            }
            undoable(said, imported.added, at)
        }
        Err(why) => Notice::plain(say!("Nothing was imported: {why}", why = retell(&why))),
    };
    Ok(noticed(&web, visitor, lead, notice))
}

pub async fn export(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    let list = blocking(&web, move |_, app| Ok(follow::export_opml(app, visitor.reader)?)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mynews.opml\""),
    ];
    Ok((headers, list).into_response())
}

pub async fn refresh(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    visitor.must_own(marked!("has every feed looked at at once: each is looked at in its own rhythm"))?;
    let app = web.house.current();
    let begun = app.now();
    web.set_refresh_begun(Some(begun));
    let house = web.clone();
    tokio::spawn(async move {
        if let Err(why) = refresh::refresh(&app, true, |_| {}).await {
            tracing::warn!(why = %why, "a refresh broke off");
        }
        // Another press since then has a refresh of its own.
        if house.refresh_begun() == Some(begun) {
            house.set_refresh_begun(None);
        }
    });
    Ok(told(&web, visitor, "/sources", say!("Looking at every feed; what is new arrives by itself.")))
}

pub async fn remove(State(web): State<Arc<Web>>, visitor: Visitor, Path(id): Path<i64>, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    let lead = if asked.text("back").is_empty() { "/sources" } else { asked.text("back") };
    let said = blocking(&web, move |_, app| {
        let feeds = app.store.feeds_of(visitor.reader)?;
        let feed = feeds.into_iter().find(|feed| feed.id == FeedId(id));
        let feed = feed.ok_or(Refusal::NotFound(marked!("You follow no such feed.")))?;
        app.store.unfollow_feed(visitor.reader, feed.id)?;
        Ok(say!("{outlet} is not followed any more.", outlet = feed.name()))
    })
    .await?;
    Ok(told(&web, visitor, lead, said))
}

pub async fn leave_demo(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    visitor.must_own(LEAVES_DEMO)?;
    leave_demo_for(&web, visitor)?;
    Ok(told(
        &web,
        visitor,
        "/sources",
        say!("The demo newsroom is gone. This is your own mynews: add the first outlet."),
    ))
}

/// The demo makes way for the reader's own news.
pub fn leave_demo_for(web: &Web, visitor: Visitor) -> Result<(), Refusal> {
    if web.house.demo_is_on() {
        visitor.must_own(LEAVES_DEMO)?;
        web.house.demo_off(false)?;
    }
    Ok(())
}

/// Looks at the feeds that are due, which new ones are, beside the answer.
pub fn begin_reading(web: &Web) {
    let real = web.house.real.clone();
    tokio::spawn(async move { refresh::check_due(&real).await });
}

fn told(web: &Web, visitor: Visitor, to: &str, said: impl Into<String>) -> axum::response::Response {
    noticed(web, visitor, to, Notice::plain(said))
}

fn noticed(web: &Web, visitor: Visitor, to: &str, notice: Notice) -> axum::response::Response {
    back(Some(to), Some(("told", web.notices.keep(visitor.reader, notice).to_string())))
}

/// Whether the store answers: for whoever watches the process.
pub async fn health(State(web): State<Arc<Web>>) -> Outcome {
    blocking(&web, |_, app| {
        app.store.due_feeds(Timestamp::UNIX_EPOCH, 1)?;
        Ok("ok\n".into_response())
    })
    .await
}
