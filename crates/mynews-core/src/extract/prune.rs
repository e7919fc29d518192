//! Cuts away what never carries words, before a tree is built: scripts, styles, drawings, comments, long attributes.
//!
//! Two reasons. Half of a news page is script, and the cheapest byte is the one that is not parsed. And the parser behind
//! us takes time that grows with the square of some things a stranger can make large (attributes of a tag, depth), so
//! the limits must hold before it sees the page.

/// Bytes of HTML that reach the parser; the largest real news pages hold about one megabyte of markup.
const BYTES_KEPT_MAX: usize = 6 << 20;
/// Bytes of one script kept as data: embedded states of real pages reach about two megabytes.
const SCRIPT_BYTES_MAX: usize = 4 << 20;
/// Scripts kept as data.
const SCRIPTS_MAX: usize = 200;
/// Attributes of one tag; real pages stay below forty.
const ATTRIBUTES_MAX: usize = 60;
/// Bytes of one attribute's value: addresses and descriptions fit, embedded images do not.
const VALUE_BYTES_MAX: usize = 4096;
/// Attributes that may be longer: lists of image addresses, and descriptions a page gives of itself.
const LONG_VALUE_BYTES_MAX: usize = 64 << 10;

/// What is left of a page.
#[derive(Debug, Default)]
pub struct Pruned<'a> {
    pub html: String,
    /// Scripts that may hold data, with their type, in order.
    pub scripts: Vec<Script<'a>>,
    /// Whether a limit cut something off the end.
    pub was_cut: bool,
}

/// The text of one `<script>`.
#[derive(Debug)]
pub struct Script<'a> {
    pub media_type: &'a str,
    pub text: &'a str,
}

/// Cuts a page down to what a reader of words needs.
pub fn prune(html: &str) -> Pruned<'_> {
    let mut pruned =
        Pruned { html: String::with_capacity(html.len().min(BYTES_KEPT_MAX) / 2), ..Pruned::default() };
    let mut scanner = Scanner { html, at: 0 };
    while let Some(text) = scanner.text() {
        if pruned.html.len() + text.len() > BYTES_KEPT_MAX {
            let room = BYTES_KEPT_MAX.saturating_sub(pruned.html.len());
            pruned.html.push_str(&text[..text.floor_char_boundary(room)]);
            pruned.was_cut = true;
            break;
        }
        pruned.html.push_str(text);
        scanner.markup(&mut pruned);
    }
    pruned
}

