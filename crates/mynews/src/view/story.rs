//! One story: key points, when each outlet joined, whose words, why it is on the page, and who wrote what.

use mynews_core::annotate;
use mynews_core::model::{Candidate, EntityKind, Placement, Score, StoryId, Subject, Topic};
use mynews_store::ArticleRow;
use serde::Serialize;

use super::belongs;
use super::card::{self, Card, article_href};
use super::diff::{self, Piece};
use super::frame::reach;
use super::reason::Reason;
use super::score::{self, cents};
use super::spread;
use super::subject::SubjectFields;
use super::today::Today;
use super::told::{self, Told};
use super::words::{self, Words, ordinal};
use crate::{say, say_count};

const QUOTES_MAX: usize = 6;
/// Marks around a quote, and the comma that leads on to its speaker.
const QUOTE_MARKS: [char; 10] = ['“', '”', '"', '«', '»', '„', ' ', '\u{a0}', ',', '\u{200f}'];
const SUBJECTS_MAX: usize = 6;
const RELATED_MAX: usize = 6;
const VIDEOS_MAX: usize = 4;

/// A story's page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct StoryPage {
    #[serde(flatten)]
    pub card: Card,
    /// "story 1 of 24".
    pub place: String,
    pub headline_href: String,
    /// "3 headlines since 10:48".
    pub headlines_note: Option<String>,
    pub videos: Vec<VideoLink>,
    /// What came since the reader looked, then what was there before; newest first.
    pub fresh: Vec<Moment>,
    pub seen: Vec<Moment>,
    /// "at 14:00".
    pub looked: String,
    pub quotes: Vec<Voice>,
    pub quotes_note: String,
    pub ledger: Option<Ledger>,
    #[serde(rename = "where")]
    pub places: Vec<SubjectLine>,
    pub who: Vec<SubjectLine>,
    pub what: Vec<SubjectLine>,
    pub related: Vec<Pointer>,
    pub coverage: Vec<Coverage>,
    pub coverage_note: String,
    /// "by country: MA 4 · VE 2".
    pub spread: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct VideoLink {
    pub href: String,
    pub length: String,
    pub title: Words,
    pub outlet: String,
}

/// An outlet joins the story, or writes again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Moment {
    pub at: String,
    pub clock: String,
    pub headline: Words,
    pub href: String,
    pub outlet: String,
    pub note: String,
    pub was: Option<Words>,
    /// Our words, where several outlets carried one text.
    pub said: Option<String>,
}

/// Words with their speaker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Voice {
    #[serde(flatten)]
    pub words: Words,
    pub speaker: Option<String>,
    pub outlet: String,
    pub href: String,
    /// "said in 7 outlets".
    pub heard: Option<String>,
}

/// Why the story stands where it stands: a list that adds up.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Ledger {
    pub everyone: Vec<Reason>,
    pub yours: Vec<Reason>,
    pub everyone_sum: String,
    pub yours_sum: String,
    /// "35 per cent".
    pub dial: String,
    /// "1st of 24".
    pub place: Option<String>,
    /// What beside the score put it there.
    pub placed: Option<String>,
}

/// A person, place or topic that can be followed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SubjectLine {
    pub label: String,
    pub note: String,
    pub subject: SubjectFields,
    pub followed: bool,
    pub muted: bool,
}

/// Something an outlet points to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Pointer {
    #[serde(flatten)]
    pub words: Words,
    pub href: Option<String>,
    pub outlet: String,
}

/// One article in the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Coverage {
    pub id: String,
    pub outlet: String,
    pub country: String,
    pub tongue: String,
    pub clock: String,
    pub fresh: bool,
    pub words: String,
    pub text: String,
    pub copy: bool,
    pub headline: Words,
    pub pieces: Vec<Piece>,
    pub href: String,
    pub earlier: Option<String>,
    pub joined_by: Vec<String>,
}

