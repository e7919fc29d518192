//! The stories of the last days as one reader's feeds tell them: what an edition is ranked from.
//!
//! Articles are held in memory without their texts and followed by revision, so that composing an edition asks the
//! store only for what changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use mynews_core::model::{
    ArticleId, Candidate, Cap, Coverage, Entity, EntityKind, FeedId, Outlet, OutletKey, ReaderId, StoryId,
    Subject, Timestamp, Topic,
};
use mynews_store::{FeedRow, Report, Reported};

use super::labels::Others;
use super::{kin, words};
use crate::app::App;

/// Stories without a report for so long are no candidates.
pub const LIVE_HOURS: i64 = 7 * 24;

/// Words of a story that ranking sees.
const WORDS_KEPT: usize = 48;

/// Names of a story that ranking sees.
const ENTITIES_KEPT: usize = 16;

/// Topics of a story that ranking sees.
const TOPICS_KEPT: usize = 8;

/// A subject heading belongs to a story when its articles give it this share of their votes.
const HEADING_SHARE_MIN: f32 = 0.3;

/// Places of a feed that count as its top.
const PROMINENT_PLACES: f32 = 20.0;

/// All live articles.
#[derive(Default)]
pub struct Window {
    revision: i64,
    reports: BTreeMap<ArticleId, Report>,
    stories: BTreeMap<StoryId, BTreeSet<ArticleId>>,
    /// What each feed brought: a reader of a few feeds among thousands costs what those few bring.
    brought: BTreeMap<FeedId, BTreeSet<ArticleId>>,
    /// The feeds and their outlets, as of the last look.
    feeds: BTreeMap<FeedId, FeedRow>,
    outlets: HashMap<OutletKey, Outlet>,
    /// What labels are called elsewhere, as of the last look.
    same: Others,
    /// Stories that tell the same event in other languages, as of the last look for kin.
    same_event: BTreeMap<StoryId, Vec<StoryId>>,
    kin_revision: i64,
}

/// What the store has that a window has not.
pub struct Changes {
    reports: Vec<Reported>,
    feeds: Vec<FeedRow>,
    same: Others,
    same_events: Vec<(StoryId, StoryId)>,
    kin_revision: i64,
}

/// What a reader brings to the candidates.
#[derive(Default)]
pub struct View {
    pub feeds: BTreeSet<FeedId>,
    /// What the reader's rules keep away, by the feed that brought it.
    pub kept_away: BTreeSet<(FeedId, ArticleId)>,
    /// The reader's caps.
    pub caps: BTreeMap<FeedId, Cap>,
    pub muted_outlets: BTreeSet<OutletKey>,
    /// Keys of followed and muted topics.
    pub topics: BTreeSet<String>,
    pub languages: Vec<String>,
    /// What came later is not in the reader's edition yet; `None` is up to now.
    pub until: Option<Timestamp>,
    pub looks: BTreeMap<StoryId, Timestamp>,
    pub opened: BTreeSet<StoryId>,
    pub passed_over: Arc<BTreeMap<StoryId, u32>>,
    /// Followed and muted phrases with the stories whose articles contain them.
    pub mentions: Vec<(Subject, BTreeSet<StoryId>)>,
    /// Free-text interests with their places in the space of the word vectors.
    pub interests: Vec<(Subject, Vec<i8>)>,
}

impl Window {
    /// Empty, knowing what labels are called elsewhere: for stories that are put together by themselves.
    pub fn knowing(same: Others) -> Window {
        Window { same, ..Window::default() }
    }

    /// What the store has that is not in here yet; `None` where that is nothing.
    pub fn changes(&self, app: &App) -> Result<Option<Changes>, String> {
        let since = hours_before(app.now(), LIVE_HOURS);
        let reports = app.store.reports_after(self.revision, since).map_err(words)?;
        let kin_revision = kin::revision(app)?;
        if reports.is_empty() && kin_revision == self.kin_revision && !self.feeds.is_empty() {
            return Ok(None);
        }
        Ok(Some(Changes {
            reports,
            feeds: app.store.feeds().map_err(words)?,
            same: Others::of(&app.store.same_topics().map_err(words)?),
            same_events: app.store.same_events(since).map_err(words)?,
            kin_revision,
        }))
    }