struct Scanner<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.html.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The text up to the next `<`; `None` at the end.
    fn text(&mut self) -> Option<&'a str> {
        if self.at >= self.html.len() {
            return None;
        }
        let rest = self.rest();
        let length = rest.find('<').unwrap_or(rest.len());
        self.at += length;
        Some(&rest[..length])
    }

    /// What begins with the `<` we stand at.
    fn markup(&mut self, pruned: &mut Pruned<'a>) {
        match self.byte(1) {
            b'!' if self.rest().starts_with("<!--") => self.skip_comment(),
            b'!' | b'?' => self.skip_past('>'),
            b'/' => {
                let name = self.name(2);
                if !name.is_empty() {
                    pruned.html.push_str("</");
                    pruned.html.push_str(name);
                    pruned.html.push('>');
                }
                self.skip_past('>');
            }
            letter if letter.is_ascii_alphabetic() => self.start_tag(pruned),
            0 => self.at = self.html.len(),
            _ => {
                pruned.html.push_str("&lt;");
                self.at += 1;
            }
        }
    }

    fn skip_past(&mut self, end: char) {
        self.at = self.rest().find(end).map_or(self.html.len(), |length| self.at + length + 1);
    }

    fn skip_comment(&mut self) {
        let inside = &self.html[self.at + 4..];
        if inside.starts_with('>') || inside.starts_with("->") {
            return self.skip_past('>');
        }
        let mut from = 0;
        while let Some(dashes) = inside[from..].find("--") {
            let after = &inside[from + dashes + 2..];
            if after.starts_with('>') || after.starts_with("!>") {
                self.at += 4 + from + dashes + 2;
                return self.skip_past('>');
            }
            from += dashes + 1;
        }
        self.at = self.html.len();
    }

    fn name(&self, ahead: usize) -> &'a str {
        let rest = &self.rest()[ahead..];
        let end = rest
            .bytes()
            .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'-' || byte == b':' || byte == b'_'))
            .unwrap_or(rest.len());
        &rest[..end.min(60)]
    }

    fn start_tag(&mut self, pruned: &mut Pruned<'a>) {
        let name = self.name(1);
        let start = pruned.html.len();
        self.at += 1 + name.len();
        pruned.html.push('<');
        pruned.html.push_str(name);
        let mut media_type = "";
        let mut count = 0;
        while let Some(attribute) = self.attribute() {
            if attribute.name.eq_ignore_ascii_case("type") {
                media_type = attribute.bare;
            }
            count += 1;
            if count <= ATTRIBUTES_MAX {
                attribute.write(&mut pruned.html);
            }
        }
        if self.byte(0) == b'/' {
            pruned.html.push('/');
        }
        self.skip_past('>');
        pruned.html.push('>');
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("script") {
            pruned.html.truncate(start);
            let text = self.raw_text("</script");
            let wanted =
                media_type.is_empty() || media_type.contains("json") || media_type.contains("javascript");
            if wanted
                && text.len() <= SCRIPT_BYTES_MAX
                && text.len() > 20
                && pruned.scripts.len() < SCRIPTS_MAX
            {
                pruned.scripts.push(Script { media_type, text });
            }
        } else if is("style") {
            pruned.html.truncate(start);
            self.raw_text("</style");
        } else if is("iframe") {
            self.raw_text("</iframe");
            pruned.html.push_str("</iframe>");
        } else if is("textarea") || is("xmp") || is("noembed") {
            pruned.html.truncate(start);
            self.raw_text("</");
        } else if is("svg") || is("select") {
            let end = if is("svg") { "</svg" } else { "</select" };
            if self.html.as_bytes()[self.at - 2] != b'/' && find_ignoring_case(self.rest(), end).is_some() {
                pruned.html.truncate(start);
                self.raw_text(end);
            }
        } else if is("plaintext") || is("frameset") {
            pruned.html.truncate(start);
        }
    }

    /// Steps over raw text and its end tag.
    fn raw_text(&mut self, end: &str) -> &'a str {
        let rest = self.rest();
        let length = find_ignoring_case(rest, end).unwrap_or(rest.len());
        self.at += length;
        self.skip_past('>');
        &rest[..length]
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        let bytes = self.html.as_bytes();
        while self.at < bytes.len() && (bytes[self.at].is_ascii_whitespace() || bytes[self.at] == b'/') {
            if bytes[self.at] == b'/' && self.byte(1) == b'>' {
                return None;
            }
            self.at += 1;
        }
        if self.at >= bytes.len() || bytes[self.at] == b'>' {
            return None;
        }
        let start = self.at;
        self.at += 1;
        while self.at < bytes.len()
            && !(bytes[self.at].is_ascii_whitespace() || matches!(bytes[self.at], b'=' | b'>' | b'/'))
        {
            self.at += 1;
        }
        let name = &self.html[start..self.at];
        let mut after = self.at;
        while after < bytes.len() && bytes[after].is_ascii_whitespace() {
            after += 1;
        }
        if bytes.get(after) != Some(&b'=') {
            return Some(Attribute { name, bare: "", quote: None });
        }
        after += 1;
        while after < bytes.len() && bytes[after].is_ascii_whitespace() {
            after += 1;
        }
        let quote = bytes.get(after).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value_start = after + usize::from(quote.is_some());
        let value = &self.html[value_start.min(self.html.len())..];
        let length = match quote {
            Some(quote) => value.find(char::from(quote)).unwrap_or(value.len()),
            None => value
                .bytes()
                .position(|byte| byte.is_ascii_whitespace() || byte == b'>')
                .unwrap_or(value.len()),
        };
        self.at = (value_start + length + usize::from(quote.is_some())).min(self.html.len());
        Some(Attribute { name, bare: &value[..length], quote: Some(quote.unwrap_or(b'"')) })
    }
}

