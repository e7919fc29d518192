//! Subject headings: which of the seventeen broad subjects of news an article belongs to.
//!
//! Words vote. Each different word of the article counts once and a little more for each time it returns, thrice in the
//! headline; what the outlet itself says (section, labels, the path of the address) counts as many words. No weights are
//! learnt: the lists stand in `words.rs`, for anyone to read and mend.

mod words;

use std::sync::LazyLock;

use super::line::{Line, Origin};
use super::word_list::WordMap;
use crate::model::{Article, Heading, Topic};

use words::ROWS;

/// What the outlet says itself counts as so many points.
const SECTION_POINTS: f32 = 8.0;
/// Points of doubt: an article with hardly any telling word belongs nowhere.
const DOUBT: f32 = 3.0;
/// Headings below are noise.
const CONFIDENCE_MIN: f32 = 0.08;
/// From here on a heading is one of the article's topics, the first and a second one.
const TOPIC_CONFIDENCE: f32 = 0.3;
const SECOND_TOPIC_CONFIDENCE: f32 = 0.28;
/// Words of an article that vote.
const WORDS_MAX: usize = 1500;

/// Whether a key is a heading's.
pub fn is_one(key: &str) -> bool {
    ROWS.iter().any(|row| row.key == key)
}

/// Headings of an article, likeliest first.
pub fn find(article: &Article, lines: &[Line]) -> Vec<Heading> {
    let mut points = [0.0_f32; ROWS.len()];
    let labels: Vec<Line> = article
        .section
        .iter()
        .chain(&article.topics)
        .map(|label| Line::new(Origin::Headline, label))
        .collect();
    vote(labels.iter().chain(lines), &mut points);
    let said = outlet_words(article);
    for (heading, row) in ROWS.iter().enumerate() {
        if row.sections.split_whitespace().any(|section| said.iter().any(|word| word == section)) {
            points[heading] += SECTION_POINTS;
        }
    }
    // Squares: the heading that has most of the words is likelier than its share of them says.
    let squares: Vec<f32> = points.iter().map(|points| points * points).collect();
    let sum: f32 = squares.iter().sum::<f32>() + DOUBT * DOUBT;
    let mut headings: Vec<Heading> = ROWS
        .iter()
        .zip(squares)
        .map(|(row, square)| Heading {
            topic: Topic { key: row.key.to_owned(), label: row.label.to_owned() },
            confidence: square / sum,
        })
        .filter(|heading| heading.confidence >= CONFIDENCE_MIN)
        .collect();
    headings.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.topic.cmp(&b.topic)));
    headings
}

/// The headings that are sure enough to be topics.
pub fn topics(headings: &[Heading]) -> Vec<Topic> {
    let sure = |(at, heading): &(usize, &Heading)| {
        heading.confidence >= if *at == 0 { TOPIC_CONFIDENCE } else { SECOND_TOPIC_CONFIDENCE }
    };
    headings.iter().take(2).enumerate().filter(sure).map(|(_, heading)| heading.topic.clone()).collect()
}

fn vote<'l>(lines: impl Iterator<Item = &'l Line<'l>>, points: &mut [f32; ROWS.len()]) {
    let mut counts = vec![0.0_f32; LEXICON.votes.len()];
    let mut words_left = WORDS_MAX;
    for line in lines {
        let weight = match line.origin {
            Origin::Headline => 3.0,
            Origin::Standfirst | Origin::KeyPoint => 2.0,
            Origin::Credit => continue,
            _ => 1.0,
        };
        let words = &line.words[..line.words.len().min(words_left)];
        words_left -= words.len();
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map_or("", |next| next.lower.as_ref());
            for entry in LEXICON.entries(&word.lower, next).into_iter().flatten() {
                counts[entry] += weight;
            }
        }
        if line.text.chars().any(is_wide_or_arabic) {
            for (_, entry) in LEXICON.parts.iter().filter(|(part, _)| line.text.contains(part)) {
                counts[*entry] += weight;
            }
        }
    }
    for (count, votes) in counts.iter().zip(&LEXICON.votes).filter(|(count, _)| **count > 0.0) {
        let strength = 1.0 + libm::logf(*count);
        for vote in votes {
            points[vote.heading] += vote.weight * strength / votes.len() as f32;
        }
    }
}

/// The outlet's own words for where the article belongs.
fn outlet_words(article: &Article) -> Vec<String> {
    let url = article.canonical_url.as_deref().or(article.url.as_deref()).unwrap_or("");
    let path = url.split("://").nth(1).unwrap_or("");
    // The first label of the host ("sport.example.org") and the folders; the last part is the article's own name.
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let host = folders.first().and_then(|host| host.split('.').next()).unwrap_or("");
    let folders = folders.iter().skip(1).take(4).copied();
    let labels = article.section.iter().chain(&article.topics).map(String::as_str);
    labels.chain(std::iter::once(host)).chain(folders).map(super::slug).collect()
}

