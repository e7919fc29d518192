//! What programs read: the same that the pages show, with every number as it is.

use std::sync::Arc;

use mynews_core::model::{ArticleId, FeedRules};
use mynews_core::parse::query;
use mynews_store::Stretch;
use mynews_store::shape::Shape as _;
use serde_json::{Value, json};

use super::Ask;
use super::said;
use crate::app::App;
use crate::tongue::retell;
use crate::view::shelf::{LINES_A_PAGE, UNREAD_COUNTED_MAX, place_text, read_place};
use crate::view::source::TRIED_MAX;
use crate::view::{exact, exact_article, words};
use crate::web::Web;
use crate::web::door::Visitor;
use crate::web::gather::{compose, find_story, today};
use crate::web::outcome::Refusal;
use crate::web::{shelves, source};
use crate::work::candidates::{LIVE_HOURS, hours_before};
use crate::work::edition as editions;
use crate::work::rules;
use crate::{marked, say};

/// Articles of a story, or of a search, in one answer.
const ARTICLES_MAX: usize = 120;

pub fn edition(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let composed = compose(app, visitor.reader)?;
    let mut value = exact::edition(&today(app, &composed, [])?);
    for (place, pick) in composed.edition.picks.iter().enumerate() {
        value["stories"][place]["reasons"] = pick.score.reasons.iter().map(said::reason).collect();
    }
    Ok(value)
}

pub fn story(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let story = find_story(app, visitor.reader, ask.id())?.id;
    let composed = compose(app, visitor.reader)?;
    let mut articles = app.store.articles_of(visitor.reader, story, ARTICLES_MAX)?;
    articles.retain(|row| !composed.is_report_muted(story, &row.outlet.key));
    let candidate = editions::candidate_of(app, &composed, story)?;
    let explained = editions::explain(app, visitor.reader, story)?;
    Ok(json!({
        "id": story.to_string(),
        "headline": words::headline(&candidate.headline),
        "saved": app.store.saved(visitor.reader)?.iter().any(|(saved, _)| *saved == story),
        "score": explained.score.total,
        "position_by_score": explained.position,
        "reasons": explained.score.reasons.iter().map(said::reason).collect::<Vec<Value>>(),
        "articles": articles.iter().map(said::line).collect::<Vec<Value>>(),
    }))
}

pub fn article(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let missing = || Refusal::NotFound(marked!("There is no such article here (any more)."));
    let id = ArticleId::parse(ask.id()).ok_or_else(missing)?;
    if !app.store.reaches(visitor.reader, id)? {
        return Err(missing());
    }
    let row = app.store.article(id)?.ok_or_else(missing)?;
    let mut value = said::line(&row);
    let whole = exact_article::article(&row.article, &row.subjects);
    for field in [
        "url",
        "completeness",
        "byline",
        "paragraphs",
        "html",
        "quotes",
        "people",
        "organisations",
        "places",
        "figures",
        "images",
    ] {
        value[field] = whole[field].clone();
    }
    value["topics"] = row.subjects.topics.iter().map(|topic| json!(topic.label)).collect();
    value["key_points"] = row.subjects.key_points.iter().map(|point| json!(point.text)).collect();
    Ok(value)
}

pub fn articles(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let of = |name: &str| Some(ask.query.text(name)).filter(|text| !text.is_empty());
    let shelf = shelves::asked_for(app, visitor, of("feed"), of("outlet"), of("topic"))?;
    let stretch = Stretch {
        after: read_place(ask.query.text("after")),
        unread_only: ask.query.text("unread") == "1",
        most: LINES_A_PAGE + 1,
    };
    let mut lines = app.store.shelf(visitor.reader, &shelf, stretch)?;
    let goes_on = lines.len() > LINES_A_PAGE;
    lines.truncate(LINES_A_PAGE);
    let composed = compose(app, visitor.reader)?;
    let today = today(app, &composed, [])?;
    let shown: Vec<Value> = (lines.iter())
        .filter(|line| !today.is_line_kept_away(&line.found))
        .map(|line| json!({ "article": said::found(&line.found), "read": line.read }))
        .collect();
    Ok(json!({
        "articles": shown,
        "unread": app.store.unread(visitor.reader, &shelf, UNREAD_COUNTED_MAX)?,
        "next": lines.last().filter(|_| goes_on).map(|line| place_text(&line.found)),
        "until": app.store.arrivals()?,
    }))
}

pub fn search(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let composed = compose(app, visitor.reader)?;
    let today = today(app, &composed, [])?;
    let words = ask.query.text("q").trim();
    let asked_for = query::read(words, app.now(), today.when.zone());
    let found = app.store.search(visitor.reader, &asked_for, ARTICLES_MAX)?;
    let found = found.iter().filter(|one| !today.is_line_kept_away(one)).map(said::found);
    Ok(json!({ "query": words, "articles": found.collect::<Vec<Value>>() }))
}

