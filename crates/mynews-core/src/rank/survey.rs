//! One walk over all the candidates: reading a hundred thousand of them from memory is most of what an edition costs, so
//! everything that needs every one of them is noted on the way.

use super::background;
use super::filter::{Filter, HeldBackList};
use super::inputs::Digests;
use super::score;
use super::taste::Wishes;
use crate::model::{Candidate, Follow, HeldBack, Term, Timestamp};

/// What one walk brings back.
pub struct Survey<'a> {
    pub digests: Digests,
    /// Candidates that stand for all of them.
    pub sample: Vec<&'a Candidate>,
    /// Those that may be shown.
    pub shown: Vec<Glance<'a>>,
    pub held_back: Vec<HeldBack>,
}

/// What one look at a candidate tells of its score.
pub struct Glance<'a> {
    pub candidate: &'a Candidate,
    pub everyones_at_most: f64,
    /// The reader may follow something it is about.
    pub maybe_followed: bool,
    /// Several outlets have it.
    pub covered: bool,
}

impl<'a> Survey<'a> {
    pub fn of(
        candidates: &'a [Candidate],
        filter: &Filter,
        follows: &Wishes<Follow>,
        silent: &[Term],
        now: Timestamp,
    ) -> Survey<'a> {
        let mut survey = Survey {
            digests: Digests::default(),
            sample: Vec::new(),
            shown: Vec::with_capacity(candidates.len()),
            held_back: Vec::new(),
        };
        let mut held_back = HeldBackList::default();
        for candidate in candidates {
            survey.digests.add(candidate.marks.digest);
            if background::is_in_sample(candidate.story, candidates.len()) {
                survey.sample.push(candidate);
            }
            if let Some(held) = filter.held(candidate) {
                held_back.add(candidate, &held);
                continue;
            }
            survey.shown.push(Glance {
                candidate,
                everyones_at_most: score::everyones_at_most(candidate, silent, now),
                maybe_followed: !candidate.interests.is_empty() || follows.may_be_about(&candidate.marks),
                covered: candidate.coverage.independent_outlets > 1,
            });
        }
        survey.held_back = held_back.in_order();
        survey
    }
}
