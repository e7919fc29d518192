//! Recorded articles made harder in the ways a real stream is hard: stories that share their places and people, columns
//! that come every day, results told in the same words, round-ups of the day, and boxes that an outlet prints everywhere.
//!
//! Everything is drawn from a seed, so a stream is the same stream every time.

use std::collections::{BTreeMap, HashMap};

use mynews_core::model::Timestamp;
use mynews_core::text::tokens::words;

use super::stream::{Chance, Told};

/// Names of one small world.
const WORLD_NAMES: usize = 48;

/// Names of a story that the world's take the place of.
const RENAMED_MAX: usize = 5;

/// 2026-01-05, where made streams begin.
const BEGINS: i64 = 1_767_571_200;

/// Moves every story into one small world: its most frequent names become names that other stories have too, so that
/// sharing a place or a person no longer means telling of the same thing.
pub fn in_one_world(told: &[Told], chance: &mut Chance) -> Vec<Told> {
    let world: Vec<String> = (0..WORLD_NAMES).map(|_| name(chance)).collect();
    let mut by_story: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for one in told {
        by_story.entry(one.story.as_deref().unwrap_or(&one.id)).or_default().push(one);
    }
    let mut moved: HashMap<String, Told> = HashMap::new();
    for articles in by_story.values() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in articles.iter().flat_map(|one| words(&one.text)) {
            if word.capital && !word.opens && word.text.len() > 3 {
                *counts.entry(word.text).or_default() += 1;
            }
        }
        let mut frequent: Vec<(&str, usize)> = counts.into_iter().collect();
        frequent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut renamed: HashMap<&str, &str> = HashMap::new();
        for (from, _) in frequent.iter().take(RENAMED_MAX) {
            if chance.part() < 0.8 {
                // Some names are everywhere, most are rare.
                let to = chance.part().powi(2) * WORLD_NAMES as f64;
                renamed.insert(from, world[to as usize].as_str());
            }
        }
        for one in articles {
            let told = Told {
                title: one.title.as_deref().map(|title| rename(title, &renamed)),
                text: rename(&one.text, &renamed),
                ..(*one).clone()
            };
            moved.insert(one.id.clone(), told);
        }
    }
    told.iter().filter_map(|one| moved.remove(&one.id)).collect()
}

fn name(chance: &mut Chance) -> String {
    const STARTS: [&str; 12] =
        ["Bel", "Cor", "Dra", "Fen", "Gal", "Hol", "Kar", "Lin", "Mor", "Nor", "Sten", "Var"];
    const ENDS: [&str; 12] =
        ["aby", "eck", "iston", "mere", "ovar", "rund", "sund", "tova", "ula", "wick", "ynne", "zeth"];
    format!("{}{}", STARTS[chance.below(12)], ENDS[chance.below(12)])
}

fn rename(text: &str, renamed: &HashMap<&str, &str>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for word in words(text) {
        if let Some(to) = renamed.get(word.text) {
            written.push_str(&text[at..word.start]);
            written.push_str(to);
            at = word.start + word.text.len();
        }
    }
    written.push_str(&text[at..]);
    written
}

/// Cuts each article to about so many bytes, at the end of a line or a sentence.
pub fn shortened(told: &[Told], bytes: usize, chance: &mut Chance) -> Vec<Told> {
    told.iter()
        .map(|one| {
            let most = bytes / 2 + chance.below(bytes);
            let text = &one.text[..one.text.floor_char_boundary(most)];
            let end = if text.len() < one.text.len() {
                text.rfind(". ").map_or(text.len(), |dot| dot + 1)
            } else {
                text.len()
            };
            Told { text: text[..end].to_owned(), ..one.clone() }
        })
        .collect()
}

/// Gives every article an outlet and a time: a story begins somewhere in the week, and what follows follows soon.
pub fn dated(told: &[Told], days: f64, outlets: usize, chance: &mut Chance) -> Vec<Told> {
    let mut begins: HashMap<String, f64> = HashMap::new();
    told.iter()
        .map(|one| {
            let story = one.story.clone().unwrap_or_else(|| one.id.clone());
            let begun = *begins.entry(story).or_insert_with(|| chance.part() * days * 86_400.0);
            let after = -(1.0 - chance.part()).ln() * 30_000.0;
            Told {
                published: at(begun + after),
                outlet: one.outlet.clone().or_else(|| Some(format!("outlet {}", chance.below(outlets)))),
                url: None,
                ..one.clone()
            }
        })
        .collect()
}

