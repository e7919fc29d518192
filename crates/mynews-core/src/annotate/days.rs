//! The days a sentence speaks of, resolved against the day it was published: "on Tuesday", "last March", "vor drei Tagen",
//! "el 4 de mayo".
//!
//! What can be meant in two ways is left out. A weekday alone is the last one before publication, or that very day, unless
//! the sentence speaks of what is to come.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::text::tokens::{Word, words};

/// A date alone, without its year, may lie so far ahead of the publication; beyond that the year before is meant.
const AHEAD_DAYS_MAX: i32 = 90;

/// Years that a text of our time tells of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Precision {
    Day,
    Month,
    Year,
}

/// A day, a month or a year that a sentence names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Named {
    /// The day, or the first one of the month or year.
    pub first: Date,
    pub precision: Precision,
}

/// All that a sentence names, in the order of its words. `language` is a BCP 47 tag; of languages without words in the
/// table below nothing is read but dates in numbers.
pub fn named(sentence: &str, published: Date, language: Option<&str>) -> Vec<Named> {
    let primary = language.and_then(|tag| tag.split('-').next());
    let Some(tongue) = TONGUES.iter().find(|tongue| Some(tongue.language) == primary) else {
        return Vec::new();
    };
    let said: Vec<Said<'_>> = words(sentence).map(|word| Said::of(&word, tongue)).collect();
    let ends = |word: &str| {
        word.chars().count() > 4 && tongue.to_come_endings.split_whitespace().any(|end| word.ends_with(end))
    };
    let to_come = said.iter().any(|word| is_one(tongue.to_come, &word.lower) || ends(&word.lower));
    let reading = Reading { said: &said, published, tongue, to_come };
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < said.len() {
        match reading.at(at) {
            Some((named, taken)) => {
                if !found.contains(&named) {
                    found.push(named);
                }
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// The words that dates are made of.
struct Tongue {
    language: &'static str,
    /// Monday first.
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
    yesterday: &'static str,
    tomorrow: &'static str,
    /// Before or behind a weekday, a month: the one before, the one after.
    last: &'static str,
    next: &'static str,
    /// Words of a sentence that speaks of what is to come.
    to_come: &'static str,
    /// How their verbs end.
    to_come_endings: &'static str,
    /// What stands before a year or a month that is meant as such.
    within: &'static str,
    /// A day and its month may be joined by it: "4 de mayo".
    of: &'static str,
    /// Weekdays and months have capitals; a small "march" or "may" is another word.
    capitals: bool,
}

/// Several words are told apart by spaces.
const TONGUES: [Tongue; 4] = [
    Tongue {
        language: "en",
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        months: [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june",
            "july",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        yesterday: "yesterday",
        tomorrow: "tomorrow",
        last: "last past",
        next: "next coming",
        to_come: "will shall due scheduled plans planned expected begins starts",
        to_come_endings: "",
        within: "in since during until by",
        of: "of",
        capitals: true,
    },
    Tongue {
        language: "es",
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre setiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        yesterday: "ayer",
        tomorrow: "",
        last: "pasado pasada último última",
        next: "próximo próxima",
        to_come: "será serán habrá podrán tendrá llegará empezará comenzará prevé previsto prevista",
        to_come_endings: "rá rán",
        within: "en desde hasta",
        of: "de del",
        capitals: false,
    },
    Tongue {
        language: "fr",
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        yesterday: "hier",
        tomorrow: "demain",
        last: "dernier dernière",
        next: "prochain prochaine",
        to_come: "sera seront aura auront devra doit commencera prévu prévue",
        to_come_endings: "era ira dra ront",
        within: "en depuis",
        of: "de",
        capitals: false,
    },
    Tongue {
        language: "de",
        weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"],
        months: [
            "januar jänner",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ],
        yesterday: "gestern",
        tomorrow: "",
        last: "letzten letzte letztem vergangenen vergangene vorigen",
        next: "nächsten nächste kommenden kommende",
        to_come: "wird werden soll sollen will geplant",
        to_come_endings: "",
        within: "im seit jahr jahre bis",
        of: "",
        capitals: true,
    },
];

fn is_one(of: &str, word: &str) -> bool {
    of.split_whitespace().any(|one| one == word)
}

/// A word as dates are read.
struct Said<'a> {
    lower: String,
    weekday: Option<i8>,
    month: Option<i8>,
    number: Option<i16>,
    text: &'a str,
}

impl<'a> Said<'a> {
    fn of(word: &Word<'a>, tongue: &Tongue) -> Said<'a> {
        let lower = word.text.to_lowercase();
        let may_be = word.capital || !tongue.capitals;
        let place =
            |of: &[&str]| of.iter().position(|names| may_be && is_one(names, &lower)).map(|at| at as i8 + 1);
        let digits = word.text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        Said {
            weekday: place(&tongue.weekdays),
            month: place(&tongue.months),
            number: digits.parse().ok().filter(|_| word.number),
            text: word.text,
            lower,
        }
    }

    fn day(&self) -> Option<i8> {
        let suffix = self.text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_day = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er");
        self.number.filter(|number| is_day && (1..=31).contains(number)).map(|number| number as i8)
    }

    fn year(&self) -> Option<i16> {
        self.number.filter(|number| self.text.len() == 4 && YEARS.contains(number))
    }
}

struct Reading<'a> {
    said: &'a [Said<'a>],
    published: Date,
    tongue: &'a Tongue,
    to_come: bool,
}

impl Reading<'_> {
    /// What starts at a word, and how many words it takes.
    fn at(&self, at: usize) -> Option<(Named, usize)> {
        let word = &self.said[at];
        if let Some(month) = word.month {
            return self.month_first(at, month);
        }
        if let Some(day) = word.day() {
            let joined = usize::from(self.is(at + 1, self.tongue.of));
            let month = self.said.get(at + 1 + joined)?.month?;
            let joined_year = usize::from(self.is(at + 2 + joined, self.tongue.of));
            let year = self.said.get(at + 2 + joined + joined_year).and_then(Said::year);
            let taken = 2 + joined + if year.is_some() { joined_year + 1 } else { 0 };
            return Some((self.day_of(day, month, year)?, taken));
        }
        if let Some(year) = word.year().filter(|_| self.is_before(at, self.tongue.within)) {
            let first = Date::new(year, 1, 1).ok()?;
            return Some((Named { first, precision: Precision::Year }, 1));
        }
        let day = |first: Date| Some((Named { first, precision: Precision::Day }, 1));
        if let Some(weekday) = word.weekday {
            // "Tuesday, May 4": the date says it better.
            let dated = |place: usize| self.said.get(place).is_some_and(|word| word.month.is_some());
            if dated(at + 1) || dated(at + 2) && self.said[at + 1].day().is_some() {
                return None;
            }
            return day(self.weekday(at, weekday)?);
        }
        if is_one(self.tongue.yesterday, &word.lower) {
            return day(self.published.yesterday().ok()?);
        }
        if is_one(self.tongue.tomorrow, &word.lower) {
            return day(self.published.tomorrow().ok()?);
        }
        None
    }

    /// "May 4", "May 4, 2031", "May 2031", "last May", "in May".
    fn month_first(&self, at: usize, month: i8) -> Option<(Named, usize)> {
        let next = self.said.get(at + 1);
        if let Some(day) = next.and_then(Said::day) {
            let year = self.said.get(at + 2).and_then(Said::year);
            return Some((self.day_of(day, month, year)?, 2 + usize::from(year.is_some())));
        }
        let joined = usize::from(self.is(at + 1, self.tongue.of));
        let year = self.said.get(at + 1 + joined).and_then(Said::year);
        let said_last = self.is_beside(at, self.tongue.last);
        let said_next = self.is_beside(at, self.tongue.next);
        if year.is_none() && !said_last && !said_next && !self.is_before(at, self.tongue.within) {
            return None;
        }
        let this = self.published.month();
        let ahead = said_next || self.to_come && !said_last;
        let year_meant = year.unwrap_or(match month.cmp(&this) {
            std::cmp::Ordering::Less if ahead => self.published.year() + 1,
            std::cmp::Ordering::Greater if !ahead => self.published.year() - 1,
            std::cmp::Ordering::Equal if said_last => self.published.year() - 1,
            std::cmp::Ordering::Equal if said_next => self.published.year() + 1,
            _ => self.published.year(),
        });
        let first = Date::new(year_meant, month, 1).ok()?;
        let taken = 1 + if year.is_some() { joined + 1 } else { 0 };
        Some((Named { first, precision: Precision::Month }, taken))
    }

    /// Without a year the one is meant that lies nearest, rather before the publication than after.
    fn day_of(&self, day: i8, month: i8, year: Option<i16>) -> Option<Named> {
        let named =
            |year: i16| Some(Named { first: Date::new(year, month, day).ok()?, precision: Precision::Day });
        if let Some(year) = year {
            return named(year);
        }
        let this_year = named(self.published.year())?;
        let ahead = self.published.until(this_year.first).ok()?.get_days();
        match ahead {
            _ if ahead > AHEAD_DAYS_MAX => named(self.published.year() - 1),
            _ if self.to_come && ahead < -(365 - AHEAD_DAYS_MAX) => named(self.published.year() + 1),
            _ => Some(this_year),
        }
    }

    fn weekday(&self, at: usize, weekday: i8) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let published = self.published;
        let is_that_day = published.weekday() == weekday;
        if self.is_beside(at, self.tongue.last) {
            return published.nth_weekday(-1, weekday).ok();
        }
        if self.is_beside(at, self.tongue.next) {
            return published.nth_weekday(1, weekday).ok();
        }
        if is_that_day {
            return Some(published);
        }
        published.nth_weekday(if self.to_come { 1 } else { -1 }, weekday).ok()
    }

    fn is(&self, at: usize, of: &str) -> bool {
        self.said.get(at).is_some_and(|word| is_one(of, &word.lower))
    }

    fn is_before(&self, at: usize, of: &str) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, of))
    }

    fn is_beside(&self, at: usize, of: &str) -> bool {
        self.is_before(at, of) || self.is(at + 1, of)
    }
}

