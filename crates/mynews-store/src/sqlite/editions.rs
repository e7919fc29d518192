//! Editions in SQLite.

use mynews_core::model::{Edition, EditionId, ReaderId, Timestamp};
use rusqlite::{Connection, params};

use super::{Sqlite, millis, moment, one};
use crate::{EditionRow, Editions, Result, StoreError, shape};

/// An edition is small (tens of kilobytes) and read often; this level costs a fraction of a millisecond.
const ZSTD_LEVEL: i32 = 3;

/// No edition is larger; guards against a damaged row.
const EDITION_BYTES_MAX: usize = 64 << 20;

impl Editions for Sqlite {
    fn freeze(&self, edition: &Edition, keep: usize) -> Result<EditionId> {
        let body = zstd::bulk::compress(shape::write(edition).as_bytes(), ZSTD_LEVEL)
            .map_err(|error| StoreError::Wrong(error.to_string()))?;
        self.write(|db| {
            db.execute(
                "insert into editions (reader, at, hash, stories, body) values (?, ?, ?, ?, ?)",
                params![edition.reader.0, millis(edition.at), edition.hash, edition.picks.len() as i64, body],
            )?;
            let id = EditionId(db.last_insert_rowid());
            db.execute(
                "delete from editions where reader = ?1 and id <=
                 (select id from editions where reader = ?1 order by id desc limit 1 offset ?2)",
                params![edition.reader.0, keep as i64],
            )?;
            Ok(id)
        })
    }

    fn edition(&self, reader: ReaderId, id: EditionId) -> Result<Option<Edition>> {
        self.read(|db| {
            first(db, "select id, body from editions where reader = ? and id = ?", &[&reader.0, &id.0])
        })
    }

    fn latest_edition(&self, reader: ReaderId) -> Result<Option<Edition>> {
        let query = "select id, body from editions where reader = ? order by id desc limit 1";
        self.read(|db| first(db, query, &[&reader.0]))
    }

    fn editions(&self, reader: ReaderId, most: usize) -> Result<Vec<EditionRow>> {
        self.read(|db| {
            let rows = db
                .prepare_cached(
                    "select id, at, hash, stories from editions where reader = ? order by id desc limit ?",
                )?
                .query_map(params![reader.0, most as i64], |row| {
                    Ok(EditionRow {
                        id: EditionId(row.get(0)?),
                        at: moment(row.get(1)?),
                        hash: row.get(2)?,
                        stories: row.get(3)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn edition_before(&self, reader: ReaderId, at: Timestamp) -> Result<Option<Edition>> {
        let query =
            "select id, body from editions where reader = ? and at <= ? order by at desc, id desc limit 1";
        self.read(|db| first(db, query, &[&reader.0, &millis(at)]))
    }
}

fn first(db: &Connection, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Option<Edition>> {
    let row = one(db
        .prepare_cached(query)?
        .query_row(parameters, |row| Ok((EditionId(row.get(0)?), row.get::<_, Vec<u8>>(1)?))))?;
    let Some((id, body)) = row else { return Ok(None) };
    let damaged = || StoreError::Damaged(format!("edition {id} cannot be read"));
    let body = zstd::bulk::decompress(&body, EDITION_BYTES_MAX).map_err(|_| damaged())?;
    let text = String::from_utf8(body).map_err(|_| damaged())?;
    let edition: Edition = shape::read(&text).ok_or_else(damaged)?;
    Ok(Some(Edition { id, ..edition }))
}
