//! Feeds in SQLite.

use mynews_core::model::{FeedId, Outlet, OutletKey, ReaderId, Timestamp, WholePage};
use rusqlite::{Connection, Row, params};

use super::{Sqlite, millis, moment, moment_or_none, one, rules};
use crate::{Check, FeedRow, Feeds, Health, NewFeed, Result, StoreError, shape};

/// `?1` is a reader, or null for whoever's folder comes first; `?2` the moment since which entries are counted.
const FEED: &str =
    "select f.id, f.url, f.title, f.site_url, f.outlet, o.name, o.country, o.language, f.credentials,
    f.etag, f.last_modified, f.body_hash, f.added_at, f.next_check_at, f.rhythm, f.checked_at, f.succeeded_at,
    f.new_at, f.failures, f.fault, f.gone,
    (select s.folder from subscriptions s where s.feed = f.id and (?1 is null or s.reader = ?1) limit 1),
    (select count(*) from entries e where e.feed = f.id and e.seen_at >= ?2),
    (select s.rules from subscriptions s where s.feed = f.id and s.reader = ?1),
    (select max(case json_extract(s.rules, '$.whole_page') when 'always' then 2 when 'never' then 0 else 1 end)
     from subscriptions s where s.feed = f.id)
    from feeds f join outlets o on o.key = f.outlet";

/// Entries are counted over the week before the newest look, so that a store asked twice answers the same.
const WEEK_MILLIS: i64 = 7 * 24 * 3_600_000;

impl Feeds for Sqlite {
    fn follow_feed(&self, reader: ReaderId, feed: &NewFeed, now: Timestamp) -> Result<(FeedId, bool)> {
        self.write(|db| {
            put_outlet(db, &feed.outlet)?;
            db.execute(
                "insert into feeds (url, title, site_url, outlet, added_at, next_check_at) values (?, ?, ?, ?, ?, ?)
                 on conflict (url) do nothing",
                params![feed.url, feed.title, feed.site_url, feed.outlet.key.0, millis(now), millis(now)],
            )?;
            let id: i64 = db.query_row("select id from feeds where url = ?", [&feed.url], |row| row.get(0))?;
            // What a key opens is its reader's: following the same address must not let anyone else in.
            let closed: bool = db.query_row(
                "select credentials is not null and not exists
                 (select 1 from subscriptions where feed = ?1 and reader = ?2) from feeds where id = ?1",
                [id, reader.0],
                |row| row.get(0),
            )?;
            if closed {
                return Err(StoreError::Closed);
            }
            let added = db.execute(
                "insert into subscriptions (reader, feed, folder, followed_at) values (?, ?, ?, ?)
                 on conflict do nothing",
                params![reader.0, id, feed.folder, millis(now)],
            )?;
            if added > 0 {
                // Rules from an account that was brought here, or from before it was let go.
                rules::settle(db, reader, FeedId(id))?;
            }
            Ok((FeedId(id), added == 0))
        })
    }

    fn unfollow_feed(&self, reader: ReaderId, feed: FeedId) -> Result<()> {
        self.write(|db| {
            db.execute("delete from subscriptions where reader = ? and feed = ?", [reader.0, feed.0])?;
            drop_if_unfollowed(db, feed)
        })
    }

    fn unfollow_all_of(&self, reader: ReaderId, followed_at: Timestamp) -> Result<usize> {
        self.write(|db| {
            let query = "delete from subscriptions where reader = ? and followed_at = ?";
            let ended = db.execute(query, [reader.0, millis(followed_at)])?;
            drop_unfollowed(db)?;
            Ok(ended)
        })
    }

    fn any_feed(&self) -> Result<bool> {
        self.read(|db| Ok(db.query_row("select exists (select 1 from feeds)", [], |row| row.get(0))?))
    }

    fn feeds(&self) -> Result<Vec<FeedRow>> {
        self.read(|db| rows(db, &format!("{FEED} order by f.id"), &[&None::<i64>, &week_ago(db)?]))
    }

    fn feeds_of(&self, reader: ReaderId) -> Result<Vec<FeedRow>> {
        self.read(|db| {
            let query = format!(
                "{FEED} where exists (select 1 from subscriptions s where s.feed = f.id and s.reader = ?1)
                 order by o.name collate nocase, f.url"
            );
            rows(db, &query, &[&reader.0, &week_ago(db)?])
        })
    }

