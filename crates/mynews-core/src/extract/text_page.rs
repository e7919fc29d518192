//! Text as copied from a page (a paste, a mail): the same article, from blocks of lines.
//!
//! Without tags the evidence is form: prose ends with a full stop, headlines do not, a clock alone on its line is the
//! length of a film, a number alone at the end counts comments, a line that ends with "Photo: …" describes a picture.

use super::headline::plain;
use super::inline::escape_into;
use super::{credit, films, lexicon, names};
use crate::model::{Article, Block, Completeness, Page, Picture, Related, Video};
use crate::text::{date, language, url};

/// Lines of one text; a long report has some hundred.
const LINES_MAX: usize = 20_000;
/// Words from which a line that ends like a sentence is prose wherever it stands.
const PROSE_WORDS_MIN: usize = 10;
/// Words from which a line without a full stop between paragraphs names another article, not a part of this one.
const RELATED_WORDS_MIN: usize = 8;

/// Reads a text.
pub fn article(page: &Page) -> Article {
    let lines = lines(&page.html);
    let first_prose = first_prose(&lines);
    let headline = headline(&lines, first_prose);
    let mut reader = Reader { lines: &lines, article: Article::default(), at: 0 };
    reader.before_headline(headline);
    reader.head(headline.map_or(0, |line| line + 1), first_prose);
    reader.body(first_prose);
    let mut article = reader.article;
    article.headline = headline.map(|line| lines[line].to_owned());
    article.url = Some(page.url.clone()).filter(|address| !address.is_empty());
    article.canonical_url = url::canonical(&page.url);
    article.html = html(&article.blocks);
    let text = article.text();
    article.language = language::detect(&text[..text.floor_char_boundary(2000)]).map(str::to_owned);
    article.completeness = match article.word_count() {
        0 => Completeness::Headline,
        1..60 => Completeness::Teaser,
        _ => Completeness::Full,
    };
    article
}

/// The lines with words; lines that a mail broke at its margin are put together again.
fn lines(text: &str) -> Vec<String> {
    let raw: Vec<&str> = text.lines().map(str::trim).take(LINES_MAX).collect();
    let broken =
        raw.windows(2).filter(|pair| (55..=80).contains(&pair[0].len()) && !pair[1].is_empty()).count();
    let long = raw.iter().filter(|line| line.len() > 90).count();
    let is_wrapped = broken > 6 && long * 8 < broken;
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in raw {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        let squeezed = line.split_whitespace().collect::<Vec<_>>().join(" ");
        match lines.last_mut() {
            Some(last) if is_wrapped && goes_on && !is_bullet(line) => {
                last.push(' ');
                last.push_str(&squeezed);
            }
            _ => lines.push(squeezed),
        }
        goes_on = line.len() >= 55;
    }
    lines
}

fn is_bullet(line: &str) -> bool {
    line.starts_with(['•', '·', '▪', '●', '◦', '‣'])
        || line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("– ")
}

fn bullet_text(line: &str) -> &str {
    line.trim_start_matches(['•', '·', '▪', '●', '◦', '‣', '-', '*', '–', ' ', '\t'])
}

fn words(line: &str) -> usize {
    let ideographs = line.chars().filter(|letter| ('\u{2e80}'..'\u{a000}').contains(letter)).count();
    line.split_whitespace().count().max(ideographs / 2)
}

fn ends_like_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', '»', ')', '“', '」', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', ':', '۔', '।'])
}

fn is_prose(line: &str) -> bool {
    !is_bullet(line)
        && ends_like_a_sentence(line)
        && words(line) >= PROSE_WORDS_MIN
        && !describes(line)
        && !lexicon::is_boilerplate_line(line)
}

/// A caption: it ends with who made the picture.
fn describes(line: &str) -> bool {
    words(line) <= 60 && credit::split(line).1.is_some()
}

/// The first line of the body: prose with more prose behind it, or the only prose there is.
fn first_prose(lines: &[String]) -> usize {
    let is_start = |at: usize| {
        is_prose(&lines[at])
            && (words(&lines[at]) >= 18 || lines[at + 1..].iter().take(4).any(|line| is_prose(line)))
    };
    (0..lines.len())
        .find(|at| is_start(*at))
        .or_else(|| lines.iter().position(|line| is_prose(line)))
        .unwrap_or(lines.len())
}

