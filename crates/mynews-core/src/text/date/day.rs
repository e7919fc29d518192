//! A day in a line.

use std::ops::Range;

use jiff::civil::Date;

use super::cut::{Kind, Token, fold};
use super::words;

/// How to read what can be read in two ways.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub month_first: bool,
    pub two_digit_years: bool,
    /// A time of day stands beside it.
    pub has_time: bool,
}

/// The first day among `tokens`, and which of them it took.
pub(super) fn find(tokens: &[Token<'_>], order: Order) -> Option<(Date, Range<usize>)> {
    (0..tokens.len()).find_map(|start| {
        let (date, end) = year_first(tokens, start)
            .or_else(|| of_an_era(tokens, start))
            .or_else(|| day_and_name(tokens, start, order))
            .or_else(|| name_and_day(tokens, start, order))
            .or_else(|| of_numbers(tokens, start, order))?;
        Some((date, start..end))
    })
}

/// Whether nothing but a weekday and small words stands around the day. A weekday is the one word before it, or one in
/// brackets behind it, whatever the language; so no table of weekdays is needed.
pub(super) fn is_only_a_date(tokens: &[Token<'_>], day: Range<usize>) -> bool {
    let unknown = |tokens: &[Token<'_>]| {
        tokens
            .iter()
            .filter_map(Token::word)
            .filter(|word| !words::is_small(&fold(word)) && words::zone_minutes(&fold(word)).is_none())
            .count()
    };
    let numbers =
        tokens[..day.start].iter().chain(&tokens[day.end..]).filter(|token| token.number().is_some()).count();
    let marks = tokens[day.end..].iter().filter(|token| matches!(token.kind, Kind::Mark(_))).count();
    numbers == 0 && marks <= 6 && unknown(&tokens[..day.start]) + unknown(&tokens[day.end..]) <= 1
}

/// `2024-03-05`, `2024/3/5`, `2024. 3. 5.`, `2024年3月5日`, `2024년 3월 5일`, `2024-Mar-05`, `2024. március 5.`
fn year_first(tokens: &[Token<'_>], start: usize) -> Option<(Date, usize)> {
    let (year, 4) = tokens[start].number()? else { return None };
    let separator = tokens.get(start + 1)?;
    let at = if separator.is_mark("-/.年년‐–•·") { start + 2 } else { start + 1 };
    // "2024 03 05" needs both its zeros.
    let is_padded = |at: usize| tokens.get(at).and_then(Token::number).is_some_and(|(_, digits)| digits == 2);
    if at == start + 1 && separator.word().is_none() && !(is_padded(at) && is_padded(at + 1)) {
        return None;
    }
    let (month, after_month) = match tokens.get(at)?.kind {
        Kind::Word(_) => named_month(tokens, at)?,
        _ => (tokens[at].short_number()?, at + 1),
    };
    let after = tokens.get(after_month)?;
    let day_at = if after.is_mark("-/.月월‐–•·") { after_month + 1 } else { after_month };
    let day = tokens.get(day_at)?;
    let date = Date::new(year as i16, month, day.short_number()?).ok()?;
    let end = day_at + 1;
    Some((date, end + usize::from(tokens.get(end).is_some_and(|token| token.is_mark("日号號일")))))
}

/// `令和6年3月5日`: years of a Japanese era.
fn of_an_era(tokens: &[Token<'_>], start: usize) -> Option<(Date, usize)> {
    let Kind::Mark(first) = tokens[start].kind else { return None };
    let Kind::Mark(second) = tokens.get(start + 1)?.kind else { return None };
    let before_first_year = match (first, second) {
        ('令', '和') => 2018,
        ('平', '成') => 1988,
        ('昭', '和') => 1925,
        _ => return None,
    };
    let year = before_first_year + i16::from(tokens.get(start + 2)?.short_number()?);
    let marks = tokens.get(start + 3)?.is_mark("年") && tokens.get(start + 5)?.is_mark("月");
    let date =
        Date::new(year, tokens.get(start + 4)?.short_number()?, tokens.get(start + 6)?.short_number()?)
            .ok()?;
    marks.then_some((date, start + 7 + usize::from(tokens.get(start + 7).is_some_and(|t| t.is_mark("日")))))
}

/// `3 March 2024`, `3. März 2024`, `3 de marzo de 2024`, `1er mars 2024`, `3-Mar-24`.
fn day_and_name(tokens: &[Token<'_>], start: usize, order: Order) -> Option<(Date, usize)> {
    let day = tokens[start].short_number()?;
    let at = skip_small(tokens, start + 1, ".-/,º°ª");
    let (month, after) = named_month(tokens, at)?;
    let (year, end) = year_at(tokens, skip_small(tokens, after, ".-/,'’"), order)?;
    Some((Date::new(year, month, day).ok()?, end))
}

/// `March 3, 2024`, `Mar. 3rd 2024`.
fn name_and_day(tokens: &[Token<'_>], start: usize, order: Order) -> Option<(Date, usize)> {
    let (month, after) = named_month(tokens, start)?;
    let at = skip_small(tokens, after, ".-/");
    let day = tokens.get(at)?.short_number()?;
    let (year, end) = year_at(tokens, skip_small(tokens, at + 1, ".-/,،'’"), order)?;
    Some((Date::new(year, month, day).ok()?, end))
}

/// `05.03.2024`, `3/5/2024`, `05-03-24`.
fn of_numbers(tokens: &[Token<'_>], start: usize, order: Order) -> Option<(Date, usize)> {
    let first = tokens[start].short_number()?;
    let Kind::Mark(separator @ ('.' | '/' | '-' | '‐' | '–' | '•' | '·')) = tokens.get(start + 1)?.kind
    else {
        return None;
    };
    let second = tokens.get(start + 2)?.short_number()?;
    if tokens.get(start + 3)?.kind != Kind::Mark(separator) {
        return None;
    }
    // "26.04.24": with two digits everywhere it is a date among words, too, and "1.2.24" a version.
    let is_padded =
        [start, start + 2].iter().all(|at| tokens[*at].number().is_some_and(|(_, digits)| digits == 2));
    let order = Order { two_digit_years: order.two_digit_years || is_padded || order.has_time, ..order };
    let (year, end) = year_at(tokens, start + 4, order)?;
    let month_first = second > 12 || (order.month_first && first <= 12);
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    Some((Date::new(year, month, day).ok()?, end))
}

fn named_month(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let first = fold(tokens.get(at)?.word()?);
    let two = || {
        let second = fold(tokens.get(at + 1)?.word()?);
        Some((words::month_of_two_words(&first, &second)?, at + 2))
    };
    let (month, mut end) = two().or_else(|| Some((words::month(&first)?, at + 1)))?;
    // Arab news gives both names: "آذار/مارس".
    if tokens.get(end).is_some_and(|token| token.is_mark("/"))
        && let Some(again) = tokens.get(end + 1).and_then(Token::word)
        && words::month(&fold(again)) == Some(month)
    {
        end += 2;
    }
    Some((month, end))
}

fn year_at(tokens: &[Token<'_>], at: usize, order: Order) -> Option<(i16, usize)> {
    let year = match tokens.get(at)?.number()? {
        (year, 4) => year as i16,
        // As RFC 2822 has it.
        (year, 2) if order.two_digit_years || at + 1 == tokens.len() => {
            year as i16 + if year < 50 { 2000 } else { 1900 }
        }
        _ => return None,
    };
    Some((year, at + 1))
}

/// Steps over the `marks` and the small words between two parts of a date; three at most, so that a number and a month
/// at two ends of a sentence do not meet.
fn skip_small(tokens: &[Token<'_>], start: usize, marks: &str) -> usize {
    let is_small = |token: &&Token<'_>| {
        token.is_mark(marks) || token.word().is_some_and(|word| words::is_small(&fold(word)))
    };
    start + tokens[start.min(tokens.len())..].iter().take(3).take_while(is_small).count()
}