impl StoryPage {
    pub fn of(candidate: &Candidate, score: &Score, today: &Today) -> Option<StoryPage> {
        let told = today.told.get(&candidate.story)?;
        let shown = told.shown(&candidate.headline)?;
        let mut card = Card::of(candidate, Some(score), today)?;
        card.facts = card::facts(&candidate.coverage, candidate.new_reports, told, true);
        if let Some(first) = told.articles.first() {
            card.facts.more.push(say!(
                "first: {outlet} {when}",
                outlet = first.outlet.name,
                when = today.when.clock_or_day(first.at),
            ));
        }
        if let (Some(fresh), Some(looked)) = (&mut card.facts.fresh, told.looked_at) {
            *fresh = say!("{new} since you looked {when}", new = fresh, when = today.when.since(looked));
        }
        let pick = today.pick(candidate.story);
        let moments = || told.articles.iter().rev();
        let is_fresh = |row: &&ArticleRow| told.looked_at.is_some_and(|looked| row.arrived_at > looked);
        Some(
            StoryPage {
                place: place(candidate.story, today),
                headline_href: article_href(shown.id),
                headlines_note: headlines_note(shown, today),
                videos: videos(told),
                fresh: timeline(moments().filter(is_fresh), told, today),
                seen: timeline(moments().filter(|row| !is_fresh(row)), told, today),
                looked: told.looked_at.map(|looked| today.when.since(looked)).unwrap_or_default(),
                quotes_note: String::new(),
                quotes: quotes(told),
                ledger: Some(ledger(
                    score,
                    &card.reasons,
                    pick.map(|pick| (pick.position, pick.placement)),
                    today,
                )),
                places: entities(told, today, |kind| kind == EntityKind::Place),
                who: entities(told, today, |kind| kind != EntityKind::Place),
                what: topics(candidate, today),
                related: related(told),
                coverage: coverage(told, today),
                coverage_note: coverage_note(candidate, told),
                spread: spread::lines(told),
                card,
            }
            .with_notes(),
        )
    }

    fn with_notes(mut self) -> StoryPage {
        let speakers: std::collections::BTreeSet<&String> =
            self.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).collect();
        self.quotes_note = if speakers.is_empty() {
            String::new()
        } else {
            say_count!(speakers.len(), "{n} speaker", "{n} speakers")
        };
        self
    }
}

fn place(story: StoryId, today: &Today) -> String {
    if let Some(pick) = today.pick(story) {
        return say!("story {n} of {all}", n = pick.position, all = today.edition.picks.len());
    }
    match today.edition.held_back.iter().find(|held| held.story == story) {
        Some(held) => say!("not on today’s page: {rule}", rule = words::in_sentence(&words::rule(held.rule))),
        None => say!("not on today’s page"),
    }
}

fn headlines_note(shown: &ArticleRow, today: &Today) -> Option<String> {
    let first = shown.headlines.first()?;
    (shown.headlines.len() > 1).then(|| {
        let when = today.when.clock_or_day(first.seen_at);
        say_count!(
            shown.headlines.len(),
            "{n} headline since {when}",
            "{n} headlines since {when}",
            when = when
        )
    })
}

fn videos(told: &Told) -> Vec<VideoLink> {
    let mut videos: Vec<VideoLink> = Vec::new();
    for row in &told.articles {
        for video in &row.article.videos {
            let length = video.duration_seconds.map(words::length).unwrap_or_else(|| say!("video"));
            let title = video.title.as_deref().or(row.article.headline.as_deref()).unwrap_or_default();
            let known = videos.iter().any(|known| known.title.text == title && known.length == length);
            if !known && videos.len() < VIDEOS_MAX {
                videos.push(VideoLink {
                    href: video.url.clone().filter(|url| is_web(url)).unwrap_or_else(|| article_href(row.id)),
                    length,
                    title: Words::new(title, row.article.language.as_deref()),
                    outlet: row.outlet.name.clone(),
                });
            }
        }
    }
    videos
}

