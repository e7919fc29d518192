//! Entries and pages become articles, with their subjects and their place in a story, and are kept in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use mynews_core::group::{self, Apart, Arrival, Choice, OpenStories, Placement, Repeated, Sketch, Telling};
use mynews_core::model::{
    Article, ArticleId, Completeness, Entry, FeedId, Outlet, OutletKey, Page, StoryId, Subjects, Timestamp,
    WholePage,
};
use mynews_core::text::url;
use mynews_core::{annotate, extract};
use mynews_store::{FeedRow, Ingest, KeptSketch, Seen, Standing};

use super::repair::own_story;
use super::words;
use crate::app::App;

/// A clock that is wrong by less than this is forgiven; a publication further in the future counts from its arrival.
const FUTURE_SECONDS_MAX: i64 = 300;

/// Pages of entries older than this are not fetched: nobody waits for them, and outlets should not be asked for them.
const PAGE_AGE_DAYS_MAX: i64 = 7;

/// Pages fetched for one look at a feed, the newest entries first: a feed followed for the first time shows hundreds.
const PAGES_A_LOOK_MAX: usize = 40;

/// Weightiest words kept for ranking.
const WORDS_KEPT: usize = 40;

/// Articles kept in one transaction: a reader's write never waits longer than for these.
const ARTICLES_A_TRANSACTION: usize = 200;

/// An entry that is new, or says something new.
pub struct Fresh {
    pub entry: Entry,
    pub seen: Seen,
    /// Its place in the feed, 0 is the first.
    pub place: usize,
}

/// An article that was read and not yet placed.
struct Told {
    id: ArticleId,
    standing: Option<Standing>,
    outlet: Outlet,
    article: Article,
    at: Timestamp,
    seen: Option<Seen>,
    place: u32,
    wants_page: bool,
    /// When its outlet changed it last, where it is only read anew.
    changed_at: Option<Timestamp>,
}

/// An article that was read, and is about to be placed.
struct Read {
    told: Told,
    sketch: Sketch,
    subjects: Subjects,
    /// Which of its lines its outlet prints elsewhere, a bit a line.
    repeated: u16,
}

/// Ingests what a look at a feed brought; gives how many articles are new.
pub fn ingest_entries(app: &App, feed: &FeedRow, fresh: Vec<Fresh>) -> Result<usize, String> {
    let now = app.now();
    let shared_links = links_of_many(&fresh);
    let mut told = Vec::new();
    for fresh in fresh {
        let Fresh { entry, seen, place } = fresh;
        let link =
            entry.link.as_deref().and_then(url::canonical).filter(|link| !shared_links.contains_key(link));
        let id = match &link {
            Some(link) => ArticleId::of_url(link),
            None => ArticleId::of_entry(&feed.url, &entry.id),
        };
        let standing = app.store.standing(id).map_err(words)?;
        let outlet = outlet_of(feed, &entry, link.as_deref());
        let own_word = outlet.key == feed.outlet.key;
        let mut article = extract::entry_article(&entry, Some(&outlet.name), &feed.url);
        // A feed may point to anybody's article, but only that outlet's own feed may change what it says.
        let known_better = standing.is_some_and(|standing| {
            !own_word || standing.completeness > article.completeness && article.headline.is_none()
        });
        if known_better {
            app.store.share(id, feed.id, seen, now).map_err(words)?;
            continue;
        }
        if let Some(link) = link {
            article.canonical_url = Some(link);
        }
        let at = moment_of(&article, &entry, standing, now);
        let recent = now.as_second() - at.as_second() < PAGE_AGE_DAYS_MAX * 86_400;
        let wished = match feed.whole_page {
            WholePage::Always => true,
            WholePage::WhenShort => article.completeness < Completeness::Full,
            WholePage::Never => false,
        };
        let wants_page = wished && article.canonical_url.is_some() && recent;
        told.push(Told {
            id,
            standing,
            outlet,
            article,
            at,
            seen: Some(seen),
            place: place as u32,
            wants_page,
            changed_at: None,
        });
    }
    limit_pages(&mut told);
    // The oldest first, as they would have arrived had we looked all along.
    told.sort_by_key(|one| (one.at, one.id));
    let new = told.iter().filter(|one| one.standing.is_none()).count();
    keep(app, feed.id, told)?;
    Ok(new)
}

