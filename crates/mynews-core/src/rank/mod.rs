//! One reader's candidates, put together to an edition: filter (may it be shown?), score (how much does it matter?),
//! select (which together?).
//!
//! Invariant: an edition is a function of its arguments. Logarithms and exponentials come from `libm`, chance from a
//! hash of the inputs, ties from the stories' ids, and nothing hangs on the order of a hash table.

mod alike;
mod background;
mod chance;
mod curves;
mod facts;
mod filter;
mod inputs;
mod likeness;
mod measures;
mod pool;
mod rules;
mod score;
mod select;
mod standing;
mod survey;
mod table;
mod taste;

use std::borrow::Cow;

use background::Background;
use chance::Chance;
use filter::Filter;
pub use filter::Never;
pub use measures::{Measures, Shown};
use pool::Pool;
pub use rules::Rules;
use select::Desk;
pub use standing::Standing;
use survey::Survey;
use taste::{Taste, Wishes};

use crate::model::{Candidate, Dial, Edition, EditionId, Profile, Reader, Score, Term, Timestamp};

/// What one reader gets at one time.
pub fn edition(
    profile: &Profile,
    reader: &Reader,
    candidates: &[Candidate],
    rules: &Rules,
    now: Timestamp,
) -> Edition {
    let filter = Filter::of(profile, reader, rules, now);
    let survey = Survey::of(candidates, &filter, &Wishes::follows(profile), rules, now);
    // Whoever comes without marks is found on the way: looking for them first would be a walk of its own.
    let Some(Survey { digests, sample, shown, mut held_back }) = survey else {
        return edition(profile, reader, &marked(candidates), rules, now);
    };
    let taste = Taste::of(profile, &Background::of_sample(sample), candidates, rules, now);
    let size = rules.pool * reader.edition_size;
    let pool = Pool::of(candidates, &shown, &taste, reader.dial, now, size);
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
pub fn scores(
    profile: &Profile,
    reader: &Reader,
    candidates: &[Candidate],
    rules: &Rules,
    now: Timestamp,
) -> Vec<f64> {
    let candidates = marked(candidates);
    let taste = Taste::of(profile, &Background::of(&candidates), &candidates, rules, now);
    candidates.iter().map(|candidate| score::score(candidate, &taste, reader.dial, now).total).collect()
}

/// What each term says of each candidate (`Score::terms`), in the order given.
pub fn terms(profile: &Profile, candidates: &[Candidate], rules: &Rules, now: Timestamp) -> Vec<Vec<f64>> {
    let candidates = marked(candidates);
    let taste = Taste::of(profile, &Background::of(&candidates), &candidates, rules, now);
    let scored = candidates.iter().map(|candidate| score::score(candidate, &taste, Dial::DEFAULT, now));
    scored.map(|scored| scored.terms.to_vec()).collect()
}

/// What an edition's score would be with this dial and these rules, and with what this profile has learnt of each term:
/// `terms` is what each said then (`Score::terms`).
pub fn weighed_again(profile: &Profile, terms: &[f64], dial: Dial, rules: &Rules) -> f64 {
    let mut said = [0.0; Term::ALL.len()];
    said.iter_mut().zip(terms).for_each(|(said, term)| *said = *term);
    score::weigh(&said, &taste::multipliers(profile, rules), dial).iter().sum()
}

/// Where every candidate stands by score: what `explain` compares with.
pub fn standings(
    profile: &Profile,
    reader: &Reader,
    candidates: &[Candidate],
    now: Timestamp,
) -> Vec<Standing> {
    let candidates = marked(candidates);
    let taste = Taste::of(profile, &Background::of(&candidates), &candidates, &Rules::default(), now);
    let scored = candidates.iter().map(|candidate| score::score(candidate, &taste, reader.dial, now));
    scored.map(|scored| Standing::of(&scored)).collect()
}

/// The score of one candidate with its reasons, what each of them is worth, and its place by score, beside what else
/// there is (`among`, as `standings` has them; it need not be one of them).
pub fn explain(
    profile: &Profile,
    reader: &Reader,
    candidate: &Candidate,
    among: &[Candidate],
    standings: &[Standing],
    now: Timestamp,
) -> (Score, u32) {
    let among = marked(among);
    let candidate = marked(std::slice::from_ref(candidate));
    let taste = Taste::of(profile, &Background::of(&among), &among, &Rules::default(), now);
    let mut score = score::score(&candidate[0], &taste, reader.dial, now).explained();
    standing::imagine_without(standings, candidate[0].story, &mut score);
    let place = standing::place(standings, candidate[0].story, score.total);
    (score, place)
}

/// Marks what was put together without marks.
fn marked(candidates: &[Candidate]) -> Cow<'_, [Candidate]> {
    if candidates.iter().any(|candidate| candidate.marks.is_empty()) {
        candidates.iter().cloned().map(Candidate::marked).collect()
    } else {
        Cow::Borrowed(candidates)
    }
}
