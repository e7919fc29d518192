//! The words an outlet puts around its articles, in its language, and the days of the week inside them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One language's words: `demo/words.toml`.
#[derive(Deserialize, Serialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// From Monday on.
    pub days: [String; 7],
    /// A day as readers of this language see it, in the directives of strftime.
    pub date_format: String,
    pub direction: String,
    pub advertisement: String,
    pub accept: String,
    pub cookies: String,
    pub skip: String,
    pub home: String,
    pub sections: Vec<String>,
    pub subscribe: String,
    pub newsletter: String,
    pub newsletter_text: String,
    pub share: String,
    pub most_read: String,
    pub read_more: String,
    pub read_next: String,
    pub comments: String,
    pub topics: String,
    pub by: String,
    pub photo: String,
    pub video: String,
    pub published: String,
    pub changed: String,
    pub minutes: String,
    /// With `{name}`, `{outlet}`.
    pub author_note: String,
    pub paywall: String,
    pub paywall_text: String,
    pub rights: String,
    pub contact: String,
}

/// Days are written `{day}`, `{day-1}`, `{day+2}`: the day of publication, one before, two after. So a text can
/// say "on Tuesday" and be right whenever the demo is told.
pub fn with_days(text: &str, published: Date, days: &[String; 7]) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{day") {
        let Some(length) = rest[start..].find('}') else { break };
        let shift: i32 = rest[start + "{day".len()..start + length].parse().unwrap_or(0);
        let day = published.weekday().wrapping_add(shift);
        told.push_str(&rest[..start]);
        told.push_str(&days[usize::from(day.to_monday_zero_offset() as u8)]);
        rest = &rest[start + length + 1..];
    }
    told.push_str(rest);
    told
}

/// `zh` of `zh-Hant`.
pub fn primary_tag(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_publication() {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(str::to_owned);
        let monday = jiff::civil::date(2026, 11, 23);
        for (text, expected) in [
            ("on {day}.", "on Mon."),
            ("{day-1} and {day+2}", "Sun and Wed"),
            ("{day+8}", "Tue"),
            ("{a} {day", "{a} {day"),
        ] {
            assert_eq!(with_days(text, monday, &days), expected, "{text}");
        }
    }
}
