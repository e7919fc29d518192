//! Whether two texts are the same text: exact hashes and near-duplicate sketches.
//!
//! News travels as copies: an agency's report printed by nine papers, a page published again with a word changed.
//! A sketch keeps, for each of 64 buckets, the smallest hash among the text's runs of three terms (MinHash with one
//! permutation); the share of equal buckets estimates how many runs two texts share, out of all they have.

use super::tokens::{joined, mix};

/// Buckets of a sketch. 64 tell half-equal texts from equal ones (standard error .06) in 256 bytes.
pub const BUCKETS: usize = 64;

/// Terms in a run: long enough that two reports of one event share few, short enough to survive an edit.
const RUN: usize = 3;

/// A text of fewer runs is too short to be called a copy by its sketch; it has to be equal word for word.
const RUNS_MIN: usize = 12;

/// A near-duplicate sketch of a text. Empty where the text is too short to have one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fingerprint {
    /// Hash of all terms in order: equal for equal texts, whatever their spaces, case and marks.
    pub exact: u64,
    /// Smallest run in each bucket, 32 bits of it; empty for a short text.
    pub buckets: Vec<u32>,
}

impl Fingerprint {
    /// Of a text given as its terms, in order (`tokens::terms`).
    pub fn of(terms: &[u64]) -> Fingerprint {
        let exact = terms.iter().fold(terms.len() as u64, |hash, term| joined(hash, *term));
        if terms.len() < RUNS_MIN + RUN - 1 {
            return Fingerprint { exact, buckets: Vec::new() };
        }
        let mut smallest = [u32::MAX; BUCKETS];
        for run in terms.windows(RUN) {
            let hash = mix(run.iter().fold(0u64, |hash, term| hash.rotate_left(17).wrapping_mul(5) ^ term));
            let bucket = &mut smallest[hash as usize % BUCKETS];
            *bucket = (*bucket).min((hash >> 32) as u32);
        }
        fill_empty(&mut smallest);
        Fingerprint { exact, buckets: smallest.to_vec() }
    }

    /// The estimated share of runs that two texts have in common, 0 to 1; `None` where one is too short to tell.
    pub fn overlap(&self, other: &Fingerprint) -> Option<f32> {
        if self.buckets.len() != BUCKETS || other.buckets.len() != BUCKETS {
            return None;
        }
        let equal = self.buckets.iter().zip(&other.buckets).filter(|(ours, theirs)| ours == theirs).count();
        Some(equal as f32 / BUCKETS as f32)
    }
}

/// A bucket that caught nothing borrows from the next one that did, told apart by how far it had to look; so that
/// short texts compare as well as long ones.
fn fill_empty(buckets: &mut [u32; BUCKETS]) {
    let caught = *buckets;
    for (place, bucket) in buckets.iter_mut().enumerate() {
        if *bucket == u32::MAX
            && let Some((far, value)) = (1..BUCKETS)
                .map(|far| (far, caught[(place + far) % BUCKETS]))
                .find(|(_, value)| *value != u32::MAX)
        {
            *bucket = mix(u64::from(value) << 8 | far as u64) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::terms;

    const REPORT: &str = "Harbour Town opened its rebuilt eastern pier on Saturday after two winters of work, and several \
        hundred residents crossed it before the first ferry left. The mayor thanked the crews who sank forty steel piles \
        through frozen mud, while fishermen asked when their moorings would return.";

    fn fingerprint(text: &str) -> Fingerprint {
        Fingerprint::of(&terms(text, Some("en")))
    }

    #[test]
    fn equal_texts_are_equal_whatever_their_marks() {
        assert_eq!(fingerprint("Pier opens, again!").exact, fingerprint("  PIER opens again").exact);
    }

    #[test]
    fn an_edited_copy_is_near_and_another_report_is_far() {
        let edited = REPORT.replace("several hundred residents", "more than a thousand people");
        let other = "The ferry company said its first crossing from the new pier in Harbour Town was full, and that it \
            would run a second boat on Sundays until the spring if the weather allowed it and the town agreed to pay.";
        assert!(fingerprint(REPORT).overlap(&fingerprint(&edited)).unwrap() > 0.5);
        assert!(fingerprint(REPORT).overlap(&fingerprint(other)).unwrap() < 0.15);
        assert_eq!(fingerprint(REPORT).overlap(&fingerprint("Pier opens")), None);
    }
}
