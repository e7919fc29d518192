//! Gives every block of a page one label; body, metadata, media and links are readings of these.

use html5ever::local_name;

use super::blocks::{Block, Layout, Places, Shape};
use super::headline::{likeness, plain};
use super::media::{self, Shown};
use super::naming::Kind;
use super::page::Parts;
use super::score;

/// What a block of a page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    Headline,
    Standfirst,
    KeyPoint,
    Byline,
    Body,
    Caption,
    Video,
    Related,
    CommentCount,
    Boilerplate,
}

/// A page with its blocks labelled.
#[derive(Debug)]
pub struct Labelled {
    pub labels: Vec<Label>,
    pub pictures: Vec<Shown>,
}

/// A block at least this likely is body.
const BODY_FROM: f32 = 0.5;

/// Every block labelled.
pub fn labelled(parts: &Parts<'_>) -> Labelled {
    let mut labelled = settled(parts);
    let scores = score::body_scores(parts, |block| labelled.labels[block] == Label::Boilerplate);
    for (label, score) in labelled.labels.iter_mut().zip(scores) {
        if *label == Label::Boilerplate && score >= BODY_FROM {
            *label = Label::Body;
        }
    }
    mark_media(parts, &mut labelled);
    let labels = &mut labelled.labels;
    mark_related(&parts.layout, labels);
    mark_standfirst(parts, labels);
    mark_comment_count(parts, labels);
    labelled
}

/// What form alone settles: captions of figures, clocks that give a film's length, the headline. All else is boilerplate until it is weighed.
pub fn settled(parts: &Parts<'_>) -> Labelled {
    let layout = &parts.layout;
    let mut labels: Vec<Label> = (layout.blocks.iter())
        .map(|block| match media::clock_seconds(&block.text) {
            Some(_) => Label::Video,
            None if layout.around(block).places.has(Places::CAPTION) => Label::Caption,
            None => Label::Boilerplate,
        })
        .collect();
    mark_headline(parts, &mut labels);
    Labelled { labels, pictures: media::pictures(parts) }
}

/// What names say is a caption or a film's title, and the evidence says is no body.
fn mark_media(parts: &Parts<'_>, labelled: &mut Labelled) {
    let layout = &parts.layout;
    let is_free = |label: Label| matches!(label, Label::Boilerplate);
    for (index, block) in layout.blocks.iter().enumerate() {
        if is_free(labelled.labels[index]) && media::describes(block, layout) {
            labelled.labels[index] = Label::Caption;
        } else if is_free(labelled.labels[index]) && in_video(parts, block) {
            labelled.labels[index] = Label::Video;
        }
    }
    for block in labelled.pictures.iter().flat_map(|shown| &shown.blocks) {
        if is_free(labelled.labels[*block]) {
            labelled.labels[*block] = Label::Caption;
        }
    }
}

/// A text that is all body (a feed's own), except the blocks that `is_appended` knows.
pub fn all_body(parts: &Parts<'_>, is_appended: impl Fn(&Block) -> bool) -> Labelled {
    let pictures = media::pictures(parts);
    let mut labels: Vec<Label> = (parts.layout.blocks.iter())
        .map(|block| if is_appended(block) { Label::Boilerplate } else { Label::Body })
        .collect();
    for shown in &pictures {
        for block in &shown.blocks {
            labels[*block] = Label::Caption;
        }
    }
    Labelled { labels, pictures }
}

impl Labelled {
    /// The blocks of one label.
    pub fn all(&self, label: Label) -> impl Iterator<Item = usize> + '_ {
        self.labels.iter().enumerate().filter(move |(_, other)| **other == label).map(|(index, _)| index)
    }

    /// From the first to behind the last block of the body.
    pub fn body_range(&self) -> std::ops::Range<usize> {
        let first = self.all(Label::Body).next().unwrap_or(0);
        let last = self.all(Label::Body).last().map_or(0, |last| last + 1);
        first..last
    }
}

