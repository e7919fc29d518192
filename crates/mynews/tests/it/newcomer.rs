//! What a newcomer sees: an empty folder, no network, and a full front page.

use crate::running::{Running, run, stderr, stdout};

#[test]
fn an_empty_folder_shows_a_full_front_page() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let front = mynews.get("/");
    assert_eq!(front.status, 200);
    assert!(front.body.contains("Demo newsroom"), "invented news says that it is invented");
    let stories = front.body.matches("<article").count();
    assert!(stories >= 20, "{stories} stories");
    assert!(front.body.contains("You are caught up"));
}

#[test]
fn the_terminal_shows_the_same_edition() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let front = mynews.get("/").body;
    let today = run(folder.path(), &["today", "--format", "json"]);
    let today: serde_json::Value =
        serde_json::from_str(&stdout(&today)).unwrap_or_else(|why| panic!("{why}: {}", stderr(&today)));
    let stories = today["stories"].as_array().expect("an edition has stories");
    assert!(stories.len() >= 20);
    for story in stories.iter().take(3) {
        let id = story["id"].as_str().expect("a story has an id");
        assert!(front.contains(&format!("/s/{id}")), "{id} is on the page too");
    }
}

#[test]
fn the_demo_leaves_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let off = run(folder.path(), &["demo", "--off"]);
    assert!(off.status.success(), "{}", stderr(&off));
    for _ in 0..100 {
        if !mynews.get("/").body.contains("Demo newsroom:") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(!mynews.get("/").body.contains("Demo newsroom:"), "a server that runs sees it too");
    drop(mynews);
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("demo"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
