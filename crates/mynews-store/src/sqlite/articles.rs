//! Articles in SQLite.

use std::cell::RefCell;
use std::sync::Arc;

use mynews_core::model::{
    Article, ArticleId, Completeness, Entity, FeedId, Heading, HeadlineVersion, OutletKey, Query, ReaderId,
    StoryId, Subjects, Timestamp, Topic,
};
use rusqlite::{Connection, Row, Transaction, params};

use super::contents::{Content, Contents};
use super::feeds::{outlet_at, put_outlet};
use super::shelves::VISIBLE;
use super::{Sqlite, jobs, millis, moment, next_revision, one, rules, search, stories, sweep, topics};
use crate::shape::{self, Shape};
use crate::{
    ArticleRow, Articles, Found, Ingest, JobKind, KeptSketch, Report, Reported, Result, Seen, Standing,
    StoreError, SweepRules, Swept,
};

/// Level 3 packs news to about a third at some 75 MB a CPU second.
const ZSTD_LEVEL: i32 = 3;

/// No article with its subjects is larger; guards against a damaged row.
const CONTENT_BYTES_MAX: usize = 64 << 20;

impl Articles for Sqlite {
    fn unseen(&self, feed: FeedId, entries: &[Seen]) -> Result<Vec<usize>> {
        self.read(|db| {
            let mut query = db.prepare_cached("select content from entries where feed = ? and entry = ?")?;
            let mut unseen = Vec::new();
            for (place, seen) in entries.iter().enumerate() {
                let content = one(query.query_row([feed.0, seen.entry], |row| row.get::<_, i64>(0)))?;
                if content != Some(seen.content) {
                    unseen.push(place);
                }
            }
            Ok(unseen)
        })
    }

    fn ingest(&self, articles: &[Ingest]) -> Result<()> {
        let mut packer = zstd::bulk::Compressor::new(ZSTD_LEVEL).map_err(wrong)?;
        let contents: Vec<Vec<u8>> =
            articles.iter().map(|ingest| pack(&mut packer, ingest)).collect::<Result<_>>()?;
        self.write(|db| {
            for (revision, (ingest, content)) in (next_revision(db)?..).zip(articles.iter().zip(&contents)) {
                keep(db, ingest, content, revision)?;
            }
            Ok(())
        })
    }

    fn standing(&self, id: ArticleId) -> Result<Option<Standing>> {
        self.read(|db| {
            let query = "select story, completeness, at,
                 not exists (select 1 from articles b where b.story = a.story and b.id != a.id)
                 from articles a where id = ?";
            one(db.prepare_cached(query)?.query_row([id.as_i64()], |row| {
                Ok(Standing {
                    story: StoryId::from_i64(row.get(0)?),
                    completeness: word(&row.get::<_, String>(1)?),
                    at: moment(row.get(2)?),
                    alone: row.get(3)?,
                })
            }))
        })
    }

    fn share(&self, id: ArticleId, feed: FeedId, seen: Seen, now: Timestamp) -> Result<()> {
        self.write(|db| {
            put_seen(db, feed, seen, now)?;
            if put_feed(db, id, feed)? {
                let revision = next_revision(db)?;
                db.execute("update articles set revision = ? where id = ?", [revision, id.as_i64()])?;
                rules::ask_about(db, id)?;
            }
            Ok(())
        })
    }

    fn article(&self, id: ArticleId) -> Result<Option<ArticleRow>> {
        self.read(|db| {
            Ok(rows(db, Some(&self.contents), &format!("{ARTICLE} where a.id = ?1"), &[&id.as_i64()])?.pop())
        })
    }

