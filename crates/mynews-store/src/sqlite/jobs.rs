//! Jobs in SQLite: taken for a time, finished or tried again.

use mynews_core::model::{ArticleId, Timestamp};
use rusqlite::{Connection, params};

use super::{Sqlite, millis};
use crate::{Job, JobKind, Jobs, Result};

const READ_PAGE: &str = "read-page";

impl Jobs for Sqlite {
    fn take_jobs(&self, now: Timestamp, lease_until: Timestamp, most: usize) -> Result<Vec<Job>> {
        self.write(|db| {
            // Taking a job only moves it to the end of its lease, so one whose taker dies comes back by itself.
            let mut query = db.prepare_cached(
                "update jobs set due_at = ?2, attempts = attempts + 1
                 where id in (select id from jobs where due_at <= ?1 order by due_at, id limit ?3)
                 returning id, kind, subject, attempts",
            )?;
            let rows = query
                .query_map(params![millis(now), millis(lease_until), most as i64], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, u32>(3)?))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let mut jobs: Vec<Job> = rows
                .into_iter()
                .filter_map(|(id, kind, subject, attempts)| {
                    Some(Job { id, kind: kind_of(&kind, subject)?, attempts: attempts.saturating_sub(1) })
                })
                .collect();
            jobs.sort_by_key(|job| job.id);
            Ok(jobs)
        })
    }

    fn finish_job(&self, id: i64) -> Result<()> {
        self.write(|db| {
            db.execute("delete from jobs where id = ?", [id])?;
            Ok(())
        })
    }

    fn retry_job(&self, id: i64, at: Timestamp) -> Result<()> {
        self.write(|db| {
            db.execute("update jobs set due_at = ? where id = ?", params![millis(at), id])?;
            Ok(())
        })
    }

    fn job_count(&self) -> Result<u64> {
        self.read(|db| Ok(db.query_row("select count(*) from jobs", [], |row| row.get(0))?))
    }
}

/// Leaves a job; one that waits already stays as it is.
pub(super) fn leave_job(db: &Connection, kind: JobKind, now: Timestamp) -> Result<()> {
    let JobKind::ReadPage(article) = kind;
    db.prepare_cached("insert into jobs (kind, subject, due_at) values (?, ?, ?) on conflict do nothing")?
        .execute(params![READ_PAGE, article.as_i64(), millis(now)])?;
    Ok(())
}

fn kind_of(kind: &str, subject: i64) -> Option<JobKind> {
    (kind == READ_PAGE).then(|| JobKind::ReadPage(ArticleId::from_i64(subject)))
}
