//! Stories in SQLite.

use mynews_core::model::{ArticleId, StoryId, Timestamp};
use rusqlite::{Connection, params};

use super::{Sqlite, kin, millis, moment, next_revision, one};
use crate::{AddressChanges, Result, Stories, StoryRow, shape};

/// Longest chain of merges that is followed. A merge points older merges to its own end, so chains stay short.
const MERGES_MAX: usize = 8;

impl Stories for Sqlite {
    fn story(&self, id: StoryId) -> Result<Option<StoryRow>> {
        self.read(|db| {
            let mut id = id;
            for _ in 0..MERGES_MAX {
                let row = one(db.query_row(
                    "select merged_into, first_at, last_at, (select count(*) from articles where story = stories.id)
                     from stories where id = ?",
                    [id.as_i64()],
                    |row| Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
                ))?;
                match row {
                    None => return Ok(None),
                    Some((Some(into), ..)) => id = StoryId::from_i64(into),
                    Some((None, first, last, articles)) => {
                        return Ok(Some(StoryRow { id, first_at: moment(first), last_at: moment(last), articles }));
                    }
                }
            }
            Ok(None)
        })
    }

    fn story_of(&self, article: ArticleId) -> Result<Option<StoryId>> {
        self.read(|db| {
            let story =
                one(db.query_row("select story from articles where id = ?", [article.as_i64()], |row| {
                    row.get(0)
                }))?;
            Ok(story.map(StoryId::from_i64))
        })
    }

    fn merge_stories(&self, from: StoryId, into: StoryId, now: Timestamp) -> Result<()> {
        if from == into {
            return Ok(());
        }
        self.write(|db| {
            let articles: Vec<i64> = db
                .prepare("select serial from articles where story = ?")?
                .query_map([from.as_i64()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for serial in articles {
                let revision = next_revision(db)?;
                db.execute(
                    "update articles set story = ?, revision = ? where serial = ?",
                    params![into.as_i64(), revision, serial],
                )?;
            }
            leave_redirect(db, from.as_i64(), into.as_i64(), now)?;
            settle_span(db, into.as_i64())
        })
    }

    fn move_articles(
        &self,
        articles: &[ArticleId],
        into: StoryId,
        joined_by: &[String],
        now: Timestamp,
    ) -> Result<()> {
        self.write(|db| {
            for article in articles {
                let before: Option<(i64, i64)> = one(db.query_row(
                    "select story, at from articles where id = ?",
                    [article.as_i64()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                ))?;
                let Some((from, at)) = before.filter(|(from, _)| *from != into.as_i64()) else { continue };
                open_story(db, into, moment(at))?;
                let revision = next_revision(db)?;
                db.execute(
                    "update articles set story = ?, revision = ?, joined_by = ? where id = ?",
                    params![into.as_i64(), revision, shape::write(&joined_by.to_vec()), article.as_i64()],
                )?;
                close_if_empty(db, from, into.as_i64(), now)?;
                settle_span(db, from)?;
            }
            settle_span(db, into.as_i64())
        })
    }

    fn apart(&self) -> Result<Vec<(ArticleId, ArticleId)>> {
        self.read(|db| {
            let pairs = db
                .prepare_cached(
                    "select article, other from apart a join signals s on s.id = a.signal
                     where s.undone_at is null order by 1, 2",
                )?
                .query_map([], |row| {
                    Ok((ArticleId::from_i64(row.get(0)?), ArticleId::from_i64(row.get(1)?)))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(pairs)
        })
    }

    fn address_changes(&self, after_seconds: i64) -> Result<AddressChanges> {
        self.read(|db| {
            Ok(db.query_row(
                "select count(*), count(*) filter (where merged_at > first_at + ? * 1000) from stories",
                [after_seconds],
                |row| Ok(AddressChanges { stories: row.get(0)?, changed: row.get(1)? }),
            )?)
        })
    }

    fn story_count(&self) -> Result<u64> {
        self.read(|db| {
            Ok(db.query_row("select count(*) from stories where merged_into is null", [], |row| row.get(0))?)
        })
    }
}

/// Makes sure a story is there before an article joins it.
pub(super) fn open_story(db: &Connection, story: StoryId, at: Timestamp) -> Result<()> {
    db.prepare_cached(
        "insert into stories (id, first_at, last_at) values (?1, ?2, ?2)
         on conflict (id) do update set first_at = min(first_at, ?2), last_at = max(last_at, ?2), merged_into = null,
         merged_at = null",
    )?
    .execute(params![story.as_i64(), millis(at)])?;
    Ok(())
}

/// A story that an article has left: where it was the last one, the address leads to where that went.
pub(super) fn close_if_empty(db: &Connection, story: i64, into: i64, now: Timestamp) -> Result<()> {
    let empty: bool =
        db.query_row("select not exists (select 1 from articles where story = ?)", [story], |row| {
            row.get(0)
        })?;
    if empty && story != into { leave_redirect(db, story, into, now) } else { Ok(()) }
}

fn leave_redirect(db: &Connection, from: i64, into: i64, now: Timestamp) -> Result<()> {
    kin::forget_marks(db, from)?;
    db.execute("update stories set merged_at = ?2 where id = ?1", params![from, millis(now)])?;
    db.execute("update stories set merged_into = ?2 where id = ?1 or merged_into = ?1", [from, into])?;
    // What a reader did with the one, they did with the other.
    db.execute(
        "insert into reader_stories (reader, story, looked_at, saved_at)
         select reader, ?2, looked_at, saved_at from reader_stories where story = ?1
         on conflict (reader, story) do update set
         looked_at = max(coalesce(reader_stories.looked_at, 0), coalesce(excluded.looked_at, 0)),
         saved_at = coalesce(reader_stories.saved_at, excluded.saved_at)",
        [from, into],
    )?;
    db.execute("delete from reader_stories where story = ?", [from])?;
    Ok(())
}

fn settle_span(db: &Connection, story: i64) -> Result<()> {
    db.execute(
        "update stories set first_at = coalesce((select min(at) from articles where story = ?1), first_at),
         last_at = coalesce((select max(at) from articles where story = ?1), last_at) where id = ?1",
        [story],
    )?;
    Ok(())
}
