//! "Not the same story": a reader takes a report out of the story it was put into, for good. "The same story": a reader
//! makes two stories one.
//!
//! Grouping is shared by all readers of an instance, so a correction holds for all of them; it is noted under the reader
//! who made it, and whoever may undo that reader's signals may take it back. Copies of the report go with it: they are
//! the same text.

use mynews_core::model::{ArticleId, ReaderId, Signal, SignalId, SignalKind, Snapshot, StoryId};
use mynews_store::ArticleRow;

use super::repair::{move_out, own_story};
use super::{ingest, words};
use crate::app::App;

/// Reports a correction names: enough that the two never meet again through any of them.
const OTHERS_MAX: usize = 40;

/// Reports of one story that are looked through.
const REPORTS_MAX: usize = 400;

/// Why an article stands where it stands, when a reader put it there.
pub(super) const READER_SAID: &str = "reader-said";

/// Takes a report out of its story; `None` where it stands alone already, or none of the reader's feeds brought it.
/// Blocks.
pub fn not_the_same_story(
    app: &App,
    reader: ReaderId,
    article: ArticleId,
) -> Result<Option<SignalId>, String> {
    let Some(row) = app.store.article(article).map_err(words)? else { return Ok(None) };
    let brought = app.store.articles_of(reader, row.story, REPORTS_MAX).map_err(words)?;
    if !brought.iter().any(|one| one.id == article) {
        return Ok(None);
    }
    let told = app.store.told(row.story, REPORTS_MAX).map_err(words)?;
    let (leaving, staying): (Vec<_>, Vec<_>) =
        told.iter().partition(|one| one.id == article || one.copy_group == row.copy_group);
    if staying.is_empty() {
        return Ok(None);
    }
    let articles: Vec<ArticleId> = leaving.iter().map(|one| one.id).collect();
    let others = staying.iter().rev().take(OTHERS_MAX).map(|one| one.id).collect();
    let snapshot = Snapshot {
        story: Some(row.story),
        headline: row.article.headline.clone().unwrap_or_default(),
        ..Snapshot::default()
    };
    let signal = Signal {
        id: SignalId(0),
        reader,
        at: app.now(),
        kind: SignalKind::NotTheSameStory { articles: articles.clone(), others },
        snapshot: Some(snapshot),
    };
    // The wish first: where what follows breaks off, the next repair still finds the two kept apart.
    let id = app.store.add_signal(&signal).map_err(words)?;
    move_to(app, &articles, own_story(article, row.story))?;
    Ok(Some(id))
}

/// Makes two stories one: the smaller one's reports join the larger, whose address stays. `None` where they are one already,
/// or the reader's feeds brought nothing of either. Blocks.
pub fn the_same_story(
    app: &App,
    reader: ReaderId,
    one: StoryId,
    other: StoryId,
) -> Result<Option<SignalId>, String> {
    for story in [one, other] {
        if app.store.articles_of(reader, story, 1).map_err(words)?.is_empty() {
            return Ok(None);
        }
    }
    let told = |story| app.store.told(story, REPORTS_MAX).map_err(words);
    let (ours, theirs) = (told(one)?, told(other)?);
    if one == other || ours.is_empty() || theirs.is_empty() {
        return Ok(None);
    }
    let weight = |rows: &[ArticleRow]| (rows.len(), std::cmp::Reverse(rows[0].at));
    let (from, into, story) =
        if weight(&ours) > weight(&theirs) { (theirs, ours, one) } else { (ours, theirs, other) };
    let articles: Vec<ArticleId> = from.iter().map(|row| row.id).collect();
    let snapshot = Snapshot {
        story: Some(story),
        headline: from[0].article.headline.clone().unwrap_or_default(),
        ..Snapshot::default()
    };
    let signal = Signal {
        id: SignalId(0),
        reader,
        at: app.now(),
        kind: SignalKind::SameStory {
            articles: articles.clone(),
            others: into.iter().rev().take(OTHERS_MAX).map(|row| row.id).collect(),
        },
        snapshot: Some(snapshot),
    };
    let id = app.store.add_signal(&signal).map_err(words)?;
    move_to(app, &articles, story)?;
    Ok(Some(id))
}

/// Parts what was made one, where it still is. Blocks.
pub fn part(app: &App, articles: &[ArticleId], others: &[ArticleId]) -> Result<(), String> {
    let story_of = |article: &ArticleId| app.store.story_of(*article).map_err(words);
    let Some(first) = articles.first() else { return Ok(()) };
    let Some(story) = story_of(first)? else { return Ok(()) };
    for other in others {
        if story_of(other)? == Some(story) {
            return move_to(app, articles, own_story(*first, story));
        }
    }
    Ok(())
}

/// Brings what was taken out back to where the others are now. Blocks.
pub fn take_back(app: &App, articles: &[ArticleId], others: &[ArticleId]) -> Result<(), String> {
    for other in others {
        if let Some(story) = app.store.story_of(*other).map_err(words)? {
            return move_to(app, articles, story);
        }
    }
    Ok(())
}

fn move_to(app: &App, articles: &[ArticleId], story: StoryId) -> Result<(), String> {
    ingest::with_open(app, |open| move_out(app, open, articles, story, READER_SAID, app.now()))
}
