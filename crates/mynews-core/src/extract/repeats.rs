//! Articles that a page prints twice: once for wide screens and once for narrow ones, or once as a draft of its builder.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::Layout;
use super::label::Label;

/// Words from which a paragraph said again is no refrain.
const COPY_WORDS_MIN: usize = 12;

/// Different paragraphs from which their copies are a copy of the article.
const PARAGRAPHS_MIN: usize = 3;

/// One word in so many of a body must be copied for it to be printed twice; less is a quotation set large.
const COPY_SHARE: usize = 4;

/// Drops the second copy of a body that is printed twice, with the lines between its paragraphs.
pub fn drop_second_copy(layout: &Layout, labels: &mut [Label]) {
    let Some(copy) = second_copy(layout, labels) else { return };
    for label in &mut labels[copy] {
        if *label == Label::Body {
            *label = Label::Boilerplate;
        }
    }
}

fn second_copy(layout: &Layout, labels: &[Label]) -> Option<Range<usize>> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut copies = Vec::new();
    let mut words = 0;
    let is_body = |index: &usize| labels[*index] == Label::Body;
    for index in (0..labels.len()).filter(is_body) {
        let block = &layout.blocks[index];
        words += block.words;
        if block.words < COPY_WORDS_MIN {
            continue;
        }
        let original = *first.entry(&block.text).or_insert(index);
        // What one box says twice is the author's.
        let is_elsewhere = layout.around(&layout.blocks[original]).outer != layout.around(block).outer;
        if original != index && is_elsewhere {
            copies.push((original, index));
        }
    }
    let words_of = |blocks: &mut dyn Iterator<Item = usize>| -> usize {
        blocks.map(|block| layout.blocks[block].words).sum()
    };
    let mut originals: Vec<usize> = copies.iter().map(|(original, _)| *original).collect();
    originals.sort_unstable();
    originals.dedup();
    if originals.len() < PARAGRAPHS_MIN {
        return None;
    }
    let copied = words_of(&mut copies.iter().map(|(_, copy)| *copy));
    let (first, last) = (copies.first()?.1, copies.last()?.1 + 1);
    let last_original = *originals.last()?;
    // The copy stands behind the whole of the original, and is little else than a copy.
    let all = words_of(&mut (first..last).filter(is_body));
    (copied * COPY_SHARE >= words && copied * 2 >= all && last_original < first).then_some(first..last)
}

#[cfg(test)]
mod tests {
    use super::super::page::Parts;
    use super::*;

    const GATES: &str =
        "<p>The harbour master closed the gates on Monday, and they stay closed for a week.</p>";
    const BARGE: &str =
        "<p>The fuel barge has to wait outside for as long as the work on the locks takes.</p>";
    const DIVERS: &str =
        "<p>Divers looked at the walls of the old lock all day and found nothing to repair.</p>";

    fn check(html: &str, bodies: usize) {
        let page = crate::model::Page { url: String::new(), html: html.into(), is_text: false };
        let layout = Parts::of(&page).layout;
        let mut labels = vec![Label::Body; layout.blocks.len()];
        drop_second_copy(&layout, &mut labels);
        assert_eq!(labels.iter().filter(|label| **label == Label::Body).count(), bodies, "{html}");
    }

    #[test]
    fn an_article_printed_twice_is_read_once() {
        let article = format!("<h2>Closed</h2>{GATES}{BARGE}{DIVERS}");
        check(&format!("<div><div>{article}</div></div><section><div>{article}</div></section>"), 5);
    }

    #[test]
    fn a_refrain_and_a_quotation_set_large_stay() {
        check(&format!("<div><div>{GATES}{BARGE}{DIVERS}{GATES}{BARGE}{DIVERS}</div></div>"), 6);
        check(&format!("<div><div>{GATES}{BARGE}{DIVERS}</div></div><aside><div>{BARGE}</div></aside>"), 4);
    }
}
