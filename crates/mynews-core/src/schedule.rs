//! When to look at a feed again: as often as it tends to have something new, and no oftener than its publisher asks.
//!
//! A feed's rhythm is learnt from the gaps between its entries. It is looked at about three times in a usual gap, so
//! that news is found soon and most looks are not in vain. What a server asks for outranks what we learnt, and after
//! failures we wait longer each time.
//!
//! Invariant: the same rhythm, outcome, time and jitter give the same schedule.

use jiff::SignedDuration;

use crate::model::Timestamp;

/// Oftener than this is rude to a small site and no use to a reader.
pub const INTERVAL_SECONDS_MIN: u32 = 10 * 60;

/// Even a sleeping feed wakes up some day.
pub const INTERVAL_SECONDS_MAX: u32 = 24 * 60 * 60;

/// What is assumed of a feed nobody has seen two entries of.
const GAP_SECONDS_FIRST: f64 = 3.0 * 60.0 * 60.0;

/// Looks in a usual gap between entries.
const LOOKS_PER_GAP: f64 = 3.0;

/// Each new gap moves the mean by so much: a feed that changes its habits is known anew after some ten entries.
const GAP_WEIGHT: f64 = 0.2;

const GAP_SECONDS_MIN: f64 = 60.0;
const GAP_SECONDS_MAX: f64 = 7.0 * 24.0 * 60.0 * 60.0;

/// A look that finds nothing stretches the interval a little, up to so many looks: at night and over holidays feeds
/// fall silent.
const UNCHANGED_LOOKS_MAX: u32 = 6;

/// The first wait after a failure; it doubles with each further one.
const BACKOFF_SECONDS_FIRST: u32 = 15 * 60;

/// A server that is down for a week is asked once in two days.
const BACKOFF_SECONDS_MAX: u32 = 2 * 24 * 60 * 60;

/// `Retry-After` may ask for more than is sensible ("in a year").
const RETRY_AFTER_SECONDS_MAX: u32 = 7 * 24 * 60 * 60;

/// A fifth more or less, so that feeds added together are not fetched together for ever.
const JITTER: f64 = 0.2;

/// A feed that is gone for good (410) is asked once a year, in case it was not.
const GONE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// What is remembered of a feed between two looks.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rhythm {
    /// The usual time between two entries in seconds, recent ones counting more; `None` until two were seen.
    pub gap_seconds: Option<f64>,
    /// The newest entry so far, in seconds since 1970.
    pub newest_second: Option<i64>,
    /// Looks in a row that found nothing new.
    pub unchanged: u32,
    /// Failures in a row.
    pub failures: u32,
    /// Minutes between looks the publisher asks for (`ttl` and its kin).
    pub ttl_minutes: Option<u32>,
}

/// What a look at a feed came to.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// 304, or the same bytes as before.
    Unchanged,
    /// Read.
    Changed {
        /// Entries not seen before.
        new_entries: usize,
        /// When the feed's entries are from, known ones and new ones, in any order.
        published: Vec<Timestamp>,
        ttl_minutes: Option<u32>,
    },
    /// No answer, an error, or no feed.
    Failed,
    /// 429 or 503 with a wish.
    RetryAfter { seconds: u32 },
    /// 410: it will not come back.
    Gone,
}

/// When to look next, and what to remember until then.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Schedule {
    pub at: Timestamp,
    pub rhythm: Rhythm,
}

/// When to look at a feed again after `outcome`. `jitter` is a number from 0 to 1 drawn by the caller.
pub fn next_check(rhythm: &Rhythm, outcome: &Outcome, now: Timestamp, jitter: f64) -> Schedule {
    let rhythm = rhythm.after(outcome, now);
    let seconds = match outcome {
        Outcome::Gone => f64::from(GONE_SECONDS),
        Outcome::Failed => spread(backoff_seconds(rhythm.failures), jitter),
        // What a server asks for is kept to the second, and no jitter undercuts it; nor does it undercut our backoff.
        Outcome::RetryAfter { seconds } => {
            let asked = f64::from((*seconds).min(RETRY_AFTER_SECONDS_MAX));
            let backoff =
                if rhythm.failures > 0 { spread(backoff_seconds(rhythm.failures), jitter) } else { 0.0 };
            asked.max(backoff).max(f64::from(INTERVAL_SECONDS_MIN))
        }
        Outcome::Unchanged | Outcome::Changed { .. } => {
            let asked = f64::from(rhythm.ttl_minutes.unwrap_or(0)) * 60.0;
            let asked = asked.clamp(f64::from(INTERVAL_SECONDS_MIN), f64::from(INTERVAL_SECONDS_MAX));
            spread(interval_seconds(&rhythm), jitter).max(asked)
        }
    };
    let wait = SignedDuration::from_secs(seconds as i64);
    Schedule { at: now.checked_add(wait).unwrap_or(Timestamp::MAX), rhythm }
}

