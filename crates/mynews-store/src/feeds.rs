//! Feeds: what is watched, for whom, and how it is doing.

use mynews_core::model::{FeedId, FeedRules, Outlet, OutletKey, ReaderId, Timestamp, WholePage};

use crate::Result;

/// A feed to watch.
#[derive(Clone, PartialEq, Debug)]
pub struct NewFeed {
    /// Canonical address.
    pub url: String,
    pub title: Option<String>,
    pub site_url: Option<String>,
    pub outlet: Outlet,
    /// The reader's folder for it, as OPML has them.
    pub folder: Option<String>,
}

/// A feed that is watched.
#[derive(Clone, PartialEq, Debug)]
pub struct FeedRow {
    pub id: FeedId,
    pub url: String,
    pub title: Option<String>,
    pub site_url: Option<String>,
    pub outlet: Outlet,
    pub folder: Option<String>,
    /// What the reader who asks wants of it; nothing where nobody in particular asks.
    pub rules: FeedRules,
    /// Whether the pages behind its entries are read: what all who follow it wish, together.
    pub whole_page: WholePage,
    /// What a fetch must carry to be let in, as `fetch` writes it; never shown, never exported unless asked.
    pub credentials: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// Fingerprint of the last document: equal bytes are not parsed again.
    pub body_hash: Option<i64>,
    pub added_at: Timestamp,
    pub next_check_at: Timestamp,
    /// How often it brings something, as `schedule` writes it.
    pub rhythm: String,
    pub health: Health,
    /// Entries of the last seven days.
    pub weekly_entries: u32,
}

impl FeedRow {
    /// What the reader who asked for it calls it.
    pub fn name(&self) -> &str {
        let own = self.rules.name.as_deref().or(self.title.as_deref());
        own.unwrap_or(&self.outlet.name)
    }

    /// The same feed, for another reader to follow.
    pub fn again(&self) -> NewFeed {
        NewFeed {
            url: self.url.clone(),
            title: self.title.clone(),
            site_url: self.site_url.clone(),
            outlet: self.outlet.clone(),
            folder: None,
        }
    }
}

/// How a feed is doing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Health {
    pub checked_at: Option<Timestamp>,
    pub succeeded_at: Option<Timestamp>,
    pub new_at: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// What is wrong, in words; set with a success too where something was worked around.
    pub fault: Option<String>,
    /// The outlet said it is gone for good; it is not asked any more.
    pub gone: bool,
}

/// What one look at a feed brought.
#[derive(Clone, PartialEq, Debug)]
pub struct Check {
    pub feed: FeedId,
    /// Where it lives now, when it moved for good.
    pub url: Option<String>,
    pub title: Option<String>,
    pub site_url: Option<String>,
    pub outlet_name: Option<String>,
    pub language: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub body_hash: Option<i64>,
    pub next_check_at: Timestamp,
    pub rhythm: String,
    pub health: Health,
}

pub trait Feeds {
    /// Watches a feed for a reader. Gives its id, and whether the reader followed it before. One that another reader's
    /// key opens is [`crate::StoreError::Closed`].
    fn follow_feed(&self, reader: ReaderId, feed: &NewFeed, now: Timestamp) -> Result<(FeedId, bool)>;

    /// A reader stops following; a feed that nobody follows is watched no more.
    fn unfollow_feed(&self, reader: ReaderId, feed: FeedId) -> Result<()>;

    /// A reader stops following what they followed at that moment, all of it together. Gives how many feeds.
    fn unfollow_all_of(&self, reader: ReaderId, followed_at: Timestamp) -> Result<usize>;

    /// Whether anyone follows anything.
    fn any_feed(&self) -> Result<bool>;

    /// Every feed that anyone follows.
    fn feeds(&self) -> Result<Vec<FeedRow>>;

    /// The feeds of one reader, by outlet name.
    fn feeds_of(&self, reader: ReaderId) -> Result<Vec<FeedRow>>;

    /// When the first of a reader's feeds is looked at next.
    fn next_check_of(&self, reader: ReaderId) -> Result<Option<Timestamp>>;

    fn feed(&self, id: FeedId) -> Result<Option<FeedRow>>;

    /// Feeds with a web address to look at now, the most overdue first.
    fn due_feeds(&self, now: Timestamp, most: usize) -> Result<Vec<FeedRow>>;

    /// Makes feeds due now: those that are due within the hour, or all. Gives how many.
    fn hurry(&self, now: Timestamp, all: bool) -> Result<usize>;

    /// Keeps what a look brought. A moved feed whose new address is watched already leaves its followers there.
    fn record_check(&self, check: &Check) -> Result<()>;

    fn set_credentials(&self, feed: FeedId, credentials: Option<&str>) -> Result<()>;

    /// Whose feed it is, once it says so itself.
    fn set_outlet(&self, feed: FeedId, outlet: &Outlet) -> Result<()>;

    fn outlet(&self, key: &OutletKey) -> Result<Option<Outlet>>;
}
