//! How a story's words and meaning compare with those of the stories a reader chose.
//!
//! The stories chosen have a mean, in the space of words and in that of the embedding; so has what was on offer. What
//! points from the second to the first is taste, and a story is liked as far as it lies in that direction.

use super::background::{Background, length};
use super::table::HashTable;
use crate::model::{Candidate, Memory, Profile, Remembered, StoryId, Timestamp};

/// Taste is so much of short memory, in which the last stories count most; the rest is long memory.
const SHORT: f64 = 0.5;
/// Two stories make a taste half certain: one click changes little.
const HALF_CERTAIN: f64 = 2.0;
/// The nearest of so many last stories is looked for.
const NEAREST_OF: usize = 48;
/// Any two stories are about so much alike in meaning.
const UNRELATED: f64 = 0.3;
/// Vectors are multiplied as whole numbers: the same on every machine, and fast.
const WHOLE: f64 = 4_096.0;

/// Taste in words and meaning.
pub struct Likings<'a> {
    /// What each word points to: a part of the direction.
    words: HashTable<f64>,
    /// Which of `nearest` have a word, and how much.
    words_of_nearest: HashTable<Vec<(u32, f32)>>,
    words_scale: f64,
    words_middle: f64,
    meaning: Vec<i16>,
    meaning_scale: f64,
    meaning_middle: f64,
    /// The last stories that were liked, newest first.
    pub nearest: Vec<&'a Remembered>,
    nearest_meaning: Vec<Meaning>,
}

/// A vector made ready for multiplying: sixteen bits a place are what processors multiply fastest.
struct Meaning {
    places: Vec<i16>,
    length: f64,
}

/// How one story compares, each −1 to 1.
#[derive(Clone, Copy, Default, Debug)]
pub struct Likeness {
    pub words: f64,
    pub meaning: f64,
    pub nearest: f64,
    /// Which of `Likings::nearest`.
    pub nearest_is: Option<usize>,
}

