//! The edition for programs: every number exactly as it ranked.

use mynews_core::model::{Edition, Part, Pick, Reason, Section};
use mynews_store::shape::Shape;
use serde_json::{Value, json};

use super::today::Today;

/// The edition as one object.
pub fn edition(today: &Today) -> Value {
    let Edition { id, at, picks, held_back, candidates, hash, .. } = today.edition;
    json!({
        "edition": id.0,
        "at": at.to_string(),
        "hash": hash,
        "candidates": candidates,
        "stories": picks.iter().map(|pick| story(pick, today)).collect::<Vec<Value>>(),
        "held_back": held_back.iter().map(|held| json!({
            "id": held.story.to_string(),
            "headline": today.candidate(held.story).map(|candidate| candidate.headline.as_str()),
            "rule": held.rule.name(),
            "detail": held.detail,
        })).collect::<Vec<Value>>(),
    })
}

fn story(pick: &Pick, today: &Today) -> Value {
    let candidate = today.candidate(pick.story);
    let told = today.told.get(&pick.story);
    let shown = candidate.and_then(|candidate| told?.shown(&candidate.headline));
    json!({
        "id": pick.story.to_string(),
        "position": pick.position,
        "section": section(pick.section),
        "headline": candidate.map(|candidate| candidate.headline.as_str()),
        "outlet": shown.map(|row| row.outlet.name.as_str()),
        "language": shown.and_then(|row| row.article.language.as_deref()),
        "url": shown.and_then(|row| row.article.url.as_deref()),
        "published": shown.map(|row| row.at.to_string()),
        "topics": candidate.map(|candidate| candidate.topics.iter().map(|topic| topic.label.as_str()).collect::<Vec<_>>()),
        "key_points": shown.map(|row| row.subjects.key_points.iter().map(|point| point.text.as_str()).collect::<Vec<_>>()),
        "outlets": pick.coverage.outlets,
        "independent_outlets": pick.coverage.independent_outlets,
        "countries": pick.coverage.countries,
        "languages": pick.coverage.languages,
        "new_reports": pick.new_reports,
        "score": pick.score.total,
        "reasons": pick.score.reasons.iter().map(reason).collect::<Vec<Value>>(),
    })
}

/// One reason, exactly.
pub fn reason(reason: &Reason) -> Value {
    json!({
        "term": reason.term.name(),
        "part": match reason.part { Part::Everyone => "everyone", Part::Yours => "yours" },
        "value": reason.value,
        "evidence": reason.evidence,
        "subject": reason.subject.as_ref().map(Shape::to_json),
    })
}

fn section(section: Section) -> &'static str {
    match section {
        Section::ForEveryone => "for-everyone",
        Section::ForYou => "for-you",
        Section::Outside => "outside",
        Section::Briefs => "briefs",
    }
}
