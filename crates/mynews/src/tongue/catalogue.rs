//! A catalogue: what one language says for each English key, read from the file that is built in.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::{Calendar, Plural, Tongue};

const FILES: [(Tongue, &str); 6] = [
    (Tongue::English, include_str!("../../words/en.toml")),
    (Tongue::Spanish, include_str!("../../words/es.toml")),
    (Tongue::French, include_str!("../../words/fr.toml")),
    (Tongue::German, include_str!("../../words/de.toml")),
    (Tongue::Arabic, include_str!("../../words/ar.toml")),
    (Tongue::Chinese, include_str!("../../words/zh.toml")),
];

/// What a language says.
#[derive(Clone, Debug, Deserialize)]
pub struct Catalogue {
    pub calendar: Calendar,
    #[serde(default)]
    pub words: HashMap<String, Said>,
}

/// One sentence, or one for each plural form: `one`, `few`, `other`.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(untagged)]
pub enum Said {
    Alone(String),
    Counted(HashMap<String, String>),
}

/// Read when first asked for.
pub(super) fn of(tongue: Tongue) -> &'static Catalogue {
    static READ: [OnceLock<Catalogue>; 6] = [const { OnceLock::new() }; 6];
    READ[tongue as usize].get_or_init(|| {
        let (named, text) = FILES[tongue as usize];
        debug_assert_eq!(named, tongue);
        toml::from_str(text).expect("the tests read every catalogue")
    })
}

impl Catalogue {
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        match self.words.get(key)? {
            Said::Alone(text) => Some(text),
            Said::Counted(_) => None,
        }
    }

    pub(super) fn form(&self, key: &str, plural: Plural) -> Option<&str> {
        match self.words.get(key)? {
            Said::Alone(text) => Some(text),
            Said::Counted(forms) => {
                forms.get(plural.name()).or_else(|| forms.get("other")).map(String::as_str)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_can_be_read() {
        for (place, (tongue, text)) in FILES.into_iter().enumerate() {
            assert_eq!(tongue as usize, place);
            toml::from_str::<Catalogue>(text).unwrap_or_else(|error| panic!("{tongue:?}: {error}"));
        }
    }
}
