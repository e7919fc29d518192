//! Sessions in SQLite.

use mynews_core::model::{ReaderId, Timestamp};
use rusqlite::{Row, params};

use super::{Sqlite, millis, moment, one};
use crate::sessions::{Session, Sessions, TokenHash};
use crate::{Result, StoreError};

const SESSION: &str = "select hash, reader, client, created_at, used_at, expires_at from sessions";

impl Sessions for Sqlite {
    fn begin_session(&self, session: &Session) -> Result<()> {
        self.write(|db| {
            db.execute(
                "insert into sessions (hash, reader, client, created_at, used_at, expires_at)
                 values (?, ?, ?, ?, ?, ?)",
                params![
                    session.hash,
                    session.reader.0,
                    session.client,
                    millis(session.created_at),
                    millis(session.used_at),
                    millis(session.expires_at)
                ],
            )?;
            Ok(())
        })
    }

    fn session(&self, hash: &TokenHash, now: Timestamp) -> Result<Option<Session>> {
        self.read(|db| {
            let query = format!("{SESSION} where hash = ? and expires_at > ?");
            one(db.prepare_cached(&query)?.query_row(params![hash, millis(now)], session_of))
        })
    }

    fn prolong_session(&self, hash: &TokenHash, used_at: Timestamp, expires_at: Timestamp) -> Result<()> {
        self.write(|db| {
            db.execute(
                "update sessions set used_at = ?2, expires_at = ?3 where hash = ?1",
                params![hash, millis(used_at), millis(expires_at)],
            )?;
            Ok(())
        })
    }

    fn sessions(&self, reader: ReaderId, now: Timestamp) -> Result<Vec<Session>> {
        self.read(|db| {
            let query = format!("{SESSION} where reader = ? and expires_at > ? order by used_at desc, hash");
            let mut query = db.prepare_cached(&query)?;
            let rows = query.query_map(params![reader.0, millis(now)], session_of)?;
            rows.collect::<rusqlite::Result<_>>().map_err(StoreError::from)
        })
    }

    fn end_session(&self, reader: ReaderId, hash: &TokenHash) -> Result<bool> {
        let query = "delete from sessions where reader = ? and hash = ?";
        self.write(|db| Ok(db.execute(query, params![reader.0, hash])? > 0))
    }

    fn end_sessions(&self, reader: ReaderId) -> Result<usize> {
        self.write(|db| Ok(db.execute("delete from sessions where reader = ?", [reader.0])?))
    }

    fn sweep_sessions(&self, now: Timestamp) -> Result<usize> {
        self.write(|db| Ok(db.execute("delete from sessions where expires_at <= ?", [millis(now)])?))
    }
}

fn session_of(row: &Row) -> rusqlite::Result<Session> {
    Ok(Session {
        hash: row.get(0)?,
        reader: ReaderId(row.get(1)?),
        client: row.get(2)?,
        created_at: moment(row.get(3)?),
        used_at: moment(row.get(4)?),
        expires_at: moment(row.get(5)?),
    })
}
