//! What outlets told of a story: its articles, and what the reader did with it.

use std::collections::HashMap;

use mynews_core::model::{ArticleId, ReaderId, StoryId, Timestamp};
use mynews_store::{ArticleRow, How, Result, Store};

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
    /// An earlier story that the reader's outlets told goes on in it.
    pub continues: bool,
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
                continues: continues(store, reader, story)?,
            };
            Ok((story, told))
        })
        .collect()
}

/// Whether the reader's outlets told the chapter before.
pub fn continues(store: &dyn Store, reader: ReaderId, story: StoryId) -> Result<bool> {
    for one in store.kin_of(story)?.into_iter().filter(|one| one.how == How::Continues) {
        if !store.articles_of(reader, one.other, 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
pub mod tests {
    use std::sync::Arc;

    use mynews_core::model::{Article, Block, Outlet, OutletKey};

    use super::*;

    /// A report of these paragraphs, so many minutes after noon on Wednesday, 18 November 2026.
    pub fn row(outlet: &str, country: &str, language: &str, minute: i64, paragraphs: &[&str]) -> ArticleRow {
        let at = Timestamp::from_second(1_795_003_200 + minute * 60).unwrap();
        let id = ArticleId::of_url(&format!("https://{outlet}.example/{minute}"));
        ArticleRow {
            id,
            story: StoryId::opened_by(id),
            outlet: Outlet {
                key: OutletKey(format!("{outlet}.example")),
                name: outlet.to_owned(),
                country: Some(country.to_owned()),
                language: None,
            },
            feeds: Vec::new(),
            article: Arc::new(Article {
                language: Some(language.to_owned()),
                blocks: paragraphs.iter().map(|text| Block::Paragraph((*text).to_owned())).collect(),
                ..Article::default()
            }),
            subjects: Arc::default(),
            at,
            arrived_at: at,
            changed_at: at,
            copy_group: id.as_i64() as u64,
            joined_by: Vec::new(),
            headlines: Vec::new(),
        }
    }
}
