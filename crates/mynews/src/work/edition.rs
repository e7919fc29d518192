//! Composes a reader's edition when they ask, freezes it, and gives the same one until there is a reason for another.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use mynews_core::model::{
    Candidate, Edition, Mute, OutletKey, Profile, Reader, ReaderId, Rule, Score, StoryId, Subject, Timestamp,
};
use mynews_core::rank::{self, Rules, Standing};
use mynews_store::{Report, SignalRow};

use super::candidates::{LIVE_HOURS, View, hours_before};
use super::desk::{self, Kept, Lying};
use super::log::Log;
use super::never::Never;
use super::words;
use crate::app::App;
use crate::clock;

/// New reports change a page at most so often: nothing moves under the eyes of somebody reading.
const SECONDS_BETWEEN_EDITIONS: i64 = 600;

/// Without any new report, what was fresh grows old: a page is composed anew after this.
const SECONDS_KEPT_MAX: i64 = 1800;

/// Editions kept a reader: about three months of them, at some four kilobytes each.
const EDITIONS_KEPT: usize = 400;

/// An edition with all it was made from.
pub struct Composed {
    pub edition: Edition,
    /// In the order of their stories.
    pub candidates: Vec<Candidate>,
    pub profile: Profile,
    pub reader: Reader,
    /// What the reader never wants to see, for stories that are no candidates.
    pub(super) never: Never,
    /// Up to when what came is in it, where the reader has editions at times of day.
    pub closed_at: Option<Timestamp>,
    /// Where every candidate stands by score; found out when first asked for.
    standings: OnceLock<Vec<Standing>>,
    names: OnceLock<Arc<HashMap<Subject, String>>>,
    offered: OnceLock<Offered>,
    held_away: OnceLock<BTreeSet<StoryId>>,
}

/// What the candidates are about and written in, each with how many are; the most first.
pub struct Offered {
    pub topics: Vec<(String, usize)>,
    pub languages: Vec<(String, usize)>,
}

impl Composed {
    pub fn candidate(&self, story: StoryId) -> Option<&Candidate> {
        let place = self.candidates.binary_search_by_key(&story, |candidate| candidate.story).ok()?;
        Some(&self.candidates[place])
    }

    /// What the candidates' topics and outlets are called; gathered when first asked for.
    pub fn names(&self) -> Arc<HashMap<Subject, String>> {
        let gather = || {
            let mut names = HashMap::new();
            for candidate in &self.candidates {
                for topic in &candidate.topics {
                    names.entry(Subject::Topic(topic.key.clone())).or_insert_with(|| topic.label.clone());
                }
                for outlet in &candidate.outlets {
                    names.entry(Subject::Outlet(outlet.key.clone())).or_insert_with(|| outlet.name.clone());
                }
            }
            Arc::new(names)
        };
        self.names.get_or_init(gather).clone()
    }

    /// Counted when first asked for.
    pub fn offered(&self) -> &Offered {
        self.offered.get_or_init(|| Offered {
            topics: counted(self.candidates.iter().flat_map(|one| &one.topics).map(|topic| &*topic.key)),
            languages: counted(self.candidates.iter().flat_map(|one| &one.languages).map(String::as_str)),
        })
    }

    /// Whether a story was hidden, or is in a language that the reader does not read.
    pub fn is_held_away(&self, story: StoryId) -> bool {
        let gather = || {
            let held = self.edition.held_back.iter();
            held.filter(|held| matches!(held.rule, Rule::Hidden | Rule::Language))
                .map(|held| held.story)
                .collect()
        };
        self.held_away.get_or_init(gather).contains(&story)
    }
}

/// Each with how often it occurs, the most frequent first.
fn counted<'a>(all: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let mut counts: Vec<(String, usize)> =
        counts.into_iter().map(|(one, count)| (one.to_owned(), count)).collect();
    counts.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
    counts
}

