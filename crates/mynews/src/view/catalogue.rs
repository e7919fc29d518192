//! The built-in list of outlets, narrowed by topic and language, and what a feed brings before it is followed.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::text::html;
use mynews_store::FeedRow;
use serde::Serialize;

use super::when::When;
use super::words::{self, Words};
use crate::work::catalogue::{self, Listed};
use crate::work::follow::Looked;
use crate::{say, say_count};

/// Entries that a preview shows.
const ENTRIES_MAX: usize = 5;

/// The list as a page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Catalogue {
    pub title: String,
    pub topics: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub groups: Vec<Group>,
}

/// A topic or a language to narrow the list by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Choice {
    pub label: String,
    pub href: String,
    pub count: usize,
    pub chosen: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Group {
    pub title: String,
    pub note: String,
    pub outlets: Vec<Line>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    pub name: String,
    pub lang: &'static str,
    pub note: String,
    pub address: &'static str,
    pub followed: bool,
}

impl Catalogue {
    /// An empty `topic` or `language` is all of them.
    pub fn of(topic: &str, language: &str, followed: &[FeedRow]) -> Catalogue {
        let followed: BTreeSet<&str> = followed.iter().map(|feed| feed.url.as_str()).collect();
        let meets = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
        let mut groups: BTreeMap<&str, Vec<&Listed>> = BTreeMap::new();
        for listed in catalogue::all() {
            if meets(topic, listed.topic) && meets(language, listed.language) {
                groups.entry(listed.topic).or_default().push(listed);
            }
        }
        Catalogue {
            title: say!("Outlets to begin with"),
            topics: choices(
                catalogue::all().iter().filter(|one| meets(language, one.language)).map(|one| one.topic),
                topic,
                label_of_topic,
                |topic| narrowed(topic, language),
            ),
            languages: choices(
                catalogue::all().iter().filter(|one| meets(topic, one.topic)).map(|one| one.language),
                language,
                words::language,
                |language| narrowed(topic, language),
            ),
            groups: groups
                .into_iter()
                .map(|(topic, listed)| Group {
                    title: label_of_topic(topic),
                    note: say_count!(listed.len(), "{n} outlet", "{n} outlets"),
                    outlets: listed.into_iter().map(|one| line(one, &followed)).collect(),
                })
                .collect(),
        }
    }
}

/// "All", then each value with how often it stands in the list.
fn choices<'a>(
    values: impl Iterator<Item = &'a str>,
    chosen: &str,
    label: impl Fn(&str) -> String,
    href: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let all = Choice {
        label: say!("All"),
        href: href(""),
        count: counts.values().sum(),
        chosen: chosen.is_empty(),
    };
    let each = counts.into_iter().map(|(value, count)| Choice {
        label: label(value),
        href: href(value),
        count,
        chosen: value == chosen,
    });
    std::iter::once(all).chain(each).collect()
}

/// The list narrowed by a topic and a language.
fn narrowed(topic: &str, language: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("topic", topic)
        .append_pair("lang", language)
        .finish();
    format!("/sources/catalogue?{query}")
}

pub fn label_of_topic(key: &str) -> String {
    match key {
        "business" => say!("Business"),
        "climate" => say!("Climate"),
        "culture" => say!("Culture"),
        "health" => say!("Health"),
        "politics" => say!("Politics"),
        "science" => say!("Science"),
        "security" => say!("Security"),
        "sport" => say!("Sport"),
        "technology" => say!("Technology"),
        "world" => say!("World"),
        "hongkong" => say!("Hong Kong"),
        key => words::sentence(key),
    }
}

fn line(listed: &Listed, followed: &BTreeSet<&str>) -> Line {
    let mut note = words::language(listed.language);
    if !listed.country.is_empty() {
        note.push_str(&format!(" · {}", listed.country));
    }
    Line {
        name: listed.name.to_owned(),
        lang: listed.language,
        note,
        address: listed.address,
        followed: followed.contains(listed.address),
    }
}

/// A feed before it is followed.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Preview {
    pub title: String,
    pub address: String,
    pub note: String,
    pub entries: Vec<Entry>,
    /// Other feeds that the same site names.
    pub others: Vec<Other>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Entry {
    pub headline: Words,
    pub when: String,
    pub words: Option<Words>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Other {
    pub title: String,
    pub address: String,
}

impl Preview {
    pub fn of(looked: &Looked, when: &When) -> Preview {
        let head = &looked.parsed.head;
        let language = head.language.as_deref();
        let entries: Vec<Entry> = (looked.parsed.entries.iter())
            .take(ENTRIES_MAX)
            .map(|entry| {
                let text = entry.summary.as_deref().or(entry.content.as_deref()).map(html::to_text);
                Entry {
                    headline: Words::new(
                        &words::headline(entry.title.as_deref().unwrap_or_default()),
                        language,
                    ),
                    when: entry.published.or(entry.updated).map(|at| when.ago(at)).unwrap_or_default(),
                    words: text
                        .filter(|text| !text.is_empty())
                        .map(|text| Words::new(&words::shortened(&text, 200), language)),
                }
            })
            .collect();
        let mut note =
            say_count!(looked.parsed.entries.len(), "{n} entry at the moment", "{n} entries at the moment");
        if !looked.parsed.faults.is_empty() {
            note = say!("{entries}; the feed has faults, which mynews works around", entries = note);
        }
        Preview {
            title: head.title.clone().unwrap_or_else(|| looked.feed_url.clone()),
            address: looked.feed_url.clone(),
            note,
            entries,
            others: looked
                .others
                .iter()
                .map(|(title, address)| Other { title: title.clone(), address: address.clone() })
                .collect(),
        }
    }
}
