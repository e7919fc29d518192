//! Who wrote it: names, one a person.

use serde_json::Value;

use super::headline::plain;
use super::json;
use super::names::{Names, is_login};
use super::page::Parts;
use super::page_data::PageData;
use super::signed;

/// The names in the data first, those in the byline where the data gives none, or nothing but the outlet's.
pub fn names(parts: &Parts<'_>, outlet: Option<&str>, first_line: Option<&str>) -> Vec<String> {
    let outlet = outlet.map(plain).unwrap_or_default();
    let told = in_data(&parts.data);
    if told.iter().any(|name| !is_outlet(name, &outlet) && !is_login(name)) {
        return signed::with_all_names(parts, told);
    }
    let mut names = Names { outlet: outlet.clone(), found: Vec::new() };
    in_metas(&parts.data, &mut names);
    if names.found.is_empty() || names.found.iter().all(|name| is_login(name)) {
        let logins = std::mem::take(&mut names.found);
        signed::names(parts, &mut names);
        if names.found.is_empty() {
            first_line.into_iter().for_each(|line| names.line(line));
        }
        if names.found.is_empty() {
            names.found = logins;
        }
    }
    // The person first, then the house that vouches for them.
    for name in told {
        if !names.found.contains(&name) && (!is_login(&name) || names.found.is_empty()) {
            names.found.push(name);
        }
    }
    if names.found.is_empty() {
        // Nobody but the house signs: then it is the author.
        names.outlet.clear();
        in_metas(&parts.data, &mut names);
        if names.found.is_empty() {
            signed::names(parts, &mut names);
        }
        names.found.retain(|name| is_outlet(name, &outlet));
    }
    names.found
}

/// The authors of the article's object. It may name them by a reference to another object.
fn in_data(data: &PageData) -> Vec<String> {
    // The data may name the outlet itself as the author; elsewhere its name is no byline.
    let mut told = Names::of_anyone();
    let Some(article) = data.article() else { return told.found };
    for field in ["author", "creator"] {
        if told.found.is_empty() {
            json::list(article, field).iter().for_each(|author| of_value(data, author, &mut told));
        }
    }
    told.found
}

fn of_value(data: &PageData, author: &Value, names: &mut Names) {
    match author {
        Value::String(text) => names.line(text),
        Value::Object(_) => match (json::text(author, "name"), json::text(author, "@id")) {
            (Some(name), _) => names.line(name),
            (None, Some(id)) => {
                let same = |object: &&Value| json::text(object, "@id") == Some(id);
                let named = data.objects().filter(same).find_map(|object| json::text(object, "name"));
                named.into_iter().for_each(|name| names.line(name));
            }
            (None, None) => {
                json::list(author, "name").iter().filter_map(Value::as_str).for_each(|name| names.line(name))
            }
        },
        Value::Array(authors) => (authors.iter())
            .filter(|author| !author.is_array())
            .for_each(|author| of_value(data, author, names)),
        _ => {}
    }
}

/// Meta elements that hold names, most trusted first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "authors",
    "og:author",
    "mrf:authors",
];

fn in_metas(data: &PageData, names: &mut Names) {
    for name in METAS {
        if names.found.is_empty() {
            data.metas_of(name).for_each(|content| names.line(content));
        }
    }
    if names.found.is_empty() {
        // Catalogues write the surname first.
        data.metas_of("citation_author").for_each(|content| match content.split_once(", ") {
            Some((surname, given)) => names.line(&format!("{given} {surname}")),
            None => names.line(content),
        });
    }
    if names.found.is_empty() {
        on_cards(data, names);
    }
}

/// Cards for networks carry "Written by" and a name as two elements.
fn on_cards(data: &PageData, names: &mut Names) {
    const LABELS: &[&str] = &[
        "written",
        "author",
        "verfasst",
        "geschrieben",
        "par",
        "écrit",
        "escrito",
        "scritto",
        "geschreven",
        "skrevet",
        "skriven",
    ];
    for (label, name) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")] {
        let is_author = data.meta_of(&[label]).is_some_and(|label| {
            let label = label.to_lowercase();
            LABELS.iter().any(|word| label.contains(word))
        });
        if is_author {
            data.metas_of(name).for_each(|content| names.line(content));
        }
    }
}

/// Whether a name is the outlet's, as it is written there or with an ending ("stern.de").
fn is_outlet(name: &str, outlet: &str) -> bool {
    let name = plain(name);
    let bare = |text: &str| text.replace([' ', '_'], "");
    name.is_empty()
        || (!outlet.is_empty()
            && (bare(&name).contains(&bare(outlet)) || bare(outlet).contains(&bare(&name))))
        || name.split(' ').any(|word| word == "www")
}
