//! What readers took apart stays apart: no placement and no repair brings it together again.

use std::collections::BTreeMap;

use crate::model::{ArticleId, StoryId};

use super::Merge;
use super::open::OpenStories;

/// Pairs of articles that do not tell the same story, because a reader said so.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Apart {
    pairs: BTreeMap<ArticleId, Vec<ArticleId>>,
}

impl Apart {
    pub fn new(pairs: impl IntoIterator<Item = (ArticleId, ArticleId)>) -> Apart {
        let mut apart = Apart::default();
        for (article, other) in pairs {
            apart.pairs.entry(article).or_default().push(other);
        }
        apart
    }

    /// Whether a reader put the article where it stands. It is not placed again.
    pub fn was_moved(&self, article: ArticleId) -> bool {
        self.pairs.contains_key(&article)
    }

    /// Whether making two stories one would bring together what was taken apart.
    pub fn forbids(&self, merge: Merge, open: &OpenStories) -> bool {
        let is_in = |article: ArticleId, story: StoryId| open.story_of(article) == Some(story);
        self.pairs.iter().any(|(article, others)| {
            let across =
                |here, there| is_in(*article, here) && others.iter().any(|other| is_in(*other, there));
            across(merge.from, merge.into) || across(merge.into, merge.from)
        })
    }
}
