//! The labelled blocks of the body, as an article's blocks and as HTML.

use html5ever::local_name;

use super::blocks::{Block as PageBlock, Places, Shape};
use super::dom::NodeId;
use super::inline::{escape_into, inside};
use super::label::{Label, Labelled};
use super::page::Parts;
use crate::model::{Block, Embed, Picture, Video};
use crate::text::url;

/// Pictures and videos of the body, with the block they stand before.
#[derive(Debug, Default)]
pub struct Media {
    pub pictures: Vec<(usize, Picture)>,
    pub videos: Vec<(usize, Video)>,
}

/// What a body becomes.
#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub html: String,
}

pub fn read(parts: &Parts<'_>, labelled: &Labelled, media: &Media) -> Body {
    let mut writer = Writer { parts, body: Body::default(), list: None };
    let mut pictures = media.pictures.iter().enumerate().peekable();
    let mut videos = media.videos.iter().enumerate().peekable();
    let layout = &parts.layout;
    let mut index = 0;
    while index < layout.blocks.len() {
        while let Some((number, (_, picture))) = pictures.next_if(|(_, (place, _))| *place <= index) {
            writer.picture(number, picture);
        }
        while let Some((number, _)) = videos.next_if(|(_, (place, _))| *place <= index) {
            writer.close_list();
            writer.body.blocks.push(Block::Video(number));
        }
        if labelled.labels[index] == Label::Body {
            index = writer.block(index, labelled);
        } else {
            index += 1;
        }
    }
    for (number, (_, picture)) in pictures {
        writer.picture(number, picture);
    }
    for (number, _) in videos {
        writer.body.blocks.push(Block::Video(number));
    }
    writer.close_list();
    writer.body
}

struct Writer<'a> {
    parts: &'a Parts<'a>,
    body: Body,
    /// The list that is open, and its tag.
    list: Option<(NodeId, &'static str)>,
}

