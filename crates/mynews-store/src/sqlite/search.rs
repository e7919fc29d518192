//! The search index: what goes in, and how a reader's words become a query.
//!
//! `unicode61` sees a run of Chinese or Japanese as one word, so such runs are cut into overlapping pairs on both sides.

use mynews_core::model::{Article, ReaderId, StoryId, Timestamp};
use rusqlite::{Connection, params};

use super::articles::{FOUND, found};
use super::millis;
use crate::{Found, Result};

/// Hits looked at, newest first. Ranking all hits of a common word would cost with the size of the archive.
const HITS_MAX: i64 = 500;

/// Terms of a query beyond this say nothing more.
const TERMS_MAX: usize = 24;

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

pub(super) fn run(db: &Connection, reader: ReaderId, query: &str, most: usize) -> Result<Vec<Found>> {
    let Some(expression) = expression(query) else { return Ok(Vec::new()) };
    let query = format!(
        "{FOUND} where a.serial in (select rowid from search where search match ?1 order by rowid desc limit ?3)
         and exists (select 1 from article_feeds af join subscriptions s on s.feed = af.feed
         where af.article = a.id and s.reader = ?2) order by a.at desc, a.serial desc limit ?4"
    );
    found(db, &query, &[&expression, &reader.0, &HITS_MAX, &(most as i64)])
}

pub(super) fn stories_with(db: &Connection, phrase: &str, since: Timestamp) -> Result<Vec<StoryId>> {
    let Some(expression) = phrase_of(phrase) else { return Ok(Vec::new()) };
    let stories = db
        .prepare_cached(
            "select distinct story from articles
             where serial in (select rowid from search where search match ?1) and at >= ?2 order by story",
        )?
        .query_map(params![expression, millis(since)], |row| Ok(StoryId::from_i64(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(stories)
}

/// Words, `"phrases"` and `-without` as an FTS5 expression; `None` when nothing is asked for.
fn expression(query: &str) -> Option<String> {
    let mut wanted = Vec::new();
    let mut unwanted = Vec::new();
    for (term, negative) in terms(query).into_iter().take(TERMS_MAX) {
        let Some(phrase) = phrase_of(&term) else { continue };
        if negative { unwanted.push(phrase) } else { wanted.push(phrase) }
    }
    if wanted.is_empty() {
        return None;
    }
    let mut expression = wanted.join(" AND ");
    if !unwanted.is_empty() {
        expression = format!("({expression}) NOT ({})", unwanted.join(" OR "));
    }
    Some(expression)
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

/// A query cut into words and quoted phrases, each with whether a minus stands before it.
fn terms(query: &str) -> Vec<(String, bool)> {
    let mut terms = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let negative = rest.starts_with('-');
        if negative {
            rest = &rest[1..];
        }
        let (term, after) = match rest.strip_prefix(['"', '“', '”', '„']) {
            Some(quoted) => {
                let end = quoted.find(['"', '“', '”']).unwrap_or(quoted.len());
                let closing = quoted[end..].chars().next().map_or(0, char::len_utf8);
                (&quoted[..end], &quoted[end + closing..])
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (&rest[..end], &rest[end..])
            }
        };
        terms.push((term.to_owned(), negative));
        rest = after.trim_start();
    }
    terms
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
    fn a_readers_words_become_an_expression() {
        let cases = [
            ("wind power", Some("\"wind\" AND \"power\"")),
            ("\"wind power\" -nuclear", Some("(\"wind power\") NOT (\"nuclear\")")),
            ("  ", None),
            ("-only", None),
            ("R&D", Some("\"R D\"")),
            ("\" OR headline:x", Some("\"OR headline x\"")),
            ("港灣渡輪", Some("\"港灣 灣渡 渡輪\"")),
            ("港", Some("\"港\"*")),
            ("*\"", None),
        ];
        for (query, wanted) in cases {
            assert_eq!(expression(query).as_deref(), wanted, "{query}");
        }
    }

    #[test]
    fn unspaced_runs_become_pairs() {
        assert_eq!(in_pairs("plain"), "plain");
        assert_eq!(in_pairs("A港灣渡 b"), "A 港灣 灣渡  b");
        assert_eq!(in_pairs("港"), " 港");
    }
}
