//! A simulated reader: hidden tastes, generated news, and acts that follow from both.

mod news;

use mynews_core::learn;
use mynews_core::model::{
    Candidate, Placement, Profile, Reader, ReaderId, Section, Signal, SignalId, SignalKind, StoryId,
    Timestamp,
};
use mynews_core::rank::{self, Rules};
pub use news::Dice;
use news::{News, Taste};

/// One reader over many days.
pub struct Study {
    news: News,
    dice: Dice,
    taste: Taste,
    reader: Reader,
    rules: Rules,
    profile: Profile,
    signals: usize,
    day: i64,
    pub editions: usize,
    pub floors_held: usize,
    pub outside_held: usize,
}

impl Study {
    pub fn new(seed: u64, rules: Rules) -> Study {
        let mut dice = Dice::new(seed);
        Study {
            taste: Taste::drawn(&mut dice),
            news: News,
            dice,
            reader: Reader::new(ReaderId(seed as i64), "simulated"),
            rules,
            profile: Profile::default(),
            signals: 0,
            day: 0,
            editions: 0,
            floors_held: 0,
            outside_held: 0,
        }
    }

    pub fn signals(&self) -> usize {
        self.signals
    }

    /// Reads on until so many signals were given.
    pub fn read_until(&mut self, signals: usize) {
        while self.signals < signals {
            self.read_one();
        }
    }

    pub fn change_taste(&mut self) {
        self.taste = Taste::drawn(&mut self.dice);
    }

    /// A new day's page is read from the top; what is wanted is opened, five stories at most.
    fn read_one(&mut self) {
        let (now, candidates) = self.tomorrow();
        let edition = rank::edition(&self.profile, &self.reader, &candidates, &self.rules, now);
        self.check(&candidates, &edition, now);
        let wanted = self.wanted(&candidates);
        let mut opened: Vec<StoryId> = Vec::new();
        for pick in &edition.picks {
            // Nobody reads every line of a page, and everybody opens something by mistake.
            let seen = self.dice.below(10) < 8;
            let mistaken = self.dice.below(40) == 0;
            if opened.len() < 5 && seen && (wanted.contains(&pick.story) || mistaken) {
                let candidate = candidates.iter().find(|candidate| candidate.story == pick.story);
                let candidate = candidate.expect("what is picked was a candidate");
                opened.push(pick.story);
                self.signals += 1;
                let signal = Signal {
                    id: SignalId(self.signals as i64),
                    reader: self.reader.id,
                    at: now,
                    kind: SignalKind::Opened,
                    snapshot: Some(learn::freeze(candidate, Some(&edition), &opened)),
                };
                self.profile = learn::apply(std::mem::take(&mut self.profile), &signal);
            }
        }
    }

    /// Of the stories wanted, the share that stands in the places ranked for the reader; over three days.
    pub fn wanted_share(&mut self) -> f64 {
        let mut share = 0.0;
        for _ in 0..3 {
            let (now, candidates) = self.tomorrow();
            let edition = rank::edition(&self.profile, &self.reader, &candidates, &self.rules, now);
            self.check(&candidates, &edition, now);
            let wanted = self.wanted(&candidates);
            let ranked = edition.picks.iter().filter(|pick| {
                matches!(pick.section, Section::ForYou | Section::Briefs)
                    && pick.placement == Placement::Score
            });
            let places: Vec<StoryId> = ranked.map(|pick| pick.story).collect();
            let found = places.iter().filter(|story| wanted.contains(story)).count();
            share += found as f64 / places.len().max(1) as f64 / 3.0;
        }
        share
    }

    fn tomorrow(&mut self) -> (Timestamp, Vec<Candidate>) {
        self.day += 1;
        let start: Timestamp = "2026-01-01T07:00:00Z".parse().expect("a date");
        let now =
            Timestamp::from_millisecond(start.as_millisecond() + self.day * 86_400_000).expect("a date");
        let candidates = self.news.of_a_day(&mut self.dice, now);
        (now, candidates)
    }

    /// The tenth of the candidates with the highest hidden utility.
    fn wanted(&self, candidates: &[Candidate]) -> Vec<StoryId> {
        let mut utilities: Vec<(f64, StoryId)> =
            (candidates.iter()).map(|candidate| (self.taste.utility(candidate), candidate.story)).collect();
        utilities.sort_by(|a, b| b.0.total_cmp(&a.0));
        utilities.truncate(candidates.len() / 10);
        utilities.into_iter().map(|(_, story)| story).collect()
    }

    fn check(&mut self, candidates: &[Candidate], edition: &mynews_core::model::Edition, now: Timestamp) {
        let mut widest: Vec<u32> = (candidates.iter())
            .filter(|candidate| now.as_millisecond() - candidate.last_at.as_millisecond() < 48 * 3_600_000)
            .map(|candidate| candidate.coverage.independent_outlets)
            .collect();
        widest.sort_by(|a, b| b.cmp(a));
        let first: Vec<u32> =
            edition.picks[..3].iter().map(|pick| pick.coverage.independent_outlets).collect();
        self.editions += 1;
        self.floors_held += usize::from(first == widest[..3]);
        let outside = edition.picks.iter().filter(|pick| pick.section == Section::Outside).count();
        self.outside_held += usize::from(outside == 2);
    }
}

/// The mean, and half the width of its 95 % interval.
pub fn mean_and_interval(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
    (mean, 1.96 * (variance / count).sqrt())
}