impl Writer<'_> {
    /// Writes the block at `index` and gives the index of the next.
    fn block(&mut self, index: usize, labelled: &Labelled) -> usize {
        let layout = &self.parts.layout;
        let block = &layout.blocks[index];
        let places = layout.around(block).places;
        if places.has(Places::EMBED) {
            return self.embed(index);
        }
        if block.shape == Shape::Cell
            && let Some(table) = self.above(block, |tag| *tag == local_name!("table"))
        {
            return self.table(index, table, labelled);
        }
        let html = inside(&self.parts.dom, block, &self.parts.data.base);
        if block.shape == Shape::ListEntry
            && let Some(list) = self
                .above(block, |tag| matches!(*tag, local_name!("ul") | local_name!("ol") | local_name!("dl")))
        {
            let tag = if *self.parts.dom.tag(list) == local_name!("ol") { "ol" } else { "ul" };
            if self.list.is_none_or(|(open, _)| open != list) {
                self.close_list();
                self.body.html.push_str(&format!("<{tag}>"));
                self.list = Some((list, tag));
            }
            self.body.html.push_str(&format!("<li>{html}</li>"));
            self.body.blocks.push(Block::ListEntry(block.text.clone()));
            return index + 1;
        }
        self.close_list();
        let text = block.text.clone();
        match block.shape {
            Shape::Heading(level) => {
                let level = level.clamp(2, 4);
                self.body.html.push_str(&format!("<h{level}>{html}</h{level}>"));
                self.body.blocks.push(Block::Subheading(text));
            }
            Shape::Quotation => {
                self.body.html.push_str(&format!("<blockquote><p>{html}</p></blockquote>"));
                self.body.blocks.push(Block::Quotation(text));
            }
            Shape::Code => {
                self.body.html.push_str("<pre><code>");
                let code: String =
                    block.pieces.iter().filter_map(|piece| self.parts.dom.text(*piece)).collect();
                escape_into(&mut self.body.html, code.trim_matches('\n'));
                self.body.html.push_str("</code></pre>");
                self.body.blocks.push(Block::Code(text));
            }
            _ if is_bold_heading(block) => {
                self.body.html.push_str(&format!("<h3>{html}</h3>"));
                self.body.blocks.push(Block::Subheading(text));
            }
            _ => {
                self.body.html.push_str(&format!("<p>{html}</p>"));
                self.body.blocks.push(Block::Paragraph(text));
            }
        }
        index + 1
    }

    /// All blocks of an embedded post are one.
    fn embed(&mut self, index: usize) -> usize {
        self.close_list();
        let layout = &self.parts.layout;
        let quotation = self.above(&layout.blocks[index], |tag| *tag == local_name!("blockquote"));
        let mut next = index;
        let mut texts = Vec::new();
        while let Some(block) = layout.blocks.get(next) {
            if self.above(block, |tag| *tag == local_name!("blockquote")) != quotation {
                break;
            }
            texts.push(block.text.as_str());
            next += 1;
        }
        let text = texts.join(" ");
        let address = quotation.and_then(|quotation| {
            let dom = &self.parts.dom;
            dom.descendants(quotation)
                .filter(|node| *dom.tag(*node) == local_name!("a"))
                .filter_map(|node| dom.attribute(node, "href"))
                .last()
                .and_then(|href| url::resolve(&self.parts.data.base, href))
        });
        self.body.html.push_str("<blockquote><p>");
        escape_into(&mut self.body.html, &text);
        self.body.html.push_str("</p></blockquote>");
        self.body.blocks.push(Block::Embed(Embed { text, url: address }));
        next.max(index + 1)
    }

    /// A table with its cells, as far as they are body.
    fn table(&mut self, index: usize, table: NodeId, labelled: &Labelled) -> usize {
        self.close_list();
        let layout = &self.parts.layout;
        let mut rows: Vec<(Option<NodeId>, Vec<String>)> = Vec::new();
        let mut next = index;
        while let Some(block) = layout.blocks.get(next) {
            if block.shape != Shape::Cell
                || self.above(block, |tag| *tag == local_name!("table")) != Some(table)
            {
                break;
            }
            if labelled.labels[next] == Label::Body {
                let row = self.above(block, |tag| *tag == local_name!("tr"));
                match rows.last_mut() {
                    Some((last, cells)) if *last == row => cells.push(block.text.clone()),
                    _ => rows.push((row, vec![block.text.clone()])),
                }
            }
            next += 1;
        }
        // A table of one column is a way to lay out text.
        if rows.iter().all(|(_, cells)| cells.len() == 1) {
            for (_, cells) in rows {
                let text = cells.concat();
                self.body.html.push_str("<p>");
                escape_into(&mut self.body.html, &text);
                self.body.html.push_str("</p>");
                self.body.blocks.push(Block::Paragraph(text));
            }
            return next;
        }
        self.body.html.push_str("<table><tbody>");
        for (_, cells) in &rows {
            self.body.html.push_str("<tr>");
            for cell in cells {
                self.body.html.push_str("<td>");
                escape_into(&mut self.body.html, cell);
                self.body.html.push_str("</td>");
            }
            self.body.html.push_str("</tr>");
        }
        self.body.html.push_str("</tbody></table>");
        self.body.blocks.push(Block::Table(rows.into_iter().map(|(_, cells)| cells).collect()));
        next
    }

    fn picture(&mut self, number: usize, picture: &Picture) {
        self.close_list();
        let out = &mut self.body.html;
        figure_into(out, picture);
        self.body.blocks.push(Block::Picture(number));
    }

    fn close_list(&mut self) {
        if let Some((_, tag)) = self.list.take() {
            self.body.html.push_str(&format!("</{tag}>"));
        }
    }

    fn above(&self, block: &PageBlock, is_it: impl Fn(&html5ever::LocalName) -> bool) -> Option<NodeId> {
        std::iter::once(block.node)
            .chain(self.parts.dom.ancestors(block.node))
            .take(12)
            .find(|node| is_it(self.parts.dom.tag(*node)))
    }
}

/// A picture with its caption and credit.
pub fn figure_into(out: &mut String, picture: &Picture) {
    out.push_str("<figure><img src=\"");
    escape_into(out, &picture.url);
    out.push_str("\" alt=\"");
    escape_into(out, picture.alt.as_deref().unwrap_or(""));
    out.push_str("\">");
    let lines: Vec<&str> =
        [picture.caption.as_deref(), picture.credit.as_deref()].into_iter().flatten().collect();
    if !lines.is_empty() {
        out.push_str("<figcaption>");
        escape_into(out, &lines.join(" · "));
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
}

/// A short line that is bold from end to end is a subheading whatever its tag.
fn is_bold_heading(block: &PageBlock) -> bool {
    block.bold_chars + 1 >= block.text.len()
        && block.words <= 14
        && !block.text.ends_with(['.', ',', ':', ';', '"', '”'])
}
