//! A text cut into its sentences.
//!
//! News is full of full stops that end nothing: "Mr. Modi", "J. D. Vance", "U.S. troops", "Sept. 11", "am 3. März".
//! A full stop ends a sentence unless what stands before it is known to carry one; a question or exclamation mark ends
//! one unless the text goes on in lower case (“Why?” he asked). Chinese, Japanese, Arabic and Indian marks always do.

/// Sentences of a text in order, trimmed, none empty. A line break always ends one.
pub fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for end in ends(line) {
            push(&mut sentences, &line[start..end]);
            start = end;
        }
        push(&mut sentences, &line[start..]);
    }
    sentences
}

fn push<'a>(sentences: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
}

/// Byte offsets just behind each sentence of one line but the last.
fn ends(line: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut rest = line.char_indices().peekable();
    while let Some((at, mark)) = rest.next() {
        if !is_mark(mark) {
            continue;
        }
        let mut end = at + mark.len_utf8();
        let mut marks_only = true;
        while let Some(&(next_at, next)) = rest.peek() {
            if !is_mark(next) && !is_closing(next) {
                break;
            }
            marks_only &= is_mark(next);
            end = next_at + next.len_utf8();
            rest.next();
        }
        // French sets a space before its closing mark; German opens with it, and sets none behind it.
        let spaced = line[end..].trim_start();
        let closes =
            spaced.strip_prefix('»').is_some_and(|after| after.is_empty() || after.starts_with([' ', ',']));
        if closes && spaced.len() < line.len() - end {
            end = line.len() - spaced.len() + '»'.len_utf8();
            marks_only = false;
            while rest.peek().is_some_and(|&(next_at, _)| next_at < end) {
                rest.next();
            }
        }
        let behind = &line[end..];
        let ends_here = if is_wide_mark(mark) {
            !behind.is_empty()
        } else {
            behind.starts_with(char::is_whitespace)
                && starts_anew(behind.trim_start())
                && !(mark == '.'
                    && marks_only
                    && end == at + 1
                    && carries_a_stop(&line[..at], behind.trim_start()))
        };
        if ends_here {
            ends.push(end);
        }
    }
    ends
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_wide_mark(c)
}

/// Marks of scripts without capitals: they end a sentence wherever they stand.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '›' | ')' | ']' | '」' | '』' | '）' | '“')
}

/// Whether a sentence may begin like this: not in lower case, not with a mark that goes on.
fn starts_anew(text: &str) -> bool {
    let mut letters = text.chars().skip_while(|c| {
        matches!(
            c,
            '"' | '\''
                | '“'
                | '‘'
                | '„'
                | '«'
                | '»'
                | '‹'
                | '('
                | '['
                | '¿'
                | '¡'
                | '「'
                | '『'
                | '–'
                | '—'
                | '-'
        ) || c.is_whitespace()
    });
    letters
        .next()
        .is_some_and(|first| !first.is_lowercase() && (first.is_alphanumeric() || "$€£¥@#".contains(first)))
}

/// Whether the word before a full stop carries the stop itself.
fn carries_a_stop(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘'’«„[–—/".contains(c)).next().unwrap_or("");
    let next: &str = after.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    let next_is_number = next.starts_with(|c: char| c.is_ascii_digit());
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return false;
    }
    let letters = bare.chars().count();
    if letters == 1 && bare.chars().all(char::is_alphabetic) {
        // An initial, unless it is the pronoun "I" or a letter that ends a list ("plan B. The").
        return bare.chars().all(char::is_uppercase) && !begins_sentences(next);
    }
    if bare.contains('.') {
        // U.S., a.m., z.B.: the next word decides.
        return bare.split('.').all(|part| part.chars().count() <= 2) && !begins_sentences(next);
    }
    if bare.chars().all(|c| c.is_ascii_digit()) {
        // "am 3. März", "le 19. Jahrhundert": German dates and centuries; in English a number ends a sentence.
        let before_number =
            before[..before.len() - word.len()].trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
        return letters <= 2 && BEFORE_ORDINALS.contains(&before_number.to_lowercase().as_str());
    }
    let lower = bare.to_lowercase();
    let lower = lower.as_str();
    TITLES.contains(&lower)
        || BEFORE_NUMBERS.contains(&lower) && next_is_number
        || INSIDE_NAMES.contains(&lower) && bare.starts_with(char::is_uppercase) && !begins_sentences(next)
}

