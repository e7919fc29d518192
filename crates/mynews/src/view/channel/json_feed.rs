//! JSON Feed, by its version 1.1.

use serde_json::{Value, json};

use super::{Channel, Item, stamp};

pub fn written(channel: &Channel) -> String {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "items": channel.items.iter().map(item).collect::<Vec<Value>>(),
    });
    format!("{feed}\n")
}

/// What is not known is left out: the format has no null.
fn item(item: &Item) -> Value {
    let mut value = json!({
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_html": item.html,
        "date_published": stamp(item.published),
        "date_modified": stamp(item.updated),
        "authors": [{ "name": item.outlet }],
    });
    if let Some(original) = &item.original {
        value["external_url"] = json!(original);
    }
    if let Some(language) = &item.language {
        value["language"] = json!(language);
    }
    if !item.topics.is_empty() {
        value["tags"] = json!(item.topics);
    }
    value
}