    /// Catches up.
    pub fn follow(&mut self, changes: Changes) {
        for change in changes.reports {
            self.revision = self.revision.max(change.revision);
            self.take_out(change.article);
            if let Some(report) = change.report {
                self.stories.entry(report.story).or_default().insert(report.article);
                for feed in &report.feeds {
                    self.brought.entry(*feed).or_default().insert(report.article);
                }
                self.reports.insert(report.article, report);
            }
        }
        self.feeds = changes.feeds.into_iter().map(|feed| (feed.id, feed)).collect();
        let outlets = self.feeds.values().map(|feed| (feed.outlet.key.clone(), feed.outlet.clone()));
        self.outlets = outlets.collect();
        self.same = changes.same;
        self.kin_revision = changes.kin_revision;
        self.same_event.clear();
        for (story, other) in changes.same_events {
            self.same_event.entry(story).or_default().push(other);
        }
    }

    pub fn revision(&self) -> i64 {
        self.revision
    }

    fn take_out(&mut self, article: ArticleId) {
        let Some(old) = self.reports.remove(&article) else { return };
        for feed in &old.feeds {
            remove_from(&mut self.brought, *feed, article);
        }
        remove_from(&mut self.stories, old.story, article);
    }

    /// Every story that is alive at `now` and that the reader's feeds brought.
    pub fn candidates(&self, view: &View, now: Timestamp) -> Vec<Candidate> {
        let since = hours_before(now, LIVE_HOURS);
        (self.stories_of(&view.feeds).into_iter())
            .filter_map(|story| self.stories.get(&story))
            .filter_map(|articles| {
                let reports: Vec<&Report> = articles.iter().filter_map(|id| self.reports.get(id)).collect();
                let alive = reports.iter().any(|report| report.at >= since);
                if alive { self.candidate(&reports, view) } else { None }
            })
            .collect()
    }

    /// The stories that any of the feeds brought something of.
    fn stories_of(&self, feeds: &BTreeSet<FeedId>) -> BTreeSet<StoryId> {
        (feeds.iter())
            .filter_map(|feed| self.brought.get(feed))
            .flatten()
            .filter_map(|article| self.reports.get(article))
            .map(|report| report.story)
            .collect()
    }

    /// One story put together from its reports, whatever its age; `None` when the reader's feeds brought none of it.
    pub fn candidate(&self, reports: &[&Report], view: &View) -> Option<Candidate> {
        let mut reports: Vec<&Report> = (reports.iter().copied())
            .filter(|report| view.brought(report).next().is_some())
            .filter(|report| !view.muted_outlets.contains(&report.outlet))
            .filter(|report| view.until.is_none_or(|until| report.arrived_at <= until))
            .collect();
        reports.sort_by_key(|report| (report.at, report.article));
        let first = reports.first()?;
        let shown = representative(&reports, &view.languages);
        let story = first.story;
        let mut candidate = Candidate::new(story, &shown.headline, first.at);
        candidate.last_at = reports.last()?.at;
        candidate.outlets = self.outlets(&reports, shown);
        candidate.coverage = coverage(&reports, &candidate.outlets);
        candidate.languages = distinct(reports.iter().filter_map(|report| report.language.clone()));
        candidate.authors = distinct(reports.iter().flat_map(|report| report.authors.clone()));
        candidate.topics = self.same.as_wished(topics(&reports), &view.topics);
        candidate.entities = entities(&reports);
        candidate.words = merged_words(&reports);
        candidate.vector = shown.vector.clone();
        candidate.new_reports = view
            .looks
            .get(&story)
            .map_or(0, |looked| reports.iter().filter(|report| report.arrived_at > *looked).count() as u32);
        candidate.opened = view.opened.contains(&story);
        candidate.passed_over = view.passed_over.get(&story).copied().unwrap_or(0);
        candidate.mentions = (view.mentions.iter())
            .filter(|(_, stories)| stories.contains(&story))
            .map(|(subject, _)| subject.clone())
            .collect();
        candidate.interests = (view.interests.iter())
            .map(|(subject, vector)| {
                (subject.clone(), mynews_core::text::vector::similarity(vector, &candidate.vector))
            })
            .filter(|(_, similarity)| *similarity > 0.0)
            .collect();
        candidate.cap = view.cap_on(shown);
        candidate.same_event = self.same_event.get(&story).cloned().unwrap_or_default();
        candidate.weekly_entries = (reports.iter().flat_map(|report| &report.feeds))
            .filter(|feed| view.feeds.contains(feed))
            .filter_map(|feed| self.feeds.get(feed))
            .map(|feed| feed.weekly_entries as f32)
            .fold(f32::INFINITY, f32::min);
        if !candidate.weekly_entries.is_finite() {
            candidate.weekly_entries = 0.0;
        }
        candidate.prominence =
            (reports.iter()).map(|report| 1.0 - report.place as f32 / PROMINENT_PLACES).fold(0.0, f32::max);
        Some(candidate.marked())
    }

