//! The text of one element: Atom's text constructs, RSS's escaped HTML, and what feeds make of both.

use std::borrow::Cow;

use super::fields::Field;
use super::limits::{ATTRIBUTES_MAX, TEXT_BYTES_MAX, TITLE_BYTES_MAX, VALUE_BYTES_MAX, cut};
use crate::text::html::decode_entities;
use crate::text::markup::{Piece, Tag, pieces};
use crate::text::url;

/// How the characters of an element become its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Entities are decoded once; what comes out is text or HTML, as the vocabulary has it.
    Decoded,
    /// The same, for Atom's `html`: some put a `div` around it as if it were XHTML.
    DecodedInDiv,
    /// Markup that stands there as elements; what is escaped in it stays escaped.
    Markup,
    /// The same, with the `div` that Atom prescribes around it and that is no part of the text.
    MarkupInDiv,
    Base64,
}

impl Form {
    /// By the attributes `type` and `mode` of the element.
    pub fn of(content_type: &str, mode: &str) -> Form {
        let content_type = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        let is_markup =
            content_type == "xhtml" || content_type.ends_with("+xml") || content_type.ends_with("/xml");
        match (mode, content_type.as_str()) {
            ("base64", _) => Form::Base64,
            ("escaped", _) => Form::Decoded,
            (_, "" | "text" | "text/plain") => Form::Decoded,
            (_, "html" | "text/html") => Form::DecodedInDiv,
            (_, "xhtml") => Form::MarkupInDiv,
            _ if is_markup => Form::Markup,
            (_, other) if other.contains('/') && !other.starts_with("text/") => Form::Base64,
            _ => Form::Decoded,
        }
    }

    fn is_markup(self) -> bool {
        matches!(self, Form::Markup | Form::MarkupInDiv)
    }
}

/// An element whose text is being gathered.
pub(super) struct Value<'a> {
    pub field: Field,
    /// The element's name as written; its closing tag ends the value.
    pub name: &'a str,
    /// Open elements of the same name inside.
    nested: usize,
    form: Form,
    text: String,
    has_elements: bool,
    is_cut: bool,
    bytes_max: usize,
    /// Where relative addresses in the text lead, where the feed says so.
    base: Option<String>,
}