pub fn saved(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let composed = compose(app, visitor.reader)?;
    let saved = app.store.saved(visitor.reader)?;
    let mut stories = Vec::new();
    for (story, at) in saved.into_iter().filter(|(story, _)| !composed.is_muted(*story)) {
        // What none of the reader's feeds brings any more has nothing to tell.
        let Ok(candidate) = editions::candidate_of(app, &composed, story) else { continue };
        let headline = words::headline(&candidate.headline);
        stories.push(json!({ "id": story.to_string(), "headline": headline, "saved_at": at.to_string() }));
    }
    Ok(json!({ "stories": stories }))
}

pub fn profile(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let composed = compose(app, visitor.reader)?;
    let profile = &composed.profile;
    let follows = profile.follows.iter().map(|one| {
        json!({ "subject": said::subject(&one.subject), "weight": one.weight, "since": one.since.to_string() })
    });
    let mutes = profile.mutes.iter().map(|one| {
        json!({
            "subject": said::subject(&one.subject),
            "since": one.since.to_string(),
            "until": one.until.map(|at| at.to_string()),
            "unless_outlets": one.unless_outlets,
        })
    });
    let interests = profile.interests.iter().map(|one| {
        json!({
            "subject": said::subject(&one.subject),
            "strength": one.strength,
            "at": one.at.to_string(),
            "evidence_for": one.evidence_for,
            "evidence_against": one.evidence_against,
        })
    });
    Ok(json!({
        "yours_at_most": composed.reader.dial.p(),
        "learning_paused": composed.reader.learning_paused,
        "follows": follows.collect::<Vec<Value>>(),
        "mutes": mutes.collect::<Vec<Value>>(),
        "interests": interests.collect::<Vec<Value>>(),
        "denied": profile.denied.iter().map(said::subject).collect::<Vec<Value>>(),
    }))
}

pub fn signals(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let log = app.store.signals(visitor.reader)?;
    let signals = log.iter().map(|row| {
        let snapshot = row.signal.snapshot.as_ref();
        json!({
            "id": row.signal.id.0,
            "at": row.signal.at.to_string(),
            "kind": row.signal.kind.to_json()["kind"],
            "story": snapshot.and_then(|one| one.story).map(|story| story.to_string()),
            "headline": snapshot.map(|one| one.headline.as_str()),
            "subject": said::subject_of(&row.signal.kind).map(said::subject),
            "undone_at": row.undone_at.map(|at| at.to_string()),
        })
    });
    Ok(json!({ "signals": signals.collect::<Vec<Value>>() }))
}

pub fn sources(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let feeds = app.store.feeds_of(visitor.reader)?;
    let sources = feeds.iter().map(|feed| {
        let outlet = &feed.outlet;
        json!({
            "id": feed.id.0,
            "url": feed.url,
            "name": feed.name(),
            "title": feed.title,
            "rules": said::rules(&feed.rules),
            "outlet": {
                "key": outlet.key.0, "name": outlet.name, "country": outlet.country, "language": outlet.language,
            },
            "folder": feed.folder,
            "entries_a_week": feed.weekly_entries,
            "succeeded_at": feed.health.succeeded_at.map(|at| at.to_string()),
            "fault": feed.health.fault,
        })
    });
    Ok(json!({ "sources": sources.collect::<Vec<Value>>() }))
}

pub fn try_rules(_: &Web, app: &Arc<App>, visitor: Visitor, ask: &Ask) -> Result<Value, Refusal> {
    let feed = source::feed_of(app, visitor, ask.id())?;
    let sifted = app.store.try_rules(feed.id, &rules_of(ask)?, TRIED_MAX)?;
    let entries = sifted.iter().map(|one| {
        json!({
            "article": said::found(&one.found),
            "kept_away": one.kept_by.is_some(),
            "never": one.kept_by.as_ref().and_then(said::never),
        })
    });
    Ok(json!({ "entries": entries.collect::<Vec<Value>>() }))
}

/// The rules that were sent, checked.
pub fn rules_of(ask: &Ask) -> Result<FeedRules, Refusal> {
    let rules = match &ask.body {
        Value::Null => None,
        body => FeedRules::from_json(body),
    };
    let rules = rules.ok_or_else(|| Refusal::Wrong(say!("What was sent are no rules.")))?;
    rules::checked(rules).map_err(|why| Refusal::Wrong(retell(&why)))
}

pub fn kept_away(_: &Web, app: &Arc<App>, visitor: Visitor, _: &Ask) -> Result<Value, Refusal> {
    let since = hours_before(app.now(), LIVE_HOURS);
    let kept_away = app.store.kept_away(visitor.reader, since, ARTICLES_MAX)?;
    let entries = kept_away.iter().map(|one| {
        json!({
            "article": said::found(&one.found),
            "source": one.feed.0,
            "never": said::never(&one.by),
        })
    });
    Ok(json!({ "entries": entries.collect::<Vec<Value>>() }))
}
