//! Streams of articles with the story each belongs to, as recorded or made harder.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use mynews_core::group::{Sketch, Telling, sketch};
use mynews_core::model::Timestamp;
use mynews_core::text::vector::Embedder;
use serde_json::Value;

pub use crate::chance::Chance;

/// An article of a stream.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub id: String,
    pub title: Option<String>,
    pub text: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<Timestamp>,
    /// `None` for noise, which is not scored itself.
    pub story: Option<String>,
}

impl Told {
    pub fn sketch(&self, embedder: Option<&Embedder>) -> Sketch {
        let telling = Telling {
            title: self.title.as_deref(),
            text: &self.text,
            url: self.url.as_deref(),
            outlet: self.outlet.as_deref(),
            language: None,
            published: self.published,
        };
        sketch(&telling, embedder)
    }
}

/// Lines of articles and lines of truth (`{"id","story"}`).
pub fn stories(articles: &Path, truth: &Path) -> io::Result<Vec<Told>> {
    let truth: HashMap<String, String> = lines(truth)?
        .into_iter()
        .filter_map(|line| Some((line["id"].as_str()?.to_owned(), line["story"].as_str()?.to_owned())))
        .collect();
    Ok(lines(articles)?
        .into_iter()
        .map(|line| {
            let text = |field: &str| line[field].as_str().map(str::to_owned);
            let id = text("id").unwrap_or_default();
            Told {
                title: text("title"),
                text: text("text").unwrap_or_default(),
                url: text("url"),
                outlet: text("outlet"),
                published: text("published").and_then(|at| at.parse().ok()),
                story: truth.get(&id).cloned(),
                id,
            }
        })
        .collect())
}

/// Pages that were read, as articles of no story: `{"name": {"url","text","headline"|"title"}}`.
pub fn noise(pages: &Path) -> io::Result<Vec<Told>> {
    let read: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(pages)?)?;
    Ok(read
        .into_iter()
        .filter_map(|(name, page)| {
            let text = page["text"].as_str()?.to_owned();
            let title = page["headline"].as_str().or(page["title"].as_str()).map(str::to_owned);
            let url = page["url"].as_str().map(str::to_owned);
            (text.len() > 200).then_some(Told {
                id: format!("noise {name}"),
                title,
                text,
                url,
                ..Told::default()
            })
        })
        .collect())
}

fn lines(path: &Path) -> io::Result<Vec<Value>> {
    fs::read_to_string(path)?
        .lines()
        .map(|line| serde_json::from_str(line).map_err(io::Error::from))
        .collect()
}
