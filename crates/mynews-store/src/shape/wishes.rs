//! Signals, and the subjects they are about, as JSON.

use mynews_core::model::{
    EntityKind, FeedRules, OutletKey, PassedOver, Signal, SignalKind, Snapshot, StoryId, Subject, WholePage,
};
use serde_json::{Value, json};

use super::{Shape, structure};

structure! {
    Signal { id, reader, at, kind, snapshot }
    Snapshot {
        story, headline, topics, entities, outlets, authors, language, words, vector, terms, edition, position,
        passed_over,
    }
    PassedOver { story, position, terms }
    FeedRules { name, keep, never, whole_page, led_at_most }
}

/// What nobody asked for is absent.
impl Shape for WholePage {
    fn to_json(&self) -> Value {
        match self {
            WholePage::WhenShort => Value::Null,
            WholePage::Always => json!("always"),
            WholePage::Never => json!("never"),
        }
    }

    fn from_json(value: &Value) -> Option<WholePage> {
        Some(match value.as_str() {
            None | Some("when-short") => WholePage::WhenShort,
            Some("always") => WholePage::Always,
            Some("never") => WholePage::Never,
            Some(_) => return None,
        })
    }
}

impl Shape for Subject {
    fn to_json(&self) -> Value {
        match self {
            Subject::Topic(key) => json!(["topic", key]),
            Subject::Entity(kind, name) => json!(["entity", kind.to_json(), name]),
            Subject::Outlet(key) => json!(["outlet", key.0]),
            Subject::Author(name) => json!(["author", name]),
            Subject::Phrase(words) => json!(["phrase", words]),
            Subject::Interest(words) => json!(["interest", words]),
            Subject::Story(id) => json!(["story", id.to_json()]),
        }
    }

    fn from_json(value: &Value) -> Option<Subject> {
        let list = value.as_array()?;
        let text = |place: usize| list.get(place).and_then(Value::as_str).map(str::to_owned);
        Some(match list.first()?.as_str()? {
            "topic" => Subject::Topic(text(1)?),
            "entity" => Subject::Entity(EntityKind::from_json(list.get(1)?)?, text(2)?),
            "outlet" => Subject::Outlet(OutletKey(text(1)?)),
            "author" => Subject::Author(text(1)?),
            "phrase" => Subject::Phrase(text(1)?),
            "interest" => Subject::Interest(text(1)?),
            "story" => Subject::Story(StoryId::from_json(list.get(1)?)?),
            _ => return None,
        })
    }
}

impl Shape for SignalKind {
    fn to_json(&self) -> Value {
        let plain = |word: &str| json!({ "kind": word });
        match self {
            SignalKind::Opened => plain("opened"),
            SignalKind::ReadToEnd => plain("read-to-end"),
            SignalKind::Saved => plain("saved"),
            SignalKind::Unsaved => plain("unsaved"),
            SignalKind::Shared => plain("shared"),
            SignalKind::More => plain("more"),
            SignalKind::Less => plain("less"),
            SignalKind::Hidden => plain("hidden"),
            SignalKind::PassedOver => plain("passed-over"),
            SignalKind::Follow { subject, weight } => {
                json!({ "kind": "follow", "subject": subject.to_json(), "weight": weight })
            }
            SignalKind::Unfollow { subject } => json!({ "kind": "unfollow", "subject": subject.to_json() }),
            SignalKind::Mute { subject, until, unless_outlets } => json!({
                "kind": "mute", "subject": subject.to_json(), "until": until.to_json(),
                "unless_outlets": unless_outlets.to_json(),
            }),
            SignalKind::Unmute { subject } => json!({ "kind": "unmute", "subject": subject.to_json() }),
            SignalKind::NotTheSameStory { articles, others } => json!({
                "kind": "not-the-same-story", "articles": articles.to_json(), "others": others.to_json(),
            }),
            SignalKind::SameStory { articles, others } => json!({
                "kind": "same-story", "articles": articles.to_json(), "others": others.to_json(),
            }),
            SignalKind::Rules { feed, title, rules } => {
                json!({ "kind": "rules", "feed": feed, "title": title, "rules": rules.to_json() })
            }
            SignalKind::LessOf { subject } => json!({ "kind": "less-of", "subject": subject.to_json() }),
            SignalKind::Deny { subject } => json!({ "kind": "deny", "subject": subject.to_json() }),
        }
    }

    fn from_json(value: &Value) -> Option<SignalKind> {
        let subject = || Subject::from_json(value.get("subject")?);
        let field = |name: &str| value.get(name).unwrap_or(&Value::Null);
        Some(match value.get("kind")?.as_str()? {
            "opened" => SignalKind::Opened,
            "read-to-end" => SignalKind::ReadToEnd,
            "saved" => SignalKind::Saved,
            "unsaved" => SignalKind::Unsaved,
            "shared" => SignalKind::Shared,
            "more" => SignalKind::More,
            "less" => SignalKind::Less,
            "hidden" => SignalKind::Hidden,
            "passed-over" => SignalKind::PassedOver,
            "follow" => SignalKind::Follow { subject: subject()?, weight: field("weight").as_f64()? },
            "unfollow" => SignalKind::Unfollow { subject: subject()? },
            "mute" => SignalKind::Mute {
                subject: subject()?,
                until: Shape::from_json(field("until"))?,
                unless_outlets: Shape::from_json(field("unless_outlets"))?,
            },
            "unmute" => SignalKind::Unmute { subject: subject()? },
            "not-the-same-story" => SignalKind::NotTheSameStory {
                articles: Shape::from_json(field("articles"))?,
                others: Shape::from_json(field("others"))?,
            },
            "same-story" => SignalKind::SameStory {
                articles: Shape::from_json(field("articles"))?,
                others: Shape::from_json(field("others"))?,
            },
            "rules" => SignalKind::Rules {
                feed: Shape::from_json(field("feed"))?,
                title: Shape::from_json(field("title"))?,
                rules: Shape::from_json(field("rules"))?,
            },
            "less-of" => SignalKind::LessOf { subject: subject()? },
            "deny" => SignalKind::Deny { subject: subject()? },
            _ => return None,
        })
    }
}
