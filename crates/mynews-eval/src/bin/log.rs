//! What a long log costs: read and folded whole, and folded on from where it was folded before.
//!
//! usage: log DATABASE [SIGNALS], by default 100,000; the database is made anew.

use std::path::Path;

use mynews_core::learn;
use mynews_core::model::{
    ArticleId, Entity, EntityKind, OutletKey, PassedOver, Reader, ReaderId, Signal, SignalId, SignalKind,
    Snapshot, StoryId, Term, Timestamp, Topic,
};
use mynews_eval::chance::Chance;
use mynews_eval::clock::cpu_seconds;

const READER: ReaderId = ReaderId(1);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("usage: log DATABASE [SIGNALS]");
    let count: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let store = mynews_store::open_disposable(Path::new(&path)).expect("the database opens");
    store.set_reader(&Reader::new(READER, "measured")).expect("a reader is kept");
    let mut chance = Chance(7);
    let mut before_last = SignalId(0);
    for number in 0..count {
        let id = store.add_signal(&signal(number, &mut chance)).expect("a signal is kept");
        before_last = if number + 2 == count { id } else { before_last };
    }
    let mut log = Vec::new();
    let read = timed(|| log = store.signals(READER).expect("the log is read"));
    let signals: Vec<Signal> = log.into_iter().map(|row| row.signal).collect();
    let mut profile = learn::fold(&signals[..signals.len() - 1]);
    let fold = timed(|| drop(learn::fold(&signals)));
    let mark = timed(|| drop(store.signal_mark(READER)));
    let mut news = Vec::new();
    let read_on = timed(|| news = store.signals_after(READER, before_last).expect("the log is read"));
    let fold_on = timed(|| {
        profile =
            news.iter().fold(std::mem::take(&mut profile), |profile, row| learn::apply(profile, &row.signal))
    });
    println!(
        "{count} signals, milliseconds of CPU: whole log read {read:.1}, folded {fold:.1}; one more signal: asked {mark:.2}, read {read_on:.2}, folded on {fold_on:.2}"
    );
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = cpu_seconds();
    work();
    (cpu_seconds() - start) * 1_000.0
}

fn signal(number: u64, chance: &mut Chance) -> Signal {
    let story =
        |number: u64| StoryId::opened_by(ArticleId::of_url(&format!("https://generated.test/{number}")));
    let terms = || Term::ALL.iter().map(|term| 0.01 * term.place() as f64).collect::<Vec<f64>>();
    let topic = chance.skewed(200);
    let snapshot = Snapshot {
        story: Some(story(number)),
        headline: format!("Story {number} of a day with a headline of usual length"),
        topics: vec![Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") }],
        entities: (0..6)
            .map(|_| Entity {
                kind: EntityKind::Person,
                name: format!("Person {}", chance.skewed(5_000)),
                mentions: 2,
            })
            .collect(),
        outlets: vec![OutletKey(format!("outlet{}.test", chance.skewed(200)))],
        authors: vec![format!("Author {}", chance.skewed(900))],
        language: Some("en".into()),
        words: (0..30).map(|_| (chance.draw(), 0.18)).collect(),
        vector: (0..256).map(|_| chance.draw() as i8).collect(),
        terms: terms(),
        edition: None,
        position: Some(5),
        passed_over: (0..4)
            .map(|above| PassedOver { story: story(number + above + 1), position: 1, terms: terms() })
            .collect(),
    };
    Signal {
        id: SignalId(0),
        reader: READER,
        at: Timestamp::from_second(1_700_000_000 + number as i64 * 900).expect("a moment of this century"),
        kind: SignalKind::Opened,
        snapshot: Some(snapshot),
    }
}
