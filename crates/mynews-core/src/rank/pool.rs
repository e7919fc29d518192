//! The stories worth weighing: of a hundred thousand candidates, the few hundred that could make the page.
//!
//! Exact, and yet hardly any candidate is scored: each gets a bound that is cheap to know, and only those whose bound
//! reaches the best so far are looked at closer.

use super::score::{self, ASKED_FOR, INFERRED, Scored};
use super::survey::Glance;
use super::taste::Taste;
use crate::model::{Candidate, Dial, StoryId, Timestamp};

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
    /// The best `size` of the shown candidates, each way. `news_hours` is how long wide coverage counts.
    pub fn of(
        shown: &[Glance<'a>],
        taste: &'a Taste<'a>,
        dial: Dial,
        now: Timestamp,
        size: usize,
        news_hours: f64,
    ) -> Pool<'a> {
        let news_since = now.as_millisecond() - (news_hours * 3_600_000.0) as i64;
        let is_news = |candidate: &Candidate| candidate.last_at.as_millisecond() > news_since;
        let ranked =
            |candidate| Ranked { candidate, everyones: score::everyones(candidate, &taste.silent, now) };
        let by_coverage = best(
            size,
            (shown.iter().filter(|glance| glance.covered && is_news(glance.candidate)))
                .map(|glance| glance.candidate)
                .map(|one| (f64::from(one.coverage.independent_outlets) + 0.5, one))
                .collect(),
            |candidate, _| Some(ranked(candidate)),
            |one: &Ranked| f64::from(one.candidate.coverage.independent_outlets) + one.everyones / 2.0,
            |one| one.candidate.story,
        );
        let by_everyone = best(
            size,
            shown.iter().map(|glance| (glance.everyones_at_most, glance.candidate)).collect(),
            |candidate, _| Some(ranked(candidate)),
            |one: &Ranked| one.everyones,
            |one| one.candidate.story,
        );
        let p = dial.p();
        let promise = |glance: &Glance| {
            let yours = if glance.maybe_followed { ASKED_FOR + INFERRED } else { INFERRED };
            (1.0 - p) * glance.everyones_at_most + p * yours
        };
        let by_score = best(
            size,
            shown.iter().map(|glance| (promise(glance), glance.candidate)).collect(),
            |candidate, floor| score::score_above(floor, candidate, taste, dial, now),
            |one: &Scored| one.total,
            |one| one.facts.candidate.story,
        );
        Pool { by_score, by_everyone, by_coverage }
    }
}

/// The `size` candidates of most `worth`, looked at from the most promising on, until no promise that is left reaches
/// what has been found. `look` may say of a candidate that it is worth less than the floor it is given.
fn best<'a, T>(
    size: usize,
    mut promises: Vec<(f64, &'a Candidate)>,
    look: impl Fn(&'a Candidate, f64) -> Option<T>,
    worth: impl Fn(&T) -> f64,
    story: impl Fn(&T) -> StoryId,
) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    let mut floor = f64::NEG_INFINITY;
    while size > 0 && !promises.is_empty() {
        let step = size.min(promises.len());
        promises.select_nth_unstable_by(step - 1, |a, b| b.0.total_cmp(&a.0));
        found.extend(promises.drain(..step).filter_map(|(_, candidate)| look(candidate, floor)));
        found.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(story(a).cmp(&story(b))));
        found.truncate(size);
        if found.len() == size {
            floor = worth(&found[size - 1]);
            promises.retain(|(promise, _)| *promise >= floor);
        }
    }
    found
}
