//! Never means never, also for stories that are not ranked: lists, searches, shelves and what was before ask here.
//!
//! A live story is a candidate, and the filter of the ranking answers. A dormant one is put together from what is kept of it,
//! only for readers who muted something, and remembered for as long as the edition is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use mynews_core::model::{OutletKey, Profile, Reader, StoryId, Subject, Timestamp};
use mynews_core::rank::{self, Rules};
use mynews_core::text::vector::Embedder;
use mynews_store::{Report, Store};

use super::candidates::{View, Window};
use super::edition::{Composed, muted_outlets, report_of, wished_topics};
use super::labels::Others;
use super::words;
use crate::app::App;

/// Reports of a story that are looked at.
const REPORTS_MAX: usize = 200;

/// What it takes to know of a dormant story.
pub struct Never {
    store: Arc<dyn Store>,
    embedder: Arc<Embedder>,
    /// Every story that holds a muted phrase, whatever its age.
    mentions: OnceLock<Vec<(Subject, BTreeSet<StoryId>)>>,
    dormant: Mutex<BTreeMap<StoryId, bool>>,
}

impl Never {
    pub fn of(app: &App) -> Never {
        Never {
            store: app.store.clone(),
            embedder: app.embedder.clone(),
            mentions: OnceLock::new(),
            dormant: Mutex::default(),
        }
    }

    /// Whether the reader muted something that a dormant story is about. What cannot be read is not shown.
    fn holds_dormant(&self, story: StoryId, profile: &Profile, reader: &Reader, now: Timestamp) -> bool {
        let known = self.dormant.lock().unwrap_or_else(PoisonError::into_inner).get(&story).copied();
        known.unwrap_or_else(|| {
            let held = self.look_up(story, profile, reader, now).unwrap_or(true);
            self.dormant.lock().unwrap_or_else(PoisonError::into_inner).insert(story, held);
            held
        })
    }

    fn look_up(
        &self,
        story: StoryId,
        profile: &Profile,
        reader: &Reader,
        now: Timestamp,
    ) -> Result<bool, String> {
        let rows = self.store.articles_of(reader.id, story, REPORTS_MAX).map_err(words)?;
        if rows.is_empty() {
            return Ok(false);
        }
        let interests: Vec<(Subject, Vec<i8>)> = (profile.mutes.iter())
            .filter_map(|mute| match &mute.subject {
                Subject::Interest(text) => Some((mute.subject.clone(), self.embedder.embed(text))),
                _ => None,
            })
            .collect();
        let reports: Vec<Report> = (rows.into_iter())
            .map(|row| {
                let vector = if interests.is_empty() {
                    Vec::new()
                } else {
                    self.embedder.embed(&row.article.paragraphs().collect::<Vec<_>>().join("\n"))
                };
                Report { vector, ..report_of(row) }
            })
            .collect();
        let view = View {
            feeds: reports.iter().flat_map(|report| report.feeds.iter().copied()).collect(),
            muted_outlets: muted_outlets(profile, now),
            topics: wished_topics(profile),
            languages: reader.languages.clone(),
            mentions: self.mentions(profile, reader)?.to_vec(),
            interests,
            ..View::default()
        };
        let same = Others::of(&self.store.same_topics().map_err(words)?);
        let candidate = Window::knowing(same).candidate(&reports.iter().collect::<Vec<_>>(), &view);
        // Where every report is of a muted outlet, nothing is left.
        Ok(candidate.is_none_or(|one| rank::Never::of(profile, &Rules::default(), now).holds(&one).is_some()))
    }

    fn mentions(
        &self,
        profile: &Profile,
        reader: &Reader,
    ) -> Result<&[(Subject, BTreeSet<StoryId>)], String> {
        if let Some(known) = self.mentions.get() {
            return Ok(known);
        }
        let mut mentions = Vec::new();
        for mute in &profile.mutes {
            if let Subject::Phrase(phrase) = &mute.subject {
                let stories =
                    self.store.stories_with(reader.id, phrase, Timestamp::UNIX_EPOCH).map_err(words)?;
                mentions.push((mute.subject.clone(), stories.into_iter().collect()));
            }
        }
        Ok(self.mentions.get_or_init(|| mentions))
    }
}

impl Composed {
    /// Whether the reader muted something that the story is about, live or dormant.
    pub fn is_muted(&self, story: StoryId) -> bool {
        let never = rank::Never::of(&self.profile, &Rules::default(), self.edition.at);
        if never.is_empty() {
            return false;
        }
        match self.candidate(story) {
            Some(candidate) => never.holds(candidate).is_some(),
            None => self.never.holds_dormant(story, &self.profile, &self.reader, self.edition.at),
        }
    }

    /// Whether the reader muted the outlet of a report, in a story that others may tell as well.
    pub fn is_report_muted(&self, story: StoryId, outlet: &OutletKey) -> bool {
        let never = rank::Never::of(&self.profile, &Rules::default(), self.edition.at);
        let independent = self.candidate(story).map_or(1, |one| one.coverage.independent_outlets);
        never.holds_report(outlet, independent).is_some()
    }
}
