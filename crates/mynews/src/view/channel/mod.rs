//! A view of mynews as a feed for other programs: Atom, RSS and JSON Feed, written from the same items.
//!
//! Nothing in it hangs on the moment it is asked for ("2 h ago"): equal news, equal bytes, and so an honest ETag.

mod atom;
mod items;
mod json_feed;
mod rss;

use mynews_core::model::Timestamp;

pub use items::{Place, of_article, of_story};

/// Items of a feed at most: clients keep what they have seen.
pub const ITEMS_MAX: usize = 60;

/// Which of the three it is written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Atom,
    Rss,
    Json,
}

impl Shape {
    pub const ALL: [Shape; 3] = [Shape::Atom, Shape::Rss, Shape::Json];

    /// How an address of it ends.
    pub fn ending(self) -> &'static str {
        match self {
            Shape::Atom => "atom",
            Shape::Rss => "rss",
            Shape::Json => "json",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Atom => "Atom",
            Shape::Rss => "RSS",
            Shape::Json => "JSON Feed",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Shape::Atom => "application/atom+xml; charset=utf-8",
            Shape::Rss => "application/rss+xml; charset=utf-8",
            Shape::Json => "application/feed+json; charset=utf-8",
        }
    }
}

/// A view with its stories.
#[derive(Clone, PartialEq, Debug)]
pub struct Channel {
    pub title: String,
    /// Its own address, which is private.
    pub address: String,
    /// The page that shows the same.
    pub page: String,
    /// Stays the same when the address is renewed.
    pub id: String,
    /// Of an empty feed; else the newest item speaks.
    pub made_at: Timestamp,
    pub items: Vec<Item>,
}

/// A story, or an article, as a feed announces it.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    pub id: String,
    pub title: String,
    pub language: Option<String>,
    /// The page here.
    pub address: String,
    /// Where the outlet published it.
    pub original: Option<String>,
    pub outlet: String,
    pub published: Timestamp,
    pub updated: Timestamp,
    pub topics: Vec<String>,
    /// Key points with their outlets, facts and reasons.
    pub html: String,
}

impl Channel {
    pub fn written(&self, shape: Shape) -> String {
        match shape {
            Shape::Atom => atom::written(self),
            Shape::Rss => rss::written(self),
            Shape::Json => json_feed::written(self),
        }
    }

    /// When anything in it last changed.
    pub fn updated(&self) -> Timestamp {
        self.items.iter().map(|item| item.updated).max().unwrap_or(self.made_at)
    }
}

/// A lasting name for a thing, whoever asks and wherever mynews runs.
pub fn urn(kind: &str, id: &str) -> String {
    let hash = blake3::hash(format!("mynews {kind} {id}").as_bytes());
    let mut bytes: [u8; 16] = hash.as_bytes()[..16].try_into().expect("a hash is longer");
    // Version 8, "as its maker likes", and the variant every UUID has.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// RFC 3339 in whole seconds.
pub fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// As mail and HTTP write it.
pub fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use mynews_core::parse;

    use super::*;

    fn channel() -> Channel {
        let at = |text: &str| text.parse().unwrap();
        Channel {
            title: "mynews: “A & B”".into(),
            address: "http://reader.test/feed/1-secret/front.atom".into(),
            page: "http://reader.test/".into(),
            id: urn("view", "front"),
            made_at: at("2026-11-23T18:00:00Z"),
            items: vec![Item {
                id: urn("story", "0123"),
                title: "Trams <free> & \"late\"\u{8}".into(),
                language: Some("en".into()),
                address: "http://reader.test/s/0123".into(),
                original: Some("https://harbour-post.test/a?b=1&c=2".into()),
                outlet: "Harbour Post".into(),
                published: at("2026-11-23T10:00:00.5Z"),
                updated: at("2026-11-23T12:00:00Z"),
                topics: vec!["Cities".into()],
                html: "<blockquote><p>Trams &lt;run&gt;.</p></blockquote>".into(),
            }],
        }
    }

    #[test]
    fn every_shape_is_read_back_the_same_by_our_own_parser() {
        for shape in Shape::ALL {
            let text = channel().written(shape);
            let parsed = parse::feed(text.as_bytes(), Some(shape.content_type()), "http://reader.test/feed")
                .unwrap_or_else(|why| panic!("{shape:?}: {} in {text}", why.why));
            assert!(parsed.faults.is_empty(), "{shape:?}: {:?}", parsed.faults);
            assert_eq!(parsed.head.title.as_deref(), Some("mynews: “A & B”"), "{shape:?}");
            let [entry] = &parsed.entries[..] else { panic!("{shape:?} has one entry") };
            assert_eq!(entry.id, urn("story", "0123"), "{shape:?}");
            assert!(entry.id_given);
            assert_eq!(entry.link.as_deref(), Some("http://reader.test/s/0123"), "{shape:?}");
            assert_eq!(entry.authors, ["Harbour Post"], "{shape:?}");
            assert_eq!(entry.published, Some("2026-11-23T10:00:00Z".parse().unwrap()), "{shape:?}");
            assert_eq!(entry.categories, ["Cities"], "{shape:?}");
            let content = entry.content.as_deref().or(entry.summary.as_deref());
            assert_eq!(content, Some(channel().items[0].html.as_str()), "{shape:?}");
        }
    }

    #[test]
    fn names_are_lasting_uuids() {
        assert_eq!(urn("story", "0123"), urn("story", "0123"));
        assert_ne!(urn("story", "0123"), urn("article", "0123"));
        let urn = urn("story", "0123");
        assert_eq!((urn.len(), &urn[23..24]), (45, "8"), "{urn}");
    }
}
