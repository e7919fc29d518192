//! An article as lines of words: each piece of it cut once, so that every finder looks at the same words.

use std::borrow::Cow;

use crate::model::{Article, Block};
use crate::text::sentences;

/// So many words of an article are looked at; a book pasted into a page must not cost minutes.
const WORDS_MAX: usize = 20_000;

/// Where a line stands in the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    Headline,
    Standfirst,
    KeyPoint,
    /// Counts `Article::paragraphs` from 0.
    Paragraph(usize),
    /// A quotation set apart, also counted by `Article::paragraphs`.
    Quotation(usize),
    Subheading,
    Caption,
    /// Who made a picture.
    Credit,
}

/// One line with its words.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub origin: Origin,
    pub text: &'a str,
    pub words: Vec<Word<'a>>,
    /// Its capitals say nothing: a headline in title case, a line shouted.
    pub all_capitals: bool,
}

/// One word, where it stands and how it is written.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Without a possessive ending.
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub start: usize,
    /// Just behind the word, its possessive ending included.
    pub end: usize,
    /// Counts the sentences of the line.
    pub sentence: usize,
    /// First of a sentence, or first behind an opening quotation mark or a colon: its capital says nothing.
    pub opens: bool,
    pub capital: bool,
    pub possessive: bool,
}

impl Word<'_> {
    /// Two capitals or more and no small letter: an acronym, or shouting.
    pub fn is_acronym(&self) -> bool {
        self.text.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !self.text.chars().any(char::is_lowercase)
    }

    pub fn is_initial(&self) -> bool {
        self.capital && self.text.trim_end_matches('.').chars().count() == 1
    }
}

impl<'a> Line<'a> {
    pub fn new(origin: Origin, text: &'a str) -> Line<'a> {
        let words = words(text);
        // Small words stay small in title case, so only the longer ones tell.
        let longer = || {
            words
                .iter()
                .filter(|word| word.text.chars().count() >= 4 && word.text.starts_with(char::is_alphabetic))
        };
        let capitals = longer().filter(|word| word.capital).count();
        let all_capitals = words.len() >= 4 && longer().count() >= 3 && capitals * 10 >= longer().count() * 8;
        Line { origin, text, words, all_capitals }
    }

    /// The first word behind "PHILADELPHIA, July 25 (Wire) —"; 0 where there is no dateline.
    pub fn dateline_end(&self) -> usize {
        let shouts = self.words.first().is_some_and(|first| first.text.len() > 3 && first.is_acronym());
        let dash = (0..self.words.len().min(9))
            .find(|at| self.gap(*at).contains(['—', '–', '―']) || self.gap(*at).contains(" - "));
        dash.filter(|at| shouts || self.gap(*at).contains(')')).map_or(0, |dash| dash + 1)
    }

    /// What stands between a word and the next one.
    pub fn gap(&self, word: usize) -> &'a str {
        let from = self.words[word].end;
        let to = self.words.get(word + 1).map_or(self.text.len(), |next| next.start);
        &self.text[from..to]
    }

    pub fn paragraph(&self) -> Option<usize> {
        match self.origin {
            Origin::Paragraph(at) | Origin::Quotation(at) => Some(at),
            _ => None,
        }
    }

    /// The text from one word to another, the last one without its possessive ending.
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        let end = self.words[last].start + self.words[last].text.len();
        &self.text[self.words[first].start..end]
    }
}

/// Headline, standfirst, key points and body in reading order, then captions and credits. Lines of the body that are
/// `repeated` elsewhere are left out.
pub fn lines<'a>(article: &'a Article, repeated: &[&str]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut words_left = WORDS_MAX;
    let mut add = |origin, text| {
        if words_left > 0 {
            let line = Line::new(origin, text);
            words_left = words_left.saturating_sub(line.words.len());
            lines.push(line);
        }
    };
    article.headline.iter().for_each(|text| add(Origin::Headline, text));
    article.standfirst.iter().for_each(|text| add(Origin::Standfirst, text));
    article.key_points.iter().for_each(|text| add(Origin::KeyPoint, text));
    let mut paragraph = 0;
    for block in &article.blocks {
        match block {
            _ if block.text().is_some_and(|text| repeated.contains(&text)) => {}
            Block::Subheading(text) => add(Origin::Subheading, text),
            Block::Quotation(text) => add(Origin::Quotation(paragraph), text),
            Block::Code(_) => {}
            other => other.paragraph().into_iter().for_each(|text| add(Origin::Paragraph(paragraph), text)),
        }
        paragraph += usize::from(block.paragraph().is_some());
    }
    for picture in article.image.iter().chain(&article.images) {
        picture.caption.iter().for_each(|text| add(Origin::Caption, text));
        picture.credit.iter().for_each(|text| add(Origin::Credit, text));
    }
    lines
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    for (sentence, slice) in sentences::split(text).into_iter().enumerate() {
        let offset = slice.as_ptr() as usize - text.as_ptr() as usize;
        let mut first = true;
        let mut at = 0;
        while let Some(start) = slice[at..].find(char::is_alphanumeric).map(|skip| at + skip) {
            let end = word_end(slice, start);
            let behind_mark =
                slice[at..start].contains(['“', '"', '«', '„', '‘', '»', ':', '•', '「', '¿', '¡']);
            let word = word(&text[offset + start..offset + end]);
            words.push(Word {
                start: offset + start,
                end: offset + end,
                sentence,
                opens: first || behind_mark,
                ..word
            });
            first = false;
            at = end;
        }
    }
    words
}

/// Letters and digits, and what joins them inside a word: "vice-minister", "Moscow’s", "U.S.", "2,000".
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let joins = match c {
            '-' | '‐' | '’' | '\'' | '&' | '_' => last.is_alphanumeric() && next.is_alphanumeric(),
            '.' | ',' if last.is_ascii_digit() => next.is_ascii_digit(),
            '.' => next.is_alphabetic() && last.is_alphabetic() && !next.is_whitespace(),
            c => c.is_alphanumeric() || is_combining(c),
        };
        if !joins {
            // The last stop of "U.S." and of an initial belongs to the word.
            let so_far = &text[start..start + at];
            if c == '.'
                && (so_far.contains('.') && !so_far.starts_with(|c: char| c.is_ascii_digit())
                    || is_single_capital(so_far))
            {
                end = start + at + 1;
            }
            break;
        }
        last = c;
        end = start + at + c.len_utf8();
    }
    end
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{64b}'..='\u{652}' | '\u{93c}'..='\u{94d}')
}

fn is_single_capital(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn word(written: &str) -> Word<'_> {
    let text = written.strip_suffix("’s").or_else(|| written.strip_suffix("'s")).unwrap_or(written);
    let capital = text.starts_with(char::is_uppercase);
    let lower = if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    };
    Word {
        text,
        lower,
        start: 0,
        end: 0,
        sentence: 0,
        opens: false,
        capital,
        possessive: text.len() < written.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Origin};

    #[test]
    fn a_line_is_cut_into_words() {
        let line = Line::new(Origin::Headline, "J. Le’s U.S.-born vice-minister paid 2,000.50. It rained.");
        let words: Vec<&str> = line.words.iter().map(|word| word.text).collect();
        assert_eq!(words, ["J.", "Le", "U.S.", "born", "vice-minister", "paid", "2,000.50", "It", "rained"]);
        assert!(line.words[1].possessive);
        assert!(line.words[7].opens);
        assert_eq!(line.words[7].sentence, 1);
    }
}
