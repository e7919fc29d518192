//! Dates of digits alone, as machines write them: seconds or milliseconds since 1970, `20240305`, `20240305T101112Z`,
//! `20240305101112`, `2024-03`, `2024-065`, `2024-W10-2`.

use std::ops::Range;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::civil::Civil;
use super::cut::cut;
use super::time;

/// `None` where the text is no such date and may be one of another kind.
pub(super) fn read(text: &str) -> Option<Civil> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    match digits {
        4 => day_of_year(number(text, 0..4)?, rest.strip_prefix('-')?),
        8 if rest.is_empty() => Some(Civil { date: compact_day(text)?, time: None, offset_seconds: None }),
        8 => {
            let clock = rest.strip_prefix(['T', 't', ' ', '_', '-'])?;
            compact(compact_day(text)?, clock)
        }
        12 | 14 => compact(compact_day(text)?, &text[8..]),
        10 if is_fraction(rest) => in_utc(Timestamp::from_second(number(text, 0..10)?).ok()?),
        13 if rest.is_empty() => in_utc(Timestamp::from_millisecond(number(text, 0..13)?).ok()?),
        _ => None,
    }
}

/// `03`, `065`, `W10`, `W10-2`, after the year.
fn day_of_year(year: i64, rest: &str) -> Option<Civil> {
    let date = match rest.strip_prefix(['W', 'w']) {
        Some(week) => {
            let weekday = match week.len() {
                2 => 1,
                4 if week.as_bytes()[2] == b'-' => number(week, 3..4)?,
                _ => return None,
            };
            let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
            ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(number(week, 0..2)?).ok()?, weekday)
                .ok()?
                .date()
        }
        None if rest.len() == 2 => civil(year, number(rest, 0..2)?, 1)?,
        None if rest.len() == 3 => {
            let first = civil(year, 1, 1)?;
            let day = number(rest, 0..3).filter(|day| (1..=i64::from(first.days_in_year())).contains(day))?;
            first.checked_add((day - 1).days()).ok()?
        }
        None => return None,
    };
    Some(Civil { date, time: None, offset_seconds: None })
}

/// `101112Z`, `1011+0100`, after the day.
fn compact(date: Date, rest: &str) -> Option<Civil> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let clock = time::compact(&rest[..digits])?;
    let zone = rest[digits..].trim();
    let offset_seconds = if zone.is_empty() { None } else { Some(time::zone(&cut(zone))?.seconds_on(date)?) };
    Some(Civil { date, time: Some((clock, false)), offset_seconds })
}

fn compact_day(text: &str) -> Option<Date> {
    civil(number(text, 0..4)?, number(text, 4..6)?, number(text, 6..8)?)
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn in_utc(at: Timestamp) -> Option<Civil> {
    let civil = Offset::UTC.to_datetime(at);
    Some(Civil { date: civil.date(), time: Some((civil.time(), false)), offset_seconds: Some(0) })
}

fn is_fraction(rest: &str) -> bool {
    rest.is_empty()
        || rest.strip_prefix('.').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn number(text: &str, range: Range<usize>) -> Option<i64> {
    let digits = text.get(range)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}
