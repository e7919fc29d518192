//! The stories worth weighing: of a hundred thousand candidates, the few hundred that could make the page.

use super::score::{self, ASKED_FOR, INFERRED, Scored};
use super::taste::Taste;
use crate::model::{Candidate, Dial, StoryId, Timestamp};

/// Candidates that may be shown, best first.
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
        shown: impl Iterator<Item = &'a Candidate>,
        taste: &'a Taste<'a>,
        dial: Dial,
        now: Timestamp,
        size: usize,
        news_hours: f64,
    ) -> Pool<'a> {
        let mut ranked: Vec<Ranked> = shown
            .map(|candidate| Ranked { candidate, everyones: score::everyones(candidate, now) })
            .collect();
        let hours = |candidate: &Candidate| {
            (now.as_millisecond() - candidate.last_at.as_millisecond()) as f64 / 3_600_000.0
        };
        let mut by_coverage: Vec<Ranked> = (ranked.iter().copied())
            .filter(|one| one.candidate.coverage.independent_outlets > 1)
            .filter(|one| hours(one.candidate) < news_hours)
            .collect();
        best(&mut by_coverage, size, |one| {
            f64::from(one.candidate.coverage.independent_outlets) + one.everyones / 2.0
        });
        let mut by_everyone = ranked.clone();
        best(&mut by_everyone, size, |one| one.everyones);
        Pool { by_score: by_score(&mut ranked, taste, dial, now, size), by_everyone, by_coverage }
    }
}

/// Scores candidates from the most promising on, until none that is left could reach the best `size`.
fn by_score<'a>(
    ranked: &mut [Ranked<'a>],
    taste: &'a Taste<'a>,
    dial: Dial,
    now: Timestamp,
    size: usize,
) -> Vec<Scored<'a>> {
    let p = dial.p();
    let promise = |one: &Ranked| {
        let marks = &one.candidate.marks;
        let asked = !one.candidate.interests.is_empty()
            || marks.bits & taste.follows.bits != 0 && taste.follows.about(&marks.keys).next().is_some();
        let yours = if asked { ASKED_FOR + INFERRED } else { INFERRED };
        (1.0 - p) * one.everyones + p * yours
    };
    let mut promising: Vec<(f64, Ranked)> = ranked.iter().map(|one| (promise(one), *one)).collect();
    let mut scored: Vec<Scored> = Vec::new();
    let mut floor = f64::NEG_INFINITY;
    let mut rest = promising.as_mut_slice();
    while !rest.is_empty() {
        let step = size.min(rest.len());
        if step < rest.len() {
            rest.select_nth_unstable_by(step - 1, |a, b| b.0.total_cmp(&a.0));
        }
        let (next, after) = rest.split_at_mut(step);
        let best_promise = next.iter().map(|(promise, _)| *promise).fold(f64::NEG_INFINITY, f64::max);
        if best_promise < floor {
            break;
        }
        let hopeful = next.iter().filter(|(promise, _)| *promise >= floor);
        scored.extend(hopeful.map(|(_, one)| score::score(one.candidate, taste, dial, now)));
        scored.sort_by(|a, b| b.total.total_cmp(&a.total).then(story(a).cmp(&story(b))));
        scored.truncate(size);
        if scored.len() == size {
            floor = scored[size - 1].total;
        }
        rest = after;
    }
    scored
}

fn story(scored: &Scored) -> StoryId {
    scored.facts.candidate.story
}

/// Keeps the `size` with the highest `value`, in order; ties go to the lower story id.
fn best(ranked: &mut Vec<Ranked>, size: usize, value: impl Fn(&Ranked) -> f64) {
    let order = |a: &Ranked, b: &Ranked| {
        value(b).total_cmp(&value(a)).then(a.candidate.story.cmp(&b.candidate.story))
    };
    if ranked.len() > size && size > 0 {
        ranked.select_nth_unstable_by(size - 1, order);
        ranked.truncate(size);
    }
    ranked.sort_by(order);
}
