//! From stories and articles as pages know them to items of a feed.

use mynews_core::model::{Candidate, StoryId};
use mynews_store::ArticleRow;

use super::{Item, urn};
use crate::view::Today;
use crate::view::card::{self, Point};
use crate::view::reason;
use crate::view::score::ScoreLine;
use crate::view::told::{self, Told};
use crate::view::words::Words;
use crate::view::xml::escaped;

/// Where pages of this mynews are: what stands before `/s/…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place(pub String);

impl Place {
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// A story: its headline, the key points of its outlets, why it stands where it stands.
pub fn of_story(story: StoryId, today: &Today, place: &Place) -> Option<Item> {
    let told = today.told.get(&story)?;
    let candidate = today.candidate(story);
    let headline = candidate.map(|candidate| candidate.headline.as_str()).unwrap_or_default();
    let row = told.shown(headline)?;
    let points = card::points(told, row, headline);
    let html = [said(&points), facts(candidate, told), reasons(story, today), original(row)].concat();
    Some(Item {
        id: urn("story", &story.to_string()),
        address: place.of(&card::href(story)),
        updated: told.articles.iter().map(|one| one.at).max().unwrap_or(row.at),
        topics: candidate
            .map(|candidate| candidate.topics.iter().map(|topic| topic.label.clone()).collect())
            .unwrap_or_default(),
        html,
        ..of_row(row)
    })
}

/// One article by itself, as on a list in order of time.
pub fn of_article(row: &ArticleRow, place: &Place) -> Item {
    let points: Vec<Point> = (row.subjects.key_points.iter().take(3))
        .map(|point| Point {
            words: Words::new(&point.text, row.article.language.as_deref()),
            outlet: row.outlet.name.clone(),
            href: None,
            at: None,
        })
        .collect();
    Item {
        id: urn("article", &row.id.to_string()),
        address: place.of(&card::article_href(row.id)),
        html: [said(&points), original(row)].concat(),
        ..of_row(row)
    }
}

/// What an item has of the article it shows.
fn of_row(row: &ArticleRow) -> Item {
    let words = Words::new(&told::headline(row), row.article.language.as_deref());
    Item {
        id: String::new(),
        title: words.text,
        language: words.lang,
        address: String::new(),
        original: row.article.url.clone(),
        outlet: row.outlet.name.clone(),
        published: row.at,
        updated: row.at,
        topics: row.subjects.topics.iter().map(|topic| topic.label.clone()).collect(),
        html: String::new(),
    }
}

/// Key points, verbatim, each with its outlet.
fn said(points: &[Point]) -> String {
    points
        .iter()
        .map(|point| {
            let language =
                point.words.lang.as_deref().map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
            let (text, outlet) = (escaped(&point.words.text), escaped(&point.outlet));
            format!("<blockquote><p{language}>{text}</p><p>{outlet}</p></blockquote>")
        })
        .collect()
}

fn facts(candidate: Option<&Candidate>, told: &Told) -> String {
    let Some(candidate) = candidate else { return String::new() };
    let facts = card::facts(&candidate.coverage, 0, told, true);
    let facts: Vec<String> =
        std::iter::once(&facts.outlets).chain(&facts.more).map(|fact| escaped(fact)).collect();
    format!("<p>{}</p>", facts.join(" · "))
}

/// The reasons of a story of the edition, and what they add up to.
fn reasons(story: StoryId, today: &Today) -> String {
    let Some(pick) = today.pick(story) else { return String::new() };
    let reasons: String = reason::reasons(&pick.score, today.profile, &today.names)
        .iter()
        .map(|reason| format!("<li>{} {}</li>", escaped(&reason.label), reason.value))
        .collect();
    format!("<p>Score {}</p><ul>{reasons}</ul>", ScoreLine::of(&pick.score).total)
}

fn original(row: &ArticleRow) -> String {
    let Some(url) = &row.article.url else { return String::new() };
    format!("<p><a href=\"{}\">{}</a></p>", escaped(url), escaped(&row.outlet.name))
}