/// Ingests a page that was fetched for an article known already.
pub fn ingest_page(
    app: &App,
    feed: FeedId,
    row: &mynews_store::ArticleRow,
    page: &Page,
) -> Result<(), String> {
    let mut article = extract::article(page, Some(&entry_of(&row.article)));
    // Who asked for the page wants its text, which a feed may surround with much else; half of it is a wall all the same.
    let least = match whole_page_of(app, &row.feeds)? {
        WholePage::Always => row.article.word_count() / 2,
        _ => row.article.word_count(),
    };
    if article.word_count() < least && article.completeness <= row.article.completeness {
        // The page shows less than the feed did (a wall, a consent form): the better text stays.
        return Ok(());
    }
    if article.headline.is_none() {
        article.headline = row.article.headline.clone();
    }
    if article.published.is_none() {
        article.published = row.article.published;
    }
    if article.comment_count.is_none() {
        article.comment_count = row.article.comment_count;
    }
    article.canonical_url = row.article.canonical_url.clone().or(article.canonical_url);
    let standing = app.store.standing(row.id).map_err(words)?;
    let told = Told {
        id: row.id,
        standing,
        outlet: row.outlet.clone(),
        article,
        at: row.at,
        seen: None,
        place: u32::MAX,
        wants_page: false,
        changed_at: None,
    };
    keep(app, feed, vec![told])
}

/// Whether the page behind an article is wished for by anyone who follows a feed that brought it: the most text wins.
pub(super) fn whole_page_of(app: &App, feeds: &[FeedId]) -> Result<WholePage, String> {
    let mut most = None;
    for feed in feeds {
        most = most.max(app.store.feed(*feed).map_err(words)?.map(|feed| feed.whole_page));
    }
    Ok(most.unwrap_or_default())
}

/// Reads an article anew that is here already: more is known of what its outlet prints everywhere.
pub(super) fn read_anew(app: &App, row: mynews_store::ArticleRow) -> Result<(), String> {
    let Some(feed) = row.feeds.first().copied() else { return Ok(()) };
    let standing = app.store.standing(row.id).map_err(words)?;
    let told = Told {
        id: row.id,
        standing,
        outlet: row.outlet,
        article: Arc::unwrap_or_clone(row.article),
        at: row.at,
        seen: None,
        place: u32::MAX,
        wants_page: false,
        changed_at: Some(row.changed_at),
    };
    keep(app, feed, vec![told])
}

/// Ingests a saved page file as an article of `feed`.
pub fn ingest_page_file(app: &App, feed: &FeedRow, page: &Page) -> Result<String, String> {
    let now = app.now();
    let article = extract::article(page, None);
    let headline = article.headline.clone().ok_or("no article was found in it")?;
    let address = article.canonical_url.as_deref().or(article.url.as_deref()).and_then(url::canonical);
    let id = match &address {
        Some(address) => ArticleId::of_url(address),
        None => ArticleId::of_entry(&feed.url, &headline),
    };
    let outlet = match address.as_deref().and_then(url::outlet_key).filter(says_something) {
        Some(key) => Outlet {
            name: article.outlet.clone().unwrap_or_else(|| key.0.clone()),
            key,
            country: None,
            language: article.language.clone(),
        },
        None => feed.outlet.clone(),
    };
    let at = article.published.map_or(now, |written| written.at.min(now));
    let standing = app.store.standing(id).map_err(words)?;
    let told =
        Told { id, standing, outlet, article, at, seen: None, place: 0, wants_page: false, changed_at: None };
    keep(app, feed.id, vec![told])?;
    Ok(headline)
}

