//! A small world for the tests: one reader, a few outlets, articles by name.

use std::sync::Arc;

use jiff::tz::TimeZone;
use mynews_core::model::{
    Article, ArticleId, Block, Completeness, Embed, Entity, EntityKind, Fault, FeedId, Figure, Heading,
    KeyPoint, Medium, Outlet, OutletKey, Picture, Quote, ReaderId, Related, StoryId, Subjects, Timestamp,
    Topic, Video, WrittenTime,
};
use mynews_core::parse::query;
use mynews_store::{Found, Ingest, NewFeed, Store};

pub const READER: ReaderId = ReaderId(1);

pub struct World {
    pub store: Arc<dyn Store>,
    pub folder: tempfile::TempDir,
}

impl World {
    pub fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let store = mynews_store::open(&folder.path().join("mynews.db")).unwrap();
        World { store, folder }
    }

    pub fn search(&self, query: &str) -> Vec<Found> {
        self.search_as(READER, query)
    }

    pub fn search_as(&self, reader: ReaderId, query: &str) -> Vec<Found> {
        self.store.search(reader, &query::read(query, at(60), &TimeZone::UTC), 10).unwrap()
    }

    /// Follows the feed of an outlet.
    pub fn feed(&self, outlet: &str) -> FeedId {
        self.store.follow_feed(READER, &new_feed(outlet), at(0)).unwrap().0
    }
}

/// So many minutes after the world began.
pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).unwrap()
}

pub fn new_feed(outlet: &str) -> NewFeed {
    let name = outlet[..1].to_uppercase() + &outlet[1..];
    NewFeed {
        url: format!("https://{outlet}.example/feed"),
        title: None,
        site_url: None,
        outlet: Outlet { key: OutletKey(format!("{outlet}.example")), name, country: None, language: None },
        folder: None,
    }
}

pub fn article_id(name: &str) -> ArticleId {
    ArticleId::of_url(&format!("https://harbour.example/{name}"))
}

/// An article that opens a story of its own.
pub fn ingest(name: &str, feed: FeedId, headline: &str, minute: i64) -> Ingest {
    ingest_in(name, feed, headline, minute, StoryId::opened_by(article_id(name)))
}

pub fn ingest_in(name: &str, feed: FeedId, headline: &str, minute: i64, story: StoryId) -> Ingest {
    Ingest {
        id: article_id(name),
        feed,
        seen: None,
        place: 0,
        outlet: new_feed("harbour").outlet,
        article: Article {
            headline: Some(headline.into()),
            blocks: vec![Block::Paragraph(format!("The text of {name}."))],
            ..Article::default()
        },
        subjects: Subjects::default(),
        at: at(minute),
        arrived_at: at(minute),
        story,
        copy_group: u64::MAX - 1,
        joined_by: vec!["title".into()],
        sketch: vec![1, 2, 3],
        words: vec![(u64::MAX, 0.25)],
        vector: vec![-128, 0, 127],
        wants_page: false,
        repeated: 0,
    }
}

/// Turns a database into one that a later version wrote.
pub fn pretend_newer(path: &std::path::Path) {
    // The version is a big-endian number at byte 60 of the file (SQLite file format, section 1.3).
    let mut bytes = std::fs::read(path).unwrap();
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    std::fs::write(path, bytes).unwrap();
}

/// An article with something in every field.
pub fn full_article() -> Article {
    let text = |words: &str| Some(words.to_owned());
    Article {
        headline: text("Everything at once"),
        standfirst: text("And under it, this."),
        byline: vec!["Ruta Halvorsen".into(), "Per Aune".into()],
        outlet: text("The Harbour Post"),
        url: text("https://harbour.example/a?x=1"),
        canonical_url: text("https://harbour.example/a"),
        published: Some(WrittenTime { at: at(0), offset_seconds: Some(28_800), day_only: false }),
        modified: Some(WrittenTime { at: at(1), offset_seconds: None, day_only: true }),
        language: text("en"),
        section: text("World"),
        topics: vec!["Energy".into()],
        key_points: vec!["One.".into(), "Two.".into()],
        image: Some(Picture {
            url: "https://harbour.example/p.jpg".into(),
            caption: text("Turbines"),
            credit: text("Ines Corvo"),
            alt: text("a turbine"),
            width: Some(1200),
            height: Some(800),
        }),
        images: vec![Picture::default()],
        videos: vec![Video {
            title: text("A film"),
            duration_seconds: Some(105),
            url: text("https://harbour.example/v"),
            medium: Medium::Audio,
        }],
        blocks: vec![
            Block::Paragraph("First.".into()),
            Block::Subheading("A break".into()),
            Block::ListEntry("a".into()),
            Block::Quotation("q".into()),
            Block::Code("let x = 1;".into()),
            Block::Table(vec![vec!["1".into(), "2".into()], vec![]]),
            Block::Picture(0),
            Block::Video(0),
            Block::Embed(Embed { text: "post".into(), url: None }),
        ],
        html: "<p>First.</p>".into(),
        related: vec![Related { title: "Earlier".into(), url: None }],
        comment_count: Some(37),
        completeness: Completeness::Paywalled,
        faults: vec![Fault::new("no-date", "The page has no date.")],
    }
}

pub fn full_subjects() -> Subjects {
    let topic = Topic { key: "energy".into(), label: "Energy".into() };
    Subjects {
        topics: vec![topic.clone()],
        headings: vec![Heading { topic, confidence: 0.7 }],
        entities: vec![Entity { kind: EntityKind::Person, name: "Oda Lindqvist".into(), mentions: 3 }],
        quotes: vec![Quote { text: "Nobody won.".into(), speaker: None, paragraph: Some(0) }],
        figures: vec![Figure {
            text: "almost 30 per cent".into(),
            value: 30.1,
            unit: Some("per cent".into()),
        }],
        key_points: vec![KeyPoint { text: "First.".into(), paragraph: Some(0) }],
    }
}
