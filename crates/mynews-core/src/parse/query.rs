//! A search as a reader types it: words, `"exact phrases"`, `-without`, and operators such as `outlet:harbour since:7d`.
//!
//! What looks like an operator and is none is searched for as words: nobody has to learn anything to search.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use crate::model::{Holding, Query, State, Timestamp, Wanted};

/// Parts of a query beyond this say nothing more.
const PARTS_MAX: usize = 32;

/// Letters of a query that are read.
const LETTERS_MAX: usize = 1000;

/// Reads a query; `now` and `zone` are what `since:yesterday` is counted from.
pub fn read(text: &str, now: Timestamp, zone: &TimeZone) -> Query {
    let text: String = text.chars().take(LETTERS_MAX).collect();
    let mut query = Query::default();
    for part in parts(&text).into_iter().take(PARTS_MAX) {
        let absent = part.absent;
        let known = part.operator.is_some_and(|operator| {
            understand(&mut query, operator, part.value, absent, |written| moment(written, now, zone))
        });
        if !known {
            let words = part.whole.trim_matches(is_mark).trim();
            if !words.is_empty() {
                query.words.push(Wanted { what: words.to_owned(), absent });
            }
        }
    }
    query
}

/// `false` where there is no such operator, or nothing sensible is asked of it.
fn understand(
    query: &mut Query,
    operator: &str,
    value: &str,
    absent: bool,
    moment: impl Fn(&str) -> Option<(Timestamp, Timestamp)>,
) -> bool {
    let value = value.trim();
    if value.is_empty() {
        return false;
    }
    let named = || Wanted { what: value.to_owned(), absent };
    match operator.to_ascii_lowercase().as_str() {
        "title" | "headline" | "intitle" => query.titles.push(named()),
        "author" | "by" => query.authors.push(named()),
        "outlet" | "source" | "site" => query.outlets.push(named()),
        "topic" | "tag" => query.topics.push(Wanted { what: topic_key(value), absent }),
        "lang" | "language" => query.languages.push(Wanted { what: value.to_lowercase(), absent }),
        "has" => match value.to_lowercase().as_str() {
            "picture" | "image" | "photo" => query.has.push(Wanted { what: Holding::Picture, absent }),
            "video" | "audio" => query.has.push(Wanted { what: Holding::Video, absent }),
            "quote" | "quotes" => query.has.push(Wanted { what: Holding::Quote, absent }),
            _ => return false,
        },
        "is" => match value.to_lowercase().as_str() {
            "read" => query.is.push(Wanted { what: State::Read, absent }),
            "unread" => query.is.push(Wanted { what: State::Read, absent: !absent }),
            "saved" => query.is.push(Wanted { what: State::Saved, absent }),
            _ => return false,
        },
        "since" | "after" if !absent => match moment(value) {
            Some((start, _)) => query.since = Some(start),
            None => return false,
        },
        "until" | "before" if !absent => match moment(value) {
            Some((start, end)) => {
                query.until = Some(if operator.eq_ignore_ascii_case("until") { end } else { start })
            }
            None => return false,
        },
        _ => return false,
    }
    true
}

/// `7d`, `24h`, `2w`, `today`, `yesterday`, `2026-11-09`, `2026-11`, `2026` as the span they name.
fn moment(written: &str, now: Timestamp, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let written = written.to_ascii_lowercase();
    let today = zone.to_datetime(now).date();
    let span = |first: Date, after: Date| {
        let start =
            |date: Date| zone.to_ambiguous_timestamp(date.to_datetime(Time::midnight())).compatible().ok();
        Some((start(first)?, start(after)?))
    };
    match written.as_str() {
        "today" => return span(today, today.tomorrow().ok()?),
        "yesterday" => return span(today.yesterday().ok()?, today),
        _ => {}
    }
    if let Some(count) = written.get(..written.len() - 1).and_then(|count| count.parse::<i64>().ok())
        && let Some(hours) = match written.as_bytes().last() {
            Some(b'h') => Some(1),
            Some(b'd') => Some(24),
            Some(b'w') => Some(24 * 7),
            Some(b'y') => Some(24 * 365),
            _ => None,
        }
    {
        let ago = SignedDuration::try_from_hours(count.checked_mul(hours)?)?;
        return Some((now.checked_sub(ago).ok()?, now));
    }
    let numbers: Vec<i16> = written.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let part = |number: i16| i8::try_from(number).ok();
    match numbers[..] {
        [year] if year >= 1000 => {
            span(Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?)
        }
        [year, month] => {
            let first = Date::new(year, part(month)?, 1).ok()?;
            span(first, first.checked_add(1.month()).ok()?)
        }
        [year, month, day] => {
            let date = Date::new(year, part(month)?, part(day)?).ok()?;
            span(date, date.tomorrow().ok()?)
        }
        _ => None,
    }
}

/// The key that a topic of this name has: `Ukraine war` is `ukraine-war`.
fn topic_key(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

/// One part of a query: `whole` is all of it but the minus.
struct Part<'a> {
    whole: &'a str,
    operator: Option<&'a str>,
    value: &'a str,
    absent: bool,
}

