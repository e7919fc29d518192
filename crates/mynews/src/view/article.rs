//! One article to read: what the outlet wrote, block by block, with its key points underlined.

use mynews_core::model::{Block, Completeness, StoryId, WrittenTime};
use mynews_store::ArticleRow;
use serde::Serialize;

use super::card::{self, Photo, TopicLink, article_href, href};
use super::inline::Inline;
use super::story::is_web;
use super::today::Today;
use super::told::{self, Told};
use super::words::{self, Words};
use crate::tongue::retell;
use crate::{say, say_count};

const OTHERS_MAX: usize = 5;
const WORDS_A_MINUTE: usize = 230;

/// An article's page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ArticlePage {
    /// The story's id: what the buttons act on.
    pub id: String,
    pub story_href: String,
    /// "Wednesday morning edition · story 1 of 24".
    pub place: String,
    pub topic: Option<TopicLink>,
    pub headline: Words,
    pub standfirst: Option<Words>,
    pub byline: String,
    pub outlet: String,
    /// Where the outlet published it.
    pub href: Option<String>,
    pub at: String,
    pub published: String,
    pub changed: Option<String>,
    pub blocks: Vec<ArticleBlock>,
    /// Why the text ends where it ends.
    pub cut: Option<String>,
    pub notes: Vec<Note>,
    pub others: Vec<Other>,
    pub all_others: String,
    /// What was done to the text, and what was not.
    pub removed: String,
    pub next: Option<Next>,
    pub saved: bool,
}

