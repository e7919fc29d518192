//! The pages one reads: front, topic, story, article, search, saved, held back, how it works.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect};
use mynews_core::model::{
    ArticleId, Candidate, Completeness, Query, ReaderId, SignalKind, StoryId, Subject, Timestamp, Wanted,
};
use mynews_core::parse::query;
use mynews_store::{ArticleRow, How, Role};
use serde_json::json;

use super::door::Visitor;
use super::gather::{Asked, blocking, compose, find_story, frame, page, today};
use super::outcome::{Outcome, Refusal};
use super::{Web, templates};
use crate::app::App;
use crate::tongue::Tongue;
use crate::view::Today;
use crate::view::article::ArticlePage;
use crate::view::aside::{Aside, Relative};
use crate::view::card::href;
use crate::view::front::{self, Front};
use crate::view::lists;
use crate::view::outlets;
use crate::view::story::StoryPage;
use crate::view::{told, words};
use crate::work::candidates::{LIVE_HOURS, hours_before};
use crate::work::{edition, signals};
use crate::{marked, say};

/// Set once the reader said "Not now" to the strip that makes the page theirs.
pub fn welcome_setting(reader: ReaderId) -> String {
    format!("welcome-{reader}")
}
/// Articles that a story's own page shows.
const STORY_ARTICLES_MAX: usize = 120;
/// Entries that rules keep away, as far as they are listed.
const KEPT_AWAY_MAX: usize = 60;
/// Articles that a search finds at most.
const FOUND_MAX: usize = 120;

pub async fn front(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let mut front = Front::of(&today, next_look(app, visitor)?);
        if app.store.setting(&welcome_setting(visitor.reader))?.is_none() && !composed.candidates.is_empty() {
            front.welcome = Some(front::welcome(&today));
        }
        if front.lead.is_none()
            && let Some(said) = outlets::progress(&app.store.feeds_of(visitor.reader)?, None)
        {
            let title = say!("Your outlets are being read.");
            front.empty = front::Empty { title, text: said, reading: true };
        }
        let mut frame = frame(web, app, &today, &asked)?;
        frame.place = "front";
        page(web, "front.html", &frame, json!(front))
    })
    .await
}

pub async fn section(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(key): Path<String>,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let list = match key.as_str() {
            "outside-your-page" => lists::outside(&today),
            key => lists::topic(key, &today),
        };
        let mut frame = frame(web, app, &today, &asked)?;
        frame.title = list.title.clone();
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}

pub async fn story(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    let opened = is_opened_by_reader(&headers);
    blocking(&web, move |web, app| {
        let row = find_story(app, visitor.reader, &id)?;
        if row.id.to_string() != id {
            return Ok(Redirect::permanent(&href(row.id)).into_response());
        }
        let composed = compose(app, visitor.reader)?;
        let candidate = edition::candidate_of(app, &composed, row.id)?;
        let explained = edition::explain(app, visitor.reader, row.id)?;
        let mut today = today(app, &composed, [])?;
        let looked_at = if opened { app.store.look(visitor.reader, row.id, app.now())? } else { None };
        let mut told = told::Told {
            articles: app.store.articles_of(visitor.reader, row.id, STORY_ARTICLES_MAX)?,
            looked_at,
            saved: false,
            continues: told::continues(&*app.store, visitor.reader, row.id)?,
        };
        told.saved = app.store.saved(visitor.reader)?.iter().any(|(story, _)| *story == row.id);
        today.told.insert(row.id, told);
        let aside = aside(app, visitor, &candidate, &mut today)?;
        let story = StoryPage::of(&candidate, &explained.score, &today)
            .ok_or(Refusal::NotFound(marked!("None of your outlets tells this story (any more).")))?;
        if opened {
            signals::record(app, visitor.reader, row.id, SignalKind::Opened)?;
        }
        let mut frame = frame(web, app, &today, &asked)?;
        frame.title = words::shortened(&words::headline(&candidate.headline), 80);
        let may_correct = visitor.role == Role::Owner;
        page(web, "story.html", &frame, json!({ "story": story, "aside": aside, "may_correct": may_correct }))
    })
    .await
}

/// What stands beside a story; its relatives are told from the reader's own feeds.
fn aside(app: &App, visitor: Visitor, candidate: &Candidate, today: &mut Today) -> Result<Aside, Refusal> {
    let kin = app.store.kin_of(candidate.story)?;
    let later = app.store.continued_by(candidate.story)?;
    let others: Vec<StoryId> = kin.iter().map(|one| one.other).chain(later.iter().copied()).collect();
    today.told.extend(told::stories(&*app.store, visitor.reader, others, app.now())?);
    let mut aside = match today.told.get(&candidate.story) {
        Some(told) => Aside::of(candidate, told, today),
        None => Aside::default(),
    };
    for one in kin {
        let relatives = match one.how {
            How::Continues => &mut aside.earlier,
            How::SameEvent => &mut aside.elsewhere,
        };
        relatives.extend(Relative::of(one.other, &one.by, today));
    }
    aside.later.extend(later.into_iter().filter_map(|story| Relative::of(story, &[], today)));
    Ok(aside)
}

