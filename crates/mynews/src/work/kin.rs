//! Finds the kin of stories that changed: the chapter before, and the same event in other languages.
//!
//! A young story may still turn out to be another one's, so its links are found anew as long as it changes; the links of
//! a story that changes no more stay as they are.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use mynews_core::group::kin::{self, Frequent, Gist, Reported};
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

/// A single mark in common is chance.
const SHARED_MIN: usize = 2;

/// Stories looked through in one go; what changed beyond them waits for the next.
const STORIES_MAX: usize = 100_000;

/// Stories that are seen to at a time.
const AT_ONCE: usize = 250;

/// Gists that are held, beside those that are looked at: those of an ordinary day, at some 3 kB each.
const GISTS_MAX: usize = 3_000;

/// The gists of stories, each taken once as long as there is room to hold it.
struct Gists<'a> {
    app: &'a App,
    taken: BTreeMap<StoryId, Option<Rc<Gist>>>,
}

impl Gists<'_> {
    fn of(&mut self, story: StoryId) -> Result<Option<Rc<Gist>>, String> {
        match self.taken.entry(story) {
            Entry::Occupied(taken) => Ok(taken.get().clone()),
            Entry::Vacant(vacant) => {
                let rows = self.app.store.told(story, ARTICLES_MAX).map_err(words)?;
                let gist = Gist::of(&rows.iter().map(reported).collect::<Vec<_>>());
                Ok(vacant.insert(gist.map(Rc::new)).clone())
            }
        }
    }

    /// Lets go what there is no room for.
    fn make_room(&mut self) {
        while self.taken.len() > GISTS_MAX {
            self.taken.pop_last();
        }
    }
}

/// Whether any story changed since kin was looked for. Blocks.
pub fn is_due(app: &App) -> Result<bool, String> {
    Ok(!changed(app, 1)?.is_empty())
}

/// Up to which revision of the stories kin was looked for; 0 where it never was. Blocks.
pub fn revision(app: &App) -> Result<i64, String> {
    let last = app.store.setting(REVISION_SETTING).map_err(words)?;
    Ok(last.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Stories that changed since the last time, with the revisions of their last changes.
fn changed(app: &App, most: usize) -> Result<Vec<(StoryId, i64)>, String> {
    app.store.stories_after(revision(app)?, most).map_err(words)
}

/// Looks for the kin of what changed since the last time; gives how many links were found. Blocks.
pub fn find(app: &App) -> Result<usize, String> {
    let changed = changed(app, STORIES_MAX)?;
    let mut gists = Gists { app, taken: BTreeMap::new() };
    // All are marked before any is looked for, so that none depends on the order.
    for some in changed.chunks(AT_ONCE) {
        let marked = some.iter().map(|(story, _)| Ok((*story, marks(gists.of(*story)?.as_deref()))));
        app.store.set_marks(&marked.collect::<Result<Vec<_>, String>>()?).map_err(words)?;
        gists.make_room();
    }
    let rare_max = kin::rare_stories_max(app.store.story_count().map_err(words)?);
    let mut found = 0;
    for some in changed.chunks(AT_ONCE) {
        found += link(&mut gists, some, rare_max)?;
        gists.make_room();
        if let Some((_, seen_to)) = some.last() {
            app.store.set_setting(REVISION_SETTING, &seen_to.to_string()).map_err(words)?;
        }
    }
    Ok(found)
}

/// Finds the kin of some stories, and keeps it.
fn link(gists: &mut Gists<'_>, some: &[(StoryId, i64)], rare_max: usize) -> Result<usize, String> {
    let app = gists.app;
    let ours = some.iter().map(|(story, _)| Ok((*story, gists.of(*story)?)));
    let ours: Vec<(StoryId, Option<Rc<Gist>>)> = ours.collect::<Result<_, String>>()?;
    let wanted: BTreeSet<u64> =
        ours.iter().filter_map(|(_, gist)| gist.as_deref()).flat_map(Gist::marks).collect();
    let asked: Vec<u32> = wanted.iter().map(|mark| short(*mark)).collect();
    let stories = app.store.marked(&asked, rare_max + 1).map_err(words)?;
    let (rare, common): (Vec<_>, Vec<_>) =
        wanted.into_iter().zip(stories).partition(|(_, stories)| stories.len() <= rare_max);
    let rare: BTreeMap<u64, Vec<StoryId>> = rare.into_iter().collect();
    let common: Frequent = common.into_iter().map(|(mark, _)| mark).collect();
    let mut links = Vec::new();
    for (story, gist) in ours {
        let Some(ours) = gist else { continue };
        let candidates = most_alike(story, &ours, &rare);
        links.push((story, kin_of(&ours, &candidates, &common, gists)?));
    }
    app.store.set_kin(&links).map_err(words)?;
    Ok(links.iter().map(|(_, kin)| kin.len()).sum())
}

/// The stories that share most rare marks with one.
fn most_alike(story: StoryId, ours: &Gist, rare: &BTreeMap<u64, Vec<StoryId>>) -> Vec<StoryId> {
    let mut shared: BTreeMap<StoryId, usize> = BTreeMap::new();
    for other in ours.marks().filter_map(|mark| rare.get(&mark)).flatten().filter(|other| **other != story) {
        *shared.entry(*other).or_default() += 1;
    }
    let mut alike: Vec<(StoryId, usize)> =
        shared.into_iter().filter(|(_, shared)| *shared >= SHARED_MIN).collect();
    alike.sort_by_key(|(other, shared)| (std::cmp::Reverse(*shared), *other));
    alike.into_iter().map(|(other, _)| other).take(CANDIDATES_MAX).collect()
}

fn kin_of(
    ours: &Gist,
    candidates: &[StoryId],
    common: &Frequent,
    gists: &mut Gists<'_>,
) -> Result<Vec<Kinship>, String> {
    let mut kin = Vec::new();
    let mut before: Option<(f32, Kinship)> = None;
    for other in candidates.iter().copied() {
        let Some(theirs) = gists.of(other)? else { continue };
        if let Some(by) = kin::same_event(ours, &theirs, common) {
            kin.push(Kinship { other, how: How::SameEvent, by });
        } else if let Some((strength, by)) = kin::continues(ours, &theirs, common)
            && before.as_ref().is_none_or(|(strongest, _)| strength > *strongest)
        {
            before = Some((strength, Kinship { other, how: How::Continues, by }));
        }
    }
    kin.extend(before.map(|(_, chapter)| chapter));
    Ok(kin)
}

fn reported(row: &ArticleRow) -> Reported<'_> {
    Reported { article: &row.article, subjects: &row.subjects, at: row.at }
}

fn marks(gist: Option<&Gist>) -> Vec<u32> {
    gist.into_iter().flat_map(Gist::marks).map(short).collect()
}

/// A mark as the store keeps it. Two that fall together cost a candidate more, and no wrong link: gists hold them whole.
fn short(mark: u64) -> u32 {
    (mark >> 32) as u32
}
