//! Learns which of the outlets' labels mean the same, from the events of the last weeks.
//!
//! What was learnt stays when its events are over, until an outlet puts both labels on one article.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::annotate::is_heading;
use mynews_core::annotate::labels::{self, Use};
use mynews_core::model::Topic;
use mynews_store::{LabelUse, SameTopic};

use super::candidates::hours_before;
use super::words;
use crate::app::App;

/// Labels of articles older than this are not compared any more.
const LOOKED_BACK_HOURS: i64 = 28 * 24;

/// Articles whose labels are compared, the newest.
const ARTICLES_MAX: usize = 20_000;

/// Compares the labels of the last weeks; gives how many pairs are new. Blocks.
pub fn learn(app: &App) -> Result<usize, String> {
    let since = hours_before(app.now(), LOOKED_BACK_HOURS);
    let mut uses = app.store.label_uses(since, ARTICLES_MAX).map_err(words)?;
    uses.retain(|one| !is_heading(&one.topic));
    let known = app.store.same_topics().map_err(words)?;
    let together = told_apart(&uses);
    for one in known.iter().filter(|one| together.contains(&(one.topic.as_str(), one.other.as_str()))) {
        app.store.drop_same_topic(&one.topic, &one.other).map_err(words)?;
    }
    let same = labels::same(&uses.iter().map(as_use).collect::<Vec<_>>());
    let fresh: Vec<SameTopic> = same
        .into_iter()
        .map(|one| SameTopic { topic: one.key, other: one.other, events: one.events })
        .filter(|one| !known.iter().any(|old| is_pair(old, &one.topic, &one.other)))
        .collect();
    app.store.add_same_topics(&fresh).map_err(words)?;
    Ok(fresh.len())
}

fn as_use(one: &LabelUse) -> Use<'_> {
    Use {
        event: one.event.as_i64() as u64,
        article: one.article.as_i64() as u64,
        outlet: &one.outlet.0,
        language: one.language.as_deref(),
        key: &one.topic,
    }
}

/// Labels that stand on one article, both ways round.
fn told_apart(uses: &[LabelUse]) -> BTreeSet<(&str, &str)> {
    let mut by_article: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    uses.iter().for_each(|one| by_article.entry(one.article).or_default().push(&one.topic));
    let mut together = BTreeSet::new();
    for keys in by_article.values() {
        for ours in keys {
            together.extend(keys.iter().map(|theirs| (*ours, *theirs)));
        }
    }
    together
}

fn is_pair(same: &SameTopic, ours: &str, theirs: &str) -> bool {
    (same.topic == ours && same.other == theirs) || (same.topic == theirs && same.other == ours)
}

/// What each label is called elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Others(BTreeMap<String, BTreeSet<String>>);

impl Others {
    pub fn of(same: &[SameTopic]) -> Others {
        let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for one in same {
            others.entry(one.topic.clone()).or_default().insert(one.other.clone());
            others.entry(one.other.clone()).or_default().insert(one.topic.clone());
        }
        Others(others)
    }

    /// Topics under the keys a reader wishes them by, those that mean the same once. A wish for one label is a wish for
    /// what others call it; what nobody wished for keeps its own key.
    pub fn as_wished(&self, topics: Vec<Topic>, wished: &BTreeSet<String>) -> Vec<Topic> {
        let mut kept: Vec<Topic> = Vec::with_capacity(topics.len());
        for mut topic in topics {
            let others = self.0.get(&topic.key);
            if !wished.contains(&topic.key)
                && let Some(other) = others.into_iter().flatten().find(|other| wished.contains(*other))
            {
                topic.key = other.clone();
            }
            let others = self.0.get(&topic.key);
            let known =
                |one: &Topic| one.key == topic.key || others.is_some_and(|all| all.contains(&one.key));
            if !kept.iter().any(known) {
                kept.push(topic);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(keys: &[&str]) -> Vec<Topic> {
        keys.iter().map(|key| Topic { key: (*key).into(), label: (*key).into() }).collect()
    }

    #[test]
    fn a_wish_for_one_label_finds_the_other() {
        let same =
            |topic: &str, other: &str| SameTopic { topic: topic.into(), other: other.into(), events: 3 };
        let others = Others::of(&[same("ukraine-war", "war-in-ukraine")]);
        let keys = |wished: &[&str], labels: &[&str]| -> Vec<String> {
            let wished = wished.iter().map(|key| (*key).to_owned()).collect();
            others.as_wished(topics(labels), &wished).into_iter().map(|topic| topic.key).collect()
        };
        assert_eq!(keys(&["ukraine-war"], &["energy", "war-in-ukraine"]), ["energy", "ukraine-war"]);
        assert_eq!(keys(&["war-in-ukraine"], &["war-in-ukraine", "ukraine-war"]), ["war-in-ukraine"]);
        assert_eq!(keys(&[], &["war-in-ukraine", "ukraine-war"]), ["war-in-ukraine"]);
        assert_eq!(keys(&["energy"], &["energy"]), ["energy"]);
    }
}
