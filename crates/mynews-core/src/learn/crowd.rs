//! What reading across readers says about a story. Only where it is switched on: then every reader is told so.
//!
//! What can be counted across readers (how often a story is opened lately and of how many showings, how it fares
//! against the stories beside it, who else opened what this reader opened) are features of a conditional logit: which
//! of the stories shown is opened? Its weights are Gaussians, learnt one page at a time by the diagonal Laplace
//! approximation that `beliefs` uses too, and nothing of it is known before the first page.

use std::collections::BTreeMap;

use crate::model::{Crowd, ReaderId, StoryId, Timestamp};

/// How long what happened counts as recent, in hours.
const HALF_LIVES_HOURS: [f64; 4] = [1.0, 6.0, 24.0, 96.0];
/// The last stories of a reader that others are compared by.
const HISTORY_MAX: usize = 60;
/// What is counted across the readers of one instance.
#[derive(Default)]
pub struct Readership {
    stories: BTreeMap<StoryId, Openings>,
    readers: BTreeMap<ReaderId, Vec<StoryId>>,
    weights: Vec<Weight>,
}

#[derive(Clone, Default)]
struct Openings {
    since: Option<Timestamp>,
    counts: Counts,
    at: Option<Timestamp>,
    by: Vec<ReaderId>,
    /// How much more it is opened than all that is known of it explains, and how sure that is.
    pull: Pull,
}

/// A story's own part in being opened: a Gaussian that returns, as time passes, to what is believed of any story (a
/// process of Ornstein and Uhlenbeck). `precision` is what was learnt beyond that belief.
#[derive(Clone, Copy, Default)]
struct Pull {
    mean: f64,
    precision: f64,
}

/// What happened to a story, once for each half-life.
#[derive(Clone, Copy, Default)]
struct Counts {
    opened: [f64; HALF_LIVES_HOURS.len()],
    shown: [f64; HALF_LIVES_HOURS.len()],
}

#[derive(Clone, Copy)]
struct Weight {
    mean: f64,
    precision: f64,
}

/// Features that are the same for every reader come first.
const EVERYONES: usize = 8;
const FEATURES: usize = EVERYONES + 2;
/// Before the first page nothing is known, but that the score counts freshness already.
const BEFORE: [f64; FEATURES] = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.5, 0.0, 0.0];
/// How sure a weight is of that. The counts of the four half-lives rise and fall together, and weights that are learnt
/// one by one would each take the credit for what all of them saw: they move on the evidence of many pages.
const PRECISION_BEFORE: f64 = 64.0;
/// How sure it is at first that a story pulls no more than any other, and after how many hours its pull is half of what
/// it was.
const PULL_PRECISION: f64 = 2.0;
const PULL_HALF_LIFE_HOURS: f64 = 12.0;

impl Readership {
    pub fn new() -> Readership {
        Readership {
            weights: BEFORE.map(|mean| Weight { mean, precision: PRECISION_BEFORE }).to_vec(),
            ..Readership::default()
        }
    }

    /// A story is there from now on.
    pub fn arrived(&mut self, story: StoryId, at: Timestamp) {
        self.stories.entry(story).or_default().since.get_or_insert(at);
    }

    /// What reading across readers adds to each of these stories for this reader.
    pub fn expect(&self, reader: ReaderId, stories: &[StoryId], now: Timestamp) -> Vec<Crowd> {
        let add = |features: &[f64; FEATURES], range: std::ops::Range<usize>| -> f64 {
            range.map(|place| features[place] * self.weights[place].mean).sum()
        };
        (self.features(reader, stories, now).iter().zip(stories))
            .map(|(features, story)| Crowd {
                everyone: self.pull(*story, now) + add(features, 0..EVERYONES),
                alike: add(features, EVERYONES..FEATURES),
            })
            .collect()
    }

