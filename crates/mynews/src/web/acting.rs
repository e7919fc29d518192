//! What a reader does: forms that work without JavaScript and lead back to where they were pressed, with a line that
//! says what happened and takes it back.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use mynews_core::model::{ArticleId, Candidate, ReaderId, SignalId, SignalKind, StoryId, Subject, Timestamp};

use super::Web;
use super::door::Visitor;
use super::gather::{blocking, compose, find_story, of_signal, today};
use super::outcome::{Outcome, Refusal, wants_json};
use super::reading::welcome_setting;
use crate::app::App;
use crate::view::subject;
use crate::work::{correct, signals};
use crate::{marked, say};

/// What a press on Follow asks for: clearly wanted, with room to want more.
pub const FOLLOW_WEIGHT: f64 = 0.7;
/// A word or a phrase longer than this is a mistake.
const WORDS_LETTERS_MAX: usize = 200;

type Fields = HashMap<String, String>;

/// More, less, hide, bring back, save and no longer save; and what does not belong.
pub async fn story(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((id, action)): Path<(String, String)>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    let json = wants_json(&headers);
    blocking(&web, move |_, app| {
        let story = find_story(app, visitor.reader, &id)?.id;
        let kind = match action.as_str() {
            "more" => SignalKind::More,
            "less" => SignalKind::Less,
            "hide" => SignalKind::Hidden,
            "save" => SignalKind::Saved,
            "unsave" => SignalKind::Unsaved,
            "unhide" => return bring_back(app, visitor, story, &fields, json),
            "not-the-same" => {
                let article = fields.get("article").map(String::as_str).unwrap_or_default();
                let article = report_to_take_out(app, visitor, article)?;
                let signal = correct::not_the_same_story(app, visitor.reader, article)?;
                return answer(app, visitor, signal, &fields, json);
            }
            "the-same" => {
                visitor.must_own(marked!(
                    "says which reports belong together: everybody here sees the same stories"
                ))?;
                let missing = || Refusal::NotFound(marked!("There is no such story, or it is this one."));
                // An address as it stands in the browser, or what stands at its end.
                let said = fields.get("other").map(|other| other.trim()).unwrap_or_default();
                let said = said.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
                let other = said.rsplit('/').next().filter(|id| !id.is_empty()).ok_or_else(missing)?;
                let other = find_story(app, visitor.reader, other).map_err(|_| missing())?.id;
                let signal = correct::the_same_story(app, visitor.reader, story, other)?;
                return answer(app, visitor, Some(signal.ok_or_else(missing)?), &fields, json);
            }
            _ => return Err(Refusal::NotFound(marked!("There is no such action."))),
        };
        let signal = signals::record(app, visitor.reader, story, kind)?;
        answer(app, visitor, signal, &fields, json)
    })
    .await
}

/// A report that this visitor may take out of its story. Stories are everybody's: it changes what all readers here see.
pub fn report_to_take_out(app: &App, visitor: Visitor, id: &str) -> Result<ArticleId, Refusal> {
    visitor.must_own(marked!("says which reports belong together: everybody here sees the same stories"))?;
    let missing = || Refusal::NotFound(marked!("There is no such report in this story (any more)."));
    let article = ArticleId::parse(id).ok_or_else(missing)?;
    if app.store.reaches(visitor.reader, article)? { Ok(article) } else { Err(missing()) }
}

/// Hiding is taken back by undoing it.
fn bring_back(app: &App, visitor: Visitor, story: StoryId, fields: &Fields, json: bool) -> Outcome {
    let hid = |signal: &mynews_core::model::Signal| {
        signal.kind == SignalKind::Hidden && signal.snapshot.as_ref().and_then(|one| one.story) == Some(story)
    };
    let log = app.store.signals(visitor.reader)?;
    let hidden =
        log.iter().filter(|row| row.undone_at.is_none() && hid(&row.signal)).map(|row| row.signal.id);
    let mut last = None;
    for signal in hidden {
        signals::undo(app, visitor.reader, signal)?;
        last = Some(signal);
    }
    answer(app, visitor, last, fields, json)
}

pub async fn follow(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    wish(web, visitor, headers, fields, |_, subject, fields| {
        let weight = fields.get("weight").and_then(|weight| weight.parse().ok()).unwrap_or(FOLLOW_WEIGHT);
        SignalKind::Follow {
            subject,
            weight: if f64::is_finite(weight) { weight.clamp(0.0, 1.0) } else { FOLLOW_WEIGHT },
        }
    })
    .await
}

pub async fn unfollow(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    wish(web, visitor, headers, fields, |_, subject, _| SignalKind::Unfollow { subject }).await
}

/// `until` is a date, `outlets` a number; both may be absent.
pub async fn mute(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    let field = |name: &str| fields.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let until = match field("until").map(|text| (text, text.parse::<Date>())) {
        None => None,
        Some((_, Ok(date))) => Some(date),
        Some((text, Err(_))) => {
            return Err(Refusal::Wrong(say!("{text} is no date; write it like 2027-01-31.", text = text)));
        }
    };
    let unless_outlets = field("outlets").and_then(|text| text.parse().ok()).filter(|outlets| *outlets > 1);
    wish(web, visitor, headers, fields, move |app, subject, _| {
        let until = until.and_then(|date| end_of(app, visitor, date));
        SignalKind::Mute { subject, until, unless_outlets }
    })
    .await
}

/// The end of a day where the reader is.
fn end_of(app: &App, visitor: Visitor, date: Date) -> Option<Timestamp> {
    let zone = app.store.reader(visitor.reader).ok().flatten().and_then(|reader| reader.time_zone);
    signals::end_of(date, zone.as_deref().unwrap_or(&app.config.edition.time_zone))
}

