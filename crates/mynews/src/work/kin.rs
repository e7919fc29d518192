//! Finds the kin of stories that changed: the chapter before, and the same event in other languages.
//!
//! A young story may still turn out to be another one's, so its links are found anew as long as it changes; the links of
//! a story that changes no more stay as they are.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use mynews_core::group::kin::{self, Counts, Gist, Reported};
use mynews_core::model::StoryId;
use mynews_store::{ArticleRow, How, Kinship};

use super::words;
use crate::app::App;

/// Up to which revision kin was looked for.
const REVISION_SETTING: &str = "kin-revision";

/// Articles of a story that its gist is taken from.
const ARTICLES_MAX: usize = 40;

/// Stories that share marks with one, and are read.
const CANDIDATES_MAX: usize = 24;

/// Stories looked through at a time; the rest waits for the next time.
const STORIES_MAX: usize = 2_000;

/// Whether any story changed since kin was looked for. Blocks.
pub fn is_due(app: &App) -> Result<bool, String> {
    Ok(!changed(app, 1)?.is_empty())
}

/// Stories that changed since the last time, with the revisions of their last changes.
fn changed(app: &App, most: usize) -> Result<Vec<(StoryId, i64)>, String> {
    let last = app.store.setting(REVISION_SETTING).map_err(words)?;
    let last = last.and_then(|text| text.parse().ok()).unwrap_or(0);
    app.store.stories_after(last, most).map_err(words)
}

/// Looks for the kin of what changed since the last time; gives how many links were found. Blocks.
pub fn find(app: &App) -> Result<usize, String> {
    let changed = changed(app, STORIES_MAX)?;
    let Some((_, seen_to)) = changed.last() else { return Ok(0) };
    let mut gists: BTreeMap<StoryId, Option<Gist>> = BTreeMap::new();
    for (story, _) in &changed {
        let gist = gist_of(app, *story)?;
        let marks: Vec<i64> = gist.iter().flat_map(Gist::marks).map(|mark| mark as i64).collect();
        app.store.set_marks(*story, &marks).map_err(words)?;
        gists.insert(*story, gist);
    }
    let mut found = 0;
    for (story, _) in &changed {
        let Some(ours) = gists.get(story).cloned().flatten() else { continue };
        let kin = kin_of(app, *story, &ours, &mut gists)?;
        found += kin.len();
        app.store.set_kin(*story, &kin).map_err(words)?;
    }
    app.store.set_setting(REVISION_SETTING, &seen_to.to_string()).map_err(words)?;
    Ok(found)
}

fn kin_of(
    app: &App,
    story: StoryId,
    ours: &Gist,
    gists: &mut BTreeMap<StoryId, Option<Gist>>,
) -> Result<Vec<Kinship>, String> {
    let marks: Vec<i64> = ours.marks().map(|mark| mark as i64).collect();
    let (with, stories) = app.store.mark_counts(&marks).map_err(words)?;
    let counts = Counts { stories, with: ours.marks().zip(with).collect() };
    let rare: Vec<i64> = ours.marks().filter(|mark| counts.is_rare(*mark)).map(|mark| mark as i64).collect();
    let mut kin = Vec::new();
    let mut before: Option<(f32, Kinship)> = None;
    for (other, _) in app.store.marked_alike(&rare, 1, CANDIDATES_MAX).map_err(words)? {
        if other == story {
            continue;
        }
        let theirs = match gists.entry(other) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unread) => unread.insert(gist_of(app, other)?),
        };
        let Some(theirs) = theirs else { continue };
        if let Some(by) = kin::same_event(ours, theirs, &counts) {
            kin.push(Kinship { other, how: How::SameEvent, by });
        } else if let Some((strength, by)) = kin::continues(ours, theirs, &counts)
            && before.as_ref().is_none_or(|(strongest, _)| strength > *strongest)
        {
            before = Some((strength, Kinship { other, how: How::Continues, by }));
        }
    }
    kin.extend(before.map(|(_, chapter)| chapter));
    Ok(kin)
}

fn gist_of(app: &App, story: StoryId) -> Result<Option<Gist>, String> {
    let rows = app.store.told(story, ARTICLES_MAX).map_err(words)?;
    Ok(Gist::of(&rows.iter().map(reported).collect::<Vec<_>>()))
}

fn reported(row: &ArticleRow) -> Reported<'_> {
    Reported { article: &row.article, subjects: &row.subjects, at: row.at }
}
