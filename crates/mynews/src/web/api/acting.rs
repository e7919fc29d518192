//! What programs change: signals about stories and subjects, what is read, which feeds are followed.

use std::sync::Arc;

use mynews_core::model::{ArticleId, FeedId, SignalId, SignalKind, StoryId, Subject, Timestamp};
use mynews_store::MarkedAll;
use serde_json::{Value, json};
use tokio::runtime::Handle;

use super::{Ask, reading};
use crate::app::App;
use crate::tongue::retell;
use crate::view::subject;
use crate::web::Web;
use crate::web::acting::{FOLLOW_WEIGHT, report_to_take_out};
use crate::web::door::Visitor;
use crate::web::gather::{compose, find_story, of_signal, today};
use crate::web::outcome::Refusal;
use crate::web::{outlets, shelves, source};
use crate::work::{correct, rules, signals};
use crate::{marked, say};

/// What is done to a story by its word alone.
const ABOUT_STORIES: [(&str, SignalKind); 8] = [
    ("opened", SignalKind::Opened),
    ("read-to-end", SignalKind::ReadToEnd),
    ("saved", SignalKind::Saved),
    ("unsaved", SignalKind::Unsaved),
    ("shared", SignalKind::Shared),
    ("more", SignalKind::More),
    ("less", SignalKind::Less),
    ("hidden", SignalKind::Hidden),
];

pub fn act(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let kind = ask.field("kind");
    let signal = if let Some((_, kind)) = ABOUT_STORIES.into_iter().find(|(word, _)| *word == kind) {
        let story: StoryId = find_story(app, visitor.reader, ask.field("story"))?.id;
        if kind == SignalKind::Opened {
            app.store.look(visitor.reader, story, app.now())?;
        }
        signals::record(app, visitor.reader, story, kind)?
    } else if kind == "not-the-same-story" {
        let article = report_to_take_out(app, visitor, ask.field("article"))?;
        correct::not_the_same_story(app, visitor.reader, article)?
    } else {
        let subject = subject_of(ask)?;
        Some(signals::wish(app, visitor.reader, wish(kind, subject, ask)?)?)
    };
    noted(app, visitor, signal)
}

pub fn set_rules(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let feed = source::feed_of(app, visitor, ask.id())?;
    let signal = rules::set(app, visitor.reader, &feed, reading::rules_of(ask)?)?;
    noted(app, visitor, signal)
}

fn noted(app: &Arc<App>, visitor: Visitor, signal: Option<SignalId>) -> Result<Value, Refusal> {
    let composed = compose(app, visitor.reader)?;
    let today = today(app, &composed, [])?;
    let notice = match signal {
        Some(signal) => of_signal(app, &today, signal)?.unwrap_or_default(),
        None => Default::default(),
    };
    Ok(json!({ "signal": signal.map(|id| id.0), "text": notice.text, "moved": notice.moved }))
}

fn subject_of(ask: &Ask) -> Result<Subject, Refusal> {
    let part = |name: &str| ask.body["subject"][name].as_str().unwrap_or_default();
    subject::read(part("kind"), part("name"))
        .ok_or_else(|| Refusal::Wrong(say!("{what} is nothing that can be followed.", what = part("kind"))))
}

fn wish(kind: &str, subject: Subject, ask: &Ask) -> Result<SignalKind, Refusal> {
    Ok(match kind {
        "follow" => SignalKind::Follow {
            subject,
            weight: ask.body["weight"].as_f64().unwrap_or(FOLLOW_WEIGHT).clamp(0.0, 1.0),
        },
        "unfollow" => SignalKind::Unfollow { subject },
        "mute" => SignalKind::Mute {
            subject,
            until: match ask.field("until") {
                "" => None,
                text => Some(text.parse::<Timestamp>().map_err(|_| {
                    Refusal::Wrong(say!(
                        "{text} is no moment; write it like 2027-01-31T18:00:00Z.",
                        text = text
                    ))
                })?),
            },
            unless_outlets: ask
                .number("unless_outlets")
                .and_then(|n| u32::try_from(n).ok())
                .filter(|n| *n > 1),
        },
        "unmute" => SignalKind::Unmute { subject },
        "less-of" => SignalKind::LessOf { subject },
        "deny" => SignalKind::Deny { subject },
        other => return Err(Refusal::Wrong(say!("{what} is nothing that can be done.", what = other))),
    })
}

pub fn undo(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let id = ask.id().parse().map_err(|_| Refusal::NotFound(marked!("There is no such action.")))?;
    Ok(json!({ "undone": signals::undo(app, visitor.reader, SignalId(id))? }))
}

pub fn mark(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let missing = || Refusal::NotFound(marked!("There is no such article here (any more)."));
    let id = ArticleId::parse(ask.id()).ok_or_else(missing)?;
    if !app.store.reaches(visitor.reader, id)? {
        return Err(missing());
    }
    let read = ask.body["read"].as_bool().unwrap_or(true);
    app.store.mark(visitor.reader, id, read, app.now())?;
    Ok(json!({ "read": read }))
}

pub fn mark_all(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let of = |name: &str| Some(ask.field(name)).filter(|text| !text.is_empty());
    let feed = ask.number("feed").map(|id| id.to_string());
    let shelf = shelves::asked_for(app, visitor, feed.as_deref(), of("outlet"), of("topic"))?;
    let until = ask.number("until").unwrap_or(0);
    let marked = app.store.mark_all(visitor.reader, &shelf, until, app.now())?;
    Ok(json!({ "at": marked.at.as_millisecond(), "everything_until": marked.everything_until }))
}

pub fn unmark_all(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let at = Timestamp::from_millisecond(ask.number("at").unwrap_or(0));
    let at = at.map_err(|error| Refusal::Wrong(error.to_string()))?;
    let everything_until = ask.number("everything_until").unwrap_or(0);
    app.store.unmark_all(visitor.reader, MarkedAll { at, everything_until })?;
    Ok(json!({ "undone": true }))
}

pub fn add_source(web: &Web, _: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    // This thread is one that may wait.
    let added = Handle::current().block_on(outlets::follow(web, visitor, ask.field("url")))?;
    let added = added.map_err(|why| Refusal::Wrong(retell(&why)))?;
    Ok(json!({ "url": added.feed_url, "title": added.title, "entries": added.entries, "known": added.known }))
}

pub fn remove_source(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let missing = || Refusal::NotFound(marked!("You follow no such feed."));
    let id = FeedId(ask.id().parse().map_err(|_| missing())?);
    if !app.store.feeds_of(visitor.reader)?.iter().any(|feed| feed.id == id) {
        return Err(missing());
    }
    app.store.unfollow_feed(visitor.reader, id)?;
    Ok(json!({ "undone": true }))
}
