//! Article → subjects: what it is about, who is in it, who said what, which sentences carry it.

mod line;
mod names;
mod quotes;
mod word_list;

use crate::model::{Article, KeyPoint, Subjects};
use crate::text::language;

/// What an article is about. Never fails: what is not found is left out, never invented.
pub fn subjects(article: &Article) -> Subjects {
    let lines = line::lines(article);
    let language = article.language.as_deref().or_else(|| language::detect(&article.text()));
    let cast = names::find(&lines, language);
    let listed = article.key_points.iter().map(|text| KeyPoint { text: text.clone(), paragraph: None });
    Subjects {
        entities: names::entities(&cast),
        quotes: quotes::find(&lines, &cast),
        key_points: listed.collect(),
        ..Subjects::default()
    }
}
