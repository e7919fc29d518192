//! Generated news with topics, names, outlets and words that go together, and hidden tastes over them.

use mynews_core::model::{
    ArticleId, Candidate, Entity, EntityKind, Outlet, OutletKey, StoryId, Timestamp, Topic,
};

const TOPICS: usize = 16;
const ENTITIES_A_TOPIC: usize = 8;
const OUTLETS: usize = 30;
const STORIES_A_DAY: usize = 300;

/// Chance from a seed, the same everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut state = self.0;
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What a reader wants, which no ranking is told.
pub struct Taste {
    topics: Vec<f64>,
    entities: Vec<f64>,
    outlets: Vec<f64>,
}

impl Taste {
    /// Three topics, a few names and a few outlets are dear; one topic is disliked.
    pub fn drawn(dice: &mut Dice) -> Taste {
        let mut taste = Taste {
            topics: vec![0.0; TOPICS],
            entities: vec![0.0; TOPICS * ENTITIES_A_TOPIC],
            outlets: vec![0.0; OUTLETS],
        };
        for strength in [1.0, 0.8, 0.6] {
            let topic = dice.below(TOPICS);
            taste.topics[topic] = strength;
            taste.entities[topic * ENTITIES_A_TOPIC + dice.below(ENTITIES_A_TOPIC)] = 0.6;
        }
        taste.topics[dice.below(TOPICS)] -= 0.5;
        for _ in 0..3 {
            taste.entities[dice.below(TOPICS * ENTITIES_A_TOPIC)] = 0.6;
            taste.outlets[dice.below(OUTLETS)] = 0.4;
        }
        taste
    }

    /// A small part hangs on nothing that ranking can see.
    pub fn utility(&self, candidate: &Candidate) -> f64 {
        let number = |text: &str| text.rsplit('-').next().and_then(|digits| digits.parse::<usize>().ok());
        let topics =
            candidate.topics.iter().filter_map(|topic| number(&topic.key)).map(|topic| self.topics[topic]);
        let entities = candidate
            .entities
            .iter()
            .filter_map(|entity| number(&entity.name))
            .map(|name| self.entities[name]);
        let outlets = candidate
            .outlets
            .iter()
            .take(1)
            .filter_map(|outlet| number(&outlet.key.0))
            .map(|key| self.outlets[key]);
        let whim = (candidate.story.as_i64() % 1_000) as f64 / 1_000.0 * 0.3;
        topics.chain(entities).chain(outlets).sum::<f64>() + whim
    }
}

/// Where stories come from.
pub struct News;

impl News {
    pub fn of_a_day(&self, dice: &mut Dice, now: Timestamp) -> Vec<Candidate> {
        (0..STORIES_A_DAY).map(|number| story(dice, number, now)).collect()
    }
}

fn story(dice: &mut Dice, number: usize, now: Timestamp) -> Candidate {
    let topic = dice.below(TOPICS);
    let age = dice.below(36 * 60) as i64;
    let at = Timestamp::from_millisecond(now.as_millisecond() - age * 60_000).expect("a date");
    let address = format!("https://generated.test/{}/{number}/{}", now.as_millisecond(), dice.next());
    let mut candidate =
        Candidate::new(StoryId::opened_by(ArticleId::of_url(&address)), &format!("Story {number}"), at);
    candidate.topics = vec![Topic { key: format!("topic-{topic}"), label: format!("Topic {topic}") }];
    candidate.entities = (0..1 + dice.below(2))
        .map(|_| Entity {
            kind: EntityKind::Person,
            name: format!("Person-{}", topic * ENTITIES_A_TOPIC + dice.below(ENTITIES_A_TOPIC)),
            mentions: 2,
        })
        .collect();
    let wide = dice.unit();
    let outlets = 1 + (wide * wide * wide * 10.0) as usize;
    let first = dice.below(OUTLETS);
    candidate.outlets = (0..outlets).map(|next| outlet((first + next * 7) % OUTLETS)).collect();
    candidate.coverage.outlets = outlets as u32;
    candidate.coverage.independent_outlets = outlets as u32;
    candidate.coverage.articles = outlets as u32;
    candidate.weekly_entries = 100.0;
    // Half of a story's words are those of its topic, the rest could be anyone's.
    let mut words: Vec<u64> = (0..12)
        .map(|place| if place < 6 { 1_000 + topic * 60 + dice.below(60) } else { dice.below(900) })
        .map(|word| (word as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .collect();
    words.sort_unstable();
    words.dedup();
    let weight = 1.0 / (words.len() as f32).sqrt();
    candidate.words = words.into_iter().map(|word| (word, weight)).collect();
    candidate.marked()
}

fn outlet(number: usize) -> Outlet {
    Outlet {
        key: OutletKey(format!("outlet-{number}")),
        name: format!("Outlet {number}"),
        country: None,
        language: None,
    }
}
