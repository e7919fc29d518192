//! What every store must do, whatever it is made of. Another backend adds one line to [`stores`].

mod household;
mod rules;
mod shelves;
mod topics;
mod world;

use std::collections::BTreeSet;

use mynews_core::model::{
    Article, Completeness, Dial, Edition, EditionId, Reader, ReaderId, Signal, SignalId, SignalKind,
    Snapshot, StoryId, Subject,
};
use mynews_store::{AddressChanges, Check, Health, How, JobKind, Kinship, Seen, StoreError, SweepRules};
use world::{READER, World, article_id, at, ingest, ingest_in, new_feed};

#[test]
fn a_feed_is_followed_once_and_watched_while_anyone_follows() {
    let world = World::new();
    let (feed, before) = world.store.follow_feed(READER, &new_feed("harbour"), at(0)).unwrap();
    assert!(!before);
    assert_eq!(world.store.follow_feed(READER, &new_feed("harbour"), at(1)).unwrap(), (feed, true));
    assert_eq!(world.store.due_feeds(at(0), 10).unwrap().len(), 1);
    let row = world.store.feed(feed).unwrap().unwrap();
    assert_eq!((row.outlet.name.as_str(), row.health.failures), ("Harbour", 0));
    world.store.unfollow_feed(READER, feed).unwrap();
    assert_eq!(world.store.feed(feed).unwrap(), None);
}

#[test]
fn a_look_is_recorded_and_a_moved_feed_keeps_its_followers() {
    let world = World::new();
    let feed = world.feed("harbour");
    let other = world.feed("kestrel");
    let check = |url: Option<&str>| Check {
        feed,
        url: url.map(str::to_owned),
        title: Some("The Harbour".into()),
        site_url: None,
        outlet_name: Some("The Harbour Post".into()),
        language: Some("en".into()),
        etag: Some("\"1\"".into()),
        last_modified: None,
        body_hash: Some(7),
        next_check_at: at(60),
        rhythm: "r".into(),
        health: Health {
            checked_at: Some(at(1)),
            failures: 2,
            fault: Some("slow".into()),
            ..Health::default()
        },
    };
    world.store.record_check(&check(Some("https://harbour.example/new"))).unwrap();
    let row = world.store.feed(feed).unwrap().unwrap();
    assert_eq!(row.url, "https://harbour.example/new");
    assert_eq!((row.etag.as_deref(), row.body_hash, row.next_check_at), (Some("\"1\""), Some(7), at(60)));
    assert_eq!((row.health.failures, row.outlet.language.as_deref()), (2, Some("en")));
    assert_eq!(world.store.due_feeds(at(59), 10).unwrap().len(), 1, "the other one");
    let there = world.store.feed(other).unwrap().unwrap().url;
    world.store.record_check(&check(Some(&there))).unwrap();
    assert_eq!(world.store.feeds_of(READER).unwrap().len(), 1);
}

#[test]
fn an_entry_is_new_until_it_was_ingested_and_again_when_it_says_something_else() {
    let world = World::new();
    let feed = world.feed("harbour");
    let seen = [Seen { entry: 1, content: 1 }, Seen { entry: 2, content: 2 }];
    assert_eq!(world.store.unseen(feed, &seen).unwrap(), [0, 1]);
    let mut first = ingest("a", feed, "Harbour reopens", 0);
    first.seen = Some(seen[0]);
    world.store.ingest(&[first]).unwrap();
    assert_eq!(world.store.unseen(feed, &seen).unwrap(), [1]);
    assert_eq!(world.store.unseen(feed, &[Seen { entry: 1, content: 9 }]).unwrap(), [0]);
}

#[test]
fn an_article_told_again_keeps_its_versions_and_its_identity() {
    let world = World::new();
    let feed = world.feed("harbour");
    let first = ingest("a", feed, "Deal near", 0);
    let mut second = ingest("a", feed, "Deal signed", 30);
    second.at = at(0);
    second.article.completeness = Completeness::Full;
    world.store.ingest(std::slice::from_ref(&first)).unwrap();
    world.store.ingest(&[second]).unwrap();
    let row = world.store.article(article_id("a")).unwrap().unwrap();
    let headlines: Vec<&str> = row.headlines.iter().map(|version| version.headline.as_str()).collect();
    assert_eq!(headlines, ["Deal near", "Deal signed"]);
    assert_eq!((row.arrived_at, row.changed_at), (at(0), at(30)));
    assert_eq!(row.article.blocks, first.article.blocks);
    assert_eq!(world.store.article_count().unwrap(), 1);
    let found = |query: &str| world.search(query).len();
    assert_eq!((found("near"), found("signed")), (0, 1), "the old headline is out of the index");
}

