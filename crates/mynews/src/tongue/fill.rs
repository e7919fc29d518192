//! Puts values into sentences: names that run the other way are set apart, numbers are grouped as the language groups.

use super::Tongue;

/// `text` with every `{place}` filled. A place that nobody fills stays as it is, so that a test can see it.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    put(text, values, isolated)
}

/// The same into HTML: `text` is escaped, values are HTML already.
pub fn fill_html(text: &str, values: &[(&str, &str)], escape: impl Fn(&str) -> String) -> String {
    put(&escape(text), values, str::to_owned)
}

fn put(text: &str, values: &[(&str, &str)], set: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_place(rest) {
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(&set(value)),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The names of a sentence's places, in their order.
pub fn places(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, name, after)) = next_place(rest) {
        names.push(name);
        rest = after;
    }
    names
}

pub(super) fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|place| place + from) {
        let name_end = text[open + 1..].find(|letter: char| !(letter.is_ascii_lowercase() || letter == '_'));
        if let Some(end) = name_end.map(|place| place + open + 1)
            && end > open + 1
            && text[end..].starts_with('}')
        {
            return Some((&text[..open], &text[open + 1..end], &text[end + 1..]));
        }
        from = open + 1;
    }
    None
}

/// A name in the middle of our own words: one that runs the other way is set apart, so that it does not turn its
/// neighbours round.
pub fn isolated(name: &str) -> String {
    let runs_left = |letter: char| matches!(letter as u32, 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff);
    let turns = match Tongue::spoken().is_right_to_left() {
        true => name.chars().any(|letter| letter.is_alphabetic() && !runs_left(letter)),
        false => name.chars().any(runs_left),
    };
    if turns && !name.starts_with('\u{2068}') { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// "1,150".
pub fn number(number: usize) -> String {
    let calendar = Tongue::spoken().calendar();
    let digits = number.to_string();
    if digits.len() < calendar.thousands_from_digits {
        return digits;
    }
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(&calendar.thousands);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("{n} of {all}", &[("all", "24"), ("n", "3")]), "3 of 24");
        assert_eq!(fill("{n} {missing} {}", &[("n", "{all}"), ("all", "24")]), "{all} {missing} {}");
        assert_eq!(places("{n} of {all}, { x } {"), ["n", "all"]);
    }

    #[test]
    fn names_that_run_the_other_way_are_set_apart() {
        assert_eq!(fill("copy of {name}", &[("name", "Kestrel")]), "copy of Kestrel");
        assert_eq!(fill("copy of {name}", &[("name", "المرفأ")]), "copy of \u{2068}المرفأ\u{2069}");
        Tongue::Arabic.while_speaking(|| {
            assert_eq!(fill("{name} {n}", &[("name", "Kestrel"), ("n", "7")]), "\u{2068}Kestrel\u{2069} 7");
        });
    }

    #[test]
    fn numbers_are_grouped_as_the_language_groups() {
        let written =
            |tongue: Tongue| tongue.while_speaking(|| format!("{} {}", number(1150), number(12_345)));
        assert_eq!(written(Tongue::English), "1,150 12,345");
        assert_eq!(written(Tongue::Spanish), "1150 12\u{a0}345");
        assert_eq!(written(Tongue::French), "1\u{202f}150 12\u{202f}345");
        assert_eq!(written(Tongue::German), "1.150 12.345");
    }
}
