//! Invented news and invented readers, from a seed.

use mynews_core::learn;
use mynews_core::model::{
    ArticleId, Candidate, Entity, EntityKind, Outlet, OutletKey, Reader, ReaderId, Signal, SignalId,
    SignalKind, StoryId, Subject, Timestamp, Topic,
};

/// A linear congruential generator: chance that is the same everywhere.
pub struct Lcg(pub u64);

impl Lcg {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for place in (1..things.len()).rev() {
            things.swap(place, self.below(place + 1));
        }
    }
}

pub fn now() -> Timestamp {
    "2026-11-23T18:00:00Z".parse().unwrap()
}

pub fn reader() -> Reader {
    Reader::new(ReaderId(1), "Ada")
}

pub fn outlet(number: usize) -> Outlet {
    Outlet {
        key: OutletKey(format!("outlet{number}.test")),
        name: format!("Outlet {number}"),
        country: Some(format!("Country {}", number % 5)),
        language: Some("en".into()),
    }
}

/// Stories on twelve topics by twenty outlets, a few of them widely covered.
pub fn candidates(seed: u64, count: usize) -> Vec<Candidate> {
    let mut dice = Lcg(seed.wrapping_mul(7_919).wrapping_add(1));
    (0..count)
        .map(|number| {
            let id = StoryId::opened_by(ArticleId::of_url(&format!("https://news.test/{seed}/{number}")));
            let minutes = dice.below(3 * 24 * 60) as i64;
            let at = Timestamp::from_millisecond(now().as_millisecond() - minutes * 60_000).unwrap();
            let mut candidate = Candidate::new(id, &format!("Story {number}"), at);
            let topic = dice.below(12);
            candidate.topics = vec![Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") }];
            candidate.entities = vec![Entity {
                kind: EntityKind::Person,
                name: format!("Person {}", dice.below(30)),
                mentions: 2,
            }];
            let outlets = if dice.below(5) == 0 { 2 + dice.below(9) } else { 1 };
            let first = dice.below(20);
            candidate.outlets = (0..outlets).map(|next| outlet((first + next) % 20)).collect();
            candidate.coverage.outlets = outlets as u32;
            candidate.coverage.articles = outlets as u32;
            candidate.coverage.independent_outlets = 1 + dice.below(outlets) as u32;
            candidate.coverage.countries = outlets.min(5) as u32;
            let mut words: Vec<u64> =
                (0..8).map(|_| (topic * 40 + dice.below(40)) as u64).map(|word| word * 7_777_777).collect();
            words.sort_unstable();
            words.dedup();
            let weight = 1.0 / (words.len() as f32).sqrt();
            candidate.words = words.into_iter().map(|word| (word, weight)).collect();
            candidate.vector =
                (0..16).map(|place| if place == topic { 100 } else { dice.below(30) as i8 }).collect();
            candidate.weekly_entries = [0.0, 1.0, 30.0, 700.0][dice.below(4)];
            candidate.passed_over = dice.below(3) as u32;
            candidate.marked()
        })
        .collect()
}

/// A log of random acts about random stories.
pub fn signals(seed: u64, candidates: &[Candidate], count: usize) -> Vec<Signal> {
    let mut dice = Lcg(seed.wrapping_mul(104_729).wrapping_add(5));
    (0..count)
        .map(|number| {
            let about = &candidates[dice.below(candidates.len())];
            let kind = match dice.below(14) {
                0..4 => SignalKind::Opened,
                4 => SignalKind::ReadToEnd,
                5 => SignalKind::Saved,
                6 => SignalKind::More,
                7 => SignalKind::Less,
                8 => SignalKind::Hidden,
                9 => SignalKind::PassedOver,
                10 => SignalKind::Follow {
                    subject: Subject::Topic(about.topics[0].key.clone()),
                    weight: 0.1 * dice.below(11) as f64,
                },
                11 => SignalKind::LessOf { subject: Subject::Topic(about.topics[0].key.clone()) },
                12 => SignalKind::Deny { subject: Subject::Topic(about.topics[0].key.clone()) },
                _ => SignalKind::Unfollow { subject: Subject::Topic(about.topics[0].key.clone()) },
            };
            let wish = matches!(
                kind,
                SignalKind::Follow { .. }
                    | SignalKind::Unfollow { .. }
                    | SignalKind::LessOf { .. }
                    | SignalKind::Deny { .. }
            );
            Signal {
                id: SignalId(number as i64 + 1),
                reader: ReaderId(1),
                at: Timestamp::from_millisecond(now().as_millisecond() - (count - number) as i64 * 600_000)
                    .unwrap(),
                kind,
                snapshot: (!wish).then(|| learn::freeze(about, None, &[])),
            }
        })
        .collect()
}
