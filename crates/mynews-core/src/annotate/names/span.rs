//! Runs of capitalised words, cut where a name begins and ends.

use super::given;
use super::places;
use super::words::{
    DEMONYMS, NO_NAMES, NO_NAMES_ELSEWHERE, ORGANISATION_HEADS, ORGANISATION_NOUNS, PARTICLES, PLACE_NOUNS,
    TITLE_PARTS, TITLES,
};
use crate::annotate::line::{Line, Word};

/// Words `first..=last` of a line that may be one name, with the title that stands before it.
#[derive(Clone, Debug)]
pub struct Span {
    pub line: usize,
    pub first: usize,
    pub last: usize,
    /// Title words before the name, in small letters: "foreign minister".
    pub title: Option<String>,
    /// Its only capital is one that any word would have there.
    pub doubtful: bool,
}

/// Words no name is longer than.
const WORDS_MAX: usize = 9;

/// What is known of words beyond the line they stand in.
pub struct Known<'k> {
    /// The article also writes the word in small letters.
    pub is_ordinary: &'k dyn Fn(&str) -> bool,
    pub is_english: bool,
}

/// The runs of capitals of one line.
pub fn find(at: usize, line: &Line, known: &Known) -> Vec<Span> {
    let mut found = Vec::new();
    let mut first = 0;
    while first < line.words.len() {
        if !line.words[first].capital {
            first += 1;
            continue;
        }
        let last = run_end(line, first);
        cut(at, line, first, last, known, &mut found);
        first = last + 1;
    }
    found
}

/// The last word of the run of capitals that begins here.
fn run_end(line: &Line, first: usize) -> usize {
    let mut last = first;
    while last + 1 < line.words.len() && last - first < WORDS_MAX {
        let (word, next) = (&line.words[last], &line.words[last + 1]);
        if word.possessive || !touches(line, last) {
            break;
        }
        if next.capital {
            last += 1;
            continue;
        }
        let Some(end) = across_small_words(line, first, last) else { break };
        last = end;
    }
    last
}

/// A blank, or the stop of an abbreviated title and a blank: "Sen. Warren".
fn touches(line: &Line, word: usize) -> bool {
    match line.gap(word) {
        " " | "\u{a0}" | " & " => true,
        ". " => TITLES.contains(&line.words[word].lower) || line.words[word].text == "St",
        _ => false,
    }
}

/// Where a name goes on behind small words: "Bank of England", "Department of Health and Human Services", "von der
/// Leyen".
fn across_small_words(line: &Line, first: usize, last: usize) -> Option<usize> {
    let mut next = last + 1;
    let small = line.words[next].lower.as_ref();
    let run = &line.words[first..=last];
    let fits = match small {
        "of" | "for" => {
            ORGANISATION_HEADS.contains(&line.words[last].lower)
                || small == "of"
                    && matches!(
                        line.words[last].text,
                        "Gulf" | "Bay" | "Isle" | "Strait" | "Republic" | "Cape" | "Horn"
                    )
        }
        "and" => {
            let next_titles = line.words.get(next + 1).is_some_and(is_title);
            let head = !next_titles && run.iter().any(|word| ORGANISATION_HEADS.contains(&word.lower));
            let ends_as_organisation = || {
                line.words
                    .get(next + 2)
                    .is_some_and(|after| after.capital && ORGANISATION_NOUNS.contains(&after.lower))
                    && line.gap(next + 1) == " "
            };
            head && run.iter().any(|word| word.text == "of" || word.text == "for") || ends_as_organisation()
        }
        _ => PARTICLES.contains(small),
    };
    if !fits {
        return None;
    }
    // At most one more small word: "of the", "van der".
    if line.gap(next) == " " {
        let second = line.words.get(next + 1)?;
        if matches!(second.lower.as_ref(), "the" | "la" | "las" | "los" | "der" | "den") && !second.capital {
            next += 1;
        }
    }
    (line.gap(next) == " " && line.words.get(next + 1)?.capital).then_some(next + 1)
}

