//! Which numbers stand behind a key: the stories that hold a word, the articles with a run of words.
//!
//! Most keys have one number behind them, which then stands beside the key itself; only where there are more is there a
//! list.

use std::collections::hash_map::Entry;

use super::numbers::Map;

/// What stands behind one key: nothing, a number, or the place of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Behind(u32);

impl Behind {
    pub const NOTHING: Behind = Behind(u32::MAX);

    /// Marks the place of a list.
    const LIST: u32 = 1 << 31;

    fn list(self) -> Option<usize> {
        (self.0 & Behind::LIST != 0 && self != Behind::NOTHING).then_some((self.0 ^ Behind::LIST) as usize)
    }
}

/// The lists of all keys that have more than one number behind them. Numbers stay below 2^31.
#[derive(Default)]
pub struct Lists {
    /// In no order; empty where the place is free.
    lists: Vec<Vec<u32>>,
    free: Vec<u32>,
}

impl Lists {
    pub fn add(&mut self, behind: &mut Behind, number: u32) {
        if *behind == Behind::NOTHING {
            *behind = Behind(number);
        } else if let Some(place) = behind.list() {
            self.lists[place].push(number);
        } else {
            let place = self.free.pop().unwrap_or_else(|| {
                self.lists.push(Vec::new());
                (self.lists.len() - 1) as u32
            });
            let list = &mut self.lists[place as usize];
            list.reserve_exact(2);
            list.extend([behind.0, number]);
            *behind = Behind(Behind::LIST | place);
        }
    }

    pub fn remove(&mut self, behind: &mut Behind, number: u32) {
        if *behind == Behind(number) {
            *behind = Behind::NOTHING;
        }
        let Some(place) = behind.list() else { return };
        let list = &mut self.lists[place];
        if let Some(at) = list.iter().position(|other| *other == number) {
            list.swap_remove(at);
        }
        if let [only] = list[..] {
            *behind = Behind(only);
            *list = Vec::new();
            self.free.push(place as u32);
        }
    }

    /// In no order.
    pub fn of<'a>(&'a self, behind: &'a Behind) -> &'a [u32] {
        match behind.list() {
            Some(place) => &self.lists[place],
            None if *behind == Behind::NOTHING => &[],
            None => std::slice::from_ref(&behind.0),
        }
    }
}

/// See the file's first sentence.
#[derive(Default)]
pub struct Postings {
    behind: Map<u32, Behind>,
    lists: Lists,
}

impl Postings {
    pub fn add(&mut self, key: u32, number: u32) {
        self.lists.add(self.behind.entry(key).or_insert(Behind::NOTHING), number);
    }

    pub fn remove(&mut self, key: u32, number: u32) {
        let Entry::Occupied(mut taken) = self.behind.entry(key) else { return };
        self.lists.remove(taken.get_mut(), number);
        if *taken.get() == Behind::NOTHING {
            taken.remove();
        }
    }

    /// In no order.
    pub fn of(&self, key: u32) -> &[u32] {
        self.behind.get(&key).map_or(&[], |behind| self.lists.of(behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(postings: &Postings, key: u32) -> Vec<u32> {
        let mut numbers = postings.of(key).to_vec();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn what_was_added_is_there_until_it_is_removed() {
        let mut postings = Postings::default();
        [(1, 5), (1, 6), (1, 7), (2, 5)].into_iter().for_each(|(key, number)| postings.add(key, number));
        assert_eq!(behind(&postings, 1), [5, 6, 7]);
        postings.remove(1, 5);
        postings.remove(1, 9);
        assert_eq!(behind(&postings, 1), [6, 7]);
        postings.remove(1, 6);
        assert_eq!(behind(&postings, 1), [7]);
        postings.remove(1, 7);
        postings.remove(2, 5);
        assert_eq!((behind(&postings, 1), behind(&postings, 2)), (vec![], vec![]));
        assert!(postings.behind.is_empty(), "what has nothing behind it takes no room");
        [(3, 1), (3, 2)].into_iter().for_each(|(key, number)| postings.add(key, number));
        assert_eq!((behind(&postings, 3), postings.lists.lists.len()), (vec![1, 2], 1));
    }
}
