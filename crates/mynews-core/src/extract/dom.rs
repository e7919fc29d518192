//! The tree of a page, in an arena: nodes are numbers, nothing recurses, dropping it is dropping two vectors.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

/// Open elements above which start tags are ignored (their words are kept), as in browsers. Real pages stay
/// below 100; the tree builder's time grows with the square of it.
const DEPTH_MAX: usize = 512;
/// Nodes above which the rest of the page is ignored; the largest real pages hold some 40 000.
const NODES_MAX: usize = 300_000;

/// A node of a [`Dom`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(u32);

const NONE: NodeId = NodeId(u32::MAX);

impl NodeId {
    pub fn index(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<NodeId> {
        (self != NONE).then_some(self)
    }
}

#[derive(Debug)]
pub enum Content {
    /// The document, comments, and what else has no words.
    Nothing,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    content: Content,
}

/// The tree of a page.
#[derive(Debug)]
pub struct Dom {
    nodes: Vec<Node>,
    /// Whether a limit cut something off.
    pub was_cut: bool,
}

/// A step of a walk through the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Dom {
    /// Parses a page that `prune` has been over.
    pub fn parse(html: &str) -> Dom {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let guard = Guard {
            builder: TreeBuilder::new(Sink::new(), options),
            open: RefCell::new(Vec::new()),
            is_full: Cell::new(false),
            was_cut: Cell::new(false),
        };
        let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        // The tokenizer stops at scripts and encoding declarations; neither means anything here.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        let guard = tokenizer.sink;
        let was_cut = guard.was_cut.get();
        Dom { nodes: guard.builder.sink.nodes.into_inner(), was_cut }
    }

    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// The node with a number.
    pub fn node_at(&self, index: u32) -> NodeId {
        NodeId(index.min(self.nodes.len() as u32 - 1))
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent.some()
    }

    pub fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].first.some()
    }

    pub fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].next.some()
    }

    /// The tag of an element of HTML; the empty name for anything else.
    pub fn tag(&self, node: NodeId) -> &LocalName {
        match &self.nodes[node.index()].content {
            Content::Element { name, .. } => &name.local,
            _ => const { &local_name!("") },
        }
    }

    pub fn is_element(&self, node: NodeId) -> bool {
        matches!(self.nodes[node.index()].content, Content::Element { .. })
    }

    pub fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node.index()].content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn attributes(&self, node: NodeId) -> &[Attribute] {
        match &self.nodes[node.index()].content {
            Content::Element { attributes, .. } => attributes,
            _ => &[],
        }
    }

    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.attributes(node)
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }

    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(node), |node| self.parent(*node))
    }

    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(node), |node| self.next_sibling(*node))
    }

    /// Everything below `top`, in document order, each element entered and left.
    pub fn walk(&self, top: NodeId) -> impl Iterator<Item = Step> + '_ {
        let mut next = self.first_child(top).map(Step::Enter);
        std::iter::from_fn(move || {
            let step = next?;
            next = match step {
                Step::Enter(node) => {
                    self.first_child(node).map_or(Some(Step::Leave(node)), |child| Some(Step::Enter(child)))
                }
                Step::Leave(node) => match self.next_sibling(node) {
                    Some(sibling) => Some(Step::Enter(sibling)),
                    None => self.parent(node).filter(|parent| *parent != top).map(Step::Leave),
                },
            };
            Some(step)
        })
    }

    /// Everything below `top`, in document order.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.walk(top).filter_map(|step| match step {
            Step::Enter(node) => Some(node),
            Step::Leave(_) => None,
        })
    }

    /// The words below a node, white space squeezed.
    pub fn words(&self, top: NodeId) -> String {
        let mut words = Words::default();
        if let Some(text) = self.text(top) {
            words.push(text);
        }
        for node in self.descendants(top) {
            match self.text(node) {
                Some(text) => words.push(text),
                None if !is_inline(self.tag(node)) => words.gap(),
                None => {}
            }
        }
        words.text
    }
}

/// Puts pieces of text together and squeezes white space.
#[derive(Default, Debug)]
pub struct Words {
    pub text: String,
    has_gap: bool,
}

impl Words {
    pub fn push(&mut self, piece: &str) {
        for letter in piece.chars() {
            if letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}' || letter == '\u{ad}' {
                // Soft hyphens and zero-width marks are typesetting, not words.
                self.has_gap |= letter.is_whitespace();
                continue;
            }
            if self.has_gap && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.has_gap = false;
            self.text.push(letter);
        }
    }

    pub fn gap(&mut self) {
        self.has_gap = true;
    }
}

/// Whether a tag stands within a line of text.
pub fn is_inline(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("acronym")
            | local_name!("b")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("big")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("data")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("nobr")
            | local_name!("q")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("ruby")
            | local_name!("s")
            | local_name!("samp")
            | local_name!("small")
            | local_name!("span")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("var")
            | local_name!("wbr")
    )
}

