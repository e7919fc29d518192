//! Every stream in `fixtures/stories` is grouped as its `story` fields say. Drop a file in, get a test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mynews_core::text::vector::Embedder;
use serde_json::Value;

#[path = "../../mynews/src/cli/group/lines.rs"]
mod lines;

static VECTORS: &[u8] = include_bytes!("../../../assets/news-en-256-int4.mne");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stories")
}

fn grouped(input: &str, explain: bool) -> (Vec<Value>, bool) {
    let embedder = Embedder::new(VECTORS).unwrap();
    let mut output = Vec::new();
    let all_read = lines::group(input.as_bytes(), &mut output, &embedder, explain).unwrap();
    let output = String::from_utf8(output).unwrap();
    (output.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), all_read)
}

/// The ids of each story, whatever it is called.
fn sets(lines: &[Value]) -> Vec<Vec<&str>> {
    let mut by_story: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        by_story.entry(line["story"].as_str().unwrap()).or_default().push(line["id"].as_str().unwrap());
    }
    let mut sets: Vec<_> = by_story.into_values().collect();
    sets.sort();
    sets
}

#[test]
fn streams_are_grouped_as_they_say() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let input = std::fs::read_to_string(&file).unwrap();
        let expected: Vec<Value> = input.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (found, all_read) = grouped(&input, false);
        if !all_read || sets(&found) != sets(&expected) {
            wrong.push(format!(
                "{}\n   found {:?}\nexpected {:?}",
                file.display(),
                sets(&found),
                sets(&expected)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_line_is_answered_once_and_a_bad_one_with_an_error() {
    let (found, all_read) = grouped(
        "{\"id\":\"a\",\"title\":\"Pier opens\"}\nnot json\n\n{\"title\":\"no id\"}\n{\"id\":7,\"published\":\"soon\"}\n",
        false,
    );
    assert!(!all_read);
    assert_eq!(found.len(), 4);
    assert_eq!(found[0]["id"], "a");
    assert!(found[0]["story"].is_string() && found[0]["joined_by"].is_array());
    assert_eq!((found[1]["id"].is_null(), found[1]["error"].is_string()), (true, true));
    assert!(found[2]["error"].as_str().unwrap().contains("id"));
    assert_eq!(found[3]["id"], 7);
    assert!(found[3]["error"].as_str().unwrap().contains("RFC 3339"));
}

#[test]
fn explained_decisions_name_every_feature() {
    let input = "{\"id\":\"a\",\"title\":\"Whale found dead on Gull Island beach\"}\n{\"id\":\"b\",\"title\":\"Dead whale on Gull Island beach\"}\n";
    let (found, _) = grouped(input, true);
    let considered = &found[1]["considered"][0];
    assert_eq!(considered["features"].as_object().unwrap().len(), mynews_core::group::FEATURES.len());
    assert!(considered["features"]["head"]["part"].is_number());
}
