//! Everything known of one page before it is read: tree, blocks, data, headline.

use super::blocks::{self, Layout};
use super::dom::Dom;
use super::headline::{self, Headline};
use super::media::{self, Hung};
use super::page_data::PageData;
use super::prune::{Script, prune};
use crate::model::Page;

/// A page taken apart.
#[derive(Debug)]
pub struct Parts<'a> {
    pub dom: Dom,
    pub layout: Layout,
    pub data: PageData,
    pub scripts: Vec<Script<'a>>,
    pub headline: Headline,
    /// The pictures, with the lines that may describe them.
    pub hung: Vec<Hung>,
    /// Whether a limit cut something off.
    pub was_cut: bool,
}

impl<'a> Parts<'a> {
    pub fn of(page: &'a Page) -> Parts<'a> {
        let pruned = prune(&page.html);
        let dom = Dom::parse(&pruned.html);
        let data = PageData::read(&dom, &pruned.scripts, &page.url);
        let layout = blocks::find(&dom);
        let headline = headline::find(&layout, &data);
        let was_cut = pruned.was_cut || dom.was_cut;
        let hung = media::hung(&dom, &layout);
        Parts { dom, layout, data, scripts: pruned.scripts, headline, hung, was_cut }
    }
}
