//! Labels that mean the same where outlets name them differently: "Ukraine war", "War in Ukraine", "Guerra en Ucrania".
//!
//! Two labels are the same when two things agree: their names are alike, and different outlets put them on the same
//! events whenever both could. Neither is enough alone: "Elections" and "Election 2031" are alike, and "Energy" and
//! "Shipping" share many events. An outlet that puts both on one article tells them apart. Precision comes first: a
//! reader who follows one of two same labels misses little, one who follows two things for one gets what they never
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Labels of one event that are compared with each other, those of most outlets first.
const LABELS_OF_AN_EVENT_MAX: usize = 24;

/// Events on which two outlets must have met, where both names have the same words.
const EVENTS_MIN: u32 = 2;

/// And where their languages leave only a part of the name alike.
const EVENTS_ACROSS_MIN: u32 = 3;

/// The share of those events where both outlets had the choice that must bear both labels, seen from either label.
const SHARE_MIN: f32 = 0.5;
const SHARE_ACROSS_MIN: f32 = 0.7;

/// Fewer consonants tell no word by.
const CONSONANTS_MIN: usize = 2;

/// An outlet put a label on an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Use<'a> {
    /// What the article reports; the same for a story and what tells the same event in other languages.
    pub event: u64,
    pub article: u64,
    pub outlet: &'a str,
    /// BCP 47, of the article.
    pub language: Option<&'a str>,
    /// Lower case, words joined by `-`.
    pub key: &'a str,
}

/// Two labels that are the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Same {
    /// The one that more events bear, among equals the one that comes first.
    pub key: String,
    pub other: String,
    /// Events on which different outlets used one and the other.
    pub events: u32,
}