/// Cut at spaces, except within quotation marks, which may open a part or follow an operator's colon.
fn parts(query: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let absent = rest.starts_with('-');
        rest = &rest[usize::from(absent)..];
        let colon =
            rest.find(':').filter(|at| *at > 0 && rest[..*at].bytes().all(|b| b.is_ascii_alphabetic()));
        let opens = colon.map_or(0, |at| at + 1);
        let (end, after) = match rest[opens..].strip_prefix(is_mark) {
            Some(quoted) => {
                let inner = rest.len() - quoted.len();
                let close = quoted.find(is_mark).map_or(rest.len(), |at| inner + at);
                let mark = rest[close..].chars().next().map_or(0, char::len_utf8);
                (close, close + mark)
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (end, end)
            }
        };
        let value = rest[opens..end].trim_start_matches(is_mark);
        parts.push(Part { whole: &rest[..end], operator: colon.map(|at| &rest[..at]), value, absent });
        rest = rest[after..].trim_start();
    }
    parts
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noon of a Wednesday, two hours east of Greenwich.
    const NOW: &str = "2026-11-25T10:00:00Z";

    fn zone() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(2))
    }

    fn of(text: &str) -> Query {
        read(text, NOW.parse().unwrap(), &zone())
    }

    fn wanted<T>(what: T) -> Vec<Wanted<T>> {
        vec![Wanted { what, absent: false }]
    }

    #[test]
    fn words_phrases_and_what_must_be_absent() {
        let words = |text: &str| -> Vec<(String, bool)> {
            of(text).words.into_iter().map(|word| (word.what, word.absent)).collect()
        };
        let is = |words: &[(&str, bool)]| -> Vec<(String, bool)> {
            words.iter().map(|(word, absent)| ((*word).to_owned(), *absent)).collect()
        };
        assert_eq!(words("wind  power"), is(&[("wind", false), ("power", false)]));
        assert_eq!(words("“wind power” -nuclear"), is(&[("wind power", false), ("nuclear", true)]));
        assert_eq!(words("-\"of the sea\" tide"), is(&[("of the sea", true), ("tide", false)]));
        assert_eq!(words("\"never closed"), is(&[("never closed", false)]));
        assert_eq!(words("  -  \"\" "), is(&[]));
        // What only looks like an operator is words.
        assert_eq!(
            words("re:invent has:nothing since:whenever"),
            is(&[("re:invent", false), ("has:nothing", false), ("since:whenever", false)])
        );
    }

    #[test]
    fn operators() {
        assert_eq!(of("outlet:harbour").outlets, wanted("harbour".to_owned()));
        assert_eq!(of("outlet:\"Harbour Post\"").outlets, wanted("Harbour Post".to_owned()));
        assert_eq!(of("author:\"Ruta Halvorsen\"").authors, wanted("Ruta Halvorsen".to_owned()));
        assert_eq!(of("-title:quiz").titles, vec![Wanted { what: "quiz".to_owned(), absent: true }]);
        assert_eq!(of("topic:\"Sea Power\"").topics, wanted("sea-power".to_owned()));
        assert_eq!(of("-lang:DE").languages, vec![Wanted { what: "de".to_owned(), absent: true }]);
        assert_eq!(of("has:video").has, wanted(Holding::Video));
        assert_eq!(of("is:unread").is, vec![Wanted { what: State::Read, absent: true }]);
        assert_eq!(of("-is:unread").is, wanted(State::Read));
        assert!(of("tram").is_plain() && !of("tram is:saved").is_plain() && !of("").is_plain());
        assert!(of("").is_empty());
        assert!(of("tram -title:quiz author:ruta topic:sea lang:de has:video").is_of_articles_alone());
        assert!(!of("tram is:unread").is_of_articles_alone() && !of("tram since:7d").is_of_articles_alone());
    }

    #[test]
    fn spans_of_time() {
        let cases = [
            ("since:yesterday", "2026-11-23T22:00:00Z"),
            ("since:24h", "2026-11-24T10:00:00Z"),
            ("since:2w", "2026-11-11T10:00:00Z"),
            ("since:2026-11-09", "2026-11-08T22:00:00Z"),
            ("since:2026-10", "2026-09-30T22:00:00Z"),
            ("after:2026", "2025-12-31T22:00:00Z"),
        ];
        for (text, at) in cases {
            assert_eq!(of(text).since, Some(at.parse().unwrap()), "{text}");
        }
        assert_eq!(
            of("until:2026-11-09").until,
            Some("2026-11-09T22:00:00Z".parse().unwrap()),
            "that day included"
        );
        assert_eq!(of("before:2026-11-09").until, Some("2026-11-08T22:00:00Z".parse().unwrap()));
        for odd in ["since:9999999999999999d", "since:2026-13", "since:é", "since:-", "since:99999"] {
            assert_eq!(of(odd).since, None, "{odd}");
        }
    }
}
