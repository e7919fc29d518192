//! What the stories a reader acted on have in common: topics, names, outlets and authors, with strength and age.

use crate::model::{Interest, Memory, Profile, Snapshot, Subject, Timestamp};

/// A story is about few things; what a page lists beyond that is not why it was opened.
const TOPICS_MAX: usize = 6;
const ENTITIES_MAX: usize = 8;
/// Beyond so many the weakest are forgotten.
const INTERESTS_MAX: usize = 2_000;

/// Adds what one signal says (`news`, in openings) to every subject of the story.
pub fn strengthen(profile: &mut Profile, snapshot: &Snapshot, news: f64, at: Timestamp) {
    if news == 0.0 {
        return;
    }
    for topic in snapshot.topics.iter().take(TOPICS_MAX) {
        add(profile, Subject::Topic(topic.key.clone()), news, at);
    }
    let mut entities: Vec<_> = snapshot.entities.iter().collect();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
    for entity in entities.into_iter().take(ENTITIES_MAX) {
        add(profile, Subject::Entity(entity.kind, entity.name.clone()), news, at);
    }
    // Opening what nine outlets report says little about each of them.
    for outlet in &snapshot.outlets {
        add(profile, Subject::Outlet(outlet.clone()), news / snapshot.outlets.len() as f64, at);
    }
    for author in &snapshot.authors {
        add(profile, Subject::Author(author.clone()), news / snapshot.authors.len() as f64, at);
    }
    if profile.interests.len() > INTERESTS_MAX {
        forget_the_weakest(profile, at);
    }
}

/// Less of one subject says as much against it as "less" says against a story.
pub fn weaken(profile: &mut Profile, subject: &Subject, at: Timestamp) {
    add(profile, subject.clone(), -3.0, at);
}

fn add(profile: &mut Profile, subject: Subject, news: f64, at: Timestamp) {
    if profile.denied.iter().any(|denied| denied.key() == subject.key()) {
        return;
    }
    let (acts, memory) = (profile.acts, profile.memory);
    let interest = match profile.interests.binary_search_by(|known| known.subject.cmp(&subject)) {
        Ok(place) => &mut profile.interests[place],
        Err(place) => {
            let none = Interest {
                subject,
                strength: 0.0,
                at,
                recent: 0.0,
                recent_as_of: acts,
                evidence_for: 0,
                evidence_against: 0,
            };
            profile.interests.insert(place, none);
            &mut profile.interests[place]
        }
    };
    interest.strength = strength_at(interest, memory, at) + news;
    interest.at = interest.at.max(at);
    interest.recent = recent_at(interest, memory, acts) + news;
    interest.recent_as_of = acts;
    if news > 0.0 {
        interest.evidence_for += 1;
    } else {
        interest.evidence_against += 1;
    }
}

fn strength_at(interest: &Interest, memory: Memory, at: Timestamp) -> f64 {
    interest.strength * memory.long(interest.at, at)
}

fn recent_at(interest: &Interest, memory: Memory, acts: u32) -> f64 {
    interest.recent * memory.short(acts.saturating_sub(interest.recent_as_of).into())
}

/// Keeps nine tenths, so that not every signal sorts.
fn forget_the_weakest(profile: &mut Profile, at: Timestamp) {
    let memory = profile.memory;
    let strength = |interest: &Interest| strength_at(interest, memory, at).abs();
    let mut strengths: Vec<f64> = profile.interests.iter().map(strength).collect();
    strengths.sort_by(|a, b| b.total_cmp(a));
    let least = strengths[INTERESTS_MAX * 9 / 10];
    profile.interests.retain(|interest| strength(interest) > least);
}
