//! Which numbers stand behind a key: the stories that hold a word, the articles with a run of words.
//!
//! Most keys have one number behind them, which then stands in the map itself; only where there are more is there a list.

use std::collections::hash_map::Entry;

use super::numbers::Map;

/// See the file's first sentence. Numbers stay below [`LIST`].
#[derive(Default)]
pub struct Postings {
    /// The number itself, or [`LIST`] and the place of a list.
    behind: Map<u32, u32>,
    /// In no order; empty where the place is free.
    lists: Vec<Vec<u32>>,
    free: Vec<u32>,
}

/// Marks what stands in the map as the place of a list.
const LIST: u32 = 1 << 31;

impl Postings {
    pub fn add(&mut self, key: u32, number: u32) {
        match self.behind.entry(key) {
            Entry::Vacant(free) => {
                free.insert(number);
            }
            Entry::Occupied(mut taken) => match taken.get() & LIST {
                0 => {
                    let place = self.free.pop().unwrap_or_else(|| {
                        self.lists.push(Vec::new());
                        (self.lists.len() - 1) as u32
                    });
                    self.lists[place as usize].extend([*taken.get(), number]);
                    taken.insert(LIST | place);
                }
                _ => self.lists[(taken.get() ^ LIST) as usize].push(number),
            },
        }
    }

    pub fn remove(&mut self, key: u32, number: u32) {
        let Entry::Occupied(mut taken) = self.behind.entry(key) else { return };
        if *taken.get() == number {
            taken.remove();
        } else if taken.get() & LIST != 0 {
            let place = taken.get() ^ LIST;
            let list = &mut self.lists[place as usize];
            if let Some(at) = list.iter().position(|other| *other == number) {
                list.swap_remove(at);
            }
            if let [only] = list[..] {
                taken.insert(only);
                *list = Vec::new();
                self.free.push(place);
            }
        }
    }

    /// In no order.
    pub fn of(&self, key: u32) -> &[u32] {
        match self.behind.get(&key) {
            None => &[],
            Some(place) if place & LIST != 0 => &self.lists[(place ^ LIST) as usize],
            Some(number) => std::slice::from_ref(number),
        }
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
        [(3, 1), (3, 2)].into_iter().for_each(|(key, number)| postings.add(key, number));
        assert_eq!((behind(&postings, 3), postings.lists.len()), (vec![1, 2], 1));
    }
}
