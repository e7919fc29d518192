//! Who the page shows as its author: links to people, parts called byline, lines that begin with "By".

use html5ever::local_name;

use super::blocks::{self, Block, Layout, Places, Shape};
use super::dom::NodeId;
use super::headline::plain;
use super::names::{self, Names, has_lead, is_bare_name, without_date, without_lead};
use super::naming::Kind;
use super::page::Parts;
use crate::text::date;

/// Words of a byline, office and date included.
const WORDS_MAX: usize = 16;
/// Blocks before the headline in which a byline may stand, and behind it.
const BEFORE: usize = 6;
const BEHIND: usize = 40;
/// Blocks over which the links of one byline are spread.
const SPREAD: usize = 3;

/// Adds the names of the best byline: a link the page says leads to the author, a link into its pages of people, a part
/// called byline near the headline, a line that begins as bylines do or stands by the date, and last what stands below
/// the article.
pub fn names(parts: &Parts<'_>, names: &mut Names) {
    type Look = fn(&Parts<'_>, &mut Names);
    let looks: [Look; 8] =
        [declared, linked, called, begun, beside_date, declared_below, called_below, begun_below];
    for look in looks {
        look(parts, names);
        if !names.found.is_empty() {
            return;
        }
    }
}

/// The names of the data, or all those of the byline where it names others beside one of them.
pub fn with_all_names(parts: &Parts<'_>, told: Vec<String>) -> Vec<String> {
    let [only] = told.as_slice() else { return told };
    let bare = plain(only);
    for (_, block) in near(parts) {
        let is_line = (2..=WORDS_MAX).contains(&block.words) && block.text.len() > only.len() + 4;
        if !is_line || !block.text.contains(only.as_str()) {
            continue;
        }
        let around = parts.layout.around(block);
        let line = without_date(&block.text);
        let is_byline = around.near.with(block.inner).has(Kind::Byline) || has_lead(line);
        let found = names::of_line(line);
        if is_byline
            && found.len() > 1
            && found.iter().all(|name| is_bare_name(name))
            && found.iter().any(|name| plain(name).ends_with(&bare))
        {
            return found;
        }
    }
    told
}

/// `rel="author"` and `itemprop="author"` near the headline.
fn declared(parts: &Parts<'_>, names: &mut Names) {
    let near = range(parts);
    declared_in(parts, names, |place| near.contains(&place));
}

/// The same anywhere.
fn declared_below(parts: &Parts<'_>, names: &mut Names) {
    declared_in(parts, names, |_| true);
}

fn declared_in(parts: &Parts<'_>, names: &mut Names, is_there: impl Fn(usize) -> bool) {
    let mut first = None;
    for (node, place) in nodes(parts) {
        let attribute = |name: &str| parts.dom.attribute(node, name);
        let is_author = *parts.dom.tag(node) == local_name!("a")
            && attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"));
        let is_property = attribute("itemprop") == Some("author");
        if !(is_author || is_property)
            || !is_there(place)
            || first.is_some_and(|first| place > first + SPREAD)
        {
            continue;
        }
        if is_elsewhere(&parts.layout, place) {
            continue;
        }
        let name = named_within(parts, node).unwrap_or_else(|| parts.dom.words(node));
        names.line(&name);
        if !names.found.is_empty() {
            first = first.or(Some(place));
        }
    }
}

/// The part of an author's box that is called the name.
fn named_within(parts: &Parts<'_>, node: NodeId) -> Option<String> {
    let is_name = |node: &NodeId| parts.dom.attribute(*node, "itemprop") == Some("name");
    let inner = parts.dom.descendants(node).find(is_name)?;
    let content = parts.dom.attribute(inner, "content").map(str::to_owned);
    Some(content.unwrap_or_else(|| parts.dom.words(inner))).filter(|name| !name.trim().is_empty())
}

/// Folders of an address in which outlets keep the pages of their people.
const PEOPLE: &[&str] = &[
    "author",
    "authors",
    "auteur",
    "auteurs",
    "autor",
    "autores",
    "autoren",
    "autore",
    "autori",
    "byline",
    "contributor",
    "contributors",
    "forfatter",
    "journalist",
    "journalists",
    "journaliste",
    "people",
    "person",
    "profile",
    "profiles",
    "redakteur",
    "redaktion",
    "reporter",
    "reporters",
    "skribent",
    "staff",
    "team",
    "writer",
    "writers",
    "blog-authors",
];

fn linked(parts: &Parts<'_>, names: &mut Names) {
    let near = range(parts);
    let mut first = None;
    for (node, place) in nodes(parts) {
        if *parts.dom.tag(node) != local_name!("a")
            || !near.contains(&place)
            || first.is_some_and(|first| place > first + SPREAD)
        {
            continue;
        }
        let leads_to_person = parts.dom.attribute(node, "href").is_some_and(|address| {
            let path = address.split_once("://").map_or(address, |(_, rest)| rest);
            let folders: Vec<&str> = path.split(['/', '?', '=']).filter(|part| !part.is_empty()).collect();
            // The folder alone is the list of all the people.
            folders.len() >= 2 && folders[..folders.len() - 1].iter().any(|part| PEOPLE.contains(part))
        });
        if !leads_to_person || is_elsewhere(&parts.layout, place) {
            continue;
        }
        let words = parts.dom.words(node);
        if words.split_whitespace().count() <= WORDS_MAX && is_signature(&words) {
            names.line(&words);
            if !names.found.is_empty() {
                first = first.or(Some(place));
            }
        }
    }
}

/// Parts called byline near the headline.
fn called(parts: &Parts<'_>, names: &mut Names) {
    let near = range(parts);
    called_in(parts, names, |place| near.contains(&place));
}

/// Boxes about the author, below.
fn called_below(parts: &Parts<'_>, names: &mut Names) {
    let near = range(parts);
    called_in(parts, names, |place| place >= near.end);
}

/// What is called the author's name goes before what is only called the author's.
fn called_in(parts: &Parts<'_>, names: &mut Names, is_there: impl Fn(usize) -> bool) {
    let has_name = |node: NodeId| {
        ["class", "itemprop"]
            .iter()
            .any(|name| parts.dom.attribute(node, name).is_some_and(|value| value.contains("name")))
    };
    called_where(parts, names, |node, place| is_there(place) && has_name(node));
    if names.found.is_empty() {
        called_where(parts, names, |_, place| is_there(place));
    }
}

fn called_where(parts: &Parts<'_>, names: &mut Names, is_it: impl Fn(NodeId, usize) -> bool) {
    for (node, place) in nodes(parts) {
        let Some(block) = parts.layout.blocks.get(place) else { continue };
        let around = parts.layout.around(block);
        if !is_it(node, place)
            || !around.all.with(block.inner).has(Kind::Byline)
            || !blocks::names(&parts.dom, node).has(Kind::Byline)
            || is_elsewhere(&parts.layout, place)
        {
            continue;
        }
        let words = parts.dom.words(node);
        if words.split_whitespace().count() <= WORDS_MAX && is_signature(&words) {
            names.line(&words);
        }
        if !names.found.is_empty() {
            return;
        }
    }
}

/// Lines that begin as bylines do, or give a name and a date.
fn begun(parts: &Parts<'_>, names: &mut Names) {
    let headline = parts.headline.block.map(|headline| parts.layout.blocks[headline].node);
    for (place, block) in near(parts) {
        if block.words > WORDS_MAX
            || Some(block.node) == headline
            || is_elsewhere(&parts.layout, place)
            || parts.layout.around(block).places.has(Places::LINK)
        {
            continue;
        }
        let line = without_date(&block.text);
        let has_date = line.len() < block.text.len();
        let name = without_lead(line);
        let begins = (block.words >= 2 && (has_lead(&block.text) || has_date && has_lead(line)))
            && block.text.chars().next().is_some_and(|letter| letter.is_uppercase() || block.words <= 5);
        let is_signed = begins && name.chars().next().is_some_and(char::is_uppercase)
            || has_date && name.split(['|', '•', '·', '⋅']).next().is_some_and(is_bare_name);
        if is_signed {
            names.line(line);
        }
        if !names.found.is_empty() {
            return;
        }
    }
}

/// A line that is nothing but a name, with the date in the next.
fn beside_date(parts: &Parts<'_>, names: &mut Names) {
    let Some(headline) = parts.headline.block else { return };
    let blocks = &parts.layout.blocks;
    for (place, block) in near(parts).filter(|(place, _)| *place > headline) {
        let kinds = parts.layout.around(block).near.with(block.inner);
        let is_line = !matches!(block.shape, Shape::Heading(_))
            && (2..=4).contains(&block.words)
            && !kinds.has(Kind::Topics)
            && !kinds.has(Kind::Label);
        if is_line
            && is_bare_name(&block.text)
            && blocks.get(place + 1).is_some_and(|next| next.words <= 8 && date::find(&next.text).is_some())
            && !is_elsewhere(&parts.layout, place)
        {
            names.line(&block.text);
            return;
        }
    }
}

/// Verbs that only bylines have, lower case: below an article "by" alone proves nothing.
const SIGNS: &[&str] = &[
    "written by",
    "authored by",
    "posted by",
    "article by",
    "verfasst von",
    "écrit par",
    "escrito por",
    "scritto da",
];

/// A line below that says who wrote the article.
fn begun_below(parts: &Parts<'_>, names: &mut Names) {
    for (place, block) in parts.layout.blocks.iter().enumerate().skip(range(parts).end) {
        if block.words > 8 || block.text.len() > 100 || is_elsewhere(&parts.layout, place) {
            continue;
        }
        let lower = block.text.to_lowercase();
        let name = without_lead(without_date(&block.text));
        if SIGNS.iter().any(|sign| lower.starts_with(sign)) && is_bare_name(name) {
            names.line(name);
            return;
        }
    }
}

/// Whether words read as a name or several: each part begins with a capital, or there are but two words in all.
fn is_signature(words: &str) -> bool {
    let line = without_lead(without_date(without_lead(words)));
    let parts = names::of_line(line);
    !parts.is_empty()
        && names::is_only_names(line)
        && (line.split_whitespace().count() <= 2
            || parts.iter().all(|name| {
                is_bare_name(name.split(',').next().unwrap_or_default())
                    || name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase))
            }))
}

/// Comments, captions, other stories.
fn is_elsewhere(layout: &Layout, place: usize) -> bool {
    layout.blocks.get(place).is_some_and(|block| {
        let around = layout.around(block);
        around.all.has(Kind::Comments)
            || around.near.has(Kind::Related)
            || around.own.has(Kind::Share)
            || around.places.has(Places::CAPTION | Places::NAVIGATION | Places::FOOTER)
    })
}

/// Places near the headline.
fn range(parts: &Parts<'_>) -> std::ops::Range<usize> {
    let headline = parts.headline.block.unwrap_or(0);
    headline.saturating_sub(BEFORE)..headline + BEHIND
}

fn near<'a>(parts: &'a Parts<'_>) -> impl Iterator<Item = (usize, &'a Block)> {
    let range = range(parts);
    parts.layout.blocks.iter().enumerate().skip(range.start).take(range.len())
}

/// Every element, with the number of blocks before it.
fn nodes<'a>(parts: &'a Parts<'_>) -> impl Iterator<Item = (NodeId, usize)> + 'a {
    parts
        .dom
        .descendants(parts.dom.root())
        .filter(|node| parts.dom.is_element(*node))
        .map(|node| (node, parts.layout.blocks_before[node.index()] as usize))
}