#[test]
fn a_single_that_moves_leaves_its_address_behind() {
    let world = World::new();
    let feed = world.feed("harbour");
    world.store.ingest(&[ingest("a", feed, "One", 0), ingest("b", feed, "Two", 1)]).unwrap();
    let (a, b) = (StoryId::opened_by(article_id("a")), StoryId::opened_by(article_id("b")));
    assert!(world.store.standing(article_id("b")).unwrap().unwrap().alone);
    world.store.look(READER, b, at(2)).unwrap();
    world.store.ingest(&[ingest_in("b", feed, "Two", 3, a)]).unwrap();
    assert_eq!(world.store.story(b).unwrap().unwrap().id, a);
    assert_eq!(world.store.story_count().unwrap(), 1);
    assert!(!world.store.standing(article_id("b")).unwrap().unwrap().alone);
    assert_eq!(world.store.looks_since(READER, at(0)).unwrap(), [(a, at(2))], "looks move along");
    assert!(world.store.faults().unwrap().is_empty());
}

#[test]
fn merged_stories_redirect_through_a_chain() {
    let world = World::new();
    let feed = world.feed("harbour");
    for (name, minute) in [("a", 0), ("b", 1), ("c", 2)] {
        world.store.ingest(&[ingest(name, feed, name, minute)]).unwrap();
    }
    let id = |name: &str| StoryId::opened_by(article_id(name));
    world.store.merge_stories(id("a"), id("b"), at(3)).unwrap();
    world.store.merge_stories(id("b"), id("c"), at(3)).unwrap();
    let story = world.store.story(id("a")).unwrap().unwrap();
    assert_eq!((story.id, story.articles, story.first_at), (id("c"), 3, at(0)));
    assert_eq!(world.store.articles_of(READER, id("c"), 10).unwrap().len(), 3);
}

#[test]
fn what_a_reader_takes_apart_is_a_story_of_its_own_until_they_take_it_back() {
    let world = World::new();
    let feed = world.feed("harbour");
    let (a, b) = (StoryId::opened_by(article_id("a")), StoryId::opened_by(article_id("b")));
    world.store.ingest(&[ingest("a", feed, "One", 0), ingest_in("b", feed, "Two", 1, a)]).unwrap();
    let kind = SignalKind::NotTheSameStory { articles: vec![article_id("b")], others: vec![article_id("a")] };
    let signal = Signal { id: SignalId(0), reader: READER, at: at(2), kind, snapshot: None };
    let id = world.store.add_signal(&signal).unwrap();
    assert_eq!(world.store.apart().unwrap(), [(article_id("b"), article_id("a"))]);
    world.store.move_articles(&[article_id("b")], b, &["reader-said".into()], at(2)).unwrap();
    assert_eq!(world.store.story_of(article_id("b")).unwrap(), Some(b));
    let left = world.store.story(a).unwrap().unwrap();
    assert_eq!((left.articles, left.last_at), (1, at(0)), "the span is what is left");
    assert!(world.store.undo_signal(READER, id, at(3)).unwrap());
    assert!(world.store.apart().unwrap().is_empty());
    world.store.move_articles(&[article_id("b")], a, &[], at(90)).unwrap();
    assert_eq!(world.store.story(b).unwrap().unwrap().id, a, "its address leads back");
    assert_eq!(world.store.address_changes(3600).unwrap(), AddressChanges { stories: 2, changed: 1 });
    assert!(world.store.faults().unwrap().is_empty());
}

