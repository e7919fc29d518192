//! Names that mean the same, brought together: "Le Yucheng" and "Le", "US" and "United States".

use std::collections::BTreeSet;

use super::Tongue;
use super::given::{self, Gender};
use super::kind::{self, Guess};
use super::places;
use super::span::{self, Known, Span};
use super::words::{HE, NO_NAMES, SHE, TITLES};
use crate::annotate::line::{Line, Origin};
use crate::annotate::quotes::words::is_cue;
use crate::annotate::word_list::{WordMap, WordSet};
use crate::model::EntityKind;

/// Someone or something named.
#[derive(Clone, Debug)]
pub struct Member {
    /// `None` where nothing says what it is.
    pub kind: Option<EntityKind>,
    /// The fullest form on the page.
    pub name: String,
    pub gender: Gender,
    /// Title words it was given anywhere, in small letters.
    pub titles: BTreeSet<String>,
    pub mentions: u32,
}

/// One place where a member is named: words `first..=last` of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    pub line: usize,
    pub first: usize,
    pub last: usize,
    pub member: usize,
}

/// All members, and where they are named, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub members: Vec<Member>,
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The mention that covers a word.
    pub fn at(&self, line: usize, word: usize) -> Option<&Mention> {
        let behind = self.mentions.partition_point(|mention| (mention.line, mention.first) <= (line, word));
        let mention = &self.mentions[behind.checked_sub(1)?];
        (mention.line == line && mention.last >= word).then_some(mention)
    }

    pub fn person(&self, mention: &Mention) -> Option<&Member> {
        Some(&self.members[mention.member]).filter(|member| member.kind == Some(EntityKind::Person))
    }
}

pub fn gather(lines: &[Line], tongue: Tongue) -> Cast {
    let nouns_have_capitals = tongue.nouns_have_capitals;
    let vocabulary = Vocabulary::of(lines);
    let is_ordinary =
        |lower: &str| vocabulary.small.contains(lower) && !vocabulary.inner_capitals.contains(lower);
    let known = Known { is_ordinary: &is_ordinary, is_english: tongue.is_english };
    let mut spans: Vec<(Span, Guess)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.all_capitals) {
        for span in span::find(at, line, &known) {
            let guess = kind::guess(line, &span, nouns_have_capitals);
            spans.push((span, guess));
        }
    }
    let mut sorter = Sorter { lines, cast: Cast::default(), by_name: WordMap::default() };
    sorter.full_names(&spans, nouns_have_capitals);
    sorter.short_names(&spans, &vocabulary, nouns_have_capitals);
    sorter.known_names_in_titles();
    let mut cast = sorter.cast;
    cast.mentions.sort_by_key(|mention| (mention.line, mention.first));
    cast
}

/// How the article writes its words.
struct Vocabulary<'a> {
    /// Words it writes without a capital.
    small: WordSet<'a>,
    /// Words it gives a capital where a sentence does not ask for one, in small letters.
    inner_capitals: WordSet<'a>,
}

impl<'a> Vocabulary<'a> {
    fn of(lines: &'a [Line]) -> Vocabulary<'a> {
        let words = || lines.iter().filter(|line| !line.all_capitals).flat_map(|line| &line.words);
        Vocabulary {
            small: words().filter(|word| !word.capital).map(|word| word.lower.as_ref()).collect(),
            inner_capitals: words()
                .filter(|word| word.capital && !word.opens)
                .map(|word| word.lower.as_ref())
                .collect(),
        }
    }
}

struct Sorter<'l, 'a> {
    lines: &'l [Line<'a>],
    cast: Cast,
    /// Key of a name → member.
    by_name: WordMap<String, usize>,
}

