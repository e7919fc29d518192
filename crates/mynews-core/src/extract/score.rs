//! How likely each block is a piece of the body.

use super::blocks::{Layout, Places, Shape};
use super::naming::Kind;
use super::page::Parts;

/// From 0 to 1 for every block.
pub fn body_scores(parts: &Parts<'_>) -> Vec<f32> {
    let layout = &parts.layout;
    let main = main_box(layout);
    layout
        .blocks
        .iter()
        .map(|block| {
            let around = layout.around(block);
            let inside = layout.boxes(block).any(|around| around.node == layout.surroundings[main].node);
            let unwanted = [
                Kind::Related,
                Kind::Newsletter,
                Kind::Advertisement,
                Kind::Share,
                Kind::Comments,
                Kind::Caption,
                Kind::Credit,
                Kind::Byline,
                Kind::Promotion,
                Kind::Overlay,
                Kind::Topics,
                Kind::Video,
            ]
            .into_iter()
            .any(|kind| around.near.has(kind));
            if !inside
                || unwanted
                || around.places.has(
                    Places::CAPTION
                        | Places::FORM
                        | Places::NAVIGATION
                        | Places::HIDDEN
                        | Places::FOOTER
                        | Places::ASIDE,
                )
            {
                return 0.0;
            }
            if block.link_share() > 0.7 {
                return 0.1;
            }
            match block.shape {
                Shape::Heading(1) | Shape::Caption | Shape::Button => 0.0,
                Shape::Loose if block.words < 12 => 0.2,
                _ => 0.9,
            }
        })
        .collect()
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
