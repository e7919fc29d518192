//! The document behind an entry's link, as fetched.

/// A document and where it came from. Text as copied from a page is one too (`is_text`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Where it was fetched from, after redirects; empty where unknown (a pasted text, a saved file).
    pub url: String,
    /// Decoded to UTF-8 (`text::charset`).
    pub html: String,
    /// Plain text as copied from a page, not HTML.
    pub is_text: bool,
}
