//! The demo newsroom against its own answer sheet: every article read, every story whole, none glued to another.

use std::collections::{BTreeMap, BTreeSet};

use mynews::app::House;
use mynews::config::Config;
use mynews::demo::{Newsroom, Truth};
use mynews_core::model::{ArticleId, Completeness, StoryId};
use mynews_core::text::url;
use mynews_store::How;

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
    let mut holds: BTreeMap<StoryId, BTreeSet<&str>> = BTreeMap::new();
    placed.iter().for_each(|(written, _, found)| {
        holds.entry(*found).or_default().insert(written);
    });
    holds.values().filter(|written| written.len() > 1).for_each(|written| println!("one story: {written:?}"));
    println!(
        "stories right: {f1:.3} (precision {precision:.3}, recall {recall:.3}) of {} articles",
        placed.len()
    );
    assert_eq!((precision, recall), (1.0, 1.0), "B-cubed F1 {f1:.3}");
    let mut torn: BTreeMap<&str, BTreeSet<StoryId>> = BTreeMap::new();
    placed.iter().for_each(|(_, in_language, found)| {
        torn.entry(in_language).or_default().insert(*found);
    });
    assert!(torn.values().all(|stories| stories.len() <= 3), "no story is scattered: {torn:?}");
}

/// How many stories must stand under a heading that an editor would choose. Every language of the demo counts.
const HEADINGS_RIGHT_MIN: f64 = 0.9;

#[test]
fn stories_stand_under_the_heading_they_were_written_for() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let mut votes: BTreeMap<StoryId, BTreeMap<String, f32>> = BTreeMap::new();
    let mut written: BTreeMap<StoryId, Truth> = BTreeMap::new();
    for truth in newsroom.truth() {
        let Some(row) = app.store.article(article_of(&truth.url)).unwrap() else { continue };
        let found = votes.entry(row.story).or_default();
        written.insert(row.story, truth);
        for heading in &row.subjects.headings {
            *found.entry(heading.topic.key.clone()).or_default() += heading.confidence;
        }
    }
    let mut wrong = Vec::new();
    for (story, found) in &votes {
        let first = found.iter().max_by(|ours, theirs| ours.1.total_cmp(theirs.1)).map(|(key, _)| key);
        let truth = &written[story];
        if first.is_none_or(|first| !truth.headings.contains(first)) {
            wrong
                .push(format!("{} was written for {:?}: {found:?}", truth.story_in_language, truth.headings));
        }
    }
    let right = 1.0 - wrong.len() as f64 / votes.len() as f64;
    println!("headings right: {right:.3} of {} stories; wrong:\n{}", votes.len(), wrong.join("\n"));
    assert!(right >= HEADINGS_RIGHT_MIN, "{right:.3}");
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

/// How many of the stories that another language tells too are linked to it. Those in scripts without our letters share
/// no names with the rest.
const LANGUAGES_LINKED_MIN: f64 = 0.45;

#[test]
fn the_same_event_in_another_language_is_linked_and_no_other() {
    let (_folder, house, newsroom) = told();
    let app = house.current();
    let mut events: BTreeMap<StoryId, BTreeSet<String>> = BTreeMap::new();
    let mut tellings: BTreeMap<String, BTreeMap<StoryId, BTreeSet<String>>> = BTreeMap::new();
    for truth in newsroom.truth() {
        let Some(row) = app.store.article(article_of(&truth.url)).unwrap() else { continue };
        events.entry(row.story).or_default().insert(truth.story.clone());
        let language = row.article.language.clone().unwrap_or_default();
        tellings.entry(truth.story).or_default().entry(row.story).or_default().insert(language);
    }
    let linked = |story: StoryId| -> BTreeSet<StoryId> {
        let kin = app.store.kin_of(story).unwrap().into_iter();
        kin.filter(|one| one.how == How::SameEvent).map(|one| one.other).collect()
    };
    let mut wrong = Vec::new();
    for (story, event) in &events {
        for other in linked(*story) {
            if event.is_disjoint(&events[&other]) {
                wrong.push(format!("{event:?} is linked to {:?}", events[&other]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let (mut found, mut possible, mut missing) = (0, 0, Vec::new());
    for (event, stories) in tellings.iter().filter(|(_, stories)| stories.len() > 1) {
        for (story, languages) in stories {
            if stories.iter().any(|(other, theirs)| other != story && languages.is_disjoint(theirs)) {
                possible += 1;
                let is_linked = linked(*story).iter().any(|other| stories.contains_key(other));
                found += usize::from(is_linked);
                if !is_linked {
                    missing.push(format!("{event} {languages:?}"));
                }
            }
        }
    }
    println!("linked across languages: {found} of {possible}; not: {}", missing.join(", "));
    assert!(f64::from(found as u32) >= LANGUAGES_LINKED_MIN * f64::from(possible as u32));
}

#[test]
fn addresses_stay() {
    let (_folder, house, _) = told();
    let changes = house.current().store.address_changes(3600).unwrap();
    println!("addresses changed after their first hour: {} of {}", changes.changed, changes.stories);
    // The demo is small: three stories are three in a hundred.
    assert!(changes.changed <= 4, "{changes:?}");
}
