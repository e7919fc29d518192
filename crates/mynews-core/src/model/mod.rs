//! The nouns: what flows from a feed to a front page. Plain data, one file each, no verbs.
//!
//! Invariant: these types know nothing of JSON, SQL or HTML.

pub mod article;
pub mod candidate;
pub mod edition;
pub mod entry;
pub mod fault;
pub mod feed;
pub mod feed_rules;
pub mod id;
pub mod outlet;
pub mod page;
pub mod profile;
pub mod query;
pub mod reader;
pub mod signal;
pub mod story;
pub mod subject;

pub use article::{
    Article, Block, Completeness, Embed, HeadlineVersion, Medium, Picture, Related, Video, WrittenTime,
};
pub use candidate::{Candidate, Crowd, Marks};
pub use edition::{Edition, HeldBack, Part, Pick, Placement, Reason, Rule, Score, Section, Term};
pub use entry::{Enclosure, Entry};
pub use fault::Fault;
pub use feed::FeedHead;
pub use feed_rules::{Cap, FeedRules, KeptBy, WholePage};
pub use id::{ArticleId, EditionId, FeedId, ReaderId, SignalId, StoryId};
pub use outlet::{Outlet, OutletKey};
pub use page::Page;
pub use profile::{Belief, Follow, Interest, Memory, Mute, Profile, Remembered, Subject, TermBelief};
pub use query::{Holding, Query, State, Wanted};
pub use reader::{Dial, Reader};
pub use signal::{PassedOver, Signal, SignalKind, Snapshot};
pub use story::{Coverage, Life};
pub use subject::{Entity, EntityKind, Figure, Heading, KeyPoint, Quote, Subjects, Topic};

/// A moment in UTC. Stores keep it as whole milliseconds since 1970.
pub use jiff::Timestamp;
