//! Every feed in `fixtures/feeds` is read, and what was read is what stands beside it.
//!
//! Drop a feed in, run `MYNEWS_UPDATE=1 cargo test -p mynews-core --test feeds`, look at the `.expected.json` it wrote,
//! and you have a test.
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures and one variable")]

use std::path::{Path, PathBuf};

use mynews_core::model::{Entry, FeedHead, Timestamp};
use mynews_core::parse::{self, Parsed};
use serde_json::{Map, Value, json};

/// Where all fixtures pretend to come from.
const ADDRESS: &str = "https://harbour-post.test/feeds/fixture.xml";

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/feeds");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_feed_reads_as_expected() {
    let update = std::env::var_os("MYNEWS_UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in fixtures() {
        let found = shown(&std::fs::read(&path).expect("a fixture can be read"));
        let beside = PathBuf::from(format!("{}.expected.json", path.display()));
        if update {
            std::fs::write(&beside, found).expect("an expectation can be written");
        } else if std::fs::read_to_string(&beside).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "run with MYNEWS_UPDATE=1 if this is right\n{}", wrong.join("\n"));
}

#[test]
fn a_feed_reads_the_same_twice() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        assert_eq!(
            parse::feed(&bytes, None, ADDRESS),
            parse::feed(&bytes, None, ADDRESS),
            "{}",
            path.display()
        );
    }
}

/// Cut short anywhere, with bytes changed anywhere: something is read or refused, and nothing breaks.
#[test]
fn no_damage_stops_the_reading() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("a fixture can be read");
        for end in 0..bytes.len() {
            look(&bytes[..end]);
        }
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ bytes.len() as u64);
        for _ in 0..400 {
            let mut damaged = bytes.clone();
            for _ in 0..=dice.below(6) {
                if !damaged.is_empty() {
                    let at = dice.below(damaged.len());
                    match dice.below(4) {
                        0 => damaged[at] = dice.below(256) as u8,
                        1 => damaged[at] = b"<>&;\"'/=![]?-{}:,\0\xFF"[dice.below(19)],
                        2 => drop(damaged.remove(at)),
                        _ => {
                            let until = (at + dice.below(40)).min(damaged.len());
                            let copied = damaged[at..until].to_vec();
                            let to = dice.below(damaged.len());
                            damaged.splice(to..to, copied);
                        }
                    }
                }
            }
            look(&damaged);
        }
    }
}

/// Reads, and checks what must hold of any feed.
fn look(bytes: &[u8]) {
    let Ok(Parsed { head, entries, .. }) = parse::feed(bytes, None, ADDRESS) else { return };
    let links = entries.iter().flat_map(|entry| {
        let files = entry.pictures.iter().map(|picture| &picture.url);
        let files = files.chain(entry.enclosures.iter().map(|enclosure| &enclosure.url));
        entry.link.iter().chain(&entry.comments_link).chain(files)
    });
    for link in links.chain(&head.link).chain(&head.self_link).chain(&head.icon) {
        let lower = link.to_ascii_lowercase();
        assert!(lower.starts_with("http://") || lower.starts_with("https://"), "{link}");
    }
    assert!(entries.iter().all(|entry| !entry.id.is_empty()));
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// What was read, without what is absent.
fn shown(bytes: &[u8]) -> String {
    let value = match parse::feed(bytes, None, ADDRESS) {
        Ok(parsed) => {
            let entries: Vec<Value> = parsed.entries.iter().map(entry).collect();
            let faults: Vec<String> = parsed.faults.iter().map(ToString::to_string).collect();
            present(json!({ "feed": head(&parsed.head), "entries": entries, "faults": faults }))
        }
        Err(error) => json!({ "error": error.to_string() }),
    };
    format!("{value:#}\n")
}

fn head(head: &FeedHead) -> Value {
    present(json!({
        "title": head.title, "link": head.link, "id": head.id, "subtitle": head.subtitle, "author": head.author,
        "language": head.language, "rights": head.rights, "icon": head.icon, "updated": date(head.updated),
        "published": date(head.published), "self_link": head.self_link, "hub": head.hub,
        "ttl_minutes": head.ttl_minutes,
    }))
}

fn entry(entry: &Entry) -> Value {
    let id = if entry.id_given { "id" } else { "id_made" };
    let pictures: Vec<Value> = entry
        .pictures
        .iter()
        .map(|it| {
            present(json!({ "url": it.url, "caption": it.caption, "credit": it.credit, "width": it.width }))
        })
        .collect();
    let videos: Vec<Value> = entry
        .videos
        .iter()
        .map(|it| {
            let medium = format!("{:?}", it.medium);
            present(
                json!({ "url": it.url, "title": it.title, "seconds": it.duration_seconds, "medium": medium }),
            )
        })
        .collect();
    let enclosures: Vec<Value> = entry
        .enclosures
        .iter()
        .map(|it| {
            present(json!({ "url": it.url, "type": it.media_type, "bytes": it.bytes, "seconds": it.seconds }))
        })
        .collect();
    present(json!({
        id: entry.id, "link": entry.link, "title": entry.title, "subtitle": entry.subtitle, "summary": entry.summary,
        "content": entry.content, "authors": entry.authors, "language": entry.language, "rights": entry.rights,
        "published": date(entry.published), "updated": date(entry.updated), "categories": entry.categories,
        "pictures": pictures, "videos": videos, "enclosures": enclosures, "comments_link": entry.comments_link,
        "comment_count": entry.comment_count, "via": entry.via,
    }))
}

fn date(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

fn present(value: Value) -> Value {
    let Value::Object(object) = value else { return value };
    let says = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    Value::Object(object.into_iter().filter(|(_, value)| says(value)).collect::<Map<String, Value>>())
}
