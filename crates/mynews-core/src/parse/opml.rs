//! OPML, the list of feeds that readers carry from one program to the next.

use std::collections::BTreeMap;

use crate::text::charset;
use crate::text::html::decode_entities;
use crate::text::markup::{Piece, Tag, pieces};
use crate::text::url;

/// The largest collections known have twenty thousand feeds.
const OUTLINES_MAX: usize = 50_000;

/// Folders in folders; deeper ones count as the last of these.
const FOLDERS_MAX: usize = 16;

/// One feed of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outline {
    /// As its reader named it.
    pub title: Option<String>,
    pub feed_url: String,
    pub site_url: Option<String>,
    /// Names of the folders around it, outermost first, joined by `/`.
    pub folder: Option<String>,
}

/// Reads a list; `Err` is a sentence for whoever handed it in. A feed that stands in it twice comes back once.
pub fn read(bytes: &[u8]) -> Result<Vec<Outline>, String> {
    let text = charset::decode(bytes, None).text;
    let mut found: Vec<Outline> = Vec::new();
    let mut known = BTreeMap::new();
    // Of each open outline, whether it is a folder; and the names of those that are.
    let mut open: Vec<bool> = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    let mut outlines = 0usize;
    for piece in pieces(&text) {
        match piece {
            Piece::Open(tag) if tag.name.eq_ignore_ascii_case("outline") => {
                outlines += 1;
                let outline = feed(&tag);
                let name = if outline.is_some() || tag.is_empty { None } else { title(&tag) };
                if let Some((title, feed_url, site_url)) = outline
                    && found.len() < OUTLINES_MAX
                    && known.insert(feed_url.clone(), ()).is_none()
                {
                    let folders = &folders[..folders.len().min(FOLDERS_MAX)];
                    let folder = (!folders.is_empty()).then(|| folders.join("/"));
                    found.push(Outline { title, feed_url, site_url, folder });
                }
                if !tag.is_empty {
                    open.push(name.is_some());
                    folders.extend(name);
                }
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("outline") => {
                let was_folder = open.pop().unwrap_or(false);
                folders.truncate(folders.len() - usize::from(was_folder));
            }
            _ => {}
        }
    }
    match (outlines, found.is_empty()) {
        (0, _) => Err("This is no OPML file: there is no outline in it.".into()),
        (_, true) => Err("This OPML file lists no feed: none of its outlines has an xmlUrl.".into()),
        _ => Ok(found),
    }
}

/// Writes a list that [`read`] and other readers take in. Feeds of one folder stand together.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut folders: BTreeMap<Option<&str>, Vec<&Outline>> = BTreeMap::new();
    for outline in outlines {
        folders.entry(outline.folder.as_deref()).or_default().push(outline);
    }
    let mut opml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>",
    );
    escape(title, &mut opml);
    opml.push_str("</title>\n  </head>\n  <body>\n");
    for (folder, feeds) in folders {
        if let Some(folder) = folder {
            opml.push_str("    <outline");
            attribute("text", folder, &mut opml);
            opml.push_str(">\n");
        }
        for feed in feeds {
            opml.push_str(if folder.is_some() {
                "      <outline type=\"rss\""
            } else {
                "    <outline type=\"rss\""
            });
            let title = feed.title.as_deref().unwrap_or(&feed.feed_url);
            attribute("text", title, &mut opml);
            attribute("title", title, &mut opml);
            attribute("xmlUrl", &feed.feed_url, &mut opml);
            if let Some(site) = &feed.site_url {
                attribute("htmlUrl", site, &mut opml);
            }
            opml.push_str("/>\n");
        }
        if folder.is_some() {
            opml.push_str("    </outline>\n");
        }
    }
    opml.push_str("  </body>\n</opml>\n");
    opml
}

