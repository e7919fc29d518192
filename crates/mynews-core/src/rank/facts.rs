//! The formulas of the score and their sentences: what each term reads of a candidate, and how it says so.

use super::curves;
use super::likeness::{Likeness, Shared};
use super::taste::{Affinity, Taste, Wishes};
use crate::model::{Candidate, Follow, Subject, Term, Timestamp};

/// An outlet every quarter of an hour is as fast as a story spreads.
const OUTLETS_AN_HOUR_FULL: f64 = 4.0;
/// A story of a usual feed is half as fresh after so many hours.
const HALF_LIFE_HOURS: f64 = 12.0;
/// A usual feed writes so many entries a week; the news of a feed that writes less stays fresh longer.
const WEEKLY_ENTRIES_USUAL: f64 = 140.0;
/// The strongest follow decides; the others share the rest.
const STRONGEST_FOLLOW: f64 = 0.85;
/// What the lightest follow is worth beside the heaviest.
const LIGHTEST_FOLLOW: f64 = 0.8;
/// A story that names more of the reader's subjects than this names them to be found.
const SUBJECTS_STUFFED: usize = 5;

/// What others read is worth a point of score for so many logits, with the dial where it first stands.
const EVERYONE_LOGITS: f64 = 6.5;
const ALIKE_LOGITS: f64 = 3.15;

/// A candidate beside a reader's taste, compared once.
pub struct Facts<'a> {
    pub candidate: &'a Candidate,
    pub now: Timestamp,
    pub taste: Option<&'a Taste<'a>>,
    /// The follows it answers to, each with its share of what following adds (0 to 1 together).
    pub follows: Vec<(&'a Follow, f64)>,
    /// What the four learnt terms that speak of subjects say, in their order.
    learnt: [f64; 4],
    likeness: Likeness,
    /// Curves are drawn a little too high, which is cheaper and gives a bound.
    roughly: bool,
}

