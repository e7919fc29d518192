//! What was learnt of English words: how much each of them, and each list's points, speak for every heading.
//!
//! The asset is made by `mynews-eval`, `bin/teach_headings.rs`: softmax regression over the words' vectors and the words
//! themselves, folded into one row of weights a word. Little endian: `MNH1`, the number of words, a bias a heading, a
//! row of weights for each heading's points, the scale of the words' weights (all `f32`), the words' keys in order, and
//! a row of bytes a word.

use std::sync::LazyLock;

use super::count::Counts;
use super::words::HEADINGS;
use crate::annotate::word_list::WordMap;

pub use super::count::key;

const MAGIC: &[u8; 4] = b"MNH1";

static ASSET: &[u8] = include_bytes!("../../../../../assets/headings.bin");

pub(super) static LEARNT: LazyLock<Learnt> =
    LazyLock::new(|| Learnt::read(ASSET).expect("the asset of headings is whole, a test reads it"));

/// One number a heading.
pub type Row = [f32; HEADINGS];

/// What was learnt.
pub struct Learnt {
    bias: Row,
    /// What a heading's points say of every heading.
    lists: [Row; HEADINGS],
    scale: f32,
    /// A word's key → its place.
    places: WordMap<u32, usize>,
    rows: Vec<[i8; HEADINGS]>,
}

impl Learnt {
    fn read(bytes: &'static [u8]) -> Option<Learnt> {
        let (magic, rest) = bytes.split_first_chunk::<4>()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (numbers, rest) = rest.split_at_checked(4 * (HEADINGS + HEADINGS * HEADINGS + 1))?;
        let (keys, rows) = rest.split_at_checked(4 * count)?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four));
        let mut row = || [(); HEADINGS].map(|()| numbers.next().unwrap_or_default());
        let (bias, lists) = (row(), [(); HEADINGS].map(|()| row()));
        let scale = numbers.next()?;
        let keys = keys.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four));
        let places = keys.enumerate().map(|(place, key)| (key, place)).collect();
        let (rows, []) = rows.as_chunks::<HEADINGS>() else { return None };
        let rows: Vec<_> = rows.iter().map(|row| row.map(|byte| byte as i8)).collect();
        (magic == MAGIC && rows.len() == count).then_some(Learnt { bias, lists, scale, places, rows })
    }

    /// How much speaks for each heading; only their differences mean something.
    pub fn scores(&self, counts: &Counts) -> Row {
        let mut scores = [0.0; HEADINGS];
        for (key, weight) in counts.words() {
            if let Some(place) = self.places.get(&key) {
                add(&mut scores, weight * self.scale, self.rows[*place].map(f32::from));
            }
        }
        for (points, row) in counts.points().into_iter().zip(self.lists) {
            add(&mut scores, heard(points), row);
        }
        add(&mut scores, 1.0, self.bias);
        scores
    }
}

fn add(scores: &mut Row, times: f32, row: Row) {
    scores.iter_mut().zip(row).for_each(|(score, weight)| *score += times * weight);
}

/// How a heading's points are heard: the tenth word of a list adds little.
pub fn heard(points: f32) -> f32 {
    libm::log1pf(points)
}

/// Scores as likelihoods that sum to 1.
pub fn likelihoods(scores: &Row) -> Row {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let odds = scores.map(|score| libm::expf(score - most));
    let sum: f32 = odds.iter().sum();
    odds.map(|odds| odds / sum)
}

/// The bytes of the asset. Words are told by [`key`]; of two with one key the first counts.
pub fn write(bias: &Row, lists: &[Row; HEADINGS], words: &[(u32, Row)]) -> Vec<u8> {
    let mut words: Vec<&(u32, Row)> = words.iter().collect();
    words.sort_by_key(|(key, _)| *key);
    words.dedup_by_key(|(key, _)| *key);
    let most = words.iter().flat_map(|(_, row)| row).fold(f32::MIN_POSITIVE, |most, one| most.max(one.abs()));
    let scale = most / 127.0;
    let mut bytes = MAGIC.to_vec();
    bytes.extend((words.len() as u32).to_le_bytes());
    let numbers = bias.iter().chain(lists.iter().flatten()).chain([&scale]);
    numbers.for_each(|number| bytes.extend(number.to_le_bytes()));
    words.iter().for_each(|(key, _)| bytes.extend(key.to_le_bytes()));
    let whole = |weight: &f32| (weight / scale).round() as i8 as u8;
    words.iter().for_each(|(_, row)| bytes.extend(row.iter().map(whole)));
    bytes
}

#[cfg(test)]
mod tests {
    use super::{HEADINGS, LEARNT, Learnt, Row, likelihoods, write};

    #[test]
    fn what_is_written_is_read() {
        let row = |first: f32| -> Row { std::array::from_fn(|place| if place == 0 { first } else { -0.5 }) };
        let bytes = write(&row(0.25), &[row(2.0); HEADINGS], &[(9, row(1.27)), (3, row(0.635))]).leak();
        let learnt = Learnt::read(bytes).unwrap();
        assert_eq!((learnt.bias, learnt.lists[16]), (row(0.25), row(2.0)));
        assert_eq!((learnt.places[&3], learnt.rows[0][0]), (0, 64));
        assert_eq!((learnt.places[&9], learnt.rows[1][..2].to_vec()), (1, vec![127, -50]));
        assert!(Learnt::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Learnt::read(b"PNG").is_none());
    }

    #[test]
    fn the_asset_is_whole() {
        assert_eq!(LEARNT.rows.len(), LEARNT.places.len());
    }

    #[test]
    fn likelihoods_sum_to_one() {
        let likely = likelihoods(&std::array::from_fn(|place| place as f32));
        assert!((likely.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(likely[16] > likely[15]);
    }
}
