//! A text cut into words, and words into terms: hashes of stems, with the words that say nothing left out.
//!
//! Every verb that compares texts compares terms. A term is a 64-bit hash of a word in lower case, stemmed for its
//! language; the same word gives the same term on every machine. Scripts without spaces (Chinese, Japanese, Thai)
//! are cut into pairs of neighbouring letters, which needs no dictionary.

use std::sync::atomic::{AtomicU64, Ordering};

use frostem::{Algorithm, Stemmer};

use super::touch::touch;
use super::words::{STOP_WORDS, languages_of};

/// A longer run of letters is not a word (an address, a key, a picture in letters).
const WORD_BYTES_MAX: usize = 64;

/// How many words' terms are remembered, in pairs. News says the same few thousand words over and over.
const TERMS_REMEMBERED: usize = 1 << 15;

/// A word of a text, and what its looks say about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Starts with a capital letter.
    pub capital: bool,
    /// Two letters or more, all of them capitals (`NATO`, `U.S`).
    pub acronym: bool,
    /// Starts with a digit.
    pub number: bool,
    /// Opens a sentence, a line or a quotation, where a capital says nothing.
    pub opens: bool,
    /// A run of letters of a script without spaces, to be cut into pairs.
    pub dense: bool,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, opens: true }
}

/// The terms of a text, in order: hashed stems, words that say nothing left out. `language` is a BCP 47 primary tag;
/// without one the text's own small words tell it where they can.
pub fn terms(text: &str, language: Option<&str>) -> Vec<u64> {
    let language = language.or_else(|| language_by_small_words(text));
    let mut stemming = Stemming::new(language);
    let mut found = Vec::with_capacity(text.len() / 8);
    for word in words(text) {
        stemming.each_term(&word, |term| found.push(term));
    }
    found
}

