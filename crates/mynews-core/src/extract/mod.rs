//! A page to an article.
