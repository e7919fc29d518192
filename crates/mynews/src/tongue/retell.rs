//! What the core and the store say in English, said again in the reader's language.
//!
//! The reason of a score, the rule that held a story back and the trouble of a feed are composed where they are found
//! out, and kept as sentences. On a page such a sentence is recognised by its shape and retold; one that nobody knows
//! stays as it was said.

use super::fill::{fill, next_place};
use super::{Tongue, number};

/// A sentence in the language spoken.
pub fn retell(said: &str) -> String {
    if Tongue::spoken() == Tongue::English {
        return said.to_owned();
    }
    let (said, end) = match said.strip_suffix('.').filter(|before| !before.ends_with('.')) {
        Some(before) if !SENTENCES.iter().any(|shape| shape.key().ends_with('.') && shape.is(said)) => {
            (before, ".")
        }
        _ => (said, ""),
    };
    match SENTENCES.iter().find_map(|shape| shape.retell(said)) {
        // One full stop, also where the last word is an abbreviation.
        Some(told) if told.ends_with('.') && end.starts_with('.') => told,
        Some(told) => format!("{told}{end}"),
        None => format!("{said}{end}"),
    }
}

/// The shape of a sentence.
pub enum Sentence {
    /// With places that hold anything; what they hold is retold in its turn.
    Plain(&'static str),
    /// One and many of `{n}`.
    Counted(&'static str, &'static str),
}

impl Sentence {
    pub fn key(&self) -> &'static str {
        match self {
            Sentence::Plain(key) | Sentence::Counted(_, key) => key,
        }
    }

    fn is(&self, said: &str) -> bool {
        match self {
            Sentence::Plain(key) => matched(key, said).is_some(),
            Sentence::Counted(one, many) => matched(one, said).or_else(|| matched(many, said)).is_some(),
        }
    }

    fn retell(&self, said: &str) -> Option<String> {
        let tongue = Tongue::spoken();
        match self {
            Sentence::Plain(key) => {
                let held = matched(key, said)?;
                let held: Vec<(&str, String)> =
                    held.into_iter().map(|(name, text)| (name, retell(text))).collect();
                Some(filled(tongue.word(key), &held))
            }
            Sentence::Counted(one, many) => {
                let held = matched(one, said).or_else(|| matched(many, said))?;
                let count = held.iter().find(|(name, _)| *name == "n")?.1.parse().ok()?;
                let held: Vec<(&str, String)> = held
                    .into_iter()
                    .map(|(name, text)| (name, if name == "n" { number(count) } else { retell(text) }))
                    .collect();
                Some(filled(tongue.words_of(count, one, many), &held))
            }
        }
    }
}

fn filled(shape: &str, held: &[(&str, String)]) -> String {
    let held: Vec<(&str, &str)> = held.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fill(shape, &held)
}

/// What the places of a shape hold in a sentence; `None` where it is another sentence.
fn matched<'a>(shape: &'static str, said: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let mut held = Vec::new();
    let (mut shape, mut said) = (shape, said);
    while let Some((before, name, after)) = next_place(shape) {
        said = said.strip_prefix(before)?;
        let until = next_place(after).map_or(after, |(before, ..)| before);
        let end = if until.is_empty() { said.len() } else { said.find(until)? };
        // At the end of a sentence, what follows must be the very end.
        let end = if next_place(after).is_none() { said.len().checked_sub(after.len())? } else { end };
        let text = said.get(..end)?;
        if text.is_empty() || (name == "n" && !text.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        held.push((name, text));
        (shape, said) = (after, &said[end..]);
    }
    (shape == said).then_some(held)
}

macro_rules! sentences {
    ($($kind:ident($($key:literal),*)),* $(,)?) => {
        &[$(Sentence::$kind($($crate::marked!($key)),*)),*]
    };
}

