//! How much CPU time one edition takes over a hundred thousand candidate stories, for a reader with a full memory.

#[path = "../readers/mod.rs"]
#[allow(dead_code)]
mod readers;

use mynews_core::model::{
    ArticleId, Candidate, Entity, EntityKind, Outlet, OutletKey, Reader, ReaderId, Signal, SignalId,
    SignalKind, StoryId, Subject, Timestamp, Topic,
};
use mynews_core::{learn, rank};
use mynews_eval::clock::cpu_seconds;
use readers::Dice;

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let now: Timestamp = "2026-11-23T18:00:00Z".parse().expect("a date");
    let mut dice = Dice::new(1);
    let candidates: Vec<Candidate> = (0..count).map(|number| story(&mut dice, number, now)).collect();
    let mut log: Vec<Signal> = (0..300)
        .map(|number| Signal {
            id: SignalId(number),
            reader: ReaderId(1),
            at: now,
            kind: SignalKind::Opened,
            snapshot: Some(learn::freeze(&candidates[dice.below(count)], None, &[])),
        })
        .collect();
    for topic in 0..5 {
        log.push(Signal {
            id: SignalId(1_000 + topic),
            reader: ReaderId(1),
            at: now,
            kind: SignalKind::Follow { subject: Subject::Topic(format!("topic-{topic}")), weight: 0.8 },
            snapshot: None,
        });
    }
    let profile = learn::fold(&log);
    let reader = Reader { languages: vec!["en".into(), "de".into()], ..Reader::new(ReaderId(1), "measured") };
    let mut told = String::new();
    let mut times: Vec<f64> = (0..200)
        .map(|turn| {
            let later = Timestamp::from_millisecond(now.as_millisecond() + turn).expect("a date");
            let start = cpu_seconds();
            let edition = rank::edition(&profile, &reader, &candidates, &rank::Rules::default(), later);
            assert_eq!(edition.picks.len(), 24);
            let took = (cpu_seconds() - start) * 1_000.0;
            told.push_str(&format!("{edition:?}"));
            took
        })
        .collect();
    times.sort_by(f64::total_cmp);
    // The system counts in ticks of some milliseconds, so of the single times only their sum is exact.
    println!(
        "edition over {count} candidates, of one core: mean {:.2} ms, least {:.2} ms, median {:.2} ms, 99th {:.2} ms",
        times.iter().sum::<f64>() / times.len() as f64,
        times[0],
        times[100],
        times[198]
    );
    println!("all of it, in sixteen digits: {:016x}", fnv(&told));
}

/// Changes with any letter: what ranks the same prints the same.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn story(dice: &mut Dice, number: usize, now: Timestamp) -> Candidate {
    let minutes = dice.below(14 * 24 * 60) as i64;
    let at = Timestamp::from_millisecond(now.as_millisecond() - minutes * 60_000).expect("a date");
    let address = format!("https://generated.test/{number}");
    let mut candidate = Candidate::new(
        StoryId::opened_by(ArticleId::of_url(&address)),
        &format!("Story {number} of a day with a headline of usual length"),
        at,
    );
    let topic = dice.below(200);
    candidate.topics = (0..3)
        .map(|next| (topic + next * 7) % 200)
        .map(|topic| Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") })
        .collect();
    candidate.entities = (0..5)
        .map(|_| Entity {
            kind: EntityKind::Person,
            name: format!("Person {}", dice.below(5_000)),
            mentions: 2,
        })
        .collect();
    let outlets = if dice.below(4) == 0 { 2 + dice.below(8) } else { 1 };
    candidate.outlets = (0..outlets)
        .map(|next| (dice.below(5_000) + next) % 5_000)
        .map(|outlet| Outlet {
            key: OutletKey(format!("outlet{outlet}.test")),
            name: format!("Outlet {outlet}"),
            country: None,
            language: None,
        })
        .collect();
    candidate.coverage.outlets = outlets as u32;
    candidate.coverage.independent_outlets = outlets as u32;
    candidate.languages = vec![["en", "de", "fr"][dice.below(3)].to_owned()];
    let mut words: Vec<u64> =
        (0..30).map(|_| (dice.below(20_000) as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
    words.sort_unstable();
    words.dedup();
    let weight = 1.0 / (words.len() as f32).sqrt();
    candidate.words = words.into_iter().map(|word| (word, weight)).collect();
    candidate.vector = (0..256).map(|_| dice.below(255) as u8 as i8).collect();
    candidate.weekly_entries = dice.below(700) as f32;
    candidate.marked()
}
