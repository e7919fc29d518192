//! A profile made ready for ranking: everything looked up by hash, as of now.

use super::table::HashTable;
use crate::model::{Candidate, Follow, Interest, Marks, Mute, Profile, Remembered, Subject, Term, Timestamp};

/// So much strength makes an interest half certain: one click changes little.
const HALF_CERTAIN: f64 = 3.0;
/// Long memory halves with a month, short memory with eight acts, as in `learn`.
const HALF_LIFE_DAYS: f64 = 30.0;
const HALF_LIFE_ACTS: f64 = 8.0;
/// However surely a term decides, it never counts more than so many times its weight, and never against itself.
pub const MULTIPLIER_MAX: f64 = 3.0;
/// How sure a term's own weight is before anything was learnt, as in `learn`.
const UNKNOWN_VARIANCE: f64 = 0.25;
/// The nearest of so many last stories is looked for.
const NEAREST_OF: usize = 48;

/// A profile made ready for ranking.
pub struct Taste<'a> {
    pub profile: &'a Profile,
    pub follows: Wishes<'a, Follow>,
    pub mutes: Wishes<'a, Mute>,
    pub interests: HashTable<Affinity<'a>>,
    pub interest_bits: u128,
    words: HashTable<Memories>,
    words_length: [f64; 2],
    meaning: [Vec<f32>; 2],
    /// The last stories that were liked, newest first.
    pub nearest: Vec<&'a Remembered>,
}

/// Explicit wishes by the key of their subject.
pub struct Wishes<'a, W> {
    by_key: HashTable<&'a W>,
    pub bits: u128,
    pub all: Vec<&'a W>,
}

/// How much the reader cares for one subject, −1 to 1.
pub struct Affinity<'a> {
    pub value: f64,
    pub interest: &'a Interest,
}

/// What one word means to the reader.
#[derive(Default)]
struct Memories {
    /// In long and short memory.
    strength: [f32; 2],
    /// Which of `nearest` have it, and how much.
    stories: Vec<(u32, f32)>,
}

/// How a story's words and meaning compare with what the reader opened, each −1 to 1.
#[derive(Clone, Copy, Default, Debug)]
pub struct Likeness {
    pub words: f64,
    pub meaning: f64,
    pub nearest: f64,
    /// Which of `Taste::nearest`.
    pub nearest_is: Option<usize>,
}