/// Newest first; outlets that carried one text stand together, where the first of them did.
fn timeline<'a>(rows: impl Iterator<Item = &'a ArticleRow>, told: &Told, today: &Today) -> Vec<Moment> {
    let rows: Vec<&ArticleRow> = rows.collect();
    let is_copy_of = |row: &ArticleRow, group: u64| row.copy_group == group && told.is_copy(row);
    let mut moments = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let copies: Vec<&&ArticleRow> =
            rows.iter().filter(|other| is_copy_of(other, row.copy_group)).collect();
        let is_last = !rows[place + 1..].iter().any(|other| is_copy_of(other, row.copy_group));
        match told.original(row) {
            Some(original) if copies.len() > 1 => {
                if is_last {
                    moments.push(carried(row, &copies, original, today));
                }
            }
            _ => moments.push(moment(row, told, today)),
        }
    }
    moments
}

/// "4 outlets carry the Kestrel Wire text".
fn carried(first: &ArticleRow, copies: &[&&ArticleRow], original: &ArticleRow, today: &Today) -> Moment {
    let names: Vec<String> = copies.iter().rev().map(|row| words::isolated(&row.outlet.name)).collect();
    Moment {
        at: today.when.stamp(first.at),
        clock: today.when.clock_or_day(first.at),
        headline: Words::default(),
        href: article_href(first.id),
        outlet: names.join(", "),
        note: say!("copies"),
        was: None,
        said: Some(say_count!(
            copies.len(),
            "{n} outlet carries the text of {outlet}",
            "{n} outlets carry the text of {outlet}",
            outlet = original.outlet.name
        )),
    }
}

fn moment(row: &ArticleRow, told: &Told, today: &Today) -> Moment {
    let language = row.article.language.as_deref();
    let headline = &told::headline(row);
    let position = told.articles.iter().position(|other| other.id == row.id).unwrap_or(0);
    let earlier_of_outlet = told.articles[..position].iter().any(|other| other.outlet.key == row.outlet.key);
    let words_written = row.article.word_count();
    let note = match told.original(row) {
        Some(original) => say!("copy of {outlet}", outlet = original.outlet.name),
        None if position == 0 && told.articles.len() > 1 => say!("first to report"),
        None if earlier_of_outlet => {
            say!("another report, {words}", words = say_count!(words_written, "{n} word", "{n} words"))
        }
        None if words_written > 0 => say_count!(words_written, "{n} word", "{n} words"),
        None => say!("headline only"),
    };
    let was =
        row.headlines.len().checked_sub(2).map(|place| Words::new(&row.headlines[place].headline, language));
    Moment {
        at: today.when.stamp(row.at),
        clock: today.when.clock_or_day(row.at),
        headline: Words::new(headline, language),
        href: article_href(row.id),
        outlet: row.outlet.name.clone(),
        note: if was.is_some() { format!("{note} · {}", say!("headline was")) } else { note },
        was,
        said: None,
    }
}

fn quotes(told: &Told) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let originals = || told.articles.iter().filter(|row| !told.is_copy(row));
    let most = originals().map(|row| row.subjects.quotes.len()).max().unwrap_or(0);
    for (place, row) in (0..most).flat_map(|place| originals().map(move |row| (place, row))) {
        let Some(quote) = row.subjects.quotes.get(place).filter(|quote| quote.speaker.is_some()) else {
            continue;
        };
        let text = quote.text.trim_matches(QUOTE_MARKS);
        if voices.len() < QUOTES_MAX && !voices.iter().any(|voice| card::alike(&voice.words.text, text)) {
            voices.push(Voice {
                words: Words::new(text, row.article.language.as_deref()),
                speaker: quote.speaker.clone(),
                outlet: row.outlet.name.clone(),
                href: match quote.paragraph {
                    Some(number) => format!("{}#p{number}", article_href(row.id)),
                    None => article_href(row.id),
                },
                heard: heard(text, told),
            });
        }
    }
    voices
}

