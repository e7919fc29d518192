//! Namespaces: which vocabulary an element belongs to, declared, misdeclared or not declared at all.

use super::limits::NAMESPACES_MAX;

/// A vocabulary we read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    /// RSS of all versions, Atom and CDF: names do not clash, and feeds mix them.
    Feed,
    DublinCore,
    Content,
    Media,
    ITunes,
    Slash,
    Thread,
    FeedBurner,
    Syndication,
    Rdf,
    Xhtml,
    Other,
}

/// Beginnings of addresses, lower case, without their scheme. The longer stands before the shorter.
const ADDRESSES: &[(&str, Space)] = &[
    ("www.w3.org/2005/atom", Space::Feed),
    ("purl.org/atom/ns", Space::Feed),
    ("purl.org/dc/", Space::DublinCore),
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/rss/1.0/modules/slash", Space::Slash),
    ("purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("purl.org/rss/1.0/modules", Space::Other),
    ("purl.org/rss/", Space::Feed),
    ("purl.org/net/rss", Space::Feed),
    ("purl.org/syndication/thread", Space::Thread),
    ("search.yahoo.com/mrss", Space::Media),
    ("video.search.yahoo.com/mrss", Space::Media),
    ("tools.search.yahoo.com/mrss", Space::Media),
    ("www.itunes.com/dtds/podcast", Space::ITunes),
    ("example.com/dtds/podcast", Space::ITunes),
    ("rssnamespace.org/feedburner", Space::FeedBurner),
    ("www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("www.w3.org/1999/xhtml", Space::Xhtml),
    ("my.netscape.com/rdf/simple", Space::Feed),
    ("channel.netscape.com/rdf/simple", Space::Feed),
    ("backend.userland.com/", Space::Feed),
    ("blogs.law.harvard.edu/tech/rss", Space::Feed),
    ("cyber.law.harvard.edu/rss", Space::Feed),
];

/// What the usual prefixes mean where nobody declared them.
const PREFIXES: &[(&str, Space)] = &[
    ("atom", Space::Feed),
    ("rss", Space::Feed),
    ("dc", Space::DublinCore),
    ("dcterms", Space::DublinCore),
    ("dct", Space::DublinCore),
    ("content", Space::Content),
    ("media", Space::Media),
    ("itunes", Space::ITunes),
    ("slash", Space::Slash),
    ("thr", Space::Thread),
    ("feedburner", Space::FeedBurner),
    ("sy", Space::Syndication),
    ("rdf", Space::Rdf),
    ("xhtml", Space::Xhtml),
];

/// The declarations in force, innermost last.
#[derive(Default)]
pub(super) struct Scope<'a> {
    declared: Vec<(usize, &'a str, Space)>,
}

impl<'a> Scope<'a> {
    /// Notes `xmlns="…"` or `xmlns:prefix="…"` of an element at `depth`.
    pub fn declare(&mut self, depth: usize, attribute: &'a str, address: &str) {
        if self.declared.len() >= NAMESPACES_MAX {
            return;
        }
        if let Some(prefix) = attribute.strip_prefix("xmlns") {
            self.declared.push((depth, prefix.trim_start_matches(':'), of_address(address)));
        }
    }

    /// Forgets what elements at `depth` and deeper declared.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, ..)| *at >= depth) {
            self.declared.pop();
        }
    }

    /// The vocabulary of a name as written, and the name without its prefix.
    pub fn of<'n>(&self, name: &'n str) -> (Space, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared =
            self.declared.iter().rev().find(|(_, known, _)| *known == prefix).map(|(.., space)| *space);
        let space = match declared {
            // A default namespace nobody knows does not make a feed another thing.
            Some(Space::Other) if prefix.is_empty() => Space::Feed,
            Some(space) => space,
            None if prefix.is_empty() => Space::Feed,
            None => of_prefix(prefix),
        };
        (space, local)
    }
}

fn of_prefix(prefix: &str) -> Space {
    PREFIXES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(prefix))
        .map_or(Space::Other, |(_, space)| *space)
}

fn of_address(address: &str) -> Space {
    let address = address.trim().to_ascii_lowercase();
    let address =
        address.strip_prefix("http://").or_else(|| address.strip_prefix("https://")).unwrap_or(&address);
    ADDRESSES.iter().find(|(known, _)| address.starts_with(known)).map_or(Space::Other, |(_, space)| *space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabularies() {
        let mut scope = Scope::default();
        assert_eq!(scope.of("dc:creator"), (Space::DublinCore, "creator"));
        assert_eq!(scope.of("title"), (Space::Feed, "title"));
        scope.declare(0, "xmlns", "http://www.w3.org/2005/Atom");
        scope.declare(0, "xmlns:m", "https://search.yahoo.com/mrss/");
        scope.declare(1, "xmlns:dc", "http://example.test/mine");
        assert_eq!(scope.of("m:content"), (Space::Media, "content"));
        assert_eq!(scope.of("dc:creator"), (Space::Other, "creator"));
        scope.leave(1);
        assert_eq!(scope.of("dc:creator"), (Space::DublinCore, "creator"));
        scope.declare(2, "xmlns", "http://www.w3.org/1999/xhtml");
        assert_eq!(scope.of("p"), (Space::Xhtml, "p"));
    }
}