/// The language whose small words ("the", "und", "que") a text uses most, by its first hundred words. Cheaper and
/// coarser than `text::language`, and enough to choose a stemmer.
pub fn language_by_small_words(text: &str) -> Option<&'static str> {
    let mut hits = [0u32; STOP_WORDS.len()];
    let mut lower = String::new();
    let mut plain = true;
    for word in words(text).take(100) {
        let hashed = if word.text.is_ascii() {
            hash_of(word.text.bytes().map(|byte| byte.to_ascii_lowercase()))
        } else {
            plain = false;
            lower_into(word.text, &mut lower);
            hash(lower.as_bytes())
        };
        let mut languages = languages_of(hashed);
        while languages != 0 {
            hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let (best, most) = hits.iter().enumerate().max_by_key(|(place, hits)| (**hits, usize::MAX - place))?;
    match most {
        0 if plain => Some("en"),
        0 => None,
        _ => Some(STOP_WORDS[best].0),
    }
}

/// How the words of one language become terms.
pub struct Stemming {
    stemmer: Option<Stemmer>,
    /// Place of the language in the list of stop words.
    language: Option<usize>,
    /// Tells what is remembered of one language from what is remembered of others.
    language_mark: u64,
    lower: String,
}

impl Stemming {
    pub fn new(language: Option<&str>) -> Stemming {
        let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase());
        let algorithm = primary.as_deref().and_then(algorithm);
        let language = primary.and_then(|tag| STOP_WORDS.iter().position(|(name, _)| *name == tag));
        Stemming {
            stemmer: algorithm.map(Stemmer::new),
            language,
            language_mark: mix(language.map_or(0, |language| language as u64 + 1)),
            lower: String::new(),
        }
    }

    /// Calls `found` with each term of a word: none for a stop word, several for a run of a script without spaces.
    pub fn each_term(&mut self, word: &Word<'_>, mut found: impl FnMut(u64)) {
        if word.dense {
            dense_terms(word.text, found);
        } else if let Some(term) = self.term(word) {
            found(term);
        }
    }

    /// The term of a word with spaces around it; `None` where it says nothing.
    pub fn term(&mut self, word: &Word<'_>) -> Option<u64> {
        if word.text.len() > WORD_BYTES_MAX {
            return None;
        }
        remembered(self.key(word), || self.term_afresh(word))
    }

    /// Says that the terms of these words are asked for next.
    pub fn expect(&self, words: &[Word<'_>]) {
        for word in words {
            slot_of(self.key(word)).iter().for_each(|slot| touch(&slot.term.load(Ordering::Relaxed)));
        }
    }

    fn key(&self, word: &Word<'_>) -> u64 {
        word_hash(word.text.as_bytes()) ^ self.language_mark
    }

    fn term_afresh(&mut self, word: &Word<'_>) -> Option<u64> {
        lower_into(word.text, &mut self.lower);
        if let Some(apostrophe) = self.lower.find(['\'', '’']) {
            if self.lower.ends_with("'t") || self.lower.ends_with("’t") {
                return None;
            }
            self.lower.truncate(apostrophe);
        }
        if word.acronym || word.number {
            self.lower.retain(|letter| letter != '.' && letter != ',');
        }
        let hashed = hash(self.lower.as_bytes());
        let plain = !word.number && !word.acronym;
        if self.lower.is_empty() || (self.lower.len() == 1 && plain) {
            return None;
        }
        let (Some(language), true) = (self.language, plain) else { return Some(hashed) };
        if languages_of(hashed) & 1 << language != 0 {
            return None;
        }
        let Some(stemmer) = self.stemmer else { return Some(hashed) };
        let english = STOP_WORDS[language].0 == "en";
        if english {
            american_ending(&mut self.lower);
        }
        let stem = stemmer.stem(&self.lower);
        Some(match stem.strip_suffix("our").filter(|root| english && root.len() > 1) {
            Some(root) => hash(format!("{root}or").as_bytes()),
            None => hash(stem.as_bytes()),
        })
    }
}

/// The term of a single word as typed, for a reader's phrase or a test.
pub fn term(word: &str, language: Option<&str>) -> Option<u64> {
    words(word).next().and_then(|word| Stemming::new(language).term(&word))
}

/// A term made of others, in order: the name "Brian Nichols" beside "Brian" and "Nichols".
pub fn joined(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(23) ^ mix(second))
}

/// A 64-bit hash of bytes, the same on every machine: FNV-1a with its bits mixed at the end.
pub fn hash(bytes: &[u8]) -> u64 {
    hash_of(bytes.iter().copied())
}

fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    mix(bytes.fold(0xcbf2_9ce4_8422_2325, |state: u64, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    }))
}

