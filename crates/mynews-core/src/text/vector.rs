//! A text's place in the space of the word vectors.
//!
//! The vectors are static: every word piece has one row, a text is the sum of its rows, and nothing is learnt or
//! fetched at run time. The rows come from an asset in one of two formats, little endian: `MNE1` (rows of bytes) or
//! `MNE4` (rows of half bytes, even dimension in the low half); then the number of rows, the dimensions, the pieces
//! (a length byte and UTF-8; `##` marks a continuation), one scale a row, and the rows.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tokens::mix;
use super::touch::touch;

/// A longer word is not looked up: it is an address or a key.
const WORD_LETTERS_MAX: usize = 100;

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Word vectors, ready to look words up.
#[derive(Debug)]
pub struct Embedder {
    dimensions: usize,
    half_bytes: bool,
    /// Each a length byte and the text.
    pieces: &'static [u8],
    scales: Vec<f32>,
    rows: &'static [u8],
    /// Open addressing: half of a piece's hash (its place tells of the other half), its row plus one. Twice as many slots
    /// as pieces, or more.
    slots: Vec<(u32, u32)>,
}

impl Embedder {
    /// Reads an asset; says what is wrong with one that cannot be read.
    pub fn new(bytes: &'static [u8]) -> Result<Embedder, String> {
        let mut rest = bytes;
        let half_bytes = match take(&mut rest, 4)? {
            b"MNE1" => false,
            b"MNE4" => true,
            _ => return Err("not a file of word vectors: it starts with neither MNE1 nor MNE4".into()),
        };
        let count = take_u32(&mut rest)? as usize;
        let dimensions = take_u32(&mut rest)? as usize;
        if count == 0
            || count > 1 << 24
            || dimensions == 0
            || dimensions > 4096
            || !dimensions.is_multiple_of(2)
        {
            return Err(format!("word vectors of {count} rows and {dimensions} dimensions make no sense"));
        }
        let mut slots = vec![(0, 0); (count * 2).next_power_of_two()];
        let listed = rest;
        for row in 0..count {
            let length = take(&mut rest, 1)?[0] as usize;
            let piece = take(&mut rest, length)?;
            let key = piece_key(piece.iter().fold(FNV_START, |state, byte| fnv(state, *byte)));
            let mut slot = key as usize & (slots.len() - 1);
            while slots[slot].1 != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = (tag(key), row as u32 + 1);
        }
        let pieces = &listed[..listed.len() - rest.len()];
        let scales = (0..count)
            .map(|_| take_u32(&mut rest).map(f32::from_bits))
            .collect::<Result<Vec<f32>, String>>()?;
        let row_bytes = if half_bytes { dimensions / 2 } else { dimensions };
        let rows = take(&mut rest, count * row_bytes)?;
        Ok(Embedder { dimensions, half_bytes, pieces, scales, rows, slots })
    }

    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The direction of a text, its largest component 127 or -127; empty where no word of it is known.
    pub fn embed(&self, text: &str) -> Vec<i8> {
        self.embed_all(&[text])
    }

    /// The direction of several texts together.
    pub fn embed_all(&self, texts: &[&str]) -> Vec<i8> {
        let sum = self.sum_all(texts);
        let largest = sum.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
        if largest <= 0.0 {
            return Vec::new();
        }
        // To the nearest whole number, by way of numbers above zero, for which cutting off is rounding down.
        let whole = |value: f32| ((value / largest * 127.0 + 128.5) as i32 - 128) as i8;
        self.in_order(&sum).map(whole).collect()
    }

    /// The sum of a text's rows, with its length: for learning what words say.
    pub fn sum(&self, text: &str) -> Vec<f32> {
        self.in_order(&self.sum_all(&[text])).collect()
    }

    /// The pieces that are whole words of letters.
    pub fn whole_words(&self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.pieces;
        let pieces = std::iter::from_fn(move || {
            let length = take(&mut rest, 1).ok()?[0] as usize;
            take(&mut rest, length).ok()
        });
        let words = pieces.filter_map(|piece| std::str::from_utf8(piece).ok());
        words.filter(|piece| piece.chars().all(char::is_alphabetic))
    }

