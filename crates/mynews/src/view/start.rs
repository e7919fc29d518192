//! The page that makes a mynews one's own: languages, topics, the outlets that come with them, where and when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use mynews_core::model::Subject;
use mynews_store::FeedRow;
use serde::Serialize;

use super::catalogue::label_of_topic;
use super::front::Tile;
use super::outlets::progress;
use super::today::Today;
use super::words;
use crate::work::catalogue::{self, GENERAL, Listed, THEMES, Theme};
use crate::{say, say_count};

/// Topics of today's page that are offered beside those of the list.
const ALSO_MAX: usize = 10;
/// Times of day that a form asks for.
const TIMES: usize = 4;

/// The page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Start {
    pub title: String,
    pub languages: Vec<LanguageChoice>,
    /// Whether the languages are the browser's, because the reader chose none yet.
    pub is_preset: bool,
    pub themes: Vec<ThemeChoice>,
    /// What today's stories are about beside.
    pub also: Vec<Tile>,
    pub offers: Vec<Offer>,
    /// Outlets in them that are not followed yet.
    pub offered: usize,
    pub button: String,
    pub followed: String,
    /// How far the reading of them is, while they are being read.
    pub progress: Option<String>,
    pub setting: Setting,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LanguageChoice {
    pub tag: String,
    pub name: String,
    /// "23 outlets".
    pub adds: String,
    pub chosen: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ThemeChoice {
    pub key: &'static str,
    pub label: String,
    /// "21 outlets · 6 stories today".
    pub adds: String,
    pub chosen: bool,
}

/// Outlets of one theme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Offer {
    pub key: &'static str,
    pub title: String,
    pub note: String,
    pub outlets: Vec<OutletChoice>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OutletChoice {
    pub name: &'static str,
    pub lang: &'static str,
    pub note: String,
    pub address: &'static str,
    /// The number of the reader's feed, where they follow it.
    pub feed: Option<String>,
}

/// Where a reader is, and when they want an edition.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Setting {
    pub regions: Vec<Choice>,
    pub zones: Vec<Zones>,
    /// The zone that holds where none is chosen.
    pub usual_zone: String,
    /// "07:00", as many as the form has fields.
    pub times: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// Time zones of one part of the world.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Zones {
    pub label: String,
    pub zones: Vec<Choice>,
}

impl Start {
    /// `languages` are those that a browser asks for; `feeds` the reader's own.
    pub fn of(today: &Today, languages: &[String], feeds: &[FeedRow]) -> Start {
        let (reads, is_preset) = match today.reader.languages.is_empty() {
            true => (preset(languages), true),
            false => (today.reader.languages.clone(), false),
        };
        let readable: Vec<&Listed> = (catalogue::all().iter())
            .filter(|listed| reads.iter().any(|language| language == listed.language))
            .collect();
        let followed: BTreeMap<&str, &FeedRow> = feeds.iter().map(|feed| (feed.url.as_str(), feed)).collect();
        let region = today.reader.region.as_deref();
        let offers: Vec<Offer> = std::iter::once((GENERAL, say!("News of every kind"), None))
            .chain(THEMES.iter().map(|theme| (theme.key, label(theme), Some(theme))))
            .filter(|(_, _, theme)| theme.is_none_or(|theme| today.follows(&theme.subject())))
            .filter_map(|(key, title, theme)| {
                let holds = |listed: &Listed| match theme {
                    Some(theme) => theme.holds(listed),
                    None => listed.topic == GENERAL,
                };
                let of: Vec<&Listed> = readable.iter().copied().filter(|listed| holds(listed)).collect();
                (!of.is_empty()).then(|| offer(key, title, of, region, &followed))
            })
            .collect();
        let offered = offers.iter().flat_map(|one| &one.outlets).filter(|one| one.feed.is_none()).count();
        Start {
            title: say!("Make it yours"),
            languages: languages_of(today, &reads),
            is_preset,
            themes: THEMES.iter().map(|theme| theme_choice(theme, today, &readable)).collect(),
            also: also(today),
            button: say_count!(offered, "Follow this outlet", "Follow the outlets ticked"),
            progress: progress(feeds, None),
            followed: match feeds.len() {
                0 => say!("You follow none yet."),
                some => say_count!(some, "You follow {n} feed.", "You follow {n} feeds."),
            },
            offers,
            offered,
            setting: Setting::of(today),
        }
    }
}