    fn reaches(&self, reader: ReaderId, article: ArticleId) -> Result<bool> {
        self.read(|db| {
            let query =
                "select exists (select 1 from article_feeds af join subscriptions s on s.feed = af.feed
                 where af.article = ?1 and s.reader = ?2)";
            Ok(db.prepare_cached(query)?.query_row([article.as_i64(), reader.0], |row| row.get(0))?)
        })
    }

    fn articles_of(&self, reader: ReaderId, story: StoryId, most: usize) -> Result<Vec<ArticleRow>> {
        self.read(|db| {
            let query = format!(
                "{ARTICLE} where a.story = ?2 and {VISIBLE} order by a.at desc, a.serial desc limit ?3"
            );
            let mut articles =
                rows(db, Some(&self.contents), &query, &[&reader.0, &story.as_i64(), &(most as i64)])?;
            articles.reverse();
            Ok(articles)
        })
    }

    fn each_sketch_since(&self, since: Timestamp, each: &mut dyn FnMut(KeptSketch)) -> Result<()> {
        self.read(|db| {
            let query =
                "select id, story, at, copy_group, sketch, repeated from articles where at >= ? order by serial";
            for kept in db.prepare(query)?.query_map([millis(since)], kept_sketch)? {
                each(kept?);
            }
            Ok(())
        })
    }

    fn repeated_since(&self, since: Timestamp) -> Result<Vec<(ArticleId, u16)>> {
        self.read(|db| {
            let repeated = db
                .prepare("select id, repeated from articles where at >= ? order by serial")?
                .query_map([millis(since)], |row| Ok((ArticleId::from_i64(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(repeated)
        })
    }

    fn sketch_of(&self, article: ArticleId) -> Result<Option<KeptSketch>> {
        self.read(|db| {
            let query = "select id, story, at, copy_group, sketch, repeated from articles where id = ?";
            one(db.prepare_cached(query)?.query_row([article.as_i64()], kept_sketch))
        })
    }

    fn reports_after(&self, revision: i64, since: Timestamp) -> Result<Vec<Reported>> {
        self.read(|db| {
            let mut reported = reports(db, revision, since)?;
            let mut gone = db.prepare_cached("select revision, article from gone where revision > ?")?;
            for row in gone.query_map([revision], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (revision, article) = row?;
                reported.push(Reported { revision, article: ArticleId::from_i64(article), report: None });
            }
            reported.sort_by_key(|one| one.revision);
            Ok(reported)
        })
    }

    fn search(&self, reader: ReaderId, query: &Query, most: usize) -> Result<Vec<Found>> {
        self.read(|db| search::run(db, reader, query, most))
    }

    fn stories_with(&self, reader: ReaderId, phrase: &str, since: Timestamp) -> Result<Vec<StoryId>> {
        self.read(|db| search::stories_with(db, reader, phrase, since))
    }

    fn newest_of(&self, feed: FeedId, most: usize) -> Result<Vec<Found>> {
        self.read(|db| {
            let query = format!(
                "{FOUND} where a.id in
                 (select article from article_feeds where feed = ?1 order by at desc, article desc limit ?2)
                 order by a.at desc, a.serial desc"
            );
            found(db, &query, &[&feed.0, &(most as i64)])
        })
    }

    fn article_count(&self) -> Result<u64> {
        self.read(|db| Ok(db.query_row("select count(*) from articles", [], |row| row.get(0))?))
    }

    fn sweep(&self, rules: &SweepRules, now: Timestamp) -> Result<Swept> {
        sweep::run(self, rules, now)
    }
}

fn wrong(error: std::io::Error) -> StoreError {
    StoreError::Wrong(error.to_string())
}

fn pack(packer: &mut zstd::bulk::Compressor, ingest: &Ingest) -> Result<Vec<u8>> {
    let content = serde_json::Value::Array(vec![ingest.article.to_json(), ingest.subjects.to_json()]);
    packer.compress(content.to_string().as_bytes()).map_err(wrong)
}

fn unpack(content: &[u8]) -> Option<Content> {
    thread_local! {
        // Making one costs as much as unpacking a short article.
        static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> =
            RefCell::new(zstd::bulk::Decompressor::new().ok());
    }
    let bytes = UNPACKER
        .with_borrow_mut(|unpacker| unpacker.as_mut()?.decompress(content, CONTENT_BYTES_MAX).ok())?;
    let (article, subjects): (Article, Subjects) = shape::read(&String::from_utf8(bytes).ok()?)?;
    Some((Arc::new(article), Arc::new(subjects)))
}

/// A word of the database as the value it stands for; what only a newer mynews knows is the least.
fn word<T: Shape + Default>(text: &str) -> T {
    T::from_json(&serde_json::Value::from(text)).unwrap_or_default()
}

/// Topics, entities, authors, headings: what ranking needs beside words and vector.
type Facts = ((Vec<Topic>, Vec<Entity>), (Vec<String>, Vec<Heading>));

fn headline_of(article: &Article) -> &str {
    article.headline.as_deref().unwrap_or_default()
}

fn keep(db: &Transaction, ingest: &Ingest, content: &[u8], revision: i64) -> Result<()> {
    let article = &ingest.article;
    let id = ingest.id.as_i64();
    let before = one(db
        .prepare_cached("select serial, story from articles where id = ?")?
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))))?;
    put_outlet(db, &ingest.outlet)?;
    stories::open_story(db, ingest.story, ingest.at)?;
    let subjects = &ingest.subjects;
    let facts: Facts = (
        (subjects.topics.clone(), subjects.entities.clone()),
        (article.byline.clone(), subjects.headings.clone()),
    );
    let serial: i64 = db
        .prepare_cached(
            "insert into articles (id, revision, story, outlet, url, headline, standfirst, language, at, arrived_at,
             changed_at, copy_group, place, joined_by, completeness, facts, words, vector, sketch, content, holds,
             repeated)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
             on conflict (id) do update set revision = ?2, story = ?3, outlet = ?4, url = ?5, headline = ?6,
             standfirst = ?7, language = ?8, at = ?9, changed_at = ?10, copy_group = ?11, place = min(place, ?12),
             joined_by = ?13, completeness = ?14, facts = ?15, words = ?16, vector = ?17, sketch = ?18, content = ?19,
             holds = ?20, repeated = ?21
             returning serial",
        )?
        .query_row(
            params![
                id,
                revision,
                ingest.story.as_i64(),
                ingest.outlet.key.0,
                article.canonical_url.as_ref().or(article.url.as_ref()),
                headline_of(article),
                article.standfirst,
                article.language,
                millis(ingest.at),
                millis(ingest.arrived_at),
                // All 64 bits of the group are kept, as a signed number.
                ingest.copy_group as i64,
                ingest.place,
                shape::write(&ingest.joined_by),
                article.completeness.to_json().as_str(),
                shape::write(&facts),
                words_to_bytes(&ingest.words),
                ingest.vector.iter().map(|part| *part as u8).collect::<Vec<u8>>(),
                ingest.sketch,
                content,
                holds(ingest),
                ingest.repeated,
            ],
            |row| row.get(0),
        )?;
    if let Some((_, old_story)) = before {
        stories::close_if_empty(db, old_story, ingest.story.as_i64(), ingest.arrived_at)?;
    }
    put_headline(db, ingest)?;
    put_feed(db, ingest.id, ingest.feed)?;
    put_on_shelves(db, ingest)?;
    if let Some(seen) = ingest.seen {
        put_seen(db, ingest.feed, seen, ingest.arrived_at)?;
    }
    search::index(db, serial, before.is_some(), article)?;
    rules::ask_about(db, ingest.id)?;
    if ingest.wants_page {
        jobs::leave_job(db, JobKind::ReadPage(ingest.id), ingest.arrived_at)?;
    }
    Ok(())
}

