//! What all the candidates have in common. Taste is what a reader chooses more of than there is on offer: without this
//! comparison, the words and topics that every story has would look like the reader's favourites.

use super::table::HashTable;
use crate::model::{Candidate, StoryId};

/// So many candidates stand for all of them.
const SAMPLE: u64 = 512;

/// The average candidate.
pub struct Background<'a> {
    sample: Vec<&'a Candidate>,
    shares: HashTable<f64>,
    /// The mean of the unit vectors; empty where there are none.
    pub meaning: Vec<f64>,
}

/// Tells whether a story of so many is in the sample: that hangs on its id alone.
pub fn sampling(candidates: usize) -> impl Fn(StoryId) -> bool {
    let threshold = (u64::MAX / (candidates as u64).max(1)).saturating_mul(SAMPLE);
    move |story| (story.as_i64() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) <= threshold
}

impl<'a> Background<'a> {
    pub fn of(candidates: &'a [Candidate]) -> Background<'a> {
        let is_sampled = sampling(candidates.len());
        Background::of_sample(candidates.iter().filter(|candidate| is_sampled(candidate.story)).collect())
    }

    /// Walked in the order of the stories, so that sums come out the same.
    pub fn of_sample(mut sample: Vec<&'a Candidate>) -> Background<'a> {
        sample.sort_by_key(|candidate| candidate.story);
        let mut background = Background { shares: HashTable::new(), meaning: Vec::new(), sample };
        let one = 1.0 / background.sample.len().max(1) as f64;
        for candidate in &background.sample {
            for key in &candidate.marks.keys {
                *background.shares.entry(*key, || 0.0) += one;
            }
            let length = length(&candidate.vector);
            background.meaning.resize(background.meaning.len().max(candidate.vector.len()), 0.0);
            for (sum, place) in background.meaning.iter_mut().zip(&candidate.vector) {
                *sum += one * f64::from(*place) / length;
            }
        }
        background
    }

    /// The share of candidates about a subject.
    pub fn share(&self, key: u64) -> f64 {
        self.shares.get(key).copied().unwrap_or(0.0)
    }

    /// Every word of the average candidate, in parts.
    pub fn words(&self) -> impl Iterator<Item = (u64, f64)> {
        let one = 1.0 / self.sample.len().max(1) as f64;
        self.sample.iter().flat_map(move |candidate| {
            candidate.words.iter().map(move |(word, weight)| (*word, f64::from(*weight) * one))
        })
    }
}

/// The length of a vector, never 0.
pub fn length(vector: &[i8]) -> f64 {
    let squares: i32 = vector.iter().map(|place| i32::from(*place) * i32::from(*place)).sum();
    f64::from(squares).sqrt().max(1.0)
}
