//! Moments as a reader says them: in their zone, and in words where words are enough.

use jiff::tz::TimeZone;
use mynews_core::model::Timestamp;

use crate::clock;

/// A reader's now and zone.
#[derive(Clone, Debug)]
pub struct When {
    pub now: Timestamp,
    zone: TimeZone,
}

impl When {
    /// `zone` is an IANA name; without one, or with one nobody knows, it is the machine's.
    pub fn new(now: Timestamp, zone: Option<&str>) -> When {
        When { now, zone: clock::zone(zone.unwrap_or_default()) }
    }

    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// "18:50".
    pub fn clock(&self, at: Timestamp) -> String {
        self.written(at, "%H:%M")
    }

    /// "18:50", or the day where it was another one: "9 Nov".
    pub fn clock_or_day(&self, at: Timestamp) -> String {
        if self.days_ago(at) == 0 { self.clock(at) } else { self.written(at, "%-d %b") }
    }

    /// "Monday 23 November".
    pub fn day(&self, at: Timestamp) -> String {
        self.written(at, "%A %-d %B")
    }

    /// "11:02, 23 November"; with the year where it is another one.
    pub fn moment(&self, at: Timestamp) -> String {
        let this_year = self.written(at, "%Y") == self.written(self.now, "%Y");
        self.written(at, if this_year { "%H:%M, %-d %B" } else { "%H:%M, %-d %B %Y" })
    }

    /// "Evening".
    pub fn part_of_day(&self) -> &'static str {
        clock::part_of_day(self.now, &self.zone).0
    }

    /// "38 min ago", "2 h ago", "today", "yesterday", "Monday", "9 November", "9 November 2025".
    pub fn ago(&self, at: Timestamp) -> String {
        let minutes = (self.now.as_second() - at.as_second()).max(0) / 60;
        match (minutes, self.days_ago(at)) {
            (0, _) => "just now".to_owned(),
            (1..=59, _) => format!("{minutes} min ago"),
            (60..=720, _) => format!("{} h ago", minutes / 60),
            (_, 0) => "today".to_owned(),
            (_, 1) => "yesterday".to_owned(),
            (_, 2..=6) => self.written(at, "%A"),
            _ if self.written(at, "%Y") == self.written(self.now, "%Y") => self.written(at, "%-d %B"),
            _ => self.written(at, "%-d %B %Y"),
        }
    }

    /// "today, 17:42", "9 November, 08:15".
    pub fn logged(&self, at: Timestamp) -> String {
        let day = match self.days_ago(at) {
            0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            _ => self.written(at, "%-d %B"),
        };
        format!("{day}, {}", self.clock(at))
    }

    /// "at 14:00", "yesterday at 21:03", "on 9 November".
    pub fn since(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => format!("at {}", self.clock(at)),
            1 => format!("yesterday at {}", self.clock(at)),
            _ => format!("on {}", self.written(at, "%-d %B")),
        }
    }

    /// "in 12 min", "in 3 h", "tomorrow".
    pub fn ahead(&self, at: Timestamp) -> String {
        match (at.as_second() - self.now.as_second()) / 60 {
            ..=0 => "now".to_owned(),
            minutes @ 1..=59 => format!("in {minutes} min"),
            minutes @ 60..=1439 => format!("in {} h", minutes / 60),
            minutes => format!("in {} days", minutes / 1440),
        }
    }

    /// For machines.
    pub fn stamp(&self, at: Timestamp) -> String {
        at.strftime("%Y-%m-%dT%H:%MZ").to_string()
    }

    /// Midnights between then and now.
    fn days_ago(&self, at: Timestamp) -> i32 {
        let date = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).date();
        (date(self.now) - date(at)).get_days()
    }

    fn written(&self, at: Timestamp, shape: &str) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime(shape).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_said_as_readers_say_them() {
        let when = When::new(at("2026-11-23T18:00:00Z"), Some("Europe/Paris"));
        for (moment, said) in [
            ("2026-11-23T18:00:10Z", "just now"),
            ("2026-11-23T17:22:00Z", "38 min ago"),
            ("2026-11-23T16:00:00Z", "2 h ago"),
            ("2026-11-23T05:00:00Z", "today"),
            ("2026-11-22T23:10:00Z", "today"),
            ("2026-11-22T20:00:00Z", "yesterday"),
            ("2026-11-20T20:00:00Z", "Friday"),
            ("2026-11-09T20:00:00Z", "9 November"),
            ("2025-11-09T20:00:00Z", "9 November 2025"),
        ] {
            assert_eq!(when.ago(at(moment)), said, "{moment}");
        }
        assert_eq!(when.clock(when.now), "19:00");
        assert_eq!(when.day(when.now), "Monday 23 November");
        assert_eq!(when.part_of_day(), "Evening");
        assert_eq!(when.ahead(at("2026-11-23T21:30:00Z")), "in 3 h");
    }
}
