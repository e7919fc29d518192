//! A profile made ready for ranking: everything looked up by hash, as of now.

use std::collections::BTreeSet;

use super::background::Background;
use super::filter::Never;
use super::likeness::Likings;
use super::rules::Rules;
use super::table::HashTable;
use crate::model::{Candidate, Follow, Interest, Marks, Mute, Profile, StoryId, Subject, Term, Timestamp};

/// So much strength makes an interest half certain: one click changes little.
const HALF_CERTAIN: f64 = 3.0;
/// However surely a term decides, it never counts more than so many times its weight, and never against itself.
pub const MULTIPLIER_MAX: f64 = 3.0;
/// How sure a term's own weight is before anything was learnt, as in `learn`.
const UNKNOWN_VARIANCE: f64 = 0.25;

/// A profile made ready for ranking.
pub struct Taste<'a> {
    pub profile: &'a Profile,
    pub follows: Wishes<'a, Follow>,
    pub interests: HashTable<Affinity<'a>>,
    pub likings: Likings<'a>,
    /// What was learnt about each term: the multiplier of its weight, in the order of `Term::ALL`.
    pub multipliers: [f64; Term::ALL.len()],
    /// Terms that say nothing.
    pub silent: Vec<Term>,
}

/// Explicit wishes by the key of their subject.
pub struct Wishes<'a, W> {
    by_key: HashTable<&'a W>,
    /// `Marks::bits` of each subject.
    bits: Vec<u128>,
}

/// How much the reader cares for one subject, −1 to 1.
pub struct Affinity<'a> {
    pub value: f64,
    /// Of the subject.
    pub key: u64,
    pub interest: &'a Interest,
}

impl<'a> Taste<'a> {
    /// `background` is what there is on offer, out of `candidates`.
    pub fn of(
        profile: &'a Profile,
        background: &Background,
        candidates: &[Candidate],
        rules: &Rules,
        now: Timestamp,
    ) -> Taste<'a> {
        let muted = muted_since(profile, candidates, &Never::of(profile, rules, now));
        let attention = Attention::of(profile, now);
        let mut taste = Taste {
            profile,
            follows: Wishes::follows(profile),
            interests: HashTable::new(),
            likings: Likings::of(profile, background, &muted, now),
            multipliers: multipliers(profile, rules),
            silent: rules.silent.clone(),
        };
        for interest in &profile.interests {
            let key = interest.subject.key();
            let value = attention.affinity(interest, background.share(key), profile, now);
            taste.interests.entry(key, || Affinity { value, key, interest });
        }
        taste
    }

    /// The same multipliers, as they might be: a draw from what is believed of each. `draw` gives a standard normal.
    pub fn imagined(&self, draw: impl Fn(u64) -> f64) -> [f64; Term::ALL.len()] {
        let mut multipliers = self.multipliers;
        for term in Term::ALL.into_iter().filter(|term| term.is_inferred()) {
            let known = self.profile.beliefs.iter().find(|known| known.term == term);
            let variance = known.map_or(UNKNOWN_VARIANCE, |known| known.belief.variance);
            let place = term.place();
            multipliers[place] =
                (multipliers[place] + variance.sqrt() * draw(place as u64)).clamp(0.0, MULTIPLIER_MAX);
        }
        silence(&mut multipliers, &self.silent);
        multipliers
    }

    /// What a candidate is mainly about, and how little is known of the reader's mind about it (0 to 1).
    pub fn doubt(&self, candidate: &Candidate) -> (u64, f64) {
        let Some(topic) = candidate.topics.first() else { return (candidate.story.as_i64() as u64, 0.5) };
        let key = Subject::Topic(topic.key.clone()).key();
        let evidence = self
            .interests
            .get(key)
            .map_or(0, |affinity| affinity.interest.evidence_for + affinity.interest.evidence_against);
        (key, 1.0 / f64::from(1 + evidence).sqrt())
    }
}

