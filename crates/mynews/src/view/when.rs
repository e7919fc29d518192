//! Moments as a reader says them: in their zone, and in words where words are enough.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use mynews_core::annotate::days::{Named, Precision};
use mynews_core::model::Timestamp;

use crate::clock;
use crate::tongue::{Calendar, Tongue};
use crate::{say, say_count};

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
        if self.days_ago(at) == 0 { self.clock(at) } else { self.said(at, |calendar| &calendar.short_date) }
    }

    /// "Monday 23 November".
    pub fn day(&self, at: Timestamp) -> String {
        self.said(at, |calendar| &calendar.full_day)
    }

    /// "11:02, 23 November"; with the year where it is another one.
    pub fn moment(&self, at: Timestamp) -> String {
        match self.is_this_year(at) {
            true => self.said(at, |calendar| &calendar.moment),
            false => self.said(at, |calendar| &calendar.moment_with_year),
        }
    }

    /// "Evening edition", by when it was made.
    pub fn edition(&self, made_at: Timestamp) -> String {
        Tongue::spoken().word(clock::part_of_day(made_at, &self.zone).0).to_owned()
    }

    /// "38 min ago", "2 h ago", "today", "yesterday", "Monday", "9 November", "9 November 2025".
    pub fn ago(&self, at: Timestamp) -> String {
        let minutes = (self.now.as_second() - at.as_second()).max(0) / 60;
        match (minutes, self.days_ago(at)) {
            (0, _) => say!("just now"),
            (1..=59, _) => say_count!(minutes, "{n} min ago", "{n} min ago"),
            (60..=720, _) => say_count!(minutes / 60, "{n} h ago", "{n} h ago"),
            (_, 0) => say!("today"),
            (_, 1) => say!("yesterday"),
            (_, 2..=6) => self.said(at, |calendar| &calendar.on_weekday),
            _ if self.is_this_year(at) => self.said(at, |calendar| &calendar.on_date),
            _ => self.said(at, |calendar| &calendar.on_date_with_year),
        }
    }

    /// "today, 17:42", "9 November, 08:15".
    pub fn logged(&self, at: Timestamp) -> String {
        let clock = self.clock(at);
        match self.days_ago(at) {
            0 => say!("today, {clock}", clock = clock),
            1 => say!("yesterday, {clock}", clock = clock),
            _ => say!("{date}, {clock}", date = self.said(at, |calendar| &calendar.date), clock = clock),
        }
    }

    /// "at 14:00", "yesterday at 21:03", "on 9 November".
    pub fn since(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => say!("at {clock}", clock = self.clock(at)),
            1 => say!("yesterday at {clock}", clock = self.clock(at)),
            _ => say!("on {date}", date = self.said(at, |calendar| &calendar.date)),
        }
    }

    /// "in 12 min", "in 3 h", "in 2 days".
    pub fn ahead(&self, at: Timestamp) -> String {
        match (at.as_second() - self.now.as_second()) / 60 {
            ..=0 => say!("now"),
            minutes @ 1..=59 => say_count!(minutes, "in {n} min", "in {n} min"),
            minutes @ 60..=1439 => say_count!(minutes / 60, "in {n} h", "in {n} h"),
            minutes => say_count!(minutes / 1440, "in {n} day", "in {n} days"),
        }
    }

    /// "17 Nov", "17 November 2025", "Mar 2025", "1962": what a sentence names.
    pub fn named(&self, named: Named) -> String {
        let calendar = Tongue::spoken().calendar();
        let shape = match named.precision {
            Precision::Day if named.first.year() == self.today().year() => &calendar.short_date,
            Precision::Day => &calendar.date_with_year,
            Precision::Month => &calendar.month_with_year,
            Precision::Year => "{year}",
        };
        let noon = named.first.at(12, 0, 0, 0).to_zoned_datetime(self.zone.clone());
        noon.map_or_else(|_| named.first.to_string(), |noon| calendar.write(shape, &noon))
    }

    /// The reader's day.
    pub fn today(&self) -> Date {
        self.now.to_zoned_datetime(self.zone.clone()).date()
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

    fn is_this_year(&self, at: Timestamp) -> bool {
        self.written(at, "%Y") == self.written(self.now, "%Y")
    }

    /// In the shape that the language spoken gives it.
    fn said(&self, at: Timestamp, shape: impl Fn(&'static Calendar) -> &'static str) -> String {
        let calendar = Tongue::spoken().calendar();
        calendar.write(shape(calendar), &at.to_zoned_datetime(self.zone.clone()))
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
        assert_eq!(when.edition(when.now), "Evening edition");
        assert_eq!(when.ahead(at("2026-11-23T21:30:00Z")), "in 3 h");
    }

    #[test]
    fn each_language_has_its_own_calendar() {
        let when = When::new(at("2026-12-01T18:00:00Z"), Some("UTC"));
        let said = |tongue: Tongue| {
            tongue.while_speaking(|| {
                format!("{} | {}", when.day(when.now), when.ago(at("2026-11-09T20:00:00Z")))
            })
        };
        assert_eq!(said(Tongue::Spanish), "martes, 1 de diciembre | el 9 de noviembre");
        assert_eq!(said(Tongue::French), "mardi 1er décembre | le 9 novembre");
        assert_eq!(said(Tongue::German), "Dienstag, 1. Dezember | am 9. November");
        assert_eq!(said(Tongue::Chinese), "12月1日 星期二 | 11月9日");
        assert_eq!(said(Tongue::Arabic), "الثلاثاء 1 ديسمبر | 9 نوفمبر");
    }
}
