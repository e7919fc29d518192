//! Articles that were unpacked lately: the stories of a front page are the same for many readers and many minutes.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use mynews_core::model::{Article, Subjects};

/// Articles kept unpacked: some megabytes.
const KEPT: usize = 800;

/// What an article and its subjects were at one of its revisions; shared by the pages that show it.
pub(super) type Content = (Arc<Article>, Arc<Subjects>);

/// Unpacked articles by their ids, each as of one revision; the oldest go first.
#[derive(Default)]
pub(super) struct Contents(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    contents: HashMap<i64, (i64, Content)>,
    order: VecDeque<i64>,
}

impl Contents {
    /// The content of an article at a revision; unpacked where it is not at hand.
    pub fn get(
        &self,
        article: i64,
        revision: i64,
        unpack: impl FnOnce() -> Option<Content>,
    ) -> Option<Content> {
        if let Some((at, content)) = self.kept().contents.get(&article)
            && *at == revision
        {
            return Some(content.clone());
        }
        let content = unpack()?;
        let mut kept = self.kept();
        if kept.contents.insert(article, (revision, content.clone())).is_none() {
            kept.order.push_back(article);
        }
        if kept.order.len() > KEPT
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.contents.remove(&oldest);
        }
        Some(content)
    }

    /// What was swept shall not be read on.
    pub fn clear(&self) {
        *self.kept() = Kept::default();
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_unpacked_once_and_the_oldest_are_let_go() {
        let contents = Contents::default();
        let titled = |title: &str| {
            let article = Article { headline: Some(title.into()), ..Article::default() };
            Some((Arc::new(article), Arc::default()))
        };
        let headline = |content: Option<Content>| content.and_then(|content| content.0.headline.clone());
        assert_eq!(headline(contents.get(1, 1, || titled("one"))).as_deref(), Some("one"));
        assert_eq!(headline(contents.get(1, 1, || None)).as_deref(), Some("one"), "it is at hand");
        assert_eq!(headline(contents.get(1, 2, || titled("changed"))).as_deref(), Some("changed"));
        for other in 2..=KEPT as i64 + 1 {
            contents.get(other, 1, || titled("other"));
        }
        assert_eq!(headline(contents.get(1, 2, || None)), None, "it made room");
        assert!(contents.kept().contents.len() <= KEPT);
    }
}
