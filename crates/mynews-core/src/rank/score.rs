//! How much does a story matter? One table, a row a term: its weight, its formula and the sentence that explains it.
//!
//! Everyone's weights add up to 1 and span 0 to 1 − p; the reader's span −p to +p. Among the reader's, following spans
//! [`ASKED_FOR`] and all that was inferred together [`INFERRED`]: the lightest follow (`LIGHTEST_FOLLOW`) is worth more
//! than everything inferred.

use super::facts::{self, Facts};
use super::likeness::Shared;
use super::taste::Taste;
use crate::model::{Candidate, Dial, Part, Reason, Score, Term, Timestamp};

/// One named part of the score.
pub struct Row {
    pub term: Term,
    /// Of everyone's share, or of the reader's.
    pub weight: f64,
    /// 0 to 1 for everyone's, −1 to 1 for the reader's.
    pub formula: fn(&Facts) -> f64,
    /// Why, for the reader, with its evidence.
    pub sentence: fn(&Facts) -> String,
}

const fn row(term: Term, weight: f64, formula: fn(&Facts) -> f64, sentence: fn(&Facts) -> String) -> Row {
    Row { term, weight, formula, sentence }
}

/// The score.
pub static TABLE: [Row; Term::ALL.len()] = [
    row(Term::WidelyCovered, 0.45, facts::widely_covered, facts::say_widely_covered),
    row(Term::Spreading, 0.10, facts::spreading, facts::say_spreading),
    row(Term::Prominent, 0.07, facts::prominent, facts::say_prominent),
    row(Term::Fresh, 0.25, facts::fresh, facts::say_fresh),
    row(Term::FirstHand, 0.06, facts::first_hand, facts::say_first_hand),
    row(Term::Rare, 0.07, facts::rare, facts::say_rare),
    row(Term::OthersRead, 1.00, facts::others_read, facts::say_others_read),
    row(Term::Follow, ASKED_FOR, facts::follow, facts::say_follow),
    row(Term::Developing, 0.15, facts::developing, facts::say_developing),
    row(Term::LearntTopic, 0.20, facts::learnt_topic, |f| facts::say_learnt(f, Term::LearntTopic)),
    row(Term::LearntEntity, 0.15, facts::learnt_entity, |f| facts::say_learnt(f, Term::LearntEntity)),
    row(Term::LearntOutlet, 0.10, facts::learnt_outlet, |f| facts::say_learnt(f, Term::LearntOutlet)),
    row(Term::LearntAuthor, 0.05, facts::learnt_author, |f| facts::say_learnt(f, Term::LearntAuthor)),
    row(Term::LearntWords, 0.25, facts::learnt_words, facts::say_learnt_words),
    row(Term::LearntMeaning, 0.18, facts::learnt_meaning, facts::say_learnt_meaning),
    row(Term::LikeOneYouRead, 0.08, facts::like_one_you_read, facts::say_like_one_you_read),
    row(Term::PassedOver, 0.15, facts::passed_over, facts::say_passed_over),
    row(Term::AlikeRead, 0.30, facts::alike_read, facts::say_alike_read),
];

/// The part of the reader's share that follows span.
pub const ASKED_FOR: f64 = 0.60;
/// The part that everything inferred spans together.
pub const INFERRED: f64 = 0.40;
/// Where learning across readers is on, what others read takes this part of everyone's share.
const CROWD: f64 = 2.0 / 3.0;

/// What everyone's terms say of a candidate, in everyone's share. They stand first in the table. Needs nothing but the
/// candidate's own numbers.
pub fn everyones(candidate: &Candidate, silent: &[Term], now: Timestamp) -> f64 {
    sum_of_everyones(&Facts::everyones(candidate, now), silent)
}

/// No less than `everyones`, and hardly more, for a fraction of the work. Every candidate is asked, so the rows are named
/// one by one: the compiler then sees which formula stands in each, and calls none of them.
pub fn everyones_at_most(candidate: &Candidate, silent: &[Term], now: Timestamp) -> f64 {
    let facts = Facts::everyones_roughly(candidate, now);
    let says = |term: Term| {
        if silent.contains(&term) { 0.0 } else { plain(&TABLE[term.place()], &facts) }
    };
    says(Term::WidelyCovered)
        + says(Term::Spreading)
        + says(Term::Prominent)
        + says(Term::Fresh)
        + says(Term::FirstHand)
        + says(Term::Rare)
        + says(Term::OthersRead)
        + ROUNDING
}