    /// Reports of one story, where it is alive.
    pub fn reports_of(&self, story: StoryId) -> Vec<&Report> {
        self.stories
            .get(&story)
            .map(|articles| articles.iter().filter_map(|id| self.reports.get(id)).collect())
            .unwrap_or_default()
    }

    /// Each outlet once, the one whose headline is shown first, then in order of their reports.
    fn outlets(&self, reports: &[&Report], shown: &Report) -> Vec<Outlet> {
        let keys = distinct(
            [shown.outlet.clone()].into_iter().chain(reports.iter().map(|report| report.outlet.clone())),
        );
        keys.into_iter()
            .map(|key| {
                self.outlets.get(&key).cloned().unwrap_or_else(|| Outlet {
                    name: key.0.clone(),
                    key,
                    country: None,
                    language: None,
                })
            })
            .collect()
    }
}

impl View {
    /// The reader's feeds that brought a report which no rule keeps away.
    fn brought<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = FeedId> + 'a {
        let kept_away =
            |feed: FeedId| !self.kept_away.is_empty() && self.kept_away.contains(&(feed, report.article));
        let feeds = report.feeds.iter().copied();
        feeds.filter(move |feed| self.feeds.contains(feed) && !kept_away(*feed))
    }

    /// The cap on stories under this headline: none where any feed that brought it has none, else the widest.
    fn cap_on(&self, shown: &Report) -> Option<Cap> {
        if self.caps.is_empty() {
            return None;
        }
        let caps: Option<Vec<&Cap>> = self.brought(shown).map(|feed| self.caps.get(&feed)).collect();
        caps?.into_iter().max_by_key(|cap| (cap.at_most, cap.feed)).cloned()
    }

    /// What a reader brings, as far as the store knows it.
    pub fn of(app: &App, reader: ReaderId) -> Result<View, String> {
        let now = app.now();
        let feeds = app.store.feeds_of(reader).map_err(words)?;
        let cap = |feed: &FeedRow| {
            let name = feed.name().to_owned();
            Some((feed.id, Cap { feed: feed.id, name, at_most: feed.rules.led_at_most? }))
        };
        let looks = app.store.looks_since(reader, hours_before(now, LIVE_HOURS)).map_err(words)?;
        let kept_away = app.store.all_kept_away(reader).map_err(words)?;
        Ok(View {
            caps: feeds.iter().filter_map(cap).collect(),
            feeds: feeds.into_iter().map(|feed| feed.id).collect(),
            kept_away: kept_away.into_iter().collect(),
            looks: looks.into_iter().collect(),
            ..View::default()
        })
    }
}

/// Takes an article out of a set, and with the last one the set.
fn remove_from<K: Ord>(sets: &mut BTreeMap<K, BTreeSet<ArticleId>>, key: K, article: ArticleId) {
    if let Some(articles) = sets.get_mut(&key) {
        articles.remove(&article);
        if articles.is_empty() {
            sets.remove(&key);
        }
    }
}

pub fn hours_before(now: Timestamp, hours: i64) -> Timestamp {
    Timestamp::from_second(now.as_second() - hours * 3600).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The report whose headline a story shows: among texts of their own, in a language the reader reads, the one that has
/// most words in common with all.
fn representative<'a>(reports: &[&'a Report], languages: &[String]) -> &'a Report {
    let together = merged_words(reports);
    let closeness = |report: &Report| -> f32 {
        (report.words.iter())
            .filter_map(|(hash, weight)| {
                let place = together.binary_search_by_key(hash, |word| word.0).ok()?;
                Some(weight * together[place].1)
            })
            .sum()
    };
    let originals = originals(reports);
    let readable = |report: &Report| {
        languages.is_empty() || report.language.as_ref().is_none_or(|language| languages.contains(language))
    };
    originals
        .into_iter()
        .max_by(|a, b| {
            (readable(a).cmp(&readable(b)))
                .then(closeness(a).total_cmp(&closeness(b)))
                // Of two that are as close, the earlier.
                .then((b.at, b.article).cmp(&(a.at, a.article)))
        })
        .unwrap_or(reports[0])
}

