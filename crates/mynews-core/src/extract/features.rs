//! What is known of every block, as numbers: the evidence that the learnt forests weigh.
//!
//! A row has the same fields in the same order when learning and when reading; the trainer in `mynews-eval` gets its
//! rows from here. Adding, removing or moving a field means learning anew (see `assets/README.md`).

use std::collections::BTreeMap;

use super::blocks::{Block, Layout, Shape, Surroundings};
use super::headline::{likeness, plain};
use super::json;
use super::lexicon;
use super::page::Parts;
use super::score::main_box;

/// Rows of equal width, one a block.
#[derive(Debug, Default, Clone)]
pub struct Table {
    pub width: usize,
    pub values: Vec<f32>,
}

impl Table {
    pub fn row(&self, index: usize) -> &[f32] {
        &self.values[index * self.width..(index + 1) * self.width]
    }

    pub fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    fn end_row(&mut self, start: usize) {
        let width = self.values.len() - start;
        debug_assert!(self.width == 0 || self.width == width, "every row has the same fields");
        self.width = width;
    }
}

/// What a block shows by itself.
struct Look {
    shape: f32,
    words: f32,
    link_share: f32,
    sentence: f32,
    is_prose: bool,
}

/// What the page says it is: news reports are written in paragraphs, guides and manuals in lists and tables too.
fn kind_told(parts: &Parts<'_>) -> f32 {
    let is_a = |ending: &str| {
        parts.data.article().is_some_and(|article| json::is_a(article, |name| name.ends_with(ending)))
    };
    match () {
        () if is_a("NewsArticle") => 4.0,
        () if is_a("Posting") => 3.0,
        () if is_a("Article") => 2.0,
        () if parts.data.meta_of(&["og:type"]).is_some_and(|kind| kind.contains("article")) => 1.0,
        () => 0.0,
    }
}

/// What blocks of one make have in common on this page.
#[derive(Default, Clone, Copy)]
struct Make {
    blocks: f32,
    chars: f32,
    link_chars: f32,
    sentences: f32,
}

/// What each block tells, and what stands around it.
pub fn first(parts: &Parts<'_>) -> Table {
    let layout = &parts.layout;
    let looks: Vec<Look> = layout.blocks.iter().map(look).collect();
    let page = PageFacts::of(parts, &looks);
    let mut table = Table::default();
    let mut walk = Walk::default();
    for (index, block) in layout.blocks.iter().enumerate() {
        let start = table.values.len();
        let row = &mut table.values;
        by_itself(row, block, &looks[index], &page);
        surroundings(row, layout, index, &page);
        position(row, index, &looks, &page, &walk);
        neighbours(row, layout, index, &looks);
        walk.step(block, &looks[index]);
        table.end_row(start);
    }
    table
}

/// The first row again, and what a first guess at every block says of its neighbours.
pub fn second(layout: &Layout, first: &Table, guesses: &[f32]) -> Table {
    let mut table = Table::default();
    let chars: Vec<f32> = layout.blocks.iter().map(|block| block.text.len() as f32).collect();
    let likely: Vec<f32> = guesses.iter().zip(&chars).map(|(guess, chars)| guess * chars).collect();
    let mut boxes: Vec<(f32, f32)> = vec![(0.0, 0.0); layout.surroundings.len()];
    for (index, block) in layout.blocks.iter().enumerate() {
        boxes[block.surroundings].0 += likely[index];
        boxes[block.surroundings].1 += chars[index];
    }
    for index in (1..boxes.len()).rev() {
        let outer = layout.surroundings[index].outer;
        boxes[outer].0 += boxes[index].0;
        boxes[outer].1 += boxes[index].1;
    }
    let total: f32 = likely.iter().sum::<f32>().max(1.0);
    let mut makes: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    for (index, block) in layout.blocks.iter().enumerate() {
        let make = makes.entry(layout.around(block).signature).or_default();
        make.0 += likely[index];
        make.1 += chars[index];
    }
    let until = distances(guesses.iter().rev().copied());
    let since = distances(guesses.iter().copied());
    let count = guesses.len();
    let mut before = 0.0;
    for (index, block) in layout.blocks.iter().enumerate() {
        let start = table.values.len();
        let row = &mut table.values;
        row.extend_from_slice(first.row(index));
        for step in [-4_isize, -3, -2, -1, 0, 1, 2, 3, 4] {
            let other = index.checked_add_signed(step).and_then(|other| guesses.get(other));
            row.push(other.copied().unwrap_or(-0.1));
        }
        let mut around = layout.around(block);
        for _ in 0..5 {
            let (sure, all) = boxes[layout.box_of[around.node as usize] as usize];
            row.push(sure / all.max(1.0));
            row.push(sure / total);
            around = &layout.surroundings[around.outer];
        }
        let (sure, all) = makes[&layout.around(block).signature];
        row.push((sure - likely[index]) / (all - chars[index]).max(1.0));
        row.push(sure / total);
        row.push(before / total);
        row.push((total - before - likely[index]) / total);
        row.push(since[index]);
        row.push(until[count - 1 - index]);
        row.push(total.ln());
        before += likely[index];
        table.end_row(start);
    }
    table
}

