//! Feeds to begin with, by what they write about, and the countries of their outlets. Facts that are built in; nothing
//! of it is fetched until a reader follows it.

use std::sync::LazyLock;

use mynews_core::model::{EntityKind, OutletKey, Subject};
use mynews_core::text::url;

static LISTED: &str = include_str!("../../../../assets/catalogue.tsv");

/// A feed that can be followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    pub topic: &'static str,
    /// BCP 47 primary tag.
    pub language: &'static str,
    /// ISO 3166; empty where the outlet is of no country.
    pub country: &'static str,
    pub name: &'static str,
    pub address: &'static str,
}

/// The whole list, by topic, language and name.
pub fn all() -> &'static [Listed] {
    static ALL: LazyLock<Vec<Listed>> = LazyLock::new(|| {
        let lines = LISTED.lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut fields = line.split('\t');
                Some(Listed {
                    topic: fields.next()?,
                    language: fields.next()?,
                    country: fields.next()?,
                    name: fields.next()?,
                    address: fields.next()?,
                })
            })
            .collect()
    });
    &ALL
}

/// What a newcomer may pick: topics of the list under one name, and what is followed with it.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub key: &'static str,
    /// Topics of the list.
    pub topics: &'static [&'static str],
    follows: Followed,
}

/// What stories about a theme have in common. A subject heading where there is one: it needs no label of an outlet's.
#[derive(Clone, Copy, Debug)]
enum Followed {
    Heading(&'static str),
    Place(&'static str),
    Interest(&'static str),
}

/// News about anything: offered to everyone, and nothing to follow.
pub const GENERAL: &str = "world";

/// Every topic of the list but the general one.
#[rustfmt::skip]
pub const THEMES: [Theme; 9] = [
    Theme { key: "politics", topics: &["politics"], follows: Followed::Heading("politics") },
    Theme { key: "business", topics: &["business"], follows: Followed::Heading("economy-business-and-finance") },
    Theme { key: "science", topics: &["science", "technology"], follows: Followed::Heading("science-and-technology") },
    Theme { key: "climate", topics: &["climate"], follows: Followed::Heading("environment") },
    Theme { key: "health", topics: &["health"], follows: Followed::Heading("health") },
    Theme { key: "culture", topics: &["culture"], follows: Followed::Heading("arts-culture-entertainment-and-media") },
    Theme { key: "sport", topics: &["sport"], follows: Followed::Heading("sport") },
    Theme { key: "security", topics: &["security"], follows: Followed::Interest("computer security") },
    Theme { key: "hongkong", topics: &["hongkong"], follows: Followed::Place("Hong Kong") },
];

impl Theme {
    pub fn named(key: &str) -> Option<Theme> {
        THEMES.into_iter().find(|theme| theme.key == key)
    }

    pub fn subject(&self) -> Subject {
        match self.follows {
            Followed::Heading(key) => Subject::Topic(key.to_owned()),
            Followed::Place(name) => Subject::Entity(EntityKind::Place, name.to_owned()),
            Followed::Interest(words) => Subject::Interest(words.to_owned()),
        }
    }

    pub fn holds(&self, listed: &Listed) -> bool {
        self.topics.contains(&listed.topic)
    }
}

/// The country of an outlet, where the list knows it and is of one mind.
pub fn country_of(outlet: &OutletKey) -> Option<String> {
    let same = |listed: &&Listed| url::outlet_key(listed.address).is_some_and(|key| key == *outlet);
    let mut countries = all().iter().filter(same).map(|listed| listed.country);
    let first = countries.next().filter(|country| !country.is_empty())?;
    countries.all(|country| country == first).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_a_feed_that_can_be_followed() {
        let lines = LISTED.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len(), lines);
        let mut addresses = BTreeSet::new();
        for listed in all() {
            assert!(url::canonical(listed.address).is_some(), "{listed:?}");
            assert!(
                !listed.topic.is_empty() && listed.language.len() == 2 && !listed.name.is_empty(),
                "{listed:?}"
            );
            assert!(listed.country.is_empty() || listed.country.len() == 2, "{listed:?}");
            addresses.insert(listed.address);
        }
        assert_eq!(addresses.len(), lines, "each once");
    }

    #[test]
    fn every_topic_has_a_theme() {
        let themed =
            |topic: &str| topic == GENERAL || THEMES.iter().any(|theme| theme.topics.contains(&topic));
        let left: BTreeSet<&str> =
            all().iter().map(|listed| listed.topic).filter(|topic| !themed(topic)).collect();
        assert_eq!(left, BTreeSet::new());
    }

    #[test]
    fn outlets_have_countries() {
        assert_eq!(country_of(&OutletKey("theguardian.com".into())).as_deref(), Some("GB"));
        assert_eq!(country_of(&OutletKey("harbour-post.test".into())), None);
    }
}
