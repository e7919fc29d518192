//! Which words are the headline, and where on the page they stand.

use super::blocks::{Layout, Shape};
use super::json;
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
    let claims = Claims {
        in_data: data.article_text("headline"),
        is_news: data.article().is_some_and(|article| json::is_a(article, |name| name.contains("News"))),
        heading,
        shared: data.meta_of(&["og:title"]).map(|title| outlet.cut_from(title).to_owned()),
        for_search: data.title.as_deref().map(plain).unwrap_or_default(),
    };
    Headline { text: claims.choose().or_else(|| told.into_iter().next()), block }
}

/// What the parts of a page claim its headline is.
#[derive(Default)]
struct Claims {
    in_data: Option<String>,
    /// Whether the data says that the article is news.
    is_news: bool,
    /// The heading that readers see.
    heading: Option<String>,
    /// What other sites are given.
    shared: Option<String>,
    /// The title that search engines show, in plain words.
    for_search: String,
}

impl Claims {
    /// The article's own data knows the headline without the label above it, unless it is the wording for search.
    fn choose(self) -> Option<String> {
        let is_seen = self.heading.is_some();
        let is_cut = |title: &str| title.ends_with('…') || title.ends_with("...");
        let yields = self.is_outvoted() || self.is_filled_by_software();
        let told = self.in_data.as_deref().filter(|title| !(yields || is_seen && is_cut(title)));
        if let Some(title) = told {
            return Some(title.to_owned());
        }
        let Claims { in_data, heading, shared, .. } = self;
        // A heading may carry a label before the headline that other sites are given alone.
        let ends_with = heading.as_deref().zip(shared.as_deref()).is_some_and(|(heading, shared)| {
            shared.split_whitespace().count() >= 4 && plain(heading).ends_with(&plain(shared))
        });
        if ends_with { shared } else { heading.or(shared).or(in_data) }
    }

    fn is_for_search(&self, title: &Option<String>) -> bool {
        let words = title.as_deref().map(plain).unwrap_or_default();
        !words.is_empty()
            && !self.for_search.is_empty()
            && (self.for_search.starts_with(&words) || words.starts_with(&self.for_search))
    }

    /// Whether what readers see and what other sites are given agree, against the data: it was changed for search. Where
    /// the title for search has their wording too, it is not the data's that was made for search: a newsroom gave its
    /// report two headlines, and says in the data which is its own.
    fn is_outvoted(&self) -> bool {
        let is_second = self.is_news
            && self.is_for_search(&self.heading)
            && !self.is_for_search(&self.in_data)
            && self
                .in_data
                .as_deref()
                .is_some_and(|title| title.split_whitespace().count() >= TITLE_WORDS_MIN);
        same(&self.heading, &self.shared) && !same(&self.in_data, &self.heading) && !is_second
    }

    /// Whether the data of a page that is no news was filled by its software with the title for search, as what other
    /// sites are given was. The heading of much the same words is what its author wrote.
    fn is_filled_by_software(&self) -> bool {
        let is_alike = self.heading.as_deref().zip(self.in_data.as_deref()).is_some_and(|(heading, told)| {
            likeness(&plain(heading), &plain(told)) >= ALIKE && !plain(heading).contains(&plain(told))
        });
        !self.is_news
            && is_alike
            && self.is_for_search(&self.in_data)
            && self.is_for_search(&self.shared)
            && !self.is_for_search(&self.heading)
    }
}

/// Words from which a title is a headline, and not what a kind of page is called.
const TITLE_WORDS_MIN: usize = 4;
/// Share of words from which a heading says what a title says.
const ALIKE: f32 = 0.3;

fn same(one: &Option<String>, other: &Option<String>) -> bool {
    one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| plain(one) == plain(other))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_news: bool, [told, heading, shared, title]: [&str; 4], expected: &str) {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let claims = Claims {
            in_data: some(told),
            is_news,
            heading: some(heading),
            shared: some(shared),
            for_search: plain(title),
        };
        assert_eq!(claims.choose().as_deref(), some(expected).as_deref());
    }

    #[test]
    fn of_two_wordings_the_one_not_made_for_search_is_the_headline() {
        let (one, other) = ("Harbour closed: what the gates cost", "The gates that nobody wanted to pay for");
        check(true, [one, other, one, one], one);
        check(true, [one, other, other, one], other);
        check(true, [one, other, other, other], one);
        check(false, [one, other, other, other], other);
        check(true, [one, "", other, other], one);
        check(true, ["The gates that nobody…", other, "", other], other);
    }

    #[test]
    fn software_fills_the_data_of_a_blog_with_the_title_for_search() {
        let (heading, title) =
            ("Ten harbours you can see from the train", "10 harbours to see from a train (2026)");
        check(false, [title, heading, title, title], heading);
        check(true, [title, heading, title, title], title);
        check(false, [title, "Our blog", title, title], title);
    }

    #[test]
    fn a_label_above_the_headline_is_none_of_it() {
        let headline = "The gates close for a week";
        check(true, ["", "Harbour: The gates close for a week", headline, headline], headline);
    }
}
