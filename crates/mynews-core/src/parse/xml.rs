//! RSS of all versions, Atom and CDF: one walk over the document's pieces.
//!
//! The walk keeps the elements that are open and what each of them is (a feed, an entry, a person …). What an element
//! means is looked up in [`super::fields`]; where its text goes is decided in [`super::assign`]. Tags that cross, never
//! close or close twice are sorted out here: an entry ends where the next one begins.

use std::borrow::Cow;

use super::assign;
use super::draft::{Draft, EntryDraft, MediaDraft};
use super::entities::Declared;
use super::fields::{Attributed, Field, Meaning};
use super::finish::keep_newest;
use super::limits::{ATTRIBUTES_MAX, DEPTH_MAX, ENTRIES_MAX, LIST_MAX, VALUE_BYTES_MAX};
use super::media::seconds;
use super::people::Person;
use super::spaces::{Scope, Space};
use super::value::{Form, Value};
use crate::model::Enclosure;
use crate::text::html::decode_entities;
use crate::text::markup::{Piece, Tag, pieces};
use crate::text::url;

/// Reads what can be read; [`Draft::is_feed`] says whether it was a feed at all.
pub(super) fn read(document: &str, address: &str) -> Draft {
    let mut walk = Walk::new(address);
    for piece in pieces(document) {
        match piece {
            Piece::Text(raw) => walk.text(raw),
            Piece::Verbatim(text) => walk.verbatim(text),
            Piece::Open(tag) => walk.open(tag),
            Piece::Close(name) => walk.close(name),
            Piece::Doctype(inside) => walk.entities.note(inside),
        }
    }
    walk.end()
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Frame {
    Feed,
    Entry,
    Author,
    Source,
    Image,
    MediaGroup,
    MediaFile,
    Unknown,
}

struct Element<'a> {
    name: &'a str,
    frame: Frame,
    /// Where relative links in it lead, if it says so itself.
    base: Option<String>,
}

/// What is gathered while its element is open.
#[derive(Default)]
pub(super) struct Gathered {
    pub entry: Option<EntryDraft>,
    pub person: Person,
    /// `<source>`: name and address.
    pub source_name: String,
    pub source_link: Option<String>,
    /// `rel` of a link whose address is its text.
    pub link_rel: String,
    /// The first file of the media group that is open.
    pub group_start: usize,
    pub image_url: String,
}

struct Walk<'a> {
    address: &'a str,
    scope: Scope<'a>,
    open: Vec<Element<'a>>,
    /// Open elements beyond [`DEPTH_MAX`].
    too_deep: usize,
    /// Atom 1.0, and not one of its forerunners.
    is_atom_1: bool,
    value: Option<Value<'a>>,
    entities: Declared<'a>,
    attributes: Vec<(&'a str, &'a str)>,
    draft: Draft,
    gathered: Gathered,
}

