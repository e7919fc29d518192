//! One reader's candidates, put together to an edition: filter (may it be shown?), score (how much does it matter?),
//! select (which together?).
//!
//! Invariant: an edition is a function of its arguments. Logarithms and exponentials come from `libm`, chance from a
//! hash of the inputs, ties from the stories' ids, and nothing hangs on the order of a hash table.

mod background;
mod chance;
mod curves;
mod facts;
mod filter;
mod inputs;
mod likeness;
mod pool;
mod rules;
mod score;
mod select;
mod survey;
mod table;
mod taste;

use std::borrow::Cow;

use background::Background;
use chance::Chance;
use filter::Filter;
use pool::Pool;
pub use rules::Rules;
use select::Desk;
use survey::Survey;
use taste::{Taste, Wishes};

use crate::model::{Candidate, Edition, EditionId, Profile, Reader, Score, Timestamp};

/// What one reader gets at one time.
pub fn edition(
    profile: &Profile,
    reader: &Reader,
    candidates: &[Candidate],
    rules: &Rules,
    now: Timestamp,
) -> Edition {
    let candidates = marked(candidates);
    let filter = Filter::of(profile, reader, rules, now);
    let Survey { digests, sample, shown, mut held_back } =
        Survey::of(&candidates, &filter, &Wishes::follows(profile), now);
    let taste = Taste::of(profile, &Background::of_sample(sample), now);
    let size = rules.pool * reader.edition_size;
    let pool = Pool::of(&shown, &taste, reader.dial, now, size, rules.floor_hours);
    let hash = inputs::hash(profile, reader, &digests, rules, now);
    let desk = Desk { taste: &taste, reader, rules, chance: Chance::new(hash), now };
    let (picks, left_out) = select::page(&pool, &desk);
    held_back.extend(left_out);
    Edition {
        id: EditionId(0),
        reader: reader.id,
        at: now,
        picks,
        held_back,
        candidates: candidates.len(),
        hash: hash.to_hex().to_string(),
    }
}

/// The score stage alone: what each candidate is worth to this reader, in the order given. No floor, no variety, no
/// share from outside, and nothing is held back.
pub fn scores(profile: &Profile, reader: &Reader, candidates: &[Candidate], now: Timestamp) -> Vec<f64> {
    let candidates = marked(candidates);
    let taste = Taste::of(profile, &Background::of(&candidates), now);
    candidates.iter().map(|candidate| score::score(candidate, &taste, reader.dial, now).total).collect()
}

/// The score of one candidate, with its reasons, beside what else there is (`among`; it need not be one of them).
pub fn explain(
    profile: &Profile,
    reader: &Reader,
    candidate: &Candidate,
    among: &[Candidate],
    now: Timestamp,
) -> Score {
    let among = marked(among);
    let candidate = marked(std::slice::from_ref(candidate));
    let taste = Taste::of(profile, &Background::of(&among), now);
    score::score(&candidate[0], &taste, reader.dial, now).explained()
}

/// Marks what was put together without marks.
fn marked(candidates: &[Candidate]) -> Cow<'_, [Candidate]> {
    if candidates.iter().any(|candidate| candidate.marks.is_empty()) {
        candidates.iter().cloned().map(Candidate::marked).collect()
    } else {
        Cow::Borrowed(candidates)
    }
}