impl<'a> Value<'a> {
    pub fn new(field: Field, name: &'a str, form: Form, base: Option<String>) -> Value<'a> {
        let bytes_max = match field {
            Field::Description | Field::Summary | Field::SummaryElsewhere | Field::Content => TEXT_BYTES_MAX,
            Field::MediaDescription | Field::Subtitle | Field::Rights => VALUE_BYTES_MAX * 8,
            _ => VALUE_BYTES_MAX,
        };
        let text = String::new();
        Value { field, name, nested: 0, form, text, has_elements: false, is_cut: false, bytes_max, base }
    }

    /// Whether it holds a line (a headline, a name, a date) and not a text with markup of its own.
    pub fn is_short(&self) -> bool {
        self.bytes_max == VALUE_BYTES_MAX && !self.form.is_markup()
    }

    /// Text between tags, entities not decoded.
    pub fn push_text(&mut self, raw: &str) {
        self.push_verbatim(&decode_entities(raw));
    }

    /// Text that is as it is.
    pub fn push_verbatim(&mut self, text: &str) {
        if self.form.is_markup() {
            let mut escaped = String::with_capacity(text.len());
            escape(text, "&<>", &mut escaped);
            self.push(&escaped);
        } else {
            self.push(text);
        }
    }

    /// An element inside the text.
    pub fn push_open(&mut self, tag: &Tag<'_>) {
        self.has_elements = true;
        if tag.name == self.name && !tag.is_empty {
            self.nested += 1;
        }
        if self.text.len() < self.bytes_max {
            let base = self.base.as_deref();
            write_open(tag, base, &mut self.text);
        }
    }

    /// A closing tag inside the text. Says whether it closes the value itself.
    pub fn push_close(&mut self, name: &str) -> bool {
        if name == self.name {
            if self.nested == 0 {
                return true;
            }
            self.nested -= 1;
        }
        if self.text.len() < self.bytes_max && !is_void(local(name)) {
            self.text.extend(["</", local(name), ">"]);
        }
        false
    }

    /// The text, trimmed, and whether it had to be cut. An empty text is none.
    pub fn finish(mut self) -> (Option<String>, bool) {
        if matches!(self.form, Form::MarkupInDiv | Form::DecodedInDiv) && self.has_elements {
            strip_div(&mut self.text);
        }
        if self.form == Form::Base64
            && let Some(decoded) = decode_base64(&self.text)
        {
            self.text = decoded;
        }
        if let Some(base) = self.base.as_deref().filter(|_| !self.form.is_markup()) {
            resolve_inside(&mut self.text, base);
        }
        let bytes_max = if self.field == Field::Title { TITLE_BYTES_MAX } else { self.bytes_max };
        let is_cut = cut(&mut self.text, bytes_max) || self.is_cut;
        let trimmed = self.text.trim();
        let text = if trimmed.len() == self.text.len() { self.text } else { trimmed.to_owned() };
        ((!text.is_empty()).then_some(text), is_cut)
    }

    fn push(&mut self, text: &str) {
        let room = self.bytes_max.saturating_sub(self.text.len());
        if text.len() <= room {
            self.text.push_str(text);
        } else {
            self.text.push_str(&text[..text.floor_char_boundary(room)]);
            self.is_cut = true;
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Attributes that hold an address.
fn is_address(name: &str) -> bool {
    matches!(name, "href" | "src" | "cite" | "poster" | "longdesc" | "background")
}

/// An opening tag as HTML: no prefixes, no namespaces, every value quoted and escaped.
fn write_open(tag: &Tag<'_>, base: Option<&str>, html: &mut String) {
    let name = local(tag.name);
    html.extend(["<", name]);
    for (name, raw) in tag.attributes().take(ATTRIBUTES_MAX) {
        if name.starts_with("xmlns") || name.contains(['<', '>', '&']) || name.starts_with("xml:") {
            continue;
        }
        let name = local(name);
        let value = decode_entities(raw);
        let value = match base.filter(|_| is_address(name)).and_then(|base| url::resolve(base, &value)) {
            Some(absolute) => Cow::Owned(absolute),
            None => value,
        };
        html.extend([" ", name, "=\""]);
        escape(&value, "&<>\"", html);
        html.push('"');
    }
    match (is_void(name), tag.is_empty) {
        (true, _) => html.push_str(" />"),
        (false, true) => html.extend(["></", name, ">"]),
        (false, false) => html.push('>'),
    }
}

/// Writes `text` with the `special` ones of `& < > "` escaped.
fn escape(text: &str, special: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| special.contains(c)) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Takes off one `div` that holds the whole text.
fn strip_div(text: &mut String) {
    let inside = text.trim();
    if !inside.starts_with("<div") || !inside.ends_with("</div>") {
        return;
    }
    let Some(opened) = inside.find('>') else { return };
    let inside = inside.get(opened + 1..inside.len() - "</div>".len()).unwrap_or("");
    // "<div>a</div><div>b</div>" begins and ends with a div and is held by none.
    let (mut depth, mut lowest) = (0i64, 0i64);
    for piece in pieces(inside) {
        match piece {
            Piece::Open(tag) if tag.name == "div" && !tag.is_empty => depth += 1,
            Piece::Close("div") => depth -= 1,
            _ => {}
        }
        lowest = lowest.min(depth);
    }
    if lowest == 0 {
        *text = inside.to_owned();
    }
}

/// Makes the relative addresses in escaped HTML absolute, where the feed named a base. All else stays as it is.
fn resolve_inside(html: &mut String, base: &str) {
    if !html.contains('<') {
        return;
    }
    let mut resolved = String::with_capacity(html.len());
    let mut copied = 0;
    let mut cut = pieces(html);
    loop {
        let start = cut.position();
        let Some(piece) = cut.next() else { break };
        let Piece::Open(tag) = piece else { continue };
        let is_relative =
            |value: &str| url::resolve("", value).is_none() && url::resolve(base, value).is_some();
        if tag.attributes().take(ATTRIBUTES_MAX).any(|(name, value)| is_address(name) && is_relative(value)) {
            resolved.push_str(&html[copied..start]);
            write_open(&tag, Some(base), &mut resolved);
            copied = cut.position();
        }
    }
    if copied > 0 {
        resolved.push_str(&html[copied..]);
        *html = resolved;
    }
}

/// Text in base 64; `None` where it is not.
fn decode_base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (content_type, mode, expected) in [
            ("", "", Form::Decoded),
            ("text", "", Form::Decoded),
            ("HTML", "", Form::DecodedInDiv),
            ("xhtml", "", Form::MarkupInDiv),
            ("application/xhtml+xml", "xml", Form::Markup),
            ("application/xhtml+xml", "escaped", Form::Decoded),
            ("text/html", "base64", Form::Base64),
            ("application/octet-stream", "", Form::Base64),
            ("text/markdown; charset=utf-8", "", Form::Decoded),
        ] {
            assert_eq!(Form::of(content_type, mode), expected, "{content_type} {mode}");
        }
    }

    #[test]
    fn base_64() {
        assert_eq!(decode_base64("PGI+\n aGk8L2I+").as_deref(), Some("<b>hi</b>"));
        assert_eq!(decode_base64("aGk=").as_deref(), Some("hi"));
        assert_eq!(decode_base64("not base 64!"), None);
        assert_eq!(decode_base64("/////w=="), None);
    }

    #[test]
    fn a_div_around_everything_is_taken_off() {
        for (html, expected) in [
            ("<div>a <b>b</b></div>", "a <b>b</b>"),
            ("<div>a</div><div>b</div>", "<div>a</div><div>b</div>"),
            ("<div><div>a</div></div>", "<div>a</div>"),
            ("<p>a</p>", "<p>a</p>"),
            ("<div></div>", ""),
        ] {
            let mut text = html.to_owned();
            strip_div(&mut text);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn relative_addresses_in_html() {
        let mut html =
            "<p>x <a href=\"a?b=1&amp;c\">l</a> <img src='http://o.test/i.png'> <a href='#n'>n</a>"
                .to_owned();
        resolve_inside(&mut html, "http://h.test/d/");
        assert_eq!(
            html,
            "<p>x <a href=\"http://h.test/d/a?b=1&amp;c\">l</a> <img src='http://o.test/i.png'> <a href=\"http://h.test/d/#n\">n</a>"
        );
    }
}