#[test]
fn kin_is_known_from_both_sides_and_follows_merges() {
    let world = World::new();
    let feed = world.feed("harbour");
    for (name, minute) in [("a", 0), ("b", 1), ("c", 2)] {
        world.store.ingest(&[ingest(name, feed, name, minute)]).unwrap();
    }
    let id = |name: &str| StoryId::opened_by(article_id(name));
    world.store.set_marks(&[(id("a"), vec![1, 2, 3]), (id("b"), vec![2, 3, u32::MAX])]).unwrap();
    let marked = |mark| {
        let mut stories = world.store.marked(&[mark], 9).unwrap().remove(0);
        stories.sort();
        stories
    };
    assert_eq!((marked(1), marked(u32::MAX)), (vec![id("a")], vec![id("b")]));
    assert_eq!(marked(2).len(), 2);
    world.store.set_marks(&[(id("a"), vec![3, 7])]).unwrap();
    assert_eq!((marked(1), marked(2), marked(7)), (vec![], vec![id("b")], vec![id("a")]));
    assert_eq!(world.store.marked(&[3, 9], 1).unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
    let kin = |other, how| Kinship { other, how, by: vec!["Lindqvist".into()] };
    let of_b = vec![kin(id("a"), How::Continues), kin(id("c"), How::SameEvent)];
    world.store.set_kin(&[(id("b"), of_b)]).unwrap();
    assert_eq!(world.store.kin_of(id("c")).unwrap(), [kin(id("b"), How::SameEvent)]);
    let both_ways = BTreeSet::from([(id("b"), id("c")), (id("c"), id("b"))]);
    let since = |minute| BTreeSet::from_iter(world.store.same_events(at(minute)).unwrap());
    assert_eq!(since(2), both_ways, "one of the two is alive");
    assert_eq!(since(3), BTreeSet::new());
    assert_eq!(world.store.continued_by(id("a")).unwrap(), [id("b")]);
    world.store.merge_stories(id("b"), id("c"), at(3)).unwrap();
    assert!(marked(u32::MAX).is_empty(), "what became another is not found");
    assert_eq!(world.store.continued_by(id("a")).unwrap(), [id("c")]);
    assert_eq!(world.store.kin_of(id("c")).unwrap(), [kin(id("a"), How::Continues)]);
    assert_eq!(since(0), BTreeSet::new(), "what became one story is not told beside itself");
}

#[test]
fn a_reader_sees_what_their_own_feeds_brought_and_nothing_else() {
    let world = World::new();
    let feed = world.feed("harbour");
    let other = ReaderId(2);
    let reader = Reader {
        id: other,
        name: "second".into(),
        dial: Dial::new(0.5),
        edition_size: 12,
        outside_share: 0.2,
        languages: vec!["en".into(), "de".into()],
        time_zone: None,
        learning_paused: false,
        region: Some("FR".into()),
        edition_times: vec![jiff::civil::time(7, 0, 0, 0), jiff::civil::time(18, 30, 0, 0)],
        renewed_at: Some(at(3)),
        tongue: Some("de".into()),
    };
    world.store.set_reader(&reader).unwrap();
    assert_eq!(world.store.reader(other).unwrap(), Some(reader));
    world.store.ingest(&[ingest("a", feed, "Harbour reopens", 0)]).unwrap();
    let story = StoryId::opened_by(article_id("a"));
    assert_eq!(world.store.articles_of(other, story, 10).unwrap().len(), 0);
    assert_eq!(world.search_as(other, "harbour").len(), 0);
    let (shared, _) = world.store.follow_feed(other, &new_feed("kestrel"), at(1)).unwrap();
    world.store.share(article_id("a"), shared, Seen { entry: 5, content: 5 }, at(1)).unwrap();
    assert_eq!(world.store.articles_of(other, story, 10).unwrap().len(), 1);
    assert_eq!(world.store.feeds_of(READER).unwrap().len(), 1);
}

#[test]
fn search_finds_words_phrases_and_unspaced_scripts() {
    let world = World::new();
    let feed = world.feed("harbour");
    world
        .store
        .ingest(&[
            ingest("a", feed, "Wind power crosses borders", 0),
            ingest("b", feed, "Power to the wind instruments", 1),
            ingest("c", feed, "港灣渡輪明年起全面改用電力", 2),
            ingest("d", feed, "Café Müller öffnet", 3),
        ])
        .unwrap();
    let cases = [
        ("wind", 2),
        ("\"wind power\"", 1),
        ("wind -instruments", 1),
        ("渡輪", 1),
        ("cafe muller", 1),
        ("\"", 0),
    ];
    for (query, hits) in cases {
        assert_eq!(world.search(query).len(), hits, "{query}");
    }
    let wind = world.store.stories_with(READER, "wind power", at(0)).unwrap();
    assert_eq!(wind, [StoryId::opened_by(article_id("a"))]);
    assert!(world.store.stories_with(READER, "wind power", at(1)).unwrap().is_empty());
}

#[test]
fn a_signal_is_kept_undone_and_saves() {
    let world = World::new();
    let feed = world.feed("harbour");
    world.store.ingest(&[ingest("a", feed, "One", 0)]).unwrap();
    let story = StoryId::opened_by(article_id("a"));
    let snapshot = Snapshot {
        story: Some(story),
        words: vec![(u64::MAX, 0.1)],
        terms: vec![0.1 + 0.2],
        ..Snapshot::default()
    };
    let signal = |kind, snapshot| Signal { id: SignalId(0), reader: READER, at: at(1), kind, snapshot };
    let saved = world.store.add_signal(&signal(SignalKind::Saved, Some(snapshot.clone()))).unwrap();
    let mute = SignalKind::Mute {
        subject: Subject::Phrase("fog".into()),
        until: Some(at(9)),
        unless_outlets: Some(3),
    };
    world.store.add_signal(&signal(mute.clone(), None)).unwrap();
    let log = world.store.signals(READER).unwrap();
    assert_eq!(log[0].signal.snapshot, Some(snapshot));
    assert_eq!(log[1].signal.kind, mute);
    assert_eq!(world.store.saved(READER).unwrap(), [(story, at(1))]);
    let mark = world.store.signal_mark(READER).unwrap();
    assert!(world.store.undo_signal(READER, saved, at(2)).unwrap());
    assert!(!world.store.undo_signal(READER, saved, at(3)).unwrap(), "once is enough");
    assert!(!world.store.undo_signal(ReaderId(2), SignalId(2), at(3)).unwrap(), "not somebody else's");
    assert!(world.store.saved(READER).unwrap().is_empty());
    assert_ne!(world.store.signal_mark(READER).unwrap(), mark);
    assert_eq!(world.store.signals(READER).unwrap()[0].undone_at, Some(at(2)));
}

#[test]
fn looking_says_when_one_looked_before() {
    let world = World::new();
    let story = StoryId::opened_by(article_id("a"));
    assert_eq!(world.store.look(READER, story, at(1)).unwrap(), None);
    assert_eq!(world.store.look(READER, story, at(60)).unwrap(), Some(at(1)));
    assert_eq!(world.store.look(READER, story, at(65)).unwrap(), Some(at(1)), "the same sitting");
    assert_eq!(world.store.look(READER, story, at(200)).unwrap(), Some(at(65)));
}

#[test]
fn editions_are_frozen_and_the_oldest_go() {
    let world = World::new();
    let edition = |minute| Edition {
        id: EditionId(0),
        reader: READER,
        at: at(minute),
        picks: Vec::new(),
        held_back: Vec::new(),
        candidates: 3,
        hash: format!("{minute:x}"),
    };
    let ids: Vec<_> = (0..4).map(|minute| world.store.freeze(&edition(minute), 3).unwrap()).collect();
    assert_eq!(world.store.edition(READER, ids[0]).unwrap(), None);
    assert_eq!(world.store.latest_edition(READER).unwrap().unwrap().id, ids[3]);
    assert_eq!(world.store.edition_before(READER, at(2)).unwrap().unwrap().hash, "2");
    assert_eq!(world.store.editions(READER, 9).unwrap().len(), 3);
    assert_eq!(world.store.edition(ReaderId(2), ids[3]).unwrap(), None);
}

#[test]
fn a_job_whose_taker_died_comes_back() {
    let world = World::new();
    let feed = world.feed("harbour");
    let mut wants = ingest("a", feed, "One", 0);
    wants.wants_page = true;
    world.store.ingest(&[wants.clone()]).unwrap();
    world.store.ingest(&[wants]).unwrap();
    assert_eq!(world.store.job_count().unwrap(), 1, "asked for twice, done once");
    let job = world.store.take_jobs(at(0), at(5), 10).unwrap().remove(0);
    assert_eq!((job.kind, job.attempts), (JobKind::ReadPage(article_id("a")), 0));
    assert!(world.store.take_jobs(at(4), at(9), 10).unwrap().is_empty());
    assert_eq!(world.store.take_jobs(at(5), at(9), 10).unwrap()[0].attempts, 1);
    world.store.retry_job(job.id, at(20)).unwrap();
    assert!(world.store.take_jobs(at(19), at(30), 10).unwrap().is_empty());
    world.store.finish_job(job.id).unwrap();
    assert_eq!(world.store.job_count().unwrap(), 0);
}

#[test]
fn what_changed_is_told_in_order() {
    let world = World::new();
    let feed = world.feed("harbour");
    world.store.ingest(&[ingest("a", feed, "One", 0), ingest("b", feed, "Two", 1)]).unwrap();
    let first = world.store.reports_after(0, at(-60)).unwrap();
    assert_eq!(first.len(), 2);
    assert_eq!(first[0].report.as_ref().unwrap().headline, "One");
    let newest = first[1].revision;
    assert!(world.store.reports_after(newest, at(-60)).unwrap().is_empty());
    world.store.ingest(&[ingest("a", feed, "One changed", 2)]).unwrap();
    let later = world.store.reports_after(newest, at(-60)).unwrap();
    assert_eq!(later.iter().map(|one| one.article).collect::<Vec<_>>(), [article_id("a")]);
    let mut sketches = 0;
    world.store.each_sketch_since(at(0), &mut |_| sketches += 1).unwrap();
    assert_eq!((sketches, world.store.repeated_since(at(0)).unwrap().len()), (2, 2));
}

#[test]
fn a_sweep_forgets_by_the_rules_and_never_what_was_saved() {
    const DAY: i64 = 24 * 60;
    let world = World::new();
    let feed = world.feed("harbour");
    for (name, minute) in [("old", 0), ("kept", 0), ("middle", 40 * DAY), ("new", 99 * DAY)] {
        world.store.ingest(&[ingest(name, feed, name, minute)]).unwrap();
    }
    let kept = StoryId::opened_by(article_id("kept"));
    let snapshot = Some(Snapshot { story: Some(kept), ..Snapshot::default() });
    let saved = Signal { id: SignalId(0), reader: READER, at: at(1), kind: SignalKind::Saved, snapshot };
    world.store.add_signal(&saved).unwrap();
    let newest = world.store.reports_after(0, at(0)).unwrap().last().unwrap().revision;
    let rules = SweepRules { article_days: 90, full_text_days: 30, disk_bytes_max: u64::MAX };
    let mut swept = (0, 0);
    loop {
        let now = world.store.sweep(&rules, at(100 * DAY)).unwrap();
        swept = (swept.0 + now.articles, swept.1 + now.full_texts);
        if now.articles + now.full_texts == 0 {
            break;
        }
    }
    assert_eq!(swept.0, 1, "only the old one that nobody saved");
    assert_eq!(world.store.article(article_id("old")).unwrap(), None);
    let text = |name: &str| world.store.article(article_id(name)).unwrap().unwrap().article.text();
    assert_ne!(text("kept"), "");
    assert_ne!(text("new"), "");
    assert_eq!(text("middle"), "", "the full text goes before the headline");
    assert_eq!(
        world.store.article(article_id("middle")).unwrap().unwrap().article.headline.as_deref(),
        Some("middle")
    );
    let gone = world.store.reports_after(newest, at(0)).unwrap();
    assert!(gone.iter().any(|one| one.article == article_id("old") && one.report.is_none()));
    assert!(world.store.faults().unwrap().is_empty());
}

#[test]
fn a_backup_is_a_whole_database() {
    let world = World::new();
    let feed = world.feed("harbour");
    world.store.ingest(&[ingest("a", feed, "One", 0)]).unwrap();
    let copy = world.folder.path().join("copy.db");
    world.store.backup(&copy).unwrap();
    let copy = mynews_store::open(&copy).unwrap();
    assert_eq!(copy.article(article_id("a")).unwrap(), world.store.article(article_id("a")).unwrap());
}

#[test]
fn a_file_that_is_none_of_ours_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.db");
    std::fs::write(&file, "Dear editor, this is a letter and no database at all.".repeat(40)).unwrap();
    let refused = |path: &std::path::Path| mynews_store::open(path).err().unwrap();
    assert!(matches!(refused(&file), StoreError::Damaged(_)));
    assert!(matches!(refused(&folder.path().join("missing/deep.db")), StoreError::Unreachable(_)));
    let newer = folder.path().join("newer.db");
    drop(mynews_store::open(&newer).unwrap());
    world::pretend_newer(&newer);
    let why = refused(&newer).to_string();
    assert!(why.contains("newer mynews"), "{why}");
}

#[test]
fn an_article_survives_the_store_whole() {
    let world = World::new();
    let feed = world.feed("harbour");
    let mut whole = ingest("a", feed, "Everything", 0);
    whole.article = world::full_article();
    whole.subjects = world::full_subjects();
    world.store.ingest(std::slice::from_ref(&whole)).unwrap();
    let row = world.store.article(article_id("a")).unwrap().unwrap();
    assert_eq!(*row.article, whole.article);
    assert_eq!(*row.subjects, whole.subjects);
    assert_ne!(*row.article, Article::default());
}
