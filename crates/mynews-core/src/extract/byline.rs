//! Who wrote it: names, one a person.

use html5ever::local_name;
use serde_json::Value;

use super::blocks::{Layout, Places};
use super::headline::plain;
use super::json;
use super::naming::Kind;
use super::page::Parts;
use crate::text::{date, html};

/// Authors of one article.
const AUTHORS_MAX: usize = 20;

/// Words before a name, lower case.
const LEADS: &[&str] = &[
    "by",
    "written by",
    "words by",
    "story by",
    "posted by",
    "published by",
    "reported by",
    "authors",
    "author",
    "von",
    "autor",
    "autorin",
    "text",
    "par",
    "por",
    "di",
    "a cura di",
    "av",
    "af",
    "door",
    "texte",
    "texto",
    "przez",
    "autore",
    "redazione",
    "oleh",
    "opinion by",
    "analysis by",
    "review by",
    "interview by",
    "text:",
    "автор",
    "tekst",
    "teksti",
    "napsal",
    "написав",
    "文",
    "作者",
    "記者",
    "记者",
    "기자",
];

/// The names in the data first, those in the byline where the data gives none, or nothing but the outlet's.
pub fn names(parts: &Parts<'_>, outlet: Option<&str>, first_line: Option<&str>) -> Vec<String> {
    let outlet = outlet.map(plain).unwrap_or_default();
    // The data may name the outlet itself as the author; elsewhere its name is no byline.
    let mut told = Names { outlet: String::new(), found: Vec::new() };
    if let Some(article) = parts.data.article() {
        for field in ["author", "creator"] {
            if told.found.is_empty() {
                json::list(article, field).iter().for_each(|author| told.of_value(author));
            }
        }
    }
    if told.found.iter().any(|name| !is_outlet(name, &outlet)) {
        return told.found;
    }
    let mut names = Names { outlet, found: Vec::new() };
    for name in METAS {
        if names.found.is_empty() {
            parts.data.metas_of(name).for_each(|content| names.line(content));
        }
    }
    if names.found.is_empty() {
        labelled_metas(parts, &mut names);
    }
    if names.found.is_empty() {
        shown(parts, &mut names);
    }
    if names.found.is_empty() {
        first_line.into_iter().for_each(|line| names.line(line));
    }
    // The person first, then the house that vouches for them.
    told.found.retain(|name| !names.found.contains(name));
    names.found.extend(told.found);
    names.found
}

/// Meta elements that hold names, most trusted first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "authors",
    "citation_author",
    "og:author",
    "mrf:authors",
];

/// Whether a name is the outlet's, as it is written there or with an ending ("stern.de").
fn is_outlet(name: &str, outlet: &str) -> bool {
    let name = plain(name);
    let bare = |text: &str| text.replace([' ', '_'], "");
    name.is_empty()
        || (!outlet.is_empty()
            && (bare(&name).contains(&bare(outlet)) || bare(outlet).contains(&bare(&name))))
        || name.split(' ').any(|word| word == "www")
}

/// Whether a line is nothing but the names of one or two people: how some newspapers open an article.
pub fn is_bare_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && !line.ends_with(['.', '!', '?', ':', '…'])
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                || matches!(
                    *word,
                    "and" | "und" | "y" | "et" | "&" | "van" | "de" | "von" | "der" | "da" | "di"
                )
        })
        && !line.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a line begins as bylines do ("By", "Von").
pub fn has_lead(line: &str) -> bool {
    without_lead(line) != line.trim()
}

/// The names of a byline.
pub fn of_line(line: &str) -> Vec<String> {
    let mut names = Names { outlet: String::new(), found: Vec::new() };
    names.line(line);
    names.found
}

/// Cards for networks carry "Written by" and a name as two elements.
fn labelled_metas(parts: &Parts<'_>, names: &mut Names) {
    for (label, name) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")] {
        let is_author = parts.data.meta_of(&[label]).is_some_and(|label| {
            let label = label.to_lowercase();
            [
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
            ]
            .iter()
            .any(|word| label.contains(word))
        });
        if is_author {
            parts.data.metas_of(name).for_each(|content| names.line(content));
        }
    }
}

