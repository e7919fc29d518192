//! SQLite: one writer, readers beside it, in write-ahead mode.
//!
//! A write is answered once it is synced (`synchronous = full`), so what was acknowledged survives a power cut as well as
//! `kill -9`. Readers never wait for the writer. Every read transaction is short: a long one would keep the log from
//! being folded into the database.

mod articles;
mod contents;
mod editions;
mod feeds;
mod household;
mod jobs;
mod kin;
mod merged;
mod readers;
mod rules;
mod search;
mod sessions;
mod shelves;
mod stories;
mod sweep;
mod topics;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use mynews_core::model::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::{Result, Store, StoreError};

/// Each file is run once, in order; the number of those that ran is the database's `user_version`.
const SCHEMA: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
    include_str!("schema/0011.sql"),
];

/// "myns": says that a file is ours, to `file` and to us.
const APPLICATION_ID: i64 = 0x6d79_6e73;

/// Idle readers that are kept open: as many as pages are made at once on a small machine.
const IDLE_READERS_MAX: usize = 8;

/// How long a write waits for another process (a command run beside the server) before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);

/// How much a write is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Answered once it is on disk.
    Synced,
    /// May be lost with the power, and then the database is made anew.
    Disposable,
}

pub struct Sqlite {
    path: PathBuf,
    /// Closed before the writer, which then folds the log into the database.
    idle_readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    contents: contents::Contents,
}

impl Sqlite {
    pub fn open(path: &Path, care: Care) -> Result<Sqlite> {
        let mut writer = Connection::open(path)?;
        writer.busy_timeout(BUSY_TIMEOUT)?;
        writer.pragma_update(None, "journal_mode", "wal")?;
        writer.pragma_update(None, "synchronous", if care == Care::Synced { "full" } else { "off" })?;
        writer.pragma_update(None, "foreign_keys", "on")?;
        writer.pragma_update(None, "journal_size_limit", 16 << 20)?;
        writer.pragma_update(None, "cache_size", -8192)?;
        plan_once(&writer)?;
        migrate(&mut writer)?;
        search::teach(&writer)?;
        Ok(Sqlite {
            path: path.to_owned(),
            idle_readers: Mutex::default(),
            writer: Mutex::new(writer),
            contents: contents::Contents::default(),
        })
    }

    /// Runs `work` in one transaction of the writer; an error rolls all of it back.
    fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        // A panic while writing leaves no transaction behind: dropping it rolled back.
        let mut writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Runs `work` on a connection that sees one state of the database throughout.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle_readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => open_reader(&self.path)?,
        };
        let transaction = reader.transaction()?;
        let done = work(&transaction)?;
        drop(transaction);
        let mut idle = self.idle_readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if idle.len() < IDLE_READERS_MAX {
            idle.push(reader);
        }
        Ok(done)
    }
}

fn open_reader(path: &Path) -> Result<Connection> {
    let reader = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    reader.busy_timeout(BUSY_TIMEOUT)?;
    // The system keeps what was read lately, for all readers together; mapped, it would count as ours, once a reader.
    reader.pragma_update(None, "cache_size", -2048)?;
    plan_once(&reader)?;
    search::teach(&reader)?;
    Ok(reader)
}

/// A statement is planned when it is prepared, and not again for each number that a `limit ?` is given: planning takes
/// longer than most of our queries.
fn plan_once(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let known = SCHEMA.len() as u32;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let pragma = |name: &str| transaction.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let version = u32::try_from(pragma("user_version")?).unwrap_or(0);
    let owner = pragma("application_id")?;
    let tables: i64 = transaction.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if owner != APPLICATION_ID && tables > 0 {
        return Err(StoreError::Damaged("the file is a database, but not one of mynews".into()));
    }
    if version > known {
        return Err(StoreError::Newer { database: version, known });
    }
    if version < known {
        for schema in &SCHEMA[version as usize..] {
            transaction.execute_batch(schema)?;
        }
        transaction.pragma_update(None, "user_version", known)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    transaction.commit()?;
    Ok(())
}

impl Store for Sqlite {
    fn setting(&self, key: &str) -> Result<Option<String>> {
        self.read(|db| one(db.query_row("select value from settings where key = ?", [key], |row| row.get(0))))
    }

    fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        self.write(|db| {
            db.execute("insert or replace into settings (key, value) values (?, ?)", [key, value])?;
            Ok(())
        })
    }

    fn bytes(&self) -> Result<u64> {
        Ok(["", "-wal"]
            .iter()
            .map(|ending| {
                let mut name = self.path.as_os_str().to_owned();
                name.push(ending);
                std::fs::metadata(name).map_or(0, |file| file.len())
            })
            .sum())
    }

    fn faults(&self) -> Result<Vec<String>> {
        self.read(|db| {
            let mut faults: Vec<String> = db
                .prepare("pragma quick_check(20)")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            faults.retain(|fault| fault != "ok");
            let orphans: i64 = db.query_row(
                "select count(*) from stories where merged_into is null
                 and not exists (select 1 from articles where story = stories.id)",
                [],
                |row| row.get(0),
            )?;
            if orphans > 0 {
                faults.push(format!("{orphans} stories are empty"));
            }
            Ok(faults)
        })
    }

    fn backup(&self, to: &Path) -> Result<()> {
        let from = open_reader(&self.path)?;
        let mut copy = Connection::open(to)?;
        const PAGES_A_STEP: i32 = 512;
        rusqlite::backup::Backup::new(&from, &mut copy)?.run_to_completion(
            PAGES_A_STEP,
            Duration::ZERO,
            None,
        )?;
        copy.pragma_update(None, "journal_mode", "delete")?;
        Ok(())
    }
}

/// A row that may be absent.
fn one<T>(row: rusqlite::Result<T>) -> Result<Option<T>> {
    match row {
        Ok(row) => Ok(Some(row)),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// A moment out of its column; one that no calendar holds is the beginning of time.
fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn moment_or_none(millis: Option<i64>) -> Option<Timestamp> {
    millis.map(moment)
}

/// The next number for something that changed: everything that changes later has a higher one. Articles that go leave
/// theirs in `gone`, so that no number is given twice.
fn next_revision(db: &Transaction) -> Result<i64> {
    let newest = "select max(coalesce((select max(revision) from articles), 0),
                             coalesce((select max(revision) from gone), 0))";
    let newest: i64 = db.prepare_cached(newest)?.query_row([], |row| row.get(0))?;
    Ok(newest + 1)
}
