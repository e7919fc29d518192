//! Article → subjects: what it is about, who is in it, who said what, which sentences carry it.

mod figures;
mod key_points;
mod line;
mod names;
mod quotes;
mod word_list;

use crate::model::{Article, Subjects};
use crate::text::language;

/// What an article is about. Never fails: what is not found is left out, never invented.
pub fn subjects(article: &Article) -> Subjects {
    let lines = line::lines(article);
    let language = article.language.as_deref().or_else(|| language::detect(&article.text()));
    let cast = names::find(&lines, language);
    Subjects {
        entities: names::entities(&cast),
        quotes: quotes::find(&lines, &cast),
        figures: figures::find(&lines),
        key_points: key_points::find(&lines, &cast, &article.key_points),
        ..Subjects::default()
    }
}