/// A 64-bit hash of bytes, eight at a time, for whole lines. Another number than [`hash`] gives, and the same on every
/// machine.
pub fn quick_hash(bytes: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |state: u64, part: u64| {
        let product = (state ^ part).wrapping_mul(SPREAD);
        product ^ product >> 32
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    let state =
        eights.iter().fold(bytes.len() as u64, |state, eight| step(state, u64::from_le_bytes(*eight)));
    mix(step(state, rest.iter().fold(0, |part, byte| part << 8 | u64::from(*byte))))
}

/// A 64-bit hash of a word, for what is only remembered. Up to sixteen bytes are read as two numbers, whatever their
/// count, without a loop.
fn word_hash(word: &[u8]) -> u64 {
    // No text holds the byte ff, so neither factor can be zero.
    const MARKS: [u64; 2] = [0xff9e_3779_b97f_4a7c, 0xffc4_ceb9_fe1a_85ec];
    let (first, last) = match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => {
                (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
            }
            _ => (word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
        },
    };
    let folded = |first: u64, last: u64| {
        let product = u128::from(first ^ MARKS[0]) * u128::from(last ^ MARKS[1]);
        product as u64 ^ (product >> 64) as u64
    };
    let (middle, _) = word.get(8..).unwrap_or(&[]).as_chunks::<8>();
    let first =
        middle.iter().fold(first, |state, eight| folded(state, u64::from_le_bytes(*eight)) & u64::MAX >> 8);
    folded(first, last ^ mix(word.len() as u64) >> 8)
}

/// The finisher of MurmurHash3: every bit of the input moves half the bits of the output.
pub fn mix(mut state: u64) -> u64 {
    state ^= state >> 33;
    state = state.wrapping_mul(0xff51_afd7_ed55_8ccd);
    state ^= state >> 33;
    state = state.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

/// See [`words`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// The next word opens a sentence.
    opens: bool,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let bytes = self.text.as_bytes();
        let mut first = None;
        while let Some(byte) = bytes.get(self.at) {
            let looks = LOOKS[usize::from(*byte)];
            if looks & LETTER != 0 {
                first = Some(*byte as char);
                break;
            }
            if byte.is_ascii() {
                self.opens |= looks & OPENS != 0;
                self.at += 1;
                continue;
            }
            let letter = self.letter_at(self.at);
            if is_word_letter(letter) {
                first = Some(letter);
                break;
            }
            self.opens |= opens_after(letter);
            self.at += letter.len_utf8();
        }
        let first = first?;
        let start = self.at;
        let opens = std::mem::replace(&mut self.opens, false);
        let dense = !first.is_ascii() && is_dense(first);
        let number = first.is_ascii_digit() || (!first.is_ascii() && first.is_numeric());
        let mut letters = 0;
        let mut looks_seen = 0;
        while let Some(byte) = bytes.get(self.at) {
            let looks = LOOKS[usize::from(*byte)];
            if looks & LETTER != 0 && !dense {
                looks_seen |= looks;
                letters += 1;
                self.at += 1;
                continue;
            }
            if looks & ENDS != 0 {
                break;
            }
            let letter = self.letter_at(self.at);
            if !letter.is_ascii() && is_word_letter(letter) {
                if is_dense(letter) != dense {
                    break;
                }
                letters += 1;
                self.at += letter.len_utf8();
            } else if letter.is_ascii_alphanumeric() {
                // After letters of a script without spaces.
                break;
            } else if let Some(length) = self.inner_mark(letter, letters, number, start) {
                self.at += length;
            } else {
                break;
            }
        }
        let text = &self.text[start..self.at];
        let capital = first.is_uppercase();
        let acronym = capital
            && letters > 1
            && !dense
            && looks_seen & SMALL == 0
            && text.chars().all(|letter| letter.is_uppercase() || letter.is_numeric() || letter == '.');
        Some(Word { text, start, capital, acronym, number, opens, dense })
    }
}

impl Words<'_> {
    fn letter_at(&self, at: usize) -> char {
        let byte = self.text.as_bytes()[at];
        if byte.is_ascii() { byte as char } else { self.text[at..].chars().next().unwrap_or(' ') }
    }

    /// How long a mark inside a word is: the comma of "1,000", the dots of "U.S.", the apostrophe of "Nichols's".
    fn inner_mark(&self, mark: char, letters: usize, number: bool, start: usize) -> Option<usize> {
        if !matches!(mark, '.' | ',' | '\'' | '’') {
            return None;
        }
        let length = mark.len_utf8();
        let bytes = self.text.as_bytes();
        let next = (self.at + length < bytes.len()).then(|| self.letter_at(self.at + length))?;
        match mark {
            '.' | ',' if number => next.is_ascii_digit().then_some(length),
            '.' => {
                let since =
                    self.text[start..self.at].rfind('.').map_or(letters, |dot| self.at - start - dot - 1);
                let after_next = self.at + length + next.len_utf8();
                let alone = after_next >= bytes.len() || !is_word_letter(self.letter_at(after_next));
                (since == 1 && next.is_uppercase() && alone).then_some(length)
            }
            '\'' | '’' => {
                let rest = self.text[self.at + length..]
                    .chars()
                    .take_while(|letter| is_word_letter(*letter))
                    .count();
                (letters > 0 && (1..=2).contains(&rest)).then_some(length)
            }
            _ => None,
        }
    }
}

