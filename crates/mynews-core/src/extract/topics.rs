//! The outlet's own labels for an article, without its list of sections.

use html5ever::local_name;

use super::blocks::Places;
use super::headline::plain;
use super::json;
use super::naming::Kind;
use super::page::Parts;
use crate::text::html;

/// Topics of one article.
const TOPICS_MAX: usize = 30;

pub fn find(parts: &Parts<'_>, section: Option<&str>) -> Vec<String> {
    let data = &parts.data;
    let mut told: Vec<String> = Vec::new();
    if let Some(article) = data.article() {
        for keywords in json::list(article, "keywords") {
            if let Some(text) = keywords.as_str() {
                add_list(&mut told, text);
            } else if let Some(name) = json::text(keywords, "name") {
                add(&mut told, name);
            }
        }
    }
    for name in [
        "article:tag",
        "news_keywords",
        "keywords",
        "parsely-tags",
        "sailthru.tags",
        "og:article:tag",
        "cxenseparse:taglist",
    ] {
        if told.is_empty() {
            data.metas_of(name).for_each(|content| add_list(&mut told, content));
        }
    }
    // More labels than an article can be about are a list of everything the outlet has.
    if told.len() > TOPICS_MAX {
        told.clear();
    }
    for shown in shown(parts) {
        add(&mut told, &shown);
    }
    told.retain(|topic| section.is_none_or(|section| topic != section) || topic.len() > 40);
    told.truncate(TOPICS_MAX);
    told
}

/// The labels a feed gives an entry.
pub fn of_categories(categories: &[String]) -> Vec<String> {
    let mut topics = Vec::new();
    categories.iter().take(TOPICS_MAX).for_each(|category| add(&mut topics, category));
    topics
}

/// The article's section.
pub fn section(parts: &Parts<'_>) -> Option<String> {
    parts.data.article_text("articleSection").or_else(|| {
        parts
            .data
            .meta_of(&["article:section", "og:article:section", "section", "parsely-section"])
            .map(str::to_owned)
    })
}

fn add_list(topics: &mut Vec<String>, text: &str) {
    let separator = if text.contains(';') && !text.contains(',') { ';' } else { ',' };
    text.split(separator).for_each(|topic| add(topics, topic));
}

fn add(topics: &mut Vec<String>, topic: &str) {
    let topic = html::to_text(topic);
    let topic = of_kind(topic.trim()).trim_start_matches('#');
    let bare = plain(topic);
    if !bare.is_empty()
        && topic.len() <= 80
        && !is_identifier(topic)
        && !topics.iter().any(|known| plain(known) == bare)
    {
        topics.push(topic.to_owned());
    }
}

/// "Category: Harbours" is the label and what kind it is of.
fn of_kind(topic: &str) -> &str {
    match topic.split_once(": ") {
        Some((kind, label))
            if matches!(
                kind.to_lowercase().as_str(),
                "category" | "tag" | "topic" | "keyword" | "subject"
            ) =>
        {
            label.trim()
        }
        _ => topic,
    }
}

/// Addresses, hosts and numbers by which programs know an article or its outlet.
fn is_identifier(topic: &str) -> bool {
    let is_one_word = !topic.contains(' ');
    let is_host = is_one_word
        && topic.contains('.')
        && topic.bytes().all(|it| it.is_ascii_lowercase() || it == b'.' || it == b'-');
    let is_number = is_one_word
        && topic.len() >= 16
        && topic.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
        && topic.bytes().any(|it| it.is_ascii_digit());
    topic.contains("://") || is_host || is_number
}

/// Folders of an address in which outlets keep a topic's page.
const FOLDERS: &[&str] = &[
    "argomenti",
    "argomento",
    "emne",
    "emner",
    "etiqueta",
    "etiquetas",
    "keyword",
    "keywords",
    "onderwerp",
    "onderwerpen",
    "schlagwort",
    "sujet",
    "sujets",
    "tag",
    "tags",
    "tema",
    "temas",
    "teema",
    "thema",
    "themen",
    "theme",
    "themes",
    "topic",
    "topics",
];
/// Words of a label.
const LABEL_WORDS_MAX: usize = 5;

/// Links called topic or tag, or that lead to a topic's page and stand in no sentence, that are no part of a menu.
fn shown(parts: &Parts<'_>) -> Vec<String> {
    let layout = &parts.layout;
    let headline = parts.headline.block.unwrap_or(0);
    let mut found = Vec::new();
    for node in parts.dom.descendants(parts.dom.root()) {
        if *parts.dom.tag(node) != local_name!("a") {
            continue;
        }
        let place = layout.blocks_before[node.index()] as usize;
        let Some(block) = layout.blocks.get(place) else { continue };
        let around = layout.around(block);
        let own = super::blocks::names(&parts.dom, node);
        let is_topic = own.has(Kind::Topics)
            || parts
                .dom
                .attribute(node, "rel")
                .is_some_and(|rel| rel.split_whitespace().any(|word| word == "tag"));
        let leads_to_topic = place > headline
            && block.link_share() > 0.8
            && !around.places.has(Places::NAVIGATION | Places::ASIDE)
            && parts.dom.attribute(node, "href").is_some_and(is_topic_address);
        // An article's own footer is where its topics stand.
        let is_footer = around.all.has(Kind::Footer) && !around.places.has(Places::ARTICLE);
        if (is_topic || leads_to_topic)
            && !around.all.has(Kind::Related)
            && !is_footer
            && !around.all.has(Kind::Sidebar)
        {
            let words = parts.dom.words(node);
            if is_topic || words.split_whitespace().count() <= LABEL_WORDS_MAX {
                found.push(words);
            }
        }
        if found.len() > TOPICS_MAX {
            break;
        }
    }
    found
}

/// Whether an address is of a page in a folder of topics.
fn is_topic_address(address: &str) -> bool {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or("");
    let folders: Vec<&str> = path.split('/').filter(|folder| !folder.is_empty()).collect();
    folders.split_last().is_some_and(|(_, above)| above.iter().any(|folder| FOLDERS.contains(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_what_programs_write() {
        let mut topics = Vec::new();
        add_list(
            &mut topics,
            "Category: Harbours, #ferries, 0ce15240-c52a-4887-a61a-cd64701d6596, harbour-post.test",
        );
        assert_eq!(topics, ["Harbours", "ferries"]);
    }

    #[test]
    fn addresses_of_topics_are_known_by_their_folder() {
        assert!(is_topic_address("/news/topics/c1vw6q14"));
        assert!(is_topic_address("https://harbour.test/thema/gates/"));
        assert!(!is_topic_address("/tags/"));
        assert!(!is_topic_address("/harbour/gates?from=/tags/x"));
    }
}
