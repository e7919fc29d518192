//! Bytes to a feed and its entries, whatever state they are in.
//!
//! Broken input is data, not an error: what can be read is read, and what was wrong with it comes back as faults. Only
//! what is no feed at all is refused. Values are decoded as the feed meant them and not sanitised; that is for those
//! who show them.

mod assign;
pub mod discover;
mod draft;
mod entities;
mod fields;
mod finish;
mod json;
mod limits;
mod media;
pub mod opml;
mod people;
pub mod query;
pub mod robots;
mod spaces;
mod value;
mod xml;

use std::borrow::Cow;
use std::fmt;

use crate::model::{Entry, Fault, FeedHead};
use crate::text::charset;
pub use limits::DOCUMENT_BYTES_MAX;

/// A feed as it was read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parsed {
    pub head: FeedHead,
    /// In the document's order.
    pub entries: Vec<Entry>,
    pub faults: Vec<Fault>,
}

/// Why a document is no feed, in one sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotAFeed {
    pub why: String,
}

/// Reads RSS 0.9 to 2.0, Atom 0.3 and 1.0, CDF and JSON Feed. `content_type` is the HTTP header of that name, `url`
/// where the document came from (for relative links; it may be empty).
pub fn feed(bytes: &[u8], content_type: Option<&str>, url: &str) -> Result<Parsed, NotAFeed> {
    if bytes.len() > DOCUMENT_BYTES_MAX {
        return Err(NotAFeed { why: "This document is larger than any feed.".into() });
    }
    let decoded = charset::decode(bytes, content_type);
    let (text, had_control_characters) = without_control_characters(&decoded.text);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let draft = match start.as_bytes().first() {
        None => return Err(NotAFeed { why: "The document is empty.".into() }),
        Some(b'{' | b'[') => json::read(start).map_err(|why| NotAFeed { why })?,
        Some(_) => xml::read(&text, url),
    };
    if !draft.is_feed {
        return Err(NotAFeed { why: not_a_feed(start) });
    }
    let (head, entries, mut faults) = finish::settle(draft, url);
    faults.extend(decoded.fault);
    if had_control_characters {
        faults.push(Fault::new("control-characters", "Characters that no text may hold were left out."));
    }
    Ok(Parsed { head, entries, faults })
}

fn not_a_feed(start: &str) -> String {
    let beginning = start[..start.floor_char_boundary(1024)].to_ascii_lowercase();
    if beginning.contains("<html") || beginning.contains("<!doctype html") {
        "This is a page, not a feed; its feed may be linked in it.".into()
    } else if beginning.contains('<') {
        "This document holds no feed and no entry.".into()
    } else {
        "This is neither XML nor JSON, so it is no feed.".into()
    }
}

/// Ends lines with one character, and leaves out what XML forbids.
fn without_control_characters(text: &str) -> (Cow<'_, str>, bool) {
    let is_forbidden = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Both scans look at every byte without stopping, so that they run at the speed of memory.
    let has_forbidden = text.bytes().fold(false, |found, byte| found | is_forbidden(byte));
    let has_returns = text.bytes().fold(false, |found, byte| found | (byte == b'\r'));
    if !has_forbidden && !has_returns {
        return (Cow::Borrowed(text), false);
    }
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => clean.push('\n'),
            c if c.is_ascii() && is_forbidden(c as u8) => {}
            c => clean.push(c),
        }
    }
    (Cow::Owned(clean), has_forbidden)
}

impl fmt::Display for NotAFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.why.fmt(f)
    }
}

impl std::error::Error for NotAFeed {}
