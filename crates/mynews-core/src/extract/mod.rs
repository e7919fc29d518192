//! A page to an article.
//!
//! A page is parsed once ([`dom`], after [`prune`] has cut away what never carries words), taken apart into blocks once
//! ([`blocks`]), and every block gets one label ([`label`]). Body, metadata, media and links are then readings of the
//! labelled page, so that they cannot disagree: what is a caption is not body, what is the headline is not repeated.

mod blocks;
mod body;
mod byline;
mod credit;
mod dates;
mod dom;
mod features;
mod films;
pub mod forest;
mod from_entry;
mod headline;
mod inline;
mod json;
mod label;
mod lexicon;
mod media;
mod microdata;
mod names;
mod naming;
mod page;
mod page_data;
mod prune;
mod repeats;
mod said_dates;
mod sanitise;
mod score;
mod signed;
mod state;
pub mod study;
mod tell;
mod text_page;
mod told_pictures;
mod topics;

pub use from_entry::entry_article;
pub use sanitise::sanitise;

use crate::model::{Article, Entry, Page};

/// Reads a page. What the feed said of it (`entry`) fills the gaps.
pub fn article(page: &Page, entry: Option<&Entry>) -> Article {
    if page.is_text {
        return text_page::article(page);
    }
    let parts = page::Parts::of(page);
    let labelled = label::labelled(&parts, score::shipped());
    tell::article(page, &parts, &labelled, entry)
}
