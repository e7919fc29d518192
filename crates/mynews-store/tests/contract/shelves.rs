//! Lists in order of time, what was read of them, and searches that ask for more than words.

use mynews_core::model::{FeedId, OutletKey, Topic};
use mynews_store::{Place, Shelf, Stretch};

use super::world::{READER, World, article_id, at, full_article, full_subjects, ingest, ingest_in};

const ALL: Stretch = Stretch { after: None, unread_only: false, most: 10 };
const UNREAD: Stretch = Stretch { unread_only: true, ..ALL };

/// Two feeds of one outlet: a, b and c in the first, d in the second; b is about the sea.
fn two_feeds() -> (World, FeedId, FeedId) {
    let world = World::new();
    let (first, second) = (world.feed("harbour"), world.feed("kestrel"));
    let mut sea = ingest("b", first, "Tides", 2);
    sea.subjects.topics = vec![Topic { key: "sea-power".into(), label: "Sea power".into() }];
    let articles =
        [ingest("a", first, "One", 1), sea, ingest("c", first, "Three", 3), ingest("d", second, "Four", 4)];
    world.store.ingest(&articles).unwrap();
    (world, first, second)
}

fn headlines(world: &World, shelf: &Shelf, stretch: Stretch) -> Vec<String> {
    world.store.shelf(READER, shelf, stretch).unwrap().into_iter().map(|one| one.found.headline).collect()
}

#[test]
fn a_shelf_is_newest_first_and_goes_on_where_it_stopped() {
    let (world, first, second) = two_feeds();
    let outlet = Shelf::Outlet(OutletKey("harbour.example".into()));
    assert_eq!(headlines(&world, &Shelf::Everything, ALL), ["Four", "Three", "Tides", "One"]);
    assert_eq!(headlines(&world, &outlet, ALL), ["Four", "Three", "Tides", "One"]);
    assert_eq!(headlines(&world, &Shelf::Feed(first), ALL), ["Three", "Tides", "One"]);
    assert_eq!(headlines(&world, &Shelf::Topic("sea-power".into()), ALL), ["Tides"]);
    let rest = Stretch { after: Some(Place { at: at(3), article: article_id("c") }), ..ALL };
    assert_eq!(headlines(&world, &Shelf::Feed(first), rest), ["Tides", "One"]);
    assert_eq!(headlines(&world, &Shelf::Feed(second), rest), Vec::<String>::new());
    assert_eq!(headlines(&world, &Shelf::Everything, Stretch { most: 2, ..rest }), ["Tides", "One"]);
    world.store.unfollow_feed(READER, second).unwrap();
    assert_eq!(
        headlines(&world, &outlet, ALL),
        ["Three", "Tides", "One"],
        "what no feed of theirs brought is not shown"
    );
}

#[test]
fn an_article_told_again_stands_where_it_says_now() {
    let (world, first, _) = two_feeds();
    let mut again = ingest("b", first, "Tides, again", 9);
    again.subjects.topics = vec![Topic { key: "moon".into(), label: "Moon".into() }];
    world.store.ingest(&[again]).unwrap();
    assert_eq!(headlines(&world, &Shelf::Feed(first), ALL), ["Tides, again", "Three", "One"]);
    assert!(headlines(&world, &Shelf::Topic("sea-power".into()), ALL).is_empty());
    assert_eq!(headlines(&world, &Shelf::Topic("moon".into()), ALL), ["Tides, again"]);
}

#[test]
fn looking_at_a_story_reads_what_had_arrived_of_it() {
    let (world, first, _) = two_feeds();
    let story = world.store.story_of(article_id("a")).unwrap().unwrap();
    world.store.look(READER, story, at(5)).unwrap();
    world.store.ingest(&[ingest_in("e", first, "More of one", 6, story)]).unwrap();
    assert_eq!(headlines(&world, &Shelf::Feed(first), UNREAD), ["More of one", "Three", "Tides"]);
    assert_eq!(world.store.unread(READER, &Shelf::Feed(first), 10).unwrap(), 3);
    assert_eq!(
        world.store.unread(READER, &Shelf::Feed(first), 2).unwrap(),
        2,
        "counted no further than asked"
    );
    world.store.mark(READER, article_id("a"), false, at(7)).unwrap();
    assert_eq!(headlines(&world, &Shelf::Feed(first), UNREAD).len(), 4, "what is said by hand wins");
    assert_eq!(world.store.looked_at(READER, at(60), 10).unwrap(), [(story, at(5))]);
    assert!(world.store.looked_at(READER, at(5), 10).unwrap().is_empty());
}