fn put_headline(db: &Connection, ingest: &Ingest) -> Result<()> {
    db.prepare_cached(
        "insert or ignore into headlines (article, seen_at, headline)
         select ?1, ?2, ?3 where ?3 is not
         (select headline from headlines where article = ?1 order by seen_at desc limit 1)",
    )?
    .execute(params![ingest.id.as_i64(), millis(ingest.arrived_at), headline_of(&ingest.article)])?;
    Ok(())
}

fn put_feed(db: &Connection, article: ArticleId, feed: FeedId) -> Result<bool> {
    let added = db
        .prepare_cached("insert or ignore into article_feeds (article, feed) values (?, ?)")?
        .execute([article.as_i64(), feed.0])?;
    Ok(added > 0)
}

/// Where lists look for it: under its topics, and at the time it has now.
fn put_on_shelves(db: &Connection, ingest: &Ingest) -> Result<()> {
    let (id, at) = (ingest.id.as_i64(), millis(ingest.at));
    db.prepare_cached("update article_feeds set at = ?2 where article = ?1 and at != ?2")?
        .execute([id, at])?;
    db.prepare_cached("delete from article_topics where article = ?")?.execute([id])?;
    let mut put =
        db.prepare_cached("insert or ignore into article_topics (topic, at, article) values (?, ?, ?)")?;
    let headings = ingest.subjects.headings.iter().map(|heading| &heading.topic);
    for topic in ingest.subjects.topics.iter().chain(headings) {
        put.execute(params![topic.key, at, id])?;
        topics::put_under_same(db, &topic.key, at, id)?;
    }
    Ok(())
}