/// A score taken apart.
pub struct Explained {
    /// Each reason with the place the story would have without it, among all candidates.
    pub score: Score,
    /// Its place among all candidates by score alone.
    pub position: usize,
    pub of: usize,
}

impl Kept {
    /// Whether it gives way to another edition, though the reader asked for nothing.
    /// One that closed at a time of the reader's own stays until their next.
    fn is_over(&self, revision: i64, closes_at: Option<Timestamp>, now: Timestamp) -> bool {
        if let (Some(closed_at), Some(closes_at)) = (self.composed.closed_at, closes_at) {
            return closes_at > closed_at;
        }
        let age = now.as_second() - self.composed.edition.at.as_second();
        let is_ripe = age >= SECONDS_BETWEEN_EDITIONS || self.composed.candidates.is_empty();
        age >= SECONDS_KEPT_MAX || is_ripe && self.revision != revision
    }
}

/// The reader's edition as of now. The same one is given until they ask for something, or there is news and it is some
/// minutes old. Blocks.
pub fn current(app: &App, reader: ReaderId) -> Result<Arc<Composed>, String> {
    let now = app.now();
    let place = app.desk.place(reader, now);
    let mut lying = desk::held(&place);
    let Lying { log, kept } = &mut *lying;
    let revision = app.desk.window(app)?.revision();
    let settings = app.store.reader(reader).map_err(words)?.ok_or("there is no such reader")?;
    let signal_mark = app.store.signal_mark(reader).map_err(words)?;
    if let Some(kept) = kept {
        let stale = kept.is_over(revision, closes_at(app, &settings, now), now);
        if !stale && kept.signal_mark == signal_mark && kept.reader == settings {
            return Ok(kept.composed.clone());
        }
        if !stale && kept.reader == settings {
            let explicit = log.follow(app, reader, signal_mark)?.explicit;
            if explicit == kept.explicit {
                kept.signal_mark = signal_mark;
                return Ok(kept.composed.clone());
            }
        }
    }
    let log = log.follow(app, reader, signal_mark)?;
    let (mut composed, revision) = compose(app, &settings, &log, now)?;
    composed.edition.id = app.store.freeze(&composed.edition, EDITIONS_KEPT).map_err(words)?;
    let composed = Arc::new(composed);
    let explicit = log.explicit;
    *kept = Some(Kept { composed: composed.clone(), revision, signal_mark, explicit, reader: settings });
    app.desk.weigh(reader, composed.candidates.len());
    Ok(composed)
}

/// Up to when what came is in a reader's edition: the last of their times of day, or when they asked for one since.
fn closes_at(app: &App, settings: &Reader, now: Timestamp) -> Option<Timestamp> {
    let last = clock::last_of(&settings.edition_times, now, &zone(app, settings))?;
    Some(settings.renewed_at.map_or(last, |renewed| renewed.max(last)))
}

fn zone(app: &App, settings: &Reader) -> TimeZone {
    clock::zone(settings.time_zone.as_deref().unwrap_or(&app.config.edition.time_zone))
}

/// The reader's log as it stands. Blocks.
pub(super) fn log_of(app: &App, reader: ReaderId) -> Result<Arc<Log>, String> {
    let place = app.desk.place(reader, app.now());
    let mut lying = desk::held(&place);
    let mark = app.store.signal_mark(reader).map_err(words)?;
    lying.log.follow(app, reader, mark)
}

/// Reads the articles of the last days into memory, so that the first page after a start does not wait for it. Blocks.
pub fn warm(app: &App) -> Result<(), String> {
    app.desk.window(app).map(drop)
}

/// What the page would be with other settings or other signals: composed, and not kept. Blocks.
pub fn preview(app: &App, settings: &Reader, signals: &[SignalRow]) -> Result<Composed, String> {
    compose(app, settings, &Log::of(signals), app.now()).map(|(composed, _)| composed)
}

