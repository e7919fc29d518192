//! Subject headings: which of the seventeen broad subjects of news an article belongs to.
//!
//! Three witnesses. The lists in `words.rs` and `wide.rs`, for anyone to read and mend, in several languages: each
//! different word of them counts once and a little more for each time it returns. The outlet's own word for it: section,
//! labels, the path of the address. And, in English, every word by what was learnt of it (`learnt.rs`), since most
//! headlines hold no word of any list. A word counts thrice in the headline and twice in what stands under it.

mod count;
pub mod learnt;
mod lists;
mod wide;
mod words;

use super::line::{Line, Origin};
use crate::model::{Article, Heading, Topic};

pub use count::Counts;
use learnt::LEARNT;
pub use words::HEADINGS;
use words::ROWS;

/// What the outlet says itself counts as so many points where lists alone decide.
const SECTION_POINTS: f32 = 8.0;
/// And makes a heading so much likelier where words were learnt: an outlet files nineteen of twenty articles rightly.
const SECTION_LOG_ODDS: f32 = 3.0;
/// Points of doubt: an article with hardly any telling word belongs nowhere.
const DOUBT: f32 = 3.0;
/// Headings below are noise.
const CONFIDENCE_MIN: f32 = 0.08;
/// From here on a heading is one of the article's topics, the first and a second one.
const TOPIC_CONFIDENCE: f32 = 0.3;
const SECOND_TOPIC_CONFIDENCE: f32 = 0.28;
/// Words of an article that vote where lists alone decide.
const WORDS_MAX: usize = 1500;
/// Where every word tells, fewer are enough: what a report is about stands at its top.
const LEARNT_WORDS_MAX: usize = 600;

/// Whether a key is a heading's.
pub fn is_one(key: &str) -> bool {
    place_of(key).is_some()
}

/// The keys of all headings, in the order of everything that has a number a heading.
pub fn keys() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.key)
}

/// A heading's place among them.
pub fn place_of(key: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.key == key)
}

/// Headings of an article, likeliest first.
pub fn find(article: &Article, lines: &[Line], language: Option<&str>) -> Vec<Heading> {
    let labels: Vec<Line> = article
        .section
        .iter()
        .chain(&article.topics)
        .map(|label| Line::new(Origin::Headline, label))
        .collect();
    let said = outlet_words(article);
    let says = |row: &words::Row| {
        row.sections.split_whitespace().any(|section| said.iter().any(|word| word == section))
    };
    let votes = labels.iter().chain(lines);
    let confidences = if is_learnt(language) {
        let mut scores = LEARNT.scores(&Counts::of(votes, LEARNT_WORDS_MAX));
        for (score, row) in scores.iter_mut().zip(&ROWS) {
            *score += if says(row) { SECTION_LOG_ODDS } else { 0.0 };
        }
        learnt::likelihoods(&scores)
    } else {
        let mut points = Counts::of(votes, WORDS_MAX).points();
        for (points, row) in points.iter_mut().zip(&ROWS) {
            *points += if says(row) { SECTION_POINTS } else { 0.0 };
        }
        // Squares: the heading that has most of the words is likelier than its share of them says.
        let squares = points.map(|points| points * points);
        let sum: f32 = squares.iter().sum::<f32>() + DOUBT * DOUBT;
        squares.map(|square| square / sum)
    };
    let mut headings: Vec<Heading> = ROWS
        .iter()
        .zip(confidences)
        .map(|(row, confidence)| Heading {
            topic: Topic { key: row.key.to_owned(), label: row.label.to_owned() },
            confidence,
        })
        .filter(|heading| heading.confidence >= CONFIDENCE_MIN)
        .collect();
    headings.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.topic.cmp(&b.topic)));
    headings
}

/// What there is to learn from in an English article, without its outlet's word for it.
pub fn evidence(article: &Article) -> Counts {
    Counts::of(super::line::lines(article, &[]).iter(), LEARNT_WORDS_MAX)
}

/// The words of a text as they are counted.
pub fn words_of(text: &str) -> Vec<String> {
    Line::new(Origin::Headline, text).words.into_iter().map(|word| word.lower.into_owned()).collect()
}

/// The headings that are sure enough to be topics.
pub fn topics(headings: &[Heading]) -> Vec<Topic> {
    let sure = |(at, heading): &(usize, &Heading)| {
        heading.confidence >= if *at == 0 { TOPIC_CONFIDENCE } else { SECOND_TOPIC_CONFIDENCE }
    };
    headings.iter().take(2).enumerate().filter(sure).map(|(_, heading)| heading.topic.clone()).collect()
}

/// English, or too short to tell: then it is a headline, of which lists know least.
fn is_learnt(language: Option<&str>) -> bool {
    language.is_none_or(|tag| tag == "en" || tag.starts_with("en-"))
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

#[cfg(test)]
mod tests {
    use super::{find, topics};
    use crate::annotate::line;
    use crate::model::{Article, Block};
    use crate::text::language;

    fn check(headline: &str, text: &str, section: Option<&str>, expected: &[&str]) {
        let article = Article {
            headline: Some(headline.to_owned()),
            section: section.map(str::to_owned),
            blocks: vec![Block::Paragraph(text.to_owned())],
            ..Article::default()
        };
        let language = language::detect(&article.text());
        let topics = topics(&find(&article, &line::lines(&article, &[]), language));
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
        check("立法會通過議案", "議員投票後，政府表示歡迎。", None, &["politics"]);
        check("فوز المنتخب", "سجل اللاعب في مباراة كرة القدم.", None, &["sport"]);
    }

    #[test]
    fn words_of_no_list_tell_too() {
        check("Insulin and antibodies", "", None, &["health"]);
    }

    #[test]
    fn the_outlet_says_so() {
        check("A quiet day", "Nothing much happened.", Some("Sport"), &["sport"]);
        check("A quiet day", "Nothing much happened.", None, &[]);
    }
}