impl<'a> Walk<'a> {
    fn new(address: &'a str) -> Walk<'a> {
        Walk {
            address,
            scope: Scope::default(),
            open: Vec::new(),
            too_deep: 0,
            is_atom_1: false,
            value: None,
            entities: Declared::default(),
            attributes: Vec::new(),
            draft: Draft::default(),
            gathered: Gathered::default(),
        }
    }

    fn frame(&self) -> Frame {
        self.open.last().map_or(Frame::Unknown, |element| element.frame)
    }

    fn text(&mut self, raw: &str) {
        if let Some(value) = &mut self.value {
            let raw = self.entities.expand(raw);
            if raw.contains('&') && has_bare_ampersand(&raw) {
                self.draft.faults.add("bare-ampersand", "An ampersand stands where an entity should.");
            }
            value.push_text(&raw);
        } else if matches!(self.frame(), Frame::Author | Frame::Source | Frame::Image) {
            let raw = self.entities.expand(raw);
            self.loose_text(&decode_entities(&raw));
        }
    }

    fn verbatim(&mut self, text: &str) {
        match &mut self.value {
            Some(value) => value.push_verbatim(text),
            None => self.loose_text(text),
        }
    }

    /// Text of elements that may hold either text or elements.
    fn loose_text(&mut self, text: &str) {
        let held = match self.frame() {
            Frame::Author => &mut self.gathered.person.text,
            Frame::Source => &mut self.gathered.source_name,
            Frame::Image => &mut self.gathered.image_url,
            _ => return,
        };
        if held.len() + text.len() <= VALUE_BYTES_MAX {
            held.push_str(text);
        }
    }

    fn open(&mut self, tag: Tag<'a>) {
        if let Some(value) = &mut self.value {
            // HTML has no entries in it, and a headline or a date no feed element: the value was never closed.
            let is_unclosed = matches!(tag.name, "item" | "entry")
                || value.is_short() && self.scope.meaning(tag.name).0 != Meaning::Unknown;
            if !is_unclosed {
                value.push_open(&tag);
                return;
            }
            self.draft.faults.add("unclosed-element", "An element is never closed.");
            self.end_value();
        }
        let depth = self.open.len();
        self.attributes.clear();
        self.attributes.extend(tag.attributes().take(ATTRIBUTES_MAX));
        for (name, raw) in &self.attributes {
            if name.starts_with("xmlns") {
                self.scope.declare(depth, name, raw);
            }
        }
        let (meaning, space) = self.scope.meaning(tag.name);
        self.begin(&tag, meaning, space);
    }

    /// Opens an element with a known meaning.
    fn begin(&mut self, tag: &Tag<'a>, meaning: Meaning, space: Space) {
        let base = self.attribute("xml:base").and_then(|written| {
            let outer = self.base().unwrap_or(self.address);
            url::resolve(outer, &written)
        });
        let parent = self.frame();
        let frame = match (meaning, parent) {
            (Meaning::Entry, _) => {
                self.end_open_entry();
                Frame::Entry
            }
            (Meaning::Feed, Frame::Feed | Frame::Unknown) if self.gathered.entry.is_none() => Frame::Feed,
            (_, Frame::Unknown) if !self.open.is_empty() => Frame::Unknown,
            (Meaning::Author, Frame::Feed | Frame::Entry) => {
                self.gathered.person = Person::default();
                Frame::Author
            }
            (Meaning::Source, Frame::Entry) => {
                self.gathered.source_name.clear();
                self.gathered.source_link = self.attribute("url").map(Cow::into_owned);
                Frame::Source
            }
            (Meaning::Image, Frame::Feed | Frame::Entry) => {
                self.gathered.image_url.clear();
                Frame::Image
            }
            (Meaning::MediaGroup, Frame::Entry) => {
                self.gathered.group_start = self.gathered.entry.as_ref().map_or(0, |entry| entry.media.len());
                Frame::MediaGroup
            }
            (Meaning::MediaFile, Frame::Entry | Frame::MediaGroup) => {
                self.media_file(false);
                Frame::MediaFile
            }
            (Meaning::Attributes(what), _) => {
                self.attributed(what);
                Frame::Unknown
            }
            (Meaning::Value(field), parent) if assign::is_read(field, parent, space) => {
                if self.begin_value(tag, field, space, base.as_deref()) {
                    return;
                }
                Frame::Unknown
            }
            _ => Frame::Unknown,
        };
        match frame {
            Frame::Feed => self.begin_feed(base.as_deref()),
            Frame::Entry => self.begin_entry(base.as_deref()),
            _ => {}
        }
        if self.open.len() >= DEPTH_MAX {
            self.draft.faults.once("too-deep", "Elements are nested deeper than we look.");
            self.too_deep += usize::from(!tag.is_empty);
            return;
        }
        self.open.push(Element { name: tag.name, frame, base });
        if tag.is_empty {
            self.end_innermost();
        }
    }

    /// Begins to gather a text, or reads it off the attributes. Says whether a value is now open.
    fn begin_value(&mut self, tag: &Tag<'a>, field: Field, space: Space, base: Option<&str>) -> bool {
        match field {
            Field::Link => {
                let rel = self.attribute("rel").unwrap_or_default().into_owned();
                if let Some(address) = self.attribute("href") {
                    let address = address.into_owned();
                    let link = assign::Link {
                        rel: &rel,
                        media_type: self.attribute("type").map(Cow::into_owned),
                        bytes: self.number("length"),
                        comments: self.number("thr:count"),
                        address,
                    };
                    assign::link(link, self.frame(), &mut self.draft, &mut self.gathered);
                    return false;
                }
                self.gathered.link_rel = rel;
            }
            Field::Category => {
                let label = self.attribute("label").filter(|label| !label.trim().is_empty());
                if let Some(label) = label.or_else(|| self.attribute("term")) {
                    let label = label.into_owned();
                    assign::category(&label, &mut self.gathered);
                    return false;
                }
            }
            Field::Content => {
                if let (Some(address), Some(entry)) = (self.attribute("src"), &mut self.gathered.entry) {
                    let address = address.into_owned();
                    entry.other_link.get_or_insert(address);
                }
            }
            Field::Id if self.frame() == Frame::Entry => {
                // `isPermaLink` is true unless said otherwise, of a `guid`.
                let says_no =
                    self.attribute("isPermaLink").is_some_and(|says| says.eq_ignore_ascii_case("false"));
                let is_guid = space == Space::Feed && tag.name.to_ascii_lowercase().ends_with("guid");
                self.gathered.link_rel = if is_guid && !says_no { "permalink" } else { "" }.to_owned();
            }
            _ => {}
        }
        if tag.is_empty {
            return false;
        }
        let mode = self.attribute("mode").unwrap_or_default();
        let form = match Form::of(&self.attribute("type").unwrap_or_default(), &mode) {
            _ if space == Space::Xhtml => Form::Markup,
            // Of XHTML by its media type, only Atom 1.0 wraps it in a `div` that does not count.
            Form::Markup if self.is_atom_1 => Form::MarkupInDiv,
            form => form,
        };
        let base = base.or_else(|| self.base()).map(str::to_owned);
        self.value = Some(Value::new(field, tag.name, form, base));
        true
    }

    fn begin_feed(&mut self, base: Option<&str>) {
        self.draft.is_feed = true;
        self.is_atom_1 |= self.attribute("xmlns").is_some_and(|space| space.contains("2005/Atom"));
        if let Some(base) = base {
            self.draft.base.get_or_insert_with(|| base.to_owned());
        }
        if let Some(language) = self.attribute("xml:lang") {
            let language = language.into_owned();
            assign::language(&language, &mut self.draft.head.language);
        }
        let (link, changed) = self.channel_definition();
        let head = &mut self.draft.head;
        head.link = head.link.take().or(link);
        head.updated =
            head.updated.or(changed.and_then(|text| assign::moment(&text, &mut self.draft.faults)));
    }

    fn begin_entry(&mut self, base: Option<&str>) {
        self.draft.is_feed = true;
        let (link, changed) = self.channel_definition();
        let mut entry =
            EntryDraft { base: base.or_else(|| self.base()).map(str::to_owned), ..EntryDraft::default() };
        entry.entry.link = link;
        entry.entry.updated = changed.and_then(|text| assign::moment(&text, &mut self.draft.faults));
        if let Some(language) = self.attribute("xml:lang") {
            assign::language(&language, &mut entry.entry.language);
        }
        if let Some(about) = self.attribute("rdf:about") {
            entry.entry.id = about.trim().to_owned();
            entry.permalink = Some(about.into_owned());
        }
        self.gathered.entry = Some(entry);
    }

    /// Microsoft's Channel Definition Format keeps address and date in attributes.
    fn channel_definition(&self) -> (Option<String>, Option<String>) {
        (self.attribute("href").map(Cow::into_owned), self.attribute("lastmod").map(Cow::into_owned))
    }

    fn attributed(&mut self, what: Attributed) {
        match what {
            Attributed::MediaThumbnail => self.media_file(true),
            Attributed::Cover => {
                let Some(address) = self.attribute("href").map(Cow::into_owned) else { return };
                match &mut self.gathered.entry {
                    Some(entry) => entry.cover = Some(address),
                    None => {
                        self.draft.head.icon.get_or_insert(address);
                    }
                }
            }
            Attributed::Enclosure => {
                let Some(address) = self.attribute("url").or_else(|| self.attribute("href")) else { return };
                let enclosure = Enclosure {
                    url: address.into_owned(),
                    media_type: self.attribute("type").map(Cow::into_owned),
                    bytes: self.number("length"),
                    seconds: None,
                };
                assign::enclosure(enclosure, &mut self.gathered);
            }
        }
    }

    fn media_file(&mut self, is_thumbnail: bool) {
        let file = MediaDraft {
            url: self.attribute("url").map(Cow::into_owned),
            media_type: self.attribute("type").map(Cow::into_owned),
            medium: self.attribute("medium").map(|medium| medium.to_ascii_lowercase()),
            seconds: self.attribute("duration").and_then(|text| seconds(&text)),
            width: self.number("width").and_then(|width| u32::try_from(width).ok()),
            height: self.number("height").and_then(|height| u32::try_from(height).ok()),
            is_thumbnail,
            ..MediaDraft::default()
        };
        if let Some(entry) = &mut self.gathered.entry
            && entry.media.len() < LIST_MAX
        {
            entry.media.push(file);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(value) = &mut self.value {
            // The end of an entry or feed inside a value: the value was never closed.
            let ends_more =
                matches!(name, "item" | "entry" | "channel" | "feed" | "rss") && name != value.name;
            if !ends_more {
                if value.push_close(name) {
                    self.end_value();
                }
                return;
            }
            self.draft.faults.add("unclosed-element", "An element is never closed.");
            self.end_value();
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        // A closing tag of nothing that is open is ignored; one of an outer element closes all inside it.
        if let Some(depth) = self.open.iter().rposition(|element| element.name.eq_ignore_ascii_case(name)) {
            while self.open.len() > depth {
                self.end_innermost();
            }
        }
    }

    fn end_value(&mut self) {
        let Some(value) = self.value.take() else { return };
        let field = value.field;
        let (text, is_cut) = value.finish();
        if is_cut {
            self.draft.faults.add("long-text", "A text is longer than any we keep; it was cut.");
        }
        if let Some(text) = text {
            let frame = self.frame();
            assign::text(field, text, frame, &mut self.draft, &mut self.gathered);
        }
    }

    fn end_innermost(&mut self) {
        let Some(element) = self.open.pop() else { return };
        self.scope.leave(self.open.len());
        match element.frame {
            Frame::Entry => {
                let Some(entry) = self.gathered.entry.take() else { return };
                self.draft.entries.push(entry);
                if self.draft.entries.len() >= 2 * ENTRIES_MAX {
                    keep_newest(&mut self.draft.entries, &mut self.draft.faults);
                }
            }
            frame => assign::end(frame, &mut self.draft, &mut self.gathered),
        }
    }

    /// Entries do not stand in entries.
    fn end_open_entry(&mut self) {
        self.too_deep = 0;
        if let Some(depth) = self.open.iter().position(|element| element.frame == Frame::Entry) {
            self.draft.faults.add("unclosed-element", "An element is never closed.");
            while self.open.len() > depth {
                self.end_innermost();
            }
        }
    }

    fn end(mut self) -> Draft {
        if self.value.is_some() || self.gathered.entry.is_some() {
            self.draft.faults.add("truncated", "The document ends in the middle of an entry.");
        }
        self.end_value();
        while !self.open.is_empty() {
            self.end_innermost();
        }
        self.draft
    }

    /// Where relative links lead at this place, as the document says; `None` where it says nothing.
    fn base(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|element| element.base.as_deref())
    }

    fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, raw) = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(decode_entities(raw))
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn has_bare_ampersand(raw: &str) -> bool {
    raw.split('&').skip(1).any(|after| {
        let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        length == 0 || after.as_bytes().get(length) != Some(&b';')
    })
}
