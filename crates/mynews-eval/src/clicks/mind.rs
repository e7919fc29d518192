//! MIND, the Microsoft News Dataset (Wu and others, 2020): `news.tsv` and `behaviors.tsv` of one folder.
//!
//! A reader's history comes without times. All of it is older than the impressions, so it is put before them, an hour from
//! story to story.

use std::collections::HashSet;
use std::path::Path;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use super::{Act, Articles, Clicks, What};

/// Reads `news.tsv` and `behaviors.tsv`.
pub fn read(folder: &Path) -> Result<Clicks, String> {
    let text = |name: &str| {
        std::fs::read_to_string(folder.join(name)).map_err(|why| format!("{name} cannot be read: {why}"))
    };
    let articles = text("news.tsv")?.lines().filter_map(article).collect::<Articles>();
    let mut acts = Vec::new();
    let mut histories = Vec::new();
    let mut known = HashSet::new();
    for (number, line) in text("behaviors.tsv")?.lines().enumerate() {
        let act = impression(line)
            .ok_or_else(|| format!("line {} of behaviors.tsv is no impression", number + 1))?;
        if known.insert(act.reader.clone()) {
            histories.push((act.reader.clone(), line.split('\t').nth(3).unwrap_or_default().to_owned()));
        }
        acts.push(act);
    }
    let begins = acts.iter().map(|act| act.at).min().unwrap_or_default();
    acts.extend(histories.iter().flat_map(|(reader, history)| read_before(reader, history, begins)));
    Ok(Clicks { articles, acts })
}

/// `id, category, subcategory, title, abstract, address, entities of the title, entities of the abstract`.
fn article(line: &str) -> Option<(String, serde_json::Value)> {
    let mut fields = line.split('\t');
    let (id, category, subcategory) = (fields.next()?, fields.next()?, fields.next()?);
    let (title, summary) = (fields.next()?, fields.next().filter(|text| !text.is_empty()));
    let article = json!({
        "id": id, "title": title, "text": summary, "topics": [category, subcategory],
        "outlet": null, "author": null, "language": "en", "published": null,
    });
    Some((id.to_owned(), article))
}

/// `id, reader, 11/15/2019 9:55:12 AM, history, N1-0 N2-1`.
fn impression(line: &str) -> Option<Act> {
    let mut fields = line.split('\t');
    let (id, reader, at) = (fields.next()?, fields.next()?, fields.next()?);
    let at = DateTime::strptime("%m/%d/%Y %I:%M:%S %p", at).ok()?;
    let shown = || fields.clone().nth(1).unwrap_or_default().split_whitespace();
    let id_of = |shown: &str| shown.rsplit_once('-').map_or(shown, |(id, _)| id).to_owned();
    Some(Act {
        at: TimeZone::UTC.to_timestamp(at).ok()?,
        reader: reader.to_owned(),
        what: What::Shown {
            id: id.to_owned(),
            candidates: shown().map(id_of).collect(),
            clicked: shown().filter(|one| one.ends_with("-1")).map(id_of).collect(),
        },
    })
}

fn read_before(reader: &str, history: &str, begins: Timestamp) -> Vec<Act> {
    let stories: Vec<&str> = history.split_whitespace().collect();
    (stories.iter().rev().zip(1_i64..))
        .map(|(story, ago)| Act {
            at: begins - ago.hours(),
            reader: reader.to_owned(),
            what: What::Opened((*story).to_owned()),
        })
        .collect()
}
