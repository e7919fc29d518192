//! The page as a list of blocks: every run of text between two boundaries of layout, with where it stands.

use html5ever::{LocalName, local_name};

use super::dom::{Dom, NodeId, Step, Words, is_inline};
use super::naming::{Kind, Kinds};

/// Blocks of one page; the longest real pages have some 5 000.
const BLOCKS_MAX: usize = 60_000;

/// What the tags say a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Paragraph,
    /// 1 to 6.
    Heading(u8),
    ListEntry,
    Quotation,
    Code,
    Cell,
    Caption,
    Button,
    /// Text straight in a box.
    Loose,
}

/// A run of text.
#[derive(Clone, Debug)]
pub struct Block {
    /// The element whose text this is.
    pub node: NodeId,
    /// Index into [`Layout::surroundings`].
    pub surroundings: usize,
    pub shape: Shape,
    pub text: String,
    pub words: usize,
    /// Letters inside links.
    pub link_chars: usize,
    pub links: usize,
    /// Letters inside `<b>` and `<strong>`.
    pub bold_chars: usize,
    /// The text nodes, in order.
    pub pieces: Vec<NodeId>,
    /// Class names of elements inside the line.
    pub inner: Kinds,
}

impl Block {
    pub fn link_share(&self) -> f32 {
        self.link_chars as f32 / self.text.len().max(1) as f32
    }
}

/// What an element tells about everything in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings {
    pub node: u32,
    /// The box around this one.
    pub outer: usize,
    pub depth: u16,
    pub own: Kinds,
    /// Of this box and the three around it.
    pub near: Kinds,
    pub all: Kinds,
    pub places: Places,
    /// A number that boxes of the same tag and class share.
    pub signature: u32,
    /// The element of a `<figure>` (or what is called one) around, plus one; 0 for none.
    pub figure: u32,
    /// Letters of all blocks in this box, and of those in links.
    pub chars: u32,
    pub link_chars: u32,
    pub blocks: u32,
    /// Letters in paragraphs of some length.
    pub prose: u32,
}

/// Places of a page that tags name, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Places(pub u32);

impl Places {
    pub const NAVIGATION: u32 = 1;
    pub const HEADER: u32 = 1 << 1;
    pub const FOOTER: u32 = 1 << 2;
    pub const ASIDE: u32 = 1 << 3;
    pub const ARTICLE: u32 = 1 << 4;
    pub const MAIN: u32 = 1 << 5;
    pub const FIGURE: u32 = 1 << 6;
    pub const CAPTION: u32 = 1 << 7;
    pub const LIST: u32 = 1 << 8;
    pub const TABLE: u32 = 1 << 9;
    pub const FORM: u32 = 1 << 10;
    pub const LINK: u32 = 1 << 11;
    pub const QUOTATION: u32 = 1 << 12;
    pub const HIDDEN: u32 = 1 << 13;
    pub const EMBED: u32 = 1 << 14;
    pub const NOSCRIPT: u32 = 1 << 15;
    pub const ARTICLE_BODY: u32 = 1 << 16;
    pub const NESTED_ARTICLE: u32 = 1 << 17;
    pub const NESTED_LIST: u32 = 1 << 18;
    pub const DETAILS: u32 = 1 << 19;
    pub const SECTION: u32 = 1 << 20;
    /// Drawn nowhere, by `hidden` or by its own style (what is hidden from screen readers alone is drawn).
    pub const UNDRAWN: u32 = 1 << 21;

    pub fn has(self, place: u32) -> bool {
        self.0 & place != 0
    }
}

/// The blocks of a page and the boxes they stand in.
#[derive(Debug, Default)]
pub struct Layout {
    pub blocks: Vec<Block>,
    pub surroundings: Vec<Surroundings>,
    /// The box of every node that opens one, by node number; 0 for others.
    pub box_of: Vec<u32>,
    /// How many blocks stood before a node was entered.
    pub blocks_before: Vec<u32>,
}

impl Layout {
    pub fn around(&self, block: &Block) -> &Surroundings {
        &self.surroundings[block.surroundings]
    }

