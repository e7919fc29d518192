//! Rules of feeds: what a search keeps away, how the log decides, and that it is nobody else's.

use mynews_core::model::{
    FeedId, FeedRules, KeptBy, Reader, ReaderId, Signal, SignalId, SignalKind, StoryId, WholePage,
};
use mynews_store::{Check, Health, Shelf, Stretch};

use super::world::{READER, World, article_id, at, ingest, ingest_in, new_feed};

const HARBOUR: &str = "https://harbour.example/feed";

fn never(words: &[&str]) -> FeedRules {
    FeedRules { never: words.iter().map(|word| (*word).to_owned()).collect(), ..FeedRules::default() }
}

fn keep(words: &[&str]) -> FeedRules {
    FeedRules { keep: words.iter().map(|word| (*word).to_owned()).collect(), ..FeedRules::default() }
}

fn rule(world: &World, reader: ReaderId, url: &str, rules: &FeedRules) -> SignalId {
    let kind = SignalKind::Rules { feed: url.to_owned(), title: "Harbour".into(), rules: rules.clone() };
    world.store.add_signal(&Signal { id: SignalId(0), reader, at: at(9), kind, snapshot: None }).unwrap()
}

/// A feed with five entries, the first by a writer.
fn five() -> (World, FeedId) {
    let world = World::new();
    let feed = world.feed("harbour");
    let mut written = ingest("tram", feed, "Trams run free", 1);
    written.article.byline = vec!["Émile Halvorsen".into()];
    written.article.language = Some("en".into());
    let entries = [
        written,
        ingest("quiz", feed, "The quiz of the week", 2),
        ingest("wind", feed, "Wind power at sea", 3),
        ingest("fog", feed, "Fog over the wind farm", 4),
        ingest("渡輪", feed, "港灣渡輪明年起全面改用電力", 5),
    ];
    world.store.ingest(&entries).unwrap();
    (world, feed)
}

/// What is left of the feed, by the first word of its headlines, the newest first.
fn left(world: &World, reader: ReaderId) -> Vec<String> {
    let all = Stretch { after: None, unread_only: false, most: 10 };
    let shelf = world.store.shelf(reader, &Shelf::Everything, all).unwrap();
    let first = |headline: String| headline.split(' ').next().unwrap_or_default().to_owned();
    shelf.into_iter().map(|line| first(line.found.headline)).collect()
}

#[test]
fn a_rule_keeps_away_what_the_same_search_finds() {
    let (world, feed) = five();
    let ferry = "港灣渡輪明年起全面改用電力";
    let cases: [(FeedRules, &[&str]); 15] = [
        (FeedRules::default(), &[ferry, "Fog", "Wind", "The", "Trams"]),
        (never(&["wind"]), &[ferry, "The", "Trams"]),
        (never(&["wind -fog"]), &[ferry, "Fog", "The", "Trams"]),
        (never(&["\"wind power\""]), &[ferry, "Fog", "The", "Trams"]),
        (never(&["WIND sea", "quiz"]), &[ferry, "Fog", "Trams"]),
        (never(&["title:text"]), &[ferry, "Fog", "Wind", "The", "Trams"]),
        (never(&["text"]), &[]),
        (never(&["author:émile"]), &[ferry, "Fog", "Wind", "The"]),
        (never(&["lang:en"]), &[ferry, "Fog", "Wind", "The"]),
        (never(&["outlet:harbour"]), &[]),
        (never(&["渡輪"]), &["Fog", "Wind", "The", "Trams"]),
        (keep(&["wind"]), &["Fog", "Wind"]),
        (keep(&["-wind"]), &[ferry, "The", "Trams"]),
        (keep(&["wind", "author:halvorsen"]), &["Fog", "Wind", "Trams"]),
        (FeedRules { never: vec!["fog".into()], ..keep(&["wind"]) }, &["Wind"]),
    ];
    for (rules, expected) in cases {
        let tried = world.store.try_rules(feed, &rules, 10).unwrap();
        let signal = rule(&world, READER, HARBOUR, &rules);
        assert_eq!(left(&world, READER), expected, "{rules:?}");
        let kept = tried.iter().filter(|one| one.kept_by.is_none()).count();
        assert_eq!((tried.len(), kept), (5, expected.len()), "tried before: {rules:?}");
        assert_eq!(world.store.kept_away_count(READER, at(0)).unwrap(), 5 - expected.len());
        world.store.undo_signal(READER, signal, at(10)).unwrap();
        assert_eq!(left(&world, READER).len(), 5, "taken back: {rules:?}");
    }
}

#[test]
fn what_is_kept_away_is_nowhere_and_says_by_what() {
    let (world, feed) = five();
    rule(&world, READER, HARBOUR, &FeedRules { never: vec!["fog".into()], ..keep(&["wind"]) });
    let away = world.store.kept_away(READER, at(0), 10).unwrap();
    let said: Vec<(&str, &KeptBy)> =
        away.iter().map(|one| (one.found.headline.as_str(), &one.by)).skip(1).take(2).collect();
    assert_eq!(
        said,
        [("Fog over the wind farm", &KeptBy::Never("fog".into())), ("The quiz of the week", &KeptBy::Keep)]
    );
    assert_eq!(world.store.kept_away(READER, at(5), 10).unwrap().len(), 1, "of what came since");
    assert_eq!(world.store.all_kept_away(READER).unwrap().len(), 4);
    assert!(world.search("fog").is_empty());
    assert!(world.store.stories_with(READER, "fog", at(0)).unwrap().is_empty());
    let fog = StoryId::opened_by(article_id("fog"));
    assert!(world.store.articles_of(READER, fog, 10).unwrap().is_empty());
    assert!(
        world.store.reaches(READER, article_id("fog")).unwrap(),
        "it can be opened from what was held back"
    );
    assert_eq!(world.store.unread(READER, &Shelf::Feed(feed), 10).unwrap(), 1);
    // Another of the reader's feeds brings it all the same.
    let kestrel = world.feed("kestrel");
    world.store.ingest(&[ingest("fog", kestrel, "Fog over the wind farm", 4)]).unwrap();
    assert_eq!(left(&world, READER), ["Fog", "Wind"]);
    assert_eq!(world.store.unread(READER, &Shelf::Feed(feed), 10).unwrap(), 1, "not from this one");
}

