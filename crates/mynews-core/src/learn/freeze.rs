//! A story as a signal remembers it: frozen, so that no fold hangs on what was merged or swept since.

use crate::model::{Candidate, Edition, PassedOver, Pick, Snapshot, StoryId};

/// Comparing with the five nearest stories says as much as comparing with all of them.
const PASSED_OVER_MAX: usize = 5;

/// The snapshot of a story for a signal about it. `edition` is the one the reader met it in, `opened` what they opened
/// of it so far.
pub fn freeze(candidate: &Candidate, edition: Option<&Edition>, opened: &[StoryId]) -> Snapshot {
    let met = edition.and_then(|edition| {
        edition.picks.iter().find(|pick| pick.story == candidate.story).map(|pick| (edition, pick))
    });
    Snapshot {
        story: Some(candidate.story),
        headline: candidate.headline.clone(),
        topics: candidate.topics.clone(),
        entities: candidate.entities.clone(),
        outlets: candidate.outlets.iter().map(|outlet| outlet.key.clone()).collect(),
        authors: candidate.authors.clone(),
        language: candidate.languages.first().cloned(),
        words: candidate.words.clone(),
        vector: candidate.vector.clone(),
        terms: met.map(|(_, pick)| pick.score.terms.clone()).unwrap_or_default(),
        edition: met.map(|(edition, _)| edition.id),
        position: met.map(|(_, pick)| pick.position),
        passed_over: met.map(|(edition, pick)| passed_over(edition, pick, opened)).unwrap_or_default(),
    }
}

fn passed_over(edition: &Edition, pick: &Pick, opened: &[StoryId]) -> Vec<PassedOver> {
    let mut above: Vec<&Pick> = (edition.picks.iter())
        .filter(|other| other.position < pick.position && !opened.contains(&other.story))
        .collect();
    above.sort_by_key(|other| std::cmp::Reverse(other.position));
    (above.into_iter().take(PASSED_OVER_MAX))
        .map(|other| PassedOver {
            story: other.story,
            position: other.position,
            terms: other.score.terms.clone(),
        })
        .collect()
}
