//! Trouble has one clear line that says what to do, and costs nothing that was kept.

use std::process::Output;

use crate::outlets::Outlets;
use crate::running::{Running, run, stderr};

fn refused(output: &Output, words: &str) {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_file_that_is_no_list() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.opml");
    std::fs::write(&file, "this is not OPML at all").unwrap();
    refused(&run(folder.path(), &["add", file.to_str().unwrap()]), "no OPML list");
}

#[test]
fn an_address_that_is_no_feed() {
    let outlets = Outlets::start();
    outlets.put("/about", "text/html", "<html><body><p>About us</p></body></html>");
    let folder = tempfile::tempdir().unwrap();
    refused(&outlets.run(folder.path(), &["add", &outlets.url("/about")]), "is no feed and names none");
    refused(&run(folder.path(), &["add", &outlets.url("/about")]), "private");
    refused(&run(folder.path(), &["add", "not a web address"]), "no web address");
}

#[test]
fn a_port_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let first = Running::start(folder.path());
    let other = tempfile::tempdir().unwrap();
    refused(&run(other.path(), &["serve", "--listen", &first.address]), "is taken");
    refused(&run(other.path(), &["serve", "--listen", "0.0.0.0:0"]), "password");
}

#[test]
fn a_database_from_a_newer_version() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["doctor"]).status.success());
    let database = folder.path().join("mynews.db");
    let mut bytes = std::fs::read(&database).unwrap();
    // The schema's number: big-endian at byte 60 of a SQLite file.
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    std::fs::write(&database, bytes).unwrap();
    refused(&run(folder.path(), &["doctor"]), "newer mynews");
}

#[test]
fn a_setting_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "[web]\nlistne = \"x\"\n").unwrap();
    refused(&run(folder.path(), &["doctor"]), "no setting web.listne");
}

/// Needs the right to mount a small file system; says so where it has none.
#[test]
fn a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        eprintln!("skipped: no right to mount a file system here");
        return;
    }
    let outlets = Outlets::start();
    let text = "Words of a long report that fill a small disk in no time. ".repeat(400);
    let slugs: Vec<String> = (0..200).map(|number| format!("report-{number}")).collect();
    let texts: Vec<String> = (0..200).map(|number| format!("{number} {text} {}", number * 7919)).collect();
    let entries: Vec<(&str, &str, &str)> =
        slugs.iter().zip(&texts).map(|(slug, text)| (slug.as_str(), slug.as_str(), text.as_str())).collect();
    outlets.put_feed("/feed.xml", "Harbour Post", &entries);
    outlets.run(folder.path(), &["add", &outlets.url("/feed.xml")]);
    let refreshed = outlets.run(folder.path(), &["refresh"]);
    let unmount = || std::process::Command::new("umount").arg(folder.path()).output();
    let checked = std::panic::catch_unwind(|| refused(&refreshed, "the disk is full"));
    unmount().expect("what was mounted is unmounted");
    checked.unwrap();
}
