//! What the learnt terms would have said of an edition's stories, had the reader's memory been longer or shorter.
//!
//! Each story is put together from the reports that had come by then, beside a sample of what else there was. Stories
//! that are not kept any more keep what was said of them.

use std::collections::BTreeMap;

use mynews_core::model::{Candidate, Edition, Profile, Reader, StoryId, Term, Timestamp};
use mynews_core::rank::{self, Rules};
use mynews_store::Report;

use super::candidates::{LIVE_HOURS, View, Window, hours_before};
use super::edition::wished_topics;
use super::labels::Others;
use super::words;
use crate::app::App;

/// So many stories stand for all there was: no more are asked what is usual.
const OFFER: usize = 512;

/// The terms that are read off what a profile remembers.
const REMEMBERING: [Term; 7] = [
    Term::LearntTopic,
    Term::LearntEntity,
    Term::LearntOutlet,
    Term::LearntAuthor,
    Term::LearntWords,
    Term::LearntMeaning,
    Term::LikeOneYouRead,
];

/// The reports of the time that is looked back on.
pub struct Kept {
    stories: BTreeMap<StoryId, Vec<Report>>,
    window: Window,
    view: View,
}

/// What there was when an edition was composed.
pub struct Offer {
    picks: usize,
    /// The edition's own stories first.
    candidates: Vec<Candidate>,
}

impl Kept {
    /// `profile` is the reader's latest: it knows which topics go by the names the reader gave them.
    pub fn of(app: &App, reader: &Reader, profile: &Profile, since: Timestamp) -> Result<Kept, String> {
        let view = View {
            languages: reader.languages.clone(),
            topics: wished_topics(profile),
            ..View::of(app, reader.id)?
        };
        let window = Window::knowing(Others::of(&app.store.same_topics().map_err(words)?));
        let mut stories: BTreeMap<StoryId, Vec<Report>> = BTreeMap::new();
        let changes = app.store.reports_after(0, hours_before(since, LIVE_HOURS)).map_err(words)?;
        for report in changes.into_iter().filter_map(|change| change.report) {
            if report.feeds.iter().any(|feed| view.feeds.contains(feed)) {
                stories.entry(report.story).or_default().push(report);
            }
        }
        Ok(Kept { stories, window, view })
    }

    /// The stories of an edition as they were, and some of what else was live.
    pub fn offer(&mut self, edition: &Edition) -> Offer {
        self.view.until = Some(edition.at);
        let since = hours_before(edition.at, LIVE_HOURS);
        let is_live =
            |reports: &[Report]| reports.iter().any(|one| one.at >= since && one.arrived_at <= edition.at);
        let candidate =
            |reports: &[Report]| self.window.candidate(&reports.iter().collect::<Vec<_>>(), &self.view);
        let picked = edition.picks.iter().filter_map(|pick| self.stories.get(&pick.story));
        let mut candidates: Vec<Candidate> = picked.filter_map(|reports| candidate(reports)).collect();
        let picks = candidates.len();
        let is_picked = |story: &StoryId| edition.picks.iter().any(|pick| pick.story == *story);
        let others: Vec<&Vec<Report>> = (self.stories.iter())
            .filter(|(story, reports)| !is_picked(story) && is_live(reports))
            .map(|(_, reports)| reports)
            .collect();
        let step = others.len() / OFFER + 1;
        candidates.extend(others.into_iter().step_by(step).filter_map(|reports| candidate(reports)));
        Offer { picks, candidates }
    }
}

impl Offer {
    /// What every term said of each story of the edition, but what is read off memory as this profile has it.
    pub fn said_again(&self, profile: &Profile, edition: &Edition) -> Vec<Vec<f64>> {
        let again = rank::terms(profile, &self.candidates, &Rules::default(), edition.at);
        let by_story: BTreeMap<StoryId, &Vec<f64>> =
            self.candidates.iter().map(|one| one.story).zip(&again).take(self.picks).collect();
        (edition.picks.iter())
            .map(|pick| {
                let mut said = pick.score.terms.clone();
                if let Some(again) = by_story.get(&pick.story) {
                    for place in REMEMBERING.map(Term::place) {
                        if let Some(said) = said.get_mut(place) {
                            *said = again[place];
                        }
                    }
                }
                said
            })
            .collect()
    }
}
