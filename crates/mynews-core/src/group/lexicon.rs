//! The words of the stream: how many of its stories hold each, and which of the open ones are found by it.
//!
//! Both are asked of every word of an article, in a table too large for the machine's caches: so both stand in one place.

use super::postings::{Behind, Lists};
use crate::text::touch::touch;

/// Counts are halved when the stream has opened so many stories: what is old counts less and less. What one story alone
/// held is then forgotten, so that the table grows with what is told and not with what was.
const COUNTED_STORIES_MAX: f32 = 16_000.0;

/// See the file's first sentence.
#[derive(Default)]
pub struct Lexicon {
    /// Open addressing in the order of the keys, which are parts of hashes; a fifth is free, or more.
    words: Vec<Word>,
    taken: usize,
    lists: Lists,
    stories: f32,
}

#[derive(Clone, Copy)]
struct Word {
    key: u32,
    /// Stories of the stream that hold it; less than none where the place is free.
    stories: f32,
    /// The open stories that are found by it.
    found: Behind,
}

impl Word {
    const FREE: Word = Word { key: 0, stories: -1.0, found: Behind::NOTHING };

    fn is_free(self) -> bool {
        self.stories < 0.0
    }
}

impl Lexicon {
    /// Stories of the stream, what is old counting less.
    pub fn stories(&self) -> f32 {
        self.stories
    }

    /// A story was opened.
    pub fn count_story(&mut self) {
        self.stories += 1.0;
    }

    /// How many stories hold each of some words.
    pub fn stories_of(&self, keys: impl Iterator<Item = u32> + Clone) -> Vec<f32> {
        if self.words.is_empty() {
            return keys.map(|_| 0.0).collect();
        }
        keys.clone().for_each(|key| touch(&self.words[self.home(key)]));
        keys.map(|key| self.word(key).map_or(0.0, |word| word.stories)).collect()
    }

    /// The open stories that are found by a word, in no order.
    pub fn found_by(&self, key: u32) -> &[u32] {
        self.word(key).map_or(&[], |word| self.lists.of(&word.found))
    }

    /// Notes that a story is found by a word.
    pub fn add(&mut self, key: u32, story: u32) {
        let place = self.place_for(key);
        self.lists.add(&mut self.words[place].found, story);
    }

    pub fn remove(&mut self, key: u32, story: u32) {
        let place = self.place_of(key);
        if let Some(word) = self.words.get_mut(place).filter(|word| !word.is_free()) {
            self.lists.remove(&mut word.found, story);
        }
    }

    /// Notes that one more story holds each of these words.
    pub fn count(&mut self, keys: &[u32]) {
        for key in keys {
            let place = self.place_for(*key);
            self.words[place].stories += 1.0;
        }
        if self.stories > COUNTED_STORIES_MAX {
            self.stories /= 2.0;
            for word in self.words.iter_mut().filter(|word| !word.is_free()) {
                word.stories = if word.stories > 1.0 { word.stories / 2.0 } else { 0.0 };
            }
            self.place_anew();
        }
    }

    /// Says that these words are asked for next.
    pub fn expect(&self, keys: &[u32]) {
        keys.iter().filter_map(|key| self.words.get(self.home(*key))).for_each(touch);
    }

    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.words.len() as u64) >> 32) as usize
    }

    /// Where a word stands, or the free place where it would; 0 while there is no place at all.
    fn place_of(&self, key: u32) -> usize {
        let mut place = self.home(key);
        while let Some(word) = self.words.get(place)
            && !word.is_free()
            && word.key != key
        {
            place = if place + 1 == self.words.len() { 0 } else { place + 1 };
        }
        place
    }

    fn word(&self, key: u32) -> Option<&Word> {
        self.words.get(self.place_of(key)).filter(|word| !word.is_free())
    }

    /// Where a word stands from now on.
    fn place_for(&mut self, key: u32) -> usize {
        if (self.taken + 1) * 5 > self.words.len() * 4 {
            self.place_anew();
        }
        let place = self.place_of(key);
        if self.words[place].is_free() {
            self.words[place] = Word { key, stories: 0.0, found: Behind::NOTHING };
            self.taken += 1;
        }
        place
    }

    /// Gives each word its place in a table half again as large as they need; those that say nothing any more have none.
    fn place_anew(&mut self) {
        let says = |word: &Word| word.stories > 0.0 || word.found != Behind::NOTHING;
        let words: Vec<Word> = std::mem::take(&mut self.words).into_iter().filter(says).collect();
        self.taken = words.len();
        self.words = vec![Word::FREE; (self.taken * 15 / 8).max(1 << 10)];
        for word in words {
            let place = self.place_of(word.key);
            self.words[place] = word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_counted_and_found_whatever_stands_beside_it() {
        let mut lexicon = Lexicon::default();
        assert_eq!(lexicon.stories_of([7, u32::MAX].into_iter()), [0.0, 0.0]);
        // Keys that are looked for in the same places, at both ends of the table.
        let keys: Vec<u32> = (0..3_000).chain((0..3_000).map(|key| u32::MAX - key)).collect();
        lexicon.count(&keys);
        lexicon.count(&keys[..10]);
        keys.iter().for_each(|key| lexicon.add(*key, key & 0xff));
        lexicon.add(7, 300);
        let stories = lexicon.stories_of(keys.iter().copied());
        assert!(stories[..10].iter().all(|stories| *stories == 2.0));
        assert!(stories[10..].iter().all(|stories| *stories == 1.0));
        assert_eq!((lexicon.found_by(7), lexicon.found_by(8)), (&[7, 300][..], &[8][..]));
        lexicon.remove(7, 7);
        lexicon.remove(8, 8);
        lexicon.remove(9_999_999, 8);
        assert_eq!((lexicon.found_by(7), lexicon.found_by(8)), (&[300][..], &[][..]));
        assert_eq!(lexicon.stories_of([8].into_iter()), [2.0], "it is counted still");
    }

    #[test]
    fn what_is_old_counts_less_and_what_was_said_once_is_forgotten() {
        let mut lexicon = Lexicon::default();
        lexicon.count(&[1, 1, 1, 1, 2, 3]);
        lexicon.add(3, 5);
        (0..=COUNTED_STORIES_MAX as usize).for_each(|_| lexicon.count_story());
        lexicon.count(&[]);
        assert_eq!(lexicon.stories_of([1, 2, 3].into_iter()), [2.0, 0.0, 0.0]);
        assert_eq!((lexicon.taken, lexicon.found_by(3)), (2, &[5][..]));
        assert!(lexicon.stories() < COUNTED_STORIES_MAX);
    }
}