/// What all uses together say, in the order of the keys.
pub fn same(uses: &[Use<'_>]) -> Vec<Same> {
    let labels = Labels::of(uses);
    let mut found: Vec<Same> = (labels.met.iter())
        .filter(|((ours, theirs), events)| labels.are_same(ours, theirs, **events))
        .map(|((ours, theirs), events)| {
            let events_of = |key: &str| labels.events[key].len();
            let (key, other) =
                if events_of(theirs) > events_of(ours) { (theirs, ours) } else { (ours, theirs) };
            Same { key: (*key).to_owned(), other: (*other).to_owned(), events: *events }
        })
        .collect();
    found.sort_by(|ours, theirs| (&ours.key, &ours.other).cmp(&(&theirs.key, &theirs.other)));
    found
}

/// Who used what where.
#[derive(Default)]
struct Labels<'a> {
    events: BTreeMap<&'a str, BTreeSet<u64>>,
    outlets: BTreeMap<&'a str, BTreeSet<&'a str>>,
    languages: BTreeMap<&'a str, BTreeSet<&'a str>>,
    outlets_of_event: BTreeMap<u64, BTreeSet<&'a str>>,
    /// Events on which different outlets used one and the other, the earlier key first.
    met: BTreeMap<(&'a str, &'a str), u32>,
    /// What stands together on one article.
    together: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Labels<'a> {
    fn of(uses: &[Use<'a>]) -> Labels<'a> {
        let mut labels = Labels::default();
        let mut of_event: BTreeMap<u64, BTreeMap<&'a str, BTreeSet<&'a str>>> = BTreeMap::new();
        let mut of_article: BTreeMap<u64, BTreeSet<&'a str>> = BTreeMap::new();
        for one in uses {
            labels.events.entry(one.key).or_default().insert(one.event);
            labels.outlets.entry(one.key).or_default().insert(one.outlet);
            labels.outlets_of_event.entry(one.event).or_default().insert(one.outlet);
            if let Some(language) = one.language {
                let primary = language.split('-').next().unwrap_or(language);
                labels.languages.entry(one.key).or_default().insert(primary);
            }
            of_event.entry(one.event).or_default().entry(one.key).or_default().insert(one.outlet);
            of_article.entry(one.article).or_default().insert(one.key);
        }
        for keys in of_article.values() {
            each_pair(keys.iter().copied(), |ours, theirs| {
                labels.together.insert((ours, theirs));
            });
        }
        for by_key in of_event.into_values() {
            let mut most_used: Vec<(&str, BTreeSet<&str>)> = by_key.into_iter().collect();
            most_used.sort_by_key(|(key, outlets)| (std::cmp::Reverse(outlets.len()), *key));
            most_used.truncate(LABELS_OF_AN_EVENT_MAX);
            most_used.sort_by_key(|(key, _)| *key);
            each_pair(most_used.iter(), |(ours, our_outlets), (theirs, their_outlets)| {
                if our_outlets.union(their_outlets).count() > 1 {
                    *labels.met.entry((ours, theirs)).or_default() += 1;
                }
            });
        }
        labels
    }

    fn are_same(&self, ours: &str, theirs: &str, events: u32) -> bool {
        if self.together.contains(&(ours, theirs)) {
            return false;
        }
        let across = match alike(ours, theirs) {
            Alike::Not => return false,
            Alike::Wholly => false,
            // In one language the word that differs makes the difference.
            Alike::InPart => true,
        };
        let speaks = |key: &str| self.languages.get(key).cloned().unwrap_or_default();
        if across && (speaks(ours).is_empty() || !speaks(ours).is_disjoint(&speaks(theirs))) {
            return false;
        }
        let (events_min, share_min) =
            if across { (EVENTS_ACROSS_MIN, SHARE_ACROSS_MIN) } else { (EVENTS_MIN, SHARE_MIN) };
        let share = |of: &str, other: &str| events as f32 / self.could(of, other).max(1) as f32;
        events >= events_min && share(ours, theirs).min(share(theirs, ours)) >= share_min
    }

    /// Events that bear a label and that an outlet reported which uses the other one.
    fn could(&self, key: &str, other: &str) -> usize {
        let outlets = &self.outlets[other];
        self.events[key].iter().filter(|event| !self.outlets_of_event[event].is_disjoint(outlets)).count()
    }
}

fn each_pair<T: Copy>(all: impl Iterator<Item = T> + Clone, mut each: impl FnMut(T, T)) {
    let mut rest = all;
    while let Some(first) = rest.next() {
        rest.clone().for_each(|second| each(first, second));
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Alike {
    Not,
    /// Every word has its like, on both sides.
    Wholly,
    /// Some have, and on either side one or more is left over: "guerra" beside "war".
    InPart,
}

fn alike(ours: &str, theirs: &str) -> Alike {
    if is_initials_of(ours, theirs) || is_initials_of(theirs, ours) {
        return Alike::Wholly;
    }
    let (ours, mut theirs) = (words_of(ours), words_of(theirs));
    let (mut shared, mut left) = (0, 0);
    for word in &ours {
        match theirs.iter().position(|other| other.is_like(word)) {
            Some(place) => {
                theirs.swap_remove(place);
                shared += 1;
            }
            None => left += 1,
        }
    }
    match (shared, left, theirs.len()) {
        (0, ..) => Alike::Not,
        (_, 0, 0) => Alike::Wholly,
        // What one has more than the other makes it narrower: "Ukraine" and "Ukraine war".
        (_, 0, _) | (_, _, 0) => Alike::Not,
        _ => Alike::InPart,
    }
}

/// "ai" and "artificial-intelligence".
fn is_initials_of(short: &str, long: &str) -> bool {
    let initials: String = long.split('-').filter_map(|word| word.chars().next()).collect();
    initials.chars().count() > 1 && initials == short
}

/// A word of a name as it is compared.
struct NameWord<'a> {
    /// Without the ending of a plural.
    text: &'a str,
    /// First letter and consonants, the same for "ukraine" and "ucrania"; empty for a number, for another script, and where
    /// there are too few to tell a word by.
    frame: String,
}

impl NameWord<'_> {
    fn is_like(&self, other: &NameWord<'_>) -> bool {
        self.text == other.text || !self.frame.is_empty() && self.frame == other.frame
    }
}

/// They join the others and say nothing. What is small in one language may be large in another ("war", "die"), so only
/// these are left out, and not all small words of all languages.
const JOINING: &str = "the of in on and for to a an en de del la el los las y e le les du des et l d der das und im am von vom \
                       für di il da do dos das em no na";

fn words_of(key: &str) -> Vec<NameWord<'_>> {
    let all = || key.split('-').filter(|word| !word.is_empty());
    let joins = |word: &&str| JOINING.split_whitespace().any(|one| one == *word);
    let telling: Vec<&str> = all().filter(|word| !joins(word)).collect();
    let words = if telling.is_empty() { all().collect() } else { telling };
    words.into_iter().map(|word| NameWord { text: without_plural(word), frame: frame(word) }).collect()
}

fn without_plural(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one,
        _ => word,
    }
}