impl Rhythm {
    /// From what [`Rhythm::write`] wrote; what cannot be read is as if it had never been learnt.
    pub fn read(text: &str) -> Rhythm {
        let mut rhythm = Rhythm::default();
        for (name, value) in text.split_whitespace().filter_map(|part| part.split_once('=')) {
            match name {
                "gap" => {
                    rhythm.gap_seconds = value.parse().ok().filter(|gap: &f64| gap.is_finite() && *gap > 0.0)
                }
                "newest" => rhythm.newest_second = value.parse().ok(),
                "unchanged" => rhythm.unchanged = value.parse().unwrap_or(0),
                "failures" => rhythm.failures = value.parse().unwrap_or(0),
                "ttl" => rhythm.ttl_minutes = value.parse().ok(),
                _ => {}
            }
        }
        rhythm
    }

    /// One line of text, for the store to keep.
    pub fn write(&self) -> String {
        let mut text = format!("unchanged={} failures={}", self.unchanged, self.failures);
        if let Some(gap) = self.gap_seconds {
            text.push_str(&format!(" gap={gap:.0}"));
        }
        if let Some(newest) = self.newest_second {
            text.push_str(&format!(" newest={newest}"));
        }
        if let Some(minutes) = self.ttl_minutes {
            text.push_str(&format!(" ttl={minutes}"));
        }
        text
    }

    /// The rhythm after one more look.
    fn after(&self, outcome: &Outcome, now: Timestamp) -> Rhythm {
        let mut rhythm = *self;
        match outcome {
            Outcome::Unchanged => {
                rhythm.failures = 0;
                rhythm.unchanged = rhythm.unchanged.saturating_add(1);
            }
            Outcome::Changed { new_entries, published, ttl_minutes } => {
                rhythm.failures = 0;
                rhythm.unchanged = if *new_entries == 0 { rhythm.unchanged.saturating_add(1) } else { 0 };
                rhythm.ttl_minutes = *ttl_minutes;
                rhythm.learn(published, now);
            }
            Outcome::Failed => rhythm.failures = rhythm.failures.saturating_add(1),
            Outcome::RetryAfter { .. } | Outcome::Gone => {}
        }
        rhythm
    }

    /// Takes in the gaps between entries since the newest one known. Dates to come are announcements, not news.
    fn learn(&mut self, published: &[Timestamp], now: Timestamp) {
        let mut times: Vec<i64> =
            published.iter().filter(|at| **at <= now).map(|at| at.as_second()).collect();
        times.extend(self.newest_second);
        times.sort_unstable();
        for pair in times.windows(2) {
            if self.newest_second.is_some_and(|newest| pair[1] <= newest) {
                continue;
            }
            // Entries of one moment are one publication; a gap of months is a pause, not a rhythm.
            let gap = ((pair[1] - pair[0]) as f64).clamp(GAP_SECONDS_MIN, GAP_SECONDS_MAX);
            self.gap_seconds = Some(match self.gap_seconds {
                Some(mean) => mean + GAP_WEIGHT * (gap - mean),
                None => gap,
            });
        }
        self.newest_second = times.last().copied();
    }
}

/// How long to wait by the rhythm alone.
fn interval_seconds(rhythm: &Rhythm) -> f64 {
    let gap = rhythm.gap_seconds.filter(|gap| gap.is_finite() && *gap > 0.0).unwrap_or(GAP_SECONDS_FIRST);
    let patience = 1.0 + f64::from(rhythm.unchanged.min(UNCHANGED_LOOKS_MAX)) * 0.5;
    let interval = gap / LOOKS_PER_GAP * patience;
    interval.clamp(f64::from(INTERVAL_SECONDS_MIN), f64::from(INTERVAL_SECONDS_MAX))
}

fn backoff_seconds(failures: u32) -> f64 {
    let doublings = failures.saturating_sub(1).min(16);
    f64::from(BACKOFF_SECONDS_FIRST.saturating_mul(1 << doublings).min(BACKOFF_SECONDS_MAX))
}