fn at(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_second(BEGINS + seconds as i64).ok()
}

pub fn in_order_of_time(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_key(|one| one.published);
    told
}

/// Every second outlet prints a box and the opening of an earlier article of its own under each article.
pub fn furnished(told: &[Told], chance: &mut Chance) -> Vec<Told> {
    const BOXES: [&str; 4] = [
        "The morning in five minutes\nGet the best of our newsroom by mail every working day. You can leave whenever you like.",
        "Support independent journalism\nReaders like you pay for our reporters, our photographers and our lawyers.",
        "Most read this week on our pages and in our letters\nHow we report, and how to tell us that we got something wrong.",
        "Follow us for news from the region, the country and the world, and send us your pictures of the weather.",
    ];
    let mut earlier: HashMap<String, Vec<String>> = HashMap::new();
    told.iter()
        .map(|one| {
            let Some(outlet) = one.outlet.clone() else { return one.clone() };
            let kind = outlet.bytes().map(usize::from).sum::<usize>();
            let before = earlier.entry(outlet).or_default();
            let mut text = one.text.clone();
            if kind.is_multiple_of(2) && chance.part() < 0.7 {
                text = format!("{text}\n{}", BOXES[kind / 2 % BOXES.len()]);
                if !before.is_empty() && chance.part() < 0.6 {
                    text = format!("{text}\n{}", before[chance.below(before.len())]);
                }
            }
            before.push(one.text.lines().take(2).collect::<Vec<_>>().join("\n"));
            Told { text, ..one.clone() }
        })
        .collect()
}

/// Round-ups of what stands in the stream: openings of a few articles under one title. They belong to no story.
pub fn round_ups(told: &[Told], count: usize, chance: &mut Chance) -> Vec<Told> {
    const TITLES: [&str; 6] = [
        "What you need to know this morning",
        "The day in brief",
        "News in brief",
        "Live: all developments of the day",
        "Five things to start the day",
        "Evening briefing",
    ];
    (0..count)
        .map(|number| {
            let from = chance.below(told.len());
            let near: Vec<&Told> =
                (0..4 + chance.below(5)).map(|step| &told[(from + step * 3) % told.len()]).collect();
            let openings: Vec<&str> = near.iter().map(|one| opening(&one.text)).collect();
            let title = match (chance.below(3), &near[0].title) {
                (0, Some(first)) => format!("{}: {first} and more", TITLES[chance.below(TITLES.len())]),
                _ => TITLES[chance.below(TITLES.len())].to_owned(),
            };
            Told {
                id: format!("round-up {number}"),
                title: Some(title),
                text: openings.join("\n"),
                outlet: Some(format!("outlet {}", chance.below(12))),
                published: near.iter().filter_map(|one| one.published).max(),
                ..Told::default()
            }
        })
        .collect()
}

fn opening(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.match_indices(". ").nth(1).map_or(text.len(), |(dot, _)| dot + 1);
    &text[..text.floor_char_boundary(end.min(400))]
}

