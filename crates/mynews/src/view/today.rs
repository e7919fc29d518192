//! All a page needs to know of today: the edition, what it was ranked from, and what outlets told of its stories.

use std::collections::HashMap;

use jiff::SignedDuration;
use mynews_core::model::{Candidate, Edition, Pick, Profile, Reader, StoryId, Subject, Timestamp};
use mynews_store::Found;

use super::reason::Names;
use super::told::{self, Told};
use super::when::When;
use crate::app::App;
use crate::work::candidates::{LIVE_HOURS, hours_before};
use crate::work::edition::{Composed, Offered};

/// Looks older than this are not asked for: stories do not live so long.
const LOOKS: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Today, for one reader.
pub struct Today<'a> {
    pub edition: &'a Edition,
    pub profile: &'a Profile,
    pub reader: &'a Reader,
    pub told: HashMap<StoryId, Told>,
    pub when: When,
    pub names: Names,
    /// Up to when what came is in the edition, where the reader has editions at times of day.
    pub closed_at: Option<Timestamp>,
    /// How many live entries the reader's rules keep away.
    pub kept_away: usize,
    composed: &'a Composed,
    picks: HashMap<StoryId, &'a Pick>,
}

impl<'a> Today<'a> {
    /// From the store: with the stories of the edition, and `more`.
    pub fn gather(
        app: &App,
        composed: &'a Composed,
        more: impl IntoIterator<Item = StoryId>,
    ) -> mynews_store::Result<Today<'a>> {
        let zone = composed.reader.time_zone.as_deref().unwrap_or(&app.config.edition.time_zone);
        let when = When::new(app.now(), Some(zone));
        let since = app.now().checked_sub(LOOKS).unwrap_or(Timestamp::UNIX_EPOCH);
        let picks = composed.edition.picks.iter().map(|pick| pick.story);
        let mut told = told::stories(&*app.store, composed.reader.id, picks.chain(more), since)?;
        for (story, told) in &mut told {
            told.articles.retain(|row| !composed.is_report_muted(*story, &row.outlet.key));
        }
        let edition = &composed.edition;
        Ok(Today {
            names: Names::of(composed),
            closed_at: composed.closed_at,
            kept_away: app.store.kept_away_count(composed.reader.id, hours_before(app.now(), LIVE_HOURS))?,
            composed,
            picks: edition.picks.iter().map(|pick| (pick.story, pick)).collect(),
            edition,
            profile: &composed.profile,
            reader: &composed.reader,
            told,
            when,
        })
    }

    pub fn candidate(&self, story: StoryId) -> Option<&'a Candidate> {
        self.composed.candidate(story)
    }

    pub fn candidates(&self) -> impl Iterator<Item = &'a Candidate> {
        self.composed.candidates.iter()
    }

    /// What the candidates are about and written in.
    pub fn offered(&self) -> &'a Offered {
        self.composed.offered()
    }

    pub fn pick(&self, story: StoryId) -> Option<&'a Pick> {
        self.picks.get(&story).copied()
    }

    /// "Evening edition".
    pub fn edition_name(&self) -> String {
        self.when.edition(self.closed_at.unwrap_or(self.when.now))
    }

    pub fn follows(&self, subject: &Subject) -> bool {
        self.profile.follows.iter().any(|follow| follow.subject == *subject)
    }

    pub fn mutes(&self, subject: &Subject) -> bool {
        self.profile.mutes.iter().any(|mute| mute.subject == *subject)
    }

    /// Whether a wish of the reader's keeps the story from every page.
    pub fn is_kept_away(&self, story: StoryId) -> bool {
        self.composed.is_muted(story)
            || self.profile.hidden.contains(&story)
            || self.composed.is_held_away(story)
    }

    /// Whether an article has no place in a list: its story is kept away, or its outlet is muted.
    pub fn is_line_kept_away(&self, found: &Found) -> bool {
        self.composed.is_report_muted(found.story, &found.outlet.key) || self.is_kept_away(found.story)
    }

    /// Whether the reader muted what the story is about. What they saved or were shown before they muted it goes too.
    pub fn is_muted(&self, story: StoryId) -> bool {
        self.composed.is_muted(story)
    }
}