/// For each entry the number of steps since one above a half, and letters are left to the trees.
fn distances(guesses: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut since = 60.0_f32;
    guesses
        .map(|guess| {
            let now = since;
            since = if guess > 0.5 { 0.0 } else { (since + 1.0).min(60.0) };
            now
        })
        .collect()
}

/// Facts of the page that every row needs.
struct PageFacts {
    /// The same for every block: what the page says it is, and what it is made of.
    of_page: [f32; 5],
    /// Of each block, whether it stands as a caption does (1), or says what a picture's description says (2).
    captions: Vec<f32>,
    headline: Option<usize>,
    headline_plain: String,
    description: String,
    /// The page's own copy of the body.
    body_told: Option<Told>,
    main: usize,
    main_first: usize,
    main_blocks: usize,
    total_chars: f32,
    prose: f32,
    makes: BTreeMap<u32, Make>,
    /// 0 for words that stand once, 1 where the same box has them again, 2 where another has.
    repeats: Vec<f32>,
    chars_before: Vec<f32>,
    since_prose: Vec<f32>,
    until_prose: Vec<f32>,
}

impl PageFacts {
    fn of(parts: &Parts<'_>, looks: &[Look]) -> PageFacts {
        let layout = &parts.layout;
        let mut makes: BTreeMap<u32, Make> = BTreeMap::new();
        let mut chars_before = Vec::with_capacity(layout.blocks.len());
        let mut total = 0.0;
        for (block, look) in layout.blocks.iter().zip(looks) {
            let make = makes.entry(layout.around(block).signature).or_default();
            make.blocks += 1.0;
            make.chars += block.text.len() as f32;
            make.link_chars += block.link_chars as f32;
            make.sentences += look.sentence;
            chars_before.push(total);
            total += block.text.len() as f32;
        }
        let main = main_box(layout);
        let main_node = parts.dom.node_at(layout.surroundings[main].node);
        let mut texts: Vec<(&str, usize)> =
            layout.blocks.iter().map(|block| block.text.as_str()).zip(0..).collect();
        texts.sort_unstable_by_key(|(text, index)| (text.len(), *text, *index));
        let mut repeats = vec![0.0; texts.len()];
        let outer = |index: usize| layout.around(&layout.blocks[index]).outer;
        // A refrain in one box may be the author's; the same words in two boxes are a teaser and what it teases.
        for pair in texts.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let how = 1.0 + flag(outer(pair[0].1) != outer(pair[1].1));
            repeats[pair[0].1] = how.max(repeats[pair[0].1]);
            repeats[pair[1].1] = how.max(repeats[pair[1].1]);
        }
        let is_prose = |look: &Look| if look.is_prose { 1.0 } else { 0.0 };
        let mut until_prose = distances(looks.iter().rev().map(is_prose));
        until_prose.reverse();
        let description = parts.data.meta_of(&["og:description", "description", "twitter:description"]);
        let of_shapes = |is_wanted: &dyn Fn(Shape) -> bool| -> f32 {
            let blocks =
                layout.blocks.iter().filter(|block| is_wanted(block.shape) && block.link_share() < 0.5);
            blocks.map(|block| block.text.len() as f32).sum::<f32>() / total.max(1.0)
        };
        let mut captions = vec![0.0; layout.blocks.len()];
        for hung in &parts.hung {
            hung.beside.iter().for_each(|block| captions[*block] = flag(true).max(captions[*block]));
            hung.same_as_alt.iter().for_each(|block| captions[*block] = 2.0);
        }
        PageFacts {
            captions,
            of_page: [
                kind_told(parts),
                flag(parts.data.meta_of(&["article:published_time"]).is_some()),
                of_shapes(&|shape| shape == Shape::Paragraph),
                of_shapes(&|shape| shape == Shape::ListEntry),
                of_shapes(&|shape| matches!(shape, Shape::Cell | Shape::Code)),
            ],
            headline: parts.headline.block,
            headline_plain: parts.headline.text.as_deref().map(plain).unwrap_or_default(),
            description: description.map(plain).unwrap_or_default(),
            body_told: parts
                .data
                .article_text("articleBody")
                .filter(|body| body.len() > 300)
                .map(|body| Told::of(&body)),
            main,
            main_first: layout.blocks_before[main_node.index()] as usize,
            main_blocks: layout.surroundings[main].blocks as usize,
            total_chars: total.max(1.0),
            prose: layout.surroundings[0].prose.max(1) as f32,
            makes,
            repeats,
            chars_before,
            since_prose: distances(looks.iter().map(is_prose)),
            until_prose,
        }
    }
}