struct Attribute<'a> {
    name: &'a str,
    /// The value as written, entities and all, without its quotes.
    bare: &'a str,
    /// The quotation mark to write it with; `None` where there is no value.
    quote: Option<u8>,
}

impl Attribute<'_> {
    fn write(&self, out: &mut String) {
        let starts =
            |start: &str| self.name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        if starts("on") || self.name.len() > 60 || self.name.contains(['"', '\'', '<']) {
            return;
        }
        if self.name.eq_ignore_ascii_case("style") {
            match hidden_by_style(self.bare) {
                Some(Hidden::NotDrawn) => out.push_str(" hidden=\"style\""),
                Some(Hidden::OffThePage) => out.push_str(" hidden=\"off-page\""),
                None => {}
            }
            return;
        }
        let may_be_long = starts("srcset") || starts("data-srcset") || starts("content");
        let long = if may_be_long { LONG_VALUE_BYTES_MAX } else { VALUE_BYTES_MAX };
        if self.bare.len() > long || (self.bare.len() > 200 && self.bare.starts_with("data:")) {
            return;
        }
        out.push(' ');
        out.push_str(self.name);
        if let Some(quote) = self.quote {
            out.push('=');
            // An unquoted value may hold a quotation mark; none holds both kinds and a meaning.
            let quote = if self.bare.contains(char::from(quote)) { '\'' } else { char::from(quote) };
            if self.bare.contains(quote) {
                out.push_str("\"\"");
                return;
            }
            out.push(quote);
            out.push_str(self.bare);
            out.push(quote);
        }
    }
}

/// How a style keeps an element from being seen.
enum Hidden {
    NotDrawn,
    /// Thousands of pixels away: nobody is ever to see it, while what is not drawn may be shown later.
    OffThePage,
}

fn hidden_by_style(style: &str) -> Option<Hidden> {
    let squeezed: String = style.chars().filter(|letter| !letter.is_whitespace()).take(400).collect();
    let squeezed = squeezed.to_ascii_lowercase();
    let is_far = ["left:-", "top:-", "text-indent:-", "right:-"].iter().any(|side| {
        squeezed.split(side).skip(1).any(|after| after.bytes().take_while(u8::is_ascii_digit).count() >= 4)
    });
    if is_far {
        Some(Hidden::OffThePage)
    } else {
        (squeezed.contains("display:none") || squeezed.contains("visibility:hidden"))
            .then_some(Hidden::NotDrawn)
    }
}

/// Where `needle` (lower case, beginning with `<`) stands, whatever the case of the page.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(length) = text[from..].find('<') {
        let at = from + length;
        if text.as_bytes()[at..]
            .get(..needle.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(needle.as_bytes()))
        {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(prune(html).html, expected);
    }

    #[test]
    fn what_carries_no_words_is_cut() {
        check("a<script>if (a<b) {}</script>b<style>x</style>c<!-- d -->e", "abce");
        check("<SVG><path d='M'/></SVG>x<br/>", "x<br/>");
        check("<!-->x<!--->y<!-- -- -->z", "xyz");
        check("a < b", "a &lt; b");
    }

    #[test]
    fn attributes_keep_their_meaning() {
        check("<a href=x?a=1&b class='b c' onclick=\"x>y\">t</a>", "<a href=\"x?a=1&b\" class='b c'>t</a>");
        check("<p style=\"color:red\" title=\"a>b\">t", "<p title=\"a>b\">t");
        check("<p style=\"Display: none\">t", "<p hidden=\"style\">t");
        check("<p style=\"position:absolute; left: -9999px\">t", "<p hidden=\"off-page\">t");
        check("<input disabled>", "<input disabled>");
    }

    #[test]
    fn scripts_are_kept_as_data() {
        let pruned = prune("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\"}</script>");
        assert_eq!(pruned.scripts[0].text, "{\"@type\":\"NewsArticle\"}");
        assert_eq!(pruned.scripts[0].media_type, "application/ld+json");
    }

    #[test]
    fn a_page_that_breaks_off_is_no_trouble() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href='x",
            "<!--",
            "<!-- -",
            "</",
            "<script",
            "<script>x",
            "<é",
        ] {
            prune(html);
        }
    }
}
