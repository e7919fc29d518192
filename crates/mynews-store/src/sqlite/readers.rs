//! Readers in SQLite.

use jiff::civil::Time;
use mynews_core::model::{Reader, ReaderId, Signal, SignalId, SignalKind, StoryId, Timestamp};
use rusqlite::{Connection, params};

use super::{Sqlite, millis, moment, moment_or_none, one, rules};
use crate::readers::signal_mark;
use crate::{Readers, Result, SignalRow, shape};

/// Looks at a story closer together than this are one.
const ONE_LOOK_MILLIS: i64 = 30 * 60_000;

impl Readers for Sqlite {
    fn reader(&self, id: ReaderId) -> Result<Option<Reader>> {
        self.read(|db| {
            one(db.query_row(
                "select name, dial, edition_size, outside_share, languages, time_zone, learning_paused, tongue,
                 region, edition_times, renewed_at from readers where id = ?",
                [id.0],
                |row| {
                    let languages: String = row.get(4)?;
                    Ok(Reader {
                        id,
                        name: row.get(0)?,
                        dial: mynews_core::model::Dial::new(row.get(1)?),
                        edition_size: row.get(2)?,
                        outside_share: row.get(3)?,
                        languages: languages.split_whitespace().map(str::to_owned).collect(),
                        time_zone: row.get(5)?,
                        learning_paused: row.get(6)?,
                        tongue: row.get(7)?,
                        region: row.get(8)?,
                        edition_times: times(&row.get::<_, String>(9)?),
                        renewed_at: moment_or_none(row.get(10)?),
                    })
                },
            ))
        })
    }