impl<'a> Taste<'a> {
    pub fn of(profile: &'a Profile, now: Timestamp) -> Taste<'a> {
        let mut taste = Taste {
            profile,
            follows: Wishes::of(profile.follows.iter().filter(|follow| follow.weight > 0.0), |follow| {
                &follow.subject
            }),
            mutes: Wishes::of(
                profile.mutes.iter().filter(|mute| mute.until.is_none_or(|until| until > now)),
                |mute| &mute.subject,
            ),
            interests: HashTable::new(),
            interest_bits: 0,
            words: HashTable::new(),
            words_length: [0.0; 2],
            meaning: [Vec::new(), Vec::new()],
            nearest: Vec::new(),
        };
        for interest in &profile.interests {
            let key = interest.subject.key();
            taste.interest_bits |= Marks::bit(key);
            taste.interests.entry(key, || Affinity { value: affinity(interest, profile, now), interest });
        }
        taste.learn_likeness(now);
        taste
    }

    /// What the words and vectors of the remembered stories have in common.
    fn learn_likeness(&mut self, now: Timestamp) {
        let mut meaning: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for (ago, story) in self.profile.remembered.iter().rev().enumerate() {
            let strengths = [
                story.weight * libm::exp2(-days(story.at, now) / HALF_LIFE_DAYS),
                story.weight * libm::exp2(-(ago as f64) / HALF_LIFE_ACTS),
            ];
            let nearest_is = (story.weight > 0.0 && self.nearest.len() < NEAREST_OF).then(|| {
                self.nearest.push(story);
                self.nearest.len() as u32 - 1
            });
            for (word, weight) in &story.words {
                let memories = self.words.entry(*word, Memories::default);
                for (memory, strength) in memories.strength.iter_mut().zip(strengths) {
                    *memory += *weight * strength as f32;
                }
                memories.stories.extend(nearest_is.map(|story| (story, *weight)));
            }
            for (memory, strength) in meaning.iter_mut().zip(strengths) {
                memory.resize(memory.len().max(story.vector.len()), 0.0);
                let length = length(&story.vector);
                for (sum, place) in memory.iter_mut().zip(&story.vector) {
                    *sum += strength * f64::from(*place) / length;
                }
            }
        }
        self.meaning = meaning.map(|memory| {
            let length = memory.iter().map(|place| place * place).sum::<f64>().sqrt().max(1e-12);
            memory.into_iter().map(|place| (place / length) as f32).collect()
        });
        // The order of a hash table must not show in a sum: lengths are added up story by story.
        for memory in 0..2 {
            let squares: f64 = (self.profile.remembered.iter().rev().enumerate())
                .map(|(ago, story)| {
                    let strength = match memory {
                        0 => story.weight * libm::exp2(-days(story.at, now) / HALF_LIFE_DAYS),
                        _ => story.weight * libm::exp2(-(ago as f64) / HALF_LIFE_ACTS),
                    };
                    let dot: f64 = (story.words.iter())
                        .map(|(word, weight)| {
                            f64::from(*weight)
                                * self.words.get(*word).map_or(0.0, |known| f64::from(known.strength[memory]))
                        })
                        .sum();
                    strength * dot
                })
                .sum();
            self.words_length[memory] = squares.max(0.0).sqrt().max(1e-12);
        }
    }

    /// How a candidate compares with what was opened before.
    pub fn likeness(&self, candidate: &Candidate) -> Likeness {
        if self.profile.remembered.is_empty() {
            return Likeness::default();
        }
        let mut sums = [0.0_f64; 2];
        let mut shared = [0.0_f32; NEAREST_OF];
        for (word, weight) in &candidate.words {
            if let Some(memories) = self.words.get(*word) {
                for (sum, strength) in sums.iter_mut().zip(memories.strength) {
                    *sum += f64::from(*weight) * f64::from(strength);
                }
                for (story, other) in &memories.stories {
                    shared[*story as usize] += weight * other;
                }
            }
        }
        let words = (sums[0] / self.words_length[0] + sums[1] / self.words_length[1]) / 2.0;
        let length = length(&candidate.vector);
        let meaning = |memory: &[f32]| -> f64 {
            let dot: f32 =
                candidate.vector.iter().zip(memory).map(|(place, other)| f32::from(*place) * other).sum();
            f64::from(dot) / length
        };
        let meaning = (meaning(&self.meaning[0]) + meaning(&self.meaning[1])) / 2.0;
        let mut nearest = (0.0, None);
        for (place, story) in self.nearest.iter().enumerate() {
            let likeness = match story.vector.is_empty() || candidate.vector.is_empty() {
                true => f64::from(shared[place]),
                false => (f64::from(shared[place]) + cosine(&candidate.vector, &story.vector).max(0.0)) / 2.0,
            };
            if likeness > nearest.0 {
                nearest = (likeness, Some(place));
            }
        }
        Likeness { words, meaning, nearest: nearest.0, nearest_is: nearest.1 }
    }

    /// The same multipliers, as they might be: a draw from what is believed of each. `draw` gives a standard normal.
    pub fn imagined(&self, draw: impl Fn(u64) -> f64) -> [f64; Term::ALL.len()] {
        let mut multipliers = self.multipliers();
        for term in Term::ALL {
            let known = self.profile.beliefs.iter().find(|known| known.term == term);
            let variance = known.map_or(UNKNOWN_VARIANCE, |known| known.belief.variance);
            let place = term.place();
            multipliers[place] =
                (multipliers[place] + variance.sqrt() * draw(place as u64)).clamp(0.0, MULTIPLIER_MAX);
        }
        multipliers
    }

    /// What a candidate is mainly about, and how little is known of the reader's mind about it (0 to 1).
    pub fn doubt(&self, candidate: &Candidate) -> (u64, f64) {
        let Some(topic) = candidate.topics.first() else { return (candidate.story.as_i64() as u64, 0.5) };
        let key = Subject::Topic(topic.key.clone()).key();
        let evidence = self
            .interests
            .get(key)
            .map_or(0, |affinity| affinity.interest.evidence_for + affinity.interest.evidence_against);
        (key, 1.0 / f64::from(1 + evidence).sqrt())
    }

    /// What was learnt about each term: the multiplier of its weight, in the order of `Term::ALL`.
    pub fn multipliers(&self) -> [f64; Term::ALL.len()] {
        let mut multipliers = [1.0; Term::ALL.len()];
        for known in &self.profile.beliefs {
            multipliers[known.term.place()] = known.belief.mean.clamp(0.0, MULTIPLIER_MAX);
        }
        multipliers
    }
}

impl<'a, W> Wishes<'a, W> {
    fn of(wishes: impl Iterator<Item = &'a W>, subject: impl Fn(&W) -> &Subject) -> Wishes<'a, W> {
        let mut by_key = HashTable::new();
        let (mut bits, mut all) = (0, Vec::new());
        for wish in wishes {
            let key = subject(wish).key();
            bits |= Marks::bit(key);
            by_key.entry(key, || wish);
            all.push(wish);
        }
        Wishes { by_key, bits, all }
    }

    /// The wishes about any of `keys`.
    pub fn about<'b>(&'b self, keys: &'b [u64]) -> impl Iterator<Item = &'a W> + 'b {
        keys.iter().filter_map(|key| self.by_key.get(*key).copied())
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn affinity(interest: &Interest, profile: &Profile, now: Timestamp) -> f64 {
    let long = interest.strength * libm::exp2(-days(interest.at, now) / HALF_LIFE_DAYS);
    let acts = f64::from(profile.acts.saturating_sub(interest.recent_as_of));
    let short = interest.recent * libm::exp2(-acts / HALF_LIFE_ACTS);
    (saturate(long) + saturate(short)) / 2.0
}

fn saturate(strength: f64) -> f64 {
    strength / (strength.abs() + HALF_CERTAIN)
}

fn days(from: Timestamp, now: Timestamp) -> f64 {
    ((now.as_millisecond() - from.as_millisecond()) as f64 / 86_400_000.0).max(0.0)
}

fn length(vector: &[i8]) -> f64 {
    let squares: i32 = vector.iter().map(|place| i32::from(*place) * i32::from(*place)).sum();
    f64::from(squares).sqrt().max(1.0)
}

/// How alike two places are.
pub fn cosine(a: &[i8], b: &[i8]) -> f64 {
    let dot: i32 = a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
    f64::from(dot) / (length(a) * length(b))
}
