//! The reader's own page: shown, tried with other numbers, and saved.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{RawForm, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Redirect};
use axum::{Form, Json};
use mynews_core::model::{Dial, Signal, SignalId, SignalKind, Subject};
use mynews_store::SignalRow;
use serde_json::json;

use super::Web;
use super::acting::back;
use super::door::{By, Visitor};
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::say;
use crate::tongue::Tongue;
use crate::view::Today;
use crate::view::access::Access;
use crate::view::you::{Trial, You, subject_of_field};
use crate::work::candidates::hours_before;
use crate::work::{account, edition, retrospect, signals};

/// An edition is finite, and no shorter than a glance.
const STORIES: std::ops::RangeInclusive<usize> = 6..=60;

pub async fn show(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    let query = uri.query().unwrap_or_default().to_owned();
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let log = app.store.signals(visitor.reader)?;
        let trial = trial(&today, query.as_bytes());
        let tried = if trial == Trial::none(&today) {
            None
        } else {
            Some(tried(app, visitor, &today, &trial, &log)?)
        };
        let month = hours_before(app.now(), 30 * 24);
        let outside = retrospect::outside(app, visitor.reader, month)?;
        let mut you = You::of(&today, &log, &trial, tried.as_ref().map(|tried| &tried.edition), outside);
        you.shared = app.config.edition.learn_across_readers;
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("you", say!("You"));
        page(web, "you.html", &frame, json!({ "you": you, "access": access(web, visitor, &today)? }))
    })
    .await
}

fn access(web: &Web, visitor: Visitor, today: &Today) -> Result<Option<Access>, Refusal> {
    let (store, now) = (&web.house.real.store, web.house.real.now());
    let Some(row) = store.reader_row(visitor.reader)? else { return Ok(None) };
    let this = match visitor.by {
        By::Session(hash) => Some(hash),
        By::BeingHere | By::Proxy | By::Token => None,
    };
    Ok(Some(Access::of(&row, &store.sessions(visitor.reader, now)?, this, &today.when)))
}

pub async fn save(State(web): State<Arc<Web>>, visitor: Visitor, RawForm(form): RawForm) -> Outcome {
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let trial = trial(&today, &form);
        for kind in changed_weights(&today, &trial) {
            signals::wish(app, visitor.reader, kind)?;
        }
        if trial.reader != composed.reader {
            app.store.set_reader(&trial.reader)?;
        }
        let number = web.notices.put(visitor.reader, say!("Saved. The page follows."));
        Ok(back(Some("/you"), Some(("told", number.to_string()))))
    })
    .await
}

/// The language of the pages, here and in the reader's own newsroom, where this is the demo.
pub async fn language(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    blocking(&web, move |web, app| {
        let tongue = fields.get("tongue").and_then(|tag| Tongue::of_tag(tag));
        for app in [app, &web.house.real] {
            if let Some(mut reader) = app.store.reader(visitor.reader)? {
                reader.tongue = tongue.map(|tongue| tongue.tag().to_owned());
                app.store.set_reader(&reader)?;
            }
        }
        Ok(back(fields.get("back").map(String::as_str).or(Some("/you")), None))
    })
    .await
}

pub async fn pause(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let mut reader = composed.reader.clone();
        reader.learning_paused = !reader.learning_paused;
        app.store.set_reader(&reader)?;
        let said = match reader.learning_paused {
            true => say!("Learning is paused: what you open is not noted. What you ask for still counts."),
            false => say!("mynews learns again from what you open."),
        };
        let number = web.notices.put(visitor.reader, said);
        Ok(Redirect::to(&format!("/you?told={number}")).into_response())
    })
    .await
}

/// The whole account as a file; credentials of closed feeds stay here, they are not the page's to show.
pub async fn account(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    let account = blocking(&web, move |_, app| Ok(account::account(app, visitor.reader, false)?)).await?;
    let name = [(header::CONTENT_DISPOSITION, "attachment; filename=\"mynews-account.json\"")];
    Ok((name, Json(account)).into_response())
}

/// The settings that a form names; what it does not name stays.
fn trial(today: &Today, form: &[u8]) -> Trial {
    let mut trial = Trial::none(today);
    for (key, value) in url::form_urlencoded::parse(form) {
        let Some(number) = value.trim().replace(',', ".").parse::<f64>().ok().filter(|one| one.is_finite())
        else {
            continue;
        };
        match &*key {
            "yours" => trial.reader.dial = Dial::new(number / 100.0),
            "outside" => trial.reader.outside_share = (number / 100.0).clamp(0.0, 0.5),
            "stories" => {
                trial.reader.edition_size = (number as usize).clamp(*STORIES.start(), *STORIES.end())
            }
            field => {
                let subject = subject_of_field(field);
                if let Some((_, weight)) =
                    trial.weights.iter_mut().find(|(known, _)| Some(known) == subject.as_ref())
                {
                    *weight = number.clamp(0.0, 1.0);
                }
            }
        }
    }
    trial
}

/// What would have to be noted for the weights to be these.
fn changed_weights(today: &Today, trial: &Trial) -> Vec<SignalKind> {
    let now = |subject: &Subject| {
        today.profile.follows.iter().find(|follow| follow.subject == *subject).map(|one| one.weight)
    };
    trial
        .weights
        .iter()
        .filter(|(subject, weight)| now(subject) != Some(*weight))
        .map(|(subject, weight)| match *weight {
            0.0 => SignalKind::Unfollow { subject: subject.clone() },
            weight => SignalKind::Follow { subject: subject.clone(), weight },
        })
        .collect()
}

fn tried(
    app: &App,
    visitor: Visitor,
    today: &Today,
    trial: &Trial,
    log: &[SignalRow],
) -> Result<edition::Composed, String> {
    let mut log = log.to_vec();
    log.extend(changed_weights(today, trial).into_iter().map(|kind| SignalRow {
        signal: Signal {
            id: SignalId(i64::MAX),
            reader: visitor.reader,
            at: app.now(),
            kind,
            snapshot: None,
        },
        undone_at: None,
    }));
    edition::preview(app, &trial.reader, &log)
}