/// What a byte may be, so that most of most texts is cut without a question about Unicode; nothing for a part of a letter
/// beyond ASCII.
static LOOKS: [u8; 256] = {
    let mut looks = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        let letter = byte.is_ascii_alphanumeric();
        looks[at] = if letter { LETTER } else { 0 }
            | if byte.is_ascii_lowercase() { SMALL } else { 0 }
            | if opens_after(byte as char) { OPENS } else { 0 }
            | if letter || matches!(byte, b'.' | b',' | b'\'') { 0 } else { ENDS };
        at += 1;
    }
    looks
};
const LETTER: u8 = 1;
const SMALL: u8 = 2;
const OPENS: u8 = 4;
/// No word goes on after it.
const ENDS: u8 = 8;

fn is_word_letter(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric()
    } else {
        letter.is_alphanumeric() || is_joiner(letter)
    }
}

/// Marks that sit on a letter rather than between words: combining accents, Indic vowel signs, Arabic vowel points.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

/// Letters of scripts that put no spaces between words.
fn is_dense(letter: char) -> bool {
    matches!(letter as u32,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3134f)
}

const fn opens_after(mark: char) -> bool {
    matches!(
        mark,
        '.' | '!'
            | '?'
            | ':'
            | '\n'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‘'
            | '•'
            | '|'
            | '…'
            | '。'
            | '؟'
            | '।'
            | '-'
            | '–'
            | '—'
            | '('
    )
}

/// Pairs of neighbouring letters; a letter that stands alone is a term of its own.
fn dense_terms(run: &str, mut found: impl FnMut(u64)) {
    let mut last: Option<(usize, char)> = None;
    let mut pairs = 0;
    for (at, letter) in run.char_indices() {
        if let Some((from, _)) = last {
            found(hash(&run.as_bytes()[from..at + letter.len_utf8()]));
            pairs += 1;
        }
        last = Some((at, letter));
    }
    if pairs == 0 {
        found(hash(run.as_bytes()));
    }
}

