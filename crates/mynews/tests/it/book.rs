//! The edition to take along, from outside: the book is an archive that says what it is, the paper has its footnotes.

use crate::running::{Running, run, stderr};

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