fn look(block: &Block) -> Look {
    let link_share = block.link_share();
    let sentence = ends_like_a_sentence(&block.text);
    Look {
        shape: match block.shape {
            Shape::Paragraph => 0.0,
            Shape::Loose => 1.0,
            Shape::Quotation => 2.0,
            Shape::ListEntry => 3.0,
            Shape::Heading(level) => 3.0 + f32::from(level),
            Shape::Cell => 10.0,
            Shape::Code => 11.0,
            Shape::Caption => 12.0,
            Shape::Button => 13.0,
        },
        words: block.words as f32,
        link_share,
        sentence: if sentence { 1.0 } else { 0.0 },
        is_prose: block.words >= 15 && link_share < 0.4,
    }
}

fn ends_like_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', '»', ')', '“', '」', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

fn by_itself(row: &mut Vec<f32>, block: &Block, look: &Look, page: &PageFacts) {
    let text = &block.text;
    let mut letters = 0_u32;
    let (mut digits, mut upper, mut marks, mut commas, mut bars) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    let mut quotes = 0_u32;
    for letter in text.chars() {
        letters += 1;
        match letter {
            '0'..='9' => digits += 1,
            ',' | '，' | '、' => commas += 1,
            '.' | '!' | '?' | '。' | ';' => marks += 1,
            '|' | '›' | '»' | '→' | '>' | '•' | '/' | '·' | '▶' => bars += 1,
            '"' | '“' | '”' | '„' | '«' => quotes += 1,
            _ if letter.is_uppercase() => upper += 1,
            _ => {}
        }
    }
    let letters = letters.max(1) as f32;
    let words = look.words.max(1.0);
    let first = text.chars().next().unwrap_or(' ');
    row.extend([
        look.shape,
        look.words,
        letters,
        look.link_share,
        block.links as f32,
        block.bold_chars as f32 / text.len() as f32,
        look.sentence,
        commas as f32 / words,
        marks as f32 / words,
        digits as f32 / letters,
        upper as f32 / words,
        letters / words,
        bars as f32,
        quotes as f32,
        flag(text.ends_with(':')) + 2.0 * flag(text.ends_with('?')),
        flag(first.is_lowercase())
            + 2.0 * flag(first.is_ascii_digit())
            + 3.0 * flag(!first.is_alphanumeric()),
        flag(text.contains('@')) + 2.0 * flag(text.contains("http")),
        block.pieces.len() as f32,
    ]);
    let said = if block.words <= 60 { lexicon::said(text) } else { 0 };
    for kind in 0..lexicon::KINDS {
        row.push((said >> kind & 1) as f32);
    }
    let bare = if block.words <= 80 { plain(text) } else { String::new() };
    row.push(if bare.is_empty() { 0.0 } else { likeness(&bare, &page.headline_plain) });
    row.push(if bare.is_empty() { 0.0 } else { likeness(&bare, &page.description) });
    row.push(match &page.body_told {
        None => -1.0,
        Some(told) if bare.is_empty() => told.share_of(&plain(text)),
        Some(told) => told.share_of(&bare),
    });
}

/// The page's own copy of the body as runs of three words.
struct Told(Vec<u32>);

impl Told {
    fn of(body: &str) -> Told {
        let mut runs: Vec<u32> = runs(&plain(body)).collect();
        runs.sort_unstable();
        Told(runs)
    }

    /// How many of a text's runs the body has; a text too short for runs says nothing.
    fn share_of(&self, bare: &str) -> f32 {
        let (mut found, mut all) = (0.0, 0.0);
        for run in runs(bare) {
            all += 1.0;
            found += flag(self.0.binary_search(&run).is_ok());
        }
        if all == 0.0 { 0.4 } else { found / all }
    }
}

