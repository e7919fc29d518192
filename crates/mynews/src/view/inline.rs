//! Paragraphs with their links and emphasis, found again by their words.
//!
//! An article's blocks are plain text; its HTML, sanitised when it was read, still has what stands inside paragraphs.
//! Only what is harmless beyond doubt is let through here again, so a page does not hang on one gate alone.

use std::collections::HashMap;

use mynews_core::text::html::to_text;

/// Tags that may stand inside a paragraph.
const TAGS: [&str; 12] = ["a", "b", "br", "code", "em", "i", "q", "s", "strong", "sub", "sup", "u"];

/// Paragraphs of an article that hold more than words, by their words.
#[derive(Debug, Default)]
pub struct Inline(HashMap<String, String>);

impl Inline {
    /// `html` as `extract` sanitised it.
    pub fn of(html: &str) -> Inline {
        let paragraphs = html.split("<p>").skip(1).filter_map(|rest| Some(rest.split_once("</p>")?.0));
        let rich = paragraphs.filter(|inner| inner.contains('<') && tags(inner).all(is_harmless));
        Inline(rich.map(|inner| (to_text(inner), inner.to_owned())).collect())
    }

    /// The paragraph with these words, where it has links or emphasis; `key` is underlined in it. `None` where the key
    /// point runs across a link, for then the underline matters more.
    pub fn paragraph(&self, words: &str, key: Option<&str>) -> Option<String> {
        let inner = self.0.get(words)?;
        let Some(key) = key.map(escaped) else { return Some(inner.clone()) };
        let start = inner.find(&key)?;
        let (before, rest) = inner.split_at(start);
        let (point, after) = rest.split_at(key.len());
        Some(format!("{before}<mark class=\"key\">{point}</mark>{after}"))
    }
}

/// Everything between `<` and `>`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag))
}

fn is_harmless(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    match name.split_once(' ') {
        None => TAGS.contains(&name),
        Some(("a", attributes)) => {
            let address = attributes.strip_prefix("href=\"").unwrap_or_default();
            (address.starts_with("https://") || address.starts_with("http://")) && !attributes.contains(" on")
        }
        Some(_) => false,
    }
}

/// Text as sanitised HTML spells it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\u{a0}', "&nbsp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<p>Trams are <a href=\"https://x.example/\" rel=\"noopener\">free</a> &amp; <em>quick</em>.</p>\
        <p>Plain.</p><p>A <img src=\"https://x.example/p\"> picture.</p><p><a href=\"javascript:x\">No</a> way.</p>";

    #[test]
    fn links_and_emphasis_are_found_by_their_words() {
        let inline = Inline::of(HTML);
        let found = inline.paragraph("Trams are free & quick.", None).unwrap();
        assert!(found.contains("<a href=\"https://x.example/\""));
        let marked = inline.paragraph("Trams are free & quick.", Some("Trams are")).unwrap();
        assert!(marked.starts_with("<mark class=\"key\">Trams are</mark> <a"));
        assert_eq!(inline.paragraph("Trams are free & quick.", Some("are free")), None);
    }

    #[test]
    fn nothing_else_comes_through() {
        let inline = Inline::of(HTML);
        assert_eq!(inline.0.len(), 1, "{inline:?}");
    }
}
