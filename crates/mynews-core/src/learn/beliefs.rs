//! Which terms of the score decide what this reader opens: an online Bayesian logistic regression.
//!
//! Each time a story is opened, it is compared with the stories above it that were not. The chance that it is the one
//! opened is modelled as a logistic function of the difference of their scores, in which each of the reader's terms
//! has a multiplier. Every multiplier is believed to be a Gaussian, first around 1 (the table's own weight). One
//! comparison moves its mean by variance × surprise × difference, and adds curvature × difference² to its precision:
//! the diagonal Laplace approximation of Chapelle and Li, "An Empirical Evaluation of Thompson Sampling" (2011),
//! algorithm 3, one comparison at a time, akin to adPredictor (Graepel et al. 2010).
//!
//! Where a story stood is a feature too, since what stands higher is opened more; ranking a page leaves it out.

use super::weight;
use crate::model::{Belief, Profile, SignalKind, Snapshot, Term, TermBelief};

/// A multiplier is thought to lie between 0 and 2 until the reader shows otherwise.
const TERM_BEFORE: Belief = Belief { mean: 1.0, variance: 0.25 };
/// Halving the position is thought to add so much to the logit.
const POSITION_BEFORE: Belief = Belief { mean: 0.4, variance: 0.04 };
/// How much a full point of score adds to the logit.
const STEEPNESS: f64 = 6.0;

/// Learns from the stories that were passed over above an opened one.
pub fn compare(profile: &mut Profile, snapshot: &Snapshot, kind: &SignalKind) {
    if weight(kind) < 1.0 || snapshot.terms.len() != Term::ALL.len() {
        return;
    }
    for passed in &snapshot.passed_over {
        if passed.terms.len() != Term::ALL.len() {
            continue;
        }
        let difference = |term: Term| snapshot.terms[term.place()] - passed.terms[term.place()];
        let octaves = match snapshot.position {
            Some(position) => libm::log2(f64::from(passed.position.max(1)) / f64::from(position.max(1))),
            None => 0.0,
        };
        let mut position = profile.position.unwrap_or(POSITION_BEFORE);
        let mut logit = position.mean * octaves;
        for term in Term::ALL {
            logit += STEEPNESS * difference(term) * mean(profile, term);
        }
        let surprise = 1.0 - 1.0 / (1.0 + libm::exp(-logit));
        let curvature = surprise * (1.0 - surprise);
        // What was asked for and what is everyone's keep their weight, whatever the reader opens.
        for term in Term::ALL.into_iter().filter(|term| term.is_inferred()) {
            let slope = STEEPNESS * difference(term);
            if slope != 0.0 {
                step(belief(profile, term), slope, surprise, curvature);
            }
        }
        step(&mut position, octaves, surprise, curvature);
        profile.position = Some(position);
    }
}

fn step(belief: &mut Belief, slope: f64, surprise: f64, curvature: f64) {
    belief.variance = 1.0 / (1.0 / belief.variance + curvature * slope * slope);
    belief.mean += belief.variance * surprise * slope;
}

fn mean(profile: &Profile, term: Term) -> f64 {
    profile.beliefs.iter().find(|known| known.term == term).map_or(1.0, |known| known.belief.mean)
}

fn belief(profile: &mut Profile, term: Term) -> &mut Belief {
    let place = match profile.beliefs.binary_search_by(|known| known.term.cmp(&term)) {
        Ok(place) => place,
        Err(place) => {
            profile.beliefs.insert(place, TermBelief { term, belief: TERM_BEFORE });
            place
        }
    };
    &mut profile.beliefs[place].belief
}
