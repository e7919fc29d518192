//! What reading across readers says about a story. Only where it is switched on: then every reader is told so.
//!
//! What can be counted across readers (how often a story is opened lately and of how many showings, how it fares
//! against the stories beside it, who else opened what this reader opened) are features of a conditional logit: which
//! of the stories shown is opened? Its weights are Gaussians, learnt one page at a time by the diagonal Laplace
//! approximation that `beliefs` uses too, and nothing of it is known before the first page.

use std::collections::BTreeMap;

use crate::model::{Crowd, ReaderId, StoryId, Timestamp};

/// How long an opening counts as recent, in hours.
const HALF_LIVES_HOURS: [f64; 4] = [1.0, 6.0, 24.0, 96.0];
/// The last stories of a reader that others are compared by.
const HISTORY_MAX: usize = 60;
/// A click rate starts as if a story had been shown so often ...
const SHOWN_BEFORE: f64 = 12.0;

/// What is counted across the readers of one instance.
#[derive(Default)]
pub struct Readership {
    stories: BTreeMap<StoryId, Openings>,
    readers: BTreeMap<ReaderId, Vec<StoryId>>,
    weights: Vec<Weight>,
    shown: f64,
    taken: f64,
}

#[derive(Clone, Default)]
struct Openings {
    since: Option<Timestamp>,
    recent: [f64; HALF_LIVES_HOURS.len()],
    at: Option<Timestamp>,
    by: Vec<ReaderId>,
    shown: f64,
    taken: f64,
    /// How it fares against what stands beside it, and how sure that is.
    pull: f64,
    pull_precision: f64,
}

#[derive(Clone, Copy)]
struct Weight {
    mean: f64,
    precision: f64,
}

/// Features that are the same for every reader come first.
const EVERYONES: usize = 10;
const FEATURES: usize = EVERYONES + 4;
const BEFORE: [f64; FEATURES] = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

impl Readership {
    pub fn new() -> Readership {
        Readership { weights: BEFORE.map(|mean| Weight { mean, precision: 4.0 }).to_vec(), ..Readership::default() }
    }

    /// A story is there from now on.
    pub fn arrived(&mut self, story: StoryId, at: Timestamp) {
        self.stories.entry(story).or_default().since.get_or_insert(at);
    }

    /// What reading across readers adds to each of these stories for this reader.
    pub fn expect(&self, reader: ReaderId, stories: &[StoryId], now: Timestamp) -> Vec<Crowd> {
        let features = self.features(reader, stories, now);
        features
            .iter()
            .map(|features| {
                let add = |range: std::ops::Range<usize>| -> f64 {
                    range.map(|place| features[place] * self.weights[place].mean).sum()
                };
                Crowd { everyone: add(0..EVERYONES), alike: add(EVERYONES..FEATURES) }
            })
            .collect()
    }

    /// A page was shown. `rest` is what the score said of each story without the crowd: what is learnt is what that
    /// got wrong.
    pub fn shown(
        &mut self,
        reader: ReaderId,
        stories: &[StoryId],
        rest: &[f64],
        opened: &[StoryId],
        now: Timestamp,
    ) {
        let features = self.features(reader, stories, now);
        let offsets: Vec<f64> = rest.iter().map(|rest| rest * Crowd::LOGITS_A_POINT).collect();
        for story in opened {
            if let Some(place) = stories.iter().position(|shown| shown == story) {
                self.learn(&features, &offsets, place);
                self.compare(stories, place);
            }
        }
        for story in stories {
            let openings = self.stories.entry(*story).or_default();
            openings.since.get_or_insert(now);
            openings.shown += 1.0;
            self.shown += 1.0;
        }
        for story in opened {
            self.stories.entry(*story).or_default().taken += 1.0;
            self.taken += 1.0;
            self.opened(reader, *story, 1.0, now);
        }
    }

    /// A story was opened, `weight` 1, or more than opened.
    pub fn opened(&mut self, reader: ReaderId, story: StoryId, weight: f64, now: Timestamp) {
        let openings = self.stories.entry(story).or_default();
        openings.recent = openings.recent_at(now);
        openings.recent.iter_mut().for_each(|recent| *recent += weight);
        openings.at = Some(now);
        let history = self.readers.entry(reader).or_default();
        if !history.contains(&story) {
            openings.by.push(reader);
            history.push(story);
        }
    }

