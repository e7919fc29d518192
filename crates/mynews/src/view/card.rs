//! A story as pages show it in passing: headline, key points, picture, facts, score, reasons.

use mynews_core::group::{self, Pointed};
use mynews_core::model::{
    ArticleId, Candidate, Coverage, KeyPoint, Part, Pick, Picture, Placement, Score, StoryId, Subject, Term,
    Timestamp, Topic,
};
use mynews_store::ArticleRow;
use serde::Serialize;

use super::reason::{self, Reason};
use super::score::ScoreLine;
use super::today::Today;
use super::told::{self, Told};
use super::words::{self, Words};
use crate::{say, say_count};

/// Key points of a lead.
const POINTS_MAX: usize = 3;
/// A key point longer than this is no point for a card.
const POINT_LETTERS_MAX: usize = 260;
const QUOTE_LETTERS_MAX: usize = 150;
const OWN_QUOTE_LETTERS_MAX: usize = 220;

/// A story on a page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Card {
    pub id: String,
    pub href: String,
    pub position: u32,
    pub topic: Option<TopicLink>,
    pub headline: Words,
    pub outlet: String,
    /// When the shown article was published, in words; as a time of day; for machines.
    pub when: String,
    pub clock: String,
    pub at: String,
    pub points: Vec<Point>,
    /// The first key point that is short enough for a card.
    pub quote: Option<Point>,
    pub picture: Option<Photo>,
    pub facts: Facts,
    /// The same event as the reader's outlets tell it in other languages.
    pub elsewhere: Vec<Elsewhere>,
    pub score: ScoreLine,
    /// The ones that speak loudest for this section first.
    pub reasons: Vec<Reason>,
    pub saved: bool,
    #[serde(skip)]
    pub published: Option<Timestamp>,
}

/// A topic, and whether the reader follows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TopicLink {
    pub label: String,
    pub href: String,
    pub yours: bool,
}

/// A verbatim sentence with its outlet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Point {
    #[serde(flatten)]
    pub words: Words,
    pub outlet: String,
    /// Where it stands in its article.
    pub href: Option<String>,
    /// "paragraph 2".
    pub at: Option<String>,
}

/// A picture from an outlet, through this machine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Photo {
    pub src: String,
    pub alt: String,
    pub caption: Option<String>,
    pub lang: Option<String>,
    pub dir: &'static str,
    /// "Photo: Ines Corvo / Kestrel Wire".
    pub credit: String,
    /// Of the video that comes with it.
    pub length: Option<String>,
}

/// How widely, since when, what is new.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Facts {
    pub outlets: String,
    pub more: Vec<String>,
    pub fresh: Option<String>,
}

/// A story that tells the same event in another language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Elsewhere {
    pub href: String,
    /// BCP 47.
    pub lang: String,
    /// "Spanish".
    pub language: String,
}

impl Card {
    /// A pick of the edition.
    pub fn of_pick(pick: &Pick, today: &Today) -> Option<Card> {
        let candidate = today.candidate(pick.story)?;
        let mut card = Card::of(candidate, Some(&pick.score), today)?;
        card.position = pick.position;
        if pick.placement == Placement::Floor {
            card.reasons.sort_by_key(|reason| reason.term != Some(Term::WidelyCovered));
        }
        card.facts = facts(&pick.coverage, pick.new_reports, today.told.get(&pick.story)?, false);
        Some(card)
    }

    /// Any candidate whose articles are at hand.
    pub fn of(candidate: &Candidate, score: Option<&Score>, today: &Today) -> Option<Card> {
        let told = today.told.get(&candidate.story)?;
        let shown = told.shown(&candidate.headline)?;
        let reasons =
            score.map(|score| reason::reasons(score, today.profile, &today.names)).unwrap_or_default();
        let points = points(told, shown, &candidate.headline);
        Some(Card {
            quote: quote(shown, &points, &candidate.headline),
            id: candidate.story.to_string(),
            href: href(candidate.story),
            position: 0,
            topic: topic(&candidate.topics, today),
            headline: Words::new(&told::headline(shown), shown.article.language.as_deref()),
            outlet: shown.outlet.name.clone(),
            when: today.when.ago(shown.at),
            clock: today.when.clock_or_day(shown.at),
            at: today.when.stamp(shown.at),
            points,
            picture: picture(told, shown),
            facts: facts(&candidate.coverage, candidate.new_reports, told, false),
            elsewhere: elsewhere(candidate, today),
            score: score.map(ScoreLine::of).unwrap_or_default(),
            reasons,
            saved: told.saved,
            published: Some(shown.at),
        })
    }

    /// The reader's own reasons first: what a card of "For you" opens with.
    pub fn yours_first(mut self) -> Card {
        self.reasons.sort_by_key(|reason| !reason.yours || reason.hundredths <= 0);
        self
    }

    /// "also in Spanish, Arabic".
    pub fn also_in(&self) -> Option<String> {
        let languages: Vec<&str> = self.elsewhere.iter().map(|other| other.language.as_str()).collect();
        (!languages.is_empty()).then(|| format!("{} {}", say!("also in"), languages.join(", ")))
    }
}

/// The address of a story's page.
pub fn href(story: StoryId) -> String {
    format!("/s/{story}")
}

/// The address of an article's page.
pub fn article_href(article: ArticleId) -> String {
    format!("/a/{article}")
}

/// The address of a topic's page.
pub fn topic_href(key: &str) -> String {
    let escaped: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
    format!("/section/{}", escaped.replace('+', "%20"))
}

