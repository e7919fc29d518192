//! The demo newsroom against its own answer sheet: every article read, every story whole, none glued to another.

use std::collections::{BTreeMap, BTreeSet};

use mynews::app::House;
use mynews::config::Config;
use mynews::demo::Newsroom;
use mynews_core::model::{ArticleId, Completeness, StoryId};
use mynews_core::text::url;

/// The demo, told as at a first start.
fn told() -> (tempfile::TempDir, House, Newsroom) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(Config::default(), folder.path()).unwrap();
    let newsroom = Newsroom::new(house.current().now());
    (folder, house, newsroom)
}

fn article_of(address: &str) -> ArticleId {
    ArticleId::of_url(&url::canonical(address).expect("the demo's addresses are addresses"))
}

#[test]
fn every_article_is_there_and_whole() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let mut missing = Vec::new();
    for truth in newsroom.truth() {
        match app.store.article(article_of(&truth.url)).unwrap() {
            None => missing.push(format!("{}: not there", truth.url)),
            Some(row) if row.article.completeness < Completeness::Paywalled => {
                missing.push(format!("{}: {:?}", truth.url, row.article.completeness));
            }
            Some(_) => {}
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn stories_are_as_they_were_written() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let mut written: BTreeMap<String, BTreeSet<StoryId>> = BTreeMap::new();
    let mut found: BTreeMap<StoryId, BTreeSet<String>> = BTreeMap::new();
    for truth in newsroom.truth() {
        let Some(story) = app.store.story_of(article_of(&truth.url)).unwrap() else { continue };
        written.entry(truth.story_in_language.clone()).or_default().insert(story);
        // Two languages of one story may well be one story; two stories never.
        found.entry(story).or_default().insert(truth.story);
    }
    let torn = written.iter().filter(|(_, stories)| stories.len() > 1);
    let mut wrong: Vec<String> =
        torn.map(|(story, parts)| format!("{story} is in {} pieces", parts.len())).collect();
    let glued = found.values().filter(|stories| stories.len() > 1);
    wrong.extend(glued.map(|stories| format!("glued: {stories:?}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn copies_of_one_text_count_once() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let group = |address: &str| app.store.article(article_of(address)).unwrap().map(|row| row.copy_group);
    let mut wrong = Vec::new();
    for truth in newsroom.truth() {
        let Some(original) = &truth.copy_of else { continue };
        if group(&truth.url) != group(original) {
            wrong.push(format!("{} prints {original}", truth.url));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
