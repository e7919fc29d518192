//! Labels that mean the same, in SQLite.

use std::collections::BTreeMap;

use mynews_core::model::{ArticleId, OutletKey, StoryId, Timestamp};
use rusqlite::{Connection, params};

use super::{Sqlite, millis};
use crate::{LabelUse, Result, SameTopic, Topics};

impl Topics for Sqlite {
    fn label_uses(&self, since: Timestamp, articles_max: usize) -> Result<Vec<LabelUse>> {
        self.read(|db| {
            let events = events(db)?;
            let rows = db
                .prepare_cached(
                    "select json_extract(topic.value, '$.key'), a.id, a.outlet, a.language, a.story
                     from (select id, outlet, language, story, facts from articles where at >= ?1
                           order by at desc limit ?2) a, json_each(a.facts, '$[0][0]') topic",
                )?
                .query_map(params![millis(since), articles_max as i64], |row| {
                    let story: i64 = row.get(4)?;
                    Ok(LabelUse {
                        topic: row.get(0)?,
                        article: ArticleId::from_i64(row.get(1)?),
                        outlet: OutletKey(row.get(2)?),
                        language: row.get(3)?,
                        event: StoryId::from_i64(events.get(&story).copied().unwrap_or(story)),
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(rows)
        })
    }

    fn same_topics(&self) -> Result<Vec<SameTopic>> {
        self.read(|db| {
            let rows = db
                .prepare_cached("select topic, other, events from same_topics order by topic, other")?
                .query_map([], |row| {
                    Ok(SameTopic { topic: row.get(0)?, other: row.get(1)?, events: row.get(2)? })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(rows)
        })
    }

    fn add_same_topics(&self, same: &[SameTopic]) -> Result<()> {
        self.write(|db| {
            for one in same {
                db.prepare_cached(
                    "insert into same_topics (topic, other, events) values (?1, ?2, ?3)
                     on conflict (topic, other) do update set events = max(events, ?3)",
                )?
                .execute(params![one.topic, one.other, one.events])?;
                let mut list = db.prepare_cached(
                    "insert or ignore into article_topics (topic, at, article)
                     select ?2, at, article from article_topics where topic = ?1",
                )?;
                list.execute([&one.topic, &one.other])?;
                list.execute([&one.other, &one.topic])?;
            }
            Ok(())
        })
    }

    fn drop_same_topic(&self, topic: &str, other: &str) -> Result<()> {
        self.write(|db| {
            db.prepare_cached(
                "delete from same_topics where (topic, other) = (?1, ?2) or (topic, other) = (?2, ?1)",
            )?
            .execute([topic, other])?;
            Ok(())
        })
    }
}

/// Stories that tell the same event, each with the first of them by number.
fn events(db: &Connection) -> Result<BTreeMap<i64, i64>> {
    let pairs = db
        .prepare_cached("select story, other from kin where how = 'same-event'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    let mut first: BTreeMap<i64, i64> = BTreeMap::new();
    for (story, other) in pairs {
        let (ours, theirs) = (end(&first, story), end(&first, other));
        let (earlier, later) = (ours.min(theirs), ours.max(theirs));
        first.insert(later, earlier);
        first.insert(earlier, earlier);
    }
    Ok(first.keys().map(|story| (*story, end(&first, *story))).collect())
}

/// Follows a chain of stories to its first.
fn end(first: &BTreeMap<i64, i64>, mut story: i64) -> i64 {
    while let Some(before) = first.get(&story).filter(|before| **before != story) {
        story = *before;
    }
    story
}

/// Lists an article under what its labels are called elsewhere.
pub(super) fn put_under_same(db: &Connection, topic: &str, at: i64, article: i64) -> Result<()> {
    db.prepare_cached(
        "insert or ignore into article_topics (topic, at, article)
         select other, ?2, ?3 from same_topics where topic = ?1
         union select topic, ?2, ?3 from same_topics where other = ?1",
    )?
    .execute(params![topic, at, article])?;
    Ok(())
}
