//! An article joins the story it belongs to, or opens one.
//!
//! The order of the steps: a copy joins the story of its original; the index gives the few open stories that share
//! the article's weightiest words; for each, [`evidence`] states how the article stands to it; the learnt decision
//! ([`join`]) turns that into one number; the best story above zero is joined, and where there is none the article
//! opens its own. Nothing that comes later is looked at, and nothing is decided twice.

mod address;
mod apart;
pub mod background;
mod bag;
mod bytes;
mod counted;
mod dateline;
mod evidence;
mod furniture;
mod join;
pub mod kin;
mod lexicon;
mod life;
mod numbers;
mod open;
mod points;
mod postings;
mod repeated;
mod sketch;
mod split;
mod story;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::model::{ArticleId, StoryId, Timestamp};

use bag::Arriving;
use story::OpenStory;

pub use apart::Apart;
pub use evidence::{Evidence, FEATURES};
pub use life::life;
pub use open::OpenStories;
pub use points::{Pointed, points};
pub use repeated::{Arrival, Repeated, repeated, repeats};
pub use sketch::{Sketch, Telling, Term, sketch, sketch_whole};
pub use split::{Split, splits};

/// Stories that evidence is gathered on.
const CONSIDERED_MAX: usize = 6;

/// An article that belongs to a second story with this score asks whether the two are one.
const BRIDGE_MIN: f32 = 1.0;

/// They are, where the articles of the smaller one belong to the larger one with this score in the mean.
const MERGE_MIN: f32 = 0.3;

/// And those of the larger one to the smaller with this score, where no article has asked.
const WELCOME_MIN: f32 = -1.0;

/// Articles of a story that are compared with another story before the two are made one.
const COMPARED_MAX: usize = 6;

/// Features named as the ones that decided.
const NAMED_MAX: usize = 3;

/// Where an article belongs.
#[derive(Clone, PartialEq, Debug)]
pub struct Placement {
    pub story: Choice,
    /// Articles with the same number are the same text.
    pub copy_group: u64,
    /// The features that decided, strongest first; empty for the article that opens a story.
    pub joined_by: Vec<String>,
    /// The article belongs to two stories, and they turned out to be one. `story` is the one that stays.
    pub merge: Option<Merge>,
    /// The story that the article tells the sequel of, and does not belong to.
    pub sequel_of: Option<StoryId>,
}

/// Two stories that turned out to be one: all of `from` belongs to `into`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merge {
    pub from: StoryId,
    pub into: StoryId,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    Joins(StoryId),
    Opens,
}

/// A story that was looked at, and what spoke for and against it.
#[derive(Clone, Debug)]
pub struct Considered {
    pub story: StoryId,
    /// Above zero the article may join.
    pub score: f32,
    pub evidence: Evidence,
}

impl Considered {
    /// Each feature's part in the score, in the order of [`FEATURES`].
    pub fn parts(&self) -> Evidence {
        join::parts(&self.evidence)
    }
}

/// Says where an article belongs. To place an article again with a better text, take it out first
/// ([`OpenStories::remove`]).
pub fn place(article: ArticleId, sketch: &Sketch, open: &OpenStories, now: Timestamp) -> Placement {
    if let Some(copy) = open.copy_of(sketch) {
        return Placement {
            story: Choice::Joins(copy.story),
            copy_group: copy.copy_group,
            joined_by: vec!["copy".to_owned()],
            merge: None,
            sequel_of: None,
        };
    }
    let copy_group = article.as_i64() as u64;
    let considered = consider(article, sketch, open, now);
    let Some(best) = considered.first().filter(|best| best.score > 0.0) else {
        let sequel = considered.first().filter(|best| join::is_sequel(&best.evidence));
        return Placement {
            story: Choice::Opens,
            copy_group,
            joined_by: Vec::new(),
            merge: None,
            sequel_of: sequel.map(|best| best.story),
        };
    };
    let merge = considered
        .get(1)
        .filter(|second| second.score > BRIDGE_MIN)
        .and_then(|second| compare(best.story, second.story, open))
        .filter(|(_, evidence)| mean_score(evidence) > MERGE_MIN)
        .map(|(merge, _)| merge);
    let story = merge.map_or(best.story, |merge| merge.into);
    let joined_by = strongest(&best.parts());
    Placement { story: Choice::Joins(story), copy_group, joined_by, merge, sequel_of: None }
}

