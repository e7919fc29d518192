//! Labels that mean the same: what is listed under one is found under the other.

use mynews_core::model::{StoryId, Topic};
use mynews_store::{How, Ingest, Kinship, SameTopic, Shelf, Stretch};

use crate::world::{READER, World, article_id, at, ingest};

fn labelled(name: &str, feed: mynews_core::model::FeedId, minute: i64, label: &str) -> Ingest {
    let mut one = ingest(name, feed, name, minute);
    one.subjects.topics = vec![Topic { key: label.into(), label: label.into() }];
    one.subjects.headings = Vec::new();
    one
}

fn listed(world: &World, topic: &str) -> usize {
    let shelf = Shelf::Topic(topic.into());
    let stretch = Stretch { after: None, unread_only: false, most: 10 };
    world.store.shelf(READER, &shelf, stretch).unwrap().len()
}

#[test]
fn what_stands_under_one_label_is_found_under_the_other() {
    let world = World::new();
    let feed = world.feed("harbour");
    world
        .store
        .ingest(&[labelled("a", feed, 1, "ukraine-war"), labelled("b", feed, 2, "war-in-ukraine")])
        .unwrap();
    assert_eq!((listed(&world, "ukraine-war"), listed(&world, "war-in-ukraine")), (1, 1));
    let same = SameTopic { topic: "ukraine-war".into(), other: "war-in-ukraine".into(), events: 3 };
    world.store.add_same_topics(std::slice::from_ref(&same)).unwrap();
    assert_eq!((listed(&world, "ukraine-war"), listed(&world, "war-in-ukraine")), (2, 2));
    world.store.ingest(&[labelled("c", feed, 3, "war-in-ukraine")]).unwrap();
    assert_eq!(listed(&world, "ukraine-war"), 3);
    assert_eq!(world.store.same_topics().unwrap(), [same]);
    world.store.drop_same_topic("war-in-ukraine", "ukraine-war").unwrap();
    assert_eq!(world.store.same_topics().unwrap(), []);
}

#[test]
fn labels_are_used_on_events_and_one_event_may_have_several_stories() {
    let world = World::new();
    let feed = world.feed("harbour");
    world.store.ingest(&[labelled("a", feed, 1, "pier"), labelled("b", feed, 2, "muelle")]).unwrap();
    let story = |name| StoryId::opened_by(article_id(name));
    let kin = Kinship { other: story("a"), how: How::SameEvent, by: Vec::new() };
    world.store.set_kin(&[(story("b"), vec![kin])]).unwrap();
    let uses = world.store.label_uses(at(0), 10).unwrap();
    let labels: Vec<&str> = uses.iter().map(|one| one.topic.as_str()).collect();
    assert_eq!(labels, ["muelle", "pier"]);
    assert_eq!(uses[0].event, uses[1].event);
    assert_eq!(world.store.label_uses(at(2), 10).unwrap().len(), 1);
}