/// Which of the languages a browser asks for have outlets in the list; where none has, English.
pub fn preset(asked: &[String]) -> Vec<String> {
    let listed: BTreeSet<&str> = catalogue::all().iter().map(|listed| listed.language).collect();
    let known: Vec<String> = asked.iter().filter(|tag| listed.contains(tag.as_str())).cloned().collect();
    if known.is_empty() { vec!["en".to_owned()] } else { known }
}

/// The languages of the list, and those that today's stories are in.
fn languages_of(today: &Today, reads: &[String]) -> Vec<LanguageChoice> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for listed in catalogue::all() {
        *counts.entry(listed.language).or_default() += 1;
    }
    for tag in today.candidates().flat_map(|candidate| &candidate.languages).chain(reads) {
        counts.entry(tag).or_default();
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
    (counts.into_iter())
        .map(|(tag, outlets)| LanguageChoice {
            name: words::own_name(tag).to_owned(),
            adds: match outlets {
                0 => say!("none in the list"),
                some => say_count!(some, "{n} outlet", "{n} outlets"),
            },
            chosen: reads.iter().any(|one| one == tag),
            tag: tag.to_owned(),
        })
        .collect()
}

fn label(theme: &Theme) -> String {
    match theme.key {
        "science" => words::topic("Science and tech"),
        "security" => say!("Computer security"),
        key => label_of_topic(key),
    }
}

/// A theme with what it adds: outlets of the list in the reader's languages, and what of today's news is about it.
fn theme_choice(theme: &Theme, today: &Today, readable: &[&Listed]) -> ThemeChoice {
    let subject = theme.subject();
    let outlets = readable.iter().filter(|listed| theme.holds(listed)).count();
    let mut adds = match outlets {
        0 => say!("no outlet in your languages"),
        some => say_count!(some, "{n} outlet", "{n} outlets"),
    };
    let stories = today.candidates().filter(|one| one.subjects().any(|about| about.key() == subject.key()));
    match stories.count() {
        0 => {}
        some => {
            adds.push_str(" · ");
            adds.push_str(&say_count!(some, "{n} story today", "{n} stories today"));
        }
    }
    ThemeChoice { key: theme.key, label: label(theme), adds, chosen: today.follows(&subject) }
}

/// The topics that most of today's stories are about, but for the themes, and all that are followed.
fn also(today: &Today) -> Vec<Tile> {
    let themes: BTreeSet<u64> = THEMES.iter().map(|theme| theme.subject().key()).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for topic in today.candidates().flat_map(|candidate| &candidate.topics) {
        *counts.entry(&topic.key).or_default() += 1;
    }
    let subject = |key: &str| Subject::Topic(key.to_owned());
    let mut counts: Vec<(&str, usize)> =
        counts.into_iter().filter(|(key, _)| !themes.contains(&subject(key).key())).collect();
    counts.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
    (counts.into_iter().enumerate())
        .filter(|(place, (key, _))| *place < ALSO_MAX || today.follows(&subject(key)))
        .map(|(_, (key, count))| Tile {
            label: today.names.name(&subject(key)),
            chosen: today.follows(&subject(key)),
            key: key.to_owned(),
            count,
        })
        .collect()
}

fn offer(
    key: &'static str,
    title: String,
    mut listed: Vec<&'static Listed>,
    region: Option<&str>,
    followed: &BTreeMap<&str, &FeedRow>,
) -> Offer {
    listed.sort_by_key(|one| region != Some(one.country));
    let outlets: Vec<OutletChoice> = listed.into_iter().map(|one| outlet(one, followed)).collect();
    let new = outlets.iter().filter(|one| one.feed.is_none()).count();
    let note = match new {
        0 => say!("all of them are yours"),
        _ => say_count!(outlets.len(), "{n} outlet", "{n} outlets"),
    };
    Offer { key, title, note, outlets }
}

