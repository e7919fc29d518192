//! A feed while it is being read: what was found, before it is decided what counts.

use crate::model::{Entry, Fault, FeedHead};

/// Everything a document said.
#[derive(Default)]
pub(super) struct Draft {
    pub head: FeedHead,
    /// What relative links of the head are relative to, where the document says so.
    pub base: Option<String>,
    pub entries: Vec<EntryDraft>,
    pub faults: Faults,
    /// Something in it is a feed or an entry.
    pub is_feed: bool,
}

/// An entry with the second choices for what its feed may have left out.
#[derive(Default)]
pub(super) struct EntryDraft {
    /// Links in it are as written.
    pub entry: Entry,
    /// `xml:base` in force at the entry.
    pub base: Option<String>,
    /// The address behind a counting redirect (`feedburner:origLink`).
    pub original_link: Option<String>,
    /// The id where it says it is an address (RSS's `isPermaLink`), or RDF's `about`.
    pub permalink: Option<String>,
    /// The page that holds the content (`<content src>`), or any other link.
    pub other_link: Option<String>,
    pub title_elsewhere: Option<String>,
    pub summary_elsewhere: Option<String>,
    pub author_elsewhere: Option<String>,
    pub created: Option<crate::model::Timestamp>,
    pub media: Vec<MediaDraft>,
    /// `media:` elements that stand beside their file and speak of all files of the entry.
    pub media_of_all: MediaDraft,
    /// `itunes:duration`.
    pub seconds: Option<u32>,
    /// `itunes:image` and the like: a picture of the series, if there is no other.
    pub cover: Option<String>,
}

/// One file of Media RSS, its address as written.
#[derive(Clone, Default)]
pub(super) struct MediaDraft {
    pub url: Option<String>,
    pub media_type: Option<String>,
    pub medium: Option<String>,
    pub seconds: Option<u32>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub credit: Option<String>,
    pub is_thumbnail: bool,
}

/// Faults, each kind once, with how often it was met.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<(Fault, usize)>,
}

impl Faults {
    pub fn add(&mut self, code: &'static str, text: &str) {
        match self.found.iter_mut().find(|(fault, _)| fault.code == code) {
            Some((_, times)) => *times += 1,
            None => self.found.push((Fault::new(code, text), 1)),
        }
    }

    /// A fault of the document, which it has or has not.
    pub fn once(&mut self, code: &'static str, text: &str) {
        if !self.found.iter().any(|(fault, _)| fault.code == code) {
            self.add(code, text);
        }
    }

    pub fn into_vec(self) -> Vec<Fault> {
        let worded = |(fault, times): (Fault, usize)| match times {
            1 => fault,
            _ => Fault::new(fault.code, format!("{} ({times} times)", fault.text)),
        };
        self.found.into_iter().map(worded).collect()
    }
}
