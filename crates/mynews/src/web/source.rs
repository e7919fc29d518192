//! A feed's own page: its rules are tried, saved, and let go of one by one.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::Uri;
use mynews_core::model::{FeedRules, KeptBy, WholePage};
use mynews_store::FeedRow;
use serde_json::json;

use super::Web;
use super::acting::back;
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::marked;
use crate::tongue::retell;
use crate::view::Today;
use crate::view::source::{RulesForm, SourcePage, TRIED_MAX};
use crate::work::rules;

type Fields = HashMap<String, String>;

pub async fn show(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let feed = feed_of(app, visitor, &id)?;
        shown(web, app, visitor, &feed, &asked, |source, _| Ok(source))
    })
    .await
}

/// What the rules in the form would have kept away. Nothing is kept of them: a POST because a form may be longer than an
/// address.
pub async fn preview(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Outcome {
    blocking(&web, move |web, app| {
        let feed = feed_of(app, visitor, &id)?;
        let asked = Asked { path: format!("/sources/{}", feed.id), ..Asked::default() };
        shown(web, app, visitor, &feed, &asked, |source, today| match rules::checked(written(&fields)) {
            Ok(rules) => {
                let sifted = app.store.try_rules(feed.id, &rules, TRIED_MAX)?;
                Ok(source.trying(&rules, &sifted, today))
            }
            Err(why) => Ok(wrong(source, &fields, &why)),
        })
    })
    .await
}

pub async fn save(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Outcome {
    blocking(&web, move |web, app| {
        let feed = feed_of(app, visitor, &id)?;
        let address = format!("/sources/{}", feed.id);
        match rules::checked(written(&fields)) {
            Ok(rules) => {
                let signal = rules::set(app, visitor.reader, &feed, rules)?;
                Ok(back(Some(&address), signal.map(|signal| ("did", signal.0.to_string()))))
            }
            Err(why) => {
                let asked = Asked { path: address, ..Asked::default() };
                shown(web, app, visitor, &feed, &asked, |source, _| Ok(wrong(source, &fields, &why)))
            }
        }
    })
    .await
}

/// From what was held back: the rule that holds it goes.
pub async fn bring_back(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Outcome {
    blocking(&web, move |_, app| {
        let feed = feed_of(app, visitor, &id)?;
        let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
        let rules = match field("kind") {
            "cap" => FeedRules { led_at_most: None, ..feed.rules.clone() },
            "keep" => rules::without(&feed.rules, &KeptBy::Keep),
            _ => rules::without(&feed.rules, &KeptBy::Never(field("subject").to_owned())),
        };
        let signal = rules::set(app, visitor.reader, &feed, rules)?;
        Ok(back(fields.get("back").map(String::as_str), signal.map(|signal| ("did", signal.0.to_string()))))
    })
    .await
}

/// A feed of this visitor's.
pub fn feed_of(app: &App, visitor: Visitor, id: &str) -> Result<FeedRow, Refusal> {
    rules::feed_of(app, visitor.reader, id)?.ok_or(Refusal::NotFound(marked!("You follow no such feed.")))
}

fn shown(
    web: &Web,
    app: &App,
    visitor: Visitor,
    feed: &FeedRow,
    asked: &Asked,
    with: impl FnOnce(SourcePage, &Today) -> Result<SourcePage, Refusal>,
) -> Outcome {
    let composed = compose(app, visitor.reader)?;
    let today = today(app, &composed, [])?;
    let last = app.store.try_rules(feed.id, &feed.rules, TRIED_MAX)?;
    let source = with(SourcePage::of(feed, &last, &today), &today)?;
    let mut frame = frame(web, app, &today, asked)?;
    (frame.place, frame.title) = ("outlets", source.title.clone());
    page(web, "source.html", &frame, json!({ "source": source }))
}

/// The rules as the form has them, unchecked.
fn written(fields: &Fields) -> FeedRules {
    let field = |name: &str| fields.get(name).map(|text| text.trim()).unwrap_or_default();
    let lines = |name: &str| field(name).lines().map(str::to_owned).collect();
    FeedRules {
        name: Some(field("name").to_owned()),
        keep: lines("keep"),
        never: lines("never"),
        whole_page: match field("whole_page") {
            "always" => WholePage::Always,
            "never" => WholePage::Never,
            _ => WholePage::WhenShort,
        },
        led_at_most: field("led_at_most").parse().ok(),
    }
}

/// What was written stays in the form, to be mended.
fn wrong(source: SourcePage, fields: &Fields, why: &str) -> SourcePage {
    SourcePage { form: RulesForm::of(&written(fields)), wrong: Some(retell(why)), ..source }
}