/// Stands before the tree builder and keeps it from what it is slow at.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    /// Names of elements that are open, without those whose end tag may be left out.
    open: RefCell<Vec<LocalName>>,
    is_full: Cell<bool>,
    was_cut: Cell<bool>,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_full.get() && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        match &token {
            Token::CommentToken(_) | Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if closes_itself(&tag.name) => {}
            Token::TagToken(tag) if tag.kind == StartTag => {
                let mut open = self.open.borrow_mut();
                if open.len() >= DEPTH_MAX {
                    self.was_cut.set(true);
                    return TokenSinkResult::Continue;
                }
                open.push(tag.name.clone());
            }
            Token::TagToken(tag) if tag.kind == EndTag => {
                let mut open = self.open.borrow_mut();
                match open.iter().rposition(|name| *name == tag.name) {
                    Some(place) => open.truncate(place),
                    None => return TokenSinkResult::Continue,
                }
            }
            _ => {}
        }
        if self.builder.sink.nodes.borrow().len() > NODES_MAX {
            self.is_full.set(true);
            self.was_cut.set(true);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Tags that hold nothing, or whose end tag may be left out: they do not nest in themselves, so they need no counting.
fn closes_itself(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("p")
            | local_name!("li")
            | local_name!("dt")
            | local_name!("dd")
            | local_name!("td")
            | local_name!("th")
            | local_name!("tr")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("caption")
            | local_name!("colgroup")
            | local_name!("option")
            | local_name!("optgroup")
            | local_name!("rt")
            | local_name!("rp")
            | local_name!("html")
            | local_name!("head")
            | local_name!("body")
            | local_name!("title")
    )
}

/// Takes the tree builder's orders.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

/// An element's name, for the tree builder.
#[derive(Debug)]
struct Name {
    namespace: Namespace,
    local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Sink {
    fn new() -> Sink {
        let sink = Sink { nodes: RefCell::new(Vec::with_capacity(4096)) };
        sink.create(Content::Nothing);
        sink
    }

    fn create(&self, content: Content) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, content });
        NodeId((nodes.len() - 1) as u32)
    }

    /// Takes `child` out of its place.
    fn unlink(&self, child: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[child.index()];
        match previous.some() {
            Some(previous) => nodes[previous.index()].next = next,
            None if parent != NONE => nodes[parent.index()].first = next,
            None => {}
        }
        match next.some() {
            Some(next) => nodes[next.index()].previous = previous,
            None if parent != NONE => nodes[parent.index()].last = previous,
            None => {}
        }
        let node = &mut nodes[child.index()];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts `child` under `parent`, before `next` or at the end.
    fn link(&self, parent: NodeId, child: NodeId, next: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = if next == NONE { nodes[parent.index()].last } else { nodes[next.index()].previous };
        match previous.some() {
            Some(previous) => nodes[previous.index()].next = child,
            None => nodes[parent.index()].first = child,
        }
        match next.some() {
            Some(next) => nodes[next.index()].previous = child,
            None => nodes[parent.index()].last = child,
        }
        let node = &mut nodes[child.index()];
        (node.parent, node.previous, node.next) = (parent, previous, next);
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<NodeId>, next: NodeId) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.unlink(node);
                self.link(parent, node, next);
            }
            NodeOrText::AppendText(text) => {
                let neighbour = {
                    let nodes = self.nodes.borrow();
                    if next == NONE { nodes[parent.index()].last } else { nodes[next.index()].previous }
                };
                if let Some(neighbour) = neighbour.some()
                    && let Content::Text(before) = &mut self.nodes.borrow_mut()[neighbour.index()].content
                {
                    before.push_tendril(&text);
                    return;
                }
                let node = self.create(Content::Text(text));
                self.link(parent, node, next);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Sink;
    type ElemName<'a> = Name;

    fn finish(self) -> Sink {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.nodes.borrow()[target.index()].content {
            Content::Element { name, .. } => Name { namespace: name.ns.clone(), local: name.local.clone() },
            _ => Name { namespace: ns!(), local: local_name!("") },
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.create(Content::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.create(Content::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.create(Content::Nothing)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[element.index()].parent;
        match parent.some() {
            Some(parent) => self.insert(parent, child, *element),
            None => self.insert(*previous, child, NONE),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents are its children: declared shadow roots hold real text, and blocks know what is hidden.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[sibling.index()].parent;
        if let Some(parent) = parent.some() {
            self.insert(parent, new_node, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, new: Vec<Attribute>) {
        if let Content::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target.index()].content {
            for attribute in new {
                if !attributes.iter().any(|old| old.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[node.index()].first;
            let Some(child) = child.some() else { break };
            self.unlink(child);
            self.link(*new_parent, child, NONE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(html: &str) -> String {
        let dom = Dom::parse(html);
        let mut out = String::new();
        for step in dom.walk(dom.root()) {
            match step {
                Step::Enter(node) => match dom.text(node) {
                    Some(text) => out.push_str(text),
                    None => out.push_str(&format!("({}", dom.tag(node))),
                },
                Step::Leave(node) if dom.is_element(node) => out.push(')'),
                Step::Leave(_) => {}
            }
        }
        out
    }

    #[test]
    fn a_page_becomes_a_tree() {
        assert_eq!(
            outline("<p>a<b>c</b>d<p>e"),
            "(html(head)(body(p a(b c)d)(p e)))"
                .replace("p a", "pa")
                .replace("b c", "bc")
                .replace("p e", "pe")
        );
    }

    #[test]
    fn misnested_tags_are_put_right() {
        assert_eq!(outline("<b>1<p>2</b>3</p>"), "(html(head)(body(b1)(p(b2)3)))");
        assert_eq!(outline("<table>x<tr><td>y</table>"), "(html(head)(bodyx(table(tbody(tr(tdy))))))");
    }

    #[test]
    fn depth_has_a_limit_and_words_survive_it() {
        let dom = Dom::parse(&format!("{}kept{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000)));
        assert!(dom.was_cut);
        assert_eq!(dom.words(dom.root()), "kept after");
        assert!(dom.descendants(dom.root()).all(|node| dom.ancestors(node).count() < DEPTH_MAX + 10));
    }
}