/// Cuts a run at titles and at countries before people, and drops what is no name at its ends.
fn cut(at: usize, line: &Line, mut first: usize, mut last: usize, known: &Known, found: &mut Vec<Span>) {
    let words = &line.words;
    // "RED STATES OUTNUMBER BLUE STATES": shouting, not names.
    let shouted = words[first..=last].iter().filter(|word| word.is_acronym() && word.text.len() > 3).count();
    if shouted >= 3 {
        return;
    }
    // "On Monday", "But China", "Former President": what any sentence may begin with.
    while first <= last && is_no_name(words, first, last, known) {
        first += 1;
    }
    while last > first && (is_weekday(&words[last].lower) || !words[last].capital) {
        last -= 1;
    }
    if first > last {
        return;
    }
    let doubtful = words[first].opens && first == last && !words[first].is_acronym();
    if ends_as_organisation(words, first, last) && !has_title_before_name(words, first, last) {
        found.push(Span { line: at, first, last, title: None, doubtful });
        return;
    }
    // "Massachusetts Sen. Elizabeth Warren", "Wells Fargo CEO John Stumpf": the last title parts two names.
    let title_at = (first..last).rev().find(|word| is_title(&words[*word]));
    if let Some(title_at) = title_at {
        let mut title_first = title_at;
        while title_first > first
            && (is_title_part(&words[title_first - 1]) || is_title(&words[title_first - 1]))
        {
            title_first -= 1;
        }
        if title_first > first {
            let before = title_first - 1;
            cut(at, line, first, before, known, found);
        }
        let title = join_lower(&words[title_first..=title_at]);
        found.push(Span { line: at, first: title_at + 1, last, title: Some(title), doubtful: false });
        return;
    }
    // "Stephen King": behind a given name alone it is a family's name, no title.
    let is_surname = last == first + 1 && given::gender(words[first].text).is_some() && words[last].capital;
    // "Foreign Minister", "Russian President": a title that names nobody.
    while last >= first
        && (is_title(&words[last]) && last > first && !is_surname || only_titles(words, first, last))
    {
        if last == first {
            return;
        }
        last -= 1;
    }
    // "Chinese Le Yucheng", "US Qin Gang".
    while first < last && DEMONYMS.contains(&words[first].lower) && !PLACE_NOUNS.contains(&words[last].lower)
    {
        first += 1;
    }
    let is_country =
        places::place(words[first].text).is_some_and(|place| place.rank == places::Rank::Country);
    if last >= first + 2 && is_country && !is_known_place(line, first, last) {
        found.push(Span { line: at, first, last: first, title: None, doubtful: false });
        first += 1;
        if let Some(title) = title_with_country(words, first - 1) {
            found.push(Span { line: at, first, last, title: Some(title), doubtful: false });
            return;
        }
    }
    if first == last
        && (DEMONYMS.contains(&words[first].lower) || is_title(&words[first]) || is_title_part(&words[first]))
    {
        return;
    }
    let doubtful = words[first].opens && first == last && !words[first].is_acronym();
    found.push(Span { line: at, first, last, title: None, doubtful });
}

/// "ambassador to the US Qin Gang", where the country begins the run.
fn title_with_country(words: &[Word], country: usize) -> Option<String> {
    let before: Vec<&str> =
        words[country.saturating_sub(3)..country].iter().map(|word| word.lower.as_ref()).collect();
    let title = match before.as_slice() {
        [.., title, "to" | "of" | "for", "the"] => title,
        [.., title, "to" | "of" | "for"] => title,
        _ => return None,
    };
    TITLES.contains(title).then(|| (*title).to_owned())
}

fn is_known_place(line: &Line, first: usize, last: usize) -> bool {
    places::place(line.slice(first, last)).is_some()
}

fn is_no_name(words: &[Word], first: usize, last: usize, known: &Known) -> bool {
    let word = &words[first];
    let begins_a_person = first < last && given::gender(word.text).is_some();
    if word.is_acronym() {
        return false;
    }
    if NO_NAMES.contains(&word.lower) || !known.is_english && NO_NAMES_ELSEWHERE.contains(&word.lower) {
        let is_compass = matches!(
            word.lower.as_ref(),
            "north" | "south" | "east" | "west" | "white" | "black" | "first" | "new"
        ) || word.text == "Democratic"
            || word.text == "Republican"
            || word.text == "Islamic"
            || word.text == "Central"
            || word.text == "Western"
            || word.text == "Eastern"
            || word.text == "Northern"
            || word.text == "Southern"
            || word.text == "Christian"
            || word.text == "Muslim"
            || word.text == "Jewish"
            || word.text == "Conservative"
            || word.text == "Liberal"
            || word.text == "Labour"
            || word.text == "American";
        // "North Korea", "Islamic State", and "Will Smith" are names; "North" alone and "The" are none.
        return !(is_compass && first < last || begins_a_person && word.lower.len() > 2);
    }
    // A sentence may begin with any word: if the article writes it small elsewhere, it is that word here.
    word.opens
        && !begins_a_person
        && !word.is_acronym()
        && !is_title(word)
        && (known.is_ordinary)(&word.lower)
}

fn is_weekday(lower: &str) -> bool {
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "montag"
            | "dienstag"
            | "mittwoch"
            | "donnerstag"
            | "freitag"
            | "samstag"
            | "sonntag"
    )
}

fn ends_as_organisation(words: &[Word], first: usize, last: usize) -> bool {
    last > first
        && (ORGANISATION_NOUNS.contains(&words[last].lower)
            || (first..last).any(|word| {
                ORGANISATION_HEADS.contains(&words[word].lower)
                    && matches!(
                        words[word + 1].text,
                        "of" | "for" | "de" | "del" | "di" | "des" | "du" | "für"
                    )
            }))
}

/// "Secretary of State John Kerry" has an organisation's shape and is a person.
fn has_title_before_name(words: &[Word], first: usize, last: usize) -> bool {
    (first..last).any(|word| {
        is_title(&words[word]) && words[word].capital && given::gender(words[word + 1].text).is_some()
    })
}

pub fn is_title(word: &Word) -> bool {
    TITLES.contains(&word.lower) && word.lower.len() > 1 || compound_title(&word.lower)
}

/// "vice-minister", "co-founder", "ex-president".
fn compound_title(lower: &str) -> bool {
    lower.rsplit_once('-').is_some_and(|(_, last)| TITLES.contains(last))
}

fn is_title_part(word: &Word) -> bool {
    TITLE_PARTS.contains(&word.lower)
}

fn only_titles(words: &[Word], first: usize, last: usize) -> bool {
    words[first..=last]
        .iter()
        .all(|word| is_title(word) || is_title_part(word) || DEMONYMS.contains(&word.lower))
}

fn join_lower(words: &[Word]) -> String {
    words.iter().map(|word| word.lower.as_ref()).collect::<Vec<_>>().join(" ")
}
