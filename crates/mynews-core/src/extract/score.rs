//! How likely each block is a piece of the body.

use std::sync::LazyLock;

use super::blocks::{Layout, Places};
use super::features;
use super::forest::{self, Forest};
use super::naming::Kind;
use super::page::Parts;

/// The learnt weights; how they are made stands in `assets/README.md`.
static FORESTS: LazyLock<Vec<Forest>> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../../assets/reading.forest");
    forest::from_bytes(bytes).expect("the asset that was built in is whole")
});

/// A first guess below this is settled: the second look would not change it.
const SURELY_NOT: f32 = 0.004;

/// The weights that ship.
pub fn shipped() -> &'static [Forest] {
    &FORESTS
}

/// From 0 to 1 for every block that `may_be_body`.
///
/// Two looks: the first weighs each block alone, the second knows what the first thought of its neighbours.
pub fn body_scores(parts: &Parts<'_>, forests: &[Forest], may_be_body: impl Fn(usize) -> bool) -> Vec<f32> {
    let [first_forest, second_forest] = forests else {
        return vec![0.0; parts.layout.blocks.len()];
    };
    let first = features::first(parts);
    let guesses: Vec<f32> = (0..first.rows())
        .map(|index| if may_be_body(index) { first_forest.likelihood(first.row(index)) } else { 0.0 })
        .collect();
    let second = features::second(&parts.layout, &first, &guesses);
    guesses
        .iter()
        .enumerate()
        .map(
            |(index, guess)| {
                if *guess < SURELY_NOT { 0.0 } else { second_forest.likelihood(second.row(index)) }
            },
        )
        .collect()
}

/// On most pages a block at least this likely is body.
const BODY_FROM: f32 = 0.5;
/// Nothing less likely than this is shown, even where nothing is more likely.
const LIKELIEST_FROM: f32 = 0.1;
/// A choice expected to be this good (F1 of words) is let stand.
const GOOD_CHOICE: f32 = 0.7;

/// How likely a block must be to be body.
///
/// Somebody asked for this page to be read. Where the forests doubt the page as a whole (a make they never saw), each
/// block by itself may look unlikely, and a fixed bar would leave a few stray lines. There the bar is the one that is
/// expected to give the best F1 of words, taking every likelihood at its word.
pub fn body_from(layout: &Layout, scores: &[f32]) -> f32 {
    let words = |block: usize| layout.blocks[block].words as f32;
    let mut ranked: Vec<usize> = (0..scores.len()).filter(|block| scores[*block] >= LIKELIEST_FROM).collect();
    ranked.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]).then(one.cmp(other)));
    let all: f32 = scores.iter().enumerate().map(|(block, score)| score * words(block)).sum();
    let (mut taken, mut right) = (0.0, 0.0);
    let mut best = (0.0, BODY_FROM);
    for block in ranked {
        taken += words(block);
        right += words(block) * scores[block];
        let expected = 2.0 * right / (taken + all).max(1.0);
        if expected > best.0 {
            best = (expected, scores[block]);
        }
    }
    if best.0 < GOOD_CHOICE { best.1 } else { BODY_FROM }
}

/// The smallest box with most of the page's prose.
pub fn main_box(layout: &Layout) -> usize {
    let mut prose = vec![0_u32; layout.surroundings.len()];
    for block in &layout.blocks {
        let around = layout.around(block);
        let aside = [Kind::Comments, Kind::Footer, Kind::Sidebar, Kind::Related, Kind::Legal, Kind::Overlay]
            .into_iter()
            .any(|kind| around.all.has(kind));
        if block.text.len() > 60
            && block.link_share() < 0.5
            && !around.places.has(Places::HIDDEN | Places::FOOTER)
        {
            prose[block.surroundings] += block.text.len() as u32 / if aside { 4 } else { 1 };
        }
    }
    for index in (1..prose.len()).rev() {
        let outer = layout.surroundings[index].outer;
        prose[outer] += prose[index];
    }
    let mut best = 0;
    for index in 1..prose.len() {
        let is_paragraph = layout.surroundings[index].blocks <= 1;
        if layout.surroundings[index].outer == best && !is_paragraph && prose[index] * 100 >= prose[best] * 65
        {
            best = index;
        }
    }
    best
}
