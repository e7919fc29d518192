//! Bodies that exist only in a script: the state from which a page's own program would draw the article.
//!
//! No outlet is known here, only the three forms in which such states hold a body: HTML in a string, a list of typed
//! nodes (`{"type":"p","children":[…]}`), and the plain text of JSON-LD's `articleBody`.

use serde_json::{Map, Value};

use super::inline::escape_into;
use super::json;
use super::page::Parts;
use crate::text::html;

/// Letters below which a candidate is a teaser.
const CHARS_MIN: usize = 300;
/// Scripts looked at, longest states first in the page's own order.
const SCRIPTS_MAX: usize = 60;

/// The longest body that the page's scripts hold, as HTML.
pub fn body(parts: &Parts<'_>) -> Option<String> {
    let mut best = Best::default();
    for script in parts.scripts.iter().filter(|script| script.text.len() > CHARS_MIN).take(SCRIPTS_MAX) {
        if script.media_type.contains("ld+json") {
            continue;
        }
        match assigned(script.text).and_then(json::read) {
            Some(state) => best.search(&state),
            None => literals(script.text).for_each(|text| best.offer_html(&text)),
        }
    }
    if best.chars < CHARS_MIN {
        best.offer_text(&parts.data.article_raw("articleBody").unwrap_or_default());
    }
    (best.chars >= CHARS_MIN).then_some(best.html)
}

/// The JSON of a script: all of it, or what is assigned (`window.STATE = {…}`).
fn assigned(script: &str) -> Option<&str> {
    let text = script.trim();
    if text.starts_with(['{', '[']) {
        return Some(text);
    }
    let (before, after) = text.split_once('=')?;
    let after = after.trim_start();
    (before.len() < 200 && after.starts_with(['{', '['])).then_some(after)
}

/// The long string literals of a program, unescaped once.
fn literals(script: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = script;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('"')?;
            let inside = &rest[start + 1..];
            let mut escaped = false;
            let end = inside.bytes().position(|byte| {
                let is_end = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                is_end
            })?;
            let literal = &rest[start..start + end + 2];
            rest = &inside[end + 1..];
            if end > CHARS_MIN
                && let Ok(text) = serde_json::from_str::<String>(literal)
            {
                return Some(text);
            }
        }
    })
}

#[derive(Default)]
struct Best {
    html: String,
    chars: usize,
}

impl Best {
    fn search(&mut self, state: &Value) {
        for value in json::values(state) {
            match value {
                Value::String(text) if text.len() > CHARS_MIN => self.offer_html(text),
                Value::Array(nodes) if nodes.len() >= 3 => self.offer_nodes(nodes),
                _ => {}
            }
        }
    }

    fn offer(&mut self, chars: usize, html: impl FnOnce() -> String) {
        if chars > self.chars {
            self.chars = chars;
            self.html = html();
        }
    }

    /// HTML with paragraphs in it.
    fn offer_html(&mut self, text: &str) {
        let paragraphs = text.matches("<p").count();
        if paragraphs >= 2 && !text.contains("<html") && !text.contains("<script") {
            let chars = html::to_text(text).len();
            if chars > paragraphs * 30 {
                self.offer(chars, || text.to_owned());
            }
        }
    }

    fn offer_text(&mut self, text: &str) {
        self.offer(text.len(), || {
            let mut out = String::new();
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                out.push_str("<p>");
                escape_into(&mut out, &html::decode_entities(line));
                out.push_str("</p>");
            }
            out
        });
    }

    /// A list of nodes, most of them paragraphs.
    fn offer_nodes(&mut self, nodes: &[Value]) {
        let mut out = String::new();
        let mut chars = 0;
        let mut paragraphs = 0;
        for node in nodes.iter().filter_map(Value::as_object) {
            let Some(tag) = tag_of(node) else { continue };
            let text = words_of(node);
            if text.trim().is_empty() {
                continue;
            }
            paragraphs += usize::from(tag == "p" && text.len() > 40);
            chars += text.len();
            out.push_str(&format!("<{tag}>{text}</{tag}>"));
        }
        if paragraphs >= 3 {
            self.offer(chars, || out);
        }
    }
}

/// The element that a typed node stands for; `None` for pictures, adverts and what has no type.
fn tag_of(node: &Map<String, Value>) -> Option<&'static str> {
    let kind = ["type", "tag", "name", "kind", "nodeType", "__typename", "component"]
        .iter()
        .find_map(|field| node.get(*field)?.as_str())?;
    let kind = kind.to_ascii_lowercase();
    match kind.as_str() {
        "p" | "text" | "textblock" | "html" | "rawhtml" | "richtext" | "text-block" | "body" => Some("p"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some("h3"),
        "li" | "listitem" | "list-item" => Some("li"),
        "blockquote" | "quote" => Some("blockquote"),
        _ if kind.contains("paragraph") => Some("p"),
        _ if kind.contains("heading") || kind.contains("subhead") => Some("h3"),
        _ => None,
    }
}

/// Fields that hold a node's words or its children.
const WORDS: &[&str] = &[
    "text", "data", "value", "html", "content", "children", "body", "markup", "copy", "nodes", "items",
    "htmlText",
];

/// The words below a node, as HTML where they are HTML.
fn words_of(node: &Map<String, Value>) -> String {
    let mut out = String::new();
    // JSON is at most 128 deep here, so the stack of what waits stays short.
    let mut waiting: Vec<&Value> = WORDS.iter().rev().filter_map(|field| node.get(*field)).collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) if text.contains("</") || text.contains("&") => out.push_str(text),
            Value::String(text) => escape_into(&mut out, text),
            Value::Array(entries) => waiting.extend(entries.iter().rev()),
            Value::Object(fields) => {
                waiting.extend(WORDS.iter().rev().filter_map(|field| fields.get(*field)))
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "The harbour closed its gates on Monday, and divers looked at the old lock walls for the first time in a decade.";

    fn found(script: &str) -> String {
        let mut best = Best::default();
        match assigned(script).and_then(json::read) {
            Some(state) => best.search(&state),
            None => literals(script).for_each(|text| best.offer_html(&text)),
        }
        best.html
    }

    #[test]
    fn typed_nodes_are_a_body() {
        let node = format!(r#"{{"type":"p","children":[{{"type":"text","data":"{SENTENCE}"}}]}}"#);
        let html = found(&format!(
            "window.__STATE__={{\"a\":{{\"body\":[{node},{node},{{\"type\":\"ad\",\"text\":\"x\"}},{node}]}}}};"
        ));
        assert_eq!(html, format!("<p>{SENTENCE}</p>").repeat(3));
    }

    #[test]
    fn html_in_a_programs_string_is_a_body() {
        let body = format!("<p>{SENTENCE}</p>").repeat(6);
        let literal = serde_json::to_string(&body).unwrap();
        assert_eq!(found(&format!("window.__X__=(function(a,b){{return {{b:{literal}}}}}(1,2))")), body);
    }
}