/// The topic a story is shown under: one the reader follows, else the first.
pub fn topic(topics: &[Topic], today: &Today) -> Option<TopicLink> {
    let followed = |topic: &&Topic| today.follows(&Subject::Topic(topic.key.clone()));
    let topic = topics.iter().find(followed).or_else(|| topics.first())?;
    Some(TopicLink {
        label: today.names.name(&Subject::Topic(topic.key.clone())),
        href: topic_href(&topic.key),
        yours: followed(&topic),
    })
}

/// Key points: sentences that together say most of what the outlets tell beyond the headline.
pub fn points(told: &Told, shown: &ArticleRow, headline: &str) -> Vec<Point> {
    let rows: Vec<&ArticleRow> =
        told.in_order(shown.id).into_iter().filter(|row| row.id == shown.id || !told.is_copy(row)).collect();
    let fits =
        |point: &&KeyPoint| point.text.chars().count() <= POINT_LETTERS_MAX && !alike(&point.text, headline);
    let fitting: Vec<Vec<KeyPoint>> =
        rows.iter().map(|row| row.subjects.key_points.iter().filter(fits).cloned().collect()).collect();
    let pointed: Vec<Pointed> = (rows.iter().zip(&fitting))
        .map(|(row, points)| Pointed {
            outlet: &row.outlet.key.0,
            headline: row.article.headline.as_deref().unwrap_or_default(),
            language: row.article.language.as_deref(),
            points,
        })
        .collect();
    (group::points(headline, &pointed, POINTS_MAX).into_iter())
        .map(|(report, place)| point(rows[report], &fitting[report][place]))
        .collect()
}

fn point(row: &ArticleRow, key_point: &KeyPoint) -> Point {
    Point {
        words: Words::new(&key_point.text, row.article.language.as_deref()),
        outlet: row.outlet.name.clone(),
        href: key_point.paragraph.map(|number| format!("{}#p{number}", article_href(row.id))),
        at: key_point.paragraph.map(|number| say!("paragraph {n}", n = number + 1)),
    }
}

/// What a card quotes: the shown article's shortest key point, else a short one of another outlet.
fn quote(shown: &ArticleRow, points: &[Point], headline: &str) -> Option<Point> {
    let letters = |text: &str| text.chars().count();
    let own = shown.subjects.key_points.iter().filter(|key_point| !alike(&key_point.text, headline));
    let own = own.min_by_key(|key_point| letters(&key_point.text));
    match own.filter(|key_point| letters(&key_point.text) <= OWN_QUOTE_LETTERS_MAX) {
        Some(key_point) => Some(point(shown, key_point)),
        None => points.iter().find(|point| letters(&point.words.text) <= QUOTE_LETTERS_MAX).cloned(),
    }
}

/// Whether two sentences are the same but for case and marks.
pub fn alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

/// The shown article's picture, else the first that any of the story's articles has.
pub fn picture(told: &Told, shown: &ArticleRow) -> Option<Photo> {
    let row = told.in_order(shown.id).into_iter().find(|row| row.article.image.is_some())?;
    let mut photo = photo(row, 0, row.article.image.as_ref()?);
    photo.length = row.article.videos.first().and_then(|video| video.duration_seconds).map(words::length);
    Some(photo)
}

/// A picture of an article: 0 is its lead picture, n its n-th further one.
pub fn photo(row: &ArticleRow, number: usize, picture: &Picture) -> Photo {
    let credit = match &picture.credit {
        Some(credit) => say!("Photo: {credit}", credit = credit),
        None => say!("From {outlet}", outlet = row.outlet.name),
    };
    let words = Words::new("", row.article.language.as_deref());
    Photo {
        src: format!("/picture/{}/{number}", row.id),
        alt: picture.alt.clone().unwrap_or_default(),
        caption: picture.caption.clone(),
        lang: words.lang,
        dir: words.dir,
        credit,
        length: None,
    }
}

/// Each language once, however many stories tell the event in it.
fn elsewhere(candidate: &Candidate, today: &Today) -> Vec<Elsewhere> {
    let mut seen: Vec<&str> = candidate.languages.iter().map(String::as_str).collect();
    let told = candidate.same_event.iter().filter_map(|story| today.candidate(*story));
    told.filter(|other| !today.is_kept_away(other.story))
        .filter_map(|other| {
            let lang = other.languages.first().filter(|lang| !seen.contains(&lang.as_str()))?;
            seen.push(lang);
            Some(Elsewhere { href: href(other.story), lang: lang.clone(), language: words::language(lang) })
        })
        .collect()
}

/// Facts of a story; `whole` also says its languages and who was first.
pub fn facts(coverage: &Coverage, new_reports: u32, told: &Told, whole: bool) -> Facts {
    let mut more = Vec::new();
    if told.continues {
        more.push(say!("next chapter"));
    }
    if coverage.countries > 1 {
        more.push(say_count!(coverage.countries, "{n} country", "{n} countries"));
    }
    if whole && coverage.languages > 1 {
        more.push(say_count!(coverage.languages, "{n} language", "{n} languages"));
    }
    let video =
        told.articles.iter().flat_map(|row| &row.article.videos).find_map(|video| video.duration_seconds);
    more.extend(video.map(|seconds| say!("video {length}", length = words::length(seconds))));
    let comments: u32 = told.articles.iter().filter_map(|row| row.article.comment_count).sum();
    if comments > 0 {
        more.push(say_count!(comments, "{n} comment", "{n} comments"));
    }
    Facts {
        outlets: say_count!(coverage.outlets.max(1), "{n} outlet", "{n} outlets"),
        more,
        fresh: (new_reports > 0).then(|| say_count!(new_reports, "{n} new", "{n} new")),
    }
}

/// Whether anything of the reader's speaks in a score.
pub fn is_yours(score: &Score) -> bool {
    score.reasons.iter().any(|reason| reason.part == Part::Yours && reason.value > 0.0)
}
