//! The stories a reader acted on, kept as they were then.

use super::weight;
use crate::model::{Profile, Remembered, SignalKind, Snapshot, Subject, Timestamp};

/// What came before the last two hundred stories is remembered as interests alone: a page is ranked against every
/// remembered story, and an older one says less about today.
const REMEMBERED_MAX: usize = 200;

/// Keeps the story, and says what the signal adds to what is known of it: opening a story, reading it to the end and
/// saving it are one story liked twice as much, not three stories.
pub fn remember(profile: &mut Profile, snapshot: &Snapshot, kind: &SignalKind, at: Timestamp) -> f64 {
    let said = weight(kind);
    if said.abs() < 1.0 {
        return said;
    }
    let known = snapshot
        .story
        .and_then(|story| profile.remembered.iter().position(|remembered| remembered.story == Some(story)));
    let before = known.map_or(0.0, |place| profile.remembered.remove(place).weight);
    let after =
        if before * said > 0.0 { if said > 0.0 { before.max(said) } else { before.min(said) } } else { said };
    profile.remembered.push(Remembered {
        story: snapshot.story,
        headline: snapshot.headline.clone(),
        keys: keys(snapshot),
        words: snapshot.words.clone(),
        vector: snapshot.vector.clone(),
        weight: after,
        at,
    });
    if profile.remembered.len() > REMEMBERED_MAX {
        profile.remembered.remove(0);
    }
    after - before
}

fn keys(snapshot: &Snapshot) -> Vec<u64> {
    (snapshot.topics.iter().map(|topic| Subject::Topic(topic.key.clone())))
        .chain(snapshot.entities.iter().map(|entity| Subject::Entity(entity.kind, entity.name.clone())))
        .chain(snapshot.outlets.first().map(|outlet| Subject::Outlet(outlet.clone())))
        .chain(snapshot.authors.iter().map(|author| Subject::Author(author.clone())))
        .map(|subject| subject.key())
        .collect()
}