/// The last line before bullets and body that reads like a headline.
fn headline(lines: &[String], first_prose: usize) -> Option<usize> {
    let stop = lines[..first_prose].iter().position(|line| is_bullet(line)).unwrap_or(first_prose);
    let candidates: Vec<usize> = (0..stop)
        .filter(|at| {
            let line = &lines[*at];
            !lexicon::is_boilerplate_line(line)
                && !describes(line)
                && films::clock_seconds(line).is_none()
                && date_of(line).is_none()
                && !is_byline(line)
        })
        .collect();
    // Sections and topics are short; a deck may follow the headline, and both are long: the first of two neighbours wins.
    let long: Vec<usize> = candidates.iter().copied().filter(|at| words(&lines[*at]) >= 4).collect();
    match long.as_slice() {
        [] => candidates.last().copied(),
        [.., one, two]
            if two - one == 1
                && words(&lines[*one]) >= 5
                && words(&lines[*two]) > words(&lines[*one]) + 4
                && !is_promotion(&lines[*one]) =>
        {
            Some(*one)
        }
        [.., last] => Some(*last),
    }
}

fn is_promotion(line: &str) -> bool {
    let bare = plain(line);
    ["get ", "subscribe", "sign up", "join ", "download", "try "].iter().any(|start| bare.starts_with(start))
}

fn is_byline(line: &str) -> bool {
    words(line) <= 12 && names::has_lead(line)
}

fn date_of(line: &str) -> Option<crate::model::WrittenTime> {
    (words(line) <= 14 && line.bytes().any(|byte| byte.is_ascii_digit())).then(|| date::find(line)).flatten()
}

struct Reader<'a> {
    lines: &'a [String],
    article: Article,
    at: usize,
}

impl Reader<'_> {
    /// Above the headline: the lead picture's caption, and perhaps the topic.
    fn before_headline(&mut self, headline: Option<usize>) {
        for line in &self.lines[..headline.unwrap_or(0)] {
            if describes(line) {
                self.caption(line);
            }
        }
    }

    /// Between headline and body: key points or a deck, byline, date, topic.
    fn head(&mut self, from: usize, to: usize) {
        for at in from..to.max(from).min(self.lines.len()) {
            let line = self.lines[at].as_str();
            if is_bullet(line) {
                self.article.key_points.push(bullet_text(line).to_owned());
            } else if is_byline(line) {
                self.article.byline.extend(names::of_line(line));
            } else if describes(line) {
                self.caption(line);
            } else if lexicon::is_boilerplate_line(line) || films::clock_seconds(line).is_some() {
            } else if let Some(time) = date_of(line) {
                if self.article.published.is_none() {
                    self.article.published = Some(time)
                } else {
                    self.article.modified = Some(time)
                }
            } else if words(line) >= 6
                && self.article.standfirst.is_none()
                && self.article.key_points.is_empty()
            {
                self.article.standfirst = Some(line.to_owned());
            } else if words(line) <= 4
                && line.len() <= 40
                && !line.bytes().any(|byte| byte.is_ascii_digit())
                && !self.article.topics.iter().any(|topic| topic == line)
            {
                self.article.topics.push(line.to_owned());
            }
        }
    }

    fn body(&mut self, from: usize) {
        let end = self
            .lines
            .iter()
            .rposition(|line| is_prose(line) || (ends_like_a_sentence(line) && words(line) >= 5))
            .map_or(from, |last| last + 1);
        self.at = from;
        while self.at < end {
            let line = &self.lines[self.at];
            self.at += 1;
            if let Some(seconds) = films::clock_seconds(line) {
                self.video(seconds);
            } else if lexicon::is_boilerplate_line(line) {
            } else if is_bullet(line) {
                self.article.blocks.push(Block::ListEntry(bullet_text(line).to_owned()));
            } else if describes(line) {
                self.caption(line);
            } else if ends_like_a_sentence(line) || words(line) >= 30 {
                self.article.blocks.push(Block::Paragraph(line.clone()));
            } else if let Some(title) = announced(line) {
                self.article.related.push(Related { title: title.to_owned(), url: None });
            } else if words(line) >= RELATED_WORDS_MIN {
                self.article.related.push(Related { title: line.clone(), url: None });
            } else {
                self.article.blocks.push(Block::Subheading(line.clone()));
            }
        }
        for line in &self.lines[self.at.min(self.lines.len())..] {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            let names_comments = words(line) <= 3 && plain(line).contains("comment");
            if !digits.is_empty()
                && (digits.len() == line.len() || names_comments)
                && self.article.comment_count.is_none()
            {
                self.article.comment_count = digits.parse().ok();
            }
        }
    }

    /// A length was read: the next line is the film's title, often twice.
    fn video(&mut self, seconds: u32) {
        let Some(title) = self.lines.get(self.at).filter(|line| !is_prose(line)) else { return };
        while self.lines.get(self.at).is_some_and(|line| line == title) {
            self.at += 1;
        }
        self.article.videos.push(Video {
            title: Some(title.clone()),
            duration_seconds: Some(seconds),
            ..Video::default()
        });
        self.article.blocks.push(Block::Video(self.article.videos.len() - 1));
    }

    fn caption(&mut self, line: &str) {
        let (caption, credit) = credit::split(line);
        let picture = Picture { caption, credit, ..Picture::default() };
        if self.article.image.is_none() {
            self.article.image = Some(picture)
        } else {
            self.article.images.push(picture)
        }
    }
}

