//! Every page, from outside: it answers, carries its headers, has no hole, and every press leads back.

use crate::running::{Answer, Running};

/// A mynews that shows the demo newsroom.
pub fn demo() -> (tempfile::TempDir, Running) {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    (folder, mynews)
}

/// The first address on a page that begins so.
pub fn first(page: &Answer, beginning: &str) -> String {
    let start =
        page.body.find(&format!("\"{beginning}")).unwrap_or_else(|| panic!("{beginning} is linked")) + 1;
    page.body[start..].split(['"', '#', '?']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_page_answers_with_its_headers_and_without_a_hole() {
    let (_folder, mynews) = demo();
    let front = mynews.get("/");
    let story = first(&front, "/s/");
    let article = first(&mynews.get(&story), "/a/");
    let section = first(&front, "/section/");
    let pages = [
        "/",
        &story,
        &article,
        &section,
        "/sources",
        "/you",
        "/held",
        "/saved",
        "/search?q=wind",
        "/how",
        "/list",
        "/history",
        "/editions",
        "/editions/1",
        "/print",
        "/you/feeds",
    ];
    for path in pages {
        let page = mynews.get(path);
        assert_eq!(page.status, 200, "{path}");
        let headers = page.headers.to_ascii_lowercase();
        for header in ["default-src 'none'", "nosniff", "no-referrer", "frame-ancestors 'none'", "no-store"] {
            assert!(headers.contains(header), "{path} carries {header}");
        }
        for hole in [">none<", "undefined", "{{", "{%", "<style", " style=", "onclick="] {
            assert!(!page.body.contains(hole), "{path} has {hole}");
        }
        assert!(page.body.contains("<h1"), "{path} has a heading");
        assert!(page.body.len() < 150_000, "{path} is light");
    }
}

#[test]
fn what_is_not_there_is_said_plainly() {
    let (_folder, mynews) = demo();
    for path in
        ["/s/0000000000000", "/s/nothing", "/a/0000000000000", "/nowhere", "/static/secret", "/picture/x/0"]
    {
        let page = mynews.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(!page.body.contains("panicked"), "{path}");
    }
}

#[test]
fn a_press_leads_back_and_says_what_happened() {
    let (_folder, mynews) = demo();
    let story = first(&mynews.get("/"), "/s/").replace("/s/", "/story/");
    let pressed = mynews.post(&format!("{story}/less"), "back=%2Fheld");
    assert_eq!(pressed.status, 303);
    let line = pressed.headers.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    assert!(line.starts_with("/held?did="), "{line}");
    let page = mynews.get(line.trim());
    assert!(page.body.contains("Fewer like this"), "it says so");
    assert!(page.body.contains("/undo\""), "and can be taken back");
}

#[test]
fn pictures_come_through_this_machine_alone() {
    let (_folder, mynews) = demo();
    let front = mynews.get("/");
    let sources: Vec<&str> = front.body.split("<img src=\"").skip(1).collect();
    assert!(!sources.is_empty());
    assert!(sources.iter().all(|source| source.starts_with("/picture/")));
    let picture = mynews.get(&first(&front, "/picture/"));
    assert_eq!(picture.status, 200);
    assert!(picture.headers.to_ascii_lowercase().contains("content-type: image/"), "{}", picture.headers);
    assert!(!mynews.get("/?text=1").body.contains("<img"), "text only is text only");
}
