//! Dates as machines and people write them, in the languages of the news.
//!
//! A time is taken out of the line first, with its zone; what is left is looked through for a day. What nobody wrote
//! is not made up: no zone is assumed, no year is filled in, and a month without a day is no date (except `2024-03`,
//! which the standard for feeds allows).
//!
//! `03/04/2024` is read day first, as most of the world writes it, unless a.m. or p.m. stands beside it: then it is
//! American and the month comes first.

mod cut;
mod day;
mod time;
mod words;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

pub use crate::model::WrittenTime;
use cut::{Token, cut};

/// No date is longer, with its weekday and zone spelt out.
const DATE_BYTES_MAX: usize = 120;

/// A line that holds a date is short; prose is not searched.
const LINE_BYTES_MAX: usize = 400;

/// Newspapers put their archives online; nobody publishes beyond the next century.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;

/// A date and nothing else.
pub fn parse(text: &str) -> Option<WrittenTime> {
    let text = text.trim();
    if text.len() > DATE_BYTES_MAX {
        return None;
    }
    if let Some(found) = from_digits(text) {
        return Some(found);
    }
    read(&cut(text), Strictness::NothingElse)
}

/// The first date in a short line ("Published on 3 March 2024 at 10:11 CET").
pub fn find(line: &str) -> Option<WrittenTime> {
    if line.len() > LINE_BYTES_MAX {
        return None;
    }
    read(&cut(line), Strictness::AmongWords)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Every token must be part of the date. Years of two digits are allowed.
    NothingElse,
    /// Words may stand around it.
    AmongWords,
}

fn read(tokens: &[Token<'_>], strictness: Strictness) -> Option<WrittenTime> {
    let time = time::find(tokens);
    let mut rest: Vec<Token<'_>> = tokens.to_vec();
    if let Some(time) = &time {
        rest.drain(time.tokens.clone());
    }
    let order = day::Order {
        month_first: time.as_ref().is_some_and(|time| time.is_twelve_hour),
        two_digit_years: strictness == Strictness::NothingElse,
        has_time: time.is_some(),
    };
    let (date, used) = day::find(&rest, order)?;
    if strictness == Strictness::NothingElse && !day::is_only_a_date(&rest, used) {
        return None;
    }
    match time {
        Some(time) => {
            let offset = time.zone.and_then(|zone| zone.seconds_on(date));
            moment(date, Some((time.time, time.is_next_midnight)), offset)
        }
        None => moment(date, None, None),
    }
}

/// `None` for days that do not exist on the scale of timestamps.
fn moment(date: Date, time: Option<(Time, bool)>, offset_seconds: Option<i32>) -> Option<WrittenTime> {
    if !YEARS.contains(&date.year()) {
        return None;
    }
    let (clock, is_next_midnight) = time.unwrap_or((Time::midnight(), false));
    let mut civil = date.to_datetime(clock);
    if is_next_midnight {
        civil = civil.checked_add(1.day()).ok()?;
    }
    let offset = Offset::from_seconds(offset_seconds.unwrap_or(0)).ok()?;
    let at = offset.to_timestamp(civil).ok()?;
    Some(WrittenTime { at, offset_seconds, day_only: time.is_none() })
}

/// Dates of digits alone: seconds or milliseconds since 1970, `20240305`, `20240305T101112Z`, `20240305101112`,
/// `2024-03`, `2024-065`, `2024-W10-2`.
fn from_digits(text: &str) -> Option<WrittenTime> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits < 4 {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let rest = &text[digits..];
    let fraction = rest.strip_prefix('.').is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match digits {
        10 if rest.is_empty() || fraction => written_in_utc(Timestamp::from_second(number(0..10)?).ok()?),
        13 if rest.is_empty() => written_in_utc(Timestamp::from_millisecond(number(0..13)?).ok()?),
        8 | 12 | 14 => {
            let date = civil(number(0..4)?, number(4..6)?, number(6..8)?)?;
            let (clock, zone) = match digits {
                8 if rest.is_empty() => return moment(date, None, None),
                8 => rest.strip_prefix(['T', 't', ' ', '_', '-'])?,
                _ => &text[8..],
            }
            .split_at_checked(if digits == 8 { rest.len().min(7) - 1 } else { digits - 8 })?;
            let clock = time::compact(clock)?;
            let zone = zone.trim();
            let offset = if zone.is_empty() { None } else { Some(time::zone(&cut(zone))?.seconds_on(date)?) };
            moment(date, Some((clock, false)), offset)
        }
        4 if bytes.get(4) == Some(&b'-') => {
            let year = number(0..4)?;
            match &bytes[5..] {
                [b'W' | b'w', tens, ones, end @ ..] => {
                    let week = (i8::try_from(tens.checked_sub(b'0')?).ok()? * 10)
                        .checked_add(i8::try_from(ones.checked_sub(b'0')?).ok()?)?;
                    let weekday = match end {
                        [] => 1,
                        [b'-', day] => i8::try_from(day.checked_sub(b'0')?).ok()?,
                        _ => return None,
                    };
                    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
                    let week =
                        jiff::civil::ISOWeekDate::new(i16::try_from(year).ok()?, week, weekday).ok()?;
                    moment(week.date(), None, None)
                }
                [_, _] => moment(civil(year, number(5..7)?, 1)?, None, None),
                [_, _, _] => {
                    let first = civil(year, 1, 1)?;
                    let day =
                        number(5..8).filter(|day| *day >= 1 && *day <= i64::from(first.days_in_year()))?;
                    moment(first.checked_add((day - 1).days()).ok()?, None, None)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn written_in_utc(at: Timestamp) -> Option<WrittenTime> {
    let year = Offset::UTC.to_datetime(at).year();
    YEARS.contains(&year).then_some(WrittenTime { at, offset_seconds: Some(0), day_only: false })
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests;