/// In how many outlets the same words stand, copies counted, where they are more than one.
fn heard(text: &str, told: &Told) -> Option<String> {
    let says = |row: &&ArticleRow| {
        row.subjects.quotes.iter().any(|quote| card::alike(quote.text.trim_matches(QUOTE_MARKS), text))
    };
    let outlets: std::collections::BTreeSet<_> =
        told.articles.iter().filter(says).map(|row| &row.outlet.key).collect();
    (outlets.len() > 1).then(|| say_count!(outlets.len(), "said in {n} outlet", "said in {n} outlets"))
}

fn ledger(score: &Score, reasons: &[Reason], pick: Option<(u32, Placement)>, today: &Today) -> Ledger {
    let (everyone, yours) = score::sums(score);
    let lines = |of_reader: bool| {
        let lines = reasons.iter().filter(|reason| reason.yours == of_reader && reason.hundredths != 0);
        lines.map(|line| Reason { label: words::sentence(&line.label), ..line.clone() }).collect()
    };
    Ledger {
        everyone: lines(false),
        yours: lines(true),
        everyone_sum: cents(everyone),
        yours_sum: cents(yours),
        dial: words::share(today.reader.dial.p()),
        place: pick.map(|(position, _)| {
            say!("{place} of {all}", place = ordinal(position as usize), all = today.edition.picks.len())
        }),
        placed: pick.and_then(|(_, placement)| placed(placement)),
    }
}

/// What beside its score gave a story its place.
fn placed(placement: Placement) -> Option<String> {
    match placement {
        Placement::Floor => {
            Some(say!("It is among the most widely covered, so it stands here whatever you read."))
        }
        Placement::Score => None,
        Placement::Outside => {
            Some(say!("It fills the share of your page that comes from outside what you usually read."))
        }
        Placement::Explored => {
            Some(say!("It was drawn by chance, to learn whether you care for its subject."))
        }
    }
}

fn entities(told: &Told, today: &Today, wanted: impl Fn(EntityKind) -> bool) -> Vec<SubjectLine> {
    let mut found: Vec<(Subject, String, Vec<&str>, u32)> = Vec::new();
    for row in &told.articles {
        for entity in row.subjects.entities.iter().filter(|entity| wanted(entity.kind)) {
            let subject = Subject::Entity(entity.kind, entity.name.clone());
            let outlet = row.outlet.name.as_str();
            match found.iter_mut().find(|(known, ..)| known.key() == subject.key()) {
                Some((_, _, outlets, mentions)) => {
                    *mentions += entity.mentions;
                    if !outlets.contains(&outlet) {
                        outlets.push(outlet);
                    }
                }
                None => found.push((subject, entity.name.clone(), vec![outlet], entity.mentions)),
            }
        }
    }
    found.sort_by_key(|(_, _, outlets, mentions)| std::cmp::Reverse((outlets.len(), *mentions)));
    found
        .into_iter()
        .take(SUBJECTS_MAX)
        .map(|(subject, label, outlets, _)| {
            line(subject, label, say_count!(outlets.len(), "{n} outlet", "{n} outlets"), today)
        })
        .collect()
}

fn topics(candidate: &Candidate, today: &Today) -> Vec<SubjectLine> {
    candidate
        .topics
        .iter()
        .take(SUBJECTS_MAX)
        .map(|topic| {
            let subject = Subject::Topic(topic.key.clone());
            let weight =
                today.profile.follows.iter().find(|follow| follow.subject == subject).map(|one| one.weight);
            let mut note =
                weight.map_or_else(|| say!("topic"), |weight| say!("your weight {weight}", weight = weight));
            if let Some(name) = name_elsewhere(topic, today) {
                note = format!("{note} · {}", say!("you know it as {name}", name = words::isolated(&name)));
            }
            line(subject, words::topic(&topic.label), note, today)
        })
        .collect()
}

/// What the reader calls a topic that this story's outlets name in another way.
fn name_elsewhere(topic: &Topic, today: &Today) -> Option<String> {
    let wished = topic.key.replace('-', " ");
    let here = topic.label.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), " ");
    let same = here.split_whitespace().eq(wished.split_whitespace());
    let subject = Subject::Topic(topic.key.clone());
    let is_wished = today.follows(&subject) || today.mutes(&subject);
    (is_wished && !same && !annotate::is_heading(&topic.key)).then_some(wished)
}