fn is_wide_or_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{3040}'..='\u{9fff}')
}

#[derive(Clone, Copy)]
struct Vote {
    heading: usize,
    weight: f32,
}

/// All lists turned round: from a word to the headings it speaks for.
#[derive(Default)]
struct Lexicon {
    /// An entry is a place in this list.
    votes: Vec<Vec<Vote>>,
    words: WordMap<&'static str, usize>,
    /// First word → second word → entry.
    pairs: WordMap<&'static str, WordMap<&'static str, usize>>,
    prefixes: WordMap<&'static str, usize>,
    /// Matched anywhere, in scripts without blanks.
    parts: Vec<(&'static str, usize)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (heading, row) in ROWS.iter().enumerate() {
        for written in row.english.split_whitespace().chain(row.elsewhere.split_whitespace()) {
            lexicon.add(heading, written);
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, heading: usize, written: &'static str) {
        let word = written.trim_start_matches(['+', '-']);
        let mut weight = match written.as_bytes()[0] {
            b'+' => 2.0,
            b'-' => 0.5,
            _ => 1.0,
        };
        let new = self.votes.len();
        let entry = if let Some((first, second)) = word.trim_end_matches('*').split_once('_') {
            // Two words in a row are surer than one.
            weight += 1.0;
            *self.pairs.entry(first).or_default().entry(second).or_insert(new)
        } else if word.starts_with(is_wide_or_arabic) {
            let known = self.parts.iter().find(|(part, _)| *part == word).map(|(_, entry)| *entry);
            known.unwrap_or_else(|| {
                self.parts.push((word, new));
                new
            })
        } else if let Some(prefix) = word.strip_suffix('*') {
            *self.prefixes.entry(prefix).or_insert(new)
        } else {
            *self.words.entry(word).or_insert(new)
        };
        if entry == new {
            self.votes.push(Vec::new());
        }
        if !self.votes[entry].iter().any(|vote| vote.heading == heading) {
            self.votes[entry].push(Vote { heading, weight });
        }
    }

    /// What a word and the one behind it match: the pair, and the word itself or the longest beginning of it.
    fn entries(&self, word: &str, next: &str) -> [Option<usize>; 2] {
        let pair = self
            .pairs
            .get(word)
            .and_then(|seconds| seconds.get(next).or_else(|| seconds.get(next.strip_suffix('s')?)).copied());
        [pair, self.words.get(word).copied().or_else(|| self.prefix(word))]
    }

    fn prefix(&self, word: &str) -> Option<usize> {
        const LETTERS_MIN: usize = 3;
        let shorter = word.char_indices().rev().map(|(at, _)| at).take_while(|at| *at >= LETTERS_MIN);
        std::iter::once(word.len()).chain(shorter).find_map(|end| self.prefixes.get(&word[..end]).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{find, topics};
    use crate::annotate::line;
    use crate::model::{Article, Block};

    fn check(headline: &str, text: &str, section: Option<&str>, expected: &[&str]) {
        let article = Article {
            headline: Some(headline.to_owned()),
            section: section.map(str::to_owned),
            blocks: vec![Block::Paragraph(text.to_owned())],
            ..Article::default()
        };
        let topics = topics(&find(&article, &line::lines(&article, &[])));
        let keys: Vec<&str> = topics.iter().map(|topic| topic.key.as_str()).collect();
        assert_eq!(keys, expected, "{headline}");
    }

    #[test]
    fn words_vote() {
        check(
            "Rovers win the cup",
            "The striker scored two goals in the second half of the match.",
            None,
            &["sport"],
        );
        check(
            "Shares fall as profits shrink",
            "Investors sold stock after the bank cut its forecast.",
            None,
            &["economy-business-and-finance"],
        );
        check(
            "Minister quits before vote",
            "The party loses its majority in parliament.",
            None,
            &["politics"],
        );
        check(
            "Sturm vor der Küste",
            "Der Wetterdienst meldet Gewitter, Regen und tiefe Temperaturen.",
            None,
            &["weather"],
        );
        check(
            "地震",
            "昨晚发生强烈地震，随后发生火灾。",
            None,
            &["disaster-accident-and-emergency-incident"],
        );
    }

    #[test]
    fn the_outlet_says_so() {
        check("A quiet day", "Nothing much happened.", Some("Sport"), &["sport"]);
        check("A quiet day", "Nothing much happened.", None, &[]);
    }
}
