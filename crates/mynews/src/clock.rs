//! What time it is: the system's clock, or one that a test or a seeding run sets.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use mynews_core::model::Timestamp;

use crate::marked;

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Stands still until it is set.
pub struct FixedClock(AtomicI64);

impl FixedClock {
    pub fn new(at: Timestamp) -> FixedClock {
        FixedClock(AtomicI64::new(at.as_millisecond()))
    }

    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_millisecond(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// What is published in the parts of a day, each with the hour it begins.
const PARTS: [(i8, &str); 4] = [
    (5, marked!("Morning edition")),
    (12, marked!("Afternoon edition")),
    (17, marked!("Evening edition")),
    (23, marked!("Night edition")),
];

/// The zone of an IANA name; without one, or with one nobody knows, the machine's.
pub fn zone(name: &str) -> TimeZone {
    let named = Some(name).filter(|name| !name.is_empty()).and_then(|name| TimeZone::get(name).ok());
    named.unwrap_or_else(TimeZone::system)
}

/// The edition of this part of the day, and when the part began.
pub fn part_of_day(now: Timestamp, zone: &TimeZone) -> (&'static str, Timestamp) {
    let here = now.to_zoned_datetime(zone.clone());
    let part = PARTS.into_iter().rev().find(|(hour, _)| *hour <= here.hour());
    let (hour, name) = part.unwrap_or(PARTS[3]);
    let day = if part.is_some() { here.date() } else { here.date().yesterday().unwrap_or(here.date()) };
    let began = day.at(hour, 0, 0, 0).to_zoned_datetime(zone.clone()).map_or(now, |began| began.timestamp());
    (name, began.min(now))
}

/// The last of these times of day that has passed; `None` where there are none.
pub fn last_of(times: &[Time], now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    around(times, now, zone).filter(|at| *at <= now).max()
}

/// The next of these times of day.
pub fn next_of(times: &[Time], now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    around(times, now, zone).filter(|at| *at > now).min()
}

/// These times of yesterday, today and tomorrow. One that a change of clocks leaves out is its neighbour.
fn around<'a>(times: &'a [Time], now: Timestamp, zone: &'a TimeZone) -> impl Iterator<Item = Timestamp> + 'a {
    let today = now.to_zoned_datetime(zone.clone()).date();
    let days = [today.yesterday().unwrap_or(today), today, today.tomorrow().unwrap_or(today)];
    let moment =
        |time: Time, day: Date| Some(day.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?.timestamp());
    days.into_iter().flat_map(move |day| times.iter().filter_map(move |time| moment(*time, day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_day_begins_where_the_last_one_ends() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for (now, part, began) in [
            ("2026-11-23T18:00:00Z", "Evening edition", "2026-11-23T16:00:00Z"),
            ("2026-11-23T03:59:00Z", "Night edition", "2026-11-22T22:00:00Z"),
            ("2026-11-23T04:00:00Z", "Morning edition", "2026-11-23T04:00:00Z"),
            ("2026-11-23T22:30:00Z", "Night edition", "2026-11-23T22:00:00Z"),
        ] {
            let expected = (part, began.parse().unwrap());
            assert_eq!(part_of_day(now.parse().unwrap(), &zone), expected, "{now}");
        }
    }

    #[test]
    fn times_of_day_are_those_of_the_readers_zone() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let times = [jiff::civil::time(7, 0, 0, 0), jiff::civil::time(18, 0, 0, 0)];
        for (now, last, next) in [
            ("2026-11-23T05:59:00Z", "2026-11-22T17:00:00Z", "2026-11-23T06:00:00Z"),
            ("2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z", "2026-11-23T17:00:00Z"),
            ("2026-11-23T22:00:00Z", "2026-11-23T17:00:00Z", "2026-11-24T06:00:00Z"),
            // The clocks go back in the night between.
            ("2026-10-24T20:00:00Z", "2026-10-24T16:00:00Z", "2026-10-25T06:00:00Z"),
        ] {
            let now = now.parse().unwrap();
            assert_eq!(last_of(&times, now, &zone), Some(last.parse().unwrap()), "{now}");
            assert_eq!(next_of(&times, now, &zone), Some(next.parse().unwrap()), "{now}");
        }
        assert_eq!(last_of(&[], "2026-11-23T06:00:00Z".parse().unwrap(), &zone), None);
    }
}
