//! The search index: what goes in, and how a search becomes a query.
//!
//! `unicode61` sees a run of Chinese or Japanese as one word, so such runs are cut into overlapping pairs on both sides.

use mynews_core::model::{Article, FeedId, Holding, Query, ReaderId, State, StoryId, Timestamp, Wanted};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ToSql, params};

use super::articles::{FOUND, found};
use super::millis;
use super::shelves::{READ, VISIBLE};
use crate::{Found, Result};

/// Hits looked at, newest first. Ranking all hits of a common word would cost with the size of the archive.
const HITS_MAX: i64 = 500;

/// The same where more than words is asked, which most of them will not meet.
const NARROWED_HITS_MAX: i64 = 20_000;

/// Bits of `articles.holds`.
pub(super) const HOLDS_PICTURE: i64 = 1;
pub(super) const HOLDS_VIDEO: i64 = 2;
pub(super) const HOLDS_QUOTE: i64 = 4;

/// Whether reader `?1` saved the article's story.
const SAVED: &str = "exists (select 1 from reader_stories r
    where r.reader = ?1 and r.story = a.story and r.saved_at is not null)";

/// Characters of one article that are indexed: a book in a feed shall not fill the index.
const TEXT_CHARS_MAX: usize = 200_000;

/// Indexes an article under its serial number.
pub(super) fn index(db: &Connection, serial: i64, known: bool, article: &Article) -> Result<()> {
    if known {
        db.prepare_cached("delete from search where rowid = ?")?.execute([serial])?;
    }
    let headline = in_pairs(article.headline.as_deref().unwrap_or_default());
    let mut text = String::new();
    let pieces =
        article.standfirst.iter().chain(&article.key_points).chain(&article.byline).map(String::as_str);
    for piece in pieces.chain(article.blocks.iter().filter_map(|block| block.text())) {
        if text.len() > TEXT_CHARS_MAX {
            break;
        }
        text.push_str(piece);
        text.push('\n');
    }
    db.prepare_cached("insert into search (rowid, headline, text) values (?, ?, ?)")?.execute(params![
        serial,
        headline,
        in_pairs(&text)
    ])?;
    Ok(())
}

/// Takes an article out of the index.
pub(super) fn forget(db: &Connection, serial: i64) -> Result<()> {
    db.prepare_cached("delete from search where rowid = ?")?.execute([serial])?;
    Ok(())
}

/// Teaches a connection `folded`: SQLite's own `lower` knows no letter beyond English.
pub(super) fn teach(db: &Connection) -> Result<()> {
    db.create_scalar_function(
        "folded",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |context| Ok(context.get::<Option<String>>(0)?.map(|text| text.to_lowercase())),
    )?;
    Ok(())
}

/// Articles that hold what is asked for, newest first.
pub(super) fn run(db: &Connection, reader: ReaderId, query: &Query, most: usize) -> Result<Vec<Found>> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = Asked { values: vec![Box::new(reader.0)], clauses: vec![VISIBLE.to_owned()] };
    let (wanted, unwanted) = expressions(query);
    match wanted {
        Some(wanted) => {
            let expression = match &unwanted {
                Some(unwanted) => format!("({wanted}) NOT ({unwanted})"),
                None => wanted,
            };
            let hits = if query.is_plain() { HITS_MAX } else { NARROWED_HITS_MAX };
            let (words, hits) = (asked.value(expression), asked.value(hits));
            asked.clauses.push(format!(
                "a.serial in (select rowid from search where search match {words} order by rowid desc limit {hits})"
            ));
        }
        None => {
            let hits = asked.value(NARROWED_HITS_MAX);
            asked
                .clauses
                .push(format!("a.serial in (select serial from articles order by serial desc limit {hits})"));
            if let Some(unwanted) = unwanted {
                let unwanted = asked.value(unwanted);
                asked.clauses.push(format!(
                    "a.serial not in (select rowid from search where search match {unwanted})"
                ));
            }
        }
    }
    narrow(&mut asked, query);
    let most = asked.value(most as i64);
    let query = format!(
        "{FOUND} where {} order by a.at desc, a.serial desc limit {most}",
        asked.clauses.join(" and ")
    );
    let values: Vec<&dyn ToSql> = asked.values.iter().map(|value| &**value).collect();
    found(db, &query, &values)
}

