//! Puts together what a page shows: the newsroom's today, the frame around it, and what was asked of both.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::Uri;
use axum::response::{Html, IntoResponse, Response};
use mynews_core::model::{ReaderId, SignalId, StoryId};
use mynews_store::StoryRow;
use serde_json::{Value, json};

use super::Web;
use super::addresses;
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::tongue::Tongue;
use crate::view::Today;
use crate::view::card::href;
use crate::view::frame::{Frame, Notice};
use crate::work::edition::{self, Composed};

/// What was asked, beside the page itself.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub path: String,
    pub query: HashMap<String, String>,
}

impl Asked {
    pub fn of(uri: &Uri) -> Asked {
        let query = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        Asked { path: uri.path().to_owned(), query: query.into_owned().collect() }
    }

    pub fn text(&self, key: &str) -> &str {
        self.query.get(key).map(String::as_str).unwrap_or_default()
    }
}

/// Today, with the stories of the edition and `more`.
pub fn today<'a>(
    app: &App,
    composed: &'a Composed,
    more: impl IntoIterator<Item = StoryId>,
) -> Result<Today<'a>, Refusal> {
    Ok(Today::gather(app, composed, more)?)
}

/// The frame of a page.
pub fn frame(web: &Web, app: &App, today: &Today, asked: &Asked) -> Result<Frame, Refusal> {
    let text_only = asked.text("text") == "1";
    let mode = if text_only { "?text=1" } else { "" };
    let mut frame = Frame::of(today, &asked.path);
    if text_only {
        frame.back.push_str(mode);
    }
    Ok(Frame {
        demo: app.is_demo,
        notice: notice(web, app, today, asked)?,
        text_only,
        mode,
        version: web.templates.version().to_owned(),
        feed: feed(web, today, asked)?,
        ..frame
    })
}

/// The reader's own address of what this page shows, as a feed.
fn feed(web: &Web, today: &Today, asked: &Asked) -> Result<Option<String>, Refusal> {
    let Some(view) = addresses::of_page(asked) else { return Ok(None) };
    Ok(Some(format!("{}/{view}", addresses::feeds_of(web, today.reader.id)?)))
}

/// What the address says just happened.
fn notice(web: &Web, app: &App, today: &Today, asked: &Asked) -> Result<Option<Notice>, Refusal> {
    if let Ok(number) = asked.text("told").parse() {
        return Ok(web.notices.get(today.reader.id, number));
    }
    match asked.text("did").parse() {
        Ok(signal) => of_signal(app, today, SignalId(signal)),
        Err(_) => Ok(None),
    }
}

/// What a signal did.
pub fn of_signal(app: &App, today: &Today, signal: SignalId) -> Result<Option<Notice>, Refusal> {
    let log = app.store.signals(today.reader.id)?;
    let Some(row) = log.iter().find(|row| row.signal.id == signal) else { return Ok(None) };
    let edition = row.signal.snapshot.as_ref().and_then(|snapshot| snapshot.edition);
    let before = match edition {
        Some(edition) => app.store.edition(today.reader.id, edition)?,
        None => app.store.edition_before(today.reader.id, row.signal.at)?,
    };
    let before: HashMap<String, u32> = before
        .iter()
        .flat_map(|edition| &edition.picks)
        .map(|pick| (href(pick.story), pick.position))
        .collect();
    Ok(Some(Notice::of_signal(row, today, &before)))
}

/// Asks the store and composes beside the threads that answer.
pub async fn blocking<T: Send + 'static>(
    web: &Arc<Web>,
    work: impl FnOnce(&Web, &Arc<App>) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let web = web.clone();
    let tongue = Tongue::spoken();
    let work = move || tongue.while_speaking(|| work(&web, &web.house.current()));
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(Refusal::Failed(format!("a page broke off: {error}"))))
}

/// The reader's edition.
pub fn compose(app: &App, reader: ReaderId) -> Result<Arc<Composed>, Refusal> {
    Ok(edition::current(app, reader)?)
}

/// A page in its frame.
pub fn page(web: &Web, template: &str, frame: &Frame, body: Value) -> Outcome {
    let Value::Object(mut context) = body else { return Err(Refusal::Failed("a page is an object".into())) };
    context.insert("frame".into(), json!(frame));
    let html: Response = Html(web.templates.render(template, context)?).into_response();
    Ok(html)
}

/// The story at an address; the one it was merged into, where it was. One that none of the reader's feeds brought is not
/// there for them.
pub fn find_story(app: &App, reader: ReaderId, id: &str) -> Result<StoryRow, Refusal> {
    let missing = || Refusal::NotFound(crate::marked!("There is no such story here (any more)."));
    let story = app.store.story(StoryId::parse(id).ok_or_else(missing)?)?.ok_or_else(missing)?;
    if app.store.articles_of(reader, story.id, 1)?.is_empty() { Err(missing()) } else { Ok(story) }
}
