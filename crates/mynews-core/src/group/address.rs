//! What an address and a title say beside their words: the headline in a slug, a day, the outlet's own name.

/// The words of an address's longest part (`/news/2014/harbour-bridge-closed-152615.html`), numbers of articles left
/// out; empty where it holds fewer than three words.
pub fn slug_words(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let mut best = "";
    for part in path.split('/').skip(1) {
        if words_in(part) > words_in(best) {
            best = part;
        }
    }
    if words_in(best) < 3 {
        return String::new();
    }
    best.split(['-', '_', '.', '+', ','])
        .filter(|word| {
            word.chars().all(char::is_alphabetic) && !matches!(*word, "html" | "htm" | "php" | "aspx" | "asp")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn words_in(part: &str) -> usize {
    part.split(['-', '_', '.', '+', ','])
        .filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic))
        .count()
}

/// The day an address names (`/2014/03/10/`, `/2014-03-10-`, `20140310`, `/2014/mar/10/`), in days since 1970.
pub fn day_in_address(address: &str) -> Option<i32> {
    let bytes = address.as_bytes();
    let mut at = 0;
    while at + 8 <= bytes.len() {
        let fresh = at == 0 || !bytes[at - 1].is_ascii_digit();
        if fresh
            && (bytes[at..].starts_with(b"19") || bytes[at..].starts_with(b"20"))
            && let Some(day) = day_at(&address[at..])
        {
            return Some(day);
        }
        at += 1;
    }
    None
}

fn day_at(text: &str) -> Option<i32> {
    let (year, rest) = digits(text, 4)?;
    let divider = rest.chars().next().filter(|letter| matches!(letter, '/' | '-' | '_'));
    let rest = divider.map_or(rest, |_| &rest[1..]);
    let (month, rest) = match divider {
        Some(_) => digits(rest, 2).or_else(|| month_name(rest)).or_else(|| digits(rest, 1))?,
        None => digits(rest, 2)?,
    };
    let rest = match divider {
        Some(divider) => rest.strip_prefix(divider)?,
        None => rest,
    };
    let (day, rest) = digits(rest, 2).or_else(|| digits(rest, 1).filter(|_| divider.is_some()))?;
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) && divider.is_some() {
        return None;
    }
    let date = jiff::civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    Some(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days())
}

fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let taken = text.get(..count)?;
    taken.bytes().all(|byte| byte.is_ascii_digit()).then(|| (taken.parse().unwrap_or(0), &text[count..]))
}

fn month_name(text: &str) -> Option<(u32, &str)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = text.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)?;
    Some((month as u32 + 1, &text[3..]))
}

/// A title without the outlet's name at its end ("… - Harbour Post", "… | harbourpost.test"): it would tie together
/// whatever one outlet publishes.
pub fn without_outlet<'a>(title: &'a str, outlet: Option<&str>, address: Option<&str>) -> &'a str {
    let Some((at, mark)) = [" - ", " | ", " — ", " – ", " :: "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())))
        .max()
    else {
        return title;
    };
    let tail = squashed(&title[at + mark..]);
    let names = [outlet.map(squashed), address.map(|address| squashed(host(address)))];
    let is_outlet = |name: &String| {
        name.len() > 2 && tail.len() > 2 && (name.contains(&tail) || tail.contains(name.as_str()))
    };
    if names.iter().flatten().any(is_outlet) { title[..at].trim_end() } else { title }
}

/// The host of an address.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':', '?', '#']).next().unwrap_or("")
}

fn squashed(name: &str) -> String {
    let name = name.strip_suffix(".com").unwrap_or(name);
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_headline() {
        assert_eq!(
            slug_words("http://post.test/news/harbour-bridge-closed-152615.html?x=a-b-c-d"),
            "harbour bridge closed"
        );
        assert_eq!(slug_words("http://post.test/news/152615"), "");
        assert_eq!(slug_words("http://a-b-c-d.test/"), "");
    }

    #[test]
    fn a_day_in_an_address() {
        let day = |text: &str| day_in_address(text);
        assert_eq!(day("http://post.test/1970/01/02/x"), Some(1));
        assert_eq!(day("http://post.test/1970-01-03-x"), Some(2));
        assert_eq!(day("http://post.test/1970/jan/3/x"), Some(2));
        assert_eq!(day("http://post.test/x19700104.html"), Some(3));
        assert_eq!(day("http://post.test/article/20199912345"), None);
        assert_eq!(day("http://post.test/2014/"), None);
    }

    #[test]
    fn an_outlet_signs_its_titles() {
        let cut = |title: &'static str| {
            without_outlet(title, Some("Harbour Post"), Some("http://harbourpost.test/a"))
        };
        assert_eq!(cut("Bridge closed - Harbour Post"), "Bridge closed");
        assert_eq!(cut("Bridge closed | HarbourPost.test"), "Bridge closed");
        assert_eq!(cut("Bridge - a history"), "Bridge - a history");
    }
}
