//! An article and its subjects for programs: the one object that `read --format json` gives.

use mynews_core::model::{Article, Completeness, EntityKind, Picture, Subjects};
use serde_json::{Value, json};

/// Absent is `null` or `[]`, never invented.
pub fn article(article: &Article, subjects: &Subjects) -> Value {
    let named = |kind: EntityKind| -> Vec<&str> {
        subjects
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| entity.name.as_str())
            .collect()
    };
    json!({
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "outlet": article.outlet,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "published": article.published.map(|time| time.to_string()),
        "modified": article.modified.map(|time| time.to_string()),
        "language": article.language,
        "section": article.section,
        "topics": article.topics,
        "key_points": article.key_points,
        "image": article.image.as_ref().map(picture),
        "images": article.images.iter().map(picture).collect::<Vec<_>>(),
        "videos": article.videos.iter().map(|video| json!({
            "title": video.title,
            "duration_seconds": video.duration_seconds,
            "url": video.url,
        })).collect::<Vec<_>>(),
        "paragraphs": article.paragraphs().collect::<Vec<_>>(),
        "text": article.text(),
        "html": article.html,
        "quotes": subjects.quotes.iter().map(|quote| json!({
            "text": quote.text,
            "speaker": quote.speaker,
            "paragraph": quote.paragraph,
        })).collect::<Vec<_>>(),
        "people": named(EntityKind::Person),
        "organisations": named(EntityKind::Organisation),
        "places": named(EntityKind::Place),
        "figures": subjects.figures.iter().map(|figure| json!({
            "text": figure.text,
            "value": figure.value,
            "unit": figure.unit,
        })).collect::<Vec<_>>(),
        "related": article.related.iter().map(|related| json!({
            "title": related.title,
            "url": related.url,
        })).collect::<Vec<_>>(),
        "comment_count": article.comment_count,
        "completeness": match article.completeness {
            Completeness::Headline => "headline",
            Completeness::Teaser => "teaser",
            Completeness::Paywalled => "paywalled",
            Completeness::Full => "full",
        },
        "faults": article.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn picture(picture: &Picture) -> Value {
    let url = Some(picture.url.as_str()).filter(|url| !url.is_empty());
    json!({ "url": url, "caption": picture.caption, "credit": picture.credit, "alt": picture.alt })
}