/// A hash of every three words in a row.
fn runs(bare: &str) -> impl Iterator<Item = u32> + '_ {
    let hash = |word: &str| {
        word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    };
    let (mut one, mut two) = (0_u32, 0_u32);
    bare.split(' ').map(hash).enumerate().filter_map(move |(index, three)| {
        let run = one.rotate_left(10) ^ two.rotate_left(5) ^ three;
        (one, two) = (two, three);
        (index >= 2).then_some(run)
    })
}

fn surroundings(row: &mut Vec<f32>, layout: &Layout, index: usize, page: &PageFacts) {
    let block = &layout.blocks[index];
    let around = layout.around(block);
    for kinds in [around.own.with(block.inner).0, around.near.0, around.all.0] {
        (0..32).for_each(|bit| row.push((kinds >> bit & 1) as f32));
    }
    (0..21).for_each(|bit| row.push((around.places.0 >> bit & 1) as f32));
    row.push(f32::from(around.depth));
    row.push(flag(super::media::describes(block, layout)));
    row.push(page.captions[index]);
    row.push(flag(around.figure > 0));
    let mut inside = around;
    for _ in 0..4 {
        inside = &layout.surroundings[inside.outer];
        row.extend(of_box(inside, page));
    }
    let mut levels = 0.0;
    let mut is_inside = false;
    for around in layout.boxes(block) {
        if layout.box_of[around.node as usize] as usize == page.main {
            is_inside = true;
            break;
        }
        levels += 1.0;
    }
    row.push(if is_inside { levels } else { -1.0 });
    let make = page.makes.get(&around.signature).copied().unwrap_or_default();
    row.extend([
        make.blocks,
        make.chars / page.total_chars,
        make.link_chars / make.chars.max(1.0),
        make.chars / make.blocks.max(1.0),
        make.sentences / make.blocks.max(1.0),
    ]);
}

fn of_box(around: &Surroundings, page: &PageFacts) -> [f32; 5] {
    let chars = around.chars as f32;
    [
        chars,
        around.link_chars as f32 / chars.max(1.0),
        around.blocks as f32,
        around.prose as f32 / chars.max(1.0),
        around.prose as f32 / page.prose,
    ]
}

/// What was met on the way down the page.
#[derive(Default)]
struct Walk {
    heading_said: u32,
    since_heading: f32,
    heading_level: f32,
    prose_chars: f32,
}

impl Walk {
    fn step(&mut self, block: &Block, look: &Look) {
        self.since_heading += 1.0;
        if let Shape::Heading(level) = block.shape {
            self.heading_said = lexicon::said(&block.text);
            self.since_heading = 0.0;
            self.heading_level = f32::from(level);
        }
        if look.is_prose {
            self.prose_chars += block.text.len() as f32;
        }
    }
}

fn position(row: &mut Vec<f32>, index: usize, looks: &[Look], page: &PageFacts, walk: &Walk) {
    let count = looks.len() as f32;
    let place = index as f32;
    let from_headline = page.headline.map_or(-500.0, |headline| place - headline as f32);
    let chars_from_headline =
        page.headline.map_or(-1e6, |headline| page.chars_before[index] - page.chars_before[headline]);
    row.extend([
        place,
        place / count,
        count,
        page.chars_before[index] / page.total_chars,
        from_headline,
        chars_from_headline,
        place - page.main_first as f32,
        (page.main_first + page.main_blocks) as f32 - place,
        walk.since_heading,
        walk.heading_level,
        page.repeats[index],
        walk.prose_chars / page.prose,
        page.since_prose[index],
        page.until_prose[index],
        page.total_chars,
        page.prose,
    ]);
    row.extend(page.of_page);
    (0..lexicon::KINDS).for_each(|kind| row.push((walk.heading_said >> kind & 1) as f32));
}

fn neighbours(row: &mut Vec<f32>, layout: &Layout, index: usize, looks: &[Look]) {
    let own = layout.blocks.get(index).map(|block| layout.around(block));
    for step in [-3_isize, -2, -1, 1, 2, 3] {
        match index
            .checked_add_signed(step)
            .and_then(|other| Some((looks.get(other)?, layout.blocks.get(other)?)))
        {
            Some((look, block)) => {
                let around = layout.around(block);
                row.extend([
                    look.shape,
                    look.words,
                    look.link_share,
                    look.sentence,
                    own.map_or(0.0, |own| {
                        flag(own.signature == around.signature) + flag(own.outer == around.outer)
                    }),
                ]);
            }
            None => row.extend([-1.0, -1.0, -1.0, -1.0, -1.0]),
        }
    }
}
