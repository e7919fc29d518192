//! What kind of thing a name names: told by its own words and by what stands around it.

use super::given;
use super::places::{self, Rank};
use super::span::{Span, is_title};
use super::words::{
    ACRONYM_NOUNS, NO_NAMES, ORGANISATION_HEADS, ORGANISATION_KINDS, ORGANISATION_NOUNS, OTHER_NOUNS,
    PLACE_NOUNS, PLACE_PREPOSITIONS, TITLE_PARTS,
};
use crate::annotate::line::{Line, Word};
use crate::annotate::quotes::words::is_cue;
use crate::model::EntityKind;

/// What is known of a name from one place where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guess {
    Sure(EntityKind),
    /// A town of this name is known, but nothing says that the town is meant.
    PerhapsPlace,
    /// The name of an event, a law, a work.
    Other,
    Unknown,
}

const PERSON: Guess = Guess::Sure(EntityKind::Person);
const ORGANISATION: Guess = Guess::Sure(EntityKind::Organisation);
const PLACE: Guess = Guess::Sure(EntityKind::Place);

pub fn guess(line: &Line, span: &Span, nouns_have_capitals: bool) -> Guess {
    let words = &line.words[span.first..=span.last];
    let name = line.slice(span.first, span.last);
    let several = words.len() > 1;
    if span.title.is_some() {
        return PERSON;
    }
    let (first, last) = (&words[0], &words[words.len() - 1]);
    if let Some(guess) = by_gazetteer(line, span, name) {
        return guess;
    }
    if several && is_organisation(words) {
        return ORGANISATION;
    }
    if several
        && (PLACE_NOUNS.contains(&last.lower)
            || matches!(first.text, "Mount" | "Lake" | "Cape" | "Gulf" | "Strait"))
    {
        return PLACE;
    }
    if OTHER_NOUNS.contains(&last.lower) {
        return Guess::Other;
    }
    if !several && last.is_acronym() {
        let letters = last.text.chars().count();
        return if letters <= 6
            && !ACRONYM_NOUNS.contains(&last.lower)
            && !last.text.starts_with(|c: char| c.is_ascii_digit())
        {
            ORGANISATION
        } else {
            Guess::Other
        };
    }
    if title_before(line, span.first) {
        return PERSON;
    }
    if several
        && (words.len() <= 4)
        && given::gender(first.text).is_some()
        && words.iter().all(|word| !word.is_acronym() || word.is_initial())
    {
        return PERSON;
    }
    if organisation_kind_behind(line, span.last) {
        return ORGANISATION;
    }
    // Where every noun has a capital, a run of capitals alone says nothing.
    if nouns_have_capitals {
        return Guess::Unknown;
    }
    if several && words.len() <= 4 && (words.iter().any(Word::is_initial) || described_as_person(line, span))
    {
        return PERSON;
    }
    Guess::Unknown
}

fn by_gazetteer(line: &Line, span: &Span, name: &str) -> Option<Guess> {
    let place = places::place(name)?;
    let single = span.first == span.last;
    let behind_preposition = span.first > 0
        && line.gap(span.first - 1) == " "
        && PLACE_PREPOSITIONS.contains(&line.words[span.first - 1].lower);
    let before_greater = line.gap(span.last).starts_with(", ")
        && line.words.get(span.last + 1).is_some_and(|next| {
            next.capital && places::place(next.text).is_some_and(|next| next.rank >= Rank::State)
        });
    let person_before =
        span.first > 0 && line.gap(span.first - 1) == " " && is_title(&line.words[span.first - 1]);
    if person_before && single {
        return None;
    }
    Some(match place.rank {
        Rank::Country | Rank::Capital | Rank::State => PLACE,
        Rank::City if given::gender(name).is_none() => PLACE,
        _ if behind_preposition || before_greater => PLACE,
        _ if !single && given::gender(line.words[span.first].text).is_none() => PLACE,
        _ if !single => return None,
        _ => Guess::PerhapsPlace,
    })
}

fn is_organisation(words: &[Word]) -> bool {
    let last = &words[words.len() - 1];
    ORGANISATION_NOUNS.contains(&last.lower)
        || words.windows(2).any(|pair| {
            ORGANISATION_HEADS.contains(&pair[0].lower)
                && matches!(pair[1].lower.as_ref(), "of" | "for" | "de" | "del" | "di" | "des" | "du" | "da" | "do")
        })
        // "Agency France-Presse", "Banco Santander".
        || ORGANISATION_HEADS.contains(&words[0].lower) && words.len() <= 3 && !NO_NAMES.contains(&last.lower)
}

/// "vice foreign minister Le Yucheng", "spokesman Josh Schwerin", "striker Harry Kane".
fn title_before(line: &Line, first: usize) -> bool {
    first > 0
        && matches!(line.gap(first - 1), " " | "\u{a0}" | ". ")
        && is_title(&line.words[first - 1])
        && !line.words[first - 1].possessive
}

/// "the National Interest journal", "the Acme company".
fn organisation_kind_behind(line: &Line, last: usize) -> bool {
    !line.words[last].possessive
        && line.gap(last) == " "
        && line.words.get(last + 1).is_some_and(|next| ORGANISATION_KINDS.contains(&next.lower))
}

/// An age, "who", an apposition or a verb of speech behind it, or a verb of speech before it.
fn described_as_person(line: &Line, span: &Span) -> bool {
    let words = &line.words;
    let behind = words.get(span.last + 1);
    let gap = line.gap(span.last);
    if let Some(next) = behind {
        if gap == ", " {
            let is_age = next.text.len() == 2 && next.text.chars().all(|c| c.is_ascii_digit());
            let describes =
                matches!(
                    next.lower.as_ref(),
                    "a" | "an" | "the" | "who" | "whose" | "his" | "her" | "one" | "aged"
                ) && words[span.last + 1..].iter().take(8).any(|word| is_title(word) || word.lower == "who");
            if is_age
                || describes
                || next.lower == "who"
                || TITLE_PARTS.contains(&next.lower)
                || is_title(next)
            {
                return true;
            }
        }
        if gap == " " && (is_cue(&next.lower) || next.lower == "who") {
            return true;
        }
        // "Jon Tester (D-Mont.)", "Anna Berg (34)".
        if gap == " ("
            && (next.text.len() == 2 && next.text.chars().all(|c| c.is_ascii_digit())
                || next.text.starts_with("R-")
                || next.text.starts_with("D-"))
        {
            return true;
        }
    }
    span.first > 0 && line.gap(span.first - 1) == " " && is_cue(&words[span.first - 1].lower)
}