fn sum_of_everyones(facts: &Facts, silent: &[Term]) -> f64 {
    let speaking = TABLE[..Term::Follow.place()].iter().filter(|row| !silent.contains(&row.term));
    speaking.map(|row| plain(row, facts)).sum()
}

/// More than sums of a few numbers around 1 are ever off by.
const ROUNDING: f64 = 1e-9;

/// What every term says of a candidate, in the order of `Term::ALL`, and what came of it.
pub struct Scored<'a> {
    pub facts: Facts<'a>,
    pub terms: [f64; Term::ALL.len()],
    /// With the dial, with what was learnt about each term, within its bounds.
    pub values: [f64; Term::ALL.len()],
    pub total: f64,
}

/// Scores one candidate for one reader.
pub fn score<'a>(candidate: &'a Candidate, taste: &'a Taste<'a>, dial: Dial, now: Timestamp) -> Scored<'a> {
    score_above(f64::NEG_INFINITY, candidate, taste, dial, now).expect("nothing is below that")
}

/// Something that is found out about a candidate, and the terms that can speak then.
struct Step(fn(&mut Facts, &mut Shared), &'static [Term]);

/// The cheap before the dear. What is said last replaces what was taken to be so before.
static STEPS: [Step; 6] = [
    Step(|_, _| (), &[Term::Developing, Term::PassedOver, Term::AlikeRead]),
    Step(
        |facts, _| facts.look_up_subjects(),
        &[Term::LearntTopic, Term::LearntEntity, Term::LearntOutlet, Term::LearntAuthor],
    ),
    Step(|facts, _| facts.compare_meaning(), &[Term::LearntMeaning]),
    Step(|facts, _| facts.compare_words(), &[Term::LearntWords]),
    Step(|facts, shared| facts.take_nearest_at_most(shared), &[Term::LikeOneYouRead]),
    Step(|facts, shared| facts.find_nearest(shared), &[Term::LikeOneYouRead]),
];

/// Scores one candidate, unless it is seen on the way that its score must be below `floor`.
pub fn score_above<'a>(
    floor: f64,
    candidate: &'a Candidate,
    taste: &'a Taste<'a>,
    dial: Dial,
    now: Timestamp,
) -> Option<Scored<'a>> {
    let mut facts = Facts::asked_for(candidate, taste, now);
    let mut shared = Shared::default();
    let mut terms = [0.0; Term::ALL.len()];
    for row in TABLE.iter().filter(|row| !row.term.is_inferred()) {
        terms[row.term.place()] = plain(row, &facts);
    }
    let settled = sum(&weigh(&terms, &taste.multipliers, dial));
    // Until a term was heard, it may say as much as its weight lets it.
    for row in TABLE.iter().filter(|row| row.term.is_inferred()) {
        terms[row.term.place()] = row.weight;
    }
    for Step(find_out, can_speak) in &STEPS {
        if settled + dial.p() * bent(inferred(&terms, &taste.multipliers)) + ROUNDING < floor {
            return None;
        }
        find_out(&mut facts, &mut shared);
        for term in *can_speak {
            terms[term.place()] = plain(&TABLE[term.place()], &facts);
        }
    }
    let values = weigh(&terms, &taste.multipliers, dial);
    Some(Scored { facts, terms, values, total: sum(&values) })
}

/// One term's say: its weight times its formula. What is not a number says nothing.
fn plain(row: &Row, facts: &Facts) -> f64 {
    let said = (row.weight * (row.formula)(facts)).clamp(-row.weight, row.weight);
    let said = if said.is_nan() { 0.0 } else { said };
    match (row.term, facts.candidate.crowd) {
        (Term::OthersRead, Some(_)) => said * CROWD,
        (_, Some(_)) if row.term.part() == Part::Everyone => said * (1.0 - CROWD),
        _ => said,
    }
}

