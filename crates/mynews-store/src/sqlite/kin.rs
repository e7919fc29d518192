//! Kin of stories in SQLite.

use std::collections::BTreeSet;

use mynews_core::model::{StoryId, Timestamp};
use rusqlite::{Connection, params};

use super::articles::told_rows;
use super::{Sqlite, millis, one};
use crate::{ArticleRow, How, Kin, Kinship, Result, shape};

/// What a story is called now: the one it was merged into, where it was.
const NOW: &str = "coalesce((select merged_into from stories where id = k.%), k.%)";

impl Kin for Sqlite {
    fn kin_of(&self, story: StoryId) -> Result<Vec<Kinship>> {
        self.read(|db| {
            // Whoever found it, the same event is the same from both sides.
            let query = format!(
                "select {other}, k.how, k.by from kin k where {story} = ?1
                 union all
                 select {story}, k.how, k.by from kin k where {other} = ?1 and k.how = 'same-event'",
                story = NOW.replace('%', "story"),
                other = NOW.replace('%', "other"),
            );
            let rows = db
                .prepare_cached(&query)?
                .query_map([story.as_i64()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let mut kin: Vec<Kinship> = rows
                .into_iter()
                .filter_map(|(other, how, by)| {
                    Some(Kinship {
                        other: StoryId::from_i64(other),
                        how: read_how(&how)?,
                        by: shape::read(&by).unwrap_or_default(),
                    })
                })
                .filter(|one| one.other != story)
                .collect();
            kin.sort_by_key(|one| (one.how, one.other));
            kin.dedup_by_key(|one| (one.how, one.other));
            Ok(kin)
        })
    }

    fn same_events(&self, since: Timestamp) -> Result<Vec<(StoryId, StoryId)>> {
        self.read(|db| {
            // Found from either side: whoever is alive leads to the links that count.
            let query = format!(
                "select {story}, {other} from stories s join kin k on k.story = s.id
                 where s.last_at >= ?1 and k.how = 'same-event'
                 union
                 select {story}, {other} from stories s join kin k on k.other = s.id
                 where s.last_at >= ?1 and k.how = 'same-event'",
                story = NOW.replace('%', "story"),
                other = NOW.replace('%', "other"),
            );
            let found = db
                .prepare_cached(&query)?
                .query_map([millis(since)], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
            let mut pairs: Vec<(StoryId, StoryId)> = (found.into_iter())
                .filter(|(story, other)| story != other)
                .flat_map(|(story, other)| [(story, other), (other, story)])
                .map(|(story, other)| (StoryId::from_i64(story), StoryId::from_i64(other)))
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            Ok(pairs)
        })
    }

    fn continued_by(&self, story: StoryId) -> Result<Vec<StoryId>> {
        self.read(|db| {
            let query = format!(
                "select distinct {story} from kin k where k.how = 'continues' and {other} = ?1 order by 1",
                story = NOW.replace('%', "story"),
                other = NOW.replace('%', "other"),
            );
            let rows = db
                .prepare_cached(&query)?
                .query_map([story.as_i64()], |row| row.get::<_, i64>(0))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(rows.into_iter().map(StoryId::from_i64).filter(|other| *other != story).collect())
        })
    }

    fn set_kin(&self, kin: &[(StoryId, Vec<Kinship>)]) -> Result<()> {
        self.write(|db| {
            let mut clear = db.prepare_cached("delete from kin where story = ?")?;
            let mut put =
                db.prepare_cached("insert or replace into kin (story, other, how, by) values (?, ?, ?, ?)")?;
            for (story, kin) in kin {
                clear.execute([story.as_i64()])?;
                for one in kin {
                    let by = shape::write(&one.by);
                    put.execute(params![story.as_i64(), one.other.as_i64(), write_how(one.how), by])?;
                }
            }
            Ok(())
        })
    }

    fn set_marks(&self, marks: &[(StoryId, Vec<u32>)]) -> Result<()> {
        self.write(|db| {
            let (mut gone, mut new) = (Vec::new(), Vec::new());
            let mut put = db.prepare_cached("insert or replace into marked (story, marks) values (?, ?)")?;
            for (story, marks) in marks {
                let after: BTreeSet<u32> = marks.iter().copied().collect();
                let before = marks_of(db, story.as_i64())?;
                gone.extend(before.difference(&after).map(|mark| (*mark, story.as_i64())));
                new.extend(after.difference(&before).map(|mark| (*mark, story.as_i64())));
                let bytes: Vec<u8> = after.into_iter().flat_map(u32::to_le_bytes).collect();
                put.execute(params![story.as_i64(), bytes])?;
            }
            unmark(db, &gone)?;
            // In the order of the table: neighbours are written together.
            new.sort_unstable_by_key(|(mark, story)| (kept(*mark), *story));
            let mut put =
                db.prepare_cached("insert or ignore into story_marks (mark, story) values (?, ?)")?;
            for (mark, story) in new {
                put.execute([kept(mark), story])?;
            }
            Ok(())
        })
    }

    fn marked(&self, marks: &[u32], most: usize) -> Result<Vec<Vec<StoryId>>> {
        self.read(|db| {
            let mut query = db.prepare_cached("select story from story_marks where mark = ? limit ?")?;
            marks
                .iter()
                .map(|mark| {
                    let stories = query.query_map([kept(*mark), most as i64], |row| row.get(0))?;
                    Ok(stories.map(|id| id.map(StoryId::from_i64)).collect::<rusqlite::Result<_>>()?)
                })
                .collect()
        })
    }

    fn stories_after(&self, revision: i64, most: usize) -> Result<Vec<(StoryId, i64)>> {
        self.read(|db| {
            let stories = db
                .prepare_cached(
                    "select story, max(revision) as last from articles where revision > ? group by +story
                     order by last limit ?",
                )?
                .query_map(params![revision, most as i64], |row| {
                    Ok((StoryId::from_i64(row.get(0)?), row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(stories)
        })
    }

    fn told(&self, story: StoryId, most: usize) -> Result<Vec<ArticleRow>> {
        self.read(|db| told_rows(db, story, most))
    }
}

/// Forgets the kin of a story that is gone.
pub(super) fn forget(db: &Connection, story: i64) -> Result<()> {
    forget_marks(db, story)?;
    db.prepare_cached("delete from kin where story = ?1 or other = ?1")?.execute([story])?;
    Ok(())
}

/// The story is found by nothing any more.
pub(super) fn forget_marks(db: &Connection, story: i64) -> Result<()> {
    let marks: Vec<(u32, i64)> = marks_of(db, story)?.into_iter().map(|mark| (mark, story)).collect();
    unmark(db, &marks)?;
    db.prepare_cached("delete from marked where story = ?")?.execute([story])?;
    Ok(())
}

fn marks_of(db: &Connection, story: i64) -> Result<BTreeSet<u32>> {
    let bytes: Option<Vec<u8>> = one(db
        .prepare_cached("select marks from marked where story = ?")?
        .query_row([story], |row| row.get(0)))?;
    let bytes = bytes.unwrap_or_default();
    Ok(bytes.as_chunks().0.iter().map(|mark| u32::from_le_bytes(*mark)).collect())
}

/// SQLite keeps small numbers in fewer bytes, and signed.
fn kept(mark: u32) -> i64 {
    mark.cast_signed().into()
}

fn unmark(db: &Connection, marks: &[(u32, i64)]) -> Result<()> {
    let mut clear = db.prepare_cached("delete from story_marks where mark = ? and story = ?")?;
    for (mark, story) in marks {
        clear.execute([kept(*mark), *story])?;
    }
    Ok(())
}

fn write_how(how: How) -> &'static str {
    match how {
        How::Continues => "continues",
        How::SameEvent => "same-event",
    }
}

fn read_how(word: &str) -> Option<How> {
    match word {
        "continues" => Some(How::Continues),
        "same-event" => Some(How::SameEvent),
        _ => None,
    }
}