/// Serial numbers, from the first of a span to its last, of what one feed brought and answers a query.
pub(super) fn answering(
    db: &Connection,
    feed: FeedId,
    query: &Query,
    (first, last): (i64, i64),
) -> Result<Vec<i64>> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = Asked {
        values: vec![Box::new(feed.0), Box::new(first), Box::new(last)],
        clauses: vec!["l.feed = ?1 and a.serial between ?2 and ?3".to_owned()],
    };
    let (wanted, unwanted) = expressions(query);
    for (expression, isin) in [(wanted, "in"), (unwanted, "not in")] {
        if let Some(expression) = expression {
            let words = asked.value(expression);
            asked.clauses.push(format!(
                "a.serial {isin} (select rowid from search where search match {words} and rowid between ?2 and ?3)"
            ));
        }
    }
    narrow(&mut asked, query);
    let query = format!(
        "select a.serial from article_feeds l join articles a on a.id = l.article
         join outlets o on o.key = a.outlet where {}",
        asked.clauses.join(" and ")
    );
    let values: Vec<&dyn ToSql> = asked.values.iter().map(|value| &**value).collect();
    let serials = db
        .prepare_cached(&query)?
        .query_map(&values[..], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(serials)
}

/// The clauses of a query, with the values they name; the first is the reader.
struct Asked {
    values: Vec<Box<dyn ToSql>>,
    clauses: Vec<String>,
}

impl Asked {
    /// The name under which a clause has a value.
    fn value(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    /// One of what is wanted must hold, and nothing of what must be absent. `clause` is given the name of a value.
    fn wants<T: Clone + ToSql + 'static>(&mut self, wanted: &[Wanted<T>], clause: impl Fn(&str) -> String) {
        let mut any = Vec::new();
        for one in wanted {
            let name = self.value(one.what.clone());
            if one.absent {
                self.clauses.push(format!("not ({})", clause(&name)));
            } else {
                any.push(clause(&name));
            }
        }
        if !any.is_empty() {
            self.clauses.push(format!("({})", any.join(" or ")));
        }
    }
}

/// All that a query asks beside words.
fn narrow(asked: &mut Asked, query: &Query) {
    asked.wants(&query.outlets, |name| {
        format!("(instr(folded(o.name), folded({name})) or instr(o.key, folded({name})))")
    });
    asked.wants(&query.authors, |name| {
        // Where `articles` keeps them: see `Facts`.
        format!(
            "exists (select 1 from json_each(a.facts, '$[1][0]') author
             where instr(folded(author.value), folded({name})))"
        )
    });
    asked.wants(&query.topics, |name| {
        format!("exists (select 1 from article_topics t where t.topic = {name} and t.at = a.at and t.article = a.id)")
    });
    asked.wants(&query.languages, |name| format!("coalesce(a.language, o.language, '') = {name}"));
    for has in &query.has {
        let bit = match has.what {
            Holding::Picture => HOLDS_PICTURE,
            Holding::Video => HOLDS_VIDEO,
            Holding::Quote => HOLDS_QUOTE,
        };
        asked.clauses.push(format!("a.holds & {bit} {} 0", if has.absent { "=" } else { "!=" }));
    }
    for is in &query.is {
        let clause = match is.what {
            State::Read => READ,
            State::Saved => SAVED,
        };
        asked.clauses.push(format!("{} ({clause})", if is.absent { "not" } else { "" }));
    }
    if let Some(since) = query.since {
        let since = asked.value(millis(since));
        asked.clauses.push(format!("a.at >= {since}"));
    }
    if let Some(until) = query.until {
        let until = asked.value(millis(until));
        asked.clauses.push(format!("a.at < {until}"));
    }
}

