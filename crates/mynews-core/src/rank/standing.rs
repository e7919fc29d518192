//! Where a story stands by score, and where it would stand without one of its reasons.

use super::score::Scored;
use crate::model::{Score, StoryId, Term};

/// The learnt terms that speak of a subject.
const SPEAKING: [Term; 4] = [Term::LearntTopic, Term::LearntEntity, Term::LearntOutlet, Term::LearntAuthor];

/// A scored story reduced to what "without this reason" needs, so that asking it of every story is cheap.
pub struct Standing {
    story: StoryId,
    total: f64,
    values: [f64; Term::ALL.len()],
    /// The key of the subject each of `SPEAKING` speaks of.
    subjects: [Option<u64>; SPEAKING.len()],
    follows: Vec<(u64, f64)>,
}

impl Standing {
    pub fn of(scored: &Scored) -> Standing {
        let whole: f64 = scored.facts.follows.iter().map(|(_, part)| part).sum();
        let value = scored.values[Term::Follow.place()];
        let follows = scored.facts.follows.iter();
        Standing {
            story: scored.facts.candidate.story,
            total: scored.total,
            values: scored.values,
            subjects: SPEAKING.map(|term| scored.facts.subject_key(term)),
            follows: follows.map(|(follow, part)| (follow.subject.key(), value * part / whole)).collect(),
        }
    }

    /// What is left of the total without reasons like this one.
    fn without(&self, term: Term, subject: Option<u64>) -> f64 {
        let own = SPEAKING.iter().position(|speaking| *speaking == term).and_then(|at| self.subjects[at]);
        let hangs_on_it = match term {
            Term::Follow => {
                self.follows.iter().filter(|(key, _)| Some(*key) == subject).map(|(_, value)| value).sum()
            }
            _ if own == subject => self.values[term.place()],
            _ => 0.0,
        };
        self.total - hangs_on_it
    }
}

/// The place of a story with this total among the others, from 1.
pub fn place(standings: &[Standing], story: StoryId, total: f64) -> u32 {
    place_by(standings, story, total, |other| other.total)
}

/// Notes with each reason the place that the story would have without it, and the others without the same one.
pub fn imagine_without(standings: &[Standing], story: StoryId, score: &mut Score) {
    for reason in &mut score.reasons {
        let key = reason.subject.as_ref().map(|subject| subject.key());
        let rest = score.total - reason.value;
        reason.without = Some(place_by(standings, story, rest, |other| other.without(reason.term, key)));
    }
}

fn place_by(standings: &[Standing], story: StoryId, total: f64, others: impl Fn(&Standing) -> f64) -> u32 {
    let above = standings.iter().filter(|other| other.story != story).filter(|other| {
        let other_total = others(other);
        other_total > total || (other_total == total && other.story < story)
    });
    above.count() as u32 + 1
}