    /// One step of the conditional logit: the story at `place` was opened among these.
    fn learn(&mut self, features: &[[f64; FEATURES]], offsets: &[f64], place: usize) {
        let logits: Vec<f64> = (features.iter().zip(offsets))
            .map(|(features, offset)| {
                offset + features.iter().zip(&self.weights).map(|(x, weight)| x * weight.mean).sum::<f64>()
            })
            .collect();
        let chances = softmax(&logits);
        for (feature, weight) in self.weights.iter_mut().enumerate() {
            let mean: f64 = (features.iter().zip(&chances)).map(|(x, chance)| chance * x[feature]).sum();
            let spread: f64 = (features.iter().zip(&chances))
                .map(|(x, chance)| chance * (x[feature] - mean) * (x[feature] - mean))
                .sum();
            weight.precision += spread;
            weight.mean += (features[place][feature] - mean) / weight.precision;
        }
    }

    /// The same for each story's own pull: one opened beside nine others fares better than one opened beside one.
    fn compare(&mut self, stories: &[StoryId], place: usize) {
        let pulls: Vec<f64> = stories
            .iter()
            .map(|story| self.stories.get(story).map_or(0.0, |openings| openings.pull))
            .collect();
        let chances = softmax(&pulls);
        for (other, (story, chance)) in stories.iter().zip(&chances).enumerate() {
            let openings = self.stories.entry(*story).or_default();
            let happened = if other == place { 1.0 } else { 0.0 };
            openings.pull_precision += chance * (1.0 - chance);
            openings.pull += (happened - chance) / (PULL_PRECISION + openings.pull_precision);
        }
    }

    fn features(&self, reader: ReaderId, stories: &[StoryId], now: Timestamp) -> Vec<[f64; FEATURES]> {
        let none = Openings::default();
        let kin = self.kin(reader);
        let kin_rate = (self.taken + 0.5) / (self.shown + 20.0);
        stories
            .iter()
            .map(|story| {
                let openings = self.stories.get(story).unwrap_or(&none);
                let hours = openings.since.map_or(0.0, |since| hours(since, now));
                let recent = openings.recent_at(now);
                let alike: f64 = openings.by.iter().filter_map(|reader| kin.get(reader)).sum();
                let rate = (openings.taken + SHOWN_BEFORE * kin_rate) / (openings.shown + SHOWN_BEFORE);
                [
                    libm::log1p(recent[0]),
                    libm::log1p(recent[1]),
                    libm::log1p(recent[2]),
                    libm::log1p(recent[3]),
                    libm::log(rate / kin_rate),
                    openings.pull,
                    libm::log1p(hours),
                    libm::exp2(-hours / 2.0),
                    libm::exp2(-hours / 24.0),
                    libm::log1p(openings.shown) / 4.0,
                    libm::log1p(20.0 * alike),
                    libm::log1p(100.0 * alike / (openings.by.len() as f64 + 2.0)),
                    0.0,
                    0.0,
                ]
            })
            .collect()
    }

    /// The readers who opened what this reader opened, and how much alike they are.
    fn kin(&self, reader: ReaderId) -> BTreeMap<ReaderId, f64> {
        let mut kin = BTreeMap::new();
        let Some(history) = self.readers.get(&reader) else { return kin };
        for story in history.iter().rev().take(HISTORY_MAX) {
            let by = &self.stories[story].by;
            let weight = 1.0 / libm::log(2.0 + by.len() as f64);
            for other in by.iter().filter(|other| **other != reader) {
                *kin.entry(*other).or_insert(0.0) += weight;
            }
        }
        let ours = history.len().min(HISTORY_MAX) as f64;
        for (other, alike) in &mut kin {
            *alike /= ((ours + 5.0) * (self.readers[other].len() as f64 + 5.0)).sqrt();
        }
        kin
    }
}

const PULL_PRECISION: f64 = 3.0;

impl Openings {
    fn recent_at(&self, now: Timestamp) -> [f64; HALF_LIVES_HOURS.len()] {
        let hours = self.at.map_or(0.0, |at| hours(at, now));
        let mut recent = self.recent;
        for (recent, half_life) in recent.iter_mut().zip(HALF_LIVES_HOURS) {
            *recent *= libm::exp2(-hours / half_life);
        }
        recent
    }
}

fn softmax(logits: &[f64]) -> Vec<f64> {
    let most = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logits.iter().map(|logit| libm::exp(logit - most)).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

fn hours(from: Timestamp, to: Timestamp) -> f64 {
    ((to.as_millisecond() - from.as_millisecond()) as f64 / 3_600_000.0).max(0.0)
}
