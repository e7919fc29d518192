//! JSON Feed 1.0 and 1.1, and what is sold as it: numbers for ids, one author or many, texts where lists should be.

use serde_json::{Map, Value};

use super::assign;
use super::draft::{Draft, EntryDraft};
use super::limits::{ENTRIES_MAX, JSON_VALUES_MAX, LIST_MAX, TEXT_BYTES_MAX, VALUE_BYTES_MAX, cut};
use super::media::seconds;
use crate::model::Enclosure;

/// Reads a JSON document; `Err` says why it is no feed.
pub(super) fn read(document: &str) -> Result<Draft, String> {
    // A tree takes twenty times the room of its text, so its size is looked at before it is built.
    let values = document.bytes().filter(|byte| matches!(byte, b',' | b'[' | b'{' | b':')).count();
    if values > JSON_VALUES_MAX {
        return Err(format!("This JSON holds {values} values, more than any feed."));
    }
    let mut tree: Value =
        serde_json::from_str(document).map_err(|error| format!("This JSON is broken: {error}."))?;
    let feed = tree.as_object_mut().ok_or("This JSON is a list or a text, not a feed.")?;
    let entries = match feed.remove("items") {
        Some(Value::Array(entries)) => entries,
        _ => return Err("This JSON has no items, so it is no feed.".into()),
    };
    let mut draft = Draft { is_feed: true, ..Draft::default() };
    let head = &mut draft.head;
    head.title = text(feed, "title");
    head.link = text(feed, "home_page_url");
    head.id = text(feed, "feed_url");
    head.self_link = text(feed, "feed_url");
    head.subtitle = text(feed, "description");
    head.icon = text(feed, "icon").or_else(|| text(feed, "favicon"));
    head.author = authors(feed).into_iter().next();
    if let Some(tag) = text(feed, "language") {
        assign::language(&tag, &mut head.language);
    }
    head.hub = list(feed, "hubs").iter().find_map(|hub| text(hub.as_object()?, "url"));
    if entries.len() > ENTRIES_MAX {
        draft
            .faults
            .once("too-many-entries", "The feed has more entries than we keep; the newest were read.");
    }
    for entry in entries.into_iter().take(ENTRIES_MAX) {
        match entry {
            Value::Object(mut object) => {
                let entry = read_entry(&mut object, &mut draft);
                draft.entries.push(entry);
            }
            _ => draft.faults.add("bad-entry", "An entry is no object."),
        }
    }
    Ok(draft)
}

fn read_entry(object: &mut Map<String, Value>, draft: &mut Draft) -> EntryDraft {
    let mut found = EntryDraft::default();
    let entry = &mut found.entry;
    entry.id = text(object, "id").unwrap_or_default();
    entry.link = text(object, "url");
    found.other_link = text(object, "external_url");
    entry.title = text(object, "title");
    entry.summary = long_text(object, "summary");
    entry.content = long_text(object, "content_html").or_else(|| long_text(object, "content_text"));
    let mut moment = |name| text(object, name).and_then(|text| assign::moment(&text, &mut draft.faults));
    entry.published = moment("date_published");
    entry.updated = moment("date_modified");
    entry.authors = authors(object);
    entry.categories = list(object, "tags").iter().filter_map(plain).take(LIST_MAX).collect();
    found.cover = text(object, "image").or_else(|| text(object, "banner_image"));
    if let Some(tag) = text(object, "language") {
        assign::language(&tag, &mut entry.language);
    }
    for attachment in list(object, "attachments").iter().filter_map(Value::as_object).take(LIST_MAX) {
        if let Some(url) = text(attachment, "url") {
            entry.enclosures.push(Enclosure {
                url,
                media_type: text(attachment, "mime_type"),
                bytes: attachment.get("size_in_bytes").and_then(Value::as_u64),
                seconds: text(attachment, "duration_in_seconds").and_then(|text| seconds(&text)),
            });
        }
    }
    found
}

/// `authors` of 1.1, `author` of 1.0; objects, or names as they are.
fn authors(object: &Map<String, Value>) -> Vec<String> {
    let one = object.get("author").cloned().into_iter();
    let name = |author: Value| match &author {
        Value::Object(object) => text(object, "name"),
        other => plain(other),
    };
    list(object, "authors").iter().cloned().chain(one).filter_map(name).take(LIST_MAX).fold(
        Vec::new(),
        |mut names, name| {
            if !names.contains(&name) {
                names.push(name);
            }
            names
        },
    )
}

fn list<'v>(object: &'v Map<String, Value>, name: &str) -> &'v [Value] {
    object.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    let mut text = plain(object.get(name)?)?;
    cut(&mut text, VALUE_BYTES_MAX);
    Some(text)
}

fn long_text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    let mut text = match object.get_mut(name)? {
        Value::String(text) => std::mem::take(text),
        other => plain(other)?,
    };
    cut(&mut text, TEXT_BYTES_MAX);
    (!text.trim().is_empty()).then_some(text)
}

/// A text, or a number as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
