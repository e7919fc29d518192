//! Microdata: what a page says of itself in the attributes of its elements (`itemscope`, `itemprop`), as the objects that
//! JSON-LD would be. Readers of the page's data then know one form alone.

use html5ever::local_name;
use serde_json::{Map, Value};

use super::dom::{Dom, NodeId, Step};

/// Items kept of a page; lists of shops have thousands, articles a dozen.
const ITEMS_MAX: usize = 300;
/// Letters of a value: a property around half the page is no value.
const VALUE_CHARS_MAX: usize = 2_000;
/// Properties of one item.
const PROPERTIES_MAX: usize = 60;
/// Items inside items; each costs a copy on the way up.
const NESTING_MAX: usize = 12;

/// The items that are no property of another, in the order of the page. Those beside the article are not looked at.
pub fn items(dom: &Dom) -> Vec<Value> {
    let mut found = Vec::new();
    let mut open: Vec<Item> = Vec::new();
    let mut count = 0;
    let mut skipped: Option<NodeId> = None;
    for step in dom.walk(dom.root()) {
        match step {
            Step::Enter(node) if skipped.is_none() && dom.is_element(node) => {
                if is_beside(dom, node) {
                    skipped = Some(node);
                    continue;
                }
                let property = dom.attribute(node, "itemprop");
                if dom.attribute(node, "itemscope").is_some() && count < ITEMS_MAX && open.len() < NESTING_MAX
                {
                    count += 1;
                    open.push(Item::of(dom, node, property));
                } else if let (Some(names), Some(item)) = (property, open.last_mut()) {
                    item.add(names, || value(dom, node, names));
                }
            }
            Step::Leave(node) if skipped == Some(node) => skipped = None,
            Step::Leave(node) if open.last().is_some_and(|item| item.node == node) => {
                let Some(item) = open.pop() else { continue };
                match (item.property, open.last_mut()) {
                    (Some(names), Some(outer)) => outer.add(&names, || Some(Value::Object(item.fields))),
                    _ => found.push(Value::Object(item.fields)),
                }
            }
            _ => {}
        }
    }
    found
}

/// An item whose element is not yet over.
struct Item {
    node: NodeId,
    /// What it is of the item around it.
    property: Option<String>,
    fields: Map<String, Value>,
}

impl Item {
    fn of(dom: &Dom, node: NodeId, property: Option<&str>) -> Item {
        let mut fields = Map::new();
        // "https://schema.org/NewsArticle", and some name several.
        if let Some(kind) = dom.attribute(node, "itemtype").and_then(|kinds| kinds.split_whitespace().next())
        {
            let name = kind.trim_end_matches('/').rsplit('/').next().unwrap_or(kind);
            fields.insert("@type".into(), name.into());
        }
        Item { node, property: property.map(str::to_owned), fields }
    }

    fn add(&mut self, names: &str, value: impl FnOnce() -> Option<Value>) {
        if self.fields.len() >= PROPERTIES_MAX {
            return;
        }
        let Some(value) = value() else { return };
        for name in names.split_ascii_whitespace().take(3) {
            match self.fields.get_mut(name) {
                None => {
                    self.fields.insert(name.to_owned(), value.clone());
                }
                Some(Value::Array(values)) if values.len() < PROPERTIES_MAX => values.push(value.clone()),
                Some(Value::Array(_)) => {}
                Some(one) => *one = Value::Array(vec![one.take(), value.clone()]),
            }
        }
    }
}

/// Menus, footers and asides describe other articles, or the house.
fn is_beside(dom: &Dom, node: NodeId) -> bool {
    matches!(*dom.tag(node), local_name!("nav") | local_name!("footer") | local_name!("aside"))
}

/// A value as its element carries it. The body is known by its place on the page, so here it only says that it is there.
fn value(dom: &Dom, node: NodeId, names: &str) -> Option<Value> {
    if names == "articleBody" {
        return Some(Value::Bool(true));
    }
    let in_attribute = dom.attribute(node, "content").or_else(|| {
        let name = match *dom.tag(node) {
            local_name!("a") | local_name!("link") | local_name!("area") => "href",
            local_name!("img")
            | local_name!("video")
            | local_name!("audio")
            | local_name!("source")
            | local_name!("iframe")
            | local_name!("embed") => "src",
            local_name!("time") => "datetime",
            local_name!("object") => "data",
            local_name!("data") | local_name!("meter") => "value",
            _ => return None,
        };
        dom.attribute(node, name)
    });
    let text = match in_attribute {
        Some(text) => text.trim().to_owned(),
        None => dom.words(node),
    };
    (!text.is_empty() && text.len() <= VALUE_CHARS_MAX).then_some(Value::String(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = items(&Dom::parse(html)).iter().map(Value::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn items_are_objects_and_their_properties_fields() {
        check(
            r#"<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Gates  closed</h1>
            <img itemprop="image" src="/gates.jpg"><time itemprop="datePublished" datetime="2026-03-05">today</time>
            <span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Astri Venn</b></span>
            <span itemprop="author" itemscope><b itemprop="name">Ole Brun</b></span>
            <div itemprop="articleBody"><p>The gates stay closed.</p></div></article>"#,
            &[
                r#"{"@type":"NewsArticle","headline":"Gates closed","image":"/gates.jpg","datePublished":"2026-03-05","author":[{"@type":"Person","name":"Astri Venn"},{"name":"Ole Brun"}],"articleBody":true}"#,
            ],
        );
    }

    #[test]
    fn a_film_keeps_its_length() {
        check(
            r#"<div itemscope itemtype="http://schema.org/VideoObject"><meta itemprop="name" content="The gates close">
            <meta itemprop="duration" content="PT1M45S"><link itemprop="contentUrl" href="/gates.mp4"></div>"#,
            &[
                r#"{"@type":"VideoObject","name":"The gates close","duration":"PT1M45S","contentUrl":"/gates.mp4"}"#,
            ],
        );
    }

    #[test]
    fn what_stands_beside_the_article_is_not_it() {
        check("<aside><div itemscope><b itemprop=name>Other</b></div></aside><b itemprop=name>lost</b>", &[]);
    }
}