/// `seconds`, a fifth more or less.
fn spread(seconds: f64, jitter: f64) -> f64 {
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.5 };
    seconds * (1.0 + JITTER * (2.0 * jitter - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: f64 = 0.5;

    fn now() -> Timestamp {
        "2024-03-05T10:00:00Z".parse().unwrap()
    }

    fn every(gap_seconds: f64) -> Rhythm {
        Rhythm { gap_seconds: Some(gap_seconds), ..Rhythm::default() }
    }

    fn found(new_entries: usize, ttl_minutes: Option<u32>) -> Outcome {
        Outcome::Changed { new_entries, published: vec![], ttl_minutes }
    }

    fn minutes(rhythm: &Rhythm, outcome: &Outcome, jitter: f64) -> i64 {
        (next_check(rhythm, outcome, now(), jitter).at.as_second() - now().as_second()) / 60
    }

    #[test]
    fn as_often_as_there_is_news() {
        for (rhythm, expected) in [
            (Rhythm::default(), 60),
            (every(60.0), 10),
            (every(2.0 * 3600.0), 40),
            (every(30.0 * 86_400.0), 24 * 60),
            (every(f64::NAN), 60),
        ] {
            assert_eq!(minutes(&rhythm, &found(1, None), MIDDLE), expected, "{rhythm:?}");
        }
    }

    #[test]
    fn looks_in_vain_make_patient() {
        let mut rhythm = every(2.0 * 3600.0);
        let mut waits = Vec::new();
        for _ in 0..8 {
            let schedule = next_check(&rhythm, &Outcome::Unchanged, now(), MIDDLE);
            waits.push((schedule.at.as_second() - now().as_second()) / 60);
            rhythm = schedule.rhythm;
        }
        assert_eq!(waits, [60, 80, 100, 120, 140, 160, 160, 160]);
    }

    #[test]
    fn what_the_publisher_asks_for_is_kept() {
        assert_eq!(minutes(&every(60.0), &found(1, Some(180)), 0.0), 180);
        let asked_before = Rhythm { ttl_minutes: Some(180), ..every(60.0) };
        assert_eq!(minutes(&asked_before, &Outcome::Unchanged, 0.0), 180);
        assert_eq!(minutes(&every(60.0), &found(1, Some(525_600)), MIDDLE), 24 * 60);
        assert_eq!(minutes(&every(86_400.0), &found(1, Some(1)), MIDDLE), 480);
    }

    #[test]
    fn after_failures_longer_each_time() {
        for (failures, expected) in
            [(0, 15), (1, 30), (2, 60), (5, 480), (7, 1920), (8, 2880), (4_000_000, 2880)]
        {
            let rhythm = Rhythm { failures, ..every(60.0) };
            assert_eq!(minutes(&rhythm, &Outcome::Failed, MIDDLE), expected, "{failures} failures before");
        }
        let well_again =
            next_check(&Rhythm { failures: 9, ..every(60.0) }, &Outcome::Unchanged, now(), MIDDLE);
        assert_eq!(well_again.rhythm.failures, 0);
    }

    #[test]
    fn what_the_server_asks_for_outranks_the_rhythm_but_not_the_backoff() {
        let asked = |seconds| Outcome::RetryAfter { seconds };
        assert_eq!(minutes(&every(60.0), &asked(7200), 0.0), 120);
        assert_eq!(minutes(&every(86_400.0), &asked(1200), 1.0), 20);
        assert_eq!(minutes(&every(60.0), &asked(0), MIDDLE), 10);
        assert_eq!(minutes(&every(60.0), &asked(u32::MAX), MIDDLE), 7 * 24 * 60);
        let failing = Rhythm { failures: 5, ..every(60.0) };
        assert_eq!(minutes(&failing, &asked(60), MIDDLE), 240);
    }

    #[test]
    fn jitter_spreads_by_a_fifth_and_gone_is_gone() {
        assert_eq!(minutes(&Rhythm::default(), &Outcome::Failed, 0.0), 12);
        assert_eq!(minutes(&Rhythm::default(), &Outcome::Failed, 1.0), 18);
        assert_eq!(minutes(&Rhythm::default(), &Outcome::Failed, f64::NAN), 15);
        assert_eq!(minutes(&every(60.0), &Outcome::Gone, MIDDLE), 365 * 24 * 60);
    }

    #[test]
    fn a_rhythm_is_learnt_from_gaps() {
        let at = |hour: i64| now().checked_add(SignedDuration::from_hours(hour)).unwrap();
        let published = vec![at(-4), at(-8), at(-6), at(30)];
        let mut rhythm = Rhythm::default();
        rhythm.learn(&published, now());
        assert_eq!((rhythm.gap_seconds, rhythm.newest_second), (Some(7200.0), Some(at(-4).as_second())));
        // The same entries again teach nothing; a new one does.
        rhythm.learn(&published, now());
        assert_eq!(rhythm.gap_seconds, Some(7200.0));
        rhythm.learn(&[at(-6), at(-4), at(-3)], now());
        assert_eq!(rhythm.gap_seconds, Some(7200.0 - 0.2 * 3600.0));
        rhythm.learn(&[], now());
        assert_eq!(rhythm.newest_second, Some(at(-3).as_second()));
    }

    #[test]
    fn a_rhythm_survives_being_written_and_read() {
        let rhythm = Rhythm {
            newest_second: Some(-5),
            unchanged: 3,
            failures: 2,
            ttl_minutes: Some(60),
            ..every(7200.0)
        };
        assert_eq!(Rhythm::read(&rhythm.write()), rhythm);
        assert_eq!(Rhythm::read(&Rhythm::default().write()), Rhythm::default());
        assert_eq!(Rhythm::read("gap=NaN failures=-1 =x ttl"), Rhythm::default());
    }
}
