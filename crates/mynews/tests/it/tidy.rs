//! House rules that a machine can keep. Each says its reason, so that review can talk about meaning.

use std::fs;
use std::path::{Path, PathBuf};

/// A file longer than this is two files. Tables of data (names, stop words) may be longer.
const LINES_MAX: usize = 600;
const TABLES: [&str; 4] = ["tables.rs", "words.rs", "names.rs", "entities.rs"];

const VERBS: [&str; 6] = ["parse", "extract", "annotate", "group", "learn", "rank"];

/// What the core may stand on. A new one is a decision, so it is written down here as well.
const CORE_DEPENDENCIES: [&str; 13] = [
    "ammonia",
    "blake3",
    "encoding_rs",
    "frostem",
    "html5ever",
    "jiff",
    "libm",
    "markup5ever",
    "psl",
    "serde_json",
    "unicode-normalization",
    "url",
    "whatlang",
];

const DEAD_WORDS: [&str; 9] =
    ["Manager", "Service", "Processor", "Engine", "Util", "Helper", "Common", "Misc", "Info"];

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// Every Rust file of the house, its path from the workspace on, and its text.
fn rust_files() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target" && name != "node_modules") {
                    walk(&path, found);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["crates", "fuzz", "benches"] {
        walk(&house().join(folder), &mut found);
    }
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(house()).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn nothing(rule: &str, offences: Vec<String>) {
    assert!(offences.is_empty(), "{rule}\n  {}", offences.join("\n  "));
}

/// Code without the tests that stand at its end.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn every_file_opens_with_a_sentence() {
    nothing(
        "a reader who opens a file learns in one line what lives there",
        rust_files()
            .into_iter()
            .filter(|(_, text)| {
                let first = text.lines().next().unwrap_or("");
                !first.starts_with("//! ") || first.len() < 20
            })
            .map(|(name, _)| name)
            .collect(),
    );
}

#[test]
fn no_file_is_too_long() {
    nothing(
        "a file longer than six hundred lines of code is two files",
        rust_files()
            .into_iter()
            .filter(|(name, text)| {
                without_tests(text).lines().count() > LINES_MAX
                    && !TABLES.iter().any(|table| name.ends_with(table))
            })
            .map(|(name, text)| format!("{name}: {} lines", without_tests(&text).lines().count()))
            .collect(),
    );
}

#[test]
fn no_verb_of_the_core_knows_another_verb_or_its_parent() {
    let mut offences = Vec::new();
    for (name, text) in rust_files() {
        let Some(inside) = name.strip_prefix("crates/mynews-core/src/") else { continue };
        let Some(room) = inside.split('/').next().filter(|room| VERBS.contains(room)) else { continue };
        for line in without_tests(&text).lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            for verb in VERBS.iter().filter(|verb| **verb != room) {
                if line.contains(&format!("crate::{verb}::")) || line.contains(&format!("crate::{verb};")) {
                    offences.push(format!("{name}: {line}"));
                }
            }
        }
    }
    nothing("verbs take nouns and give nouns back; their order is told in mynews/src/work alone", offences);
}

#[test]
fn the_core_stands_on_few_crates() {
    let manifest = fs::read_to_string(house().join("crates/mynews-core/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split('[').next().unwrap();
    nothing(
        "the core's dependency list is a decision: add it to CORE_DEPENDENCIES with a reason in the commit",
        dependencies
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|name| !name.is_empty() && !name.starts_with('#') && !CORE_DEPENDENCIES.contains(name))
            .map(str::to_owned)
            .collect(),
    );
}

#[test]
fn sql_stands_in_the_store_alone() {
    let verbs = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA "];
    nothing(
        "only the store speaks SQL",
        rust_files()
            .into_iter()
            .filter(|(name, text)| {
                !name.starts_with("crates/mynews-store/")
                    && !name.ends_with("tidy.rs")
                    && verbs.iter().any(|verb| text.contains(verb))
            })
            .map(|(name, _)| name)
            .collect(),
    );
}

#[test]
fn sockets_open_in_few_rooms() {
    nothing(
        "outbound sockets open in fetch/, mail/ and queue/ alone",
        rust_files()
            .into_iter()
            .filter(|(name, text)| {
                name.starts_with("crates/mynews/src/")
                    && !["fetch/", "mail/", "queue/"].iter().any(|room| name.contains(&format!("src/{room}")))
                    && (without_tests(text).contains("reqwest::")
                        || without_tests(text).contains("TcpStream"))
            })
            .map(|(name, _)| name)
            .collect(),
    );
}

#[test]
fn names_say_what_a_thing_is() {
    let mut offences = Vec::new();
    for (name, text) in rust_files().into_iter().filter(|(name, _)| !name.ends_with("tidy.rs")) {
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            for pair in words.windows(2) {
                let declares = ["struct", "enum", "trait", "type"].contains(&pair[0]);
                let declared: String = pair[1].chars().take_while(|c| c.is_alphanumeric()).collect();
                if declares && DEAD_WORDS.iter().any(|dead| declared.ends_with(dead)) {
                    offences.push(format!("{name}: {declared}"));
                }
            }
        }
    }
    nothing("these words say nothing: the glossary has better ones (docs/glossary.md)", offences);
}

#[test]
fn nothing_points_to_a_machine() {
    let places = ["/home/", "/root/", concat!("/work", "/"), concat!("/Us", "ers/")];
    nothing(
        "no path of one machine stands in the code",
        rust_files()
            .into_iter()
            .filter(|(name, _)| !name.ends_with("tidy.rs"))
            .flat_map(|(name, text)| {
                text.lines()
                    .filter(|line| places.iter().any(|place| line.contains(&format!("\"{place}"))))
                    .map(|line| format!("{name}: {}", line.trim()))
                    .collect::<Vec<_>>()
            })
            .collect(),
    );
}
