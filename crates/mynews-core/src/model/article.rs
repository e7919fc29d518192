//! The readable content of a page, taken apart.

use std::fmt;

use super::{Fault, Timestamp};

/// A page read: what the outlet wrote, each piece in its place, and nothing else.
///
/// Absent is `None` or empty, never invented.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Article {
    pub headline: Option<String>,
    /// The deck under the headline.
    pub standfirst: Option<String>,
    /// Names of authors, one a person.
    pub byline: Vec<String>,
    /// The outlet's name as the page gives it.
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub canonical_url: Option<String>,
    pub published: Option<WrittenTime>,
    pub modified: Option<WrittenTime>,
    /// BCP 47, lower-case primary tag.
    pub language: Option<String>,
    pub section: Option<String>,
    /// The outlet's own labels for this article, without its list of sections.
    pub topics: Vec<String>,
    pub key_points: Vec<String>,
    /// The lead picture.
    pub image: Option<Picture>,
    /// Further pictures, in order.
    pub images: Vec<Picture>,
    pub videos: Vec<Video>,
    /// The body in order.
    pub blocks: Vec<Block>,
    /// The body as sanitised HTML.
    pub html: String,
    pub related: Vec<Related>,
    pub comment_count: Option<u32>,
    pub completeness: Completeness,
    pub faults: Vec<Fault>,
}

impl Article {
    /// The body alone: subheadings, paragraphs and rows of tables, a line each.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            match block {
                Block::Table(rows) => rows.iter().for_each(|row| push_line(&mut text, &row.join(" "))),
                other => other.text().into_iter().for_each(|line| push_line(&mut text, line)),
            }
        }
        text
    }

    /// The paragraphs of the body, without subheadings.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(Block::paragraph)
    }

    /// Words of the body. Scripts that write without spaces have about one word to two letters.
    pub fn word_count(&self) -> usize {
        let unspaced = |c: &char| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        (self.blocks.iter().filter_map(Block::text))
            .map(|text| text.split_whitespace().count() + text.chars().filter(unspaced).count() / 2)
            .sum()
    }
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// One block of a body.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    Paragraph(String),
    Subheading(String),
    /// One entry of a list.
    ListEntry(String),
    /// A quotation set apart.
    Quotation(String),
    Code(String),
    /// A table, its cells as text, row by row.
    Table(Vec<Vec<String>>),
    /// Where the n-th of `images` stands (0 counts from the first of `images`).
    Picture(usize),
    /// Where the n-th of `videos` stands.
    Video(usize),
    Embed(Embed),
}

impl Block {
    /// The words of this block; `None` for pictures, videos and tables.
    pub fn text(&self) -> Option<&str> {
        match self {
            Block::Subheading(text) => Some(text),
            other => other.paragraph(),
        }
    }

    /// The words of this block where it is running text.
    pub fn paragraph(&self) -> Option<&str> {
        match self {
            Block::Paragraph(text) | Block::ListEntry(text) | Block::Quotation(text) | Block::Code(text) => {
                Some(text)
            }
            Block::Embed(embed) => Some(&embed.text),
            Block::Subheading(_) | Block::Table(_) | Block::Picture(_) | Block::Video(_) => None,
        }
    }
}

/// A post of another site, set into the article: its words and where it lives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Embed {
    pub text: String,
    pub url: Option<String>,
}

/// A picture with what the outlet wrote under it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    pub url: String,
    pub caption: Option<String>,
    /// Who made it, without "Photo:".
    pub credit: Option<String>,
    pub alt: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// A film or a recording.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Video {
    pub title: Option<String>,
    pub duration_seconds: Option<u32>,
    pub url: Option<String>,
    pub medium: Medium,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Medium {
    #[default]
    Video,
    Audio,
}

/// Another article the page points to as belonging to this one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Related {
    pub title: String,
    pub url: Option<String>,
}

/// How much of the article we hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Completeness {
    /// Nothing but a headline.
    #[default]
    Headline,
    /// A summary or the first lines.
    Teaser,
    /// The rest stands behind a paywall.
    Paywalled,
    Full,
}

/// A moment as somebody wrote it: the page's own offset is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrittenTime {
    pub at: Timestamp,
    /// Seconds east of UTC; `None` where the page gives none.
    pub offset_seconds: Option<i32>,
    /// The page gave a day and no time of day.
    pub day_only: bool,
}

/// RFC 3339 in the page's own offset; a day alone where the page gives no more.
impl fmt::Display for WrittenTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.offset_seconds.and_then(|seconds| jiff::tz::Offset::from_seconds(seconds).ok());
        if self.day_only {
            let day = offset.unwrap_or(jiff::tz::Offset::UTC).to_datetime(self.at).date();
            return day.fmt(f);
        }
        match offset {
            Some(offset) => self.at.display_with_offset(offset).fmt(f),
            None => self.at.fmt(f),
        }
    }
}

/// A headline an article once had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadlineVersion {
    pub headline: String,
    /// When we first saw it.
    pub seen_at: Timestamp,
}