#[test]
fn a_whole_shelf_is_marked_read_as_it_was_shown_and_taken_back() {
    let (world, first, _) = two_feeds();
    let shown = world.store.arrivals().unwrap();
    world.store.ingest(&[ingest("e", first, "Five", 5)]).unwrap();
    for shelf in [Shelf::Feed(first), Shelf::Everything] {
        let before = headlines(&world, &Shelf::Everything, UNREAD);
        world.store.mark(READER, article_id("a"), false, at(8)).unwrap();
        let marked = world.store.mark_all(READER, &shelf, shown, at(9)).unwrap();
        assert_eq!(headlines(&world, &shelf, UNREAD), ["Five"], "what came since is not read");
        world.store.unmark_all(READER, marked).unwrap();
        assert_eq!(headlines(&world, &Shelf::Everything, UNREAD), before);
    }
}

#[test]
fn a_search_can_ask_for_more_than_words() {
    let (world, first, _) = two_feeds();
    let mut full = ingest("f", first, "Everything at once", 10);
    (full.article, full.subjects) = (full_article(), full_subjects());
    world.store.ingest(&[full]).unwrap();
    let story = world.store.story_of(article_id("c")).unwrap().unwrap();
    world.store.look(READER, story, at(11)).unwrap();
    let cases: [(&str, &[&str]); 14] = [
        ("topic:sea-power", &["Tides"]),
        ("topic:\"Sea Power\" tides", &["Tides"]),
        ("text -topic:sea-power is:unread", &["Four", "One"]),
        ("has:video", &["Everything at once"]),
        ("has:picture has:quote", &["Everything at once"]),
        ("-has:picture is:read", &["Three"]),
        ("outlet:HARBOUR tides", &["Tides"]),
        ("outlet:nobody", &[]),
        ("lang:en", &["Everything at once"]),
        ("is:saved", &[]),
        ("since:2026-01-01 until:2026-12-31 three", &["Three"]),
        ("before:2026-01-01", &[]),
        ("outlet:nobody outlet:harbour three", &["Three"]),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        let found = world.search(text);
        let found: Vec<&str> = found.iter().map(|one| one.headline.as_str()).collect();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn everything_is_merged_from_many_feeds_and_says_each_thing_once() {
    let world = World::new();
    let feeds: Vec<FeedId> = ["harbour", "kestrel", "lantern"].iter().map(|name| world.feed(name)).collect();
    let articles: Vec<_> = (0..60)
        .map(|number| {
            // The first feed brings most, and runs ahead of what is looked up at a time.
            let feed = feeds[if number % 7 == 0 { 1 } else { number as usize % 20 / 19 * 2 }];
            ingest(&format!("n{number}"), feed, &format!("{number}"), number)
        })
        .collect();
    world.store.ingest(&articles).unwrap();
    let again = ingest("n30", feeds[2], "30", 30);
    world.store.ingest(&[again]).unwrap();
    let newest_first: Vec<String> = (0..60).rev().map(|number| number.to_string()).collect();
    let whole = Stretch { most: 100, ..ALL };
    assert_eq!(headlines(&world, &Shelf::Everything, whole), newest_first);
    let from = Stretch { after: Some(Place { at: at(40), article: article_id("n40") }), most: 25, ..ALL };
    assert_eq!(headlines(&world, &Shelf::Everything, from), newest_first[20..45]);
    world.store.mark(READER, article_id("n39"), true, at(99)).unwrap();
    let unread = Stretch { unread_only: true, most: 2, ..from };
    assert_eq!(headlines(&world, &Shelf::Everything, unread), ["38", "37"]);
    assert_eq!(world.store.unread(READER, &Shelf::Everything, 100).unwrap(), 59);
}