pub(super) fn stories_with(
    db: &Connection,
    reader: ReaderId,
    phrase: &str,
    since: Timestamp,
) -> Result<Vec<StoryId>> {
    let Some(expression) = phrase_of(phrase) else { return Ok(Vec::new()) };
    let stories = db
        .prepare_cached(&format!(
            "select distinct story from articles a
             where serial in (select rowid from search where search match ?2) and at >= ?3
             and {VISIBLE} order by story",
        ))?
        .query_map(params![reader.0, expression, millis(since)], |row| Ok(StoryId::from_i64(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(stories)
}

/// What must be there and what must not, each as an FTS5 expression; `None` where nothing of the sort is asked.
fn expressions(query: &Query) -> (Option<String>, Option<String>) {
    let phrases = |absent: bool, and: &str| {
        let words = query.words.iter().filter(|word| word.absent == absent);
        let titles = query.titles.iter().filter(|title| title.absent == absent);
        let phrases: Vec<String> = (words.filter_map(|word| phrase_of(&word.what)))
            .chain(titles.filter_map(|title| Some(format!("headline : {}", phrase_of(&title.what)?))))
            .collect();
        (!phrases.is_empty()).then(|| phrases.join(and))
    };
    (phrases(false, " AND "), phrases(true, " OR "))
}

/// One term as an FTS5 phrase: its words in order, one after the other.
fn phrase_of(term: &str) -> Option<String> {
    let words: Vec<String> = in_pairs(term)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let lone = words.len() == 1 && words[0].chars().count() == 1 && words[0].chars().all(is_unspaced);
    (!words.is_empty()).then(|| format!("\"{}\"{}", words.join(" "), if lone { "*" } else { "" }))
}

/// Scripts that write without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2fa1f}')
}

/// Text whose unspaced runs are cut into overlapping pairs: `港灣渡輪` becomes `港灣 灣渡 渡輪`.
fn in_pairs(text: &str) -> String {
    if !text.chars().any(is_unspaced) {
        return text.to_owned();
    }
    let mut pairs = String::with_capacity(text.len() * 2);
    let mut before: Option<char> = None;
    let mut lone = false;
    for c in text.chars() {
        if is_unspaced(c) {
            if let Some(first) = before {
                pairs.extend([first, c, ' ']);
                lone = false;
            } else {
                pairs.push(' ');
                lone = true;
            }
            before = Some(c);
        } else {
            if let (Some(only), true) = (before, lone) {
                pairs.extend([only, ' ']);
            }
            before = None;
            lone = false;
            pairs.push(c);
        }
    }
    if let (Some(only), true) = (before, lone) {
        pairs.push(only);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readers_words_become_expressions() {
        type Expected = (Option<&'static str>, Option<&'static str>);
        let cases: [(&str, Expected); 9] = [
            ("wind power", (Some("\"wind\" AND \"power\""), None)),
            ("\"wind power\" -nuclear -gas", (Some("\"wind power\""), Some("\"nuclear\" OR \"gas\""))),
            ("", (None, None)),
            ("-only", (None, Some("\"only\""))),
            ("R&D", (Some("\"R D\""), None)),
            ("\" OR headline:x\"", (Some("\"OR headline x\""), None)),
            ("title:fog -title:sea", (Some("headline : \"fog\""), Some("headline : \"sea\""))),
            ("港灣渡輪", (Some("\"港灣 灣渡 渡輪\""), None)),
            ("港", (Some("\"港\"*"), None)),
        ];
        for (text, expected) in cases {
            let query =
                mynews_core::parse::query::read(text, Timestamp::UNIX_EPOCH, &jiff::tz::TimeZone::UTC);
            let (wanted, unwanted) = expressions(&query);
            assert_eq!((wanted.as_deref(), unwanted.as_deref()), expected, "{text}");
        }
    }

    #[test]
    fn unspaced_runs_become_pairs() {
        assert_eq!(in_pairs("plain"), "plain");
        assert_eq!(in_pairs("A港灣渡 b"), "A 港灣 灣渡  b");
        assert_eq!(in_pairs("港"), " 港");
    }
}