/// The earliest report of each copy group.
fn originals<'a>(reports: &[&'a Report]) -> Vec<&'a Report> {
    let mut groups = BTreeSet::new();
    reports.iter().copied().filter(|report| groups.insert(report.copy_group)).collect()
}

fn coverage(reports: &[&Report], outlets: &[Outlet]) -> Coverage {
    let independent: BTreeSet<&OutletKey> =
        originals(reports).into_iter().map(|report| &report.outlet).collect();
    let countries: BTreeSet<&String> = outlets.iter().filter_map(|outlet| outlet.country.as_ref()).collect();
    let languages: BTreeSet<&String> = reports.iter().filter_map(|report| report.language.as_ref()).collect();
    Coverage {
        independent_outlets: independent.len() as u32,
        outlets: outlets.len() as u32,
        articles: reports.len() as u32,
        countries: countries.len() as u32,
        languages: languages.len() as u32,
    }
}

/// The outlets' own labels by how many outlets use them, then the headings by the vote of the articles.
fn topics(reports: &[&Report]) -> Vec<Topic> {
    let mut labels: BTreeMap<&Topic, BTreeSet<&OutletKey>> = BTreeMap::new();
    let mut headings: BTreeMap<&Topic, f32> = BTreeMap::new();
    for report in reports {
        for topic in &report.topics {
            labels.entry(topic).or_default().insert(&report.outlet);
        }
        for heading in &report.headings {
            *headings.entry(&heading.topic).or_default() += heading.confidence;
        }
    }
    let mut labels: Vec<(&Topic, usize)> = labels.into_iter().map(|(topic, by)| (topic, by.len())).collect();
    labels.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut headings: Vec<(&Topic, f32)> = headings
        .into_iter()
        .filter(|(_, votes)| *votes >= HEADING_SHARE_MIN * reports.len() as f32)
        .collect();
    headings.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let mut keys = BTreeSet::new();
    (labels.into_iter().map(|(topic, _)| topic))
        .chain(headings.into_iter().map(|(topic, _)| topic))
        .filter(|topic| keys.insert(&topic.key))
        .take(TOPICS_KEPT)
        .cloned()
        .collect()
}

/// Names by how many articles have them, then by how often; a name's kind is the one most articles give it.
fn entities(reports: &[&Report]) -> Vec<Entity> {
    let mut names: BTreeMap<&str, (u32, u32, BTreeMap<EntityKind, u32>)> = BTreeMap::new();
    for entity in reports.iter().flat_map(|report| &report.entities) {
        let (articles, mentions, kinds) = names.entry(&entity.name).or_default();
        *articles += 1;
        *mentions += entity.mentions;
        *kinds.entry(entity.kind).or_default() += 1;
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by(|(a_name, a), (b_name, b)| (b.0, b.1).cmp(&(a.0, a.1)).then(a_name.cmp(b_name)));
    names
        .into_iter()
        .take(ENTITIES_KEPT)
        .filter_map(|(name, (_, mentions, kinds))| {
            let kind = kinds.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)))?.0;
            Some(Entity { kind, name: name.to_owned(), mentions })
        })
        .collect()
}

/// The weightiest words of all reports together, ascending by hash, of unit length.
fn merged_words(reports: &[&Report]) -> Vec<(u64, f32)> {
    let mut sums: BTreeMap<u64, f32> = BTreeMap::new();
    for (hash, weight) in reports.iter().flat_map(|report| &report.words) {
        *sums.entry(*hash).or_default() += weight;
    }
    let mut merged: Vec<(u64, f32)> = sums.into_iter().collect();
    merged.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    merged.truncate(WORDS_KEPT);
    merged.sort_by_key(|word| word.0);
    let length = merged.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        merged.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    merged
}

/// In the order they first stand, each once.
fn distinct<T: Ord + Clone>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}
