//! The outlet's own labels for an article, without its list of sections.

use html5ever::local_name;

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
    let topic = topic.trim().trim_start_matches('#');
    let bare = plain(topic);
    if !bare.is_empty()
        && topic.len() <= 80
        && !topic.contains("://")
        && !topics.iter().any(|known| plain(known) == bare)
    {
        topics.push(topic.to_owned());
    }
}

/// Links called topic or tag, near the headline or behind the body, that are no part of a menu.
fn shown(parts: &Parts<'_>) -> Vec<String> {
    let layout = &parts.layout;
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
        if is_topic
            && !around.all.has(Kind::Related)
            && !around.all.has(Kind::Footer)
            && !around.all.has(Kind::Sidebar)
        {
            found.push(parts.dom.words(node));
        }
        if found.len() > TOPICS_MAX {
            break;
        }
    }
    found
}