/// The open stories of the last days, from the store.
pub fn restore(app: &App) -> Result<OpenStories, String> {
    let now = app.now();
    let since = now.checked_sub(std::time::Duration::from_secs(72 * 3600)).unwrap_or(now);
    let mut open = OpenStories::new();
    let mut insert = |kept: KeptSketch| {
        // A sketch of another version is left out: its story opens anew with the next report.
        if let Some(sketch) = Sketch::from_bytes(&kept.sketch) {
            open.insert(kept.article, kept.story, &sketch, kept.at);
        }
    };
    app.store.each_sketch_since(since, &mut insert).map_err(words)?;
    Ok(open)
}

/// Places articles and keeps them. From deciding to storing nobody else places: two articles of one event would both
/// open it.
fn keep(app: &App, feed: FeedId, told: Vec<Told>) -> Result<(), String> {
    let sketched: Vec<(Told, String, Sketch)> = told
        .into_iter()
        .map(|one| {
            let text = one.article.text();
            let telling = Telling {
                title: one.article.headline.as_deref(),
                text: &text,
                url: one.article.canonical_url.as_deref(),
                outlet: Some(&one.outlet.key.0),
                language: one.article.language.as_deref(),
                published: Some(one.at),
            };
            let sketch = group::sketch(&telling, Some(&app.embedder));
            (one, text, sketch)
        })
        .collect();
    let repeated: Vec<Repeated> = with_open(app, |open| {
        let arrivals = sketched.iter().map(|(one, text, sketch)| Arrival { article: one.id, sketch, text });
        Ok(group::repeated(open, &arrivals.collect::<Vec<_>>()))
    })?;
    let subjects: Vec<(Subjects, u16)> = (sketched.iter().zip(&repeated))
        .map(|((one, ..), repeated)| {
            (annotate::subjects_without(&one.article, &repeated.lines), repeated.bits)
        })
        .collect();
    let read = (sketched.into_iter().zip(subjects)).map(|((told, _, sketch), (subjects, repeated))| Read {
        told,
        sketch,
        subjects,
        repeated,
    });
    with_open(app, |open| place_all(app, open, feed, read.collect()))
}

/// The open stories, restored where they are not at hand; whoever holds them places alone.
pub(super) fn with_open<Done>(
    app: &App,
    work: impl FnOnce(&mut OpenStories) -> Result<Done, String>,
) -> Result<Done, String> {
    let mut open = app.open_stories.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    match &mut *open {
        Some(open) => work(open),
        closed => work(closed.insert(restore(app)?)),
    }
}

fn place_all(app: &App, open: &mut OpenStories, feed: FeedId, read: Vec<Read>) -> Result<(), String> {
    let now = app.now();
    let apart = Apart::new(app.store.apart().map_err(words)?);
    let mut merges = Vec::new();
    let mut ingests: Vec<Ingest> = Vec::with_capacity(read.len().min(ARTICLES_A_TRANSACTION));
    for Read { told: one, sketch, subjects, repeated } in read {
        let (story, placement) = place(open, &apart, &one, &sketch);
        if let Some(merge) = placement.merge {
            // The article shows that two stories are one.
            open.merge(merge.from, merge.into);
            ingests.iter_mut().filter(|one| one.story == merge.from).for_each(|one| one.story = merge.into);
            merges.push(merge);
        }
        open.insert(one.id, story, &sketch, one.at);
        ingests.push(Ingest {
            id: one.id,
            feed,
            seen: one.seen,
            place: one.place,
            outlet: one.outlet,
            article: one.article,
            subjects,
            at: one.at,
            arrived_at: one.changed_at.unwrap_or(now),
            story,
            copy_group: placement.copy_group,
            joined_by: placement.joined_by,
            words: weightiest(&sketch),
            vector: sketch.vector.clone(),
            sketch: sketch.to_bytes(),
            wants_page: one.wants_page,
            repeated,
        });
        if ingests.len() == ARTICLES_A_TRANSACTION {
            app.store.ingest(&ingests).map_err(words)?;
            ingests.clear();
        }
    }
    app.store.ingest(&ingests).map_err(words)?;
    for merge in merges {
        app.store.merge_stories(merge.from, merge.into, now).map_err(words)?;
    }
    open.forget(now);
    Ok(())
}

