//! The reader's private addresses: shown to them alone, and renewed when one got into other hands.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect};
use mynews_core::model::ReaderId;
use serde_json::{Value, json};

use super::Web;
use super::door::Visitor;
use super::feeds::place;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use crate::say;
use crate::secret::{self, Purpose};
use crate::view::channel::{Place, Shape};
use crate::view::frame::Frame;

/// The page that lists them.
pub async fn show(State(web): State<Arc<Web>>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    let place = place(&web, &headers);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("you", say!("Feeds"));
        let reader = today.reader.id;
        let views = views(&feeds_of(web, reader)?, &frame, &place);
        let token = secret::token(&*web.house.real.store, reader, Purpose::Programs)?;
        page(web, "addresses.html", &frame, json!({ "views": views, "token": token }))
    })
    .await
}

/// Ends the old addresses.
pub async fn renew(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |web, _| {
        secret::renew(&*web.house.real.store, visitor.reader, Purpose::Feeds)?;
        let said = say!("Your feeds have new addresses. The old ones are over.");
        let number = web.notices.put(visitor.reader, said);
        Ok(Redirect::to(&format!("/you/feeds?told={number}")).into_response())
    })
    .await
}

/// Ends the old token of the reader's programs.
pub async fn renew_programs(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |web, _| {
        secret::renew(&*web.house.real.store, visitor.reader, Purpose::Programs)?;
        let said = say!("Your programs have a new token. The old one is over.");
        let number = web.notices.put(visitor.reader, said);
        Ok(Redirect::to(&format!("/you/feeds?told={number}")).into_response())
    })
    .await
}

/// What stands before every feed of a reader.
pub fn feeds_of(web: &Web, reader: ReaderId) -> Result<String, Refusal> {
    Ok(format!("/feed/{}", secret::token(&*web.house.real.store, reader, Purpose::Feeds)?))
}

/// The feed that tells what a page shows, after the reader's own beginning; without its ending.
pub fn of_page(asked: &Asked) -> Option<String> {
    match asked.path.as_str() {
        "/" => Some("front".into()),
        "/saved" => Some("saved".into()),
        "/section/outside-your-page" => None,
        path => path.strip_prefix("/section/").map(|key| format!("section/{key}")),
    }
}

/// The views a reader has, each in three shapes.
fn views(feeds: &str, frame: &Frame, place: &Place) -> Vec<Value> {
    let sections = frame.sections.iter().filter_map(|section| {
        let key = section.href.strip_prefix("/section/").filter(|key| *key != "outside-your-page")?;
        Some((section.label.clone(), format!("section/{key}")))
    });
    [(say!("Front page"), "front".to_owned()), (say!("Saved"), "saved".to_owned())]
        .into_iter()
        .chain(sections)
        .map(|(label, view)| {
            let shapes: Vec<Value> = (Shape::ALL.iter())
                .map(|shape| {
                    let href = format!("{feeds}/{view}.{}", shape.ending());
                    json!({ "name": shape.name(), "address": place.of(&href), "href": href })
                })
                .collect();
            json!({ "label": label, "shapes": shapes })
        })
        .collect()
}
