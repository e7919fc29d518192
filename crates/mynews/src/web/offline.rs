//! What a browser needs to show the last edition without a connection: the worker that keeps it, the list of what is
//! worth keeping, and the page for what was not kept (`static/sw.js` tells the rest of it).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use mynews_core::model::Timestamp;
use serde_json::json;

use super::door::Visitor;
use super::gather::{blocking, compose, today};
use super::outcome::{Outcome, Refusal};
use super::{Web, templates};
use crate::tongue::Tongue;
use crate::view::told::Told;
use crate::{marked, say};

/// Stories kept with an edition. Nobody reads more on a train, and each takes a page and an article of the browser's room.
const STORIES_MAX: usize = 40;
/// Letters of a mark: enough that two states of a page never share one.
const MARK_LETTERS: usize = 12;

/// The worker. It stands at our root, because a worker reaches no further than the folder it comes from.
pub async fn worker() -> Outcome {
    let (content_type, text) =
        templates::static_file("sw.js").ok_or(Refusal::NotFound(marked!("There is no such file.")))?;
    Ok(([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-cache")], text).into_response())
}

/// Says that a page was not kept. It holds nothing of anybody's, so a browser may keep it longer than an edition.
pub async fn away(State(web): State<Arc<Web>>) -> Outcome {
    let page = json!({ "title": say!("mynews cannot be reached"), "version": web.templates.version() });
    Ok(Html(web.templates.render("offline.html", page)?).into_response())
}

/// The pages of the edition of now, each with a mark that changes when what it tells does; and whose edition it is. The
/// front page comes last, so that a browser that breaks off has no front page without its stories.
pub async fn list(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let around = format!("{} {} {}", app.is_demo, Tongue::spoken().tag(), web.templates.version());
        let mut pages = Vec::new();
        for pick in today.edition.picks.iter().take(STORIES_MAX) {
            let (Some(told), Some(candidate)) = (today.told.get(&pick.story), today.candidate(pick.story))
            else {
                continue;
            };
            let mark = mark(&format!("{around} {}", state(told)));
            pages.push((format!("s/{}", pick.story), mark.clone()));
            pages.extend(told.shown(&candidate.headline).map(|row| (format!("a/{}", row.id), mark)));
        }
        let edition = mark(&format!("{around} {} {pages:?}", today.edition.id.0));
        pages.push((String::new(), edition.clone()));
        let list = json!({ "reader": visitor.reader.0.to_string(), "edition": edition, "pages": pages });
        Ok(Json(list).into_response())
    })
    .await
}

/// What a story's pages hang on: its articles as they are, and whether it is saved.
fn state(told: &Told) -> String {
    let articles: Vec<(String, Timestamp)> =
        told.articles.iter().map(|row| (row.id.to_string(), row.changed_at)).collect();
    format!("{articles:?} {}", told.saved)
}

fn mark(state: &str) -> String {
    blake3::hash(state.as_bytes()).to_hex()[..MARK_LETTERS].to_owned()
}