fn line(subject: Subject, label: String, note: String, today: &Today) -> SubjectLine {
    SubjectLine {
        followed: today.follows(&subject),
        muted: today.mutes(&subject),
        subject: SubjectFields::from(&subject),
        label,
        note,
    }
}

fn related(told: &Told) -> Vec<Pointer> {
    let mut pointers: Vec<Pointer> = Vec::new();
    for row in &told.articles {
        for related in &row.article.related {
            if pointers.len() < RELATED_MAX && !pointers.iter().any(|known| known.words.text == related.title)
            {
                pointers.push(Pointer {
                    words: Words::new(&related.title, row.article.language.as_deref()),
                    href: related.url.clone().filter(|url| is_web(url)),
                    outlet: row.outlet.name.clone(),
                });
            }
        }
    }
    pointers
}

/// Every article, oldest first, copies set in under their original.
fn coverage(told: &Told, today: &Today) -> Vec<Coverage> {
    let originals = told.articles.iter().filter(|row| !told.is_copy(row));
    originals
        .flat_map(|original| {
            let copies = told
                .articles
                .iter()
                .filter(|row| told.original(row).is_some_and(|one| one.id == original.id));
            std::iter::once(original).chain(copies)
        })
        .map(|row| covered(row, told, today))
        .collect()
}

fn covered(row: &ArticleRow, told: &Told, today: &Today) -> Coverage {
    use mynews_core::model::Completeness;
    let headline = &told::headline(row);
    let language = row.article.language.as_deref();
    let copied = told.original(row);
    let before = row.headlines.len().checked_sub(2).map(|place| &row.headlines[place]);
    let mut text = match copied {
        Some(original) => say!("copy of {outlet}", outlet = original.outlet.name),
        None => say!("original"),
    };
    if copied.is_none() && told.articles.first().is_some_and(|first| first.id == row.id) {
        text.push_str(&format!("{}{}", say!(", "), say!("first")));
    }
    match row.article.completeness {
        Completeness::Full => {}
        Completeness::Paywalled => text.push_str(&format!("{}{}", say!(", "), say!("paywall"))),
        Completeness::Teaser => text.push_str(&format!("{}{}", say!(", "), say!("summary"))),
        Completeness::Headline => text.push_str(&format!("{}{}", say!(", "), say!("headline only"))),
    }
    Coverage {
        id: row.id.to_string(),
        outlet: row.outlet.name.clone(),
        country: row.outlet.country.clone().unwrap_or_default(),
        tongue: language.map(str::to_uppercase).unwrap_or_default(),
        clock: today.when.clock_or_day(row.at),
        fresh: told.looked_at.is_some_and(|looked| row.arrived_at > looked),
        words: words::thousands(row.article.word_count()),
        text,
        copy: copied.is_some(),
        headline: Words::new(headline, language),
        pieces: before.map_or_else(
            || vec![Piece { kind: "same", text: headline.to_owned() }],
            |before| diff::pieces(&before.headline, headline),
        ),
        href: article_href(row.id),
        earlier: headlines_note(row, today),
        joined_by: belongs::in_words(&row.joined_by),
    }
}

fn coverage_note(candidate: &Candidate, told: &Told) -> String {
    let coverage = candidate.coverage;
    let copies = told.articles.iter().filter(|row| told.is_copy(row)).count();
    let mut note = reach(coverage.outlets as usize, coverage.countries as usize);
    if coverage.languages > 1 {
        note.push_str(&say!(", "));
        note.push_str(&say_count!(coverage.languages, "{n} language", "{n} languages"));
    }
    if copies > 0 {
        note.push_str(&say_count!(
            copies,
            "; {n} copy, set in under its original",
            "; {n} copies, set in under their original"
        ));
    }
    note
}

/// Whether an address may stand in a link.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
