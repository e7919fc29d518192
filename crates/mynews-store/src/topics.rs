//! The outlets' own labels: where each was used, and which of them mean the same.

use mynews_core::model::{ArticleId, OutletKey, StoryId, Timestamp};

use crate::Result;

/// An outlet put a label on an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LabelUse {
    pub topic: String,
    pub article: ArticleId,
    pub outlet: OutletKey,
    /// BCP 47.
    pub language: Option<String>,
    /// The story; the first by number of those that tell the same event in different languages.
    pub event: StoryId,
}

/// Two labels that mean the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SameTopic {
    pub topic: String,
    pub other: String,
    /// On so many events different outlets used one and the other.
    pub events: u32,
}

pub trait Topics {
    /// What was labelled since, the newest articles first; at most so many articles.
    fn label_uses(&self, since: Timestamp, articles_max: usize) -> Result<Vec<LabelUse>>;

    /// All that is known to be the same, by topic.
    fn same_topics(&self) -> Result<Vec<SameTopic>>;

    /// Adds to what is known to be the same. From then on, whoever asks for articles under one of two labels finds those
    /// under the other, the articles that are there already among them.
    fn add_same_topics(&self, same: &[SameTopic]) -> Result<()>;

    /// Takes back that two labels are the same. What was listed under both stays listed until it is swept.
    fn drop_same_topic(&self, topic: &str, other: &str) -> Result<()>;
}
