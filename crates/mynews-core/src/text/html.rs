//! Entities and plain text of HTML fragments.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

use super::markup::{Piece, pieces};

/// The longest name of HTML is `CounterClockwiseContourIntegral;`.
const ENTITY_NAME_BYTES_MAX: usize = 32;

/// Elements that stand on lines of their own, so that the words around them do not run together.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "img",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
    "audio",
];

/// Elements whose inside is nothing to read.
const UNREAD: &[&str] = &["script", "style", "template", "noscript", "svg", "math", "object", "head"];

/// `text` with its entities decoded, named and numbered, as a browser reads them.
///
/// A name without its `;` counts only where nothing follows that could make it part of an address (`?a=1&copy=2`).
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = push_entity(rest, &mut decoded).unwrap_or_else(|| {
            decoded.push('&');
            1
        });
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// An HTML fragment as plain text on one line: tags dropped, entities decoded, white space collapsed, nothing of what
/// scripts and styles say.
pub fn to_text(fragment: &str) -> String {
    let mut text = String::with_capacity(fragment.len().min(1 << 16));
    let mut cut = pieces(fragment);
    while let Some(piece) = cut.next() {
        match piece {
            Piece::Text(raw) => push_collapsed(&decode_entities(raw), &mut text),
            Piece::Verbatim(raw) => push_collapsed(raw, &mut text),
            Piece::Open(tag) if is_one_of(UNREAD, tag.name) && !tag.is_empty => cut.skip_raw(tag.name),
            Piece::Open(tag) if is_one_of(BLOCKS, tag.name) => push_space(&mut text),
            Piece::Close(name) if is_one_of(BLOCKS, name) => push_space(&mut text),
            Piece::Open(_) | Piece::Close(_) | Piece::Doctype(_) => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Decodes the entity at the start of `rest` into `decoded` and says how many bytes it took; `None` if it is none.
fn push_entity(rest: &str, decoded: &mut String) -> Option<usize> {
    if rest.as_bytes().get(1) == Some(&b'#') {
        push_numbered(rest, decoded)
    } else {
        push_named(rest, decoded)
    }
}

fn push_numbered(rest: &str, decoded: &mut String) -> Option<usize> {
    let (digits_start, radix) =
        if matches!(rest.as_bytes().get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let digits = &rest[digits_start..];
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    // Seven significant digits are enough for every character there is; more is out of range whatever they say.
    let significant = digits[..length].trim_start_matches('0');
    let code =
        if significant.len() > 7 { u32::MAX } else { u32::from_str_radix(significant, radix).unwrap_or(0) };
    let character = match code {
        0x80..=0x9F => C1_REPLACEMENTS[code as usize - 0x80].unwrap_or('\u{FFFD}'),
        0 => '\u{FFFD}',
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    };
    decoded.push(character);
    let end = digits_start + length;
    Some(end + usize::from(rest.as_bytes().get(end) == Some(&b';')))
}

fn push_named(rest: &str, decoded: &mut String) -> Option<usize> {
    let name = &rest[1..];
    let length = name.bytes().take(ENTITY_NAME_BYTES_MAX).take_while(u8::is_ascii_alphanumeric).count();
    if length == 0 {
        return None;
    }
    let is_closed = name.as_bytes().get(length) == Some(&b';');
    if !is_closed && name.as_bytes().get(length) == Some(&b'=') {
        return None;
    }
    let length = length + usize::from(is_closed);
    let (first, second) = NAMED_ENTITIES.get(&name[..length]).copied().filter(|(first, _)| *first != 0)?;
    decoded.extend([first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
    Some(1 + length)
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn push_collapsed(raw: &str, text: &mut String) {
    for (count, word) in raw.split(is_space).enumerate() {
        if count > 0 {
            push_space(text);
        }
        text.push_str(word);
    }
}

/// White space as it looks: also the no-break space, which publishers sprinkle at will.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (written, expected) in [
            ("plain", "plain"),
            ("AT&amp;T &lt;b&gt; &quot;x&quot; &apos;", "AT&T <b> \"x\" '"),
            ("&eacute;&nbsp;&hellip;&rsquo;", "é\u{a0}…’"),
            ("&#233;&#xE9;&#XE9;&#39", "ééé'"),
            ("&#146;&#150;", "’–"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("AT&T R&D & co", "AT&T R&D & co"),
            ("?a=1&copy=2&b", "?a=1&copy=2&b"),
            ("&copy 2024", "© 2024"),
            ("&amp;lt;", "&lt;"),
            ("&unknown; &; &#; &#x;", "&unknown; &; &#; &#x;"),
            ("&", "&"),
            ("&NotEqualTilde;", "≂\u{338}"),
        ] {
            assert_eq!(decode_entities(written), expected, "{written}");
        }
    }

    #[test]
    fn plain_text() {
        for (fragment, expected) in [
            ("<p>One.</p><p>Two<br>three</p>", "One. Two three"),
            ("em<b>bold</b>en", "embolden"),
            ("  many \n\t spaces&nbsp;&nbsp;here ", "many spaces here"),
            ("<script>if (a < b) { x(\"</p>\") }</script>kept<STYLE>p{}</Style>", "kept"),
            ("<a title=\"a > b\">link</a>", "link"),
            ("1 < 2 &lt;b&gt; &amp;amp;", "1 < 2 <b> &amp;"),
            ("<!-- out -->in<![CDATA[ as <is>]]>", "in as <is>"),
            ("<ul><li>a<li>b</ul>", "a b"),
            ("cut <a href=\"", "cut"),
            ("", ""),
        ] {
            assert_eq!(to_text(fragment), expected, "{fragment}");
        }
    }
}