fn begins_sentences(word: &str) -> bool {
    SENTENCE_STARTERS.contains(&word)
}

/// Words that a name follows.
const TITLES: [&str; 52] = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "maj", "sgt", "capt",
    "cmdr", "adm", "rev", "hon", "pres", "sr", "sra", "srta", "st", "ste", "mt", "ft", "mme", "mlle", "mm",
    "msgr", "fr", "hr", "supt", "det", "insp", "pvt", "cpl", "brig", "amb", "atty", "vs", "bzw", "ca",
    "evtl", "bspw", "dott", "sig", "dra", "eng", "ing", "dipl",
];

/// Words that carry a stop before a number.
const BEFORE_NUMBERS: [&str; 22] = [
    "no", "nos", "nr", "núm", "art", "p", "pp", "vol", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "fig", "abs",
];

/// Words that end in a stop inside names ("Apple Inc. shares", "Washington, D.C."): the next word decides.
const INSIDE_NAMES: [&str; 20] = [
    "inc", "corp", "co", "ltd", "bros", "jr", "dept", "univ", "assn", "ave", "blvd", "calif", "fla", "mass",
    "pa", "va", "tex", "ariz", "mich", "conn",
];

/// Words before a German ordinal.
const BEFORE_ORDINALS: [&str; 14] =
    ["am", "der", "den", "dem", "im", "vom", "zum", "des", "die", "das", "bis", "seit", "ab", "zur"];

/// Words that open sentences far more often than they open names.
const SENTENCE_STARTERS: [&str; 66] = [
    "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "But", "And", "This", "That",
    "These", "Those", "For", "As", "If", "When", "While", "With", "After", "Before", "His", "Her", "Their",
    "Its", "There", "What", "Who", "How", "Why", "Some", "Many", "Most", "One", "Two", "No", "Not", "Both",
    "By", "From", "Since", "Under", "However", "Also", "I", "You", "Then", "To", "Or", "So", "El", "La",
    "Los", "Las", "Le", "Les", "Der", "Die", "Das", "Il", "Er", "Sie",
];

#[cfg(test)]
mod tests {
    use super::split;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(split(text), expected);
    }

    #[test]
    fn full_stops_that_end_something() {
        check("Rain fell. Roads closed.", &["Rain fell.", "Roads closed."]);
        check("It rose to 30. Then it fell.", &["It rose to 30.", "Then it fell."]);
        check("They met in the U.S. The talks failed.", &["They met in the U.S.", "The talks failed."]);
        check("One line\nAnother line", &["One line", "Another line"]);
        check("  ", &[]);
    }

    #[test]
    fn full_stops_that_end_nothing() {
        for whole in [
            "Mr. Smith met Dr. Jones in St. Petersburg.",
            "J. D. Vance and George W. Bush met U.S. Senator Ana P. Ruiz on Sept. 11.",
            "Growth was 2.5 per cent at 9 a.m. Monday.",
            "Am 3. März tagt das Gericht im 19. Stock.",
            "Apple Inc. Chief Executive Tim Cook spoke.",
            "He waited ... and waited.",
        ] {
            check(whole, &[whole]);
        }
    }

    #[test]
    fn quotes_belong_to_their_sentence() {
        check("“We won.” She smiled.", &["“We won.”", "She smiled."]);
        check("“Why?” he asked. “No idea!”", &["“Why?” he asked.", "“No idea!”"]);
        check("« C’est fini ! » Il part.", &["« C’est fini ! »", "Il part."]);
        check("»Gut!« Er kam. »Wir gehen.«", &["»Gut!«", "Er kam.", "»Wir gehen.«"]);
        check("He left (early). Nobody cared.", &["He left (early).", "Nobody cared."]);
    }

    #[test]
    fn other_scripts() {
        check("他说：“我们赢了。”她笑了。", &["他说：“我们赢了。”", "她笑了。"]);
        check("「そうです。」と彼は言った。", &["「そうです。」", "と彼は言った。"]);
        check("هل انتهى؟ نعم انتهى.", &["هل انتهى؟", "نعم انتهى."]);
        check("Что дальше? Никто не знает.", &["Что дальше?", "Никто не знает."]);
    }
}