impl Sorter<'_, '_> {
    /// Names of several words, and what is sure by itself.
    fn full_names(&mut self, spans: &[(Span, Guess)], nouns_have_capitals: bool) {
        let singles: WordSet = spans
            .iter()
            .filter(|(span, _)| span.first == span.last && span.title.is_none())
            .map(|(span, _)| self.lines[span.line].words[span.first].text)
            .collect();
        // "Qin said": a first name alone is a person's, where the family name comes first.
        let speaking: WordSet = spans
            .iter()
            .filter(|(span, _)| span.first == span.last && speaks(&self.lines[span.line], span.last))
            .map(|(span, _)| self.lines[span.line].words[span.first].text)
            .collect();
        // What is sure in one place is sure in all.
        let mut sure: WordMap<&str, EntityKind> = WordMap::default();
        for (span, guess) in spans {
            if let Guess::Sure(kind) = guess {
                sure.entry(self.lines[span.line].slice(span.first, span.last)).or_insert(*kind);
            }
        }
        for (span, guess) in spans.iter().filter(|(span, _)| span.last > span.first) {
            let line = &self.lines[span.line];
            let last = &line.words[span.last];
            let kind = match guess {
                Guess::Sure(kind) => Some(*kind),
                Guess::Other => continue,
                // A name of two or three words whose last one stands alone elsewhere is a person's.
                _ => sure.get(line.slice(span.first, span.last)).copied().or_else(|| {
                    let first = line.words[span.first].text;
                    let recalled = singles.contains(last.text) || speaking.contains(first);
                    let short = span.last - span.first <= 3;
                    (recalled && short && !nouns_have_capitals).then_some(EntityKind::Person)
                }),
            };
            if kind.is_none() && nouns_have_capitals {
                continue;
            }
            self.add(span, kind);
        }
        for (span, guess) in spans.iter().filter(|(span, _)| span.last == span.first) {
            if let Guess::Sure(kind @ (EntityKind::Place | EntityKind::Organisation)) = guess {
                let word = self.lines[span.line].words[span.first].text;
                if self.person_called(word, Gender::Unknown).is_none() {
                    self.add(span, Some(*kind));
                }
            }
        }
    }

    /// Surnames, first names, and single words that nothing explained yet.
    fn short_names(&mut self, spans: &[(Span, Guess)], vocabulary: &Vocabulary, nouns_have_capitals: bool) {
        for (span, guess) in spans.iter().filter(|(span, _)| span.last == span.first) {
            let word = &self.lines[span.line].words[span.first];
            let gender = span.title.as_deref().map_or(Gender::Unknown, title_gender);
            if let Some(member) = self.person_called(word.text, gender) {
                self.mention(span, member);
                continue;
            }
            let kind = match guess {
                Guess::Sure(EntityKind::Person) => Some(EntityKind::Person),
                Guess::Sure(_) | Guess::Other => continue,
                Guess::PerhapsPlace | Guess::Unknown => None,
            };
            let is_name = vocabulary.inner_capitals.contains(word.lower.as_ref()) || !span.doubtful;
            if kind.is_some() || is_name && !nouns_have_capitals && !NO_NAMES.contains(&word.lower) {
                self.add(span, kind);
            }
        }
    }

    /// Titles in title case and captions in capitals name the cast too, but bring nobody new.
    fn known_names_in_titles(&mut self) {
        for (at, line) in self.lines.iter().enumerate().filter(|(_, line)| line.all_capitals) {
            let mut word = 0;
            while word < line.words.len() {
                let longest = (0..4.min(line.words.len() - word)).rev().find_map(|more| {
                    let name = line.slice(word, word + more);
                    self.by_name.get(&key(name)).map(|member| (more, *member))
                });
                if let Some((more, member)) = longest {
                    let span =
                        Span { line: at, first: word, last: word + more, title: None, doubtful: false };
                    self.mention(&span, member);
                    word += more;
                }
                word += 1;
            }
        }
    }

    fn add(&mut self, span: &Span, kind: Option<EntityKind>) {
        let line = &self.lines[span.line];
        let name = line.slice(span.first, span.last);
        let same = self.by_name.get(&key(name)).copied().or_else(|| match kind {
            Some(EntityKind::Person) | None => self.same_person(span),
            Some(EntityKind::Place) => self.same_country(name),
            Some(EntityKind::Organisation) => self.same_organisation(span),
        });
        let member = same.unwrap_or_else(|| {
            let first = line.words[span.first].text;
            let gender = if kind == Some(EntityKind::Person) {
                given::gender(first).unwrap_or_default()
            } else {
                Gender::Unknown
            };
            self.cast.members.push(Member {
                kind,
                name: name.to_owned(),
                gender,
                titles: BTreeSet::new(),
                mentions: 0,
            });
            self.cast.members.len() - 1
        });
        self.by_name.insert(key(name), member);
        let known = &mut self.cast.members[member];
        known.kind = known.kind.or(kind);
        if name.chars().count() > known.name.chars().count() {
            known.name = name.to_owned();
        }
        self.mention(span, member);
    }

