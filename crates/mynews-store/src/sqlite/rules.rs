//! Rules of feeds in SQLite: a rule is a search, so the search index answers it.
//!
//! Invariant: `subscriptions.rules` and `kept_away` hold nothing of their own. They follow from the log and the articles,
//! and change in the transaction that changes either.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use mynews_core::model::{
    ArticleId, FeedId, FeedRules, KeptBy, Query, ReaderId, Signal, SignalId, SignalKind, StoryId, Timestamp,
};
use mynews_core::parse::query;
use rusqlite::{Connection, params};

use super::articles::{FOUND_COLUMNS, found_row};
use super::{Sqlite, millis, one, search};
use crate::rules::{KeptAway, Rules, Sifted};
use crate::{Result, shape};

/// Serial numbers of articles, from the first to the last.
type Span = (i64, i64);

const ALL: Span = (0, i64::MAX);

impl Rules for Sqlite {
    fn try_rules(&self, feed: FeedId, rules: &FeedRules, most: usize) -> Result<Vec<Sifted>> {
        self.read(|db| {
            let query = format!(
                "select {FOUND_COLUMNS}, a.serial from article_feeds l join articles a on a.id = l.article
                 join outlets o on o.key = a.outlet where l.feed = ? order by l.at desc, l.article desc limit ?"
            );
            let newest: Vec<(crate::Found, i64)> = db
                .prepare_cached(&query)?
                .query_map([feed.0, most as i64], |row| Ok((found_row(row)?, row.get(10)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let serials = || newest.iter().map(|(_, serial)| *serial);
            let span = (serials().min().unwrap_or(0), serials().max().unwrap_or(0));
            let sieve = Sieve::of(db, feed, rules, span)?;
            let sifted = newest.into_iter();
            Ok(sifted.map(|(found, serial)| Sifted { found, kept_by: sieve.keeps_away(serial) }).collect())
        })
    }

    fn kept_away(&self, reader: ReaderId, since: Timestamp, most: usize) -> Result<Vec<KeptAway>> {
        self.read(|db| {
            let query = format!(
                "select {FOUND_COLUMNS}, k.feed, k.never from kept_away k join articles a on a.id = k.article
                 join outlets o on o.key = a.outlet where k.reader = ? and k.at >= ?
                 order by k.at desc, k.article limit ?"
            );
            let rows = db
                .prepare_cached(&query)?
                .query_map(params![reader.0, millis(since), most as i64], |row| {
                    Ok(KeptAway {
                        found: found_row(row)?,
                        feed: FeedId(row.get(10)?),
                        by: row.get::<_, Option<String>>(11)?.map_or(KeptBy::Keep, KeptBy::Never),
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn kept_away_count(&self, reader: ReaderId, since: Timestamp) -> Result<usize> {
        self.read(|db| {
            let query = "select count(*) from kept_away where reader = ? and at >= ?";
            Ok(db.prepare_cached(query)?.query_row([reader.0, millis(since)], |row| row.get(0))?)
        })
    }

    fn kept_away_of(&self, reader: ReaderId, story: StoryId) -> Result<Vec<String>> {
        self.read(|db| {
            let query = "select distinct a.headline from articles a join kept_away k on k.article = a.id
                 where a.story = ? and k.reader = ?";
            let rows = db
                .prepare_cached(query)?
                .query_map([story.as_i64(), reader.0], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn all_kept_away(&self, reader: ReaderId) -> Result<Vec<(FeedId, ArticleId)>> {
        self.read(|db| {
            let query = "select feed, article from kept_away where reader = ? order by feed, article";
            let rows = db
                .prepare_cached(query)?
                .query_map([reader.0], |row| Ok((FeedId(row.get(0)?), ArticleId::from_i64(row.get(1)?))))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }
}

/// Which articles answer which of a feed's rules.
struct Sieve {
    /// By serial number, the first search of `never` that each answers.
    never: BTreeMap<i64, String>,
    /// Those that answer one of `keep`; `None` where everything is kept.
    keep: Option<BTreeSet<i64>>,
}

impl Sieve {
    fn of(db: &Connection, feed: FeedId, rules: &FeedRules, span: Span) -> Result<Sieve> {
        let mut sieve = Sieve { never: BTreeMap::new(), keep: None };
        for words in &rules.never {
            for serial in search::answering(db, feed, &read(words), span)? {
                sieve.never.entry(serial).or_insert_with(|| words.clone());
            }
        }
        for words in &rules.keep {
            let answering = search::answering(db, feed, &read(words), span)?;
            sieve.keep.get_or_insert_default().extend(answering);
        }
        Ok(sieve)
    }

    fn keeps_away(&self, serial: i64) -> Option<KeptBy> {
        let kept = self.keep.as_ref().is_none_or(|keep| keep.contains(&serial));
        let never = self.never.get(&serial).cloned().map(KeptBy::Never);
        never.or_else(|| (!kept).then_some(KeptBy::Keep))
    }
}

/// A rule asks nothing that hangs on the time of day, so any moment does to read it.
fn read(words: &str) -> Query {
    query::read(words, Timestamp::UNIX_EPOCH, &TimeZone::UTC)
}

/// A wish about a feed came into the log.
pub(super) fn note(db: &Connection, id: SignalId, signal: &Signal) -> Result<()> {
    let SignalKind::Rules { feed, .. } = &signal.kind else { return Ok(()) };
    db.execute(
        "insert into feed_rules (signal, reader, url) values (?, ?, ?)",
        params![id.0, signal.reader.0, feed],
    )?;
    heed(db, signal)
}

/// A wish about a feed came, or was taken back: what holds from now on is what the log says.
pub(super) fn heed(db: &Connection, signal: &Signal) -> Result<()> {
    let SignalKind::Rules { feed, .. } = &signal.kind else { return Ok(()) };
    let query = "select coalesce((select id from feeds where url = ?1), (select feed from feed_moves where url = ?1))";
    match db.query_row(query, [feed], |row| row.get::<_, Option<i64>>(0))? {
        Some(id) => settle(db, signal.reader, FeedId(id)),
        None => Ok(()),
    }
}

/// Brings a reader's rules for a feed to what the log says, under any address the feed ever had.
pub(super) fn settle(db: &Connection, reader: ReaderId, feed: FeedId) -> Result<()> {
    let query = "select s.body from feed_rules r join signals s on s.id = r.signal
         where r.reader = ?1 and s.undone_at is null and r.url in
         (select url from feeds where id = ?2 union all select url from feed_moves where feed = ?2)
         order by s.id desc limit 1";
    let body: Option<String> = one(db.query_row(query, [reader.0, feed.0], |row| row.get(0)))?;
    let rules = match body.as_deref().and_then(shape::read::<Signal>).map(|signal| signal.kind) {
        Some(SignalKind::Rules { rules, .. }) => rules,
        _ => FeedRules::default(),
    };
    let kept = (rules != FeedRules::default()).then(|| shape::write(&rules));
    let query = "update subscriptions set rules = ?3 where reader = ?1 and feed = ?2";
    if db.execute(query, params![reader.0, feed.0, kept])? == 0 {
        // Not followed (any more): the wish waits in the log.
        return Ok(());
    }
    db.execute("delete from kept_away where reader = ? and feed = ?", [reader.0, feed.0])?;
    sift(db, reader, feed, &rules, ALL)
}

/// The same for everyone who follows it.
pub(super) fn settle_all(db: &Connection, feed: FeedId) -> Result<()> {
    let readers: Vec<i64> = db
        .prepare_cached("select reader from subscriptions where feed = ?")?
        .query_map([feed.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    readers.into_iter().try_for_each(|reader| settle(db, ReaderId(reader), feed))
}

/// Asks the rules of all who follow one of its feeds about an article that came or changed.
pub(super) fn ask_about(db: &Connection, article: ArticleId) -> Result<()> {
    let asked: Vec<(i64, i64, String, i64)> = db
        .prepare_cached(
            "select s.reader, s.feed, s.rules, a.serial from articles a join article_feeds af on af.article = a.id
             join subscriptions s on s.feed = af.feed where a.id = ? and s.rules is not null",
        )?
        .query_map([article.as_i64()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (reader, feed, rules, serial) in asked {
        db.prepare_cached("delete from kept_away where reader = ? and feed = ? and article = ?")?
            .execute([reader, feed, article.as_i64()])?;
        let rules: FeedRules = shape::read(&rules).unwrap_or_default();
        sift(db, ReaderId(reader), FeedId(feed), &rules, (serial, serial))?;
    }
    Ok(())
}

/// Notes what the rules keep away among the articles of a span.
fn sift(db: &Connection, reader: ReaderId, feed: FeedId, rules: &FeedRules, span: Span) -> Result<()> {
    if !rules.keep_away() {
        return Ok(());
    }
    let query = "select a.serial, a.id, a.at from article_feeds l join articles a on a.id = l.article
         where l.feed = ? and a.serial between ? and ?";
    let articles: Vec<(i64, i64, i64)> = db
        .prepare_cached(query)?
        .query_map([feed.0, span.0, span.1], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let serials = || articles.iter().map(|(serial, ..)| *serial);
    let Some(span) = serials().min().zip(serials().max()) else { return Ok(()) };
    let sieve = Sieve::of(db, feed, rules, span)?;
    let mut put =
        db.prepare_cached("insert into kept_away (reader, feed, article, at, never) values (?, ?, ?, ?, ?)")?;
    for (serial, article, at) in articles {
        if let Some(by) = sieve.keeps_away(serial) {
            let never = match by {
                KeptBy::Never(words) => Some(words),
                KeptBy::Keep => None,
            };
            put.execute(params![reader.0, feed.0, article, at, never])?;
        }
    }
    Ok(())
}
