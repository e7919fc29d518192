//! A time of day in a line, and the zone beside it.

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

use super::cut::{Kind, Token, fold};
use super::words;

/// A time as written, and which tokens it took.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    pub time: Time,
    /// `24:00`: the midnight that ends the day.
    pub is_next_midnight: bool,
    pub zone: Option<Zone>,
    /// With a.m. or p.m.
    pub is_twelve_hour: bool,
    pub tokens: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Zone {
    Fixed {
        seconds: i32,
    },
    /// "ET": summer time or not, by the rule of the United States.
    American {
        standard_minutes: i32,
    },
}

impl Zone {
    pub fn seconds_on(self, date: Date) -> Option<i32> {
        match self {
            Zone::Fixed { seconds } => Some(seconds),
            Zone::American { standard_minutes } => {
                // Second Sunday of March to first Sunday of November, since 2007.
                let starts =
                    Date::new(date.year(), 3, 1).ok()?.nth_weekday_of_month(2, Weekday::Sunday).ok()?;
                let ends =
                    Date::new(date.year(), 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Sunday).ok()?;
                let summer = i32::from(date >= starts && date < ends) * 60;
                Some((standard_minutes + summer) * 60)
            }
        }
    }
}

/// The first time of day among `tokens`.
pub(super) fn find(tokens: &[Token<'_>]) -> Option<Found> {
    (0..tokens.len()).find_map(|start| at(tokens, start))
}

/// `1011`, `101112`.
pub(super) fn compact(digits: &str) -> Option<Time> {
    let number = |range: Range<usize>| digits.get(range)?.parse::<i8>().ok();
    let seconds = if digits.len() == 6 { number(4..6)? } else { 0 };
    if !matches!(digits.len(), 4 | 6) {
        return None;
    }
    Time::new(number(0..2)?, number(2..4)?, seconds.min(59), 0).ok()
}

/// A zone and nothing else.
pub(super) fn zone(tokens: &[Token<'_>]) -> Option<Zone> {
    zone_at(tokens, 0, true).map(|(zone, _)| zone)
}

fn at(tokens: &[Token<'_>], start: usize) -> Option<Found> {
    let hour = tokens[start].short_number()?;
    // "3.10:11" and "1:10:11" are no times; but a fraction of a date may end right here ("05T10:11").
    if start > 0 && tokens[start - 1].is_mark(":") && !tokens[start].after_space {
        return None;
    }
    let mut clock = with_colons(tokens, start, hour)
        .or_else(|| with_letters(tokens, start, hour))
        .or_else(|| with_full_stop(tokens, start, hour))
        .or_else(|| before_half_day(tokens, start, hour))?;
    let mut begin = start;
    let half = half_day_after(tokens, clock.end)
        .inspect(|(_, end)| clock.end = *end)
        .map(|(half, _)| half)
        .or_else(|| half_day_before(tokens, start).inspect(|(_, from)| begin = *from).map(|(half, _)| half));
    if let Some(half) = half {
        clock.hour = match (clock.hour, half) {
            (12, Half::Morning) => 0,
            (hour @ 1..=11, Half::Afternoon) => hour + 12,
            (hour, _) => hour,
        };
    }
    let is_next_midnight = clock.hour == 24 && clock.minute == 0 && clock.second == 0;
    let hour = if is_next_midnight { 0 } else { clock.hour };
    // A leap second is not on our scale.
    let time = Time::new(hour, clock.minute, clock.second.min(59), clock.nanoseconds).ok()?;
    let (zone, end) = match zone_at(tokens, clock.end, false) {
        Some((zone, end)) => (Some(zone), end),
        None => (None, clock.end),
    };
    Some(Found { time, is_next_midnight, zone, is_twelve_hour: half.is_some(), tokens: begin..end })
}

struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanoseconds: i32,
    end: usize,
}

/// `10:11`, `10:11:12`, `10:11:12.345`, and after a `T` also `10-11-12`.
fn with_colons(tokens: &[Token<'_>], start: usize, hour: i8) -> Option<Clock> {
    let after_t = start > 0 && tokens[start - 1].word() == Some("T") && !tokens[start].after_space;
    let dash = |at: usize| tokens.get(at).is_some_and(|token| token.is_mark("-"));
    let colons = if after_t && dash(start + 1) && dash(start + 3) { "-" } else { ":：" };
    let colon = |at: usize| tokens.get(at).is_some_and(|token| token.is_mark(colons));
    if !colon(start + 1) {
        return None;
    }
    let minute = tokens.get(start + 2)?.short_number()?;
    let mut clock = Clock { hour, minute, second: 0, nanoseconds: 0, end: start + 3 };
    if colon(clock.end)
        && let Some(second) = tokens.get(clock.end + 1).and_then(Token::short_number)
    {
        clock.second = second;
        clock.end += 2;
        let has_point = tokens.get(clock.end).is_some_and(|token| token.is_mark(".,:"));
        let fraction = tokens.get(clock.end + 1).filter(|token| has_point && !token.after_space);
        if let Some((value, digits)) = fraction.and_then(Token::number) {
            let billionth = if digits <= 9 { value * 10u64.pow(9 - digits as u32) } else { 0 };
            clock.nanoseconds = billionth as i32;
            clock.end += 2;
        }
    }
    Some(clock)
}

/// `10h30`, `10 h`, `10時11分12秒`, `10시 11분`.
fn with_letters(tokens: &[Token<'_>], start: usize, hour: i8) -> Option<Clock> {
    let hours = tokens.get(start + 1)?;
    let is_hour = hours.is_mark("時时點点시") || hours.word().is_some_and(|word| matches!(word, "h" | "H"));
    if !is_hour {
        return None;
    }
    let mut clock = Clock { hour, minute: 0, second: 0, nanoseconds: 0, end: start + 2 };
    let is_western = hours.word().is_some();
    if let Some(minute) = tokens.get(clock.end).and_then(Token::short_number) {
        let closes = |at: usize, marks: &str| tokens.get(at).is_some_and(|token| token.is_mark(marks));
        let is_minute =
            if is_western { !closes(clock.end + 1, ".-/") } else { closes(clock.end + 1, "分분") };
        if is_minute {
            clock.minute = minute;
            clock.end += if is_western { 1 } else { 2 };
            if let Some(second) = tokens.get(clock.end).and_then(Token::short_number)
                && closes(clock.end + 1, "秒초")
            {
                clock.second = second;
                clock.end += 2;
            }
        }
    }
    Some(clock)
}

/// `10.11 Uhr`, `kl. 10.11`, and after a full date `05.03.2024 10.11`.
fn with_full_stop(tokens: &[Token<'_>], start: usize, hour: i8) -> Option<Clock> {
    if !tokens.get(start + 1)?.is_mark(".") {
        return None;
    }
    let (minute, 2) = tokens.get(start + 2)?.number()? else { return None };
    let follows = tokens.get(start + 3);
    if follows.is_some_and(|token| token.is_mark(".-/"))
        && tokens.get(start + 4).is_some_and(|t| t.number().is_some())
    {
        return None;
    }
    let said_after = follows.and_then(Token::word).is_some_and(|word| word.eq_ignore_ascii_case("uhr"));
    let before = tokens[..start].iter().rev().find(|token| !token.is_mark(".,"));
    let said_before = before.and_then(Token::word).is_some_and(|word| words::announces_time(&fold(word)));
    let after_year =
        tokens[start].after_space && before.and_then(Token::number).is_some_and(|(_, digits)| digits == 4);
    (said_after || said_before || after_year).then_some(Clock {
        hour,
        minute: minute as i8,
        second: 0,
        nanoseconds: 0,
        end: start + 3,
    })
}

/// `10 a.m.`, `10pm`.
fn before_half_day(tokens: &[Token<'_>], start: usize, hour: i8) -> Option<Clock> {
    let (_, end) = half_day_after(tokens, start + 1)?;
    // "3 am 5. März": German writes "am" before a date; an hour before it has its own mark.
    let is_glued = !tokens[start + 1].after_space || end > start + 2;
    let is_last = tokens.get(end).is_none_or(|token| token.number().is_none() || token.after_space);
    ((1..=12).contains(&hour) && (is_glued || is_last && tokens[start + 1].word() != Some("am")))
        .then_some(Clock { hour, minute: 0, second: 0, nanoseconds: 0, end: start + 1 })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn half_day_after(tokens: &[Token<'_>], at: usize) -> Option<(Half, usize)> {
    let word = fold(tokens.get(at)?.word()?);
    let half = match word.as_str() {
        "am" | "πμ" | "ص" | "صباحا" => return Some((Half::Morning, at + 1)),
        "pm" | "μμ" | "م" | "مساء" => return Some((Half::Afternoon, at + 1)),
        "a" | "π" => Half::Morning,
        "p" | "μ" => Half::Afternoon,
        _ => return None,
    };
    // "a.m.", "a. m."
    let has_m = tokens.get(at + 1)?.is_mark(".")
        && tokens.get(at + 2)?.word().is_some_and(|word| matches!(word, "m" | "M" | "μ"));
    let end = at + 3 + usize::from(tokens.get(at + 3).is_some_and(|token| token.is_mark(".")));
    has_m.then_some((half, end))
}

/// 午前, 午後, 上午, 下午, 오전, 오후, 凌晨, 早上, 晚上: before the hour.
fn half_day_before(tokens: &[Token<'_>], start: usize) -> Option<(Half, usize)> {
    let from = start.checked_sub(2)?;
    let (Kind::Mark(first), Kind::Mark(second)) = (tokens[from].kind, tokens[from + 1].kind) else {
        return None;
    };
    let half = match (first, second) {
        ('午', '前') | ('上', '午') | ('오', '전') | ('凌', '晨') | ('早', '上') | ('清', '晨') => {
            Half::Morning
        }
        ('午', '後' | '后') | ('下', '午') | ('오', '후') | ('晚', '上') | ('中', '午') | ('傍', '晚') => {
            Half::Afternoon
        }
        _ => return None,
    };
    Some((half, from))
}

/// `Z`, `GMT`, `+01:00`, `+0100`, `UTC+1`, `(CET)`, and what follows it to say the same again (`+0100 (CET)`,
/// `[Europe/Paris]`). Small words may stand before a named zone ("10:11 Uhr MEZ").
fn zone_at(tokens: &[Token<'_>], start: usize, is_alone: bool) -> Option<(Zone, usize)> {
    let mut at = start;
    while tokens.get(at).is_some_and(|token| {
        token.is_mark("(,")
            || token.word().is_some_and(|word| matches!(word, "Uhr" | "uhr" | "h" | "hrs" | "hs"))
    }) {
        at += 1;
    }
    let (zone, mut end) = match tokens.get(at)?.kind {
        Kind::Word(word) => {
            let folded = fold(word);
            if let Some(standard_minutes) = words::american_zone_minutes(word) {
                (Zone::American { standard_minutes }, at + 1)
            } else {
                let minutes = words::zone_minutes(&folded)?;
                // "GMT+1" and "UTC+01:00" say one thing; "CET+1" is nothing.
                match numbered_zone(tokens, at + 1, true).filter(|_| minutes == 0) {
                    Some((seconds, end)) => (Zone::Fixed { seconds }, end),
                    None => (Zone::Fixed { seconds: minutes * 60 }, at + 1),
                }
            }
        }
        _ => {
            let (seconds, end) = numbered_zone(tokens, at, is_alone)?;
            (Zone::Fixed { seconds }, end)
        }
    };
    if tokens.get(end).is_some_and(|token| token.is_mark("([")) {
        let closing = tokens[end..].iter().position(|token| token.is_mark(")]")).unwrap_or(0);
        end += if closing > 0 { closing + 1 } else { 0 };
    } else if tokens.get(end).is_some_and(|token| token.is_mark(")")) {
        end += 1;
    }
    Some((zone, end))
}

/// A sign and hours, and perhaps minutes. Seconds east of UTC.
fn numbered_zone(tokens: &[Token<'_>], at: usize, allow_one_digit: bool) -> Option<(i32, usize)> {
    let sign = match tokens.get(at)?.kind {
        Kind::Mark('+') => 1,
        Kind::Mark('-' | '−' | '–') => -1,
        _ => return None,
    };
    let hours = tokens.get(at + 1).filter(|token| !token.after_space)?;
    let (value, digits) = hours.number()?;
    let minutes = tokens.get(at + 3).filter(|_| tokens.get(at + 2).is_some_and(|token| token.is_mark(":")));
    let (hours, minutes, end) = match (digits, minutes.and_then(Token::number)) {
        (1 | 2, Some((minutes, 2))) => (value, minutes, at + 4),
        (4, _) => (value / 100, value % 100, at + 2),
        (2, None) => (value, 0, at + 2),
        (1, None) if allow_one_digit => (value, 0, at + 2),
        _ => return None,
    };
    // Kiribati is fourteen hours ahead, and no clock is further.
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 60 + minutes) as i32 * 60, end))
}
