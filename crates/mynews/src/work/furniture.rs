//! Articles are read anew when it turns out that some of their lines stand under other articles of their outlet too.
//!
//! The first article with a box in it cannot know that it is one.

use mynews_core::group;
use mynews_core::model::{ArticleId, Timestamp};

use super::{ingest, words};
use crate::app::App;

/// Older articles are on no front page any more.
const HOURS_MAX: i64 = 24;

/// Articles read anew at a time; the rest waits for the next.
const ARTICLES_MAX: usize = 500;

/// Reads anew what needs it; gives how many articles. Blocks.
pub fn read_anew(app: &App) -> Result<usize, String> {
    let now = app.now();
    let since = Timestamp::from_second(now.as_second() - HOURS_MAX * 3_600).unwrap_or(now);
    let known = app.store.repeated_since(since).map_err(words)?;
    let due: Vec<ArticleId> = ingest::with_open(app, |open| {
        let due = known.iter().filter(|(article, known)| group::repeats(open, *article) & !known != 0);
        Ok(due.map(|(article, _)| *article).take(ARTICLES_MAX).collect())
    })?;
    for article in &due {
        if let Some(row) = app.store.article(*article).map_err(words)? {
            ingest::read_anew(app, row)?;
        }
    }
    Ok(due.len())
}
