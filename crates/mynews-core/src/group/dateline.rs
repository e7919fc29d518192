//! The dates a text names: the day in its first lines, and the latest year.

/// Days since 1970 of the first whole date, and the latest year, as words go by.
#[derive(Clone, Copy, Debug, Default)]
pub struct DaysNamed<'a> {
    pub day: Option<i32>,
    /// 0 where the text names none.
    pub year: u16,
    /// The two words before: looked at only when a year follows, for few words are part of a date.
    last: [&'a str; 2],
}

/// What a word may be in a date.
enum Part {
    Month(i8),
    /// 1 to 31.
    Number(i8),
    Year(i16),
}

impl<'a> DaysNamed<'a> {
    /// Notes the next word. Only a whole date in the lead dates an article: further down stands history.
    pub fn note(&mut self, word: &'a str, in_lead: bool) {
        if let Some(Part::Year(year)) = number(word) {
            self.year = self.year.max(year as u16);
            if in_lead && self.day.is_none() {
                self.day = match self.last.map(part) {
                    [Some(Part::Month(month)), Some(Part::Number(day))]
                    | [Some(Part::Number(day)), Some(Part::Month(month))] => days(year, month, day),
                    _ => None,
                };
            }
        }
        self.last = [self.last[1], word];
    }
}

fn days(year: i16, month: i8, day: i8) -> Option<i32> {
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    Some(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days())
}

fn part(word: &str) -> Option<Part> {
    number(word).or_else(|| month(word).map(Part::Month))
}

fn number(word: &str) -> Option<Part> {
    if !word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    match (digits.len(), digits.parse::<i16>().ok()?) {
        (4, year) if (1970..=2060).contains(&year) => Some(Part::Year(year)),
        (1 | 2, day) if (1..=31).contains(&day) => Some(Part::Number(day as i8)),
        _ => None,
    }
}

/// A month by its name in the larger news languages, in full or by its first letters.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "maa", "mrt"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mag", "mei", "maj"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aoû", "ago"],
        &["sep", "set"],
        &["oct", "okt", "ott", "out"],
        &["nov"],
        &["dec", "dez", "déc", "dic"],
    ];
    if !(3..=10).contains(&word.len()) {
        return None;
    }
    let lower = word.to_lowercase();
    let place = MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)))?;
    Some(place as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::words;

    fn named(text: &str) -> (Option<i32>, u16) {
        let mut days = DaysNamed::default();
        words(text).for_each(|word| days.note(word.text, true));
        (days.day, days.year)
    }

    #[test]
    fn a_dateline_gives_its_day_and_a_text_its_year() {
        assert_eq!(named("Posted Jan. 3, 1970 at noon"), (Some(2), 1970));
        assert_eq!(named("am 2. Januar 1970"), (Some(1), 1970));
        assert_eq!(named("in 2008 and in 2013, 40 people"), (None, 2013));
        assert_eq!(named("March of the 5 penguins"), (None, 0));
    }
}
