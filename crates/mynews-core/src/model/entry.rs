//! One piece of news as a feed announced it.

use super::{Picture, Timestamp, Video};

/// One entry of a feed, decoded as the feed meant it, before any sanitising.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Entry {
    /// The feed's own id; where it gives none, a hash of link, title and text, so that it is the same at every poll.
    pub id: String,
    /// Whether the feed gave the id itself.
    pub id_given: bool,
    /// Absolute address of the page, `http` or `https` only.
    pub link: Option<String>,
    /// Plain text or HTML as the feed means it.
    pub title: Option<String>,
    /// A line under the title (`itunes:subtitle`).
    pub subtitle: Option<String>,
    /// HTML.
    pub summary: Option<String>,
    /// HTML, the full text where the feed gives it.
    pub content: Option<String>,
    /// Names, one a person.
    pub authors: Vec<String>,
    /// The last author with the mail address some feeds add, as the feed wrote it; not for readers' eyes.
    pub author_in_full: Option<String>,
    pub language: Option<String>,
    pub rights: Option<String>,
    pub published: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    /// The publisher's own labels.
    pub categories: Vec<String>,
    pub pictures: Vec<Picture>,
    pub videos: Vec<Video>,
    pub enclosures: Vec<Enclosure>,
    pub comments_link: Option<String>,
    pub comment_count: Option<u32>,
    /// Aggregators name who they took it from (`<source>`): name and address.
    pub via: Option<(String, Option<String>)>,
}

/// A file that comes with an entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Enclosure {
    pub url: String,
    pub media_type: Option<String>,
    pub bytes: Option<u64>,
    pub seconds: Option<u32>,
}
