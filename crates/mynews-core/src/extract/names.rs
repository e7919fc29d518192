//! A line of names, as bylines and data give them, taken apart into one name a person.

use super::headline::plain;
use crate::text::{date, html};

/// Authors of one article.
const AUTHORS_MAX: usize = 20;
/// Bytes of a line of names; anything longer is prose.
const LINE_BYTES_MAX: usize = 300;
/// Words of one name, title and office included.
const NAME_WORDS_MAX: usize = 8;

/// Words before a name, lower case.
const LEADS: &[&str] = &[
    "by",
    "written by",
    "authored by",
    "words by",
    "text by",
    "story by",
    "posted by",
    "published by",
    "reported by",
    "opinion by",
    "analysis by",
    "review by",
    "interview by",
    "authors",
    "author",
    "text",
    "text:",
    "von",
    "verfasst von",
    "geschrieben von",
    "ein artikel von",
    "ein kommentar von",
    "autor",
    "autorin",
    "par",
    "publié par",
    "écrit par",
    "texte",
    "por",
    "escrito por",
    "publicado por",
    "texto",
    "di",
    "a cura di",
    "scritto da",
    "autore",
    "redazione",
    "av",
    "skrevet av",
    "skriven av",
    "af",
    "skrevet af",
    "door",
    "geschreven door",
    "przez",
    "tekst",
    "teksti",
    "oleh",
    "автор",
    "napsal",
    "написав",
    "文",
    "作者",
    "記者",
    "记者",
    "기자",
];

/// What stands where a name should, and is nobody.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "null",
    "undefined",
    "editor",
    "staff",
    "unknown",
    "author",
    "authors",
    "editorial team",
    "none",
    "user",
    "root",
    "guest",
    "follow",
    "byline",
    "posted",
    "published",
    "website",
];

/// Words of buttons and lines about an author; no name holds one.
const NO_NAME_WORDS: &[&str] = &[
    "about",
    "article",
    "articles",
    "by",
    "click",
    "comments",
    "facebook",
    "follow",
    "from",
    "is",
    "more",
    "post",
    "posts",
    "published",
    "read",
    "share",
    "stories",
    "subscribe",
    "twitter",
    "updated",
    "view",
    "was",
];

/// Letters behind a name, which belong to the person before the comma.
const CREDENTIALS: &[&str] = &[
    "ba", "bsc", "cfa", "cfp", "cpa", "dds", "dmd", "dnp", "do", "dpt", "dvm", "esq", "facp", "jd", "jr",
    "ldn", "llm", "ma", "mba", "md", "mph", "ms", "msc", "np", "pa", "phd", "pharmd", "psyd", "rd", "rdn",
    "rn", "sr",
];

/// Names found so far, each once.
pub struct Names {
    /// The outlet in plain words, whose name is no byline; empty where it may be one.
    pub outlet: String,
    pub found: Vec<String>,
}

impl Names {
    /// With no outlet to leave out.
    pub fn of_anyone() -> Names {
        Names { outlet: String::new(), found: Vec::new() }
    }

    /// Takes a line of names apart.
    pub fn line(&mut self, line: &str) {
        let line = html::to_text(line);
        let line = without_date(without_lead(&line));
        if line.len() > LINE_BYTES_MAX || ["http", "www.", ".com/"].iter().any(|sign| line.contains(sign)) {
            return;
        }
        for part in split(line) {
            let name = part.trim_matches(is_edge);
            let name = without_remark(without_lead(name));
            let bare = plain(name);
            if CREDENTIALS.contains(&bare.replace(' ', "").as_str()) {
                if let Some(person) = self.found.last_mut() {
                    person.push_str(", ");
                    person.push_str(name);
                }
                continue;
            }
            if is_name(name, &bare)
                && bare != self.outlet
                && self.found.len() < AUTHORS_MAX
                && !self.found.iter().any(|known| plain(known) == bare)
            {
                self.found.push(name.to_owned());
            }
        }
    }
}

/// The names of a byline.
pub fn of_line(line: &str) -> Vec<String> {
    let mut names = Names::of_anyone();
    names.line(line);
    names.found
}

/// Whether a line begins as bylines do ("By", "Von").
pub fn has_lead(line: &str) -> bool {
    without_lead(line) != line.trim()
}

/// Whether a line is nothing but the names of one or two people: how some newspapers open an article.
pub fn is_bare_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && !line.ends_with(['.', '!', '?', ':', '…'])
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                || matches!(
                    *word,
                    "and" | "und" | "y" | "et" | "&" | "van" | "de" | "von" | "der" | "da" | "di"
                )
        })
        && !line.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether every part of a line is a name, or what stands behind one.
pub fn is_only_names(line: &str) -> bool {
    split(without_lead(without_date(without_lead(line)))).into_iter().all(|part| {
        let name = without_remark(without_lead(part.trim_matches(is_edge)));
        let bare = plain(name);
        is_name(name, &bare) || CREDENTIALS.contains(&bare.replace(' ', "").as_str())
    })
}

/// A name under which somebody logs in ("jane.doe"), not the one they sign with.
pub fn is_login(name: &str) -> bool {
    !name.contains(' ') && (name.contains(['.', '_', '@']) || name.bytes().any(|byte| byte.is_ascii_digit()))
}

