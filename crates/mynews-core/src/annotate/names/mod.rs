//! Who and what is named: people, organisations and places, each under the fullest name the page gives it.
//!
//! No model: a name is known by its capitals, by the words in it ("Ministry", "River"), by what stands around it (a
//! title, an age, a verb of speech) and by two lists, the world's places and given names. What stays unclear is left
//! out of the result, but quotes may still have it as their speaker.

mod cast;
pub mod given;
mod kind;
mod places;
pub mod span;
pub mod words;

pub use cast::{Cast, Mention, surname};

use crate::annotate::line::Line;
use crate::model::Entity;

/// What the language of a text says about its capitals.
#[derive(Clone, Copy, Debug)]
pub struct Tongue {
    pub is_english: bool,
    /// German: a capital alone says nothing.
    pub nouns_have_capitals: bool,
}

/// The cast of an article: everyone and everything named in its lines.
pub fn find(lines: &[Line], language: Option<&str>) -> Cast {
    cast::gather(
        lines,
        Tongue {
            is_english: matches!(language, None | Some("en")),
            nouns_have_capitals: language == Some("de"),
        },
    )
}

/// The cast as entities: the most often named first.
pub fn entities(cast: &Cast) -> Vec<Entity> {
    let mut entities: Vec<Entity> = cast
        .members
        .iter()
        .filter_map(|member| {
            Some(Entity { kind: member.kind?, name: member.name.clone(), mentions: member.mentions })
        })
        .collect();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
    entities
}

#[cfg(test)]
mod tests {
    use super::{entities, find};
    use crate::annotate::line::{Line, Origin};
    use crate::model::EntityKind;

    /// Expected names of each kind, in any order.
    fn check(language: &str, text: &str, people: &[&str], organisations: &[&str], places: &[&str]) {
        let lines: Vec<Line> =
            text.lines().enumerate().map(|(at, text)| Line::new(Origin::Paragraph(at), text)).collect();
        let entities = entities(&find(&lines, Some(language)));
        for (kind, expected) in [
            (EntityKind::Person, people),
            (EntityKind::Organisation, organisations),
            (EntityKind::Place, places),
        ] {
            let mut found: Vec<&str> = entities
                .iter()
                .filter(|entity| entity.kind == kind)
                .map(|entity| entity.name.as_str())
                .collect();
            let mut expected = expected.to_vec();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{kind:?} in {text}");
        }
    }

    #[test]
    fn a_title_behind_a_given_name_is_a_surname() {
        check("en", "Stephen King spoke to readers on Monday.", &["Stephen King"], &[], &[]);
    }

    #[test]
    fn names_by_their_form() {
        check(
            "en",
            "On Monday Foreign Minister Anna Lindqvist met Chinese ambassador to the US Wen Dazhong in Stockholm. Wen said \
             little. The Ministry of Health and Sen. Bob Holt (D-Ohio) were told. Lindqvist smiled.",
            &["Anna Lindqvist", "Wen Dazhong", "Bob Holt"],
            &["Ministry of Health"],
            &["US", "Stockholm"],
        );
        check(
            "en",
            "Shares of Acme Inc fell after a Bank of England report, the Harbour Courier newspaper said. Acme Inc was \
             founded in Leeds, England.",
            &[],
            &["Acme Inc", "Bank of England", "Harbour Courier"],
            &["Leeds", "England"],
        );
    }

    #[test]
    fn forms_of_one_name() {
        check(
            "en",
            "The United States and the European Union agreed. The US paid; the EU did not. Mr. Holt left. Robert Holt, \
             a lawyer, is known. Holt said so.",
            &["Robert Holt"],
            &["European Union"],
            &["United States"],
        );
    }

    #[test]
    fn capitals_that_name_nobody() {
        check(
            "en",
            "Tomorrow the President speaks. Rain fell. Nobody came. He won the World Cup on Christmas Day.",
            &[],
            &[],
            &[],
        );
        check("de", "Die Regierung hat das Gesetz über die Steuer im Ausschuss beraten.", &[], &[], &[]);
    }

    #[test]
    fn other_languages() {
        check(
            "de",
            "Bundeskanzler Olaf Scholz reiste nach Peking. Scholz sprach von Frieden.",
            &["Olaf Scholz"],
            &[],
            &["Peking"],
        );
        check(
            "fr",
            "Le président Emmanuel Dubois est arrivé à Londres. En Ukraine, il a plu.",
            &["Emmanuel Dubois"],
            &[],
            &["Londres", "Ukraine"],
        );
        check(
            "es",
            "El alcalde Jorge Soto viajó a España con la Universidad de Salamanca.",
            &["Jorge Soto"],
            &["Universidad de Salamanca"],
            &["España"],
        );
    }
}