    fn set_reader(&self, reader: &Reader) -> Result<()> {
        self.write(|db| {
            db.execute(
                "insert into readers
                 (id, name, dial, edition_size, outside_share, languages, time_zone, learning_paused, tongue, region,
                 edition_times, renewed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 on conflict (id) do update set name = excluded.name, dial = excluded.dial,
                 edition_size = excluded.edition_size, outside_share = excluded.outside_share,
                 languages = excluded.languages, time_zone = excluded.time_zone,
                 learning_paused = excluded.learning_paused, tongue = excluded.tongue, region = excluded.region,
                 edition_times = excluded.edition_times, renewed_at = excluded.renewed_at",
                params![
                    reader.id.0,
                    reader.name,
                    reader.dial.p(),
                    reader.edition_size as i64,
                    reader.outside_share,
                    reader.languages.join(" "),
                    reader.time_zone,
                    reader.learning_paused,
                    reader.tongue,
                    reader.region,
                    reader.edition_times.iter().map(Time::to_string).collect::<Vec<_>>().join(" "),
                    reader.renewed_at.map(millis)
                ],
            )?;
            Ok(())
        })
    }

    fn add_signal(&self, signal: &Signal) -> Result<SignalId> {
        self.write(|db| {
            db.execute(
                "insert into signals (reader, at, body) values (?, ?, ?)",
                params![signal.reader.0, millis(signal.at), shape::write(signal)],
            )?;
            let id = SignalId(db.last_insert_rowid());
            follow_up(db, signal, false)?;
            keep_apart(db, id, signal)?;
            rules::note(db, id, signal)?;
            Ok(id)
        })
    }

    fn signals(&self, reader: ReaderId) -> Result<Vec<SignalRow>> {
        self.signals_after(reader, SignalId(0))
    }

    fn signals_after(&self, reader: ReaderId, after: SignalId) -> Result<Vec<SignalRow>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "select id, body, undone_at from signals where reader = ? and id > ? order by id",
            )?;
            let rows = query.query_map([reader.0, after.0], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?))
            })?;
            let mut signals = Vec::new();
            for row in rows {
                let (id, body, undone_at) = row?;
                // A kind that only a newer mynews knows is kept, and left out of the fold.
                if let Some(signal) = shape::read::<Signal>(&body) {
                    let signal = Signal { id: SignalId(id), ..signal };
                    signals.push(SignalRow { signal, undone_at: moment_or_none(undone_at) });
                }
            }
            Ok(signals)
        })
    }

    fn undo_signal(&self, reader: ReaderId, signal: SignalId, now: Timestamp) -> Result<bool> {
        self.write(|db| {
            let body: Option<String> = one(db.query_row(
                "update signals set undone_at = ?3 where id = ?1 and reader = ?2 and undone_at is null returning body",
                params![signal.0, reader.0, millis(now)],
                |row| row.get(0),
            ))?;
            if let Some(signal) = body.as_deref().and_then(shape::read::<Signal>) {
                follow_up(db, &signal, true)?;
                rules::heed(db, &signal)?;
            }
            Ok(body.is_some())
        })
    }

    fn signal_mark(&self, reader: ReaderId) -> Result<i64> {
        self.read(|db| {
            // Two looks into indexes, and none at the signals themselves.
            let mark = "select (select coalesce(max(id), 0) from signals where reader = ?1),
                 (select count(*) from signals where reader = ?1 and undone_at is not null)";
            let (last, taken_back): (i64, i64) =
                db.prepare_cached(mark)?.query_row([reader.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(signal_mark(SignalId(last), taken_back as usize))
        })
    }

    fn look(&self, reader: ReaderId, story: StoryId, now: Timestamp) -> Result<Option<Timestamp>> {
        self.write(|db| {
            let known: Option<(Option<i64>, Option<i64>)> = one(db.query_row(
                "select looked_at, looked_before from reader_stories where reader = ? and story = ?",
                [reader.0, story.as_i64()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            ))?;
            let (looked_at, looked_before) = known.unwrap_or_default();
            let same_look = looked_at.is_some_and(|at| millis(now) - at < ONE_LOOK_MILLIS);
            let before = if same_look { looked_before } else { looked_at };
            db.execute(
                "insert into reader_stories (reader, story, looked_at, looked_before) values (?1, ?2, ?3, ?4)
                 on conflict (reader, story) do update set looked_at = ?3, looked_before = ?4",
                params![reader.0, story.as_i64(), millis(now), before],
            )?;
            Ok(moment_or_none(before))
        })
    }

    fn looks_since(&self, reader: ReaderId, since: Timestamp) -> Result<Vec<(StoryId, Timestamp)>> {
        self.read(|db| {
            let query = "select story, looked_at from reader_stories where reader = ? and looked_at >= ? order by story";
            stories_and_times(db, query, params![reader.0, millis(since)])
        })
    }

    fn saved(&self, reader: ReaderId) -> Result<Vec<(StoryId, Timestamp)>> {
        self.read(|db| {
            let query = "select story, saved_at from reader_stories where reader = ? and saved_at is not null
                 order by saved_at desc, story";
            stories_and_times(db, query, params![reader.0])
        })
    }
}

/// Times of day as they are kept, one after the other.
fn times(kept: &str) -> Vec<Time> {
    kept.split_whitespace().filter_map(|time| time.parse().ok()).collect()
}

/// Keeps what a reader took out of a story apart from what was left.
fn keep_apart(db: &Connection, id: SignalId, signal: &Signal) -> Result<()> {
    let SignalKind::NotTheSameStory { articles, others } = &signal.kind else { return Ok(()) };
    for article in articles {
        for other in others {
            db.execute(
                "insert or ignore into apart (signal, article, other) values (?, ?, ?)",
                [id.0, article.as_i64(), other.as_i64()],
            )?;
        }
    }
    Ok(())
}

/// What a signal means for the list of saved stories; `undone` turns it round.
fn follow_up(db: &Connection, signal: &Signal, undone: bool) -> Result<()> {
    let saves = match signal.kind {
        SignalKind::Saved => !undone,
        SignalKind::Unsaved => undone,
        _ => return Ok(()),
    };
    let Some(story) = signal.snapshot.as_ref().and_then(|snapshot| snapshot.story) else { return Ok(()) };
    db.execute(
        "insert into reader_stories (reader, story, saved_at) values (?1, ?2, ?3)
         on conflict (reader, story) do update set saved_at = ?3",
        params![signal.reader.0, story.as_i64(), saves.then_some(millis(signal.at))],
    )?;
    Ok(())
}

pub(super) fn stories_and_times(
    db: &Connection,
    query: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<Vec<(StoryId, Timestamp)>> {
    let rows = db
        .prepare_cached(query)?
        .query_map(parameters, |row| Ok((StoryId::from_i64(row.get(0)?), moment(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