    /// The boxes around a block, innermost first.
    pub fn boxes(&self, block: &Block) -> impl Iterator<Item = &Surroundings> {
        let first = Some(&self.surroundings[block.surroundings]);
        std::iter::successors(first, |around| {
            (around.outer != around.index(self)).then(|| &self.surroundings[around.outer])
        })
    }
}

impl Surroundings {
    fn index(&self, layout: &Layout) -> usize {
        layout.box_of[self.node as usize] as usize
    }
}

/// Takes a page apart into blocks.
pub fn find(dom: &Dom) -> Layout {
    let mut finder = Finder {
        dom,
        layout: Layout {
            surroundings: vec![Surroundings::default()],
            box_of: vec![0; dom.len()],
            blocks_before: vec![0; dom.len()],
            ..Layout::default()
        },
        open: vec![0],
        line: Line::default(),
        links: 0,
        bold: 0,
    };
    let mut skipped: Option<NodeId> = None;
    for step in dom.walk(dom.root()) {
        match step {
            Step::Enter(node) => {
                finder.layout.blocks_before[node.index()] = finder.layout.blocks.len() as u32;
                if skipped.is_none() {
                    if holds_no_words(dom, node) || dom.attribute(node, "hidden") == Some("off-page") {
                        skipped = Some(node);
                        continue;
                    }
                    finder.enter(node);
                }
            }
            Step::Leave(node) if skipped == Some(node) => skipped = None,
            Step::Leave(node) => {
                if skipped.is_none() {
                    finder.leave(node);
                }
            }
        }
        if finder.layout.blocks.len() >= BLOCKS_MAX {
            break;
        }
    }
    finder.flush();
    finder.layout.sum_up();
    finder.layout
}

fn holds_no_words(dom: &Dom, node: NodeId) -> bool {
    match *dom.tag(node) {
        local_name!("head")
        | local_name!("script")
        | local_name!("style")
        | local_name!("iframe")
        | local_name!("object")
        | local_name!("video")
        | local_name!("audio")
        | local_name!("canvas")
        | local_name!("map")
        | local_name!("math")
        | local_name!("svg")
        | local_name!("datalist")
        | local_name!("select") => true,
        local_name!("template") => {
            dom.attribute(node, "shadowrootmode").is_none() && dom.attribute(node, "shadowroot").is_none()
        }
        _ => false,
    }
}

#[derive(Default)]
struct Line {
    words: Words,
    pieces: Vec<NodeId>,
    link_chars: usize,
    links: usize,
    bold_chars: usize,
    breaks: usize,
    inner: Kinds,
}

struct Finder<'a> {
    dom: &'a Dom,
    layout: Layout,
    /// Indices of the boxes we are in.
    open: Vec<usize>,
    line: Line,
    links: usize,
    bold: usize,
}