impl<'a> Likings<'a> {
    /// Of the stories in `muted` none is looked for.
    pub fn of(
        profile: &'a Profile,
        background: &Background,
        muted: &[StoryId],
        now: Timestamp,
    ) -> Likings<'a> {
        let mut likings = Likings {
            words: HashTable::new(),
            words_of_nearest: HashTable::new(),
            words_scale: 0.0,
            words_middle: 0.0,
            meaning: Vec::new(),
            meaning_scale: 0.0,
            meaning_middle: 0.0,
            nearest: Vec::new(),
            nearest_meaning: Vec::new(),
        };
        if profile.remembered.is_empty() {
            return likings;
        }
        let (shares, certainty) = shares(&profile.remembered, profile.memory, now);
        let liked: f64 = shares.iter().sum();
        let mut meaning: Vec<f64> = background.meaning.iter().map(|place| -liked * place).collect();
        for (word, weight) in background.words() {
            *likings.words.entry(word, f64::default) -= liked * weight;
        }
        for (story, share) in profile.remembered.iter().rev().zip(shares) {
            let is_muted = story.story.is_some_and(|story| muted.contains(&story));
            let is_liked = story.weight > 0.0 && !is_muted;
            let nearest_is = (is_liked && likings.nearest.len() < NEAREST_OF).then(|| {
                likings.nearest.push(story);
                likings.nearest_meaning.push(Meaning::of(&story.vector));
                likings.nearest.len() as u32 - 1
            });
            for (word, weight) in &story.words {
                *likings.words.entry(*word, f64::default) += share * f64::from(*weight);
                if let Some(story) = nearest_is {
                    likings.words_of_nearest.entry(*word, Vec::new).push((story, *weight));
                }
            }
            let length = length(&story.vector);
            meaning.resize(meaning.len().max(story.vector.len()), 0.0);
            for (sum, place) in meaning.iter_mut().zip(&story.vector) {
                *sum += share * f64::from(*place) / length;
            }
        }
        likings.measure_words(profile, background, certainty);
        let size = meaning.iter().map(|place| place * place).sum::<f64>().sqrt().max(1e-12);
        likings.meaning_middle =
            meaning.iter().zip(&background.meaning).map(|(a, b)| a * b).sum::<f64>() / size;
        likings.meaning = meaning.into_iter().map(|place| (place / size * WHOLE).round() as i16).collect();
        likings.meaning_scale = certainty;
        likings
    }

    /// The length of the direction and where the average story lies on it. Added up story by story: the order of a
    /// hash table must not show in a sum.
    fn measure_words(&mut self, profile: &Profile, background: &Background, certainty: f64) {
        let mut seen = vec![false; self.words.len()];
        let mut squares = 0.0;
        let mut middle = 0.0;
        let remembered =
            profile.remembered.iter().flat_map(|story| story.words.iter().map(|(word, _)| *word));
        for word in remembered.chain(background.words().map(|(word, _)| word)) {
            let Some(place) = self.words.position(word) else { continue };
            if !std::mem::replace(&mut seen[place], true) {
                let direction = self.words.get(word).copied().unwrap_or(0.0);
                squares += direction * direction;
            }
        }
        let size = squares.sqrt().max(1e-12);
        for (word, weight) in background.words() {
            middle += weight * self.words.get(word).copied().unwrap_or(0.0);
        }
        self.words_scale = certainty / size;
        self.words_middle = middle;
    }

    /// How far its words are those of what was chosen.
    pub fn words(&self, candidate: &Candidate) -> f64 {
        if self.knows_nothing() || candidate.words.is_empty() {
            return 0.0;
        }
        let mut words = -self.words_middle;
        for (word, weight) in &candidate.words {
            if let Some(direction) = self.words.get(*word) {
                words += f64::from(*weight) * direction;
            }
        }
        words * self.words_scale
    }

    /// How far its meaning is that of what was chosen.
    pub fn meaning(&self, candidate: &Candidate) -> f64 {
        if self.knows_nothing() || candidate.vector.is_empty() {
            return 0.0;
        }
        let dot = dot(candidate.vector.iter().map(|place| i16::from(*place)), &self.meaning);
        let cosine = f64::from(dot) / WHOLE / length(&candidate.vector);
        (cosine - self.meaning_middle) * self.meaning_scale
    }

    /// Notes how much it shares with each of `nearest`, and says how near the nearest could be at most: that is far cheaper
    /// to know than how near it is.
    pub fn share(&self, candidate: &Candidate, shared: &mut Shared) -> f64 {
        if self.knows_nothing() {
            return 0.0;
        }
        for (word, weight) in &candidate.words {
            for (story, other) in self.words_of_nearest.get(*word).into_iter().flatten() {
                shared.0[*story as usize] += weight * other;
            }
        }
        let most = shared.0.iter().copied().fold(0.0, f32::max);
        (f64::from(most) + 1.0 - UNRELATED) / 2.0
    }

    fn knows_nothing(&self) -> bool {
        self.words_scale == 0.0 && self.meaning_scale == 0.0
    }

    /// The nearest of the last stories that were liked: how near it is, and its place in `nearest`.
    pub fn nearest(&self, candidate: &Candidate, shared: &Shared) -> (f64, Option<usize>) {
        let meaning = Meaning::of(&candidate.vector);
        let mut nearest = (0.0, None);
        for (place, known) in self.nearest_meaning.iter().enumerate() {
            let near = (f64::from(shared.0[place]) + (meaning.cosine(known) - UNRELATED).max(0.0)) / 2.0;
            if near > nearest.0 {
                nearest = (near, Some(place));
            }
        }
        nearest
    }
}

/// How much the words of a candidate share with each of `Likings::nearest`.
pub struct Shared([f32; NEAREST_OF]);

impl Default for Shared {
    fn default() -> Shared {
        Shared([0.0; NEAREST_OF])
    }
}

/// What each remembered story, newest first, has to say (together at most 1), and how sure they make together.
fn shares(remembered: &[Remembered], memory: Memory, now: Timestamp) -> (Vec<f64>, f64) {
    let long = |story: &Remembered| story.weight * memory.long(story.at, now);
    let strengths: Vec<(f64, f64)> = (remembered.iter().rev().enumerate())
        .map(|(ago, story)| (long(story), story.weight * memory.short(ago as f64)))
        .collect();
    let whole =
        strengths.iter().fold((0.0, 0.0), |sum, (long, short)| (sum.0 + long.abs(), sum.1 + short.abs()));
    let shares = strengths.iter().map(|(long, short)| {
        (1.0 - SHORT) * long / f64::max(whole.0, 1e-12) + SHORT * short / f64::max(whole.1, 1e-12)
    });
    let said = (1.0 - SHORT) * whole.0 + SHORT * whole.1;
    (shares.collect(), said / (said + HALF_CERTAIN))
}

impl Meaning {
    fn of(vector: &[i8]) -> Meaning {
        Meaning { places: vector.iter().map(|place| i16::from(*place)).collect(), length: length(vector) }
    }

    fn cosine(&self, other: &Meaning) -> f64 {
        f64::from(dot(self.places.iter().copied(), &other.places)) / (self.length * other.length)
    }
}

fn dot(a: impl Iterator<Item = i16>, b: &[i16]) -> i32 {
    a.zip(b).map(|(a, b)| i32::from(a) * i32::from(*b)).sum()
}
