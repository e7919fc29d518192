//! Articles: what was read, where it belongs, and how it is found again.

use std::sync::Arc;

use mynews_core::model::{
    Article, ArticleId, Completeness, Entity, FeedId, Heading, HeadlineVersion, Outlet, OutletKey, Query,
    ReaderId, StoryId, Subjects, Timestamp, Topic,
};

use crate::Result;

/// An entry that a feed shows, by hashes: who it is, and what it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    pub entry: i64,
    pub content: i64,
}

/// An article with all that was found out about it, to be kept in one transaction.
#[derive(Clone, PartialEq, Debug)]
pub struct Ingest {
    pub id: ArticleId,
    pub feed: FeedId,
    /// The entry that announced it.
    pub seen: Option<Seen>,
    /// Its place in the feed, 0 is the first.
    pub place: u32,
    pub outlet: Outlet,
    pub article: Article,
    pub subjects: Subjects,
    /// Publication, or arrival where the outlet gave none or one in the future.
    pub at: Timestamp,
    pub arrived_at: Timestamp,
    pub story: StoryId,
    pub copy_group: u64,
    pub joined_by: Vec<String>,
    /// What grouping needs of it after a restart (`group::Sketch`).
    pub sketch: Vec<u8>,
    /// Hashes of its weightiest words with their weights.
    pub words: Vec<(u64, f32)>,
    pub vector: Vec<i8>,
    /// Fetch the page behind it, because the feed has no full text.
    pub wants_page: bool,
    /// Which of its first lines its outlet prints elsewhere, a bit a line: nothing of `subjects` is from them.
    pub repeated: u16,
}

/// An article as kept.
#[derive(Clone, PartialEq, Debug)]
pub struct ArticleRow {
    pub id: ArticleId,
    pub story: StoryId,
    pub outlet: Outlet,
    pub feeds: Vec<FeedId>,
    pub article: Arc<Article>,
    pub subjects: Arc<Subjects>,
    pub at: Timestamp,
    pub arrived_at: Timestamp,
    pub changed_at: Timestamp,
    pub copy_group: u64,
    pub joined_by: Vec<String>,
    /// Every headline it had, the oldest first, today's last.
    pub headlines: Vec<HeadlineVersion>,
}

/// What is known of an article before it is told again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    pub story: StoryId,
    pub completeness: Completeness,
    /// No other article is in its story.
    pub alone: bool,
    pub at: Timestamp,
}

/// What ranking needs of an article: no text.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    pub article: ArticleId,
    pub story: StoryId,
    pub feeds: Vec<FeedId>,
    pub outlet: OutletKey,
    pub language: Option<String>,
    pub headline: String,
    pub authors: Vec<String>,
    pub topics: Vec<Topic>,
    pub headings: Vec<Heading>,
    pub entities: Vec<Entity>,
    pub at: Timestamp,
    pub arrived_at: Timestamp,
    pub copy_group: u64,
    pub place: u32,
    pub words: Vec<(u64, f32)>,
    pub vector: Vec<i8>,
}

/// What grouping is restored from after a restart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptSketch {
    pub article: ArticleId,
    pub story: StoryId,
    pub at: Timestamp,
    pub copy_group: u64,
    pub sketch: Vec<u8>,
    pub repeated: u16,
}

/// A report that is new or changed, or one that is gone.
#[derive(Clone, PartialEq, Debug)]
pub struct Reported {
    /// Everything changed since has a higher one.
    pub revision: i64,
    pub article: ArticleId,
    /// `None` when the article was swept.
    pub report: Option<Report>,
}

/// A hit of a search.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub article: ArticleId,
    pub story: StoryId,
    pub outlet: Outlet,
    pub headline: String,
    pub standfirst: Option<String>,
    pub language: Option<String>,
    pub at: Timestamp,
}

/// What is forgotten when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SweepRules {
    /// Unsaved articles of dormant stories older than this go.
    pub article_days: u64,
    /// Their full texts go before that.
    pub full_text_days: u64,
    /// The largest the database may be; full texts of the oldest unsaved articles go first.
    pub disk_bytes_max: u64,
}

/// What a sweep forgot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    pub articles: u64,
    pub full_texts: u64,
}

pub trait Articles {
    /// Which of a feed's entries are new or say something new, by their places in `entries`.
    fn unseen(&self, feed: FeedId, entries: &[Seen]) -> Result<Vec<usize>>;

    /// Keeps articles, their stories, the search index, the marks that their entries were seen, and the jobs to fetch
    /// their pages, in one transaction. An article known already is updated: its feeds add up, its headlines line up.
    fn ingest(&self, articles: &[Ingest]) -> Result<()>;

    /// How an article stands, if it is known.
    fn standing(&self, id: ArticleId) -> Result<Option<Standing>>;

    /// The same article, seen in one more feed: nothing changes but who may see it.
    fn share(&self, id: ArticleId, feed: FeedId, seen: Seen, now: Timestamp) -> Result<()>;

    fn article(&self, id: ArticleId) -> Result<Option<ArticleRow>>;

    /// Whether one of the reader's feeds brought an article, also where a rule of theirs keeps it away: what was held back can
    /// be opened from there.
    fn reaches(&self, reader: ReaderId, article: ArticleId) -> Result<bool>;

    /// The articles of a story that the reader's feeds brought, oldest first, at most `most` of the newest.
    fn articles_of(&self, reader: ReaderId, story: StoryId, most: usize) -> Result<Vec<ArticleRow>>;

    /// Calls `each` with the sketches of the articles since, in the order they came: what grouping is restored from.
    fn each_sketch_since(&self, since: Timestamp, each: &mut dyn FnMut(KeptSketch)) -> Result<()>;

    /// Which lines of the articles since were known to stand elsewhere when they were read (a bit a line), in the order
    /// they came.
    fn repeated_since(&self, since: Timestamp) -> Result<Vec<(ArticleId, u16)>>;

    /// What grouping needs of one article.
    fn sketch_of(&self, article: ArticleId) -> Result<Option<KeptSketch>>;

    /// What changed after `revision` among articles that are not older than `since`, in order of change.
    fn reports_after(&self, revision: i64, since: Timestamp) -> Result<Vec<Reported>>;

    /// Full-text search among what the reader's feeds brought, newest first. Words must occur in headline or text.
    fn search(&self, reader: ReaderId, query: &Query, most: usize) -> Result<Vec<Found>>;

    /// Every story with an article of the reader's feeds, not older than `since`, that contains the phrase: whole words, without case. Not cut
    /// short, because a mute hangs on it.
    fn stories_with(&self, reader: ReaderId, phrase: &str, since: Timestamp) -> Result<Vec<StoryId>>;

    /// The newest articles of one feed.
    fn newest_of(&self, feed: FeedId, most: usize) -> Result<Vec<Found>>;

    /// How many articles are kept.
    fn article_count(&self) -> Result<u64>;

    /// Forgets by the rules, a bounded piece at a time; call again while it forgets anything.
    fn sweep(&self, rules: &SweepRules, now: Timestamp) -> Result<Swept>;
}