/// Title, feed and site of an outline that names a feed.
fn feed(tag: &Tag<'_>) -> Option<(Option<String>, String, Option<String>)> {
    let is_feed =
        attribute_of(tag, "type").is_some_and(|kind| matches!(kind.as_str(), "rss" | "atom" | "feed"));
    let written = attribute_of(tag, "xmlUrl").or_else(|| attribute_of(tag, "url").filter(|_| is_feed))?;
    // `feed:` is what browsers once handed to feed readers, before an address or in place of its scheme.
    let written = match written.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => written,
    };
    let feed_url = url::resolve("", &written)?;
    let site_url = attribute_of(tag, "htmlUrl").and_then(|site| url::resolve("", &site));
    Some((title(tag), feed_url, site_url))
}

fn title(tag: &Tag<'_>) -> Option<String> {
    attribute_of(tag, "title").or_else(|| attribute_of(tag, "text"))
}

/// An attribute by its name in any case, if it says something.
fn attribute_of(tag: &Tag<'_>, name: &str) -> Option<String> {
    let (_, raw) = tag.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let value = decode_entities(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

fn attribute(name: &str, value: &str, opml: &mut String) {
    opml.extend([" ", name, "=\""]);
    escape(value, opml);
    opml.push('"');
}

fn escape(text: &str, opml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => opml.push_str("&amp;"),
            '<' => opml.push_str("&lt;"),
            '>' => opml.push_str("&gt;"),
            '"' => opml.push_str("&quot;"),
            c if c.is_control() => opml.push(' '),
            c => opml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(title: &str, feed: &str, folder: Option<&str>) -> Outline {
        Outline {
            title: Some(title.into()),
            feed_url: feed.into(),
            site_url: None,
            folder: folder.map(str::to_owned),
        }
    }

    #[test]
    fn folders_in_folders() {
        let opml = r#"<opml><body>
            <outline text="News"><outline title="Europe">
              <outline text="Harbour &amp; Post" type="rss" xmlUrl="http://harbour-post.test/feed" htmlUrl="http://harbour-post.test/"/>
            </outline>
            <outline text="Daily" xmlurl="feed://daily.test/rss"></outline></outline>
            <outline text="Loose" XMLURL="feed:https://loose.test/atom"/>
            <outline text="Again" xmlUrl="http://daily.test/rss"/>
            <outline text="Script" xmlUrl="javascript:alert(1)"/>
        </body></opml>"#;
        let expected = [
            Outline {
                site_url: Some("http://harbour-post.test/".into()),
                ..outline("Harbour & Post", "http://harbour-post.test/feed", Some("News/Europe"))
            },
            outline("Daily", "http://daily.test/rss", Some("News")),
            outline("Loose", "https://loose.test/atom", None),
        ];
        assert_eq!(read(opml.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn broken_lists() {
        let cut = r#"<opml><body><outline text="A&B" xmlUrl="http://a.test/?x=1&y=2"/><outline text="C" xmlUrl="http://c"#;
        assert_eq!(read(cut.as_bytes()).unwrap()[0], outline("A&B", "http://a.test/?x=1&y=2", None));
        assert!(read(b"").unwrap_err().contains("no OPML"));
        assert!(read(b"<html><body>Not found").unwrap_err().contains("no OPML"));
        assert!(read(b"<opml><body><outline text='x'/></body></opml>").unwrap_err().contains("no feed"));
        let deep = "<outline text='f'>".repeat(100_000) + "<outline text='t' xmlUrl='http://t.test/'/>";
        assert_eq!(
            read(deep.as_bytes()).unwrap()[0].folder.as_deref().map(str::len),
            Some(2 * FOLDERS_MAX - 1)
        );
    }

    #[test]
    fn what_is_written_can_be_read() {
        let list = [
            outline("No folder", "http://n.test/", None),
            outline("A \"quoted\" <b> & more", "http://a.test/?a=1&b=2", Some("News/Europe")),
        ];
        assert_eq!(read(write("Mine & yours", &list).as_bytes()).unwrap(), list);
    }
}
