//! Who reads here, in SQLite: names, roles and the hashes of passwords.

use mynews_core::model::{Dial, ReaderId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Sqlite, feeds};
use crate::household::{Household, ReaderRow, Role};
use crate::{Result, StoreError};

/// The setting that holds the highest number a reader ever had.
const READERS_EVER: &str = "readers-ever";

const READER: &str = "select id, name, role, password is not null from readers";

impl Household for Sqlite {
    fn readers(&self) -> Result<Vec<ReaderRow>> {
        self.read(|db| {
            let mut query = db.prepare_cached(&format!("{READER} order by id"))?;
            query.query_map([], reader_row)?.collect::<rusqlite::Result<_>>().map_err(StoreError::from)
        })
    }

    fn reader_row(&self, id: ReaderId) -> Result<Option<ReaderRow>> {
        self.read(|db| {
            let mut query = db.prepare_cached(&format!("{READER} where id = ?"))?;
            Ok(query.query_row([id.0], reader_row).optional()?)
        })
    }

    fn reader_named(&self, name: &str) -> Result<Option<ReaderRow>> {
        self.read(|db| named(db, name))
    }

    fn any_password(&self) -> Result<bool> {
        self.read(|db| {
            let query = "select exists (select 1 from readers where password is not null)";
            Ok(db.prepare_cached(query)?.query_row([], |row| row.get(0))?)
        })
    }

    fn add_reader(&self, name: &str, role: Role) -> Result<Option<ReaderId>> {
        self.write(|db| {
            if named(db, name)?.is_some() {
                return Ok(None);
            }
            // A number is never given twice: what somebody who left had anywhere must not be found by who comes next.
            let id: i64 = db.query_row(
                "select 1 + max((select max(id) from readers),
                 coalesce((select cast(value as integer) from settings where key = ?), 0))",
                [READERS_EVER],
                |row| row.get(0),
            )?;
            db.execute(
                "insert or replace into settings (key, value) values (?, ?)",
                params![READERS_EVER, id.to_string()],
            )?;
            db.execute(
                "insert into readers
                 (id, name, role, dial, edition_size, outside_share, languages, learning_paused)
                 values (?, ?, ?, ?, 24, 0.1, '', 0)",
                params![id, name, role.name(), Dial::DEFAULT.p()],
            )?;
            Ok(Some(ReaderId(id)))
        })
    }

    fn rename_reader(&self, id: ReaderId, name: &str) -> Result<bool> {
        self.write(|db| {
            if named(db, name)?.is_some_and(|other| other.id != id) {
                return Ok(false);
            }
            Ok(db.execute("update readers set name = ? where id = ?", params![name, id.0])? > 0)
        })
    }

    fn remove_reader(&self, id: ReaderId) -> Result<()> {
        self.write(|db| {
            db.execute("delete from readers where id = ?", [id.0])?;
            feeds::drop_unfollowed(db)
        })
    }

    fn password_hash(&self, id: ReaderId) -> Result<Option<String>> {
        self.read(|db| {
            let query = "select password from readers where id = ?";
            Ok(db.query_row(query, [id.0], |row| row.get(0)).optional()?.flatten())
        })
    }

    fn set_password_hash(&self, id: ReaderId, hash: Option<&str>) -> Result<()> {
        self.write(|db| {
            db.execute("update readers set password = ? where id = ?", params![hash, id.0])?;
            db.execute("delete from sessions where reader = ?", [id.0])?;
            Ok(())
        })
    }
}

fn named(db: &Connection, name: &str) -> Result<Option<ReaderRow>> {
    let mut query = db.prepare_cached(&format!("{READER} where name = ? collate nocase"))?;
    Ok(query.query_row([name], reader_row).optional()?)
}

fn reader_row(row: &Row) -> rusqlite::Result<ReaderRow> {
    Ok(ReaderRow {
        id: ReaderId(row.get(0)?),
        name: row.get(1)?,
        role: Role::named(&row.get::<_, String>(2)?),
        has_password: row.get(3)?,
    })
}