    fn pull(&self, story: StoryId, now: Timestamp) -> f64 {
        self.stories.get(&story).map_or(0.0, |openings| openings.pull_at(now).mean)
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
                self.learn(stories, &features, &offsets, place, now);
            }
        }
        for story in stories {
            let openings = self.stories.entry(*story).or_default();
            openings.since.get_or_insert(now);
            openings.add(now, |counts, place| counts.shown[place] += 1.0);
        }
        for story in opened {
            self.opened(reader, *story, now);
        }
    }

    /// A story was opened, or more than opened.
    pub fn opened(&mut self, reader: ReaderId, story: StoryId, now: Timestamp) {
        let openings = self.stories.entry(story).or_default();
        openings.add(now, |counts, place| counts.opened[place] += 1.0);
        let history = self.readers.entry(reader).or_default();
        if !history.contains(&story) {
            openings.by.push(reader);
            history.push(story);
        }
    }

    /// One step of the conditional logit: the story at `place` was opened among these.
    fn learn(
        &mut self,
        stories: &[StoryId],
        features: &[[f64; FEATURES]],
        offsets: &[f64],
        place: usize,
        now: Timestamp,
    ) {
        let logits: Vec<f64> = (features.iter().zip(offsets).zip(stories))
            .map(|((features, offset), story)| {
                let weighed = features.iter().zip(&self.weights).map(|(x, weight)| x * weight.mean);
                offset + self.pull(*story, now) + weighed.sum::<f64>()
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
        for (other, (story, chance)) in stories.iter().zip(&chances).enumerate() {
            let openings = self.stories.entry(*story).or_default();
            let opened = if other == place { 1.0 } else { 0.0 };
            openings.pass(now);
            openings.pull.precision += chance * (1.0 - chance);
            openings.pull.mean += (opened - chance) / (PULL_PRECISION + openings.pull.precision);
        }
    }

    fn features(&self, reader: ReaderId, stories: &[StoryId], now: Timestamp) -> Vec<[f64; FEATURES]> {
        let none = Openings::default();
        let kin = self.kin(reader);
        stories
            .iter()
            .map(|story| {
                let openings = self.stories.get(story).unwrap_or(&none);
                let hours = openings.since.map_or(0.0, |since| hours(since, now));
                let Counts { opened, shown } = openings.counts_at(now);
                let alike: f64 = openings.by.iter().filter_map(|reader| kin.get(reader)).sum();
                [
                    libm::log1p(opened[0]),
                    libm::log1p(opened[1]),
                    libm::log1p(opened[2]),
                    libm::log1p(opened[3]),
                    libm::log1p(shown[0]),
                    libm::log1p(hours),
                    libm::exp2(-hours / 2.0),
                    libm::exp2(-hours / 24.0),
                    libm::log1p(20.0 * alike),
                    libm::log1p(100.0 * alike / (openings.by.len() as f64 + 2.0)),
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

impl Openings {
    fn counts_at(&self, now: Timestamp) -> Counts {
        let hours = self.at.map_or(0.0, |at| hours(at, now));
        let mut counts = self.counts;
        for (place, half_life) in HALF_LIVES_HOURS.into_iter().enumerate() {
            let rest = libm::exp2(-hours / half_life);
            for count in [&mut counts.opened, &mut counts.shown] {
                count[place] *= rest;
            }
        }
        counts
    }

    fn pull_at(&self, now: Timestamp) -> Pull {
        let hours = self.at.map_or(0.0, |at| hours(at, now));
        let rest = libm::exp2(-hours / PULL_HALF_LIFE_HOURS);
        let variance =
            rest * rest / (PULL_PRECISION + self.pull.precision) + (1.0 - rest * rest) / PULL_PRECISION;
        Pull { mean: self.pull.mean * rest, precision: (1.0 / variance - PULL_PRECISION).max(0.0) }
    }

    /// Time passes.
    fn pass(&mut self, now: Timestamp) {
        (self.counts, self.pull) = (self.counts_at(now), self.pull_at(now));
        self.at = self.at.max(Some(now));
    }

    fn add(&mut self, now: Timestamp, add: impl Fn(&mut Counts, usize)) {
        self.pass(now);
        (0..HALF_LIVES_HOURS.len()).for_each(|place| add(&mut self.counts, place));
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
