//! Entities a document declares for itself (`<!ENTITY name "text">`), honoured as plain text and no further.
//!
//! Nothing is fetched, nothing is expanded twice, and all expansions of a document together stay small: a document
//! can neither read a file of ours nor grow.

use std::borrow::Cow;

use super::limits::{DECLARED_ENTITIES_MAX, EXPANSION_BYTES_MAX};

/// Looked for no further, so that a text of a million ampersands is read in one pass.
const NAME_BYTES_MAX: usize = 64;

#[derive(Default)]
pub(super) struct Declared<'a> {
    named: Vec<(&'a str, &'a str)>,
    expanded_bytes: usize,
}

impl<'a> Declared<'a> {
    /// Notes what the inside of a `<!DOCTYPE …>` declares. Parameter entities and those that live elsewhere are not
    /// ours to read.
    pub fn note(&mut self, doctype: &'a str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let declaration = declaration.trim_ascii_start();
            let Some((name, rest)) = declaration.split_once(|c: char| c.is_ascii_whitespace()) else {
                continue;
            };
            let rest = rest.trim_ascii_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(end) = rest[1..].find(quote) else { continue };
            if name != "%" && self.named.len() < DECLARED_ENTITIES_MAX {
                self.named.push((name, &rest[1..=end]));
            }
        }
    }

    /// `raw` with the declared entities replaced once.
    pub fn expand<'t>(&mut self, raw: &'t str) -> Cow<'t, str> {
        if self.named.is_empty() || !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        let mut expanded = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('&') {
            expanded.push_str(&rest[..at]);
            rest = &rest[at..];
            let name = &rest[1..rest.floor_char_boundary(NAME_BYTES_MAX)];
            let declared = name.split_once(';').and_then(|(name, _)| {
                let (_, text) = self.named.iter().find(|(known, _)| *known == name)?;
                Some((*text, &rest[1 + name.len() + 1..]))
            });
            match declared.filter(|(text, _)| self.expanded_bytes + text.len() <= EXPANSION_BYTES_MAX) {
                Some((text, after)) => {
                    self.expanded_bytes += text.len();
                    expanded.push_str(text);
                    rest = after;
                }
                None => {
                    expanded.push('&');
                    rest = &rest[1..];
                }
            }
        }
        expanded.push_str(rest);
        Cow::Owned(expanded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_and_no_further() {
        let mut declared = Declared::default();
        declared.note(
            r#"DOCTYPE rss [<!ENTITY a "A"> <!ENTITY b '&a;&a;'><!ENTITY x SYSTEM "file:///etc/passwd">"#,
        );
        assert_eq!(declared.expand("1 &a; 2 &b; 3 &x; &amp; &"), "1 A 2 &a;&a; 3 &x; &amp; &");
    }

    #[test]
    fn a_document_cannot_grow() {
        let long = format!("<!ENTITY a \"{}\">", "x".repeat(40_000));
        let mut declared = Declared::default();
        declared.note(&long);
        assert!(declared.expand(&"&a;".repeat(1_000)).len() <= EXPANSION_BYTES_MAX + 3_000);
    }
}