/// A block of the body.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ArticleBlock {
    pub kind: &'static str,
    /// Paragraphs count from 0.
    pub number: usize,
    pub text: String,
    /// The paragraph, its key point apart.
    pub pieces: Vec<TextPiece>,
    /// The paragraph as safe HTML, where it has links or emphasis.
    pub html: Option<String>,
    pub key: bool,
    pub lines: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub picture: Option<Photo>,
    pub href: Option<String>,
    pub host: Option<String>,
    pub length: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TextPiece {
    pub text: String,
    pub key: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Note {
    pub label: String,
    pub value: String,
}

/// Another report of the same story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Other {
    pub headline: Words,
    pub href: String,
    pub outlet: String,
    pub at: String,
    pub when: String,
    pub fresh: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Next {
    pub href: String,
    pub text: String,
}

impl ArticlePage {
    pub fn of(row: &ArticleRow, told: &Told, today: &Today) -> ArticlePage {
        let article = &row.article;
        let language = article.language.as_deref();
        ArticlePage {
            id: row.story.to_string(),
            story_href: href(row.story),
            place: place(row.story, today),
            topic: card::topic(&row.subjects.topics, today),
            headline: Words::new(&told::headline(row), language),
            standfirst: article.standfirst.as_deref().map(|text| Words::new(text, language)),
            byline: article.byline.join(", "),
            outlet: row.outlet.name.clone(),
            href: article.url.clone().or(article.canonical_url.clone()).filter(|url| is_web(url)),
            at: today.when.stamp(row.at),
            published: today.when.moment(row.at),
            changed: changed(article.modified, row).map(|at| today.when.clock_or_day(at.at)),
            blocks: blocks(row),
            cut: cut(article.completeness, &row.outlet.name),
            notes: notes(row, today),
            others: others(row, told, today),
            all_others: say_count!(told.articles.len(), "All {n} report", "All {n} reports"),
            removed: removed(row),
            next: next(row.story, today),
            saved: told.saved,
        }
    }
}

fn changed(modified: Option<WrittenTime>, row: &ArticleRow) -> Option<WrittenTime> {
    modified.filter(|modified| modified.at.as_second() > row.at.as_second() + 60)
}

fn blocks(row: &ArticleRow) -> Vec<ArticleBlock> {
    let article = &row.article;
    let mut blocks: Vec<ArticleBlock> = Vec::new();
    let mut number = 0;
    let inline = Inline::of(&article.html);
    let stands_in_text = |url: &str| {
        article.blocks.iter().any(|block| {
            matches!(block, Block::Picture(place) if article.images.get(*place).is_some_and(|one| one.url == url))
        })
    };
    if let Some(picture) = article.image.as_ref().filter(|picture| !stands_in_text(&picture.url)) {
        blocks.push(picture_block(card::photo(row, 0, picture)));
    }
    for block in &article.blocks {
        let is_paragraph = block.paragraph().is_some();
        match block {
            Block::ListEntry(text) => match blocks.last_mut().filter(|last| last.kind == "list") {
                Some(list) => list.lines.push(text.clone()),
                None => blocks.push(ArticleBlock {
                    kind: "list",
                    lines: vec![text.clone()],
                    ..text_block("list", "")
                }),
            },
            Block::Paragraph(text) => blocks.push(paragraph(row, &inline, number, text)),
            Block::Subheading(text) => blocks.push(text_block("heading", text)),
            Block::Quotation(text) => blocks.push(text_block("quotation", text)),
            Block::Code(text) => blocks.push(text_block("code", text)),
            Block::Table(rows) => blocks.push(ArticleBlock { rows: rows.clone(), ..text_block("table", "") }),
            Block::Picture(place) => {
                if let Some(picture) = article.images.get(*place) {
                    blocks.push(picture_block(card::photo(row, place + 1, picture)));
                }
            }
            Block::Video(place) => {
                if let Some(video) = article.videos.get(*place) {
                    blocks.push(ArticleBlock {
                        href: video.url.clone().filter(|url| is_web(url)).or(article.url.clone()),
                        length: Some(video.duration_seconds.map_or_else(|| say!("video"), words::length)),
                        ..text_block("video", video.title.as_deref().unwrap_or_default())
                    });
                }
            }
            Block::Embed(embed) => {
                let url = embed.url.clone().filter(|url| is_web(url));
                let host =
                    url.as_deref().and_then(|url| url::Url::parse(url).ok()?.host_str().map(str::to_owned));
                blocks.push(ArticleBlock { href: url, host, ..text_block("post", &embed.text) });
            }
        }
        number += usize::from(is_paragraph);
    }
    blocks
}

fn text_block(kind: &'static str, text: &str) -> ArticleBlock {
    ArticleBlock { kind, text: text.to_owned(), ..ArticleBlock::default() }
}

fn picture_block(picture: Photo) -> ArticleBlock {
    ArticleBlock { picture: Some(picture), ..text_block("picture", "") }
}

/// A paragraph, the key point in it set apart.
fn paragraph(row: &ArticleRow, inline: &Inline, number: usize, text: &str) -> ArticleBlock {
    let found = row
        .subjects
        .key_points
        .iter()
        .filter(|point| point.paragraph.is_none_or(|paragraph| paragraph == number))
        .find_map(|point| text.find(point.text.as_str()).map(|start| (start, start + point.text.len())));
    let piece = |text: &str, key: bool| TextPiece { text: text.to_owned(), key };
    let pieces = match found {
        Some((start, end)) => {
            vec![piece(&text[..start], false), piece(&text[start..end], true), piece(&text[end..], false)]
        }
        None => vec![piece(text, false)],
    };
    let html = inline.paragraph(text, found.map(|(start, end)| &text[start..end]));
    ArticleBlock { number, key: found.is_some(), pieces, html, ..text_block("paragraph", text) }
}

fn cut(completeness: Completeness, outlet: &str) -> Option<String> {
    match completeness {
        Completeness::Full => None,
        Completeness::Paywalled => Some(say!("The rest stands behind {outlet}’s paywall.", outlet = outlet)),
        Completeness::Teaser => {
            Some(say!("This is the summary the feed gives. The whole text is at {outlet}.", outlet = outlet))
        }
        Completeness::Headline => {
            Some(say!("The feed gives a headline and no text. Read it at {outlet}.", outlet = outlet))
        }
    }
}

fn notes(row: &ArticleRow, today: &Today) -> Vec<Note> {
    let written = row.article.word_count();
    let mut notes = vec![Note { label: say!("Published"), value: today.when.moment(row.at) }];
    let mut note =
        |label: String, value: Option<String>| notes.extend(value.map(|value| Note { label, value }));
    note(say!("Changed"), changed(row.article.modified, row).map(|at| today.when.moment(at.at)));
    note(say!("Fetched"), Some(today.when.moment(row.changed_at)));
    note(
        say!("Length"),
        (written > 0).then(|| {
            let words = say_count!(written, "{n} word", "{n} words");
            say!("{words}, {n} min", words = words, n = written.div_ceil(WORDS_A_MINUTE))
        }),
    );
    note(say!("Comments there"), row.article.comment_count.map(|number| words::thousands(number as usize)));
    let earlier: Vec<&str> =
        row.headlines.iter().rev().skip(1).map(|version| version.headline.as_str()).collect();
    note(say!("Headline before"), (!earlier.is_empty()).then(|| earlier.join(" / ")));
    note(
        say!("Worked around"),
        (!row.article.faults.is_empty()).then(|| {
            row.article.faults.iter().take(3).map(|fault| retell(&fault.text)).collect::<Vec<_>>().join("; ")
        }),
    );
    notes
}

/// Reports in words of their own, newest first.
fn others(row: &ArticleRow, told: &Told, today: &Today) -> Vec<Other> {
    told.articles
        .iter()
        .rev()
        .filter(|other| other.id != row.id && other.copy_group != row.copy_group && !told.is_copy(other))
        .take(OTHERS_MAX)
        .map(|other| Other {
            headline: Words::new(&told::headline(other), other.article.language.as_deref()),
            href: article_href(other.id),
            outlet: other.outlet.name.clone(),
            at: today.when.stamp(other.at),
            when: today.when.ago(other.at),
            fresh: told.looked_at.is_some_and(|looked| other.arrived_at > looked),
        })
        .collect()
}

fn removed(row: &ArticleRow) -> String {
    say!(
        "Text by {outlet}, unchanged. Advertisements, promotions and tracking were left out; pictures come through this machine.",
        outlet = row.outlet.name,
    )
}

fn place(story: StoryId, today: &Today) -> String {
    let edition = today.edition_name();
    match today.pick(story) {
        Some(pick) => {
            let place = say!("story {n} of {all}", n = pick.position, all = today.edition.picks.len());
            format!("{edition} · {place}")
        }
        None => edition,
    }
}

/// The story that follows in the edition.
fn next(story: StoryId, today: &Today) -> Option<Next> {
    let position = today.pick(story)?.position;
    let next = today.edition.picks.iter().find(|pick| pick.position == position + 1)?;
    Some(Next {
        href: href(next.story),
        text: say!("Next story, {n} of {all}", n = next.position, all = today.edition.picks.len()),
    })
}
