//! A table from hashes to values: looked up a million times an edition, walked in no order ever.

/// Open addressing over keys that are hashes already.
pub struct HashTable<V> {
    slots: Vec<Option<(u64, V)>>,
    held: usize,
}

impl<V> HashTable<V> {
    pub fn new() -> HashTable<V> {
        HashTable { slots: Vec::new(), held: 0 }
    }

    #[inline]
    pub fn get(&self, key: u64) -> Option<&V> {
        if self.held == 0 {
            return None;
        }
        let mut place = self.place(key);
        while let Some((held, value)) = &self.slots[place] {
            if *held == key {
                return Some(value);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// The value of `key`, put there by `first` where there is none.
    pub fn entry(&mut self, key: u64, first: impl FnOnce() -> V) -> &mut V {
        if (self.held + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let mut place = self.place(key);
        while self.slots[place].as_ref().is_some_and(|(held, _)| *held != key) {
            place = (place + 1) & (self.slots.len() - 1);
        }
        if self.slots[place].is_none() {
            self.slots[place] = Some((key, first()));
            self.held += 1;
        }
        &mut self.slots[place].as_mut().expect("it was just put there").1
    }

    /// The high bits choose, by a multiplication that lets every bit of the key have a say.
    #[inline]
    fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, std::iter::repeat_with(|| None).take(size).collect());
        for (key, value) in old.into_iter().flatten() {
            let mut place = self.place(key);
            while self.slots[place].is_some() {
                place = (place + 1) & (size - 1);
            }
            self.slots[place] = Some((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found() {
        let mut table = HashTable::new();
        assert_eq!(table.get(3), None);
        for key in 0..1000_u64 {
            *table.entry(key << 40, || 0) += key;
        }
        assert!((0..1000).all(|key| table.get(key << 40) == Some(&key)));
        assert_eq!(table.get(1), None);
    }
}
