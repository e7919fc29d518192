//! The stories worth weighing: of a hundred thousand candidates, the few hundred that could make the page.
//!
//! Exact, and yet hardly any candidate is scored: each gets a bound that is cheap to know, and only those whose bound
//! reaches the best so far are looked at closer.

use super::score::{self, ASKED_FOR, INFERRED, Scored};
use super::survey::{Glance, rounded_up};
use super::taste::Taste;
use crate::model::{Candidate, Dial, StoryId, Timestamp};

/// So many candidates are fetched from memory side by side.
const FETCHED_AT_ONCE: usize = 16;

/// Candidates that may be shown, best first; ties go to the lower story id.
pub struct Pool<'a> {
    /// By the whole score. Exact: no story outside it would stand higher than its last.
    pub by_score: Vec<Scored<'a>>,
    /// By everyone's part alone.
    pub by_everyone: Vec<Ranked<'a>>,
    /// By independent outlets.
    pub by_coverage: Vec<Ranked<'a>>,
}

/// A candidate with everyone's part of its score.
#[derive(Clone, Copy)]
pub struct Ranked<'a> {
    pub candidate: &'a Candidate,
    pub everyones: f64,
}

impl<'a> Pool<'a> {
    /// The best `size` of the shown among `candidates`, each way.
    pub fn of(
        candidates: &'a [Candidate],
        shown: &[Glance],
        taste: &'a Taste<'a>,
        dial: Dial,
        now: Timestamp,
        size: usize,
    ) -> Pool<'a> {
        let at = |place: u32| &candidates[place as usize];
        let ranked = |place: u32, _| {
            let candidate = at(place);
            Some(Ranked { candidate, everyones: score::everyones(candidate, &taste.silent, now) })
        };
        let by_coverage = best(
            size,
            (shown.iter().filter(|glance| glance.told_by > 0))
                .map(|glance| (glance.told_by as f32 + 0.5, glance.place))
                .collect(),
            |_| (),
            ranked,
            |one: &Ranked| f64::from(one.candidate.coverage.independent_outlets) + one.everyones / 2.0,
            |one| one.candidate.story,
        );
        let by_everyone = best(
            size,
            shown.iter().map(|glance| (glance.everyones_at_most, glance.place)).collect(),
            |_| (),
            ranked,
            |one: &Ranked| one.everyones,
            |one| one.candidate.story,
        );
        let p = dial.p();
        let promise = |glance: &Glance| {
            let yours = ASKED_FOR * f64::from(glance.followed_at_most) + INFERRED;
            rounded_up((1.0 - p) * f64::from(glance.everyones_at_most) + p * yours)
        };
        let by_score = best(
            size,
            shown.iter().map(|glance| (promise(glance), glance.place)).collect(),
            |place| touch(at(place)),
            |place, floor| score::score_above(floor, at(place), taste, dial, now),
            |one: &Scored| one.total,
            |one| one.facts.candidate.story,
        );
        Pool { by_score, by_everyone, by_coverage }
    }
}

/// Reads a little of all that scoring will read of a candidate. It lies in four places of memory, each a long wait by
/// itself; asked for with those of others and needing none of them, the waits pass side by side.
fn touch(candidate: &Candidate) {
    const NUMBERS_A_LINE: usize = 8;
    let keys = candidate.marks.keys.iter().step_by(NUMBERS_A_LINE).fold(0, |sum: u64, key| sum ^ key);
    let words = candidate.words.iter().step_by(NUMBERS_A_LINE / 2).fold(0, |sum: u64, (word, _)| sum ^ word);
    let vector = candidate.vector.iter().step_by(8 * NUMBERS_A_LINE).fold(0, |sum: i8, place| sum ^ place);
    std::hint::black_box((keys, words, vector));
}

/// The `size` candidates of most `worth`, looked at from the most promising on, until no promise that is left reaches
/// what has been found. A promise names a candidate by its place. `look` may say of a candidate that it is worth less than
/// the floor it is given; `fetch` is told which ones it will be asked about next.
fn best<T>(
    size: usize,
    mut promises: Vec<(f32, u32)>,
    fetch: impl Fn(u32),
    look: impl Fn(u32, f64) -> Option<T>,
    worth: impl Fn(&T) -> f64,
    story: impl Fn(&T) -> StoryId,
) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    let mut worths = Highest { size, ascending: Vec::with_capacity(size + 1) };
    let by_promise = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0);
    let mut take = |(promise, place): (f32, u32), worths: &mut Highest| {
        let is_hopeful = f64::from(promise) >= worths.floor();
        if is_hopeful && let Some(one) = look(place, worths.floor()) {
            worths.add(worth(&one));
            found.push(one);
        }
        is_hopeful
    };
    // The first few set a floor under which most of the others need not even be put in order.
    let first = size.min(promises.len());
    if first > 0 {
        promises.select_nth_unstable_by(first - 1, by_promise);
        for some in promises[..first].chunks(FETCHED_AT_ONCE) {
            some.iter().for_each(|(_, place)| fetch(*place));
            some.iter().for_each(|promise| _ = take(*promise, &mut worths));
        }
        let floor = worths.floor();
        let mut rest: Vec<(f32, u32)> =
            promises[first..].iter().copied().filter(|(promise, _)| f64::from(*promise) >= floor).collect();
        rest.sort_unstable_by(by_promise);
        for some in rest.chunks(FETCHED_AT_ONCE) {
            some.iter().for_each(|(_, place)| fetch(*place));
            if !some.iter().all(|promise| take(*promise, &mut worths)) {
                break;
            }
        }
    }
    found.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(story(a).cmp(&story(b))));
    found.truncate(size);
    found
}

/// The highest numbers so far.
struct Highest {
    size: usize,
    ascending: Vec<f64>,
}

impl Highest {
    fn add(&mut self, number: f64) {
        let place = self.ascending.partition_point(|known| *known < number);
        self.ascending.insert(place, number);
        if self.ascending.len() > self.size {
            self.ascending.remove(0);
        }
    }

    /// What has to be reached to be among them.
    fn floor(&self) -> f64 {
        if self.ascending.len() < self.size { f64::NEG_INFINITY } else { self.ascending[0] }
    }
}
