//! Shelves in SQLite. A page of one costs what it shows, however much stands on it: each kind has an index by time.

use mynews_core::model::{ArticleId, ReaderId, StoryId, Timestamp};
use rusqlite::{Connection, ToSql, params};

use super::articles::{FOUND_COLUMNS, found_row};
use super::merged::{Merged, Spot};
use super::readers::stories_and_times;
use super::{Sqlite, millis, one};
use crate::Result;
use crate::shelves::{MarkedAll, Place, Shelf, Shelved, Shelves, Stretch};

/// Whether one of the feeds of reader `?1` brought the article, and no rule of theirs keeps it away.
pub(super) const VISIBLE: &str =
    "exists (select 1 from article_feeds af join subscriptions s on s.feed = af.feed
    where af.article = a.id and s.reader = ?1 and not exists
    (select 1 from kept_away k where k.reader = s.reader and k.feed = s.feed and k.article = a.id))";

/// Whether reader `?1` has read the article.
pub(super) const READ: &str =
    "coalesce((select m.read from read_marks m where m.article = a.id and m.reader = ?1),
    a.serial <= (select read_until from readers where id = ?1)
    or exists (select 1 from reader_stories r
               where r.reader = ?1 and r.story = a.story and r.looked_at >= a.arrived_at))";

