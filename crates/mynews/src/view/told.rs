//! What outlets told of a story: its articles, and what the reader did with it.

use std::collections::HashMap;

use mynews_core::model::{ArticleId, ReaderId, StoryId, Timestamp};
use mynews_store::{ArticleRow, Result, Store};

use super::words;

/// Articles of one story that a card looks through.
const CARD_ARTICLES_MAX: usize = 30;
/// Letters of a text that stand in for a headline.
const FIRST_WORDS_LETTERS_MAX: usize = 90;

/// A story's articles as one reader's feeds brought them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Told {
    /// Oldest first.
    pub articles: Vec<ArticleRow>,
    /// When the reader looked before now.
    pub looked_at: Option<Timestamp>,
    pub saved: bool,
}

impl Told {
    /// The article whose headline the story shows; else the oldest.
    pub fn shown(&self, headline: &str) -> Option<&ArticleRow> {
        self.articles
            .iter()
            .find(|row| row.article.headline.as_deref().unwrap_or_default() == headline)
            .or_else(|| self.articles.first())
    }

    /// The articles with `first` before the others, those in words of their own before copies, the newest first.
    pub fn in_order(&self, first: ArticleId) -> Vec<&ArticleRow> {
        let mut rows: Vec<&ArticleRow> = self.articles.iter().rev().collect();
        rows.sort_by_key(|row| (row.id != first, self.is_copy(row)));
        rows
    }

    /// Whether an earlier article has the same text.
    pub fn is_copy(&self, row: &ArticleRow) -> bool {
        self.original(row).is_some()
    }

    /// The earlier article with the same text.
    pub fn original(&self, row: &ArticleRow) -> Option<&ArticleRow> {
        self.articles
            .iter()
            .find(|other| other.copy_group == row.copy_group)
            .filter(|other| other.id != row.id)
    }
}

/// An article's headline; where the outlet gives none (a note, a photograph), its first words.
pub fn headline(row: &ArticleRow) -> String {
    let given = row.article.headline.as_deref().unwrap_or_default().trim();
    let first = || row.article.standfirst.as_deref().or_else(|| row.article.paragraphs().next());
    match (given, first().map(str::trim).filter(|words| !words.is_empty())) {
        ("", Some(first)) => words::shortened(first, FIRST_WORDS_LETTERS_MAX),
        ("", None) => words::headline(""),
        (given, _) => given.to_owned(),
    }
}

/// The stories, as the store tells them.
pub fn stories(
    store: &dyn Store,
    reader: ReaderId,
    stories: impl IntoIterator<Item = StoryId>,
    since: Timestamp,
) -> Result<HashMap<StoryId, Told>> {
    let looks: HashMap<StoryId, Timestamp> = store.looks_since(reader, since)?.into_iter().collect();
    let saved: HashMap<StoryId, Timestamp> = store.saved(reader)?.into_iter().collect();
    stories
        .into_iter()
        .map(|story| {
            let told = Told {
                articles: store.articles_of(reader, story, CARD_ARTICLES_MAX)?,
                looked_at: looks.get(&story).copied(),
                saved: saved.contains_key(&story),
            };
            Ok((story, told))
        })
        .collect()
}
