//! All a page needs to know of today: the edition, what it was ranked from, and what outlets told of its stories.

use std::collections::HashMap;

use mynews_core::model::{Candidate, Edition, Pick, Profile, Reader, StoryId, Subject};

use super::reason::Names;
use super::told::Told;
use super::when::When;

/// Today, for one reader.
pub struct Today<'a> {
    pub edition: &'a Edition,
    pub profile: &'a Profile,
    pub reader: &'a Reader,
    pub told: HashMap<StoryId, Told>,
    pub when: When,
    pub names: Names,
    candidates: HashMap<StoryId, &'a Candidate>,
    picks: HashMap<StoryId, &'a Pick>,
}

impl<'a> Today<'a> {
    pub fn new(
        edition: &'a Edition,
        candidates: &'a [Candidate],
        profile: &'a Profile,
        reader: &'a Reader,
        told: HashMap<StoryId, Told>,
        when: When,
    ) -> Today<'a> {
        Today {
            names: Names::of(candidates),
            candidates: candidates.iter().map(|candidate| (candidate.story, candidate)).collect(),
            picks: edition.picks.iter().map(|pick| (pick.story, pick)).collect(),
            edition,
            profile,
            reader,
            told,
            when,
        }
    }

    pub fn candidate(&self, story: StoryId) -> Option<&'a Candidate> {
        self.candidates.get(&story).copied()
    }

    pub fn candidates(&self) -> impl Iterator<Item = &'a Candidate> {
        self.candidates.values().copied()
    }

    pub fn pick(&self, story: StoryId) -> Option<&'a Pick> {
        self.picks.get(&story).copied()
    }

    pub fn follows(&self, subject: &Subject) -> bool {
        self.profile.follows.iter().any(|follow| follow.subject == *subject)
    }

    pub fn mutes(&self, subject: &Subject) -> bool {
        self.profile.mutes.iter().any(|mute| mute.subject == *subject)
    }

    /// Whether a wish of the reader's keeps the story from every page.
    pub fn is_kept_away(&self, story: StoryId) -> bool {
        use mynews_core::model::Rule::{Hidden, Language, Muted};
        self.edition
            .held_back
            .iter()
            .any(|held| held.story == story && matches!(held.rule, Muted | Hidden | Language))
    }
}
