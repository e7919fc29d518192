//! Fills a database as a large house would have it: by default 1,000,000 articles of 90 days from 5,000 feeds, and 1,000
//! readers who follow 60 of them each. Everything is drawn from one seed.
//!
//! usage: fill DATABASE [--articles N] [--feeds N] [--readers N] [--follows N] [--days N]

use std::path::Path;
use std::time::Instant;

use mynews_core::group::{Telling, sketch};
use mynews_core::model::{
    Article, ArticleId, Block, Completeness, Entity, EntityKind, FeedId, Outlet, OutletKey, Reader, ReaderId,
    StoryId, Subjects, Timestamp, Topic,
};
use mynews_eval::chance::Chance;
use mynews_store::{Check, Health, Ingest, NewFeed, Store};

/// Articles kept in one transaction.
const BATCH: usize = 1000;
const VOCABULARY: usize = 40_000;
const TOPICS: usize = 240;
const NAMES: u64 = 20_000;
/// Only what is younger than this is grouped or ranked, so only that carries what grouping and ranking need.
const LIVE_SECONDS: i64 = 8 * 86_400;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("usage: fill DATABASE [--articles N] [--feeds N] [--readers N]");
    let rest: Vec<String> = arguments.collect();
    let number = |name: &str, usual: u64| -> u64 {
        let at = rest.iter().position(|one| one == name);
        at.and_then(|at| rest.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let plan = Plan {
        articles: number("--articles", 1_000_000),
        feeds: number("--feeds", 5_000),
        readers: number("--readers", 1_000),
        follows: number("--follows", 60),
        seconds: number("--days", 90) as i64 * 86_400,
    };
    let began = Instant::now();
    let store = mynews_store::open_disposable(Path::new(&path)).expect("the database opens");
    plan.fill(&*store);
    println!(
        "{} articles, {} feeds, {} readers in {:.0} s, {} MB",
        plan.articles,
        plan.feeds,
        plan.readers,
        began.elapsed().as_secs_f64(),
        store.bytes().expect("the database answers") >> 20
    );
}

struct Plan {
    articles: u64,
    feeds: u64,
    readers: u64,
    follows: u64,
    seconds: i64,
}

impl Plan {
    fn fill(&self, store: &dyn Store) {
        let now = Timestamp::now();
        let mut chance = Chance(11);
        let nobody = ReaderId(self.readers as i64 + 1);
        store.set_reader(&new_reader(nobody)).expect("a reader is kept");
        let feeds: Vec<FeedId> = (0..self.feeds)
            .map(|feed| store.follow_feed(nobody, &new_feed(feed), now).expect("a feed is followed").0)
            .collect();
        for reader in 1..=self.readers as i64 {
            store.set_reader(&new_reader(ReaderId(reader))).expect("a reader is kept");
            for _ in 0..self.follows {
                // Some feeds have many readers, most have few.
                let feed = chance.skewed(self.feeds as usize) as u64;
                store.follow_feed(ReaderId(reader), &new_feed(feed), now).expect("a feed is followed");
            }
        }
        feeds.iter().for_each(|feed| rest(store, *feed));
        let mut batch = Vec::with_capacity(BATCH);
        let mut told = 0;
        while told < self.articles {
            // A story begins: most have one report, few have dozens. Time runs from the oldest to now.
            let begins = now.as_second() - self.seconds
                + (self.seconds as f64 * told as f64 / self.articles as f64) as i64;
            let reports = 1 + if chance.below(3) == 0 { chance.skewed(40) as u64 } else { 0 };
            let about: Vec<u64> = (0..24).map(|_| chance.skewed(VOCABULARY) as u64).collect();
            let topic = chance.skewed(TOPICS) as u64;
            let story = StoryId::opened_by(address(told));
            for report in 0..reports.min(self.articles - told) {
                let at = (begins + (report * 900) as i64).min(now.as_second());
                let feed = chance.skewed(self.feeds as usize) as u64;
                batch.push(ingest(
                    told,
                    feed,
                    feeds[feed as usize],
                    story,
                    topic,
                    &about,
                    Timestamp::from_second(at).expect("a moment of this century"),
                    now.as_second() - at < LIVE_SECONDS,
                    &mut chance,
                ));
                told += 1;
                if batch.len() == BATCH {
                    store.ingest(&batch).expect("articles are kept");
                    batch.clear();
                    if told.is_multiple_of(100_000) {
                        eprintln!("{told}");
                    }
                }
            }
        }
        store.ingest(&batch).expect("articles are kept");
    }
}

/// Nobody answers at these addresses, so they are not asked.
fn rest(store: &dyn Store, feed: FeedId) {
    let check = Check {
        feed,
        url: None,
        title: None,
        site_url: None,
        outlet_name: None,
        language: None,
        etag: None,
        last_modified: None,
        body_hash: None,
        next_check_at: "2100-01-01T00:00:00Z".parse().expect("a date"),
        rhythm: String::new(),
        health: Health::default(),
    };
    store.record_check(&check).expect("a check is kept");
}

fn address(number: u64) -> ArticleId {
    ArticleId::of_url(&format!("https://outlet.example/{number}"))
}

fn outlet(number: u64) -> Outlet {
    Outlet {
        key: OutletKey(format!("outlet{number}.example")),
        name: format!("Outlet {number}"),
        country: Some(["GB", "US", "IN", "DE", "FR"][number as usize % 5].to_owned()),
        language: Some("en".into()),
    }
}

fn new_feed(number: u64) -> NewFeed {
    NewFeed {
        url: format!("https://outlet{number}.example/feed.xml"),
        title: Some(format!("Outlet {number}")),
        site_url: None,
        outlet: outlet(number),
        folder: None,
    }
}

fn new_reader(id: ReaderId) -> Reader {
    Reader::new(id, &format!("reader{}", id.0))
}

#[expect(clippy::too_many_arguments, reason = "each is drawn where it is known")]
fn ingest(
    number: u64,
    outlet_number: u64,
    feed: FeedId,
    story: StoryId,
    topic: u64,
    about: &[u64],
    at: Timestamp,
    live: bool,
    chance: &mut Chance,
) -> Ingest {
    let mut text = |words: usize| -> String {
        let words: Vec<String> = (0..words)
            .map(|_| {
                word(if chance.below(3) == 0 {
                    about[chance.below(24)]
                } else {
                    chance.skewed(VOCABULARY) as u64
                })
            })
            .collect();
        words.join(" ")
    };
    let headline = text(8);
    let blocks: Vec<Block> = (0..4).map(|_| Block::Paragraph(text(60) + ".")).collect();
    let entities = (0..4)
        .map(|place| Entity {
            kind: EntityKind::Person,
            name: format!("{} {}", word(about[place]), word(about[place + 4] % NAMES)),
            mentions: 2,
        })
        .collect();
    let url = format!("https://outlet.example/{number}");
    let outlet = outlet(outlet_number);
    let (sketch, words) = if live {
        let whole: String = blocks.iter().filter_map(Block::text).collect::<Vec<_>>().join("\n");
        let telling = Telling {
            title: Some(&headline),
            text: &whole,
            url: Some(&url),
            outlet: Some(&outlet.key.0),
            language: Some("en"),
            published: Some(at),
        };
        let sketch = sketch(&telling, None);
        let words: Vec<(u64, f32)> = sketch.words.iter().take(40).copied().collect();
        (sketch.to_bytes(), words)
    } else {
        (Vec::new(), Vec::new())
    };
    let vector = if live { (0..256).map(|_| chance.below(255) as u8 as i8).collect() } else { Vec::new() };
    Ingest {
        id: address(number),
        feed,
        seen: None,
        place: (number % 20) as u32,
        outlet,
        article: Article {
            headline: Some(headline),
            url: Some(url.clone()),
            canonical_url: Some(url),
            language: Some("en".into()),
            completeness: Completeness::Full,
            blocks,
            ..Article::default()
        },
        subjects: Subjects {
            topics: vec![Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") }],
            entities,
            ..Subjects::default()
        },
        at,
        arrived_at: at,
        story,
        copy_group: number,
        joined_by: Vec::new(),
        sketch,
        words,
        vector,
        wants_page: false,
        repeated: 0,
    }
}

/// An invented word, the same for the same number.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "za", "fi", "go", "hu"];
    let mut word = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[(rest % 16) as usize]);
        rest /= 16;
    }
    word
}
