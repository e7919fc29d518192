//! The headers of an answer, read: how fresh it is, when to come back, where it went.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{AGE, CACHE_CONTROL, DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// Longest value kept from a header: entity tags and media types are short, and they are stored for every feed.
const HEADER_VALUE_BYTES_MAX: usize = 1024;

/// No outlet needs to be left alone for longer than a week; longer is a mistake, or a way to be forgotten.
const WAIT_SECONDS_MAX: u64 = 7 * 24 * 3600;

pub fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    let is_kept = !value.is_empty() && value.len() <= HEADER_VALUE_BYTES_MAX;
    is_kept.then(|| String::from_utf8_lossy(value).into_owned())
}

/// Seconds to wait, from either form (RFC 9110, 10.2.3). A date is counted from the outlet's own `Date`, so that a
/// wrong clock at either end does no harm.
pub fn retry_after_seconds(headers: &HeaderMap, now: Timestamp) -> Option<u64> {
    let value = text(headers, RETRY_AFTER)?;
    let value = value.trim();
    let seconds = match value.bytes().all(|byte| byte.is_ascii_digit()) {
        true => value.parse().unwrap_or(u64::MAX),
        false => {
            let from = text(headers, DATE).and_then(|date| http_date(&date)).unwrap_or(now);
            u64::try_from(http_date(value)?.as_second() - from.as_second()).unwrap_or(0)
        }
    };
    Some(seconds.min(WAIT_SECONDS_MAX))
}

/// How long the answer stays fresh from now on: `max-age` without the time it spent in a cache on the way.
pub fn max_age_seconds(headers: &HeaderMap) -> Option<u64> {
    let control = text(headers, CACHE_CONTROL)?.to_ascii_lowercase();
    let directives = || control.split(',').map(str::trim);
    if directives().any(|directive| matches!(directive, "no-cache" | "no-store")) {
        return None;
    }
    let age = directives().find_map(|directive| directive.strip_prefix("max-age=")).and_then(whole)?;
    let spent = text(headers, AGE).and_then(|age| whole(&age)).unwrap_or(0);
    Some(age.saturating_sub(spent).min(WAIT_SECONDS_MAX))
}

fn whole(text: &str) -> Option<u64> {
    text.trim().trim_matches('"').parse().ok()
}

fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn retry_after_in_both_forms() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        for (value, date, expected) in [
            ("120", None, Some(120)),
            (" 0 ", None, Some(0)),
            ("99999999999999999999999", None, Some(WAIT_SECONDS_MAX)),
            ("Sun, 01 Mar 2026 12:05:00 GMT", None, Some(300)),
            ("Sun, 01 Mar 2026 11:00:00 GMT", None, Some(0)),
            ("Sun, 01 Mar 2026 12:05:00 GMT", Some("Sun, 01 Mar 2026 12:04:00 GMT"), Some(60)),
            ("Sun, 01 Mar 2026 12:05:00 GMT", Some("today"), Some(300)),
            ("Mon, 01 Mar 2027 12:05:00 GMT", None, Some(WAIT_SECONDS_MAX)),
            ("-5", None, None),
            ("soon", None, None),
            ("", None, None),
        ] {
            let mut lines = vec![("retry-after", value)];
            lines.extend(date.map(|date| ("date", date)));
            assert_eq!(retry_after_seconds(&headers(&lines), now), expected, "{value:?} {date:?}");
        }
        assert_eq!(retry_after_seconds(&HeaderMap::new(), now), None);
    }

    #[test]
    fn max_age_without_the_time_already_spent() {
        for (control, age, expected) in [
            ("max-age=600", None, Some(600)),
            ("public, Max-Age=\"600\", must-revalidate", Some("100"), Some(500)),
            ("max-age=600", Some("900"), Some(0)),
            ("s-maxage=600", None, None),
            ("no-cache, max-age=600", None, None),
            ("max-age=soon", None, None),
        ] {
            let mut lines = vec![("cache-control", control)];
            lines.extend(age.map(|age| ("age", age)));
            assert_eq!(max_age_seconds(&headers(&lines)), expected, "{control} {age:?}");
        }
    }

    #[test]
    fn endless_values_are_not_kept() {
        let long = "x".repeat(HEADER_VALUE_BYTES_MAX + 1);
        assert_eq!(text(&headers(&[("etag", &long)]), reqwest::header::ETAG), None);
    }
}
