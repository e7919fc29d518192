//! Figures as the page has them, hedge and unit included: "almost 30 per cent", "US$38 billion", "over 2,000".
//!
//! A year, a date, a time of day, a house number or a score is no figure: a bare number counts only with a hedge, a
//! unit, a currency, a scale word, or from 1,000 on with its thousands set off.

use super::line::{Line, Word};
use super::word_list::words;
use crate::model::Figure;

/// So many figures of one article are kept.
const FIGURES_MAX: usize = 60;

/// The figures of the body and what stands above it, in order, each once.
pub fn find(lines: &[Line]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for line in lines.iter().filter(|line| line.paragraph().is_some()) {
        let mut at = 0;
        while at < line.words.len() && found.len() < FIGURES_MAX {
            let Some((figure, next)) = figure_at(line, at) else {
                at += 1;
                continue;
            };
            if !found.iter().any(|known| known.text == figure.text) {
                found.push(figure);
            }
            at = next;
        }
    }
    found
}

/// A figure whose number is this word, and the first word behind it.
fn figure_at(line: &Line, at: usize) -> Option<(Figure, usize)> {
    let words = &line.words;
    let (currency, number) = split_currency(&words[at]);
    let mut value = number_value(number)?;
    let mut last = at;
    let mut start = words[at].start;
    let mut unit: Option<String> = currency.map(str::to_owned);
    let before = &line.text[..start];
    if let Some(sign) = CURRENCY_SIGNS.iter().find(|sign| before.ends_with(**sign)) {
        start -= sign.len();
        unit = Some((*sign).to_owned());
    }
    let follows = |word: usize| matches!(line.gap(word), " " | "\u{a0}" | "-" | "\u{202f}");
    let next_word = |word: usize| words.get(word + 1).filter(|_| follows(word));
    // "5 million", "5m", "5bn".
    let mut scaled = false;
    if let Some(scale) = next_word(last).and_then(|next| scale_value(&next.lower)) {
        value *= scale;
        last += 1;
        scaled = true;
    } else if let Some(scale) = glued_scale(number, unit.is_some()) {
        value *= scale;
        scaled = true;
    }
    let mut end = words[last].end;
    // "30%", "30 per cent", "30 percentage points", "38 billion dollars", "12 kilometres".
    let mut measured = unit.is_some();
    if line.text[end..].trim_start_matches(['\u{a0}', ' ', '\u{202f}']).starts_with('%') {
        end = line.text[end..].find('%').map_or(end, |skip| end + skip + 1);
        unit = Some("%".to_owned());
        measured = true;
    } else if let Some(sign) = CURRENCY_SIGNS
        .iter()
        .find(|sign| line.text[end..].trim_start_matches(['\u{a0}', ' ']).starts_with(**sign))
    {
        end = line.text[end..].find(*sign).map_or(end, |skip| end + skip + sign.len());
        unit = Some((*sign).to_owned());
        measured = true;
    } else if let Some(next) = next_word(last) {
        let second = next_word(last + 1).map_or("", |second| second.lower.as_ref());
        let percent = matches!(
            (next.lower.as_ref(), second),
            ("per", "cent") | ("por", "ciento") | ("per", "cento") | ("pour", "cent") | ("por", "cento")
        );
        if percent
            || (next.lower == "percentage" && second.starts_with("point"))
            || (next.lower == "basis" && second.starts_with("point"))
        {
            unit = Some(if percent { "%".to_owned() } else { format!("{} {second}", next.lower) });
            last += 2;
        } else if UNITS.contains(&next.lower) {
            unit = Some(if matches!(next.lower.as_ref(), "percent" | "prozent") {
                "%".to_owned()
            } else {
                next.text.to_owned()
            });
            last += 1;
        }
        if words[last].end > end {
            end = words[last].end;
            measured = true;
        }
    }
    let hedge = hedge_start(line, at).filter(|_| !is_year(number) || measured || scaled);
    let set_off = number.contains(',') && value >= 1000.0;
    if !(measured || scaled || set_off || hedge.is_some()) || is_age_or_time(line, at, last) {
        return None;
    }
    let unit = unit.or_else(|| counted(line, last));
    let text = line.text[hedge.unwrap_or(start)..end].trim().to_owned();
    Some((Figure { text, value, unit }, last + 1))
}

