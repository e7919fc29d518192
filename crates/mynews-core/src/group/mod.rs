//! An article joins the story it belongs to, or opens one.
//!
//! The order of the steps: a copy joins the story of its original; the index gives the few open stories that share
//! the article's weightiest words; for each, [`evidence`] states how the article stands to it; the learnt decision
//! ([`join`]) turns that into one number; the best story above zero is joined, and where there is none the article
//! opens its own. Nothing that comes later is looked at, and nothing is decided twice.

mod address;
pub mod background;
mod bag;
mod bytes;
mod evidence;
mod join;
mod open;
mod sketch;
#[cfg(test)]
mod tests;

use crate::model::{ArticleId, StoryId, Timestamp};

pub use evidence::{Evidence, FEATURES};
pub use open::OpenStories;
pub use sketch::{Sketch, Telling, Term, sketch};

/// Stories that evidence is gathered on.
const CONSIDERED_MAX: usize = 8;

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
    /// Each feature's part in the score, in the order of [`FEATURES`].
    pub parts: Evidence,
}

/// Says where an article belongs. To place an article again with a better text, take it out first
/// ([`OpenStories::remove`]).
pub fn place(article: ArticleId, sketch: &Sketch, open: &OpenStories, now: Timestamp) -> Placement {
    if let Some(copy) = open.copy_of(sketch) {
        return Placement {
            story: Choice::Joins(copy.story),
            copy_group: copy.copy_group,
            joined_by: vec!["copy".to_owned()],
        };
    }
    let copy_group = article.as_i64() as u64;
    match consider(article, sketch, open, now).into_iter().next().filter(|best| best.score > 0.0) {
        Some(best) => {
            Placement { story: Choice::Joins(best.story), copy_group, joined_by: strongest(&best.parts) }
        }
        None => Placement { story: Choice::Opens, copy_group, joined_by: Vec::new() },
    }
}

/// The open stories an article might belong to, likeliest first, with all that spoke for and against.
pub fn consider(article: ArticleId, sketch: &Sketch, open: &OpenStories, _now: Timestamp) -> Vec<Considered> {
    let bag = bag::Bag::of(sketch, |key| open.rarity(key));
    let alike = open.alike(&bag, Some(article.as_i64() as u64));
    let arriving = evidence::Arriving { sketch, bag: &bag };
    let possible: Vec<_> = alike.into_iter().filter(|(_, story)| !evidence::is_over(sketch, story)).collect();
    let mut considered: Vec<Considered> = possible
        .iter()
        .take(CONSIDERED_MAX)
        .enumerate()
        .map(|(place, (_, story))| {
            let rival = possible.get(usize::from(place == 0)).map_or(0.0, |(cosine, _)| *cosine);
            let evidence = evidence::evidence(&arriving, story, rival, |key| open.rarity(key));
            let verdict = join::judge(&evidence);
            Considered { story: story.id, score: verdict.score, evidence, parts: verdict.parts }
        })
        .collect();
    considered
        .sort_by(|ours, theirs| theirs.score.total_cmp(&ours.score).then(ours.story.cmp(&theirs.story)));
    considered
}

fn strongest(parts: &Evidence) -> Vec<String> {
    let mut named: Vec<(f32, &str)> =
        parts.iter().copied().zip(FEATURES).filter(|(part, _)| *part > 0.0).collect();
    named.sort_by(|ours, theirs| theirs.0.total_cmp(&ours.0));
    named.into_iter().take(NAMED_MAX).map(|(_, name)| name.to_owned()).collect()
}
