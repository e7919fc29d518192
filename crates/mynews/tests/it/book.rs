//! The edition to take along, from outside: the book is an archive that says what it is, the paper has its footnotes.

use std::io::Read;

use crate::running::{Running, run, stderr};

/// Names and texts of all files of an archive, pictures left out.
pub fn unpacked(archive: &[u8]) -> String {
    let number = |at: usize, bytes: usize| {
        archive[at..at + bytes].iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    let (mut text, mut at) = (String::new(), 0);
    while archive[at..].starts_with(b"PK\x03\x04") {
        let (method, packed) = (number(at + 8, 2), number(at + 18, 4));
        let name_end = at + 30 + number(at + 26, 2);
        let start = name_end + number(at + 28, 2);
        let file = &archive[start..start + packed];
        text.push_str(&String::from_utf8_lossy(&archive[at + 30..name_end]));
        text.push('\n');
        if method == 8 {
            flate2::read::DeflateDecoder::new(file).read_to_string(&mut text).expect("a packed text");
        }
        at = start + packed;
    }
    text
}

#[test]
fn the_edition_is_a_book() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(folder.path(), &["today", "--format", "epub"]);
    assert!(printed.status.success(), "{}", stderr(&printed));
    let bytes = printed.stdout;
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "it says what it is, uncompressed");
    let names = |name: &str| bytes.windows(name.len()).filter(|window| *window == name.as_bytes()).count();
    for name in ["META-INF/container.xml", "book/package.opf", "book/nav.xhtml", "book/cover.xhtml"] {
        assert_eq!(names(name), 2, "{name} is a file and in the directory");
    }
    assert!(names("book/s-") >= 40, "a chapter for each story");
    assert!(unpacked(&bytes).contains("</html>"), "and it can be opened");
    assert!(names(".png") + names(".jpeg") > 0, "with pictures");
}

#[test]
fn the_same_edition_is_the_same_book_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let front = mynews.get("/").body;
    assert!(front.contains("href=\"/edition.epub\"") && front.contains("href=\"/print\""));
    let (one, other) = (mynews.get("/edition.epub"), mynews.get("/edition.epub"));
    assert!(one.headers.contains("application/epub+zip"), "{}", one.headers);
    assert_eq!(one.body, other.body);
}

#[test]
fn paper_has_credits_and_footnotes() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let page = mynews.get("/print").body;
    assert!(page.contains("Photo: "), "credits are kept");
    assert!(page.contains("<sup>1</sup>") && page.contains("<sup>20</sup>"));
    let notes = page.split("id=\"notes\"").nth(1).unwrap();
    assert!(notes.matches("<li>").count() >= 20, "an address for each");
}
