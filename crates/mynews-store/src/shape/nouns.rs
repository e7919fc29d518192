//! Articles, subjects and editions as JSON.

use jiff::civil::Time;
use mynews_core::model::{
    Article, ArticleId, Block, Completeness, Coverage, Dial, Edition, EditionId, Embed, Entity, EntityKind,
    Fault, Figure, Heading, HeldBack, KeyPoint, Medium, Outlet, OutletKey, Part, Pick, Picture, Placement,
    Quote, Reader, ReaderId, Reason, Related, Rule, Score, Section, SignalId, StoryId, Subjects, Term,
    Timestamp, Topic, Video, WrittenTime,
};
use serde_json::{Value, json};

use super::{Shape, structure, words};

structure! {
    Article {
        headline, standfirst, byline, outlet, url, canonical_url, published, modified, language, section, topics,
        key_points, image, images, videos, blocks, html, related, comment_count, completeness, faults,
    }
    Embed { text, url }
    Picture { url, caption, credit, alt, width, height }
    Video { title, duration_seconds, url, medium }
    Related { title, url }
    WrittenTime { at, offset_seconds, day_only }
    Subjects { topics, headings, entities, quotes, figures, key_points }
    Topic { key, label }
    Entity { kind, name, mentions }
    Quote { text, speaker, paragraph }
    Figure { text, value, unit }
    KeyPoint { text, paragraph }
    Outlet { key, name, country, language }
    Coverage { independent_outlets, outlets, articles, countries, languages }
    Edition { id, reader, at, picks, held_back, candidates, hash }
    Pick { story, position, rank, section, placement, score, coverage, new_reports }
    Score { total, reasons, terms }
    HeldBack { story, rule, detail }
    Heading { topic, confidence }
    Reason { term, part, value, evidence, subject, without }
    Reader {
        id, name, dial, edition_size, outside_share, languages, time_zone, learning_paused, tongue, region,
        edition_times, renewed_at,
    }
}

words! {
    Medium { Video = "video", Audio = "audio" }
    Completeness { Headline = "headline", Teaser = "teaser", Paywalled = "paywalled", Full = "full" }
    EntityKind { Person = "person", Organisation = "organisation", Place = "place" }
    Section { ForEveryone = "for-everyone", ForYou = "for-you", Outside = "outside", Briefs = "briefs" }
    Placement { Floor = "floor", Score = "score", Outside = "outside", Explored = "explored" }
    Part { Everyone = "everyone", Yours = "yours" }
}

impl Shape for Timestamp {
    fn to_json(&self) -> Value {
        Value::from(self.as_millisecond())
    }

    fn from_json(value: &Value) -> Option<Timestamp> {
        Timestamp::from_millisecond(value.as_i64()?).ok()
    }
}

macro_rules! spelt {
    ($($id:ty),*) => { $(
        impl Shape for $id {
            fn to_json(&self) -> Value {
                Value::from(self.to_string())
            }

            fn from_json(value: &Value) -> Option<$id> {
                <$id>::parse(value.as_str()?)
            }
        }
    )* };
}

spelt!(ArticleId, StoryId);

impl Shape for Time {
    fn to_json(&self) -> Value {
        Value::from(self.to_string())
    }

    fn from_json(value: &Value) -> Option<Time> {
        value.as_str()?.parse().ok()
    }
}

macro_rules! named {
    ($($name:ty),*) => { $(
        impl Shape for $name {
            fn to_json(&self) -> Value {
                Value::from(self.name())
            }

            fn from_json(value: &Value) -> Option<$name> {
                <$name>::named(value.as_str()?)
            }
        }
    )* };
}

named!(Term, Rule);

macro_rules! counted {
    ($($id:ident),*) => { $(
        impl Shape for $id {
            fn to_json(&self) -> Value {
                Value::from(self.0)
            }

            fn from_json(value: &Value) -> Option<$id> {
                value.as_i64().map($id)
            }
        }
    )* };
}

counted!(ReaderId, SignalId, EditionId);

impl Shape for OutletKey {
    fn to_json(&self) -> Value {
        Value::from(self.0.as_str())
    }

    fn from_json(value: &Value) -> Option<OutletKey> {
        String::from_json(value).map(OutletKey)
    }
}

impl Shape for Dial {
    fn to_json(&self) -> Value {
        Value::from(self.p())
    }

    fn from_json(value: &Value) -> Option<Dial> {
        Some(value.as_f64().map_or(Dial::DEFAULT, Dial::new))
    }
}

/// The codes of faults are ours, so a code read back is one of them or `other`.
impl Shape for Fault {
    fn to_json(&self) -> Value {
        json!([self.code, self.text])
    }

    fn from_json(value: &Value) -> Option<Fault> {
        let (code, text) = <(String, String)>::from_json(value)?;
        Some(Fault::new(intern(code), text))
    }
}

/// Codes are `&'static str` in the model. There are a few dozen, all ours, so keeping each once is bounded; the limit
/// guards against a database that somebody else wrote.
fn intern(code: String) -> &'static str {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    const CODES_MAX: usize = 1000;
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().expect("nothing panics while it holds the codes");
    match codes.get(code.as_str()) {
        Some(known) => known,
        None if codes.len() >= CODES_MAX => "other",
        None => {
            let kept: &'static str = Box::leak(code.into_boxed_str());
            codes.insert(kept);
            kept
        }
    }
}

impl Shape for Block {
    fn to_json(&self) -> Value {
        match self {
            Block::Paragraph(text) => json!(["p", text]),
            Block::Subheading(text) => json!(["h", text]),
            Block::ListEntry(text) => json!(["li", text]),
            Block::Quotation(text) => json!(["q", text]),
            Block::Code(text) => json!(["code", text]),
            Block::Table(rows) => json!(["table", rows.to_json()]),
            Block::Picture(number) => json!(["picture", number]),
            Block::Video(number) => json!(["video", number]),
            Block::Embed(embed) => json!(["embed", embed.to_json()]),
        }
    }

    fn from_json(value: &Value) -> Option<Block> {
        let [kind, content] = value.as_array()?.as_slice() else { return None };
        Some(match kind.as_str()? {
            "p" => Block::Paragraph(String::from_json(content)?),
            "h" => Block::Subheading(String::from_json(content)?),
            "li" => Block::ListEntry(String::from_json(content)?),
            "q" => Block::Quotation(String::from_json(content)?),
            "code" => Block::Code(String::from_json(content)?),
            "table" => Block::Table(Shape::from_json(content)?),
            "picture" => Block::Picture(usize::from_json(content)?),
            "video" => Block::Video(usize::from_json(content)?),
            "embed" => Block::Embed(Embed::from_json(content)?),
            _ => return None,
        })
    }
}
