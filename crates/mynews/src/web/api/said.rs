//! The shapes that several answers share.

use mynews_core::model::{FeedRules, KeptBy, Reason, SignalKind, Subject, WholePage};
use mynews_store::{ArticleRow, Found};
use serde_json::{Value, json};

use crate::view::subject::SubjectFields;
use crate::view::{exact, told, words};

pub fn subject(subject: &Subject) -> Value {
    json!(SubjectFields::from(subject))
}

pub fn reason(reason: &Reason) -> Value {
    let mut value = exact::reason(reason);
    value["subject"] = json!(reason.subject.as_ref().map(SubjectFields::from));
    value
}

/// An article in a list.
pub fn line(row: &ArticleRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "story": row.story.to_string(),
        "outlet": row.outlet.name,
        "headline": told::headline(row),
        "standfirst": row.article.standfirst,
        "language": row.article.language,
        "published": row.at.to_string(),
    })
}

/// The same of one that a look-up brought.
pub fn found(found: &Found) -> Value {
    json!({
        "id": found.article.to_string(),
        "story": found.story.to_string(),
        "outlet": found.outlet.name,
        "headline": words::headline(&found.headline),
        "standfirst": found.standfirst,
        "language": found.language,
        "published": found.at.to_string(),
    })
}

/// What a reader wants of a feed.
pub fn rules(rules: &FeedRules) -> Value {
    json!({
        "name": rules.name,
        "never": rules.never,
        "keep": rules.keep,
        "whole_page": match rules.whole_page {
            WholePage::WhenShort => "when-short",
            WholePage::Always => "always",
            WholePage::Never => "never",
        },
        "led_at_most": rules.led_at_most,
    })
}

/// The search that keeps an entry away; null where it answers none of those that are kept.
pub fn never(by: &KeptBy) -> Option<&str> {
    match by {
        KeptBy::Never(search) => Some(search),
        KeptBy::Keep => None,
    }
}

/// The subject that a wish names.
pub fn subject_of(kind: &SignalKind) -> Option<&Subject> {
    match kind {
        SignalKind::Follow { subject, .. }
        | SignalKind::Unfollow { subject }
        | SignalKind::Mute { subject, .. }
        | SignalKind::Unmute { subject }
        | SignalKind::LessOf { subject }
        | SignalKind::Deny { subject } => Some(subject),
        _ => None,
    }
}