    fn mention(&mut self, span: &Span, member: usize) {
        let known = &mut self.cast.members[member];
        known.mentions +=
            u32::from(!matches!(self.lines[span.line].origin, Origin::KeyPoint | Origin::Credit));
        let line = &self.lines[span.line];
        let mut titles: Vec<String> = span.title.iter().cloned().collect();
        // Titles in small letters, right before the name.
        if let Some(before) =
            span.first.checked_sub(1).map(|at| &line.words[at]).filter(|word| span::is_title(word))
        {
            titles.push(before.lower.to_string());
        }
        for title in titles {
            let gender = title_gender(&title);
            if known.gender == Gender::Unknown
                || ["mr", "mrs", "ms", "miss"].contains(&title.as_str()) && gender != Gender::Unknown
            {
                known.gender = gender;
            }
            known.titles.extend(title.split(' ').filter(|word| TITLES.contains(word)).map(str::to_owned));
        }
        self.cast.mentions.push(Mention { line: span.line, first: span.first, last: span.last, member });
    }

    /// The person of several names one of whose names this is: the surname rather than the first name, the one named
    /// most often rather than another.
    fn person_called(&self, word: &str, gender: Gender) -> Option<usize> {
        let people = || {
            self.cast.members.iter().enumerate().filter(|(_, member)| {
                member.kind == Some(EntityKind::Person)
                    && member.name.contains(' ')
                    && member.gender.fits(gender)
            })
        };
        let best = |fits: &dyn Fn(&str) -> bool| {
            people()
                .filter(|(_, member)| fits(&member.name))
                .max_by_key(|(at, member)| (member.mentions, std::cmp::Reverse(*at)))
                .map(|(at, _)| at)
        };
        best(&|name| surname(name) == word).or_else(|| best(&|name| name.split(' ').next() == Some(word)))
    }

    /// "Donald J. Trump" and "Donald Trump".
    fn same_person(&self, span: &Span) -> Option<usize> {
        let words = &self.lines[span.line].words;
        let (first, last) = (words[span.first].text, words[span.last].text);
        if span.first == span.last {
            return None;
        }
        self.cast.members.iter().position(|member| {
            matches!(member.kind, Some(EntityKind::Person) | None)
                && member.name.split(' ').count() > 1
                && surname(&member.name) == last
                && member.name.split(' ').next() == Some(first)
        })
    }

    fn same_country(&self, name: &str) -> Option<usize> {
        let country = places::place(name).filter(|place| place.rank == places::Rank::Country)?;
        // Parts of a kingdom are countries of their own to a reader.
        let own = ["England", "Scotland", "Wales", "Northern Ireland", "Gaza Strip", "West Bank"];
        self.cast.members.iter().position(|member| {
            member.kind == Some(EntityKind::Place)
                && !own.contains(&name)
                && !own.contains(&member.name.as_str())
                && places::place(&member.name) == Some(country)
        })
    }

    /// An acronym and the name whose initials it is.
    fn same_organisation(&self, span: &Span) -> Option<usize> {
        let words = &self.lines[span.line].words[span.first..=span.last];
        let name = self.lines[span.line].slice(span.first, span.last);
        self.cast.members.iter().position(|member| {
            member.kind == Some(EntityKind::Organisation)
                && match (words.len(), member.name.contains(' ')) {
                    (1, true) => initials(member.name.split(' ')) == name,
                    (2.., false) => initials(words.iter().map(|word| word.text)) == member.name,
                    _ => false,
                }
        })
    }
}

fn speaks(line: &Line, word: usize) -> bool {
    line.gap(word) == " " && line.words.get(word + 1).is_some_and(|next| is_cue(&next.lower))
}

fn initials<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}

/// The last name, without "Jr.".
pub fn surname(name: &str) -> &str {
    let mut names = name.rsplit(' ');
    let last = names.next().unwrap_or(name);
    if matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV") {
        names.next().unwrap_or(last)
    } else {
        last
    }
}

fn title_gender(title: &str) -> Gender {
    if title.split(' ').any(|word| SHE.contains(word)) {
        Gender::She
    } else if title.split(' ').any(|word| HE.contains(word)) {
        Gender::He
    } else {
        Gender::Unknown
    }
}

fn key(name: &str) -> String {
    name.replace(['.', '’', '\''], "")
}