#[test]
fn what_comes_later_is_asked_too() {
    let (world, feed) = five();
    rule(&world, READER, HARBOUR, &never(&["eels", "title:quiz"]));
    world.store.ingest(&[ingest("late", feed, "Eels in the harbour", 6)]).unwrap();
    assert!(world.search("eels").is_empty());
    // Its text is read anew, and tells of eels now; the quiz is renamed.
    let mut wind = ingest("wind", feed, "Wind power at sea", 3);
    wind.article.standfirst = Some("And the eels?".into());
    let story = StoryId::opened_by(article_id("quiz"));
    world.store.ingest(&[wind, ingest_in("quiz", feed, "Questions of the week", 2, story)]).unwrap();
    assert_eq!(left(&world, READER).len(), 4);
    assert_eq!(world.search("questions").len(), 1);
    assert!(world.search("wind power").is_empty());
}

#[test]
fn rules_are_the_readers_own_and_the_last_word_holds() {
    let (world, feed) = five();
    let other = ReaderId(2);
    world.store.set_reader(&Reader::new(other, "Bo")).unwrap();
    world.store.follow_feed(other, &new_feed("harbour"), at(0)).unwrap();
    let rules = |reader| world.store.feeds_of(reader).unwrap().remove(0).rules;
    let first = FeedRules {
        name: Some("Pier".into()),
        led_at_most: Some(2),
        whole_page: WholePage::Always,
        ..never(&["fog"])
    };
    rule(&world, READER, HARBOUR, &first);
    let second = rule(&world, READER, HARBOUR, &never(&["quiz"]));
    assert_eq!((rules(READER), rules(other)), (never(&["quiz"]), FeedRules::default()));
    assert_eq!((left(&world, READER).len(), left(&world, other).len()), (4, 5));
    world.store.undo_signal(READER, second, at(10)).unwrap();
    assert_eq!(rules(READER), first, "the one before holds again");
    assert!(!left(&world, READER).contains(&"Fog".into()));
    assert_eq!(world.store.feeds_of(READER).unwrap()[0].name(), "Pier");
    assert_eq!(world.store.feeds_of(other).unwrap()[0].name(), "Harbour");
    // Nobody in particular has no rules, and sees what all wish of its pages together.
    let bare = world.store.feed(feed).unwrap().unwrap();
    assert_eq!((bare.rules, bare.whole_page), (FeedRules::default(), WholePage::Always));
    let no_pages = FeedRules { whole_page: WholePage::Never, ..FeedRules::default() };
    rule(&world, READER, HARBOUR, &no_pages);
    assert_eq!(world.store.feed(feed).unwrap().unwrap().whole_page, WholePage::WhenShort, "Bo's");
    rule(&world, other, HARBOUR, &no_pages);
    assert_eq!(world.store.feed(feed).unwrap().unwrap().whole_page, WholePage::Never);
}

#[test]
fn rules_outlive_a_move_and_a_pause() {
    let (world, feed) = five();
    rule(&world, READER, HARBOUR, &never(&["fog"]));
    let moves_to = |feed, url: &str| {
        let check = Check {
            feed,
            url: Some(url.to_owned()),
            title: None,
            site_url: None,
            outlet_name: None,
            language: None,
            etag: None,
            last_modified: None,
            body_hash: None,
            next_check_at: at(60),
            rhythm: String::new(),
            health: Health::default(),
        };
        world.store.record_check(&check).unwrap();
    };
    moves_to(feed, "https://harbour.example/new");
    assert_eq!(left(&world, READER).len(), 4);
    let later = rule(&world, READER, "https://harbour.example/new", &never(&["fog", "quiz"]));
    assert_eq!(left(&world, READER).len(), 3);
    world.store.undo_signal(READER, later, at(10)).unwrap();
    assert_eq!(left(&world, READER).len(), 4, "what was said of the old address");
    // It moves to where another feed is watched already.
    let kestrel = world.feed("kestrel");
    let there = world.store.feed(kestrel).unwrap().unwrap().url;
    moves_to(feed, &there);
    assert_eq!(world.store.feeds_of(READER).unwrap()[0].rules, never(&["fog"]));
    assert_eq!(left(&world, READER).len(), 4);
    // Let go and followed again: the wish was never taken back.
    world.store.unfollow_feed(READER, kestrel).unwrap();
    assert_eq!(world.store.kept_away_count(READER, at(0)).unwrap(), 0);
    world.store.follow_feed(READER, &new_feed("kestrel"), at(11)).unwrap();
    rule(&world, READER, "https://elsewhere.example/feed", &never(&["fog"]));
    assert_eq!(world.store.feeds_of(READER).unwrap().len(), 1);
}
