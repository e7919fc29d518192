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

/// `ln(texts / texts with the word)`, from about 1 for what stands everywhere to about 9 for what was never met.
pub fn rarity(hash: u64) -> f32 {
    let background = background();
    background.slot(key(hash)).map_or(background.rarity_unmet, |slot| slot.rarity)
}

/// Whether the news at large never says the word.
pub fn is_unheard_of(hash: u64) -> bool {
    background().slot(key(hash)).is_none()
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
    rarity_unmet: f32,
    slots: Vec<Slot>,
}

/// A word, in how many texts it stands, and how rare that makes it. A count of zero marks a free place.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    count: f32,
    rarity: f32,
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
        let mut slots = vec![Slot::default(); (words * 2).next_power_of_two().max(2)];
        for place in 0..words {
            let key = number(12 + place * 4);
            let level = asset.get(12 + words * 4 + place).copied().unwrap_or(0);
            let mut slot = key as usize & (slots.len() - 1);
            while slots[slot].count != 0.0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            let count = count_of_level(level);
            slots[slot] = Slot { key, count, rarity: blended(texts, count) };
        }
        Background { texts, rarity_unmet: blended(texts, 0.0), slots }
    }

    /// Texts that hold the word; 0 for a word never met.
    pub fn count(&self, key: u32) -> f32 {
        self.slot(key).map_or(0.0, |slot| slot.count)
    }

    fn slot(&self, key: u32) -> Option<&Slot> {
        let mut place = key as usize & (self.slots.len() - 1);
        loop {
            match &self.slots[place] {
                free if free.count == 0.0 => return None,
                found if found.key == key => return Some(found),
                _ => place = (place + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// A count as the asset keeps it, eight levels to a doubling.
pub fn level_of_count(count: u32) -> u8 {
    (libm::log2f(count.max(1) as f32) * 8.0).round().min(255.0) as u8
}

fn count_of_level(level: u8) -> f32 {
    libm::exp2f(f32::from(level) / 8.0)
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
        let read = Background::read(&write(100, &[(7, 1), (9, 50), (23, 3)]));
        assert_eq!(read.texts, 100.0);
        assert_eq!(read.count(7), 1.0);
        assert!((read.count(9) - 50.0).abs() < 3.0);
        assert_eq!(read.count(8), 0.0);
    }
}