fn frame(word: &str) -> String {
    let plain: String = word.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let mut frame = String::new();
    if !plain.chars().all(|letter| letter.is_ascii_lowercase()) {
        return frame;
    }
    for (place, letter) in plain.chars().enumerate() {
        let letter = match letter {
            'c' | 'q' => 'k',
            'y' | 'j' => 'i',
            'w' => 'v',
            other => other,
        };
        let counts = place == 0 || !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'h');
        if counts && !frame.ends_with(letter) {
            frame.push(letter);
        }
    }
    if frame.len() > CONSONANTS_MIN { frame } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines `event outlet language key key…`, an article a line.
    fn check(lines: &[&str]) -> Vec<(String, String, u32)> {
        let mut uses = Vec::new();
        for (article, line) in lines.iter().enumerate() {
            let words: Vec<&str> = line.split(' ').collect();
            for key in &words[3..] {
                let event = words[0].parse().unwrap();
                uses.push(Use {
                    event,
                    article: article as u64,
                    outlet: words[1],
                    language: Some(words[2]),
                    key,
                });
            }
        }
        same(&uses).into_iter().map(|one| (one.key, one.other, one.events)).collect()
    }

    #[test]
    fn one_theme_under_three_names() {
        let found = check(&[
            "1 post en ukraine-war energy",
            "1 herald en war-in-ukraine",
            "1 diario es guerra-en-ucrania energia",
            "2 post en ukraine-war",
            "2 herald en war-in-ukraine grain",
            "2 diario es guerra-en-ucrania",
            "3 post en ukraine-war",
            "3 diario es guerra-en-ucrania",
            "4 post en elections",
            "4 diario es elecciones",
        ]);
        assert_eq!(
            found,
            [
                ("guerra-en-ucrania".into(), "ukraine-war".into(), 3),
                ("ukraine-war".into(), "war-in-ukraine".into(), 2),
            ]
        );
    }

    #[test]
    fn what_an_outlet_tells_apart_stays_apart() {
        let lines = [
            "1 post en rate-rise",
            "1 herald en rates-rise",
            "2 post en rate-rise",
            "2 herald en rates-rise",
            "3 post en rate-rise",
        ];
        assert_eq!(check(&lines), [("rate-rise".into(), "rates-rise".into(), 2)]);
        let mut told_apart = lines.to_vec();
        told_apart.push("4 herald en rates-rise rate-rise");
        assert_eq!(check(&told_apart), []);
    }

    #[test]
    fn alike_names_alone_are_not_enough_and_neither_are_shared_events() {
        let apart = ["1 post en dublin-port", "2 herald en port-dublin", "3 post en dublin-port"];
        assert_eq!(check(&apart), []);
        let narrower =
            ["1 post en ukraine", "1 herald en ukraine-war", "2 post en ukraine", "2 herald en ukraine-war"];
        assert_eq!(check(&narrower), []);
        let other_word: Vec<String> = (1..9)
            .flat_map(|event| {
                [format!("{event} post en ukraine-war"), format!("{event} herald en ukraine-grain")]
            })
            .collect();
        assert_eq!(check(&other_word.iter().map(String::as_str).collect::<Vec<_>>()), []);
    }

    #[test]
    fn a_label_used_where_the_other_could_have_been_is_another() {
        let lines: Vec<String> = (1..9)
            .flat_map(|event| {
                let theirs = if event < 3 { "floods" } else { "weather" };
                [format!("{event} post en flood"), format!("{event} herald en {theirs}")]
            })
            .collect();
        assert_eq!(check(&lines.iter().map(String::as_str).collect::<Vec<_>>()), []);
    }

    #[test]
    fn initials_stand_for_their_words() {
        assert_eq!(alike("ai", "artificial-intelligence"), Alike::Wholly);
        assert_eq!(alike("ucrania", "ukraine"), Alike::Wholly);
        assert_eq!(alike("guerra-en-ucrania", "ukraine-war"), Alike::InPart);
        assert_eq!(alike("ukraine-war", "trade-war"), Alike::InPart);
        assert_eq!(alike("energy", "shipping"), Alike::Not);
    }
}
