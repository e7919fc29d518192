//! Gives every block of a page one label; body, metadata, media and links are readings of these.

use std::collections::BTreeMap;

use html5ever::local_name;

use super::blocks::{Block, Layout, Places, Shape};
use super::dom::NodeId;
use super::films;
use super::forest::Forest;
use super::headline::{likeness, plain};
use super::lexicon;
use super::media::{self, Shown};
use super::names;
use super::naming::{Kind, Kinds};
use super::page::Parts;
use super::repeats;
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

/// Every block labelled, its evidence weighed by `forests`.
pub fn labelled(parts: &Parts<'_>, forests: &[Forest]) -> Labelled {
    let mut labelled = settled(parts);
    let scores = score::body_scores(parts, forests, |block| labelled.labels[block] == Label::Boilerplate);
    let body_from = score::body_from(&parts.layout, &scores);
    for (label, score) in labelled.labels.iter_mut().zip(scores) {
        if *label == Label::Boilerplate && score >= body_from {
            *label = Label::Body;
        }
    }
    for (block, label) in parts.layout.blocks.iter().zip(&mut labelled.labels) {
        if *label == Label::Body && lexicon::is_boilerplate_line(&block.text) {
            *label = Label::Boilerplate;
        }
    }
    cut_following_stories(parts, &mut labelled.labels);
    drop_side_cells(parts, &mut labelled.labels);
    drop_undrawn(&parts.layout, &mut labelled.labels);
    repeats::drop_second_copy(&parts.layout, &mut labelled.labels);
    mark_media(parts, &mut labelled);
    let labels = &mut labelled.labels;
    mark_related(&parts.layout, labels);
    mark_byline(&parts.layout, labels);
    mark_standfirst(parts, labels);
    mark_comment_count(parts, labels);
    labelled
}

/// A page without an end goes on with other stories. Each begins with a headline dressed like the first one, in a box of
/// its own: from there on nothing is this article's body. A subheading that happens to share the headline's dress
/// stands in one box with the paragraphs.
fn cut_following_stories(parts: &Parts<'_>, labels: &mut [Label]) {
    let layout = &parts.layout;
    let Some(first) = labels.iter().position(|label| *label == Label::Headline) else { return };
    let dress = |block: &Block| {
        let is_heading = matches!(
            *parts.dom.tag(block.node),
            local_name!("h1") | local_name!("h2") | local_name!("h3") | local_name!("h4")
        );
        let has_class =
            parts.dom.attribute(block.node, "class").is_some_and(|class| !class.trim().is_empty());
        (is_heading || has_class).then(|| layout.around(block).signature)
    };
    let Some(headline_dress) = dress(&layout.blocks[first]) else { return };
    if layout.blocks[..first].iter().any(|block| dress(block) == Some(headline_dress)) {
        // A list of headlines stands above: the dress says nothing about where a story begins.
        return;
    }
    let box_around = |index: usize| layout.around(&layout.blocks[index]).outer;
    let mut body_boxes = Vec::new();
    for index in first + 1..labels.len() {
        if labels[index] == Label::Body && dress(&layout.blocks[index]) != Some(headline_dress) {
            body_boxes.push(box_around(index));
        } else if labels[index] != Label::Headline
            && dress(&layout.blocks[index]) == Some(headline_dress)
            && !body_boxes.is_empty()
            && !body_boxes.contains(&box_around(index))
        {
            let words_of = |range: std::ops::Range<usize>| -> usize {
                range.filter(|at| labels[*at] == Label::Body).map(|at| layout.blocks[at].words).sum()
            };
            // A page of sections dresses all its headings alike, and its first section is the smaller part.
            if words_of(0..index) >= words_of(index..labels.len()) {
                labels[index..].iter_mut().filter(|label| **label == Label::Body).for_each(|label| {
                    *label = Label::Boilerplate;
                });
            }
            return;
        }
    }
}

/// Words of a line written straight into the article's own cell, beside marked paragraphs: below, it is a label, a
/// signature or a row of buttons.
const CELL_LINE_WORDS_MAX: usize = 25;