/// Names in links to authors and in blocks called byline, near the headline.
fn shown(parts: &Parts<'_>, names: &mut Names) {
    let layout = &parts.layout;
    for node in parts.dom.descendants(parts.dom.root()) {
        let is_author = *parts.dom.tag(node) == local_name!("a")
            && parts
                .dom
                .attribute(node, "rel")
                .is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"));
        let is_property = parts.dom.attribute(node, "itemprop").is_some_and(|property| property == "author")
            && !in_comments(layout, parts.layout.blocks_before[node.index()] as usize);
        if is_author || is_property {
            names.line(&parts.dom.words(node));
        }
        if names.found.len() >= 3 {
            return;
        }
    }
    if !names.found.is_empty() {
        return;
    }
    let headline = parts.headline.block.unwrap_or(0);
    let near = headline.saturating_sub(6)..headline + 40;
    for node in parts.dom.descendants(parts.dom.root()) {
        let place = layout.blocks_before[node.index()] as usize;
        if !near.contains(&place) || !super::blocks::names(&parts.dom, node).has(Kind::Byline) {
            continue;
        }
        let Some(block) = layout.blocks.get(place) else { continue };
        let around = layout.around(block);
        let words = parts.dom.words(node);
        if words.split_whitespace().count() > 14
            || around.all.has(Kind::Comments)
            || around.places.has(Places::CAPTION)
        {
            continue;
        }
        if is_bare_name(without_lead(&words)) || words.contains(", ") && words.split(", ").all(is_bare_name) {
            names.line(&words);
        }
        if !names.found.is_empty() {
            return;
        }
    }
    for block in
        layout.blocks.iter().skip(headline.saturating_sub(6)).take(40).filter(|block| {
            Some(block.node) != parts.headline.block.map(|headline| layout.blocks[headline].node)
        })
    {
        let around = layout.around(block);
        if block.words > 14 || around.all.has(Kind::Comments) || around.places.has(Places::CAPTION) {
            continue;
        }
        let begins = block.words >= 2
            && has_lead(&block.text)
            && block.text.chars().next().is_some_and(char::is_uppercase);
        // "Jane Doe | 3 March 2024"
        let before_date = block.text.split(['|', '•', '·']).next().filter(|head| {
            is_bare_name(head)
                && head.len() < block.text.len()
                && date::find(&block.text[head.len()..]).is_some()
        });
        if begins && without_lead(&block.text).chars().next().is_some_and(char::is_uppercase) {
            names.line(&block.text);
        } else if let Some(head) = before_date {
            names.line(head);
        }
        if !names.found.is_empty() {
            return;
        }
    }
}

fn in_comments(layout: &Layout, block: usize) -> bool {
    layout.blocks.get(block).is_some_and(|block| layout.around(block).all.has(Kind::Comments))
}

struct Names {
    outlet: String,
    found: Vec<String>,
}

impl Names {
    fn of_value(&mut self, author: &Value) {
        match author {
            Value::String(text) => self.line(text),
            Value::Object(_) => match json::text(author, "name") {
                Some(name) => self.line(name),
                None => json::list(author, "name")
                    .iter()
                    .filter_map(Value::as_str)
                    .for_each(|name| self.line(name)),
            },
            Value::Array(authors) => {
                authors.iter().filter(|author| !author.is_array()).for_each(|author| self.of_value(author))
            }
            _ => {}
        }
    }

    /// A line of names.
    fn line(&mut self, line: &str) {
        let line = html::to_text(line);
        let line = without_lead(&line);
        if line.len() > 300 || line.contains("http") || line.contains("www.") || line.contains(".com/") {
            return;
        }
        for part in split(line) {
            let name = part.trim_matches(|letter: char| {
                letter.is_whitespace()
                    || matches!(letter, ',' | ';' | '|' | ':' | '-' | '–' | '•' | '·' | '*')
            });
            let name = without_lead(name);
            let name = name.split(['(', '|', '•', '@']).next().unwrap_or("").trim();
            let words = name.split_whitespace().count();
            let bare = plain(name);
            let is_name = (1..=7).contains(&words)
                && name.len() >= 2
                && name.chars().filter(char::is_ascii_digit).count() <= 1
                && !bare.is_empty();
            let is_nobody = bare == self.outlet
                || matches!(
                    bare.as_str(),
                    "admin"
                        | "null"
                        | "undefined"
                        | "editor"
                        | "staff"
                        | "unknown"
                        | "author"
                        | "editorial team"
                        | "none"
                        | "user"
                        | "root"
                        | "guest"
                        | "follow"
                );
            if is_name
                && !is_nobody
                && self.found.len() < AUTHORS_MAX
                && !self.found.iter().any(|known| plain(known) == bare)
            {
                self.found.push(name.to_owned());
            }
        }
    }
}

fn without_lead(line: &str) -> &str {
    let line = line.trim();
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return line;
    }
    LEADS
        .iter()
        .filter(|lead| {
            lower.strip_prefix(**lead).is_some_and(|rest| {
                rest.starts_with([' ', ':', '\u{a0}', '：'])
                    && rest
                        .trim_start_matches([' ', ':', '\u{a0}', '：'])
                        .chars()
                        .next()
                        .is_some_and(char::is_alphabetic)
            })
        })
        .max_by_key(|lead| lead.len())
        .map_or(line, |lead| line[lead.len()..].trim_start_matches([' ', ':', '\u{a0}', '：']))
}

/// Parts a line of several names.
fn split(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for separator in [
        ", ", "; ", ";", " and ", " und ", " y ", " et ", " og ", " och ", " ja ", " & ", " / ", "/", " | ",
        " with ", " e ", "、",
    ] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let mut names = Names { outlet: "harbour post".into(), found: Vec::new() };
        names.line(line);
        assert_eq!(names.found, expected, "{line}");
    }

    #[test]
    fn a_line_of_names_is_taken_apart() {
        check("By Jane Doe and John Roe", &["Jane Doe", "John Roe"]);
        check("Von Max Beispiel, Erika Muster", &["Max Beispiel", "Erika Muster"]);
        check("Harbour Post", &[]);
        check("Byron Smith", &["Byron Smith"]);
        check("https://harbour.test/authors/jane", &[]);
    }
}