const CURRENCY_SIGNS: [&str; 18] = [
    "US$", "A$", "C$", "HK$", "NZ$", "S$", "NT$", "R$", "CA$", "AU$", "$", "€", "£", "¥", "₹", "₽", "₩", "₺",
];

/// Codes written before the number without a blank: "USD38", "Rs500".
fn split_currency<'a>(word: &Word<'a>) -> (Option<&'a str>, &'a str) {
    for code in ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "Rs", "RM", "RMB"] {
        if let Some(number) =
            word.text.strip_prefix(code).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return (Some(code), number);
        }
    }
    (None, word.text)
}

/// The number a word begins with: "2,000", "1.5", "30"; a comma before other than three digits is a decimal one.
fn number_value(word: &str) -> Option<f64> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    let tail = &word[digits.len()..];
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !tail.is_empty() && glued_scale(word, true).is_none() && !is_glued_unit(tail)
    {
        return None;
    }
    if !digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') || digits.len() > 20 {
        return None;
    }
    let thousands =
        digits.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    let points = digits.matches('.').count();
    let plain = if thousands && points <= 1 {
        digits.replace(',', "")
    } else if digits.contains(',') {
        digits.replace('.', "").replace(',', ".")
    } else if points > 1 {
        digits.replace('.', "")
    } else {
        digits.to_owned()
    };
    plain.parse().ok()
}

fn is_glued_unit(tail: &str) -> bool {
    matches!(
        tail,
        "km" | "kg"
            | "cm"
            | "mm"
            | "GW"
            | "MW"
            | "kW"
            | "GWh"
            | "MWh"
            | "C"
            | "F"
            | "mph"
            | "ft"
            | "th-century"
    )
}

fn scale_value(lower: &str) -> Option<f64> {
    Some(match lower {
        "hundred" | "cientos" => 1e2,
        "thousand" | "mil" | "mille" | "tausend" | "mila" => 1e3,
        "lakh" => 1e5,
        "million" | "millions" | "millón" | "millones" | "millionen" | "mio" | "milioni" | "milhões"
        | "miljoen" | "mn" => 1e6,
        "crore" => 1e7,
        "billion" | "billions" | "milliard" | "milliards" | "milliarden" | "mrd" | "miliardi" | "bilhões"
        | "miljard" | "bn" => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        _ => return None,
    })
}

/// "5m" and "3bn" are millions and billions of money; without a currency "5m" is five metres.
fn glued_scale(number: &str, is_money: bool) -> Option<f64> {
    let tail = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    match tail {
        "bn" => Some(1e9),
        "tn" | "trn" => Some(1e12),
        "mn" => Some(1e6),
        "m" | "M" if is_money => Some(1e6),
        "k" | "K" if is_money => Some(1e3),
        "B" if is_money => Some(1e9),
        _ => None,
    }
}

words! {
    /// What numbers of news are counted in.
    UNITS = "percent prozent dollars dollar euros euro pounds pound yen yuan rupees rupee rubles roubles francs franken \
        pesos dólares libras dollari euros kilometers kilometres kilometer kilometre km miles mile meters metres meter metre \
        feet foot inches inch centimeters centimetres hectares hectare acres acre tons tonnes tonne ton kilograms \
        kilogrammes kg pounds barrels barrel gallons litres liters megawatts gigawatts kilowatts mw gw degrees celsius \
        fahrenheit points votes seats jobs people homes households points-of grad kilos mph kph km/h"
}

/// Where the hedge before a number begins.
fn hedge_start(line: &Line, at: usize) -> Option<usize> {
    let words = &line.words;
    let lower = |back: usize| {
        let word = at.checked_sub(back)?;
        matches!(hedge_gap(line, word, at, back), " " | "\u{a0}").then(|| words[word].lower.as_ref())
    };
    let one = lower(1)?;
    let two = lower(2).unwrap_or("");
    let three = lower(3).unwrap_or("");
    let span = match (three, two, one) {
        ("as", "many" | "much" | "few", "as") => 3,
        ("no", "more" | "fewer" | "less", "than") => 3,
        (_, "more" | "less" | "fewer" | "higher" | "lower" | "better" | "rather", "than") => 2,
        (_, "at", "least" | "most")
        | (_, "up" | "close", "to")
        | (_, "an", "estimated")
        | (_, "just" | "well", "over" | "under")
        | (_, "mehr" | "weniger", "als")
        | (_, "plus" | "moins" | "près", "de")
        | (_, "más" | "menos" | "cerca", "de")
        | (_, "al", "menos")
        | (_, "au", "moins") => 2,
        (
            _,
            _,
            "almost" | "nearly" | "about" | "around" | "over" | "under" | "roughly" | "approximately"
            | "some" | "near" | "rund" | "etwa" | "fast" | "knapp" | "über" | "environ" | "circa" | "casi"
            | "unos" | "unas" | "oltre" | "quasi",
        ) => 1,
        _ => return None,
    };
    Some(words[at - span].start)
}

