//! The demo newsroom prints: every file is sound, every page says what its article holds, time passes as told.

use std::collections::BTreeSet;
use std::path::Path;

use mynews_core::model::Timestamp;

use super::content::Content;
use super::*;

fn base() -> Timestamp {
    "2026-11-23T18:00:00Z".parse().unwrap()
}

fn printed(newsroom: &Newsroom, url: &str, now: Timestamp) -> String {
    let recorded = newsroom.answer(url, now).unwrap_or_else(|| panic!("nothing at {url}"));
    String::from_utf8(recorded.body).unwrap()
}

/// As a page escapes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn every_file_of_the_folder_is_carried() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let named = |name: &str| name.to_owned();
    let carried: [(&str, BTreeSet<String>); 4] = [
        ("stories", files::STORIES.iter().map(|(name, _)| named(name)).collect()),
        ("pages", files::PAGES.iter().map(|(name, _)| named(name)).collect()),
        ("feeds", files::FEEDS.iter().map(|(name, _)| named(name)).collect()),
        ("pictures", files::PICTURES.iter().map(|(name, _)| named(name)).collect()),
    ];
    for (name, carried) in carried {
        let found: BTreeSet<String> = std::fs::read_dir(folder.join(name))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(found, carried, "demo/{name} and files.rs differ");
    }
}

#[test]
fn the_content_is_sound() {
    if let Err(wrong) = Content::read() {
        panic!("{wrong}");
    }
}

#[test]
fn every_page_says_its_headline_and_its_last_paragraph() {
    let newsroom = Newsroom::new(base());
    for article in &newsroom.content.articles {
        let outlet = newsroom.content.outlet(&article.outlet);
        let page = printed(&newsroom, &outlet.article_url(&article.id), base());
        assert!(!page.contains("{day"), "{}: a day is not told", article.id);
        if outlet.page == "state" {
            continue; // Its text is a string of a script, escaped in its own way.
        }
        assert!(
            page.contains(&escaped(&article.headline)) || article.headline.contains('{'),
            "{}",
            article.id
        );
        let last = article
            .body
            .trim()
            .rsplit("\n\n")
            .find(|block| !block.starts_with(['{', ' ', '#', '>']))
            .unwrap();
        let opening: String = last.split(['{', '*', '`', '\n']).next().unwrap().chars().take(30).collect();
        assert_eq!(page.contains(&escaped(&opening)), !article.paywall, "{}: {opening}", article.id);
    }
}

#[test]
fn what_a_script_holds_is_json() {
    let newsroom = Newsroom::new(base());
    let mut scripts = 0;
    for truth in newsroom.truth() {
        let page = printed(&newsroom, &truth.url, base());
        for opening in ["<script type=\"application/ld+json\">", "type=\"application/json\">"] {
            let Some((_, rest)) = page.split_once(opening) else { continue };
            let script = rest.split("</script>").next().unwrap();
            serde_json::from_str::<serde_json::Value>(script)
                .unwrap_or_else(|why| panic!("{}: {why}", truth.url));
            scripts += 1;
        }
    }
    assert!(scripts > 20);
}

#[test]
fn news_appears_when_it_is_told() {
    let newsroom = Newsroom::new(base());
    let moments = newsroom.moments();
    let wire = &newsroom.feeds()[0].url;
    let mut longest = 0;
    for moment in &moments {
        let length = printed(&newsroom, wire, *moment).matches("<item>").count();
        assert!(length >= longest, "a feed lost an entry");
        longest = length;
    }
    for truth in newsroom.truth() {
        let before = truth.published - SignedDuration::from_secs(1);
        assert!(newsroom.answer(&truth.url, before).is_none(), "{} is early", truth.url);
        assert!(moments.contains(&truth.published));
    }
}

#[test]
fn a_headline_changes_twice() {
    let newsroom = Newsroom::new(base());
    let url = newsroom.content.url_of("eleven-coastal-states");
    let headlines: Vec<String> = [7.9, 7.0, 0.0]
        .map(|hours_ago| {
            let page = printed(&newsroom, &url, newsroom.at(hours_ago));
            page.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap().to_owned()
        })
        .to_vec();
    assert_eq!(headlines.iter().collect::<BTreeSet<_>>().len(), 3, "{headlines:?}");
}