/// A second look at the stories told of lately: those whose articles would all join another story now that it has
/// grown. Merges in the order to make them; no story takes part in two, so look again after making them.
pub fn repair(open: &OpenStories, now: Timestamp) -> Vec<Merge> {
    let mut taking_part = BTreeSet::new();
    let mut merges = Vec::new();
    for (story, latest) in open.touched_lately() {
        let arriving = latest.arriving();
        let found = consider_arriving(&arriving, open, |other| other.id != story && !other.is_over(now));
        let merge = found
            .first()
            .filter(|best| best.score > BRIDGE_MIN)
            .and_then(|best| compare(story, best.story, open))
            .filter(|(merge, evidence)| mean_score(evidence) > MERGE_MIN && welcomes(*merge, open))
            .map(|(merge, _)| merge);
        if let Some(merge) = merge
            && !taking_part.contains(&merge.from)
            && !taking_part.contains(&merge.into)
        {
            taking_part.extend([merge.from, merge.into]);
            merges.push(merge);
        }
    }
    merges
}

/// Whether the larger of two stories would have the smaller one. A report of what came of an event speaks of the event;
/// the reports of the event do not speak of what came of it. An article that belongs to both is a witness, and this is
/// not asked; here there is none.
fn welcomes(merge: Merge, open: &OpenStories) -> bool {
    let (Some(from), Some(into)) = (open.story(merge.from), open.story(merge.into)) else { return false };
    mean_score(&latest_against(into, from)) > WELCOME_MIN
}

fn mean_score(evidence: &[Evidence]) -> f32 {
    evidence.iter().map(join::score).sum::<f32>() / evidence.len().max(1) as f32
}

/// The open story that tells the same text already.
pub fn copy_of(sketch: &Sketch, open: &OpenStories) -> Option<StoryId> {
    open.copy_of(sketch).map(|copy| copy.story)
}

/// The open stories an article might belong to, likeliest first, with all that spoke for and against.
pub fn consider(article: ArticleId, sketch: &Sketch, open: &OpenStories, _now: Timestamp) -> Vec<Considered> {
    let bag = open.bag_of(article, sketch);
    let arriving = Arriving::new(&bag, &sketch.vector, sketch.day_known(), sketch.year, sketch.outlet);
    let alone = article.as_i64() as u64;
    consider_arriving(&arriving, open, |story| !story.is_only(alone) && !evidence::is_over(sketch, story))
}

fn consider_arriving(
    arriving: &Arriving<'_>,
    open: &OpenStories,
    possible: impl Fn(&OpenStory) -> bool,
) -> Vec<Considered> {
    let alike = open.alike(arriving, possible);
    let mut considered: Vec<Considered> = alike
        .iter()
        .take(CONSIDERED_MAX)
        .enumerate()
        .map(|(place, (_, story))| {
            let rival = alike.get(usize::from(place == 0)).map_or(0.0, |(cosine, _)| *cosine);
            let evidence = evidence::evidence(arriving, story, rival);
            Considered { story: story.id, score: join::score(&evidence), evidence }
        })
        .collect();
    considered
        .sort_by(|ours, theirs| theirs.score.total_cmp(&ours.score).then(ours.story.cmp(&theirs.story)));
    considered
}

/// How the latest articles of the smaller of two stories stand to the larger one: where they would all have joined
/// it, the two are one. The merge goes from the smaller to the larger, among equals from the later id to the earlier.
pub fn compare(ours: StoryId, theirs: StoryId, open: &OpenStories) -> Option<(Merge, Vec<Evidence>)> {
    let (ours, theirs) = (open.story(ours)?, open.story(theirs)?);
    let ours_first = (ours.size(), theirs.id) > (theirs.size(), ours.id);
    let (into, from) = if ours_first { (ours, theirs) } else { (theirs, ours) };
    Some((Merge { from: from.id, into: into.id }, latest_against(from, into)))
}

/// How the latest articles of one story stand to another.
fn latest_against(ours: &OpenStory, theirs: &OpenStory) -> Vec<Evidence> {
    let latest = ours.recent.iter().rev().take(COMPARED_MAX);
    latest.map(|member| evidence::evidence(&member.arriving(), theirs, 0.0)).collect()
}

fn strongest(parts: &Evidence) -> Vec<String> {
    let mut named: Vec<(f32, &str)> =
        parts.iter().copied().zip(FEATURES).filter(|(part, _)| *part > 0.0).collect();
    named.sort_by(|ours, theirs| theirs.0.total_cmp(&ours.0));
    named.into_iter().take(NAMED_MAX).map(|(_, name)| name.to_owned()).collect()
}
