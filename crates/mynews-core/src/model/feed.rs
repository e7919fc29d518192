//! What a feed document says of itself.

use super::Timestamp;

/// The head of a feed document, as its publisher wrote it: decoded, not yet sanitised.
///
/// What we know of a feed we watch (its address, its health, its rhythm) is the store's `FeedRow`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedHead {
    pub title: Option<String>,
    /// The site the feed belongs to, absolute.
    pub link: Option<String>,
    pub id: Option<String>,
    pub subtitle: Option<String>,
    pub author: Option<String>,
    /// BCP 47 as written.
    pub language: Option<String>,
    pub rights: Option<String>,
    pub icon: Option<String>,
    pub updated: Option<Timestamp>,
    pub published: Option<Timestamp>,
    /// Where the feed says it lives (`rel=self`), absolute.
    pub self_link: Option<String>,
    /// Other feeds or pages of an archive are not followed; a WebSub hub is kept for later.
    pub hub: Option<String>,
    /// Minutes between looks the publisher asks for (`ttl`, `sy:updatePeriod`).
    pub ttl_minutes: Option<u32>,
}
