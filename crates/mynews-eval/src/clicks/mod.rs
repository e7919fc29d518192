//! Public sets of recorded clicks, written as the log that `mynews replay` reads: so that anybody who holds one gets a row
//! to compare with. Neither set is here; both have terms of their own.
//!
//! An article is written just before it is first needed, so that no word of a later one is counted ahead of its time.

pub mod ebnerd;
pub mod mind;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use jiff::Timestamp;
use serde_json::{Value, json};

/// Articles as the log has them, by id.
pub type Articles = HashMap<String, Value>;

/// What readers did, in any order.
#[derive(Default)]
pub struct Clicks {
    pub articles: Articles,
    pub acts: Vec<Act>,
}

/// One line of the log, but for the articles.
pub struct Act {
    pub at: Timestamp,
    pub reader: String,
    pub what: What,
}

pub enum What {
    /// Read earlier, and nothing is known of what else was shown then.
    Opened(String),
    Shown {
        id: String,
        candidates: Vec<String>,
        clicked: Vec<String>,
    },
}

impl Clicks {
    /// Writes the log in order of time. Gives how many impressions there were.
    pub fn write(mut self, output: &mut impl Write) -> io::Result<usize> {
        self.acts.sort_by_key(|act| act.at);
        let mut told = HashSet::new();
        let mut impressions = 0;
        for Act { at, reader, what } in &self.acts {
            let at = at.to_string();
            let line = match what {
                What::Opened(article) => {
                    tell(&self.articles, std::slice::from_ref(article), &mut told, output)?;
                    json!({ "signal": { "reader": reader, "at": at, "article": article, "kind": "opened" } })
                }
                What::Shown { id, candidates, clicked } => {
                    tell(&self.articles, candidates, &mut told, output)?;
                    impressions += 1;
                    json!({ "impression": {
                        "id": id, "reader": reader, "at": at, "candidates": candidates, "clicked": clicked,
                    } })
                }
            };
            writeln!(output, "{line}")?;
        }
        Ok(impressions)
    }
}

/// Writes those articles that were not written yet.
fn tell(
    articles: &Articles,
    ids: &[String],
    told: &mut HashSet<String>,
    output: &mut impl Write,
) -> io::Result<()> {
    for id in ids {
        if told.insert(id.clone())
            && let Some(article) = articles.get(id)
        {
            writeln!(output, "{}", json!({ "article": article }))?;
        }
    }
    Ok(())
}
