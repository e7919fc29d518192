//! Pages in, articles out, as lines of JSON with the fields that the scorers look at.

use mynews_core::model::{Article, Page, Picture};
use serde_json::{Value, json};

/// A line `{"id","url","html"}` or `{"id","text"}`.
pub fn page(line: &str) -> Option<(String, Page)> {
    let row: Value = serde_json::from_str(line).ok()?;
    let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    let id = field("id")?;
    let is_text = row.get("html").is_none();
    let html = field(if is_text { "text" } else { "html" })?;
    Some((id, Page { url: field("url").unwrap_or_default(), html, is_text }))
}

/// A line `{"id","article"}`.
pub fn answer(id: &str, article: &Article) -> Value {
    json!({ "id": id, "article": fields(article) })
}

/// The fields of an article that can be scored.
pub fn fields(article: &Article) -> Value {
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
            "title": video.title, "duration_seconds": video.duration_seconds, "url": video.url,
        })).collect::<Vec<_>>(),
        "paragraphs": article.paragraphs().collect::<Vec<_>>(),
        "text": article.text(),
        "html": article.html,
        "related": article.related.iter().map(|related| json!({ "title": related.title, "url": related.url })).collect::<Vec<_>>(),
        "comment_count": article.comment_count,
        "completeness": format!("{:?}", article.completeness).to_lowercase(),
        "faults": article.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn picture(picture: &Picture) -> Value {
    json!({ "url": picture.url, "caption": picture.caption, "credit": picture.credit, "alt": picture.alt })
}