/// Remembered stories about something that the reader muted since. They have taught what they taught; no other story is
/// shown for being like one of them, and none of them is named.
fn muted_since(profile: &Profile, candidates: &[Candidate], never: &Never) -> Vec<StoryId> {
    if never.is_empty() {
        return Vec::new();
    }
    let remembered: BTreeSet<StoryId> = profile.remembered.iter().filter_map(|one| one.story).collect();
    let live = candidates.iter().filter(|one| remembered.contains(&one.story) && never.holds(one).is_some());
    let by_memory = profile.remembered.iter().filter(|one| never.holds_remembered(one).is_some());
    live.map(|one| one.story).chain(by_memory.filter_map(|one| one.story)).collect()
}

/// What was learnt about each term: 1 where nothing was, and always 1 for everyone's and for what was asked for.
pub fn multipliers(profile: &Profile, rules: &Rules) -> [f64; Term::ALL.len()] {
    let mut multipliers = [1.0; Term::ALL.len()];
    for known in &profile.beliefs {
        multipliers[known.term.place()] = known.belief.mean.clamp(0.0, MULTIPLIER_MAX);
    }
    silence(&mut multipliers, &rules.silent);
    multipliers
}

fn silence(multipliers: &mut [f64; Term::ALL.len()], silent: &[Term]) {
    silent.iter().for_each(|term| multipliers[term.place()] = 0.0);
}

impl<'a, W> Wishes<'a, W> {
    fn collect(wishes: impl Iterator<Item = &'a W>, subject: impl Fn(&W) -> &Subject) -> Wishes<'a, W> {
        let mut collected = Wishes { by_key: HashTable::new(), bits: Vec::new() };
        for wish in wishes {
            let key = subject(wish).key();
            collected.bits.push(Marks::bits(key));
            collected.by_key.entry(key, || wish);
        }
        collected
    }

    /// Whether anything here could be about a story with these marks. Seldom yes where the answer is no.
    pub fn may_be_about(&self, marks: &Marks) -> bool {
        self.bits.iter().any(|bits| marks.bits & bits == *bits)
    }

    /// How many of the wishes could be about it, by the same look.
    pub fn may_be_about_at_most(&self, marks: &Marks) -> usize {
        self.bits.iter().filter(|bits| marks.bits & **bits == **bits).count()
    }

    /// The wishes about any of `keys`.
    pub fn about<'b>(&'b self, keys: &'b [u64]) -> impl Iterator<Item = &'a W> + 'b {
        keys.iter().filter_map(|key| self.by_key.get(*key).copied())
    }

    pub fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    pub fn all(&self) -> impl Iterator<Item = &'a W> + '_ {
        self.by_key.values().copied()
    }
}

impl<'a> Wishes<'a, Follow> {
    pub fn follows(profile: &'a Profile) -> Wishes<'a, Follow> {
        Wishes::collect(profile.follows.iter().filter(|follow| follow.weight > 0.0), |follow| &follow.subject)
    }
}

impl<'a> Wishes<'a, Mute> {
    /// Those that hold at `now`.
    pub fn mutes(profile: &'a Profile, now: Timestamp) -> Wishes<'a, Mute> {
        let holds = |mute: &&Mute| mute.until.is_none_or(|until| until > now);
        Wishes::collect(profile.mutes.iter().filter(holds), |mute| &mute.subject)
    }
}

/// How much was said about stories at all, in long and short memory.
struct Attention {
    long: f64,
    short: f64,
}

impl Attention {
    fn of(profile: &Profile, now: Timestamp) -> Attention {
        let mut attention = Attention { long: 0.0, short: 0.0 };
        for (ago, story) in profile.remembered.iter().rev().enumerate() {
            let said = story.weight.max(0.0);
            attention.long += said * profile.memory.long(story.at, now);
            attention.short += said * profile.memory.short(ago as f64);
        }
        attention
    }

    /// How much more the reader chose a subject than its `share` of what there is, −1 to 1.
    fn affinity(&self, interest: &Interest, share: f64, profile: &Profile, now: Timestamp) -> f64 {
        let long = interest.strength * profile.memory.long(interest.at, now);
        let acts = f64::from(profile.acts.saturating_sub(interest.recent_as_of));
        let short = interest.recent * profile.memory.short(acts);
        (saturate(long - share * self.long) + saturate(short - share * self.short)) / 2.0
    }
}

fn saturate(strength: f64) -> f64 {
    strength / (strength.abs() + HALF_CERTAIN)
}
