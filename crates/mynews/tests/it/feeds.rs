//! Feeds of a reader's views at private addresses, from outside: read back by our own parser, asked again, renewed.

use mynews_core::parse::{self, Parsed};

use crate::journeys::followed;
use crate::outlets::Outlets;
use crate::running::{Running, request, run, stdout};

/// What stands before every feed of the reader, as their own page shows it.
fn beginning(mynews: &Running) -> String {
    let page = mynews.get("/you/feeds").body;
    let start = page.find("/feed/").expect("the page shows addresses");
    page[start..].split("/front.").next().unwrap().to_owned()
}

fn read(mynews: &Running, path: &str) -> Parsed {
    let answer = mynews.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let content_type = header(&answer.headers, "content-type");
    let url = format!("http://{}{path}", mynews.address);
    parse::feed(answer.body.as_bytes(), Some(&content_type), &url)
        .unwrap_or_else(|why| panic!("{path}: {}", why.why))
}

fn header(headers: &str, name: &str) -> String {
    let line = headers.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")));
    line.unwrap_or_else(|| panic!("{name} in {headers}")).split_once(':').unwrap().1.trim().to_owned()
}

#[test]
fn the_front_page_is_the_same_in_three_shapes() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let beginning = beginning(&mynews);
    let shapes: Vec<Parsed> =
        ["atom", "rss", "json"].map(|shape| read(&mynews, &format!("{beginning}/front.{shape}"))).into();
    let told: Vec<Vec<_>> = (shapes.iter())
        .map(|feed| feed.entries.iter().map(|one| (&one.id, &one.title, &one.link, one.published)).collect())
        .collect();
    assert!(told[0].len() >= 20, "a full page: {}", told[0].len());
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    assert!(shapes.iter().all(|feed| feed.faults.is_empty()));
    for entry in &shapes[0].entries {
        let link = entry.link.as_deref().unwrap();
        assert!(link.starts_with(&format!("http://{}/s/", mynews.address)), "{link}");
        let content = entry.content.as_deref().unwrap();
        assert!(content.contains("<p>Score "), "it has its reasons: {content}");
    }
}

#[test]
fn nothing_is_sent_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let path = format!("{}/front.atom", beginning(&mynews));
    let first = mynews.get(&path);
    let asks = |condition: &str| request(&mynews.address, "GET", &path, "", condition).unwrap();
    let (tag, date) = (header(&first.headers, "etag"), header(&first.headers, "last-modified"));
    let again = asks(&format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(asks(&format!("If-Modified-Since: {date}\r\n")).status, 304);
    assert_eq!(asks("If-None-Match: \"other\"\r\n").status, 200);
    assert_eq!(asks(&format!("If-None-Match: \"other\"\r\nIf-Modified-Since: {date}\r\n")).status, 200);
}

#[test]
fn a_renewed_address_ends_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let old = beginning(&mynews);
    assert_eq!(mynews.post("/you/feeds/renew", "").status, 303);
    let new = beginning(&mynews);
    assert_ne!(old, new);
    assert_eq!(mynews.get(&format!("{old}/front.rss")).status, 404);
    assert_eq!(mynews.get(&format!("{new}/front.rss")).status, 200);
    for wrong in ["/feed/1-0/front.rss", "/feed/x/front.rss", "/feed/2-/front.rss"] {
        assert_eq!(mynews.get(wrong).status, 404, "{wrong}");
    }
    assert_eq!(mynews.get(&format!("{new}/held.rss")).status, 404);
    assert_eq!(mynews.post(&format!("{new}/front.rss"), "").status, 405, "a feed changes nothing");
}

#[test]
fn sections_saved_searches_and_outlets_are_feeds_too() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let mynews = Running::start(folder.path());
    let beginning = beginning(&mynews);
    let titles = |path: &str| -> Vec<String> {
        let feed = read(&mynews, &format!("{beginning}/{path}"));
        feed.entries.into_iter().filter_map(|entry| entry.title).collect()
    };
    let front = titles("front.atom");
    let treaty = front.iter().find(|title| title.contains("treaty")).expect("the treaty is on the page");
    assert!(titles("search.json?q=treaty").contains(treaty));
    assert!(titles("search.json?q=zzyzx").is_empty());
    assert!(titles("saved.rss").is_empty());
    let page = mynews.get("/").body;
    let place = page.find(treaty.as_str()).unwrap();
    let id = page[..place].rsplit("/s/").next().unwrap()[..13].to_owned();
    assert_eq!(mynews.post(&format!("/story/{id}/save"), "").status, 303);
    assert_eq!(titles("saved.rss").join(""), *treaty);
    assert_eq!(mynews.post(&format!("/story/{id}/hide"), "").status, 303);
    assert!(!titles("front.atom").contains(treaty), "what is hidden is in no feed");
    assert!(titles("search.json?q=treaty").is_empty());
    let account =
        serde_json::from_str::<serde_json::Value>(&stdout(&run(folder.path(), &["export"]))).unwrap();
    let key =
        account["feeds"][0]["outlet"]["key"].as_str().expect("the account names its outlets").to_owned();
    let listed = titles(&format!("outlet/{key}.atom"));
    assert!(!listed.is_empty() && !listed.contains(treaty), "{listed:?}");
}