/// The text between a word `back` places before the number and the word after it, the currency sign left out.
fn hedge_gap<'a>(line: &Line<'a>, word: usize, at: usize, back: usize) -> &'a str {
    let gap = line.gap(word);
    if back != 1 || word + 1 != at {
        return gap;
    }
    CURRENCY_SIGNS.iter().find_map(|sign| gap.strip_suffix(sign)).unwrap_or(gap)
}

fn is_year(number: &str) -> bool {
    number.len() == 4
        && number.chars().all(|c| c.is_ascii_digit())
        && matches!(&number[..2], "18" | "19" | "20")
}

/// "34-year-old", "at 9 a.m.", "March 3", "2-1".
fn is_age_or_time(line: &Line, at: usize, last: usize) -> bool {
    let next = line.words.get(last + 1).map_or("", |next| next.lower.as_ref());
    let before = at.checked_sub(1).map_or("", |before| line.words[before].lower.as_ref());
    matches!(next, "a.m." | "p.m." | "am" | "pm" | "o’clock" | "year-old" | "uhr")
        || MONTHS.contains(before)
        || MONTHS.contains(next)
}

words! {
    MONTHS = "january february march april may june july august september october november december jan feb mar apr jun \
        jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember enero febrero marzo abril mayo junio \
        julio agosto septiembre octubre noviembre diciembre janvier février mars avril juin juillet août septembre octobre \
        novembre décembre"
}

/// What a bare number counts: the noun behind it, and the one behind that if the first only describes.
fn counted(line: &Line, last: usize) -> Option<String> {
    let next = line.words.get(last + 1).filter(|_| matches!(line.gap(last), " " | "\u{a0}"))?;
    if next.capital || COUNTS_NOTHING.contains(&next.lower) || !next.text.starts_with(char::is_alphabetic) {
        return None;
    }
    let second = line.words.get(last + 2).filter(|_| line.gap(last + 1) == " ");
    let second =
        second.filter(|second| !next.lower.ends_with('s') && second.lower.ends_with('s') && !second.capital);
    Some(match second {
        Some(_) => line.slice(last + 1, last + 2).to_owned(),
        None => next.text.to_owned(),
    })
}

words! {
    COUNTS_NOTHING = "of in on at by for from with to and or but the a an as than that this was were is are had has have \
        so per since when while during after before who which de en y und im in et dans"
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::annotate::line::{Line, Origin};

    fn check(text: &str, expected: &[(&str, f64, Option<&str>)]) {
        let found = find(&[Line::new(Origin::Paragraph(0), text)]);
        let found: Vec<(&str, f64, Option<&str>)> =
            found.iter().map(|figure| (figure.text.as_str(), figure.value, figure.unit.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn figures_with_hedge_and_unit() {
        check("Trade rose by almost 30 per cent.", &[("almost 30 per cent", 30.0, Some("%"))]);
        check("It crossed US$38 billion.", &[("US$38 billion", 38e9, Some("US$"))]);
        check("With over 2,000 civilian deaths so far.", &[("over 2,000", 2000.0, Some("civilian deaths"))]);
        check("Prices fell 1.5% to £3.2bn.", &[("1.5%", 1.5, Some("%")), ("£3.2bn", 3.2e9, Some("£"))]);
        check("At least 12 people were hurt.", &[("At least 12 people", 12.0, Some("people"))]);
        check("Sie kostet rund 5 Millionen Euro.", &[("rund 5 Millionen Euro", 5e6, Some("Euro"))]);
        check("Cuesta más de 3,5 millones de pesos.", &[("más de 3,5 millones", 3.5e6, None)]);
        check("Nearly $450,000 was paid.", &[("Nearly $450,000", 450_000.0, Some("$"))]);
    }

    #[test]
    fn numbers_that_are_no_figures() {
        check("On March 3, 2024 at 9 a.m. the 34-year-old won 2-1 in Room 12 before 1999.", &[]);
    }
}