/// Cells of a table that is there to hold a picture and its caption.
const PICTURE_CELLS_MAX: usize = 4;

/// Where a table lays out the page, the article stands in one of its cells. What is written straight into the others
/// stands beside it, and so do short lines in its own. A picture's table holds its caption.
fn drop_side_cells(parts: &Parts<'_>, labels: &mut [Label]) {
    let dom = &parts.dom;
    let above = |block: &Block, tags: &[html5ever::LocalName]| {
        std::iter::once(block.node)
            .chain(dom.ancestors(block.node))
            .find(|node| tags.contains(dom.tag(*node)))
    };
    let cell_of = |block: &Block| above(block, &[local_name!("td"), local_name!("th")]);
    let table_of = |block: &Block| above(block, &[local_name!("table")]);
    let blocks = &parts.layout.blocks;
    // Paragraphs inside a cell: that table is no table of figures.
    let holders: Vec<_> = (blocks.iter().zip(labels.iter()))
        .filter(|(block, label)| **label == Label::Body && block.shape == Shape::Paragraph)
        .filter_map(|(block, _)| Some((table_of(block)?, cell_of(block)?)))
        .collect();
    if holders.is_empty() {
        return;
    }
    // Of each table the words in its cells, and how many of its cells hold words: one paragraph in a cell does not make
    // a table of figures a layout, nor does one flag make it a picture's.
    let mut cells: BTreeMap<NodeId, (usize, usize)> = BTreeMap::new();
    let mut held: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(labels.iter()).filter(|(_, label)| **label == Label::Body) {
        let Some(table) = table_of(block) else { continue };
        if block.shape == Shape::Cell {
            let all = cells.entry(table).or_default();
            *all = (all.0 + block.words, all.1 + 1);
        } else if holders.iter().any(|(_, holder)| Some(*holder) == cell_of(block)) {
            *held.entry(table).or_default() += block.words;
        }
    }
    for (block, label) in blocks.iter().zip(labels) {
        if *label != Label::Body || block.shape != Shape::Cell {
            continue;
        }
        let (Some(table), cell) = (table_of(block), cell_of(block)) else { continue };
        let (words, count) = cells.get(&table).copied().unwrap_or_default();
        let lays_out = held.get(&table).is_some_and(|held| *held >= words);
        let is_beside = !holders.iter().any(|(_, holder)| Some(*holder) == cell);
        let is_short = block.words < CELL_LINE_WORDS_MAX;
        let holds_picture = count <= PICTURE_CELLS_MAX
            && dom.descendants(table).any(|node| *dom.tag(node) == local_name!("img"));
        let is_furniture = if lays_out { is_beside || is_short } else { holds_picture && is_short };
        if is_furniture {
            *label = Label::Boilerplate;
        }
    }
}

/// What is drawn nowhere between paragraphs that are drawn is none of them. At the end it is what a button shows ("read
/// on"), and where it is most of the body the page draws all of it later.
fn drop_undrawn(layout: &Layout, labels: &mut [Label]) {
    let is_drawn = |block: &Block| !layout.around(block).places.has(Places::UNDRAWN);
    let body = || layout.blocks.iter().zip(labels.iter()).filter(|(_, label)| **label == Label::Body);
    let Some(last) = (layout.blocks.iter().zip(labels.iter()))
        .rposition(|(block, label)| *label == Label::Body && is_drawn(block))
    else {
        return;
    };
    let words: usize = body().map(|(block, _)| block.words).sum();
    let drawn: usize = body().filter(|(block, _)| is_drawn(block)).map(|(block, _)| block.words).sum();
    if drawn * UNDRAWN_SHARE < words {
        return;
    }
    for (block, label) in layout.blocks.iter().zip(labels).take(last) {
        if *label == Label::Body && !is_drawn(block) {
            *label = Label::Boilerplate;
        }
    }
}

/// Where less than one word in so many is drawn, the rest is not there by mistake.
const UNDRAWN_SHARE: usize = 3;