/// Where an article belongs. One that stands in a story with others stays there, so that addresses keep their meaning,
/// unless its better text shows that it tells what came of it; one that is alone is placed again with its better text. One
/// that a reader put there stays there.
fn place(open: &mut OpenStories, apart: &Apart, one: &Told, sketch: &Sketch) -> (StoryId, Placement) {
    open.remove(one.id);
    let mut placement = group::place(one.id, sketch, open, one.at);
    if placement.merge.is_some_and(|merge| apart.forbids(merge, open)) {
        placement.merge = None;
    }
    // Its headline alone may have joined a story that its text is the sequel of.
    let leaves = |standing: &Standing| {
        placement.sequel_of == Some(standing.story)
            && standing.completeness < one.article.completeness
            && !apart.was_moved(one.id)
    };
    let story = match (one.standing, placement.story) {
        (Some(standing), _) if !standing.alone && leaves(&standing) => own_story(one.id, standing.story),
        (Some(standing), _) if !standing.alone || apart.was_moved(one.id) => {
            placement.merge = None;
            standing.story
        }
        (_, Choice::Joins(story)) => story,
        (Some(standing), Choice::Opens) => standing.story,
        (None, Choice::Opens) => StoryId::opened_by(one.id),
    };
    (story, placement)
}

fn weightiest(sketch: &Sketch) -> Vec<(u64, f32)> {
    let mut weighted = sketch.words.clone();
    weighted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weighted.truncate(WORDS_KEPT);
    weighted.sort_by_key(|word| word.0);
    weighted
}

/// Links that several entries share name no article: a front page, a live ticker.
fn links_of_many(fresh: &[Fresh]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for link in fresh.iter().filter_map(|one| one.entry.link.as_deref()).filter_map(url::canonical) {
        *counts.entry(link).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts
}

/// Who wrote an entry: the outlet its link leads to. A feed of links brings many; one of its own articles, one.
fn outlet_of(feed: &FeedRow, entry: &Entry, link: Option<&str>) -> Outlet {
    let Some(key) = link.and_then(url::outlet_key).filter(says_something) else { return feed.outlet.clone() };
    if key == feed.outlet.key {
        return feed.outlet.clone();
    }
    let via = entry.via.as_ref().map(|(name, _)| name.clone()).filter(|name| !name.is_empty());
    Outlet { name: via.unwrap_or_else(|| key.0.clone()), key, country: None, language: None }
}

/// A host that is an IP address or a bare machine name says nothing about who publishes there.
pub(super) fn says_something(key: &OutletKey) -> bool {
    key.0.contains('.') && !key.0.contains(':') && key.0.parse::<std::net::IpAddr>().is_err()
}

/// Publication, where it is believable; else what was noted before; else now.
fn moment_of(article: &Article, entry: &Entry, standing: Option<Standing>, now: Timestamp) -> Timestamp {
    let latest = now.as_second() + FUTURE_SECONDS_MAX;
    let said = article.published.map(|written| written.at).or(entry.published).or(entry.updated);
    said.filter(|at| at.as_second() > 0 && at.as_second() <= latest)
        .map(|at| at.min(now))
        .or(standing.map(|standing| standing.at))
        .unwrap_or(now)
}

fn limit_pages(told: &mut [Told]) {
    let mut wanting: Vec<&mut Told> = told.iter_mut().filter(|one| one.wants_page).collect();
    wanting.sort_by_key(|one| std::cmp::Reverse(one.at));
    wanting.into_iter().skip(PAGES_A_LOOK_MAX).for_each(|one| one.wants_page = false);
}

/// What the feed said, for the reading of the page to agree with.
fn entry_of(article: &Article) -> Entry {
    Entry {
        title: article.headline.clone(),
        link: article.canonical_url.clone(),
        authors: article.byline.clone(),
        published: article.published.map(|written| written.at),
        categories: article.topics.clone(),
        ..Entry::default()
    }
}
