//! The feeds a page speaks of: what it declares in its head, then links that look like feeds.

use crate::text::html::{decode_entities, to_text};
use crate::text::markup::{Piece, Tag, pieces};
use crate::text::url;

/// A site has a feed for all and perhaps one for each section; a page with more is a directory.
const FEEDS_MAX: usize = 32;

/// What a link says fits in less; a card with a picture in it is no link to a feed by its words.
const LINK_BYTES_MAX: usize = 1024;

/// A feed a page points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedLink {
    pub url: String,
    pub title: Option<String>,
}

/// Feeds of the page at `url`, likeliest first: declared ones (`<link rel="alternate">`) before links, feeds of
/// articles before feeds of comments.
pub fn feeds(html: &str, url: &str) -> Vec<FeedLink> {
    let mut base = url.to_owned();
    let mut declared: Vec<FeedLink> = Vec::new();
    let mut linked: Vec<FeedLink> = Vec::new();
    let mut cut = pieces(html);
    // An `<a>` that is open: its address, and where its text begins.
    let mut anchor: Option<(String, usize)> = None;
    loop {
        let position = cut.position();
        let Some(piece) = cut.next() else { break };
        match piece {
            Piece::Open(tag) => match tag.name.to_ascii_lowercase().as_str() {
                "base" => {
                    if let Some(resolved) = attribute(&tag, "href").and_then(|href| url::resolve(url, &href))
                    {
                        base = resolved;
                    }
                }
                "link" => add(declared_feed(&tag, &base), &mut declared),
                "a" => {
                    let address = attribute(&tag, "href").and_then(|href| url::resolve(&base, &href));
                    anchor = address.map(|address| (address, cut.position()));
                }
                "script" | "style" if !tag.is_empty => cut.skip_raw(tag.name),
                _ => {}
            },
            Piece::Close(name) if name.eq_ignore_ascii_case("a") => {
                if let Some((address, start)) = anchor.take() {
                    let inside = &html[start..position];
                    let words = to_text(&inside[..inside.floor_char_boundary(LINK_BYTES_MAX)]);
                    if looks_like_a_feed(&address, &words) {
                        let title = (!words.is_empty()).then_some(words);
                        add(Some(FeedLink { url: address, title }), &mut linked);
                    }
                }
            }
            _ => {}
        }
    }
    for link in linked {
        add(Some(link), &mut declared);
    }
    // Stable: among their like, in the page's order.
    declared.sort_by_key(is_of_comments);
    declared
}

/// A feed declared in a page's head.
fn declared_feed(tag: &Tag<'_>, base: &str) -> Option<FeedLink> {
    let rel = attribute(tag, "rel")?.to_ascii_lowercase();
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or("").trim();
    let is_feed = match kind {
        "application/rss+xml" | "application/atom+xml" | "application/feed+json" | "application/rdf+xml" => {
            true
        }
        // Plain JSON is declared for many things (WordPress's own interface, for one).
        "text/xml" | "application/xml" => true,
        _ => rel.split_whitespace().any(|word| word == "feed"),
    };
    let is_alternate = rel.split_whitespace().any(|word| matches!(word, "alternate" | "feed"));
    let url = url::resolve(base, &attribute(tag, "href")?)?;
    (is_feed && is_alternate).then(|| FeedLink { url, title: attribute(tag, "title") })
}

/// Whether a link leads to a feed, by its address or by what it says.
fn looks_like_a_feed(address: &str, words: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or(&lower);
    let path = path.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let by_path = path.split('/').any(|part| {
        let stem = part.strip_suffix(".xml").or_else(|| part.strip_suffix(".php")).unwrap_or(part);
        part.ends_with(".rss")
            || part.ends_with(".atom")
            || part.ends_with(".rdf")
            || matches!(stem, "rss" | "feed" | "feeds" | "atom" | "rss2")
            || part == "index.xml"
            || part == "feed.json"
    });
    let by_host = lower.starts_with("http://feeds.") || lower.starts_with("https://feeds.");
    let by_words =
        matches!(words.to_ascii_lowercase().as_str(), "rss" | "rss feed" | "atom" | "atom feed" | "feed");
    by_path || by_host || by_words
}

fn is_of_comments(link: &FeedLink) -> bool {
    let says = |text: &str| text.to_ascii_lowercase().contains("comment");
    says(&link.url) || link.title.as_deref().is_some_and(says)
}

fn add(link: Option<FeedLink>, links: &mut Vec<FeedLink>) {
    if let Some(link) = link
        && links.len() < FEEDS_MAX
        && !links.iter().any(|known| known.url == link.url)
    {
        links.push(link);
    }
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    let (_, raw) = tag.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let value = decode_entities(raw).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, Option<&str>)]) {
        let found = feeds(html, "http://h.test/news/page.html");
        let found: Vec<(&str, Option<&str>)> =
            found.iter().map(|link| (link.url.as_str(), link.title.as_deref())).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn declared_feeds_come_first() {
        check(
            r#"<head><link rel="alternate" type="application/rss+xml" title="Comments &amp; more" href="/comments/feed/">
               <LINK REL='alternate' TYPE='application/atom+xml' HREF='atom.xml'>
               <link rel="alternate" hreflang="de" href="/de/"><link rel=stylesheet type=text/css href=x.css>
               <link rel="alternate" type="application/json" href="/wp-json/1"></head>
               <a href="/feed"><b>All</b> news</a> <a href="/about">About</a>"#,
            &[
                ("http://h.test/news/atom.xml", None),
                ("http://h.test/feed", Some("All news")),
                ("http://h.test/comments/feed/", Some("Comments & more")),
            ],
        );
    }

    #[test]
    fn links_that_look_like_feeds() {
        check(
            "<base href='http://o.test/'><a href='x/rss.xml'>x</a>",
            &[("http://o.test/x/rss.xml", Some("x"))],
        );
        check(
            "<a href='/subscribe'>RSS</a><a href='/feedback'>Feedback</a>",
            &[("http://h.test/subscribe", Some("RSS"))],
        );
        check("<a href='https://feeds.o.test/h'></a>", &[("https://feeds.o.test/h", None)]);
        check("<script>'<a href=\"/feed\">x</a>'</script><a href='javascript:feed'>RSS</a>", &[]);
        check("", &[]);
    }
}