/// What an article holds beside text, as bits.
fn holds(ingest: &Ingest) -> i64 {
    let article = &ingest.article;
    let bit = |has: bool, bit: i64| if has { bit } else { 0 };
    bit(article.image.is_some() || !article.images.is_empty(), search::HOLDS_PICTURE)
        | bit(!article.videos.is_empty(), search::HOLDS_VIDEO)
        | bit(!ingest.subjects.quotes.is_empty(), search::HOLDS_QUOTE)
}

fn put_seen(db: &Connection, feed: FeedId, seen: Seen, now: Timestamp) -> Result<()> {
    db.prepare_cached("insert or replace into entries (feed, entry, content, seen_at) values (?, ?, ?, ?)")?
        .execute(params![feed.0, seen.entry, seen.content, millis(now)])?;
    Ok(())
}

fn words_to_bytes(words: &[(u64, f32)]) -> Vec<u8> {
    words
        .iter()
        .flat_map(|(hash, weight)| hash.to_le_bytes().into_iter().chain(weight.to_le_bytes()))
        .collect()
}

fn bytes_to_words(bytes: &[u8]) -> Vec<(u64, f32)> {
    bytes
        .chunks_exact(12)
        .map(|word| {
            let hash = u64::from_le_bytes(word[..8].try_into().expect("eight bytes"));
            (hash, f32::from_le_bytes(word[8..].try_into().expect("four bytes")))
        })
        .collect()
}

/// The newest articles of a story, oldest first.
/// The newest reports of a story, oldest first. All stories are looked through in this way, one after the other: what was
/// unpacked for it is not kept at hand in place of what pages show.
pub(super) fn told_rows(db: &Connection, story: StoryId, most: usize) -> Result<Vec<ArticleRow>> {
    let query = format!("{ARTICLE} where a.story = ?1 order by a.at desc, a.serial desc limit ?2");
    let mut articles = rows(db, None, &query, &[&story.as_i64(), &(most as i64)])?;
    articles.reverse();
    Ok(articles)
}

/// The packed content is not asked for here: it stands on pages of its own, and is mostly at hand.
const ARTICLE: &str =
    "select a.id, a.story, a.outlet, o.name, o.country, o.language, a.at, a.arrived_at, a.changed_at,
    a.copy_group, a.joined_by, a.serial, a.headline, a.standfirst, a.language, a.url,
    (select group_concat(feed, ' ') from article_feeds where article = a.id), a.revision
    from articles a join outlets o on o.key = a.outlet";

