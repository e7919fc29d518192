//! How rare a word is in the news at large, before a stream has taught us anything.
//!
//! The counts come from an asset (`assets/group-background.bin`, recipe in `mynews-eval`, `bin/background.rs`): for
//! each of the words met at least twice, the number of texts that hold it. A count is a fact about words; no text can
//! be read back from it.

use std::sync::OnceLock;

static ASSET: &[u8] = include_bytes!("../../../../assets/group-background.bin");

/// Texts that the background counts for, beside those of the stream: as the stream grows, it speaks for itself.
pub const BACKGROUND_PART: f32 = 1.0;

/// The part of a term's hash that counting goes by. Two words out of a hundred thousand may share one: no harm.
pub fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// How often the news at large says a word, in steps of an eighth of a doubling; 0 for a word never met.
pub type Heard = u8;

/// Where a word's [`Heard`] stands beside its key.
const HEARD_BITS: u32 = 0xff;

/// See [`Heard`].
pub fn heard(hash: u64) -> Heard {
    background().heard(key(hash))
}

/// Whether the news at large never says the word.
pub fn is_unheard_of(hash: u64) -> bool {
    heard(hash) == 0
}

/// `ln(texts / texts with the word)`, from about 1 for what stands everywhere to about 9 for what was never met.
pub fn rarity(hash: u64) -> f32 {
    rarity_of(heard(hash))
}

/// The same of a word looked up before.
pub fn rarity_of(heard: Heard) -> f32 {
    background().rarities[usize::from(heard)]
}

/// The same from counts of any kind; 1 is the least, so that no word weighs nothing.
pub fn blended(texts: f32, with_word: f32) -> f32 {
    natural_logarithm((texts + 1.0) / (with_word + 0.5)).max(0.3)
}

/// The logarithm of a positive number to about four digits, in a quarter of the time and the same on every machine:
/// ln x = 2 (y + y³/3 + y⁵/5 + …) with y = (x - 1) / (x + 1), after x was brought near 1.
fn natural_logarithm(value: f32) -> f32 {
    const BIAS: i32 = 127;
    let bits = value.to_bits();
    let mut exponent = ((bits >> 23) & 0xff) as i32 - BIAS;
    let mut part = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000);
    if part > std::f32::consts::SQRT_2 {
        part *= 0.5;
        exponent += 1;
    }
    let y = (part - 1.0) / (part + 1.0);
    let square = y * y;
    exponent as f32 * std::f32::consts::LN_2
        + 2.0 * y * (1.0 + square * (1.0 / 3.0 + square * (0.2 + square / 7.0)))
}

/// The background itself.
pub fn background() -> &'static Background {
    static READ: OnceLock<Background> = OnceLock::new();
    READ.get_or_init(|| Background::read(ASSET))
}

/// Counts of texts by word, open addressing.
pub struct Background {
    pub texts: f32,
    /// A word's key with how often it is said in place of its last eight bits, which its place tells of; 0 is free.
    words: Vec<u32>,
    counts: [f32; 256],
    rarities: [f32; 256],
}

impl Background {
    /// `MNB1`, texts (u32), words (u32), keys (u32 each, sorted), levels (a byte each: eight to a doubling).
    /// An asset that cannot be read counts nothing; a test keeps ours readable.
    fn read(asset: &[u8]) -> Background {
        let number = |at: usize| {
            asset.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        };
        let words = if asset.starts_with(b"MNB1") { number(8) as usize } else { 0 };
        let texts = number(4) as f32;
        let places = (words * 2).next_power_of_two().max(2);
        let mut placed = vec![0; places];
        for word in 0..words {
            let key = number(12 + word * 4);
            let level = asset.get(12 + words * 4 + word).copied().unwrap_or(0);
            let mut place = key as usize & (places - 1);
            while placed[place] != 0 {
                place = (place + 1) & (places - 1);
            }
            placed[place] = key & !HEARD_BITS | u32::from(level.saturating_add(1));
        }
        let counts = std::array::from_fn(|heard| heard.checked_sub(1).map_or(0.0, count_of_level));
        let rarities = counts.map(|count| blended(texts, count));
        Background { texts, words: placed, counts, rarities }
    }

    pub fn heard(&self, key: u32) -> Heard {
        let last = self.words.len() - 1;
        let mut place = key as usize & last;
        loop {
            let word = self.words[place];
            if word == 0 || (word ^ key) & !HEARD_BITS == 0 {
                return (word & HEARD_BITS) as Heard;
            }
            place = (place + 1) & last;
        }
    }

    /// Texts that hold a word heard so often; 0 for a word never met.
    pub fn count(&self, heard: Heard) -> f32 {
        self.counts[usize::from(heard)]
    }
}

/// A count as the asset keeps it, eight levels to a doubling.
pub fn level_of_count(count: u32) -> u8 {
    (libm::log2f(count.max(1) as f32) * 8.0).round().min(255.0) as u8
}

fn count_of_level(level: usize) -> f32 {
    libm::exp2f(level as f32 / 8.0)
}

/// The asset for counts sorted by key.
pub fn write(texts: u32, counts: &[(u32, u32)]) -> Vec<u8> {
    let mut bytes = b"MNB1".to_vec();
    bytes.extend(texts.to_le_bytes());
    bytes.extend((counts.len() as u32).to_le_bytes());
    counts.iter().for_each(|(key, _)| bytes.extend(key.to_le_bytes()));
    bytes.extend(counts.iter().map(|(_, count)| level_of_count(*count)));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_logarithm_is_near_enough() {
        for value in [0.3f32, 0.9, 1.0, 1.4, 2.0, 7.5, 1_000.0, 123_456.0] {
            assert!((natural_logarithm(value) - libm::logf(value)).abs() < 2e-4, "{value}");
        }
    }

    #[test]
    fn counts_survive_being_written() {
        let [one, fifty, three] = [0x0100_0007, 0x0200_0009, 0x0300_0007];
        let read = Background::read(&write(100, &[(one, 1), (fifty, 50), (three, 3)]));
        assert_eq!(read.texts, 100.0);
        let count = |key| read.count(read.heard(key));
        assert_eq!(count(one), 1.0);
        assert!((count(fifty) - 50.0).abs() < 3.0);
        assert!((count(three) - 3.0).abs() < 0.3);
        assert_eq!(count(0x0400_0007), 0.0);
    }
}