/// How many stories the page would show, were it loaded again, that are not in `shown`. Blocks.
pub fn new_since(app: &App, reader: ReaderId, shown: &Edition) -> Result<usize, String> {
    let place = app.desk.place(reader, app.now());
    let mut lying = desk::held(&place);
    let revision = app.desk.window(app)?.revision();
    let holds = |kept: &&Kept| match kept.composed.closed_at {
        Some(_) => kept.revision == revision,
        None => !kept.is_over(revision, None, app.now()),
    };
    let next = match lying.kept.as_ref().filter(holds) {
        Some(kept) => kept.composed.clone(),
        None => {
            let mut settings = app.store.reader(reader).map_err(words)?.ok_or("there is no such reader")?;
            // Also what waits for the next of their times.
            settings.edition_times.clear();
            let mark = app.store.signal_mark(reader).map_err(words)?;
            let log = lying.log.follow(app, reader, mark)?;
            Arc::new(compose(app, &settings, &log, app.now())?.0)
        }
    };
    let known: BTreeSet<StoryId> = shown.picks.iter().map(|pick| pick.story).collect();
    Ok(next.edition.picks.iter().filter(|pick| !known.contains(&pick.story)).count())
}

/// The score of a story, taken apart. A story that is no candidate any more (it is dormant) is put together from what
/// is kept of it. Blocks.
pub fn explain(app: &App, reader: ReaderId, story: StoryId) -> Result<Explained, String> {
    let composed = current(app, reader)?;
    let candidate = candidate_of(app, &composed, story)?;
    let Composed { profile, reader, candidates, edition, .. } = &*composed;
    let standings =
        composed.standings.get_or_init(|| rank::standings(profile, reader, candidates, edition.at));
    let (score, place) = rank::explain(profile, reader, &candidate, candidates, standings, edition.at);
    Ok(Explained { score, position: place as usize, of: candidates.len() })
}

/// The candidate for a story, live or put together from what is kept of it.
pub fn candidate_of(app: &App, composed: &Composed, story: StoryId) -> Result<Candidate, String> {
    let story = app.store.story(story).map_err(words)?.ok_or("there is no such story (any more)")?.id;
    if let Some(candidate) = composed.candidate(story) {
        return Ok(candidate.clone());
    }
    let reader = composed.reader.id;
    let rows = app.store.articles_of(reader, story, 200).map_err(words)?;
    let reports: Vec<Report> = rows.into_iter().map(report_of).collect();
    let view = View {
        languages: composed.reader.languages.clone(),
        topics: wished_topics(&composed.profile),
        ..View::of(app, reader)?
    };
    app.desk
        .window(app)?
        .candidate(&reports.iter().collect::<Vec<_>>(), &view)
        .ok_or_else(|| "none of your feeds brought this story".into())
}

/// An edition, and the revision up to which it knows what came.
fn compose(app: &App, settings: &Reader, log: &Log, now: Timestamp) -> Result<(Composed, i64), String> {
    let mut profile = log.profile.clone();
    let mut view = view(app, settings, log, now)?;
    let window = app.desk.window(app)?;
    let mut candidates = window.candidates(&view, now);
    if !view.kept_away.is_empty() {
        forget_kept_away(app, settings.id, &mut profile, &candidates)?;
    }
    if view.until.is_some() && candidates.len() < settings.edition_size {
        // Not enough had come by then: until a whole edition has, the page fills as news arrives.
        view.until = None;
        candidates = window.candidates(&view, now);
    }
    let revision = window.revision();
    drop(window);
    app.desk.commons().tell(app, settings.id, &mut candidates, now)?;
    let edition = rank::edition(&profile, settings, &candidates, &Rules::default(), now);
    let composed = Composed {
        edition,
        candidates,
        profile,
        reader: settings.clone(),
        never: Never::of(app),
        closed_at: view.until,
        standings: OnceLock::new(),
        names: OnceLock::new(),
        offered: OnceLock::new(),
        held_away: OnceLock::new(),
    };
    Ok((composed, revision))
}