pub async fn less_of(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    wish(web, visitor, headers, fields, |_, subject, _| SignalKind::LessOf { subject }).await
}

pub async fn deny(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    wish(web, visitor, headers, fields, |_, subject, _| SignalKind::Deny { subject }).await
}

pub async fn unmute(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    wish(web, visitor, headers, fields, |_, subject, _| SignalKind::Unmute { subject }).await
}

async fn wish(
    web: Arc<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
    kind: impl FnOnce(&App, Subject, &Fields) -> SignalKind + Send + 'static,
) -> Outcome {
    let json = wants_json(&headers);
    blocking(&web, move |_, app| {
        let subject = subject_of(app, visitor, &fields)?;
        let signal = signals::wish(app, visitor.reader, kind(app, subject, &fields))?;
        answer(app, visitor, Some(signal), &fields, json)
    })
    .await
}

/// From `kind` and `subject`, or from plain `words`: the topic, name or outlet they are known to be, else a phrase.
fn subject_of(app: &App, visitor: Visitor, fields: &Fields) -> Result<Subject, Refusal> {
    let field = |name: &str| fields.get(name).map(|text| text.trim()).unwrap_or_default();
    let short = |text: &str| !text.is_empty() && text.chars().count() <= WORDS_LETTERS_MAX;
    if short(field("subject")) {
        let subject = subject::read(field("kind"), field("subject"));
        return subject.ok_or_else(|| {
            Refusal::Wrong(say!("{what} is nothing that can be followed.", what = field("kind")))
        });
    }
    let words = field("words");
    if !short(words) {
        return Err(Refusal::Wrong(say!(
            "Name a topic, a person, a place or a word, in at most 200 letters."
        )));
    }
    let composed = compose(app, visitor.reader)?;
    Ok(signals::known(&composed.candidates, words))
}

pub async fn undo(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Outcome {
    let json = wants_json(&headers);
    blocking(&web, move |_, app| {
        signals::undo(app, visitor.reader, SignalId(id))?;
        answer(app, visitor, Some(SignalId(id)), &fields, json)
    })
    .await
}

/// A tile of the welcome strip: a topic to follow or not, a language to read or not.
pub async fn pick(State(web): State<Arc<Web>>, visitor: Visitor, Form(fields): Form<Fields>) -> Outcome {
    blocking(&web, move |_, app| {
        let composed = compose(app, visitor.reader)?;
        let mut signal = None;
        if let Some(key) = fields.get("topic") {
            let subject = Subject::Topic(key.clone());
            let followed = composed.profile.follows.iter().any(|follow| follow.subject == subject);
            let kind = match followed {
                true => SignalKind::Unfollow { subject },
                false => SignalKind::Follow { subject, weight: FOLLOW_WEIGHT },
            };
            signal = Some(signals::wish(app, visitor.reader, kind)?);
        }
        if let Some(tag) = fields.get("language") {
            read_or_not(app, composed.reader.id, &composed.candidates, tag)?;
        }
        answer(app, visitor, signal, &fields, false)
    })
    .await
}

/// Takes a language into the reader's, or out of them. All of them is the same as none named.
fn read_or_not(app: &App, reader: ReaderId, candidates: &[Candidate], tag: &str) -> Result<(), Refusal> {
    let Some(mut reader) = app.store.reader(reader)? else { return Ok(()) };
    let mut all: Vec<String> = candidates.iter().flat_map(|one| one.languages.clone()).collect();
    all.sort();
    all.dedup();
    if reader.languages.is_empty() {
        reader.languages = all.clone();
    }
    match reader.languages.iter().position(|one| one == tag) {
        Some(place) if reader.languages.len() > 1 => drop(reader.languages.remove(place)),
        Some(_) => {}
        None => reader.languages.push(tag.to_owned()),
    }
    if all.iter().all(|one| reader.languages.contains(one)) {
        reader.languages.clear();
    }
    Ok(app.store.set_reader(&reader)?)
}

pub async fn dismiss_welcome(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |_, app| {
        app.store.set_setting(&welcome_setting(visitor.reader), "dismissed")?;
        Ok(Redirect::to("/").into_response())
    })
    .await
}

/// Back to where it was pressed, or, for our script, what happened.
fn answer(app: &App, visitor: Visitor, signal: Option<SignalId>, fields: &Fields, json: bool) -> Outcome {
    if json {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let notice = match signal {
            Some(signal) => of_signal(app, &today, signal)?,
            None => None,
        };
        return Ok(Json(notice.unwrap_or_default()).into_response());
    }
    let did = signal.map(|signal| ("did", signal.0.to_string()));
    Ok(back(fields.get("back").map(String::as_str), did))
}

/// Back to a page of ours, with what is to be said there.
pub fn back(to: Option<&str>, say: Option<(&str, String)>) -> Response {
    let own =
        |to: &&str| to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n', '#']);
    let to = to.filter(own).unwrap_or("/");
    let (path, query) = to.split_once('?').unwrap_or((to, ""));
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(key, _)| key != "did" && key != "told")
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    pairs.extend(say.map(|(key, value)| (key.to_owned(), value)));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
    let to = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    Redirect::to(&to).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_our_own_pages_alone() {
        let to = |given: &str| {
            let response = back(Some(given), Some(("did", "7".into())));
            response.headers()["location"].to_str().unwrap().to_owned()
        };
        assert_eq!(to("/s/1?text=1&did=3"), "/s/1?text=1&did=7");
        assert_eq!(to("//elsewhere.example"), "/?did=7");
        assert_eq!(to("https://elsewhere.example"), "/?did=7");
        assert_eq!(to("/\\elsewhere.example"), "/?did=7");
    }
}