/// The day a moment falls on, so many seconds east of Greenwich.
pub fn day_at(at: crate::model::Timestamp, offset_seconds: i32) -> Date {
    let offset = jiff::tz::Offset::from_seconds(offset_seconds).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_datetime(at).date()
}

/// The last day of what was named.
pub fn last_day(named: Named) -> Date {
    let span = match named.precision {
        Precision::Day => return named.first,
        Precision::Month => 1.month(),
        Precision::Year => 1.year(),
    };
    named.first.checked_add(span).and_then(Date::yesterday).unwrap_or(named.first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published on Wednesday, 18 November 2026.
    fn check(language: &str, sentence: &str, expected: &str) {
        let found = named(sentence, jiff::civil::date(2026, 11, 18), Some(language));
        let written: Vec<String> = found
            .iter()
            .map(|one| match one.precision {
                Precision::Day => one.first.to_string(),
                Precision::Month => one.first.strftime("%Y-%m").to_string(),
                Precision::Year => one.first.strftime("%Y").to_string(),
            })
            .collect();
        assert_eq!(written.join(" "), expected, "{sentence}");
    }

    #[test]
    fn weekdays() {
        check("en", "The pier opened on Tuesday.", "2026-11-17");
        check("en", "The pier opened on Wednesday.", "2026-11-18");
        check("en", "The pier will open on Friday.", "2026-11-20");
        check("en", "The pier opened last Wednesday.", "2026-11-11");
        check("en", "A vote next Monday follows.", "2026-11-23");
        check("de", "Der Steg wurde am Montag geöffnet.", "2026-11-16");
        check("de", "Am kommenden Freitag tagt der Rat.", "2026-11-20");
        check("fr", "Le vote a eu lieu lundi dernier.", "2026-11-16");
        check("es", "El muelle abrió el martes.", "2026-11-17");
    }

    #[test]
    fn dates_with_and_without_a_year() {
        check("en", "It sank on May 4, 2031.", "2031-05-04");
        check("en", "It sank on 4 May.", "2026-05-04");
        check("en", "It sank on December 30th.", "2026-12-30");
        check("en", "It sank on Tuesday, March 3.", "2026-03-03");
        check("en", "The storm of 2 March.", "2026-03-02");
        check("es", "Se hundió el 4 de mayo de 2031.", "2031-05-04");
        check("de", "Das Urteil fiel am 4. Mai 2024.", "2024-05-04");
        check("fr", "Il a coulé le 1er mars.", "2026-03-01");
    }

    #[test]
    fn months_and_years() {
        check("en", "The yard was founded in 1962.", "1962");
        check("en", "The tram was freed last March.", "2026-03");
        check("en", "It was freed last December.", "2025-12");
        check("en", "The ferries will arrive in June.", "2027-06");
        check("es", "El planeta volverá a pasar en marzo.", "2027-03");
        check("fr", "Le tram circulera en mars.", "2027-03");
        check("fr", "Le tram a circulé en mars.", "2026-03");
        check("en", "Some 1962 people came.", "");
        check("de", "Seit 2019 ruht die Arbeit.", "2019");
        check("fr", "En mai 2024 tout change.", "2024-05");
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        check("en", "They may march on, may they not.", "");
        check("en", "May said so.", "");
        check("en", "It was read 12 times.", "");
        check("xx", "On Tuesday.", "");
        check("en", "Yesterday the council met.", "2026-11-17");
    }

    #[test]
    fn the_last_day_of_a_month() {
        let month = Named { first: jiff::civil::date(2026, 2, 1), precision: Precision::Month };
        assert_eq!(last_day(month), jiff::civil::date(2026, 2, 28));
    }
}