/// "Read more: title", in the news languages.
fn announced(line: &str) -> Option<&str> {
    const LEADS: &[&str] = &[
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "more",
        "lesen sie auch",
        "mehr zum thema",
        "lire aussi",
        "à lire aussi",
        "lee también",
        "leia também",
        "leggi anche",
        "lees ook",
    ];
    let (lead, title) = line.split_once([':', '|'])?;
    LEADS.contains(&plain(lead).as_str()).then(|| title.trim())
}

fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in blocks {
        if in_list && !matches!(block, Block::ListEntry(_)) {
            out.push_str("</ul>");
            in_list = false;
        }
        let (tag, text) = match block {
            Block::Subheading(text) => ("h3", text),
            Block::ListEntry(text) => ("li", text),
            Block::Paragraph(text) => ("p", text),
            _ => continue,
        };
        if tag == "li" && !in_list {
            out.push_str("<ul>");
            in_list = true;
        }
        out.push_str(&format!("<{tag}>"));
        escape_into(&mut out, text);
        out.push_str(&format!("</{tag}>"));
    }
    if in_list {
        out.push_str("</ul>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_page_is_an_article() {
        let text = "Advertisement\nHarbour news\nShips wait at the gate. Photo: Harbour Post\n\nHarbour closes its gates for a week of repairs\n  • Dredging begins on Monday\n  • Ferries sail from the old pier\nHarbour news\n\nThe harbour will close its gates for a week from Monday, the port authority said.\n\n01:05\nHow the gates work\nHow the gates work\nDredgers will clear the channel, and divers will look at the old lock walls.\nFerry company adds two night sailings to the northern islands\nWork should be over by Sunday, the authority said, “if the weather allows”.\n12";
        let article = article(&Page { html: text.into(), is_text: true, ..Page::default() });
        assert_eq!(article.headline.as_deref(), Some("Harbour closes its gates for a week of repairs"));
        assert_eq!(article.key_points, ["Dredging begins on Monday", "Ferries sail from the old pier"]);
        assert_eq!(article.topics, ["Harbour news"]);
        assert_eq!(article.image.and_then(|image| image.credit).as_deref(), Some("Harbour Post"));
        assert_eq!(article.videos[0].duration_seconds, Some(65));
        assert_eq!(article.related[0].title, "Ferry company adds two night sailings to the northern islands");
        assert_eq!(article.comment_count, Some(12));
        assert_eq!(article.blocks.len(), 4);
    }
}
