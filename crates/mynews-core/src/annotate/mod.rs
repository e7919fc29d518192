//! Article → subjects: what it is about, who is in it, who said what, which sentences carry it.

use crate::model::{Article, KeyPoint, Subjects};

/// What an article is about. Never fails: what is not found is left out, never invented.
pub fn subjects(article: &Article) -> Subjects {
    let listed = article.key_points.iter().map(|text| KeyPoint { text: text.clone(), paragraph: None });
    Subjects { key_points: listed.collect(), ..Subjects::default() }
}
