//! Dates as machines and people write them, in the languages of the news.
//!
//! A time is taken out of the line first, with its zone; what is left is looked through for a day. What nobody wrote
//! is not made up: no zone is assumed, no year is filled in, and a month without a day is no date (except `2024-03`,
//! which the standard for feeds allows).
//!
//! `03/04/2024` is read day first, as most of the world writes it, unless a.m. or p.m. stands beside it: then it is
//! American and the month comes first.

mod civil;
mod cut;
mod day;
mod digits;
mod time;
mod words;

pub use crate::model::WrittenTime;
use civil::Civil;
use cut::{Token, cut};

/// No date is longer, with its weekday and zone spelt out.
const DATE_BYTES_MAX: usize = 120;

/// A line that holds a date is short; prose is not searched.
const LINE_BYTES_MAX: usize = 400;

/// A date and nothing else.
pub fn parse(text: &str) -> Option<WrittenTime> {
    let text = text.trim();
    if text.len() > DATE_BYTES_MAX {
        return None;
    }
    if let Some(found) = digits::read(text) {
        return found.moment();
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
    let offset_seconds = time.as_ref().and_then(|time| time.zone?.seconds_on(date));
    let time = time.map(|time| (time.time, time.is_next_midnight));
    Civil { date, time, offset_seconds }.moment()
}

#[cfg(test)]
mod tests;
