//! Which words are the headline, and where on the page they stand.

use super::blocks::{Layout, Shape};
use super::naming::Kind;
use super::page_data::PageData;

/// A headline and the block that shows it.
#[derive(Debug, Default, Clone)]
pub struct Headline {
    pub text: Option<String>,
    pub block: Option<usize>,
}

/// Words of a text in lower case, for comparing.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut has_gap = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            if has_gap && !plain.is_empty() {
                plain.push(' ');
            }
            has_gap = false;
            if letter.is_ascii() {
                plain.push(letter.to_ascii_lowercase());
            } else {
                plain.extend(letter.to_lowercase());
            }
        } else {
            has_gap = true;
        }
    }
    plain
}

/// Weighs what the page calls its title against the headings it shows.
///
/// What readers see under the masthead is the headline; the data says which of several headings that is. Titles made
/// for search results and networks are the last resort: they are shortened, or carry the outlet's name.
pub fn find(layout: &Layout, data: &PageData) -> Headline {
    let outlet = Outlet::of(data);
    let told: Vec<String> = [
        data.article_text("headline"),
        data.meta_of(&["og:title"]).map(str::to_owned),
        data.meta_of(&[
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "title",
            "parsely-title",
            "sailthru.title",
        ])
        .map(str::to_owned),
        data.item_text("headline"),
        data.title.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|title| outlet.cut_from(&title).to_owned())
    .filter(|title| !title.is_empty())
    .collect();
    let told_plain: Vec<String> = told.iter().map(|title| plain(title)).collect();
    let mut best: Option<(f32, usize)> = None;
    for (index, block) in layout.blocks.iter().enumerate() {
        let around = layout.around(block);
        let level = match block.shape {
            Shape::Heading(level) => level,
            _ if around.own.has(Kind::Headline) && block.text.len() < 300 => 4,
            _ => continue,
        };
        if block.text.len() > 400 {
            continue;
        }
        let words = plain(&block.text);
        let agreement = told_plain.iter().map(|title| likeness(&words, title)).fold(0.0, f32::max);
        let mut score = agreement * 4.0 + if level == 1 { 2.0 } else { 0.6 - 0.1 * f32::from(level) };
        score += if around.own.has(Kind::Headline) { 0.4 } else { 0.0 };
        score -= if block.link_share() > 0.5 { 1.0 } else { 0.0 };
        score -= if around.all.has(Kind::Related)
            || around.all.has(Kind::Sidebar)
            || around.all.has(Kind::Overlay)
        {
            1.0
        } else {
            0.0
        };
        score -= if around.places.has(super::blocks::Places::FOOTER | super::blocks::Places::HIDDEN) {
            1.0
        } else {
            0.0
        };
        score -= if words.is_empty() || outlet.is_it(&words) { 4.0 } else { 0.0 };
        if score > 2.0 && best.is_none_or(|(most, _)| score > most + 1e-3) {
            best = Some((score, index));
        }
    }
    let block = best.map(|(_, index)| index);
    let heading = best.filter(|(score, _)| *score > 2.6).map(|(_, index)| whole_heading(layout, index));
    let in_data = data.article_text("headline");
    let shared = data.meta_of(&["og:title"]).map(|title| outlet.cut_from(title).to_owned());
    Headline { text: choose(in_data, heading, shared).or_else(|| told.into_iter().next()), block }
}

/// The article's own data knows the headline without the label above it; two that agree against it know better.
fn choose(in_data: Option<String>, heading: Option<String>, shared: Option<String>) -> Option<String> {
    let is_cut = |title: &str| title.ends_with('…') || title.ends_with("...");
    // What readers see and what other sites are given agree: the data was changed for search.
    let same = |one: &Option<String>, other: &Option<String>| {
        one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| plain(one) == plain(other))
    };
    let is_outvoted = same(&heading, &shared) && !same(&in_data, &heading);
    if let Some(title) =
        in_data.as_deref().filter(|title| !(is_outvoted || heading.is_some() && is_cut(title)))
    {
        return Some(title.to_owned());
    }
    // A heading may carry a label before the headline that other sites are given alone.
    let ends_with = heading.as_deref().zip(shared.as_deref()).is_some_and(|(heading, shared)| {
        shared.split_whitespace().count() >= 4 && plain(heading).ends_with(&plain(shared))
    });
    if ends_with { shared } else { heading.or(shared).or(in_data) }
}

/// A heading broken over several lines is one headline.
fn whole_heading(layout: &Layout, index: usize) -> String {
    let node = layout.blocks[index].node;
    if !matches!(layout.blocks[index].shape, Shape::Heading(_)) {
        return layout.blocks[index].text.clone();
    }
    let lines: Vec<&str> =
        layout.blocks.iter().filter(|block| block.node == node).map(|block| block.text.as_str()).collect();
    lines.join(" ")
}

/// From 0 to 1: how much of the words two titles share.
pub fn likeness(one: &str, other: &str) -> f32 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.0;
    }
    let words: Vec<&str> = other.split(' ').collect();
    let common = one.split(' ').filter(|word| words.contains(word)).count() as f32;
    let all = one.split(' ').count().max(words.len()) as f32;
    (common / all) * 0.95
}

/// The names of an outlet that its titles end with.
struct Outlet {
    /// In plain words.
    name: String,
    /// Letters and digits of its host.
    host: String,
}

impl Outlet {
    fn of(data: &PageData) -> Outlet {
        let host =
            data.base.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or_default();
        Outlet {
            name: data.meta_of(&["og:site_name"]).map(plain).unwrap_or_default(),
            host: host.chars().filter(char::is_ascii_alphanumeric).collect(),
        }
    }

    /// Whether plain words are the outlet's name, or a piece of its host.
    fn is_it(&self, words: &str) -> bool {
        let squeezed: String = words.chars().filter(|letter| *letter != ' ').collect();
        let is_host = squeezed.len() >= 3 && squeezed.is_ascii() && self.host.contains(&squeezed);
        let is_name = !self.name.is_empty()
            && !words.is_empty()
            && (words.contains(&self.name) || self.name.contains(words));
        is_host || is_name
    }

    /// A title without the outlet's name at either end.
    fn cut_from<'a>(&self, title: &'a str) -> &'a str {
        let mut title = title.trim();
        for separator in [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " / ", "｜", " : "]
        {
            if let Some((head, tail)) = title.rsplit_once(separator)
                && self.is_it(&plain(tail))
                && head.split_whitespace().count() >= 2
            {
                title = head.trim();
            }
            if let Some((head, tail)) = title.split_once(separator)
                && self.is_it(&plain(head))
                && tail.split_whitespace().count() >= 2
            {
                title = tail.trim();
            }
        }
        title
    }
}