/// A line without the words before its names. "ByJane Doe" is two elements of a page set side by side.
pub fn without_lead(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("By")
        && rest.chars().next().is_some_and(char::is_uppercase)
    {
        return rest;
    }
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return line;
    }
    let is_gap = [' ', ':', '\u{a0}', '：'];
    LEADS
        .iter()
        .filter(|lead| {
            lower.strip_prefix(**lead).is_some_and(|rest| {
                rest.starts_with(is_gap)
                    && rest.trim_start_matches(is_gap).chars().next().is_some_and(char::is_alphabetic)
            })
        })
        .max_by_key(|lead| lead.len())
        .map_or(line, |lead| line[lead.len()..].trim_start_matches(is_gap))
}

/// A line of names without the date behind or before them: "Jane Doe · Updated 3 March 2024", "3 March 2024 by Jane Doe".
pub fn without_date(line: &str) -> &str {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) || line.len() > LINE_BYTES_MAX {
        return line;
    }
    let Some(whole) = date::find(line) else { return line };
    if date::parse(line).is_some() {
        // Nothing but a date, its weekday included.
        return "";
    }
    // Where words begin, last first: the date begins at the last from which it can still be read.
    let starts: Vec<usize> = (0..line.len())
        .filter(|at| line.is_char_boundary(*at))
        .filter(|at| {
            line[..*at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric())
                && line[*at..].chars().next().is_some_and(char::is_alphanumeric)
        })
        .collect();
    let begins = starts.iter().rev().find(|at| date::find(&line[**at..]).is_some_and(|found| found == whole));
    let before = begins.map_or("", |at| &line[..*at]).trim_end_matches(is_edge);
    if before.chars().any(char::is_alphabetic) && !matches!(last_word(before).as_str(), "by") {
        return without_verb(before);
    }
    let behind = starts.iter().find(|at| has_lead(&line[**at..]));
    behind.map_or(line, |at| without_lead(&line[*at..]))
}

/// Words that lead from a name to its date.
fn without_verb(line: &str) -> &str {
    let mut line = line.trim_end_matches(is_edge);
    loop {
        let last = last_word(line);
        let is_verb = matches!(
            last.as_str(),
            "on" | "at"
                | "am"
                | "le"
                | "el"
                | "il"
                | "op"
                | "updated"
                | "published"
                | "posted"
                | "last"
                | "date"
                | "modified"
                | "den"
                | "publié"
                | "aktualisiert"
                | "veröffentlicht"
        );
        let shorter = line[..line.len() - last.len().min(line.len())].trim_end_matches(is_edge);
        if is_verb && shorter.is_empty() {
            return "";
        }
        if !is_verb || !line.to_lowercase().ends_with(&last) {
            return line;
        }
        line = shorter;
    }
}

fn last_word(line: &str) -> String {
    line.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("").to_lowercase()
}

fn is_edge(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, ',' | ';' | '|' | ':' | '-' | '–' | '—' | '•' | '·' | '⋅' | '*')
}

/// A name without what stands behind it in brackets or behind a bar: an office, an address. Brackets inside a name are
/// part of it.
fn without_remark(name: &str) -> &str {
    let name = name.split(['|', '•', '·', '⋅', '@']).next().unwrap_or("").trim();
    match name.rfind(')').and_then(|end| name[..end].rfind('(').map(|start| (start, end))) {
        Some((start, end)) if name[end + 1..].trim().is_empty() => name[..start].trim(),
        None => name.split('(').next().unwrap_or("").trim(),
        Some(_) => name,
    }
}

fn is_name(name: &str, bare: &str) -> bool {
    (1..=NAME_WORDS_MAX).contains(&name.split_whitespace().count())
        && name.len() >= 2
        && name.chars().filter(char::is_ascii_digit).count() <= 1
        && !bare.is_empty()
        && !name.contains(": ")
        && !NOBODY.contains(&bare)
        && !(name.contains(' ') && bare.split(' ').any(|word| NO_NAME_WORDS.contains(&word)))
        // A name that was never filled in: "page.extra.author".
        && !(!name.contains(' ') && bare.split(' ').count() > 1 && bare.split(' ').any(|word| NOBODY.contains(&word)))
}

/// Parts a line of several names.
fn split(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for separator in [
        ", and ", ", ", "; ", ";", " and ", " und ", " y ", " et ", " og ", " och ", " ja ", " & ", " / ",
        "/", " | ", " with ", " e ", "、",
    ] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let mut names = Names { outlet: "harbour post".into(), found: Vec::new() };
        names.line(line);
        assert_eq!(names.found, expected, "{line}");
    }

    #[test]
    fn a_line_of_names_is_taken_apart() {
        check("By Jane Doe and John Roe", &["Jane Doe", "John Roe"]);
        check("Von Max Beispiel, Erika Muster", &["Max Beispiel", "Erika Muster"]);
        check("ByJane Doe", &["Jane Doe"]);
        check("Harbour Post", &[]);
        check("Byron Smith", &["Byron Smith"]);
        check("https://harbour.test/authors/jane", &[]);
        check("View more posts", &[]);
        check("page.head.author", &[]);
        check("Jane (Ann) Doe, John Roe (Harbour Post)", &["Jane (Ann) Doe", "John Roe"]);
        check("Jane Doe, MD, and John Roe, Ph.D.", &["Jane Doe, MD", "John Roe, Ph.D."]);
    }

    #[test]
    fn a_date_beside_a_name_is_no_part_of_it() {
        check("Jane Doe - 2025/4/29", &["Jane Doe"]);
        check("Jane Doe · Updated November 18, 2025", &["Jane Doe"]);
        check("Jane Doe Published: 3 January 2024", &["Jane Doe"]);
        check("by Jane Doe on Jan 22, 2025", &["Jane Doe"]);
        check("Feb 6, 2025 By Jane Doe", &["Jane Doe"]);
        check("12/19/2025 — by jane", &["jane"]);
    }
}