fn rows(
    db: &Connection,
    contents: Option<&Contents>,
    query: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<Vec<ArticleRow>> {
    let mut articles: Vec<ArticleRow> = db
        .prepare_cached(query)?
        .query_map(parameters, |row| article_row(db, row, contents))?
        .collect::<rusqlite::Result<_>>()?;
    let mut headlines =
        db.prepare_cached("select headline, seen_at from headlines where article = ? order by seen_at")?;
    for row in &mut articles {
        row.headlines = headlines
            .query_map([row.id.as_i64()], |row| {
                Ok(HeadlineVersion { headline: row.get(0)?, seen_at: moment(row.get(1)?) })
            })?
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(articles)
}

fn article_row(db: &Connection, row: &Row, contents: Option<&Contents>) -> rusqlite::Result<ArticleRow> {
    let serial: i64 = row.get(11)?;
    let unpacked = || {
        let mut packed = db.prepare_cached("select content from articles where serial = ?").ok()?;
        packed.query_row([serial], |row| Ok(row.get_ref(0)?.as_blob().ok().and_then(unpack))).ok()?
    };
    let content = match contents {
        Some(contents) => contents.get(row.get(0)?, row.get(17)?, unpacked),
        None => unpacked(),
    };
    let (article, subjects) = match content {
        Some(content) => content,
        // The full text was swept: the headline and what stands under it are left.
        None => {
            let article = Article {
                headline: row.get(12)?,
                standfirst: row.get(13)?,
                language: row.get(14)?,
                url: row.get(15)?,
                canonical_url: row.get(15)?,
                completeness: Completeness::Headline,
                ..Article::default()
            };
            (Arc::new(article), Arc::default())
        }
    };
    Ok(ArticleRow {
        id: ArticleId::from_i64(row.get(0)?),
        story: StoryId::from_i64(row.get(1)?),
        outlet: outlet_at(row, 2)?,
        at: moment(row.get(6)?),
        arrived_at: moment(row.get(7)?),
        changed_at: moment(row.get(8)?),
        copy_group: row.get::<_, i64>(9)? as u64,
        joined_by: shape::read(&row.get::<_, String>(10)?).unwrap_or_default(),
        feeds: feed_list(row.get(16)?),
        article,
        subjects,
        headlines: Vec::new(),
    })
}

fn kept_sketch(row: &Row) -> rusqlite::Result<KeptSketch> {
    Ok(KeptSketch {
        article: ArticleId::from_i64(row.get(0)?),
        story: StoryId::from_i64(row.get(1)?),
        at: moment(row.get(2)?),
        copy_group: row.get::<_, i64>(3)? as u64,
        sketch: row.get(4)?,
        repeated: row.get(5)?,
    })
}

fn feed_list(text: Option<String>) -> Vec<FeedId> {
    let mut feeds: Vec<FeedId> =
        text.unwrap_or_default().split(' ').filter_map(|id| id.parse().ok()).map(FeedId).collect();
    feeds.sort();
    feeds
}

fn reports(db: &Connection, revision: i64, since: Timestamp) -> Result<Vec<Reported>> {
    // Who has nothing yet asks for the last days; who follows asks for the last changes. The other condition of the two is
    // kept from choosing the index.
    let changed =
        if revision == 0 { "+a.revision > ?1 and a.at >= ?2" } else { "a.revision > ?1 and +a.at >= ?2" };
    let mut query = db.prepare_cached(&format!(
        "select a.revision, a.id, a.story, a.outlet, a.language, a.headline, a.at, a.arrived_at, a.copy_group, a.place,
         a.facts, a.words, a.vector, (select group_concat(feed, ' ') from article_feeds where article = a.id)
         from articles a where {changed}",
    ))?;
    let rows = query.query_map([revision, millis(since)], |row| {
        let ((topics, entities), (authors, headings)): Facts =
            shape::read(&row.get::<_, String>(10)?).unwrap_or_default();
        let article = ArticleId::from_i64(row.get(1)?);
        let report = Report {
            article,
            story: StoryId::from_i64(row.get(2)?),
            outlet: OutletKey(row.get(3)?),
            language: row.get(4)?,
            headline: row.get(5)?,
            at: moment(row.get(6)?),
            arrived_at: moment(row.get(7)?),
            copy_group: row.get::<_, i64>(8)? as u64,
            place: row.get(9)?,
            words: bytes_to_words(&row.get::<_, Vec<u8>>(11)?),
            vector: row.get::<_, Vec<u8>>(12)?.into_iter().map(|part| part as i8).collect(),
            feeds: feed_list(row.get(13)?),
            topics,
            headings,
            entities,
            authors,
        };
        Ok(Reported { revision: row.get(0)?, article, report: Some(report) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What [`found_row`] reads.
pub(super) const FOUND_COLUMNS: &str =
    "a.id, a.story, a.outlet, o.name, o.country, o.language, a.headline, a.standfirst, a.language, a.at";

/// Followed by a `where` clause for [`found`].
pub(super) const FOUND: &str =
    "select a.id, a.story, a.outlet, o.name, o.country, o.language, a.headline, a.standfirst,
    a.language, a.at from articles a join outlets o on o.key = a.outlet";

pub(super) fn found(db: &Connection, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Found>> {
    let rows =
        db.prepare_cached(query)?.query_map(parameters, found_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub(super) fn found_row(row: &Row) -> rusqlite::Result<Found> {
    Ok(Found {
        article: ArticleId::from_i64(row.get(0)?),
        story: StoryId::from_i64(row.get(1)?),
        outlet: outlet_at(row, 2)?,
        headline: row.get(6)?,
        standfirst: row.get(7)?,
        language: row.get(8)?,
        at: moment(row.get(9)?),
    })
}