    fn next_check_of(&self, reader: ReaderId) -> Result<Option<Timestamp>> {
        self.read(|db| {
            let query = "select min(f.next_check_at) from subscriptions s join feeds f on f.id = s.feed
                 where s.reader = ? and f.gone = 0";
            let next = db.prepare_cached(query)?.query_row([reader.0], |row| row.get::<_, Option<i64>>(0))?;
            Ok(moment_or_none(next))
        })
    }

    fn feed(&self, id: FeedId) -> Result<Option<FeedRow>> {
        self.read(|db| {
            Ok(rows(db, &format!("{FEED} where f.id = ?3"), &[&None::<i64>, &week_ago(db)?, &id.0])?.pop())
        })
    }

    fn due_feeds(&self, now: Timestamp, most: usize) -> Result<Vec<FeedRow>> {
        self.read(|db| {
            let query = format!(
                "{FEED} where f.gone = 0 and f.next_check_at <= ?3 order by f.next_check_at, f.id limit ?4"
            );
            rows(db, &query, &[&None::<i64>, &week_ago(db)?, &millis(now), &(most as i64)])
        })
    }

    fn hurry(&self, now: Timestamp, all: bool) -> Result<usize> {
        const HOUR_MILLIS: i64 = 3_600_000;
        self.write(|db| {
            let until = if all { i64::MAX } else { millis(now) + HOUR_MILLIS };
            let query = "update feeds set next_check_at = min(next_check_at, ?1)
                 where gone = 0 and url like 'http%' and next_check_at <= ?2";
            Ok(db.execute(query, params![millis(now), until])?)
        })
    }

    fn record_check(&self, check: &Check) -> Result<()> {
        self.write(|db| {
            let health = &check.health;
            let old = |at: Option<Timestamp>| at.map(millis);
            db.execute(
                "update feeds set title = coalesce(?2, title), site_url = coalesce(?3, site_url), etag = ?4,
                 last_modified = ?5, body_hash = coalesce(?6, body_hash), next_check_at = ?7, rhythm = ?8,
                 checked_at = ?9, succeeded_at = coalesce(?10, succeeded_at), new_at = coalesce(?11, new_at),
                 failures = ?12, fault = ?13, gone = ?14 where id = ?1",
                params![
                    check.feed.0,
                    check.title,
                    check.site_url,
                    check.etag,
                    check.last_modified,
                    check.body_hash,
                    millis(check.next_check_at),
                    check.rhythm,
                    old(health.checked_at),
                    old(health.succeeded_at),
                    old(health.new_at),
                    health.failures,
                    health.fault,
                    health.gone
                ],
            )?;
            // An outlet is named by its feed until somebody names it better; the language likewise.
            db.execute(
                "update outlets set name = case when name = key then coalesce(?2, name) else name end,
                 language = coalesce(language, ?3) where key = (select outlet from feeds where id = ?1)",
                params![check.feed.0, check.outlet_name, check.language],
            )?;
            match &check.url {
                Some(url) => move_feed(db, check.feed, url),
                None => Ok(()),
            }
        })
    }

    fn set_credentials(&self, feed: FeedId, credentials: Option<&str>) -> Result<()> {
        self.write(|db| {
            let query = "select count(*) from subscriptions where feed = ?";
            let readers: i64 = db.query_row(query, [feed.0], |row| row.get(0))?;
            if credentials.is_some() && readers > 1 {
                return Err(StoreError::Closed);
            }
            db.execute("update feeds set credentials = ? where id = ?", params![credentials, feed.0])?;
            Ok(())
        })
    }

    fn set_outlet(&self, feed: FeedId, outlet: &Outlet) -> Result<()> {
        self.write(|db| {
            put_outlet(db, outlet)?;
            db.execute("update feeds set outlet = ? where id = ?", params![outlet.key.0, feed.0])?;
            Ok(())
        })
    }

    fn outlet(&self, key: &OutletKey) -> Result<Option<Outlet>> {
        self.read(|db| {
            one(db.query_row("select name, country, language from outlets where key = ?", [&key.0], |row| {
                Ok(Outlet {
                    key: key.clone(),
                    name: row.get(0)?,
                    country: row.get(1)?,
                    language: row.get(2)?,
                })
            }))
        })
    }
}