fn lower_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// One spelling for English on both shores: "sterilised" becomes "sterilized". ("Harbour" and "harbor" meet after
/// stemming.) "Promised" becomes "promized", which harms nobody: it does so everywhere.
fn american_ending(word: &mut String) {
    const ENDINGS: [&str; 8] = ["isation", "isations", "ise", "ises", "ised", "ising", "iser", "isers"];
    if let Some(ending) =
        ENDINGS.iter().find(|ending| word.len() > ending.len() + 3 && word.ends_with(**ending))
    {
        let at = word.len() - ending.len() + 1;
        word.replace_range(at..at + 1, "z");
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// What `term` says, asked once for a word that comes again. Of the two words of a slot the one met again last is kept
/// when a third falls on it; so the memory is bounded, what is said once drives out nothing that is said often, and the
/// answer never hangs on what came before.
fn remembered(key: u64, term: impl FnOnce() -> Option<u64>) -> Option<u64> {
    let [often, once] = slot_of(key);
    // A term of 0 stands for none; a word whose hash is 0 would be lost, one in 2^64.
    let term = if let Some(term) = often.term_of(key) {
        term
    } else if let Some(term) = once.term_of(key) {
        once.copy(often);
        often.keep(key, term);
        term
    } else {
        let term = term().unwrap_or(0);
        once.keep(key, term);
        term
    };
    (term != 0).then_some(term)
}

/// The slot of a word: what was met again, and what was met once.
fn slot_of(key: u64) -> [&'static Remembered; 2] {
    // Apart, so that what is met often stands close together.
    static OFTEN: [Remembered; TERMS_REMEMBERED / 2] =
        [const { Remembered::nothing() }; TERMS_REMEMBERED / 2];
    static ONCE: [Remembered; TERMS_REMEMBERED / 2] = [const { Remembered::nothing() }; TERMS_REMEMBERED / 2];
    let place = key as usize & (TERMS_REMEMBERED / 2 - 1);
    [&OFTEN[place], &ONCE[place]]
}

/// A word's key and its term. All threads share what is remembered, without a lock: the key is kept crossed with the term,
/// so two halves written by two threads show no key that either had.
struct Remembered {
    crossed: AtomicU64,
    term: AtomicU64,
}

impl Remembered {
    const fn nothing() -> Remembered {
        Remembered { crossed: AtomicU64::new(0), term: AtomicU64::new(0) }
    }

    fn term_of(&self, key: u64) -> Option<u64> {
        let term = self.term.load(Ordering::Relaxed);
        (self.crossed.load(Ordering::Relaxed) ^ term == key).then_some(term)
    }

    fn keep(&self, key: u64, term: u64) {
        self.term.store(term, Ordering::Relaxed);
        self.crossed.store(key ^ term, Ordering::Relaxed);
    }

    fn copy(&self, other: &Remembered) {
        self.term.store(other.term.load(Ordering::Relaxed), Ordering::Relaxed);
        self.crossed.store(other.crossed.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_are_cut_as_a_reader_would() {
        assert_eq!(
            cut("The U.S. paid $1,000.50 to Nichols's aide."),
            ["The", "U.S", "paid", "1,000.50", "to", "Nichols's", "aide"]
        );
        assert_eq!(cut("l'Europe d’abord"), ["l", "Europe", "d", "abord"]);
        assert_eq!(cut("hit-and-run 中国経済 2"), ["hit", "and", "run", "中国経済", "2"]);
        assert_eq!(cut("End. Start"), ["End", "Start"]);
    }

    #[test]
    fn every_letter_of_a_word_counts() {
        for length in 1..WORD_BYTES_MAX {
            let word = vec![b'a'; length];
            let mut hashes: Vec<u64> = (0..length)
                .map(|place| {
                    let mut other = word.clone();
                    other[place] = b'b';
                    word_hash(&other)
                })
                .collect();
            hashes.extend([word_hash(&word), word_hash(&word[1..])]);
            hashes.sort_unstable();
            hashes.dedup();
            assert_eq!(hashes.len(), length + 2, "words of {length} letters");
        }
    }

    #[test]
    fn small_words_say_nothing_and_stems_meet() {
        assert_eq!(terms("The harbours of the town", Some("en")), terms("harbor towns", Some("en")));
        assert_eq!(terms("sterilisation", Some("en")), terms("sterilization", Some("en")));
        assert_eq!(terms("Obama’s plan", Some("en")), terms("Obama plans", None));
        assert_eq!(terms("U.S.", Some("en")), terms("US", Some("en")));
        assert!(terms("it didn't", Some("en")).is_empty());
        assert_eq!(terms("中国経済", None).len(), 3);
    }

    #[test]
    fn small_words_tell_the_language() {
        assert_eq!(
            language_by_small_words("Die Regierung hat am Montag nicht mit der Opposition gesprochen"),
            Some("de")
        );
        assert_eq!(
            language_by_small_words("Le gouvernement a annoncé que les impôts ne vont pas augmenter"),
            Some("fr")
        );
        assert_eq!(language_by_small_words("Harbour bridge collapses"), Some("en"));
        assert_eq!(language_by_small_words("中国経済"), None);
    }

    #[test]
    fn capitals_tell_where_they_can() {
        let found: Vec<(bool, bool)> =
            words("Talks fail. NATO meets Jens").map(|word| (word.capital, word.opens)).collect();
        assert_eq!(found, [(true, true), (false, false), (true, true), (false, false), (true, false)]);
    }
}