pub async fn article(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    let opened = is_opened_by_reader(&headers);
    blocking(&web, move |web, app| {
        let missing = || Refusal::NotFound(marked!("There is no such article here (any more)."));
        let id = ArticleId::parse(&id).ok_or_else(missing)?;
        let row = app.store.article(id)?.ok_or_else(missing)?;
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [row.story])?;
        let told = today.told.get(&row.story).ok_or_else(missing)?;
        if !told.articles.iter().any(|one| one.id == id) && !is_of_reader(app, visitor, &row)? {
            return Err(missing());
        }
        let article = ArticlePage::of(&row, told, &today);
        // What a rule keeps away can be opened from Held back; its story is not there to be learnt from.
        let is_theirs = !told.articles.is_empty();
        if opened && is_theirs && row.article.completeness != Completeness::Headline {
            signals::record(app, visitor.reader, row.story, SignalKind::Opened)?;
        }
        let mut frame = frame(web, app, &today, &asked)?;
        frame.title = words::shortened(&article.headline.text, 80);
        page(web, "article.html", &frame, json!({ "article": article }))
    })
    .await
}

pub async fn search(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let query = asked.text("q").trim();
        let asked_for = query::read(query, app.now(), today.when.zone());
        let found = app.store.search(visitor.reader, &asked_for, FOUND_MAX)?;
        let follow = followable(&asked_for);
        let list = lists::search(query, follow.as_ref(), &found, &today);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = (
            "search",
            if query.is_empty() { say!("Search") } else { say!("{words}, search", words = query) },
        );
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}

/// What a search for words would be if it were followed: the one phrase that must be there.
fn followable(query: &Query) -> Option<Subject> {
    match &query.words[..] {
        [Wanted { what, absent: false }] if query.is_plain() => Some(Subject::Phrase(what.clone())),
        _ => None,
    }
}

pub async fn saved(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let saved = app.store.saved(visitor.reader)?;
        let today = today(app, &composed, saved.iter().map(|(story, _)| *story))?;
        let list = lists::saved(&saved, &today);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("saved", list.title.clone());
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}

pub async fn held(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let since = hours_before(app.now(), LIVE_HOURS);
        let kept_away = app.store.kept_away(visitor.reader, since, KEPT_AWAY_MAX)?;
        let list = lists::held(&today, &kept_away, &app.store.feeds_of(visitor.reader)?);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("held", list.title.clone());
        page(web, "list.html", &frame, json!({ "list": list }))
    })
    .await
}

pub async fn how(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("help", say!("Help"));
        let keys: Vec<_> = KEYS
            .iter()
            .map(|(keys, does)| json!({ "keys": keys, "does": Tongue::spoken().word(does) }))
            .collect();
        let how = json!({
            "stories": composed.reader.edition_size,
            "dial": words::share(composed.reader.dial.p()),
            "keys": keys,
            "shared": app.config.edition.learn_across_readers,
        });
        page(web, "how.html", &frame, json!({ "how": how }))
    })
    .await
}

pub async fn static_file(Path(name): Path<String>, uri: Uri) -> Outcome {
    if let Some(icon) = templates::icon(&name) {
        let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")];
        return Ok((headers, icon).into_response());
    }
    let (content_type, text) =
        templates::static_file(&name).ok_or(Refusal::NotFound(marked!("There is no such file.")))?;
    let lasting = templates::is_lasting() && uri.query().is_some();
    let keep = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, keep)], text).into_response())
}

/// What single keys do; `static/mynews.js` listens for them.
const KEYS: [(&[&str], &str); 14] = [
    (&["j", "k"], marked!("next, previous story")),
    (&["o"], marked!("open the story")),
    (&["v"], marked!("read it where it was published (on an article)")),
    (&["w"], marked!("why: open its reasons")),
    (&["+"], marked!("more like this")),
    (&["-"], marked!("less like this")),
    (&["x"], marked!("hide")),
    (&["s"], marked!("save")),
    (&["z"], marked!("undo")),
    (&["/"], marked!("search")),
    (&["g t", "g y"], marked!("go to the top, to You")),
    (&["g o", "g h"], marked!("go to Outlets, to Held back")),
    (&["t"], marked!("text only")),
    (&["?"], marked!("this page")),
];

/// Whether one of the reader's own feeds brought an article. Asked only for what is deep in a large story.
fn is_of_reader(app: &App, visitor: Visitor, row: &ArticleRow) -> Result<bool, Refusal> {
    Ok(app.store.reaches(visitor.reader, row.id)?)
}

/// When an outlet is looked at next. The demo's never are.
fn next_look(app: &App, visitor: Visitor) -> Result<Option<Timestamp>, Refusal> {
    if app.is_demo { Ok(None) } else { Ok(app.store.next_check_of(visitor.reader)?) }
}

/// Whether a person opened the page: not a browser that loads ahead, and not another site's page.
fn is_opened_by_reader(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ahead = text("sec-purpose").contains("prefetch") || text("purpose") == "prefetch";
    !ahead
        && matches!(text("sec-fetch-site"), "" | "none" | "same-origin")
        && matches!(text("sec-fetch-dest"), "" | "document")
}
