//! What all feeds of a reader brought, merged in order of time: a page costs a few look-ups a feed, however much there is
//! that none of them brought.

use std::collections::{BinaryHeap, VecDeque};

use mynews_core::model::ReaderId;
use rusqlite::{Connection, params};

use crate::Result;

/// Articles of one feed that are looked up at a time.
const AT_A_TIME: i64 = 8;

/// When an article came, and which it is: the order of a shelf.
pub(super) type Spot = (i64, i64);

/// Articles of several feeds, the newest first, each once.
pub(super) struct Merged<'a> {
    db: &'a Connection,
    reader: ReaderId,
    /// The next of each feed, with the place of the feed.
    next: BinaryHeap<(Spot, usize)>,
    feeds: Vec<Feed>,
    last: Option<Spot>,
}

struct Feed {
    id: i64,
    /// What was looked up of it and not given yet.
    ahead: VecDeque<Spot>,
}

impl<'a> Merged<'a> {
    /// What the reader's feeds brought before a spot, but for what their rules keep away.
    pub fn before(db: &'a Connection, reader: ReaderId, spot: Spot) -> Result<Merged<'a>> {
        let feeds: Vec<Feed> = db
            .prepare_cached("select feed from subscriptions where reader = ?")?
            .query_map([reader.0], |row| Ok(Feed { id: row.get(0)?, ahead: VecDeque::new() }))?
            .collect::<rusqlite::Result<_>>()?;
        let mut merged =
            Merged { db, reader, next: BinaryHeap::with_capacity(feeds.len()), feeds, last: None };
        for place in 0..merged.feeds.len() {
            merged.look_up(place, spot)?;
        }
        Ok(merged)
    }

    pub fn next(&mut self) -> Result<Option<Spot>> {
        while let Some((spot, place)) = self.next.pop() {
            match self.feeds[place].ahead.pop_front() {
                Some(ahead) => self.next.push((ahead, place)),
                None => self.look_up(place, spot)?,
            }
            // What two feeds brought comes twice in a row.
            if self.last.replace(spot) != Some(spot) {
                return Ok(Some(spot));
            }
        }
        Ok(None)
    }

    fn look_up(&mut self, place: usize, (at, article): Spot) -> Result<()> {
        let query = "select l.at, l.article from article_feeds l
             where l.feed = ?2 and (l.at, l.article) < (?3, ?4) and not exists
             (select 1 from kept_away k where k.reader = ?1 and k.feed = l.feed and k.article = l.article)
             order by l.at desc, l.article desc limit ?5";
        let feed = &mut self.feeds[place];
        feed.ahead = (self.db.prepare_cached(query)?)
            .query_map(params![self.reader.0, feed.id, at, article, AT_A_TIME], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        self.next.extend(feed.ahead.pop_front().map(|spot| (spot, place)));
        Ok(())
    }
}
