//! Article → subjects: what it is about, who is in it, who said what, which sentences carry it.

pub mod days;
mod figures;
pub mod headings;
mod key_points;
pub mod labels;
mod line;
mod names;
mod quotes;
mod word_list;

use crate::model::{Article, Subjects, Topic};
use crate::text::language;

/// What an article is about. Never fails: what is not found is left out, never invented.
pub fn subjects(article: &Article) -> Subjects {
    subjects_without(article, &[])
}

/// The same, where some lines of the body say nothing of the article: its outlet prints them elsewhere too.
pub fn subjects_without(article: &Article, repeated: &[&str]) -> Subjects {
    let lines = line::lines(article, repeated);
    let language = article.language.as_deref().or_else(|| language::detect(&article.text()));
    let cast = names::find(&lines, language);
    let headings = headings::find(article, &lines, language);
    Subjects {
        topics: topics(article, headings::topics(&headings)),
        headings,
        entities: names::entities(&cast),
        quotes: quotes::find(&lines, &cast),
        figures: figures::find(&lines),
        key_points: key_points::find(&lines, &cast, &article.key_points),
    }
}

/// The outlet's own labels, then the headings; one key once.
fn topics(article: &Article, headings: Vec<Topic>) -> Vec<Topic> {
    let labels =
        article.topics.iter().map(|label| Topic { key: slug(label), label: label.trim().to_owned() });
    let mut topics: Vec<Topic> = Vec::new();
    for topic in labels.chain(headings) {
        if !topic.key.is_empty() && !topics.iter().any(|known| known.key == topic.key) {
            topics.push(topic);
        }
    }
    topics
}

/// Whether a topic is one of the seventeen broad subjects, and no outlet's label.
pub fn is_heading(key: &str) -> bool {
    headings::is_one(key)
}

/// Lower case, words joined by `-`: "Ukraine war" → `ukraine-war`.
fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
