//! Finding outlets: the built-in list by topic and language, and a look at a feed before it is followed.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::Uri;
use serde_json::json;

use super::Web;
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use crate::tongue::retell;
use crate::view::catalogue::{Catalogue, Preview};
use crate::work::follow;

pub async fn show(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let followed = web.house.real.store.feeds_of(visitor.reader)?;
        let catalogue = Catalogue::of(asked.text("topic"), asked.text("lang"), &followed);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("outlets", catalogue.title.clone());
        page(web, "catalogue.html", &frame, json!({ "catalogue": catalogue }))
    })
    .await
}

/// What a feed brings, before it is followed. A POST, so that no other site's page makes us ask for anything.
pub async fn preview(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    let what = fields.get("what").cloned().unwrap_or_default();
    let found = follow::look(&web.house.real, &what).await.map_err(|why| Refusal::Wrong(retell(&why)))?;
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let preview = Preview::of(&found, &today.when);
        let mut frame = frame(web, app, &today, &Asked { path: "/sources".into(), ..Asked::default() })?;
        (frame.place, frame.title) = ("outlets", preview.title.clone());
        page(web, "preview.html", &frame, json!({ "preview": preview }))
    })
    .await
}