    /// The rows of a text's pieces, for tests and for a look at how a text is cut.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        self.rows_of(&[text])
    }

    fn rows_of(&self, texts: &[&str]) -> Vec<u32> {
        // The words one after the other, each with its end and its key.
        let mut said = String::with_capacity(texts.iter().map(|text| text.len()).sum());
        let mut words: Vec<(usize, u64)> = Vec::with_capacity(said.capacity() / 4);
        for text in texts {
            each_word(text, |word| {
                said.push_str(word);
                words.push((said.len(), piece_key(word.bytes().fold(FNV_START, fnv))));
            });
        }
        words.iter().for_each(|(_, key)| touch(&self.slots[*key as usize & (self.slots.len() - 1)]));
        let mut cut = Cut { rows: Vec::with_capacity(words.len()), prefixes: Vec::new() };
        let mut from = 0;
        for (end, key) in words {
            match self.row(key) {
                // Most words are a piece themselves.
                Some(row) => cut.rows.push(row),
                None => self.cut(&said[from..end], &mut cut),
            }
            from = end;
        }
        cut.rows
    }

    /// The sum as [`Self::add_row`] makes it.
    fn sum_all(&self, texts: &[&str]) -> Vec<f32> {
        let rows = self.rows_of(texts);
        let row_bytes = self.rows.len() / self.scales.len();
        for row in &rows {
            let row = &self.rows[*row as usize * row_bytes..][..row_bytes];
            row.iter().step_by(CACHE_LINE).chain(row.last()).for_each(touch);
        }
        let mut sum = vec![0.0f32; self.dimensions];
        rows.iter().for_each(|row| self.add_row(*row as usize, &mut sum));
        sum
    }

    fn in_order(&self, sum: &[f32]) -> impl Iterator<Item = f32> {
        let half = self.dimensions / 2;
        let place = move |at: usize| if self.half_bytes { at / 2 + at % 2 * half } else { at };
        (0..self.dimensions).map(move |at| sum[place(at)])
    }

    /// Cuts a word into pieces, the longest known piece first; into none if any part of it is unknown.
    fn cut(&self, word: &str, cut: &mut Cut) {
        let before = cut.rows.len();
        let mut from = 0;
        while from < word.len() {
            cut.prefixes.clear();
            let mut state = if from == 0 { FNV_START } else { fnv(fnv(FNV_START, b'#'), b'#') };
            for (end, byte) in (from + 1..).zip(word[from..].bytes()) {
                state = fnv(state, byte);
                if word.is_char_boundary(end) {
                    cut.prefixes.push((end, state));
                }
            }
            let mut longest = cut.prefixes.iter().rev();
            let Some((end, row)) =
                longest.find_map(|(end, state)| Some((*end, self.row(piece_key(*state))?)))
            else {
                cut.rows.truncate(before);
                return;
            };
            cut.rows.push(row);
            from = end;
        }
    }

    fn row(&self, key: u64) -> Option<u32> {
        let mut slot = key as usize & (self.slots.len() - 1);
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (found, row) if found == tag(key) => return Some(row - 1),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Adds a row. Of half bytes the even dimensions are summed in the first half and the odd ones in the second,
    /// so that both are plain runs; [`Self::embed`] puts them in order at the end.
    fn add_row(&self, row: usize, sum: &mut [f32]) {
        let scale = self.scales[row];
        if self.half_bytes {
            let half = self.dimensions / 2;
            let packed = &self.rows[row * half..(row + 1) * half];
            let (even, odd) = sum.split_at_mut(half);
            // A half byte is made a number as a whole byte first, many at a time.
            let (evens, evens_left) = even.as_chunks_mut::<LANES>();
            let (odds, odds_left) = odd.as_chunks_mut::<LANES>();
            let (packed, packed_left) = packed.as_chunks::<LANES>();
            for ((even, odd), packed) in evens.iter_mut().zip(odds).zip(packed) {
                let low = packed.map(|byte| signed(byte & 15));
                let high = packed.map(|byte| signed(byte >> 4));
                even.iter_mut().zip(low).for_each(|(sum, value)| *sum += scale * f32::from(value));
                odd.iter_mut().zip(high).for_each(|(sum, value)| *sum += scale * f32::from(value));
            }
            for ((even, odd), packed) in evens_left.iter_mut().zip(odds_left).zip(packed_left) {
                *even += scale * f32::from(signed(packed & 15));
                *odd += scale * f32::from(signed(packed >> 4));
            }
        } else {
            let row = &self.rows[row * self.dimensions..(row + 1) * self.dimensions];
            for (value, byte) in sum.iter_mut().zip(row) {
                *value += scale * f32::from(*byte as i8);
            }
        }
    }
}

/// Words cut into pieces: their rows, and room to work in.
#[derive(Default)]
struct Cut {
    rows: Vec<u32>,
    /// Where a piece may end, and the hash of what it would be.
    prefixes: Vec<(usize, u64)>,
}

/// The cosine of two places, -1 to 1; 0 where one is empty or they come from different spaces.
pub fn similarity(ours: &[i8], theirs: &[i8]) -> f32 {
    if ours.len() != theirs.len() || ours.is_empty() {
        return 0.0;
    }
    let (mut both, mut first, mut second) = (0i32, 0i32, 0i32);
    for (a, b) in ours.iter().zip(theirs) {
        let (a, b) = (i32::from(*a), i32::from(*b));
        both += a * b;
        first += a * a;
        second += b * b;
    }
    if first == 0 || second == 0 {
        return 0.0;
    }
    (f64::from(both) / libm::sqrt(f64::from(first) * f64::from(second))) as f32
}

