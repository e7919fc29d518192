//! Days and months as a language writes them, and how it writes numbers.

use jiff::ZonedDateTime;
use serde::Deserialize;

/// A language's calendar: names, and shapes with the places `{weekday}`, `{day}`, `{month}`, `{short_month}`, `{year}`
/// and `{clock}`.
#[derive(Clone, Debug, Deserialize)]
pub struct Calendar {
    /// From January.
    pub months: [String; 12],
    pub short_months: [String; 12],
    /// From Monday.
    pub weekdays: [String; 7],
    /// What the first of a month is called where it is not called 1.
    pub first: Option<String>,
    /// "Monday 23 November".
    pub full_day: String,
    /// "23 November", "23 November 2025".
    pub date: String,
    pub date_with_year: String,
    /// "23 Nov".
    pub short_date: String,
    /// "Nov 2025".
    pub month_with_year: String,
    /// "11:02, 23 November".
    pub moment: String,
    pub moment_with_year: String,
    /// When something was: "Monday" or "on Monday", "9 November" or "on 9 November".
    pub on_weekday: String,
    pub on_date: String,
    pub on_date_with_year: String,
    /// "3.", and the first where it is another; without a shape it is English.
    pub ordinal: Option<String>,
    pub ordinal_first: Option<String>,
    /// Between thousands, from which number of digits on, and before decimals.
    pub thousands: String,
    pub thousands_from_digits: usize,
    pub decimal: String,
}

impl Calendar {
    /// A shape with its places filled.
    pub fn write(&self, shape: &str, at: &ZonedDateTime) -> String {
        let month = usize::from(at.month().unsigned_abs()) - 1;
        let weekday = at.weekday().to_monday_zero_offset().unsigned_abs();
        let day = match (at.day(), &self.first) {
            (1, Some(first)) => first.clone(),
            (day, _) => day.to_string(),
        };
        shape
            .replace("{weekday}", &self.weekdays[usize::from(weekday)])
            .replace("{day}", &day)
            .replace("{month}", &self.months[month])
            .replace("{short_month}", &self.short_months[month])
            .replace("{year}", &at.year().to_string())
            .replace("{clock}", &at.strftime("%H:%M").to_string())
    }
}
