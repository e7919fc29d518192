//! A second look at what was grouped: stories that turned out to be one, two that stand in one, articles left alone.
//!
//! Each article was placed when it came, knowing nothing of what came later. Here the stories told of lately are looked
//! at again with all that is known by now. Bounded: so many stories, so many rounds, small stories alone taken apart.
//! What a reader took apart stays so.

use mynews_core::group::{self, Apart, Merge, OpenStories, Sketch};
use mynews_core::model::{ArticleId, StoryId, Timestamp};

use super::{correct, ingest, words};
use crate::app::App;

/// A merge may make another one possible; after so many rounds the rest waits for the next repair.
const ROUNDS_MAX: usize = 4;

/// An article that is alone for longer than this has found no company, and is not asked again.
const ALONE_HOURS_MAX: i64 = 6;

/// Only small stories are taken apart; more reports than this none of them has.
const TOLD_MAX: usize = 40;

/// Why an article stands where it stands, when a second look put it there.
const SECOND_LOOK: &str = "second-look";

/// What a repair did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Repaired {
    pub merges: usize,
    pub splits: usize,
    /// Articles that stood alone and found their story.
    pub replayed: usize,
}

/// Looks at the stories told of lately again. Blocks.
pub fn repair(app: &App) -> Result<Repaired, String> {
    let apart = Apart::new(app.store.apart().map_err(words)?);
    ingest::with_open(app, |open| repair_open(app, open, &apart))
}

fn repair_open(app: &App, open: &mut OpenStories, apart: &Apart) -> Result<Repaired, String> {
    let now = app.now();
    let mut repaired = Repaired { splits: split(app, open, apart, now)?, ..Repaired::default() };
    repaired.replayed = replay(app, open, apart, now)?;
    for _ in 0..ROUNDS_MAX {
        let merges = group::repair(open, now).into_iter().filter(|merge| !apart.forbids(*merge, open));
        let merges: Vec<Merge> = merges.collect();
        if merges.is_empty() {
            break;
        }
        for merge in merges {
            make_one(app, open, merge, now)?;
            repaired.merges += 1;
        }
    }
    Ok(repaired)
}

fn split(app: &App, open: &mut OpenStories, apart: &Apart, now: Timestamp) -> Result<usize, String> {
    let splits = group::splits(open);
    let mut made = 0;
    for split in splits.iter().filter(|split| !split.articles.iter().any(|article| apart.was_moved(*article)))
    {
        let Some(first) = split.articles.first() else { continue };
        if was_put_together(app, split.story)? {
            continue;
        }
        let into = own_story(*first, split.story);
        move_out(app, open, &split.articles, into, SECOND_LOOK, now)?;
        made += 1;
    }
    Ok(made)
}

/// Whether a reader said of any report that it belongs there.
fn was_put_together(app: &App, story: StoryId) -> Result<bool, String> {
    let told = app.store.told(story, TOLD_MAX).map_err(words)?;
    Ok(told.iter().any(|row| row.joined_by.iter().any(|why| why == correct::READER_SAID)))
}

/// Places the single articles of the last hours again: the story they belong to may have opened after they came.
fn replay(app: &App, open: &mut OpenStories, apart: &Apart, now: Timestamp) -> Result<usize, String> {
    let since = Timestamp::from_second(now.as_second() - ALONE_HOURS_MAX * 3_600).unwrap_or(now);
    let mut replayed = 0;
    for (article, _) in app.store.repeated_since(since).map_err(words)? {
        let Some(story) = open.story_of(article).filter(|story| open.size_of(*story) == 1) else { continue };
        let Some(kept) = app.store.sketch_of(article).map_err(words)? else { continue };
        let Some(sketch) = Sketch::from_bytes(&kept.sketch) else { continue };
        let found = group::consider(kept.article, &sketch, open, now).into_iter().next();
        let Some(best) = found.filter(|best| best.score > 0.0) else { continue };
        let merge = Merge { from: story, into: best.story };
        if !apart.forbids(merge, open) {
            make_one(app, open, merge, now)?;
            replayed += 1;
        }
    }
    Ok(replayed)
}

fn make_one(app: &App, open: &mut OpenStories, merge: Merge, now: Timestamp) -> Result<(), String> {
    app.store.merge_stories(merge.from, merge.into, now).map_err(words)?;
    open.merge(merge.from, merge.into);
    Ok(())
}

/// The name of a story that an article opens when it leaves `story`.
pub(super) fn own_story(article: ArticleId, story: StoryId) -> StoryId {
    let own = StoryId::opened_by(article);
    if own == story { StoryId::taken_out(article) } else { own }
}

/// Moves articles to another story, in the store and among the open ones.
pub(super) fn move_out(
    app: &App,
    open: &mut OpenStories,
    articles: &[ArticleId],
    into: StoryId,
    why: &str,
    now: Timestamp,
) -> Result<(), String> {
    app.store.move_articles(articles, into, &[why.to_owned()], now).map_err(words)?;
    for article in articles {
        let Some(kept) = app.store.sketch_of(*article).map_err(words)? else { continue };
        // One that is over is not open, and stays so.
        if let (Some(_), Some(sketch)) = (open.story_of(*article), Sketch::from_bytes(&kept.sketch)) {
            open.insert(*article, into, &sketch, kept.at);
        }
    }
    Ok(())
}