impl Shelves for Sqlite {
    fn shelf(&self, reader: ReaderId, shelf: &Shelf, stretch: Stretch) -> Result<Vec<Shelved>> {
        let (before, but) = match stretch.after {
            Some(Place { at, article }) => (millis(at), article.as_i64()),
            None => (i64::MAX, i64::MAX),
        };
        if *shelf == Shelf::Everything {
            return self.read(|db| everything(db, reader, (before, but), stretch));
        }
        let Source { from, at, article, holds } = Source::of(shelf);
        let unread = if stretch.unread_only { format!("and not {READ}") } else { String::new() };
        let query = format!(
            "select {FOUND_COLUMNS}, {READ} {from} join outlets o on o.key = a.outlet
             where {holds} and ({at}, {article}) < (?3, ?4) and {VISIBLE} {unread}
             order by {at} desc, {article} desc limit ?5"
        );
        self.read(|db| {
            let rows = db
                .prepare_cached(&query)?
                .query_map(params![reader.0, key(shelf), before, but, stretch.most as i64], |row| {
                    Ok(Shelved { found: found_row(row)?, read: row.get(10)? })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn unread(&self, reader: ReaderId, shelf: &Shelf, most: usize) -> Result<usize> {
        let Source { from, holds, .. } = Source::of(shelf);
        let query = match shelf {
            // From the reader's feeds to their articles, not through all articles in search of theirs.
            Shelf::Everything => format!(
                "select count(*) from (select distinct a.id from subscriptions s
                 join article_feeds l on l.feed = s.feed join articles a on a.id = l.article
                 where s.reader = ?1 and {holds} and not exists
                 (select 1 from kept_away k where k.reader = ?1 and k.feed = l.feed and k.article = l.article)
                 and not {READ} limit ?3)"
            ),
            _ => format!(
                "select count(*) from (select 1 {from} where {holds} and {VISIBLE} and not {READ} limit ?3)"
            ),
        };
        self.read(|db| {
            Ok(db
                .prepare_cached(&query)?
                .query_row(params![reader.0, key(shelf), most as i64], |row| row.get(0))?)
        })
    }

    fn arrivals(&self) -> Result<i64> {
        self.read(|db| {
            Ok(db.query_row("select coalesce(max(serial), 0) from articles", [], |row| row.get(0))?)
        })
    }

    fn mark(&self, reader: ReaderId, article: ArticleId, read: bool, now: Timestamp) -> Result<()> {
        self.write(|db| {
            db.prepare_cached(
                "insert into read_marks (article, reader, read, at) select id, ?2, ?3, ?4 from articles where id = ?1
                 on conflict (article, reader) do update set read = excluded.read, at = excluded.at",
            )?
            .execute(params![article.as_i64(), reader.0, read, millis(now)])?;
            Ok(())
        })
    }

    fn mark_all(&self, reader: ReaderId, shelf: &Shelf, until: i64, now: Timestamp) -> Result<MarkedAll> {
        let Source { from, holds, .. } = Source::of(shelf);
        self.write(|db| {
            let everything_until = read_until(db, reader)?;
            if *shelf == Shelf::Everything {
                set_read_until(db, reader, everything_until.max(until))?;
            }
            // What was marked unread by hand is in the way of a number for everything, so it is marked by itself.
            let by_hand = match shelf {
                Shelf::Everything => {
                    "and a.id in (select article from read_marks where reader = ?1 and not read)"
                }
                _ => "",
            };
            let query = format!(
                "insert or replace into read_marks (article, reader, read, at) select a.id, ?1, 1, ?4 {from}
                 where {holds} and a.serial <= ?3 and {VISIBLE} and not {READ} {by_hand}"
            );
            db.execute(&query, params![reader.0, key(shelf), until, millis(now)])?;
            Ok(MarkedAll { at: now, everything_until })
        })
    }

    fn unmark_all(&self, reader: ReaderId, marked: MarkedAll) -> Result<()> {
        self.write(|db| {
            db.execute(
                "delete from read_marks where reader = ? and at = ? and read",
                params![reader.0, millis(marked.at)],
            )?;
            set_read_until(db, reader, marked.everything_until.min(read_until(db, reader)?))
        })
    }

    fn looked_at(
        &self,
        reader: ReaderId,
        before: Timestamp,
        most: usize,
    ) -> Result<Vec<(StoryId, Timestamp)>> {
        self.read(|db| {
            let query = "select story, looked_at from reader_stories where reader = ? and looked_at < ?
                 order by looked_at desc, story limit ?";
            stories_and_times(db, query, params![reader.0, millis(before), most as i64])
        })
    }
}

/// All that the reader's feeds brought before a spot.
fn everything(db: &Connection, reader: ReaderId, before: Spot, stretch: Stretch) -> Result<Vec<Shelved>> {
    let query = format!(
        "select {FOUND_COLUMNS}, {READ} from articles a join outlets o on o.key = a.outlet where a.id = ?2"
    );
    let mut line = db.prepare_cached(&query)?;
    let mut merged = Merged::before(db, reader, before)?;
    let mut lines = Vec::new();
    while lines.len() < stretch.most
        && let Some((_, article)) = merged.next()?
    {
        let shelved = one(line.query_row([reader.0, article], |row| {
            Ok(Shelved { found: found_row(row)?, read: row.get(10)? })
        }))?;
        lines.extend(shelved.filter(|one| !stretch.unread_only || !one.read));
    }
    Ok(lines)
}

fn read_until(db: &Connection, reader: ReaderId) -> Result<i64> {
    Ok(db.query_row("select read_until from readers where id = ?", [reader.0], |row| row.get(0))?)
}

fn set_read_until(db: &Connection, reader: ReaderId, until: i64) -> Result<()> {
    db.execute("update readers set read_until = ? where id = ?", [until, reader.0])?;
    Ok(())
}

/// Where the articles of a shelf stand in order of time; `?2` is its key.
struct Source {
    from: &'static str,
    at: &'static str,
    article: &'static str,
    holds: &'static str,
}

impl Source {
    fn of(shelf: &Shelf) -> Source {
        let (from, at, article, holds) = match shelf {
            Shelf::Everything => ("from articles a", "a.at", "a.id", "?2 is null"),
            Shelf::Outlet(_) => ("from articles a", "a.at", "a.id", "a.outlet = ?2"),
            Shelf::Feed(_) => (
                "from article_feeds l join articles a on a.id = l.article",
                "l.at",
                "l.article",
                "l.feed = ?2 and not exists (select 1 from kept_away k
                 where k.reader = ?1 and k.feed = l.feed and k.article = l.article)",
            ),
            Shelf::Topic(_) => (
                "from article_topics l join articles a on a.id = l.article",
                "l.at",
                "l.article",
                "l.topic = ?2",
            ),
        };
        Source { from, at, article, holds }
    }
}

fn key(shelf: &Shelf) -> Box<dyn ToSql + '_> {
    match shelf {
        Shelf::Everything => Box::new(None::<i64>),
        Shelf::Feed(feed) => Box::new(feed.0),
        Shelf::Outlet(outlet) => Box::new(&outlet.0),
        Shelf::Topic(topic) => Box::new(topic),
    }
}
