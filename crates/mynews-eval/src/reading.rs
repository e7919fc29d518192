//! Pages in, articles out, as lines of JSON with the fields that the scorers look at.

use mynews_core::model::{Article, Page, Subjects};
use serde_json::{Value, json};

#[path = "../../mynews/src/view/exact_article.rs"]
pub mod fields;

/// A line `{"id","url","html"}` or `{"id","text"}`.
pub fn page(line: &str) -> Option<(String, Page)> {
    let row: Value = serde_json::from_str(line).ok()?;
    let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    let id = field("id")?;
    let is_text = row.get("html").is_none();
    let html = field(if is_text { "text" } else { "html" })?;
    Some((id, Page { url: field("url").unwrap_or_default(), html, is_text }))
}

/// A line `{"id","article"}`, the article as `mynews read --jsonl` gives it.
pub fn answer(id: &str, article: &Article, subjects: &Subjects) -> Value {
    json!({ "id": id, "article": fields::article(article, subjects) })
}