/// What the core (`rank`, `group`, `parse`), the fetching and the work say of news and feeds.
pub const SENTENCES: &[Sentence] = sentences!(
    // Of a score.
    Plain("{outlets} in {countries}"),
    Plain("{outlets} within {hours}"),
    Counted("{n} outlet", "{n} outlets"),
    Counted("{n} country", "{n} countries"),
    Counted("{n} hour", "{n} hours"),
    Plain("high up where its outlets list it"),
    Plain("last report {ago}"),
    Plain("reported {ago}"),
    Plain("just now"),
    Counted("{n} min ago", "{n} min ago"),
    Counted("{n} h ago", "{n} h ago"),
    Counted("{n} day ago", "{n} days ago"),
    Plain("{some} of {all} texts are not copies"),
    Plain("from an outlet that seldom writes"),
    Counted("from an outlet that writes {n} times a week", "from an outlet that writes {n} times a week"),
    Plain("what readers here open"),
    Plain("you follow {subject}"),
    Counted("{n} new report since you looked", "{n} new reports since you looked"),
    Plain("you chose {some} of {all} on {subject}"),
    Plain("you left {some} of {all} on {subject}"),
    Plain("its words are those of what you read"),
    Plain("its words are those of what you turn down"),
    Plain("about what you usually read"),
    Plain("far from what you usually read"),
    Plain("like “{headline}”, which you read"),
    Counted("you passed it over {n} time", "you passed it over {n} times"),
    Plain("readers of what you read opened it"),
    // Of what was held back.
    Plain("{outlet} has {n} stories here already"),
    Plain("{n} stories on {topic} are here already"),
    Plain("told already: {headline}"),
    Plain("its score is {score}"),
    Plain("you muted {subject}"),
    Plain("you hid it"),
    Plain("you read it, and nothing is new"),
    Plain("in {languages}, which you do not read"),
    // Of feeds.
    Plain("{feed} cannot be read: {why}"),
    Plain("{host} asks for a name and password ({number}). Give this feed its credentials."),
    Plain("{host} does not let mynews read this ({number})."),
    Plain("{host} has nothing at this address (404). Check whether it has moved."),
    Plain("{host} asks for fewer requests (429). It is left alone for a while."),
    Plain("{host} was not ready to answer ({number}). It is tried again later."),
    Plain("{host} is not available at the moment (503). It is tried again later."),
    Plain("{host} has trouble of its own ({number}). It is tried again later."),
    Plain("{host} does not answer this request ({number})."),
    Plain("No host named {host} was found. Check the address, and the network."),
    Plain("There is no safe connection to {host}: {why}."),
    Plain("its certificate has expired, and its owner has to renew it"),
    Plain("{host} cannot be reached: {why}. It is tried again later."),
    Plain("no answer"),
    Plain("connection refused"),
    Plain(
        "{host} took longer than {seconds} seconds. It is tried again later; total_seconds_max in [fetch] of config.toml sets this limit."
    ),
    Plain("Only http and https addresses are fetched, and this one begins with {scheme}:."),
    Plain("{what}, so it is not asked. {next}"),
    Plain("{host} is not a public address"),
    Plain("{host} is {address}, which is not a public address"),
    Plain("If it is yours, whoever runs mynews can add {host} to allow_private in [fetch] of config.toml."),
    Plain("the outlet took this feed away for good (410); remove it, or look for its new address"),
    Plain("{address} is no web address; try https://example.org/feed.xml"),
    Plain("{address} was taken away for good: look for the outlet's new address"),
    Plain("{address} is no feed and names none: look for “RSS” or “feed” on the site and add that address"),
    Plain("{address} names {n} feeds, and none of them can be read"),
    Plain("at most {most} of {feed} in one edition, as you asked"),
    Plain("a name has at most {most} letters"),
    Plain("a search in a rule has at most {most} letters"),
    Plain("a rule has at most {most} searches"),
    Plain("“{search}” asks for nothing"),
    Plain("“{search}” hangs on the day or on what you read, and a rule may not"),
    Plain("the list names no feed; an OPML file has <outline xmlUrl=\"…\"> lines"),
    Plain("A date cannot be read."),
    Plain("An ampersand stands where an entity should."),
    Plain("An element is never closed."),
    Plain("The document ends in the middle of an entry."),
    Plain("The feed has more entries than we keep; the newest were read."),
    Plain("Characters that no text may hold were left out."),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_knows_its_sentences() {
        let held = |shape, said| matched(shape, said).map(|held| format!("{held:?}"));
        assert_eq!(
            held("{a} in {b}", "9 outlets in 5 countries").unwrap(),
            r#"[("a", "9 outlets"), ("b", "5 countries")]"#
        );
        assert_eq!(
            held("in {a}, which you do not read", "in de, fr, which you do not read").unwrap(),
            r#"[("a", "de, fr")]"#
        );
        assert_eq!(held("{n} outlets", "nine outlets"), None);
        assert_eq!(held("you hid it", "you hid it all"), None);
    }

    #[test]
    fn sentences_are_retold_piece_by_piece() {
        Tongue::German.while_speaking(|| {
            assert_eq!(retell("9 outlets in 5 countries"), "9 Medien in 5 Ländern");
            assert_eq!(retell("last report 2 h ago."), "letzter Bericht vor 2 Std.");
            assert_eq!(retell("nobody ever said this"), "nobody ever said this");
        });
        assert_eq!(retell("9 outlets in 5 countries"), "9 outlets in 5 countries");
    }
}