/// A story that was read before a rule kept it away is not named as a reason for another.
fn forget_kept_away(
    app: &App,
    reader: ReaderId,
    profile: &mut Profile,
    candidates: &[Candidate],
) -> Result<(), String> {
    let mut left = Vec::with_capacity(profile.remembered.len());
    for one in std::mem::take(&mut profile.remembered) {
        let kept_away = match one.story {
            Some(story) => app.store.kept_away_of(reader, story).map_err(words)?,
            None => Vec::new(),
        };
        let is_told = || candidates.binary_search_by_key(&one.story, |known| Some(known.story)).is_ok();
        if kept_away.is_empty() || is_told() && !kept_away.contains(&one.headline) {
            left.push(one);
        }
    }
    profile.remembered = left;
    Ok(())
}

/// What the reader brings: their feeds, what they looked at and passed over, and where their phrases stand.
fn view(app: &App, settings: &Reader, log: &Log, now: Timestamp) -> Result<View, String> {
    let profile = &log.profile;
    let mut view = View {
        languages: settings.languages.clone(),
        topics: wished_topics(profile),
        ..View::of(app, settings.id)?
    };
    view.muted_outlets = muted_outlets(profile, now);
    view.until = closes_at(app, settings, now);
    // Until the next edition or part of the day a story that was read keeps its right to a place, so that a page does not
    // fall apart while it is read; after that it returns only with news.
    let begun = view.until.unwrap_or_else(|| clock::part_of_day(now, &zone(app, settings)).1);
    let read_before = log.read_at.iter().filter(|(_, at)| **at < begun);
    view.opened = read_before.map(|(story, _)| *story).collect();
    view.passed_over = log.passed_over.clone();
    let subjects = (profile.follows.iter().map(|follow| &follow.subject))
        .chain(profile.mutes.iter().map(|mute| &mute.subject));
    for subject in subjects {
        match subject {
            Subject::Phrase(phrase) => {
                let stories = app
                    .store
                    .stories_with(settings.id, phrase, hours_before(now, LIVE_HOURS))
                    .map_err(words)?;
                view.mentions.push((subject.clone(), stories.into_iter().collect()));
            }
            Subject::Interest(text) => {
                let vector = app.embedder.embed(text);
                if !vector.is_empty() {
                    view.interests.push((subject.clone(), vector));
                }
            }
            _ => {}
        }
    }
    Ok(view)
}

/// Outlets whose reports count for nothing, whoever else tells the story.
pub(super) fn muted_outlets(profile: &Profile, now: Timestamp) -> BTreeSet<OutletKey> {
    let holds = |mute: &&Mute| mute.until.is_none_or(|until| until > now) && mute.unless_outlets.is_none();
    (profile.mutes.iter().filter(holds))
        .filter_map(|mute| match &mute.subject {
            Subject::Outlet(key) => Some(key.clone()),
            _ => None,
        })
        .collect()
}

/// Keys of the topics a reader follows or muted.
pub(super) fn wished_topics(profile: &Profile) -> BTreeSet<String> {
    (profile.follows.iter().map(|follow| &follow.subject))
        .chain(profile.mutes.iter().map(|mute| &mute.subject))
        .filter_map(|subject| match subject {
            Subject::Topic(key) => Some(key.clone()),
            _ => None,
        })
        .collect()
}

/// A kept article as ranking sees it. Its words and vector are not read again: a dormant story is not ranked by them.
pub(super) fn report_of(row: mynews_store::ArticleRow) -> Report {
    let (article, subjects) = (Arc::unwrap_or_clone(row.article), Arc::unwrap_or_clone(row.subjects));
    Report {
        article: row.id,
        story: row.story,
        feeds: row.feeds,
        outlet: row.outlet.key,
        language: article.language,
        headline: article.headline.unwrap_or_default(),
        authors: article.byline,
        topics: subjects.topics,
        headings: subjects.headings,
        entities: subjects.entities,
        at: row.at,
        arrived_at: row.arrived_at,
        copy_group: row.copy_group,
        place: u32::MAX,
        words: Vec::new(),
        vector: Vec::new(),
    }
}
