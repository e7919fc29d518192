//! Forgetting by the retention rules, a bounded piece at a time, so that no page waits for it.

use mynews_core::model::Timestamp;
use rusqlite::{Connection, Transaction, params};

use super::{Sqlite, kin, millis, next_revision, search};
use crate::{Result, Store, SweepRules, Swept};

/// Articles a transaction forgets: some tens of milliseconds.
const PIECE: i64 = 500;

/// Marks of seen entries kept a feed: more than a feed may show at once, so that none comes back as new.
const ENTRIES_KEPT: i64 = 5000;

/// A story is dormant when nothing came for so long.
const DORMANT_AFTER_MILLIS: i64 = 72 * 3_600_000;

const DAY_MILLIS: i64 = 24 * 3_600_000;

/// An article that nobody saved, in a story that is dormant at `?1`.
const FORGETTABLE: &str = "story in (select id from stories where last_at < ?1)
    and not exists (select 1 from reader_stories r where r.story = articles.story and r.saved_at is not null)";

pub(super) fn run(store: &Sqlite, rules: &SweepRules, now: Timestamp) -> Result<Swept> {
    let too_large = store.bytes()? > rules.disk_bytes_max;
    let swept = store.write(|db| {
        let days =
            |days: u64| millis(now) - i64::try_from(days).unwrap_or(i64::MAX / DAY_MILLIS) * DAY_MILLIS;
        let dormant = millis(now) - DORMANT_AFTER_MILLIS;
        let mut full_texts = drop_full_texts(db, dormant, days(rules.full_text_days))?;
        if too_large && full_texts == 0 {
            full_texts = drop_full_texts(db, dormant, i64::MAX)?;
        }
        let articles = drop_articles(db, dormant, days(rules.article_days))?;
        if full_texts == 0 && articles == 0 {
            drop_marks(db)?;
        }
        Ok(Swept { articles, full_texts })
    })?;
    if swept != Swept::default() {
        store.contents.clear();
    }
    Ok(swept)
}

fn serials(db: &Connection, query: &str, dormant: i64, before: i64) -> Result<Vec<(i64, i64, i64)>> {
    let rows = db
        .prepare_cached(query)?
        .query_map(params![dormant, before, PIECE], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The oldest full texts go; headline, standfirst and place in the story stay.
fn drop_full_texts(db: &Transaction, dormant: i64, before: i64) -> Result<u64> {
    let query = format!(
        "select serial, id, story from articles where content is not null and at < ?2 and {FORGETTABLE}
         order by at limit ?3"
    );
    let swept = serials(db, &query, dormant, before)?;
    for (serial, ..) in &swept {
        db.prepare_cached("update articles set content = null, completeness = 'headline' where serial = ?")?
            .execute([serial])?;
        search::forget(db, *serial)?;
        db.prepare_cached(
            "insert into search (rowid, headline, text)
             select serial, headline, coalesce(standfirst, '') from articles where serial = ?",
        )?
        .execute([serial])?;
    }
    Ok(swept.len() as u64)
}

fn drop_articles(db: &Transaction, dormant: i64, before: i64) -> Result<u64> {
    let query = format!(
        "select serial, id, story from articles where at < ?2 and {FORGETTABLE} order by at limit ?3"
    );
    let swept = serials(db, &query, dormant, before)?;
    for (serial, id, story) in &swept {
        // Those who hold articles in memory are told, under a number of its own.
        let revision = next_revision(db)?;
        db.prepare_cached("insert into gone (revision, article) values (?, ?)")?.execute([revision, *id])?;
        search::forget(db, *serial)?;
        for (table, column) in [
            ("article_feeds", "article"),
            ("article_topics", "article"),
            ("kept_away", "article"),
            ("read_marks", "article"),
            ("headlines", "article"),
            ("articles", "id"),
        ] {
            db.prepare_cached(&format!("delete from {table} where {column} = ?"))?.execute([id])?;
        }
        db.prepare_cached(
            "delete from stories where (id = ?1 or merged_into = ?1)
             and not exists (select 1 from articles where story = ?1)",
        )?
        .execute([story])?;
        let left: bool = db
            .prepare_cached("select exists (select 1 from stories where id = ?)")?
            .query_row([story], |row| row.get(0))?;
        if !left {
            kin::forget(db, *story)?;
        }
    }
    Ok(swept.len() as u64)
}

fn drop_marks(db: &Transaction) -> Result<()> {
    db.execute(
        "delete from entries where (feed, entry) in (
             select feed, entry from (
                 select feed, entry, row_number() over (partition by feed order by seen_at desc, entry) as place
                 from entries where feed in (select feed from entries group by feed having count(*) > ?1)
             ) where place > ?1)",
        [ENTRIES_KEPT],
    )?;
    // The newest stays, so that no number is given twice.
    db.execute("delete from gone where revision < (select max(revision) from gone) - 100000", [])?;
    Ok(())
}