/// What form alone settles: captions of figures, clocks that give a film's length, the headline. All else is boilerplate
/// until it is weighed.
pub fn settled(parts: &Parts<'_>) -> Labelled {
    let layout = &parts.layout;
    let mut labels: Vec<Label> = (layout.blocks.iter())
        .map(|block| match films::clock_seconds(&block.text) {
            Some(_) => Label::Video,
            None if layout.around(block).places.has(Places::CAPTION) => Label::Caption,
            None if media::counts_pictures(block, layout) => Label::Caption,
            None => Label::Boilerplate,
        })
        .collect();
    mark_headline(parts, &mut labels);
    Labelled { labels, pictures: Vec::new() }
}

/// What names say is a caption or a film's title, and the evidence says is no body.
fn mark_media(parts: &Parts<'_>, labelled: &mut Labelled) {
    let layout = &parts.layout;
    let is_free = |label: Label| matches!(label, Label::Boilerplate);
    let labels = &labelled.labels;
    labelled.pictures =
        media::pictures(parts, |block| matches!(labels[block], Label::Boilerplate | Label::Caption));
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
    let pictures =
        media::pictures(parts, |block| media::describes(&parts.layout.blocks[block], &parts.layout));
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

/// A first line that is nothing but a name is no paragraph.
/// Words of a line that signs an article.
const SIGNED_WORDS_MAX: usize = 14;

fn mark_byline(layout: &Layout, labels: &mut [Label]) {
    let Some(first) = labels.iter().position(|label| *label == Label::Body) else { return };
    let block = &layout.blocks[first];
    let goes_on = labels[first + 1..].iter().take(6).any(|label| *label == Label::Body);
    // "By Astri Venn, 24 November, 16:06": a lead paragraph that begins with "By" is a sentence, and longer.
    let signs = block.words <= SIGNED_WORDS_MAX && names::has_lead(&block.text) && !block.text.ends_with('.');
    if goes_on
        && !matches!(block.shape, Shape::Heading(_) | Shape::ListEntry)
        && (names::is_bare_name(&block.text) || signs)
    {
        labels[first] = Label::Byline;
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

/// Words of a deck; one of more is a paragraph.
const STANDFIRST_WORDS: std::ops::Range<usize> = 4..60;

/// The deck between headline and body, and lists of key points there.
fn mark_standfirst(parts: &Parts<'_>, labels: &mut [Label]) {
    let layout = &parts.layout;
    let body_blocks: Vec<usize> = (0..labels.len()).filter(|index| labels[*index] == Label::Body).collect();
    let Some(first_body) = body_blocks.first().copied() else { return };
    let deck = Deck::of(parts, first_body);
    let start = parts.headline.block.map_or(first_body.saturating_sub(6), |block| block + 1).min(first_body);
    let early = body_blocks.get(3).copied().unwrap_or(first_body).min(start + 60);
    let mut point_list: Option<usize> = None;
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (index, block) in layout.blocks.iter().enumerate().skip(start) {
        let around = layout.around(block);
        let list = list_around(parts, block);
        // A list is key points as a whole or not at all.
        if list.is_some() && list == point_list {
            labels[index] = Label::KeyPoint;
            continue;
        }
        if index > early {
            break;
        }
        let is_open = matches!(labels[index], Label::Body | Label::Boilerplate);
        if !is_open || block.link_share() > 0.5 || around.places.has(Places::NAVIGATION | Places::FORM) {
            continue;
        }
        if let Some(list) = list {
            if deck.is_point(layout, index, list)
                && (index <= start + NEAR_HEADLINE || deck.is_list_about_the_same(layout, index, list))
            {
                labels[index] = Label::KeyPoint;
                point_list = Some(list);
            }
        } else {
            let next = body_blocks.iter().copied().find(|body| *body > index);
            found.extend(deck.rank(layout, index, next).map(|rank| (rank, index)));
        }
    }
    // Of several kinds of evidence the best counts; a deck of several lines stands in one box.
    let Some((rank, first)) = found.iter().copied().min() else { return };
    let outer = layout.around(&layout.blocks[first]).outer;
    for (_, index) in found.into_iter().filter(|(other, _)| *other == rank) {
        if index == first
            || (rank > 0 && index < first_body && layout.around(&layout.blocks[index]).outer == outer)
        {
            labels[index] = Label::Standfirst;
        }
    }
}

/// Words from which a title is one, and not a word that any deck may hold.
const TITLE_WORDS_MIN: usize = 3;

/// What a deck is known by.
struct Deck {
    headline: String,
    /// Other headlines that the page's data has for the article.
    titles: Vec<String>,
    /// What the page's data says of the article in a sentence or two.
    descriptions: Vec<String>,
    first_body: usize,
}

/// Blocks behind the headline within which a list needs no other evidence to be key points.
const NEAR_HEADLINE: usize = 8;

/// Entries of a list of key points; a longer list is the article.
const POINTS_MAX: usize = 12;

impl Deck {
    fn of(parts: &Parts<'_>, first_body: usize) -> Deck {
        let metas = ["og:description", "description", "twitter:description"];
        let mut descriptions: Vec<String> = (metas.iter())
            .filter_map(|name| parts.data.meta_of(&[*name]).map(plain))
            .chain(parts.data.article_text("description").map(|text| plain(&text)))
            .filter(|description| !description.is_empty())
            .collect();
        descriptions.dedup();
        let titles = (["og:title", "twitter:title"].iter().filter_map(|name| parts.data.meta_of(&[*name])))
            .map(plain)
            .chain(parts.data.article_text("headline").map(|title| plain(&title)))
            .filter(|title| title.split(' ').count() >= TITLE_WORDS_MIN);
        Deck {
            titles: titles.collect(),
            headline: parts.headline.text.as_deref().map(plain).unwrap_or_default(),
            descriptions,
            first_body,
        }
    }

    /// Whether a list entry is a key point: the list is called so, or stands before the first paragraph of prose.
    fn is_point(&self, layout: &Layout, index: usize, list: usize) -> bool {
        let block = &layout.blocks[index];
        let around = layout.around(block);
        let named = around.near.has(Kind::Standfirst);
        let count = layout.surroundings[list].blocks as usize;
        let is_before =
            index <= self.first_body && block.words >= 5 && !is_unwanted(around.near, false) && count >= 2;
        block.words >= 4
            && count <= POINTS_MAX
            && (named || is_before)
            && !layout.blocks[index + 1..].iter().any(|other| other.text == block.text)
    }

    /// Whether half the entries share a word with the headline. What an outlet offers its subscribers stands in lists as
    /// well, but further from the headline than key points.
    fn is_list_about_the_same(&self, layout: &Layout, index: usize, list: usize) -> bool {
        let count = layout.surroundings[list].blocks as usize;
        let entries = layout.blocks[index..].iter().take(count);
        entries.filter(|entry| self.is_about_the_same(&entry.text)).count() * 2 >= count
    }

    /// How good the evidence is that a block is the deck, 0 the best; `None` where there is none.
    fn rank(&self, layout: &Layout, index: usize, next_body: Option<usize>) -> Option<u8> {
        let block = &layout.blocks[index];
        let around = layout.around(block);
        let bare = plain(&block.text);
        let repeats_headline = likeness(&bare, &self.headline) > 0.6
            || self.headline.contains(&bare)
            || (!self.headline.is_empty() && bare.contains(&self.headline))
            || (self.titles.iter()).any(|title| likeness(&bare, title) > 0.8 || bare.contains(title));
        if !STANDFIRST_WORDS.contains(&block.words) || repeats_headline {
            return None;
        }
        let is_before = index < self.first_body;
        let is_description = self.descriptions.iter().any(|description| says_the_same(&bare, description));
        // A deck is itself a teaser; only what the page's data repeats is not another story's.
        let may_be_teaser = is_description && is_before && block.links == 0;
        if is_unwanted(around.near, may_be_teaser) {
            return None;
        }
        let stands_apart = next_body
            .is_none_or(|next| layout.around(&layout.blocks[next]).signature != around.signature)
            || (block.bold_chars * 10 > block.text.len() * 9
                && next_body
                    .is_some_and(|next| layout.blocks[next].bold_chars * 2 < layout.blocks[next].text.len()));
        let is_named = around.own.with(block.inner).has(Kind::Standfirst)
            || (around.near.has(Kind::Standfirst) && is_before);
        let is_heading =
            matches!(block.shape, Shape::Heading(2..=4)) && index <= self.first_body && block.words >= 8;
        let opens = index == self.first_body
            && stands_apart
            && block.words >= 10
            && matches!(block.shape, Shape::Paragraph);
        match () {
            () if is_description && (is_before || stands_apart) => Some(0),
            () if is_named && stands_apart => Some(1),
            () if is_heading => Some(2),
            () if opens && block.bold_chars * 10 > block.text.len() * 9 => Some(3),
            () if is_before && stands_apart && self.is_sentence_above(layout, index) => Some(4),
            () => None,
        }
    }

    /// Whether a line shares a telling word with the headline or a description; what a page says of itself shares none.
    fn is_about_the_same(&self, text: &str) -> bool {
        plain(text).split(' ').any(|word| {
            let is_telling =
                word.chars().count() >= TELLING_CHARS_MIN || (word.len() >= 6 && !word.is_ascii());
            let known = |told: &String| told.split(' ').any(|other| other == word);
            is_telling && (known(&self.headline) || self.descriptions.iter().any(known))
        })
    }

    /// A whole sentence between headline and body, in a place for text and not of the kind that stands there more than
    /// once.
    fn is_sentence_above(&self, layout: &Layout, index: usize) -> bool {
        let block = &layout.blocks[index];
        let around = layout.around(block);
        let alike = layout.blocks[..self.first_body]
            .iter()
            .filter(|other| layout.around(other).signature == around.signature && other.words >= 6);
        !self.headline.is_empty()
            && block.words >= 8
            && block.links == 0
            && matches!(block.shape, Shape::Paragraph | Shape::Loose)
            && block.text.ends_with(['.', '!', '?', '。', '”', '“', '»', '…'])
            && !around.places.has(
                Places::FIGURE
                    | Places::CAPTION
                    | Places::ASIDE
                    | Places::FOOTER
                    | Places::HIDDEN
                    | Places::NOSCRIPT,
            )
            && !lexicon::is_boilerplate_line(&block.text)
            && self.is_about_the_same(&block.text)
            && alike.count() <= 2
    }
}

/// Letters from which a word carries a meaning, where words are written apart with letters that are not syllables.
const TELLING_CHARS_MIN: usize = 5;

/// Whether a line is a description, or the better part of one.
fn says_the_same(bare: &str, description: &str) -> bool {
    let start = &description[..description.floor_char_boundary(45)];
    likeness(bare, description) > 0.8 || bare.contains(start)
}

/// Parts around an article that hold sentences, and no decks.
fn is_unwanted(near: Kinds, may_be_teaser: bool) -> bool {
    let is_teaser = near.has(Kind::Related) && !may_be_teaser;
    let others = [
        Kind::Byline,
        Kind::Share,
        Kind::Newsletter,
        Kind::Advertisement,
        Kind::Overlay,
        Kind::Date,
        Kind::Comments,
    ];
    is_teaser || others.into_iter().any(|kind| near.has(kind))
}

/// Boxes between a list and the words of its entries. Where there are more, the list lays out the page.
const ENTRY_BOXES_MAX: usize = 2;

/// The box of the list that a block is an entry of.
fn list_around(parts: &Parts<'_>, block: &Block) -> Option<usize> {
    let layout = &parts.layout;
    layout.boxes(block).take(ENTRY_BOXES_MAX + 1).find_map(|around| {
        matches!(
            *parts.dom.tag(parts.dom.node_at(around.node)),
            local_name!("ul") | local_name!("ol") | local_name!("dl")
        )
        .then(|| layout.box_of[around.node as usize] as usize)
    })
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