fn outlet(listed: &Listed, followed: &BTreeMap<&str, &FeedRow>) -> OutletChoice {
    let feed = mynews_core::text::url::canonical(listed.address)
        .and_then(|address| followed.get(address.as_str()).copied());
    let mut note = words::language(listed.language);
    if !listed.country.is_empty() {
        note.push_str(&format!(" · {}", listed.country));
    }
    // What an outlet brings is known once it was read, and not before.
    match feed.map(|feed| feed.weekly_entries).unwrap_or_default() {
        0 => {}
        weekly => {
            note.push_str(" · ");
            note.push_str(&say_count!(weekly.div_ceil(7), "some {n} a day", "some {n} a day"));
        }
    }
    OutletChoice {
        name: listed.name,
        lang: listed.language,
        note,
        address: listed.address,
        feed: feed.map(|feed| feed.id.to_string()),
    }
}

impl Setting {
    pub fn of(today: &Today) -> Setting {
        let reader = today.reader;
        let chosen = reader.time_zone.as_deref().unwrap_or_default();
        let mut times: Vec<String> = reader.edition_times.iter().map(written).collect();
        times.resize(TIMES.max(times.len()), String::new());
        Setting {
            regions: regions(reader.region.as_deref()),
            zones: zones(chosen),
            usual_zone: today.when.zone().iana_name().unwrap_or("UTC").to_owned(),
            times,
        }
    }
}

/// "07:00".
pub fn written(time: &Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The countries that outlets of the list are from.
fn regions(chosen: Option<&str>) -> Vec<Choice> {
    let countries: BTreeSet<&str> = (catalogue::all().iter().map(|listed| listed.country))
        .chain(chosen)
        .filter(|country| !country.is_empty())
        .collect();
    let choice = |country: &str| Choice {
        value: country.to_owned(),
        label: own_name(country).to_owned(),
        chosen: chosen == Some(country),
    };
    countries.into_iter().map(choice).collect()
}

/// What a country calls itself, where we know; else its code.
fn own_name(country: &str) -> &str {
    const NAMES: [(&str, &str); 20] = [
        ("AU", "Australia"),
        ("BR", "Brasil"),
        ("CA", "Canada"),
        ("CH", "Schweiz · Suisse · Svizzera"),
        ("DE", "Deutschland"),
        ("ES", "España"),
        ("EU", "Europe · Europa"),
        ("FR", "France"),
        ("GB", "United Kingdom"),
        ("HK", "Hong Kong · 香港"),
        ("ID", "Indonesia"),
        ("IN", "India · भारत"),
        ("IT", "Italia"),
        ("JP", "日本"),
        ("KR", "대한민국"),
        ("QA", "Qatar · قطر"),
        ("SG", "Singapore"),
        ("UA", "Україна"),
        ("US", "United States"),
        ("ZA", "South Africa"),
    ];
    NAMES.iter().find(|(code, _)| *code == country).map_or(country, |(_, name)| name)
}

/// Every zone this machine knows by the name of a city, by part of the world.
fn zones(chosen: &str) -> Vec<Zones> {
    let mut parts: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    let known = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let mut names: BTreeSet<String> = known.filter(|name| is_of_a_city(name)).collect();
    names.insert("UTC".to_owned());
    names.extend((!chosen.is_empty()).then(|| chosen.to_owned()));
    for name in names {
        let (part, city) = name.split_once('/').unwrap_or(("", &name));
        let label = city.replace('_', " ").replace('/', ", ");
        parts.entry(part.to_owned()).or_default().push(Choice {
            chosen: name == chosen,
            label,
            value: name.clone(),
        });
    }
    parts.into_iter().map(|(label, zones)| Zones { label, zones }).collect()
}

fn is_of_a_city(name: &str) -> bool {
    const PARTS: [&str; 9] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
    ];
    PARTS.iter().any(|part| name.starts_with(part)) || name.starts_with("Pacific/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_presets_the_languages_that_have_outlets() {
        let of =
            |asked: &[&str]| preset(&asked.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>()).join(" ");
        assert_eq!(of(&["de", "en", "xx"]), "de en");
        assert_eq!(of(&["xx"]), "en");
        assert_eq!(of(&[]), "en");
    }

    #[test]
    fn zones_are_found_by_their_cities() {
        let parts = zones("Asia/Hong_Kong");
        let chosen: Vec<&Choice> =
            parts.iter().flat_map(|part| &part.zones).filter(|one| one.chosen).collect();
        assert_eq!(chosen.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["Hong Kong"]);
    }
}