/// Calls `found` with each word as the vectors' own vocabulary cuts them: lower case, no accents, every mark and
/// every Chinese character a word of its own.
fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut word = Gathering::default();
    let mut letter = |letter: char, word: &mut Gathering| {
        if letter.is_whitespace() || letter.is_control() {
            word.end(&mut found);
        } else if is_mark(letter) || is_chinese(letter) {
            word.end(&mut found);
            word.push(letter);
            word.end(&mut found);
        } else {
            word.push(letter);
        }
    };
    for raw in text.chars() {
        if raw.is_ascii_alphanumeric() {
            word.push(raw.to_ascii_lowercase());
        } else if raw.is_ascii() {
            letter(raw, &mut word);
        } else {
            // Marks are dropped, so a letter can be taken apart by itself, whatever stands beside it.
            let parts = raw.to_lowercase().nfd().filter(|part| !is_combining_mark(*part));
            parts.for_each(|part| letter(part, &mut word));
        }
    }
    word.end(&mut found);
}

/// A word on its way.
#[derive(Default)]
struct Gathering {
    word: String,
    letters: usize,
}

impl Gathering {
    fn push(&mut self, letter: char) {
        self.word.push(letter);
        self.letters += 1;
    }

    fn end(&mut self, found: &mut impl FnMut(&str)) {
        if self.letters > 0 && self.letters <= WORD_LETTERS_MAX {
            found(&self.word);
        }
        self.word.clear();
        self.letters = 0;
    }
}

/// Bytes that memory gives at a time.
const CACHE_LINE: usize = 64;

/// Half bytes that are added up together.
const LANES: usize = 16;

/// A half byte as the number it stands for, -8 to 7.
fn signed(half: u8) -> i8 {
    (half ^ 8).wrapping_sub(8) as i8
}

fn is_mark(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(letter as u32, 0xa1..=0xbf | 0x2010..=0x2027 | 0x2030..=0x205e | 0x3001..=0x3011 | 0x3014..=0x301f | 0xff01..=0xff0f | 0xff1a..=0xff20)
            && !letter.is_alphanumeric()
}

fn is_chinese(letter: char) -> bool {
    matches!(letter as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2ceaf | 0x2f800..=0x2fa1f)
}

fn fnv(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Mixed, so that the slots spread.
fn piece_key(state: u64) -> u64 {
    mix(state)
}

/// The half of a key that its slot does not tell.
fn tag(key: u64) -> u32 {
    (key >> 32) as u32
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], String> {
    let (taken, left) = rest.split_at_checked(length).ok_or("the file of word vectors ends too early")?;
    *rest = left;
    Ok(taken)
}

fn take_u32(rest: &mut &[u8]) -> Result<u32, String> {
    let bytes = take(rest, 4)?;
    Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two dimensions and four pieces: `har`, `##bour`, `pier`, `.`.
    fn asset(half_bytes: bool) -> &'static [u8] {
        let mut bytes = if half_bytes { b"MNE4".to_vec() } else { b"MNE1".to_vec() };
        bytes.extend(4u32.to_le_bytes());
        bytes.extend(2u32.to_le_bytes());
        for piece in ["har", "##bour", "pier", "."] {
            bytes.push(piece.len() as u8);
            bytes.extend(piece.as_bytes());
        }
        (0..4).for_each(|_| bytes.extend(0.5f32.to_le_bytes()));
        for (first, second) in [(1i8, 0i8), (0, 2), (-3, 4), (0, 0)] {
            if half_bytes {
                bytes.push((first & 15) as u8 | ((second & 15) as u8) << 4);
            } else {
                bytes.extend([first as u8, second as u8]);
            }
        }
        bytes.leak()
    }

    #[test]
    fn words_are_cut_into_the_longest_known_pieces_and_summed() {
        for half_bytes in [true, false] {
            let embedder = Embedder::new(asset(half_bytes)).unwrap();
            assert_eq!(embedder.pieces("Hárbour. PIER harbourx"), [0, 1, 3, 2]);
            assert_eq!(embedder.embed("harbour"), [64, 127]);
            assert_eq!(embedder.embed("pier"), [-95, 127]);
            assert!(embedder.embed("unknown").is_empty());
            assert_eq!(embedder.sum("pier"), [-1.5, 2.0]);
            assert_eq!(embedder.whole_words().collect::<Vec<_>>(), ["har", "pier"]);
        }
    }

    #[test]
    fn similarity_is_a_cosine() {
        assert_eq!(similarity(&[10, 0], &[127, 0]), 1.0);
        assert_eq!(similarity(&[10, 0], &[0, 5]), 0.0);
        assert_eq!(similarity(&[10, 0], &[-3, 0]), -1.0);
        assert_eq!(similarity(&[], &[1]), 0.0);
    }

    #[test]
    fn a_broken_asset_says_so() {
        assert!(Embedder::new(b"PNG").unwrap_err().contains("too early"));
        assert!(Embedder::new(b"JPEGJPEG").unwrap_err().contains("MNE4"));
        assert!(Embedder::new(b"MNE4\x01\0\0\0\x02\0\0\0\x03pi").unwrap_err().contains("too early"));
    }
}
