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

/// How much of the answer sheet grouping gets right, as B-cubed F1. It only goes up; the aim is 1.
const STORIES_RIGHT_MIN: f64 = 0.89;

#[test]
fn stories_are_nearly_as_they_were_written() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let placed: Vec<(String, String, StoryId)> = (newsroom.truth().into_iter())
        .filter_map(|truth| {
            let story = app.store.story_of(article_of(&truth.url)).unwrap()?;
            Some((truth.story, truth.story_in_language, story))
        })
        .collect();
    let count =
        |is: &dyn Fn(&(String, String, StoryId)) -> bool| placed.iter().filter(|one| is(one)).count() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (written, in_language, found) in &placed {
        // Two languages of one story may well be one story, and are not asked to be.
        let both = count(&|one| one.0 == *written && one.2 == *found);
        let same_language = count(&|one| one.1 == *in_language && one.2 == *found);
        precision += both / count(&|one| one.2 == *found);
        recall += same_language / count(&|one| one.1 == *in_language);
    }
    let (precision, recall) = (precision / placed.len() as f64, recall / placed.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "stories right: {f1:.3} (precision {precision:.3}, recall {recall:.3}) of {} articles",
        placed.len()
    );
    assert!(f1 >= STORIES_RIGHT_MIN, "{f1:.3}, precision {precision:.3}, recall {recall:.3}");
    let mut torn: BTreeMap<&str, BTreeSet<StoryId>> = BTreeMap::new();
    placed.iter().for_each(|(_, in_language, found)| {
        torn.entry(in_language).or_default().insert(*found);
    });
    assert!(torn.values().all(|stories| stories.len() <= 3), "no story is scattered: {torn:?}");
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