impl Finder<'_> {
    fn enter(&mut self, node: NodeId) {
        if let Some(text) = self.dom.text(node) {
            return self.text(node, text);
        }
        if !self.dom.is_element(node) {
            return;
        }
        let tag = self.dom.tag(node);
        match *tag {
            local_name!("br") => {
                self.line.breaks += 1;
                self.line.words.gap();
                if self.line.breaks >= 2 && !self.in_code() {
                    self.flush();
                } else {
                    self.line.pieces.push(node);
                }
                return;
            }
            local_name!("hr") => return self.flush(),
            local_name!("img") | local_name!("wbr") | local_name!("input") | local_name!("source") => return,
            local_name!("a") => self.links += 1,
            local_name!("b") | local_name!("strong") => self.bold += 1,
            _ => {}
        }
        if is_inline(tag) {
            self.line.inner = self.line.inner.with(names(self.dom, node));
        } else {
            self.flush();
            self.open_box(node, tag);
        }
    }

    fn leave(&mut self, node: NodeId) {
        if !self.dom.is_element(node) {
            return;
        }
        let tag = self.dom.tag(node);
        match *tag {
            local_name!("a") => self.links = self.links.saturating_sub(1),
            local_name!("b") | local_name!("strong") => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
        let current = *self.open.last().unwrap_or(&0);
        if self.open.len() > 1 && self.layout.surroundings[current].node == node.index() as u32 {
            self.flush();
            self.open.pop();
        }
    }

    fn text(&mut self, node: NodeId, text: &str) {
        let before = self.line.words.text.len();
        self.line.words.push(text);
        let grown = self.line.words.text.len() - before;
        if grown == 0 {
            return;
        }
        self.line.breaks = 0;
        self.line.pieces.push(node);
        if self.links > 0 {
            self.line.link_chars += grown;
            self.line.links += 1;
        }
        if self.bold > 0 {
            self.line.bold_chars += grown;
        }
    }

    fn in_code(&self) -> bool {
        let around = &self.layout.surroundings[*self.open.last().unwrap_or(&0)];
        *self.dom.tag_at(around.node) == local_name!("pre")
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.words.text.is_empty() {
            return;
        }
        let surroundings = *self.open.last().unwrap_or(&0);
        let around = &self.layout.surroundings[surroundings];
        let node = self.dom.node_at(around.node);
        let words = count_words(&line.words.text);
        self.layout.blocks.push(Block {
            node,
            surroundings,
            shape: shape_of(self.dom, &self.layout, surroundings),
            text: line.words.text,
            words,
            link_chars: line.link_chars,
            links: line.links,
            bold_chars: line.bold_chars,
            pieces: line.pieces,
            inner: line.inner,
        });
    }

    fn open_box(&mut self, node: NodeId, tag: &LocalName) {
        let outer = *self.open.last().unwrap_or(&0);
        let around = self.layout.surroundings[outer];
        let own = names(self.dom, node);
        let index = self.layout.surroundings.len();
        let near = self
            .open
            .iter()
            .rev()
            .take(3)
            .fold(own, |near, open| near.with(self.layout.surroundings[*open].own));
        let places = places_of(self.dom, node, tag, own, around.places);
        let is_figure = *tag == local_name!("figure") || tag.ends_with("-figure");
        self.layout.surroundings.push(Surroundings {
            node: node.index() as u32,
            outer,
            depth: around.depth + 1,
            own,
            near,
            all: around.all.with(if matches!(*tag, local_name!("body") | local_name!("html")) {
                Kinds(0)
            } else {
                own
            }),
            places,
            signature: signature(self.dom, node, tag, around.signature),
            figure: if is_figure { node.index() as u32 + 1 } else { around.figure },
            ..Surroundings::default()
        });
        self.layout.box_of[node.index()] = index as u32;
        self.open.push(index);
    }
}

impl Layout {
    /// Adds up what each box holds.
    fn sum_up(&mut self) {
        for block in &self.blocks {
            let around = &mut self.surroundings[block.surroundings];
            around.chars += block.text.len() as u32;
            around.link_chars += block.link_chars as u32;
            around.blocks += 1;
            if block.text.len() > 80 && block.link_share() < 0.5 {
                around.prose += block.text.len() as u32;
            }
        }
        // A box comes after the one around it, so one pass from the end adds everything up.
        for index in (1..self.surroundings.len()).rev() {
            let Surroundings { outer, chars, link_chars, blocks, prose, .. } = self.surroundings[index];
            let outer = &mut self.surroundings[outer];
            outer.chars += chars;
            outer.link_chars += link_chars;
            outer.blocks += blocks;
            outer.prose += prose;
        }
    }
}

/// The kinds that an element's class, id and the like name.
pub fn names(dom: &Dom, node: NodeId) -> Kinds {
    let mut kinds = Kinds::default();
    for attribute in dom.attributes(node) {
        match &*attribute.name.local {
            "class" | "id" | "itemprop" | "role" | "aria-label" | "data-testid" | "data-component"
            | "data-type" | "rel" | "data-module" | "data-block" => {
                kinds = kinds.with(Kinds::of(&attribute.value))
            }
            _ => {}
        }
    }
    if dom.tag(node).contains('-') {
        kinds = kinds.with(Kinds::of(dom.tag(node)));
    }
    kinds
}

fn signature(dom: &Dom, node: NodeId, tag: &LocalName, outer: u32) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ outer.rotate_left(7);
    let class = dom.attribute(node, "class").unwrap_or("");
    for byte in tag.bytes().chain(class.bytes()).filter(|byte| !byte.is_ascii_digit()).take(120) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

