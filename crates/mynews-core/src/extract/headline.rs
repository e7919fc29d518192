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
    let outlet = data.meta_of(&["og:site_name"]).unwrap_or_default();
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
        data.title.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|title| without_outlet(&title, outlet).to_owned())
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
        score -= if words.is_empty() || words == plain(outlet) { 4.0 } else { 0.0 };
        if score > 2.0 && best.is_none_or(|(most, _)| score > most + 1e-3) {
            best = Some((score, index));
        }
    }
    let shown = best.map(|(score, index)| (score, whole_heading(layout, index)));
    match shown {
        Some((score, (text, index))) if score > 2.6 || told.is_empty() => {
            Headline { text: Some(text), block: Some(index) }
        }
        Some((_, (_, index))) => Headline { text: told.into_iter().next(), block: Some(index) },
        None => Headline { text: told.into_iter().next(), block: None },
    }
}

/// A heading broken over several lines is one headline.
fn whole_heading(layout: &Layout, index: usize) -> (String, usize) {
    let node = layout.blocks[index].node;
    let mut text = String::new();
    if !matches!(layout.blocks[index].shape, Shape::Heading(_)) {
        return (layout.blocks[index].text.clone(), index);
    }
    for block in &layout.blocks {
        if block.node == node {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&block.text);
        }
    }
    (text, index)
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

/// A title without the outlet's name at either end.
fn without_outlet<'a>(title: &'a str, outlet: &str) -> &'a str {
    let outlet = plain(outlet);
    let mut title = title.trim();
    for separator in [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " / "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail_plain = plain(tail);
            let is_outlet =
                !outlet.is_empty() && (tail_plain.contains(&outlet) || outlet.contains(&tail_plain));
            let looks_like_one = separator != " / "
                && tail.split_whitespace().count() <= 4
                && head.split_whitespace().count() >= 3;
            if is_outlet || (looks_like_one && outlet.is_empty()) {
                title = head.trim();
            }
        }
        if let Some((head, tail)) = title.split_once(separator)
            && !outlet.is_empty()
            && plain(head) == outlet
        {
            title = tail.trim();
        }
    }
    title
}