/// Columns that come every day under the same title with much the same words, and companies' results: look-alikes, each
/// a thing of its own.
pub fn series(days: usize, chance: &mut Chance) -> Vec<Told> {
    const SIGNS: [&str; 6] = ["Aries", "Taurus", "Gemini", "Leo", "Virgo", "Libra"];
    const ADVICE: [&str; 10] = [
        "An old friend has news for you.",
        "Money matters need a second look.",
        "Say less and listen more today.",
        "A journey can wait until the weekend.",
        "Someone at work admires your patience.",
        "Do not sign anything in a hurry.",
        "Love is closer than you think.",
        "Rest is not a waste of time.",
        "A small gift opens a large door.",
        "Trust your first thought this afternoon.",
    ];
    const SKIES: [&str; 8] = [
        "Rain spreads from the west in the morning.",
        "Sunny spells in the south, showers in the hills.",
        "Fog lifts slowly in the valleys.",
        "Gusts along the coast reach gale force.",
        "A dry day with long bright intervals.",
        "Snow falls above a thousand metres.",
        "Thunderstorms are possible late in the day.",
        "Cloud thickens toward evening.",
    ];
    const ROADS: [&str; 6] = [
        "Roadworks close one lane between the ring road and the river.",
        "Expect delays near the stadium before the match.",
        "The tunnel is shut overnight for cleaning.",
        "A broken lorry slows traffic on the northern bypass.",
        "Trains on the valley line run every hour.",
        "The ferry leaves twenty minutes late.",
    ];
    let mut made = Vec::new();
    for day in 0..days {
        for outlet in 0..3 {
            let mut column = |title: String, pool: &[&str], heads: &[&str], hour: f64| {
                let mut lines = Vec::new();
                for place in 0..6 {
                    let head = heads.get(place).map(|head| format!("{head}: ")).unwrap_or_default();
                    lines.push(format!(
                        "{head}{} {}",
                        pool[chance.below(pool.len())],
                        pool[chance.below(pool.len())]
                    ));
                }
                lines.push(format!(
                    "Lows of {} and highs of {} degrees.",
                    chance.below(9),
                    10 + chance.below(12)
                ));
                made.push(Told {
                    id: format!("series {}", made.len()),
                    title: Some(title),
                    text: lines.join("\n"),
                    outlet: Some(format!("outlet {outlet}")),
                    published: at(day as f64 * 86_400.0 + hour * 3_600.0 + f64::from(outlet) * 900.0),
                    ..Told::default()
                });
            };
            column("Your horoscope for today".to_owned(), &ADVICE, &SIGNS, 5.0);
            column("Weather: the forecast for today".to_owned(), &SKIES, &[], 6.0);
            column("Traffic: where it will be slow today".to_owned(), &ROADS, &[], 7.0);
        }
    }
    for company in 0..days * 3 {
        let name =
            format!("{} {}", name(chance), ["Group", "Energy", "Foods", "Bank", "Motors"][chance.below(5)]);
        let (quarter, profit, part) = (chance.below(4), 10 + chance.below(900), chance.below(40));
        let quarter = ["first", "second", "third", "fourth"][quarter];
        let way = ["rise", "fall"][chance.below(2)];
        let published = at(chance.part() * days as f64 * 86_400.0);
        for telling in 0..1 + chance.below(3) {
            let (title, text) = match telling {
                0 => (
                    format!("{name} reports {part} per cent {way} in {quarter}-quarter profit"),
                    format!(
                        "{name} said on Tuesday that its net profit for the {quarter} quarter came to {profit} million, a {way} of {part} per cent on the year before. Revenue grew on strong demand, the company said in a statement.\nShares in {name} moved little in early trading. The board kept its forecast for the full year.\nAnalysts had expected a little more."
                    ),
                ),
                1 => (
                    format!("{name} profit: {part} per cent {way} to {profit} million"),
                    format!(
                        "Net profit of {profit} million for the {quarter} quarter: {name} kept its forecast for the full year and its shares moved little. Revenue grew on strong demand.\nIt is a {way} of {part} per cent on the year before."
                    ),
                ),
                _ => (
                    format!("{name} keeps its forecast after {quarter} quarter"),
                    format!(
                        "The board of {name} kept its forecast for the full year although analysts had expected more than the {profit} million that the company earned in the {quarter} quarter, a {way} of {part} per cent."
                    ),
                ),
            };
            made.push(Told {
                id: format!("results {company} {telling}"),
                title: Some(title),
                text,
                outlet: Some(format!("outlet {}", chance.below(12))),
                published,
                story: Some(format!("results {name} {company}")),
                ..Told::default()
            });
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_moves_as_a_whole() {
        let told = |id: &str, text: &str| Told {
            id: id.to_owned(),
            story: Some("fire".to_owned()),
            text: text.to_owned(),
            ..Told::default()
        };
        let before = [told("a", "A fire in Harbourtown."), told("b", "The fire that Harbourtown saw.")];
        let after = in_one_world(&before, &mut Chance(3));
        let place = |text: &str| {
            words(text).find(|word| word.capital && !word.opens).map(|word| word.text.to_owned())
        };
        assert_eq!(place(&after[0].text), place(&after[1].text));
        assert_eq!(after[0].id, "a");
    }

    #[test]
    fn a_seed_makes_the_same_series() {
        let texts =
            |seed: u64| series(2, &mut Chance(seed)).into_iter().map(|one| one.text).collect::<Vec<_>>();
        assert_eq!(texts(5), texts(5));
        assert_ne!(texts(5), texts(6));
    }
}
