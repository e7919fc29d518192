//! A table from hashes to values: looked up a million times an edition, never walked in the order of its keys.

/// Open addressing over keys that are hashes already. Values lie apart from the keys, so that a miss, the usual answer,
/// touches sixteen bytes of memory.
pub struct HashTable<V> {
    /// A key and the place of its value; `EMPTY` where there is none.
    slots: Vec<(u64, u32)>,
    values: Vec<V>,
}

const EMPTY: u32 = u32::MAX;

impl<V> HashTable<V> {
    pub fn new() -> HashTable<V> {
        HashTable { slots: Vec::new(), values: Vec::new() }
    }

    #[inline]
    pub fn get(&self, key: u64) -> Option<&V> {
        self.position(key).map(|value| &self.values[value])
    }

    /// Which of the values, in the order in which they were put in, is the one of `key`.
    #[inline]
    pub fn position(&self, key: u64) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let (_, value) = self.slots[self.place(key)];
        (value != EMPTY).then_some(value as usize)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// All values, in the order in which they were put in.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter()
    }

    /// The value of `key`, put there by `first` where there is none.
    pub fn entry(&mut self, key: u64, first: impl FnOnce() -> V) -> &mut V {
        if (self.values.len() + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let place = self.place(key);
        if self.slots[place].1 == EMPTY {
            self.slots[place] = (key, self.values.len() as u32);
            self.values.push(first());
        }
        &mut self.values[self.slots[place].1 as usize]
    }

    /// Where a key stands, or would. The high bits choose first, by a multiplication that lets every bit have a say.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots[place].0 != key && self.slots[place].1 != EMPTY {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![(0, EMPTY); size]);
        for (key, value) in old.into_iter().filter(|(_, value)| *value != EMPTY) {
            let place = self.place(key);
            self.slots[place] = (key, value);
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
        assert_eq!(table.get(0), None);
        for key in 0..1000_u64 {
            *table.entry(key << 40, || 0) += key;
        }
        assert!((0..1000).all(|key| table.get(key << 40) == Some(&key)));
        assert_eq!(table.get(1), None);
    }
}
