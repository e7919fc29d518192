//! Tags and text, cut apart without believing that they are well-formed.
//!
//! Feeds in the wild hold bare ampersands, unclosed tags, HTML inside XML and the first half of a document. A strict
//! reader stops there and loses the rest; this one never stops before the end, never allocates and never looks at a
//! byte more than a few times. It knows nothing of nesting: that is for those who use it.

/// One piece of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text between tags, its entities not yet decoded.
    Text(&'a str),
    /// Text as it is (`<![CDATA[…]]>`).
    Verbatim(&'a str),
    Open(Tag<'a>),
    /// The name of a closing tag.
    Close(&'a str),
    /// What stands inside `<!DOCTYPE …>`.
    Doctype(&'a str),
}

/// An opening tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tag<'a> {
    /// As written, with its prefix.
    pub name: &'a str,
    /// What follows the name, for [`Tag::attributes`].
    inside: &'a str,
    /// `<name/>`.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    /// Names and values as written, entities not yet decoded; an attribute without a value has the empty one.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.inside }
    }
}

/// Cuts `document` into its pieces. Comments and processing instructions are left out.
pub fn pieces(document: &str) -> Pieces<'_> {
    Pieces { document, at: 0, quote_ahead: [true; 2] }
}

/// See [`pieces`].
pub struct Pieces<'a> {
    document: &'a str,
    at: usize,
    /// Whether a `"` and a `'` may still come. Once one was looked for in vain, it is never looked for again: a
    /// document of a million half-open tags is read in one pass.
    quote_ahead: [bool; 2],
}

impl<'a> Pieces<'a> {
    /// Where the next piece begins, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Jumps behind the closing tag of an element whose inside is no markup (HTML's `script` and `style`).
    pub fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let mut from = 0;
        while let Some(found) = rest[from..].find("</") {
            let start = from + found + 2;
            if rest.as_bytes()[start..]
                .get(..name.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
            {
                self.at += from + found;
                return;
            }
            from = start;
        }
        self.at = self.document.len();
    }

    fn rest(&self) -> &'a str {
        &self.document[self.at..]
    }

    /// Takes `length` bytes off the front.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.document[self.at..self.at + length];
        self.at += length;
        taken
    }

    /// Steps over `opening`, and over everything up to and with `closing`; gives what lies between. A construct that
    /// is never closed ends with the document.
    fn between(&mut self, opening: usize, closing: &str) -> &'a str {
        self.at += opening;
        let rest = self.rest();
        let (length, step) = match rest.find(closing) {
            Some(at) => (at, closing.len()),
            None => (rest.len(), 0),
        };
        let inside = self.take(length);
        self.at += step;
        inside
    }

    /// A tag's inside up to its `>`, minding quoted values.
    fn tag_inside(&mut self) -> &'a str {
        let bytes = self.document.as_bytes();
        let start = self.at;
        let mut at = start;
        let mut after_equals = false;
        while at < bytes.len() {
            match bytes[at] {
                b'>' => {
                    self.at = at + 1;
                    return &self.document[start..at];
                }
                quote @ (b'"' | b'\'') if after_equals => {
                    let which = usize::from(quote == b'\'');
                    let closing = if self.quote_ahead[which] {
                        self.document[at + 1..].find(char::from(quote))
                    } else {
                        None
                    };
                    match closing {
                        Some(length) => at += length + 1,
                        None => self.quote_ahead[which] = false,
                    }
                    after_equals = false;
                }
                b'=' => after_equals = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => after_equals = false,
            }
            at += 1;
        }
        self.at = bytes.len();
        &self.document[start..]
    }

    fn doctype(&mut self) -> &'a str {
        // An internal subset stands in brackets and has `>` of its own.
        let rest = self.rest();
        let end = rest.find('>').unwrap_or(rest.len());
        match rest[..end].find('[') {
            None => self.between(2, ">"),
            Some(bracket) => {
                let length = rest[bracket..].find("]").map_or(rest.len(), |at| bracket + at);
                let inside = &self.take(length)[2..];
                self.between(0, ">");
                inside
            }
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.rest();
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            if bytes[0] != b'<' {
                let length = rest.find('<').unwrap_or(rest.len());
                return Some(Piece::Text(self.take(length)));
            }
            match bytes.get(1) {
                Some(b'!') if rest.starts_with("<!--") => {
                    self.between(4, "-->");
                }
                Some(b'!') if rest.starts_with("<![CDATA[") => {
                    return Some(Piece::Verbatim(self.between(9, "]]>")));
                }
                Some(b'!') => return Some(Piece::Doctype(self.doctype())),
                Some(b'?') => {
                    self.between(2, ">");
                }
                Some(b'/') if bytes.get(2).is_some_and(|byte| starts_name(*byte)) => {
                    let inside = self.between(2, ">");
                    return Some(Piece::Close(name_of(inside)));
                }
                Some(byte) if starts_name(*byte) => {
                    let name = name_of(&rest[1..]);
                    self.at += 1 + name.len();
                    let inside = self.tag_inside();
                    let is_empty = inside.ends_with('/');
                    return Some(Piece::Open(Tag { name, inside: inside.trim_end_matches('/'), is_empty }));
                }
                // A `<` that opens nothing is a `<`.
                _ => {
                    let length = rest[1..].find('<').map_or(rest.len(), |at| at + 1);
                    return Some(Piece::Text(self.take(length)));
                }
            }
        }
    }
}

fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

fn name_of(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<' | '='))
        .unwrap_or(text.len());
    &text[..end]
}

/// See [`Tag::attributes`].
pub struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || "/='\"".contains(c));
        if self.rest.is_empty() {
            return None;
        }
        let name_end =
            self.rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(self.rest.len());
        let (name, after) = self.rest.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| {
            let end = value[1..].find(quote)?;
            Some((&value[1..1 + end], &value[end + 2..]))
        });
        let (value, rest) = quoted.unwrap_or_else(|| {
            let value = value.trim_start_matches(['"', '\'']);
            value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))
        });
        self.rest = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, expected: &[&str]) {
        let found: Vec<String> = pieces(document)
            .map(|piece| match piece {
                Piece::Text(text) => format!("text {text}"),
                Piece::Verbatim(text) => format!("verbatim {text}"),
                Piece::Close(name) => format!("close {name}"),
                Piece::Doctype(inside) => format!("doctype {inside}"),
                Piece::Open(tag) => {
                    let attributes: String =
                        tag.attributes().map(|(name, value)| format!(" {name}=[{value}]")).collect();
                    format!("open {}{attributes}{}", tag.name, if tag.is_empty { " /" } else { "" })
                }
            })
            .collect();
        assert_eq!(found, expected, "{document}");
    }

    #[test]
    fn well_formed() {
        check(
            r#"<?xml version="1.0"?><a b="1" c='x>y'>t<!-- no --><x:d/><![CDATA[<raw>]]></a >"#,
            &["open a b=[1] c=[x>y]", "text t", "open x:d /", "verbatim <raw>", "close a"],
        );
        check("<!DOCTYPE r [<!ENTITY e \"v\">]><r/>", &["doctype DOCTYPE r [<!ENTITY e \"v\">", "open r /"]);
        check("<!DOCTYPE html><p>", &["doctype DOCTYPE html", "open p"]);
    }

    #[test]
    fn badly_formed() {
        check("a < b & c <3", &["text a ", "text < b & c ", "text <3"]);
        check("<a href=x y checked>", &["open a href=[x] y=[] checked=[]"]);
        check("<a href=http://a.test/b/>", &["open a href=[http://a.test/b] /"]);
        check("<a b=\"unclosed>t</a>", &["open a b=[unclosed]", "text t", "close a"]);
        check("<a it's=1>t", &["open a it's=[1]", "text t"]);
        check("<a", &["open a"]);
        check("<![CDATA[never closed", &["verbatim never closed"]);
        check("t<!-- never closed", &["text t"]);
        check("</", &["text </"]);
        check("<é>ü</é>", &["open é", "text ü", "close é"]);
    }

    #[test]
    fn a_million_half_open_tags_take_one_pass() {
        let document = "<a b=\"".repeat(1_000_000);
        assert!(pieces(&document[..document.len() - 1]).count() >= 1);
        let odd = "<a b='".repeat(1_000_001);
        assert!(pieces(&odd).count() >= 1);
    }
}
