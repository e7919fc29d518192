//! A look into the reading for those who measure it and learn its weights (`mynews-eval`); the product needs none of it.

use super::features::{self, Table};
use super::forest::Forest;
use super::page::Parts;
use super::{label, tell};
use crate::model::{Article, Page};

/// Reads a page as [`super::article`] does, by other weights than those that ship.
pub fn article(page: &Page, forests: &[Forest]) -> Article {
    let parts = Parts::of(page);
    tell::article(page, &parts, &label::labelled(&parts, forests), None)
}

/// One page as evidence.
pub struct Study {
    /// The text of each block, in order.
    pub texts: Vec<String>,
    /// Whether a rule has settled that a block is no body: captions, the headline. These are not for the trees.
    pub is_settled: Vec<bool>,
    pub first: Table,
    layout: super::blocks::Layout,
}

impl Study {
    pub fn of(page: &Page) -> Study {
        let parts = Parts::of(page);
        let is_settled =
            label::settled(&parts).labels.iter().map(|label| *label != label::Label::Boilerplate).collect();
        let first = features::first(&parts);
        let texts = parts.layout.blocks.iter().map(|block| block.text.clone()).collect();
        Study { texts, is_settled, first, layout: parts.layout }
    }

    /// Rows for the second look, given what the first guessed.
    pub fn second(&self, guesses: &[f32]) -> Table {
        features::second(&self.layout, &self.first, guesses)
    }
}