pub fn in_video(parts: &Parts<'_>, block: &Block) -> bool {
    let around = parts.layout.around(block);
    if around.figure == 0 {
        return false;
    }
    let figure = parts.dom.node_at(around.figure - 1);
    let index = parts.layout.box_of[figure.index()] as usize;
    parts.layout.surroundings[index].own.has(Kind::Video)
        && !parts.dom.descendants(figure).any(|node| *parts.dom.tag(node) == local_name!("img"))
}

/// The headline's own block, and every other that only repeats it.
fn mark_headline(parts: &Parts<'_>, labels: &mut [Label]) {
    let Some(headline) = &parts.headline.text else { return };
    let headline = plain(headline);
    for (index, block) in parts.layout.blocks.iter().enumerate() {
        let is_it = parts.headline.block.is_some_and(|shown| parts.layout.blocks[shown].node == block.node);
        if is_it || (block.text.len() < headline.len() * 2 + 40 && plain(&block.text) == headline) {
            labels[index] = Label::Headline;
        }
    }
}

/// Links to other articles, between the paragraphs of this one.
fn mark_related(layout: &Layout, labels: &mut [Label]) {
    let first = labels.iter().position(|label| *label == Label::Body).unwrap_or(0);
    let last = labels.iter().rposition(|label| *label == Label::Body).unwrap_or(0);
    for (index, block) in layout.blocks.iter().enumerate().take(last).skip(first) {
        let around = layout.around(block);
        let named = around.near.has(Kind::Related) || around.places.has(Places::ASIDE);
        if labels[index] == Label::Boilerplate && named && block.link_share() > 0.8 && block.words >= 4 {
            labels[index] = Label::Related;
        }
    }
}

/// The deck between headline and body, and lists of key points there.
fn mark_standfirst(parts: &Parts<'_>, labels: &mut [Label]) {
    let layout = &parts.layout;
    let description = parts
        .data
        .meta_of(&["og:description", "description", "twitter:description"])
        .map(plain)
        .unwrap_or_default();
    let start = parts.headline.block.map_or(0, |block| block + 1);
    let body_blocks: Vec<usize> = (0..labels.len()).filter(|index| labels[*index] == Label::Body).collect();
    let Some(first_body) = body_blocks.first().copied() else { return };
    let early = body_blocks.get(2).copied().unwrap_or(first_body);
    let mut point_list = None;
    for (index, block) in layout.blocks.iter().enumerate().skip(start.min(first_body)) {
        let list = layout.around(block).outer;
        // A list is key points as a whole or not at all.
        if point_list == Some(list) {
            labels[index] = Label::KeyPoint;
            continue;
        }
        if index > early {
            break;
        }
        if !matches!(labels[index], Label::Body | Label::Boilerplate) {
            continue;
        }
        let block = &layout.blocks[index];
        let around = layout.around(block);
        let named =
            around.own.has(Kind::Standfirst) || (around.near.has(Kind::Standfirst) && index <= first_body);
        if named && around.places.has(Places::LIST) && block.words >= 4 && block.link_share() < 0.5 {
            labels[index] = Label::KeyPoint;
            point_list = Some(list);
        } else if block.words >= 5
            && block.link_share() < 0.5
            && block.words < 120
            && ((named && !around.near.has(Kind::Related))
                || (index < first_body && matches!(block.shape, Shape::Heading(2)))
                || (index < first_body && likeness(&plain(&block.text), &description) > 0.8))
        {
            labels[index] = Label::Standfirst;
        }
    }
}

/// A number in a link or button to the comments.
fn mark_comment_count(parts: &Parts<'_>, labels: &mut [Label]) {
    for (index, block) in parts.layout.blocks.iter().enumerate() {
        let around = parts.layout.around(block);
        if block.words <= 3
            && around.near.with(block.inner).has(Kind::Comments)
            && block.text.bytes().any(|byte| byte.is_ascii_digit())
        {
            labels[index] = Label::CommentCount;
            return;
        }
    }
}