fn places_of(dom: &Dom, node: NodeId, tag: &LocalName, own: Kinds, around: Places) -> Places {
    let mut places = around.0;
    places |= match *tag {
        local_name!("nav") | local_name!("menu") => Places::NAVIGATION,
        local_name!("header") => Places::HEADER,
        local_name!("footer") => Places::FOOTER,
        local_name!("aside") => Places::ASIDE,
        local_name!("article") if around.has(Places::ARTICLE) => Places::NESTED_ARTICLE,
        local_name!("article") => Places::ARTICLE,
        local_name!("main") => Places::MAIN,
        local_name!("figure") => Places::FIGURE,
        local_name!("figcaption") => Places::CAPTION,
        local_name!("ul") | local_name!("ol") | local_name!("dl") if around.has(Places::LIST) => {
            Places::NESTED_LIST
        }
        local_name!("ul") | local_name!("ol") | local_name!("dl") => Places::LIST,
        local_name!("table") => Places::TABLE,
        local_name!("form") | local_name!("button") | local_name!("fieldset") => Places::FORM,
        local_name!("blockquote") => Places::QUOTATION,
        local_name!("noscript") => Places::NOSCRIPT,
        local_name!("details") => Places::DETAILS,
        local_name!("section") => Places::SECTION,
        _ => 0,
    };
    if *tag == local_name!("blockquote") && own.has(Kind::Embed) {
        places |= Places::EMBED;
    }
    for attribute in dom.attributes(node) {
        places |= match (&*attribute.name.local, &*attribute.value) {
            ("hidden", _) => Places::HIDDEN | Places::UNDRAWN,
            ("aria-hidden", "true") => Places::HIDDEN,
            ("role", "navigation" | "menu" | "menubar") => Places::NAVIGATION,
            ("role", "banner") => Places::HEADER,
            ("role", "contentinfo") => Places::FOOTER,
            ("role", "complementary") => Places::ASIDE,
            ("role", "main") => Places::MAIN,
            ("role", "dialog" | "alertdialog" | "button" | "search") => Places::FORM,
            ("itemprop", "articleBody") => Places::ARTICLE_BODY,
            _ => 0,
        };
    }
    if dom.ancestors(node).take(4).any(|above| *dom.tag(above) == local_name!("a")) {
        places |= Places::LINK;
    }
    Places(places)
}

fn shape_of(dom: &Dom, layout: &Layout, surroundings: usize) -> Shape {
    let mut index = surroundings;
    for _ in 0..4 {
        let around = &layout.surroundings[index];
        match *dom.tag_at(around.node) {
            local_name!("p") => {
                let outer = &layout.surroundings[around.outer];
                return match *dom.tag_at(outer.node) {
                    local_name!("li") => Shape::ListEntry,
                    local_name!("blockquote") => Shape::Quotation,
                    local_name!("figcaption") => Shape::Caption,
                    _ => Shape::Paragraph,
                };
            }
            local_name!("h1") => return Shape::Heading(1),
            local_name!("h2") => return Shape::Heading(2),
            local_name!("h3") => return Shape::Heading(3),
            local_name!("h4") => return Shape::Heading(4),
            local_name!("h5") => return Shape::Heading(5),
            local_name!("h6") => return Shape::Heading(6),
            local_name!("li") | local_name!("dd") | local_name!("dt") => return Shape::ListEntry,
            local_name!("blockquote") => return Shape::Quotation,
            local_name!("pre") => return Shape::Code,
            local_name!("td") | local_name!("th") => return Shape::Cell,
            local_name!("figcaption") | local_name!("caption") => return Shape::Caption,
            local_name!("button") => return Shape::Button,
            local_name!("article") | local_name!("section") | local_name!("main") | local_name!("body") => {
                break;
            }
            _ => index = around.outer,
        }
    }
    Shape::Loose
}

/// Words as a reader counts them; scripts without spaces count letters by two.
fn count_words(text: &str) -> usize {
    let spaced = text.split_ascii_whitespace().count();
    if text.is_ascii() {
        return spaced;
    }
    let ideographs = text.chars().filter(|letter| ('\u{2e80}'..'\u{a000}').contains(letter)).count();
    spaced.max(ideographs / 2)
}

impl Dom {
    fn tag_at(&self, index: u32) -> &LocalName {
        self.tag(self.node_at(index))
    }
}
