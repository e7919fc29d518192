//! One walk over all the candidates: reading a hundred thousand of them from memory is most of what an edition costs, so
//! everything that needs every one of them is noted on the way.

use super::background;
use super::facts;
use super::filter::{Filter, HeldBackList};
use super::inputs::Digests;
use super::rules::Rules;
use super::score;
use super::taste::Wishes;
use crate::model::{Candidate, Follow, HeldBack, Timestamp};

/// What one walk brings back.
pub struct Survey<'a> {
    pub digests: Digests,
    /// Candidates that stand for all of them.
    pub sample: Vec<&'a Candidate>,
    /// Those that may be shown.
    pub shown: Vec<Glance>,
    pub held_back: Vec<HeldBack>,
}

/// What one look at a candidate tells of its score. Small, because there is one for every candidate: bounds are kept with
/// half the digits, rounded up.
pub struct Glance {
    /// Which of the candidates.
    pub place: u32,
    pub everyones_at_most: f32,
    /// What following it may add, of all that following can.
    pub followed_at_most: f32,
    /// How many independent outlets have it, where that is news; 0 where it is not, or is no more than one.
    pub told_by: u32,
}

impl<'a> Survey<'a> {
    /// `None` where one of the candidates has no marks.
    pub fn of(
        candidates: &'a [Candidate],
        filter: &Filter,
        follows: &Wishes<Follow>,
        rules: &Rules,
        now: Timestamp,
    ) -> Option<Survey<'a>> {
        let mut survey = Survey {
            digests: Digests::default(),
            sample: Vec::new(),
            shown: Vec::with_capacity(candidates.len()),
            held_back: Vec::new(),
        };
        let mut held_back = HeldBackList::default();
        let news_since = now.as_millisecond() - (rules.floor_hours * 3_600_000.0) as i64;
        let is_sampled = background::sampling(candidates.len());
        let followed_at_most = facts::followed_at_most(follows);
        for (place, candidate) in (0..).zip(candidates) {
            if candidate.marks.is_empty() {
                return None;
            }
            survey.digests.add(candidate.marks.digest);
            if is_sampled(candidate.story) {
                survey.sample.push(candidate);
            }
            if let Some(held) = filter.held(candidate) {
                held_back.add(candidate, &held);
                continue;
            }
            let told_by = candidate.coverage.independent_outlets;
            let is_covered = told_by > 1 && candidate.last_at.as_millisecond() > news_since;
            let answers_to = follows.may_be_about_at_most(&candidate.marks) + candidate.interests.len();
            survey.shown.push(Glance {
                place,
                everyones_at_most: rounded_up(score::everyones_at_most(candidate, &rules.silent, now)),
                followed_at_most: rounded_up(followed_at_most(answers_to)),
                told_by: if is_covered { told_by } else { 0 },
            });
        }
        survey.held_back = held_back.in_order();
        Some(survey)
    }
}

/// No less than `number`.
pub fn rounded_up(number: f64) -> f32 {
    (number as f32).next_up()
}