/// From what the terms say to what they add: the dial parts everyone's from the reader's, what was inferred bends
/// towards its bound instead of breaking it.
pub fn weigh(
    terms: &[f64; Term::ALL.len()],
    multipliers: &[f64; Term::ALL.len()],
    dial: Dial,
) -> [f64; Term::ALL.len()] {
    let p = dial.p();
    let inferred = inferred(terms, multipliers);
    let bend = if inferred == 0.0 { 1.0 } else { bent(inferred) / inferred };
    let mut values = [0.0; Term::ALL.len()];
    for term in Term::ALL {
        let place = term.place();
        values[place] = match term.part() {
            Part::Everyone => (1.0 - p) * terms[place] * multipliers[place],
            Part::Yours if term.is_inferred() => p * terms[place] * multipliers[place] * bend,
            Part::Yours => p * terms[place] * multipliers[place],
        };
    }
    values
}

/// What all the inferred terms say together.
fn inferred(terms: &[f64; Term::ALL.len()], multipliers: &[f64; Term::ALL.len()]) -> f64 {
    (Term::ALL.iter())
        .filter(|term| term.is_inferred())
        .map(|term| terms[term.place()] * multipliers[term.place()])
        .sum()
}

/// That, kept within its bound.
fn bent(inferred: f64) -> f64 {
    INFERRED * libm::tanh(inferred / INFERRED)
}

fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}

impl Scored<'_> {
    /// The score as the reader sees it: reasons, largest first, everyone's before the reader's.
    pub fn explained(&self) -> Score {
        let mut reasons = Vec::new();
        for row in &TABLE {
            let value = self.values[row.term.place()];
            if value == 0.0 {
                continue;
            }
            match row.term {
                Term::Follow => reasons.extend(self.follow_reasons(value)),
                _ => reasons.push(Reason {
                    term: row.term,
                    part: row.term.part(),
                    value,
                    evidence: (row.sentence)(&self.facts),
                    subject: self.facts.subject(row.term),
                    without: None,
                }),
            }
        }
        reasons.sort_by(|a, b| {
            (a.part == Part::Yours).cmp(&(b.part == Part::Yours)).then(b.value.total_cmp(&a.value))
        });
        let total = reasons.iter().map(|reason| reason.value).sum();
        Score { total, reasons, terms: self.terms.to_vec() }
    }

    /// A reason for each follow, which together add what following adds.
    fn follow_reasons(&self, value: f64) -> Vec<Reason> {
        let whole: f64 = self.facts.follows.iter().map(|(_, part)| part).sum();
        (self.facts.follows.iter())
            .map(|(follow, part)| Reason {
                term: Term::Follow,
                part: Part::Yours,
                value: value * part / whole,
                evidence: facts::say_one_follow(follow),
                subject: Some(follow.subject.clone()),
                without: None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_readers_tells_the_same_weights() {
        let page = include_str!("../../../../docs/ranking.md");
        for row in &TABLE {
            let line = format!("| `{}` | {:.2} |", row.term.name(), row.weight);
            assert!(page.contains(&line), "docs/ranking.md has no line {line}");
        }
        assert!(page.contains(&format!("together at most {INFERRED:.2}")));
    }

    #[test]
    fn the_table_has_every_term_in_order_and_everyones_weights_are_one() {
        assert!(TABLE.iter().zip(Term::ALL).all(|(row, term)| row.term == term));
        let everyones: f64 = (TABLE.iter())
            .filter(|row| row.term.part() == Part::Everyone && row.term != Term::OthersRead)
            .map(|row| row.weight)
            .sum();
        assert!((everyones - 1.0).abs() < 1e-12);
        const { assert!(ASKED_FOR + INFERRED <= 1.0) };
    }

    #[test]
    fn every_inferred_term_is_heard_in_some_step() {
        let heard = |term: Term| STEPS.iter().any(|Step(_, can_speak)| can_speak.contains(&term));
        assert!(Term::ALL.into_iter().all(|term| heard(term) == term.is_inferred()));
    }
}