/// Keeps an outlet; what is known of it already stays where the new knowledge is empty.
pub(super) fn put_outlet(db: &Connection, outlet: &Outlet) -> Result<()> {
    db.prepare_cached(
        "insert into outlets (key, name, country, language) values (?1, ?2, ?3, ?4)
         on conflict (key) do update set
         name = case when outlets.name = outlets.key then excluded.name else outlets.name end,
         country = coalesce(outlets.country, excluded.country),
         language = coalesce(outlets.language, excluded.language)",
    )?
    .execute(params![outlet.key.0, outlet.name, outlet.country, outlet.language])?;
    Ok(())
}

/// Feeds that nobody follows any more are watched no more.
pub(super) fn drop_unfollowed(db: &Connection) -> Result<()> {
    let query = "delete from feeds where not exists (select 1 from subscriptions where feed = feeds.id)";
    db.execute(query, [])?;
    Ok(())
}

fn drop_if_unfollowed(db: &Connection, feed: FeedId) -> Result<()> {
    db.execute(
        "delete from feeds where id = ?1 and not exists (select 1 from subscriptions where feed = ?1)",
        [feed.0],
    )?;
    Ok(())
}

fn move_feed(db: &Connection, feed: FeedId, url: &str) -> Result<()> {
    let there = one(db.query_row("select id from feeds where url = ?", [url], |row| row.get::<_, i64>(0)))?;
    match there {
        Some(there) if there == feed.0 => Ok(()),
        Some(there) => {
            db.execute("update or ignore subscriptions set feed = ?2 where feed = ?1", [feed.0, there])?;
            db.execute("delete from subscriptions where feed = ?1", [feed.0])?;
            db.execute("update or ignore article_feeds set feed = ?2 where feed = ?1", [feed.0, there])?;
            db.execute("update feed_moves set feed = ?2 where feed = ?1", [feed.0, there])?;
            note_move(db, feed, FeedId(there))?;
            drop_if_unfollowed(db, feed)?;
            rules::settle_all(db, FeedId(there))
        }
        None => {
            note_move(db, feed, feed)?;
            db.execute("delete from feed_moves where url = ?", [url])?;
            db.execute("update feeds set url = ?2 where id = ?1", params![feed.0, url])?;
            Ok(())
        }
    }
}

/// What was wished of a feed at the address that it leaves goes with it.
fn note_move(db: &Connection, from: FeedId, to: FeedId) -> Result<()> {
    let query = "insert or replace into feed_moves (url, feed) select url, ?2 from feeds where id = ?1";
    db.execute(query, [from.0, to.0])?;
    Ok(())
}

fn week_ago(db: &Connection) -> Result<i64> {
    let newest: Option<i64> = db.query_row("select max(checked_at) from feeds", [], |row| row.get(0))?;
    Ok(newest.unwrap_or(0) - WEEK_MILLIS)
}

fn rows(db: &Connection, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<FeedRow>> {
    let rows = db.prepare_cached(query)?.query_map(parameters, feed_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// An outlet from the four columns that begin at `first`.
pub(super) fn outlet_at(row: &Row, first: usize) -> rusqlite::Result<Outlet> {
    Ok(Outlet {
        key: OutletKey(row.get(first)?),
        name: row.get(first + 1)?,
        country: row.get(first + 2)?,
        language: row.get(first + 3)?,
    })
}

fn feed_row(row: &Row) -> rusqlite::Result<FeedRow> {
    Ok(FeedRow {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        title: row.get(2)?,
        site_url: row.get(3)?,
        outlet: outlet_at(row, 4)?,
        credentials: row.get(8)?,
        etag: row.get(9)?,
        last_modified: row.get(10)?,
        body_hash: row.get(11)?,
        added_at: moment(row.get(12)?),
        next_check_at: moment(row.get(13)?),
        rhythm: row.get(14)?,
        health: Health {
            checked_at: moment_or_none(row.get(15)?),
            succeeded_at: moment_or_none(row.get(16)?),
            new_at: moment_or_none(row.get(17)?),
            failures: row.get(18)?,
            fault: row.get(19)?,
            gone: row.get(20)?,
        },
        folder: row.get(21)?,
        weekly_entries: row.get(22)?,
        rules: row.get::<_, Option<String>>(23)?.and_then(|rules| shape::read(&rules)).unwrap_or_default(),
        whole_page: match row.get::<_, Option<i64>>(24)? {
            Some(0) => WholePage::Never,
            Some(2) => WholePage::Always,
            _ => WholePage::WhenShort,
        },
    })
}
