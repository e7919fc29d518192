//! A hash over everything an edition is a function of, in the same bytes on every machine.

use super::rules::Rules;
use crate::model::{Belief, Profile, Reader, Timestamp};

/// The digests of all candidates in one, whatever their order.
#[derive(Default)]
pub struct Digests {
    count: u64,
    sum: u64,
    squares: u64,
}

impl Digests {
    pub fn add(&mut self, digest: u64) {
        self.count += 1;
        self.sum = self.sum.wrapping_add(digest);
        self.squares = self.squares.wrapping_add(digest.wrapping_mul(digest | 1));
    }
}

/// The hash of profile, reader, candidates, rules and time.
pub fn hash(
    profile: &Profile,
    reader: &Reader,
    candidates: &Digests,
    rules: &Rules,
    now: Timestamp,
) -> blake3::Hash {
    let mut inputs = Inputs(Vec::new());
    inputs.profile(profile);
    inputs.reader(reader);
    inputs.rules(rules);
    inputs.time(now);
    [candidates.count, candidates.sum, candidates.squares].into_iter().for_each(|sum| inputs.number(sum));
    blake3::hash(&inputs.0)
}

/// The bytes that are hashed.
struct Inputs(Vec<u8>);

impl Inputs {
    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn real(&mut self, number: f64) {
        self.number(number.to_bits());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn time(&mut self, at: Timestamp) {
        self.number(at.as_millisecond() as u64);
    }

    fn belief(&mut self, belief: &Belief) {
        self.real(belief.mean);
        self.real(belief.variance);
    }

    fn profile(&mut self, profile: &Profile) {
        self.real(profile.memory.half_life_days);
        self.real(profile.memory.half_life_acts);
        self.number(profile.follows.len() as u64);
        for follow in &profile.follows {
            self.number(follow.subject.key());
            self.real(follow.weight);
            self.time(follow.since);
        }
        self.number(profile.mutes.len() as u64);
        for mute in &profile.mutes {
            self.number(mute.subject.key());
            self.number(mute.until.map_or(0, |until| until.as_millisecond() as u64));
            self.number(mute.unless_outlets.map_or(0, u64::from));
        }
        self.number(profile.interests.len() as u64);
        for interest in &profile.interests {
            self.number(interest.subject.key());
            self.real(interest.strength);
            self.time(interest.at);
            self.real(interest.recent);
            [interest.recent_as_of, interest.evidence_for, interest.evidence_against]
                .into_iter()
                .for_each(|count| self.number(count.into()));
        }
        profile.denied.iter().for_each(|subject| self.number(subject.key()));
        profile.hidden.iter().for_each(|story| self.number(story.as_i64() as u64));
        self.number(profile.remembered.len() as u64);
        for story in &profile.remembered {
            self.number(story.story.map_or(0, |story| story.as_i64() as u64));
            self.text(&story.headline);
            story.keys.iter().for_each(|key| self.number(*key));
            self.real(story.weight);
            self.time(story.at);
            for (word, weight) in &story.words {
                self.number(*word);
                self.number(weight.to_bits().into());
            }
            self.0.extend(story.vector.iter().map(|place| place.to_le_bytes()[0]));
        }
        for known in &profile.beliefs {
            self.text(known.term.name());
            self.belief(&known.belief);
        }
        profile.position.iter().for_each(|position| self.belief(position));
        self.number(profile.acts.into());
    }

    fn reader(&mut self, reader: &Reader) {
        self.number(reader.id.0 as u64);
        self.real(reader.dial.p());
        self.number(reader.edition_size as u64);
        self.real(reader.outside_share);
        reader.languages.iter().for_each(|language| self.text(language));
    }

    fn rules(&mut self, rules: &Rules) {
        let Rules {
            everyone_share,
            floor_share,
            floor_hours,
            for_you_share,
            explored_share,
            outlet_share,
            weekly_entries_flood,
            topic_share,
            variety,
            too_alike,
            muted_interest,
            pool,
            silent,
        } = rules;
        [everyone_share, floor_share, floor_hours, for_you_share, explored_share, outlet_share]
            .into_iter()
            .chain([topic_share, variety, too_alike])
            .for_each(|number| self.real(*number));
        [weekly_entries_flood, muted_interest].into_iter().for_each(|number| self.real((*number).into()));
        self.number(*pool as u64);
        silent.iter().for_each(|term| self.text(term.name()));
    }
}
