//! The online pass, played on a stream with any join decision, noting what was decided and what would have been right.

use std::collections::HashMap;

use mynews_core::group::{self, Evidence, OpenStories, Sketch};
use mynews_core::model::{ArticleId, StoryId, Timestamp};

/// A decision that came up: how an article stood to a story, and whether it belonged there.
#[derive(Clone, Debug)]
pub struct Decision {
    pub evidence: Evidence,
    /// The share of the story's articles that are of the article's story.
    pub belongs: f32,
    /// How much getting it right matters.
    pub weight: f32,
    /// The article's true story and the one that most of the candidate's articles are of, for holding out.
    pub story: Option<String>,
    pub candidate: Option<String>,
}

/// What a player may be told beside the join decision.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Added to every score.
    pub bias: f32,
    /// An article that belongs to two stories this much asks whether they are one.
    pub bridge_min: f32,
    /// They are, where the articles of the smaller belong to the larger this much in the mean.
    pub merge_min: f32,
}

/// How many articles of which true story a found story holds.
#[derive(Default)]
struct Members<'a> {
    of: HashMap<Option<&'a str>, u32>,
    size: u32,
}

/// Plays a stream. Gives back the story of each article as a number, and every decision that came up.
pub fn play(
    stream: &[(&Sketch, Option<&str>)],
    mut judge: impl FnMut(&Evidence) -> f32,
    note: bool,
    policy: Policy,
) -> (Vec<usize>, Vec<Decision>) {
    let mut open = OpenStories::new();
    let mut stories: Vec<Members<'_>> = Vec::new();
    let mut places: HashMap<StoryId, usize> = HashMap::new();
    let mut latest: Option<Timestamp> = None;
    let (mut found, mut decisions) = (Vec::new(), Vec::new());
    for (number, (sketch, truth)) in stream.iter().enumerate() {
        latest = latest.max(sketch.at);
        let now = latest.unwrap_or(Timestamp::UNIX_EPOCH);
        let article = ArticleId::of_entry("play", &number.to_string());
        open.forget(now);
        let story = match group::copy_of(sketch, &open) {
            Some(story) => Some(story),
            None => {
                let considered = group::consider(article, sketch, &open, now);
                let mut best: Option<(f32, StoryId)> = None;
                let mut second: Option<(f32, StoryId)> = None;
                for one in &considered {
                    let score = judge(&one.evidence) + policy.bias;
                    if score > best.map_or(0.0, |(most, _)| most) {
                        second = best;
                        best = Some((score, one.story));
                    } else if score > second.map_or(0.0, |(most, _)| most) {
                        second = Some((score, one.story));
                    }
                    if note {
                        let Members { of, size } = &stories[places[&one.story]];
                        let ours = if truth.is_some() { of.get(truth).copied().unwrap_or(0) } else { 0 };
                        decisions.push(Decision {
                            evidence: one.evidence,
                            belongs: ours as f32 / *size as f32,
                            weight: 1.0,
                            story: truth.map(str::to_owned),
                            candidate: most_of(of),
                        });
                    }
                }
                if let (Some((_, ours)), Some((score, theirs))) = (best, second)
                    && score > policy.bridge_min
                    && let Some((merge, evidence)) = group::compare(ours, theirs, &open)
                    && evidence.iter().map(|one| judge(one) + policy.bias).sum::<f32>()
                        / evidence.len() as f32
                        > policy.merge_min
                {
                    open.merge(merge.from, merge.into);
                    let (from, to) = (places[&merge.from], places[&merge.into]);
                    let gone = std::mem::take(&mut stories[from]);
                    for (story, count) in gone.of {
                        *stories[to].of.entry(story).or_insert(0) += count;
                    }
                    stories[to].size += gone.size;
                    best = Some((score, merge.into));
                }
                best.map(|(_, story)| story)
            }
        };
        let story = story.unwrap_or_else(|| StoryId::opened_by(article));
        let place = *places.entry(story).or_insert_with(|| {
            stories.push(Members::default());
            stories.len() - 1
        });
        *stories[place].of.entry(*truth).or_insert(0) += 1;
        stories[place].size += 1;
        found.push(place);
        open.insert(article, story, sketch, sketch.at.unwrap_or(now));
    }
    (found, decisions)
}

fn most_of(counts: &HashMap<Option<&str>, u32>) -> Option<String> {
    let best = counts.iter().max_by_key(|(story, count)| (**count, **story))?;
    best.0.map(str::to_owned)
}