impl<'a> Facts<'a> {
    /// Enough for the most that everyone's terms can say.
    pub fn everyones_roughly(candidate: &'a Candidate, now: Timestamp) -> Facts<'a> {
        Facts { roughly: true, ..Facts::everyones(candidate, now) }
    }

    /// Enough for everyone's terms.
    pub fn everyones(candidate: &'a Candidate, now: Timestamp) -> Facts<'a> {
        Facts {
            candidate,
            now,
            taste: None,
            follows: Vec::new(),
            learnt: [0.0; 4],
            likeness: Likeness::default(),
            roughly: false,
        }
    }

    /// Enough for everyone's terms and for what was asked for.
    pub fn asked_for(candidate: &'a Candidate, taste: &'a Taste<'a>, now: Timestamp) -> Facts<'a> {
        let follows = follows(candidate, taste);
        Facts { taste: Some(taste), follows, ..Facts::everyones(candidate, now) }
    }

    /// What was learnt of what it is about.
    pub fn look_up_subjects(&mut self) {
        if let Some(taste) = self.taste {
            self.learnt = learnt(self.candidate, taste);
        }
    }

    pub fn compare_meaning(&mut self) {
        if let Some(taste) = self.taste {
            self.likeness.meaning = taste.likings.meaning(self.candidate);
        }
    }

    pub fn compare_words(&mut self) {
        if let Some(taste) = self.taste {
            self.likeness.words = taste.likings.words(self.candidate);
        }
    }

    /// The nearest story that was liked is taken to be as near as it could be: `find_nearest` looks for it.
    pub fn take_nearest_at_most(&mut self, shared: &mut Shared) {
        if let Some(taste) = self.taste {
            self.likeness.nearest = taste.likings.share(self.candidate, shared);
        }
    }

    pub fn find_nearest(&mut self, shared: &Shared) {
        let Some(taste) = self.taste else { return };
        (self.likeness.nearest, self.likeness.nearest_is) = taste.likings.nearest(self.candidate, shared);
    }

    /// What the switch beside a reason would act on.
    pub fn subject(&self, term: Term) -> Option<Subject> {
        match term {
            Term::LearntTopic | Term::LearntEntity | Term::LearntOutlet | Term::LearntAuthor => {
                self.strongest(term).map(|affinity| affinity.interest.subject.clone())
            }
            _ => None,
        }
    }

    /// The key of that.
    pub fn subject_key(&self, term: Term) -> Option<u64> {
        self.strongest(term).map(|affinity| affinity.key)
    }

    fn affinities(&self, term: Term) -> impl Iterator<Item = &'a Affinity<'a>> {
        let taste = self.taste;
        let keys = self.candidate.marks.keys.as_slice();
        keys.iter()
            .filter_map(move |key| taste?.interests.get(*key))
            .filter(move |affinity| speaks_in(&affinity.interest.subject) == Some(term))
    }

    fn strongest(&self, term: Term) -> Option<&'a Affinity<'a>> {
        self.affinities(term).max_by(|a, b| {
            (a.value.abs().total_cmp(&b.value.abs()))
                .then_with(|| b.interest.subject.cmp(&a.interest.subject))
        })
    }

    /// How far a quantity has fallen that halves with every step.
    #[inline]
    fn halved(&self, steps: f64) -> f64 {
        if self.roughly { curves::halved_at_most(steps) } else { libm::exp2(-steps) }
    }
}

/// The learnt terms that speak of subjects, as they stand in `Facts::learnt`.
const OF_SUBJECTS: [Term; 4] =
    [Term::LearntTopic, Term::LearntEntity, Term::LearntOutlet, Term::LearntAuthor];

/// The term in which an interest speaks.
fn speaks_in(subject: &Subject) -> Option<Term> {
    match subject {
        Subject::Topic(_) => Some(Term::LearntTopic),
        Subject::Entity(..) => Some(Term::LearntEntity),
        Subject::Outlet(_) => Some(Term::LearntOutlet),
        Subject::Author(_) => Some(Term::LearntAuthor),
        _ => None,
    }
}

/// The strongest interest speaks; the others nod, half as loud each.
fn learnt(candidate: &Candidate, taste: &Taste) -> [f64; 4] {
    let mut said = [0.0; 4];
    let mut values: Vec<(Term, f64)> = (candidate.marks.keys.iter())
        .filter_map(|key| taste.interests.get(*key))
        .filter_map(|affinity| Some((speaks_in(&affinity.interest.subject)?, affinity.value)))
        .collect();
    values.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    for (said, term) in said.iter_mut().zip(OF_SUBJECTS) {
        let mut share = 0.5;
        for (_, value) in values.iter().filter(|(speaker, _)| *speaker == term) {
            *said += value * share;
            share /= 2.0;
        }
        *said *= 2.0 * 0.75;
    }
    said
}

fn follows<'a>(candidate: &Candidate, taste: &'a Taste<'a>) -> Vec<(&'a Follow, f64)> {
    if candidate.interests.is_empty() && !taste.follows.may_be_about(&candidate.marks) {
        return Vec::new();
    }
    let mut found: Vec<(&Follow, f64)> =
        taste.follows.about(&candidate.marks.keys).map(|follow| (follow, 1.0)).collect();
    for (subject, similarity) in &candidate.interests {
        let near = ((f64::from(*similarity) - 0.3) / 0.4).clamp(0.0, 1.0);
        let about = [subject.key()];
        found.extend(taste.follows.about(&about).filter(|_| near > 0.0).map(|follow| (follow, near)));
    }
    let stuffed = (found.len() as f64 / SUBJECTS_STUFFED as f64).max(1.0);
    for (follow, strength) in &mut found {
        *strength *= (LIGHTEST_FOLLOW + (1.0 - LIGHTEST_FOLLOW) * follow.weight) / (stuffed * stuffed);
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.subject.cmp(&b.0.subject)));
    let mut share = STRONGEST_FOLLOW;
    for (_, strength) in &mut found {
        *strength *= share;
        share = if share == STRONGEST_FOLLOW { (1.0 - STRONGEST_FOLLOW) / 2.0 } else { share / 2.0 };
    }
    found
}

/// What `follow` says at most of a story that answers to so many of these follows: as if each were as heavy as the
/// heaviest, and free-text interests as near as they could be.
pub fn followed_at_most(follows: &Wishes<Follow>) -> impl Fn(usize) -> f64 {
    let heaviest = follows.all().map(|follow| follow.weight).fold(0.0, f64::max);
    let strength = LIGHTEST_FOLLOW + (1.0 - LIGHTEST_FOLLOW) * heaviest;
    move |answers_to| match answers_to {
        0 => 0.0,
        1 => strength * STRONGEST_FOLLOW,
        _ => strength,
    }
}

// Everyone's terms, 0 to 1.

/// Copies of one text count once: a hundred printings of one wire report are one voice.
#[inline]
pub fn widely_covered(facts: &Facts) -> f64 {
    let outlets = facts.candidate.coverage.independent_outlets;
    if outlets < 2 {
        return 0.0;
    }
    curves::width(outlets)
}

pub fn say_widely_covered(facts: &Facts) -> String {
    let coverage = facts.candidate.coverage;
    let outlets = count(coverage.independent_outlets, "outlet");
    match coverage.countries {
        0 | 1 => outlets,
        countries => format!("{outlets} in {}", count(countries, "country")),
    }
}

#[inline]
pub fn spreading(facts: &Facts) -> f64 {
    let candidate = facts.candidate;
    if candidate.coverage.independent_outlets < 2 {
        return 0.0;
    }
    let outlets = f64::from(candidate.coverage.independent_outlets - 1);
    let hours = hours(candidate.first_at, candidate.last_at).max(1.0);
    let still = facts.halved(hours_ago(facts) / 6.0);
    (outlets / hours / OUTLETS_AN_HOUR_FULL).min(1.0) * still
}

pub fn say_spreading(facts: &Facts) -> String {
    let candidate = facts.candidate;
    let hours = hours(candidate.first_at, candidate.last_at).ceil().max(1.0) as u32;
    format!("{} within {}", count(candidate.coverage.independent_outlets, "outlet"), count(hours, "hour"))
}

#[inline]
pub fn prominent(facts: &Facts) -> f64 {
    f64::from(facts.candidate.prominence).clamp(0.0, 1.0)
}

pub fn say_prominent(_: &Facts) -> String {
    "high up where its outlets list it".to_owned()
}

/// The news of a feed that writes once a week is not old after a day.
#[inline]
pub fn fresh(facts: &Facts) -> f64 {
    let weekly = f64::from(facts.candidate.weekly_entries);
    let slower = if weekly > 0.0 { (WEEKLY_ENTRIES_USUAL / weekly).sqrt().clamp(1.0, 6.0) } else { 1.0 };
    facts.halved(hours_ago(facts) / (HALF_LIFE_HOURS * slower))
}

pub fn say_fresh(facts: &Facts) -> String {
    let last = ago(facts.now, facts.candidate.last_at);
    if facts.candidate.coverage.articles > 1 {
        format!("last report {last}")
    } else {
        format!("reported {last}")
    }
}

#[inline]
pub fn first_hand(facts: &Facts) -> f64 {
    let coverage = facts.candidate.coverage;
    if coverage.outlets < 2 || coverage.independent_outlets < 2 {
        return 0.0;
    }
    (f64::from(coverage.independent_outlets) / f64::from(coverage.outlets)).min(1.0)
}

pub fn say_first_hand(facts: &Facts) -> String {
    let coverage = facts.candidate.coverage;
    format!(
        "{} of {} texts are not copies",
        coverage.independent_outlets.min(coverage.outlets),
        coverage.outlets
    )
}

/// A feed that writes once a month is not drowned by one that writes every minute.
#[inline]
pub fn rare(facts: &Facts) -> f64 {
    let weekly = f64::from(facts.candidate.weekly_entries);
    if weekly > 0.0 { 1.0 / (1.0 + weekly / 3.0) } else { 0.0 }
}

pub fn say_rare(facts: &Facts) -> String {
    match facts.candidate.weekly_entries {
        weekly if weekly < 1.5 => "from an outlet that seldom writes".to_owned(),
        weekly => format!("from an outlet that writes {} times a week", weekly.round()),
    }
}

#[inline]
pub fn others_read(facts: &Facts) -> f64 {
    facts
        .candidate
        .crowd
        .map_or(0.0, |crowd| ((1.0 + crowd.everyone / EVERYONE_LOGITS) / 2.0).clamp(0.0, 1.0))
}

pub fn say_others_read(_: &Facts) -> String {
    "what readers here open".to_owned()
}

// The reader's terms, −1 to 1.

pub fn follow(facts: &Facts) -> f64 {
    facts.follows.iter().map(|(_, part)| part).sum()
}

pub fn say_follow(facts: &Facts) -> String {
    facts.follows.iter().map(|(follow, _)| say_one_follow(follow)).collect::<Vec<_>>().join("; ")
}

pub fn say_one_follow(follow: &Follow) -> String {
    format!("you follow {}", follow.subject)
}

pub fn developing(facts: &Facts) -> f64 {
    match facts.candidate.new_reports {
        0 => 0.0,
        reports => 1.0 - libm::exp2(-f64::from(reports) / 2.0),
    }
}

pub fn say_developing(facts: &Facts) -> String {
    format!("{} since you looked", count(facts.candidate.new_reports, "new report"))
}

pub fn learnt_topic(facts: &Facts) -> f64 {
    facts.learnt[0]
}

pub fn learnt_entity(facts: &Facts) -> f64 {
    facts.learnt[1]
}

pub fn learnt_outlet(facts: &Facts) -> f64 {
    facts.learnt[2]
}

pub fn learnt_author(facts: &Facts) -> f64 {
    facts.learnt[3]
}

pub fn say_learnt(facts: &Facts, term: Term) -> String {
    let Some(affinity) = facts.strongest(term) else { return String::new() };
    let interest = affinity.interest;
    let acts = interest.evidence_for + interest.evidence_against;
    let said = OF_SUBJECTS.iter().zip(facts.learnt).find(|(speaker, _)| **speaker == term);
    match said.is_none_or(|(_, said)| said >= 0.0) {
        true => format!("you chose {} of {} on {}", interest.evidence_for, acts, interest.subject),
        false => format!("you left {} of {} on {}", interest.evidence_against, acts, interest.subject),
    }
}

pub fn learnt_words(facts: &Facts) -> f64 {
    facts.likeness.words
}

pub fn say_learnt_words(facts: &Facts) -> String {
    match facts.likeness.words >= 0.0 {
        true => "its words are those of what you read".to_owned(),
        false => "its words are those of what you turn down".to_owned(),
    }
}

pub fn learnt_meaning(facts: &Facts) -> f64 {
    facts.likeness.meaning
}

pub fn say_learnt_meaning(facts: &Facts) -> String {
    match facts.likeness.meaning >= 0.0 {
        true => "about what you usually read".to_owned(),
        false => "far from what you usually read".to_owned(),
    }
}

pub fn like_one_you_read(facts: &Facts) -> f64 {
    facts.likeness.nearest
}

pub fn say_like_one_you_read(facts: &Facts) -> String {
    match facts.likeness.nearest_is.and_then(|place| facts.taste?.likings.nearest.get(place)) {
        Some(story) => format!("like “{}”, which you read", story.headline),
        None => String::new(),
    }
}

pub fn passed_over(facts: &Facts) -> f64 {
    match facts.candidate.passed_over {
        0 => 0.0,
        times => libm::exp2(-f64::from(times) / 3.0) - 1.0,
    }
}

pub fn say_passed_over(facts: &Facts) -> String {
    format!("you passed it over {}", count(facts.candidate.passed_over, "time"))
}

pub fn alike_read(facts: &Facts) -> f64 {
    facts.candidate.crowd.map_or(0.0, |crowd| (crowd.alike / ALIKE_LOGITS).clamp(-1.0, 1.0))
}

pub fn say_alike_read(_: &Facts) -> String {
    "readers of what you read opened it".to_owned()
}

fn hours(from: Timestamp, to: Timestamp) -> f64 {
    ((to.as_millisecond() - from.as_millisecond()) as f64 / 3_600_000.0).max(0.0)
}

/// A report from the future is as fresh as one from now, and no fresher.
fn hours_ago(facts: &Facts) -> f64 {
    hours(facts.candidate.last_at, facts.now)
}

fn ago(now: Timestamp, then: Timestamp) -> String {
    let minutes = (hours(then, now) * 60.0) as u32;
    match minutes {
        0 | 1 => "just now".to_owned(),
        2..60 => format!("{minutes} min ago"),
        60..2_880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

fn count(number: u32, what: &str) -> String {
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {what}s"),
    }
}
