//! Kin of stories in SQLite.

use mynews_core::model::StoryId;
use rusqlite::{Connection, params};

use super::Sqlite;
use super::articles::told_rows;
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

    fn set_kin(&self, story: StoryId, kin: &[Kinship]) -> Result<()> {
        self.write(|db| {
            db.prepare_cached("delete from kin where story = ?")?.execute([story.as_i64()])?;
            for one in kin {
                db.prepare_cached("insert or replace into kin (story, other, how, by) values (?, ?, ?, ?)")?
                    .execute(params![
                        story.as_i64(),
                        one.other.as_i64(),
                        write_how(one.how),
                        shape::write(&one.by)
                    ])?;
            }
            Ok(())
        })
    }

    fn set_marks(&self, story: StoryId, marks: &[i64]) -> Result<()> {
        self.write(|db| {
            db.prepare_cached("delete from story_marks where story = ?")?.execute([story.as_i64()])?;
            for mark in marks {
                db.prepare_cached("insert or ignore into story_marks (mark, story) values (?, ?)")?
                    .execute([*mark, story.as_i64()])?;
            }
            Ok(())
        })
    }

    fn marked_alike(&self, marks: &[i64], least: usize, most: usize) -> Result<Vec<(StoryId, u32)>> {
        self.read(|db| {
            let rows = db
                .prepare_cached(
                    "select story, count(*) as shared from story_marks
                     where mark in (select value from json_each(?1))
                     and story in (select id from stories where merged_into is null)
                     group by story having shared >= ?2 order by shared desc, story limit ?3",
                )?
                .query_map(params![list(marks), least as i64, most as i64], |row| {
                    Ok((StoryId::from_i64(row.get(0)?), row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn mark_counts(&self, marks: &[i64]) -> Result<(Vec<u64>, u64)> {
        self.read(|db| {
            let mut query = db.prepare_cached("select count(*) from story_marks where mark = ?")?;
            let counts = marks
                .iter()
                .map(|mark| query.query_row([mark], |row| row.get(0)))
                .collect::<rusqlite::Result<_>>()?;
            let stories = "select count(*) from stories where merged_into is null";
            Ok((counts, db.prepare_cached(stories)?.query_row([], |row| row.get(0))?))
        })
    }

    fn stories_after(&self, revision: i64, most: usize) -> Result<Vec<(StoryId, i64)>> {
        self.read(|db| {
            let stories = db
                .prepare_cached(
                    "select story, max(revision) as last from articles where revision > ? group by story
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
        self.read(|db| told_rows(db, &self.contents, story, most))
    }
}

/// Forgets the kin of a story that is gone.
pub(super) fn forget(db: &Connection, story: i64) -> Result<()> {
    db.prepare_cached("delete from story_marks where story = ?")?.execute([story])?;
    db.prepare_cached("delete from kin where story = ?1 or other = ?1")?.execute([story])?;
    Ok(())
}

fn list(marks: &[i64]) -> String {
    serde_json::Value::from(marks.to_vec()).to_string()
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
