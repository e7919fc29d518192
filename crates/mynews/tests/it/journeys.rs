//! Journeys through the real binary: following, refreshing, finding, asking for less, and taking it back.

use std::path::Path;

use crate::outlets::Outlets;
use crate::running::{Running, run, stderr, stdout};

const TREATY: &str =
    "Coastal states sign the corridor treaty after nine years of talks about wind power at sea";
const CHESS: &str =
    "Okafor holds a draw with black in the sixth game and leads the chess match by half a point";
const LIBRARY: &str =
    "The library of Port Halden now lends tools, kilns and a small printing press to its readers";

/// A folder that follows one invented feed with three stories.
pub fn followed(outlets: &Outlets) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    outlets.put_feed(
        "/feed.xml",
        "Harbour Post",
        &[
            ("treaty", "Coastal states sign corridor treaty", TREATY),
            ("chess", "Okafor holds draw", CHESS),
            ("library", "Library lends kilns", LIBRARY),
        ],
    );
    let added = outlets.run(folder.path(), &["add", &outlets.url("/feed.xml")]);
    assert!(added.status.success(), "{}", stderr(&added));
    let refreshed = outlets.run(folder.path(), &["refresh"]);
    assert!(refreshed.status.success(), "{}", stderr(&refreshed));
    folder
}

fn today(folder: &Path) -> serde_json::Value {
    let output = run(folder, &["today", "--format", "json"]);
    serde_json::from_str(&stdout(&output)).unwrap_or_else(|why| panic!("{why}: {}", stderr(&output)))
}

fn headlines(edition: &serde_json::Value) -> Vec<String> {
    let stories = edition["stories"].as_array().expect("an edition has stories");
    stories
        .iter()
        .map(|story| story["headline"].as_str().expect("a story has a headline").to_owned())
        .collect()
}

fn id_of(edition: &serde_json::Value, headline: &str) -> String {
    let stories = edition["stories"].as_array().expect("an edition has stories");
    let story = stories.iter().find(|story| story["headline"] == headline).expect("the story is there");
    story["id"].as_str().expect("a story has an id").to_owned()
}

#[test]
fn a_feed_becomes_an_edition_and_costs_nothing_the_next_time() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let mut seen = headlines(&today(folder.path()));
    seen.sort();
    assert_eq!(seen, ["Coastal states sign corridor treaty", "Library lends kilns", "Okafor holds draw"]);
    outlets.answers();
    outlets.run(folder.path(), &["refresh", "--all"]);
    assert_eq!(outlets.answers(), [("/feed.xml".to_owned(), 304)]);
    outlets.run(folder.path(), &["refresh"]);
    assert!(outlets.answers().is_empty(), "nothing is due");
}

#[test]
fn a_site_names_its_feed() {
    let outlets = Outlets::start();
    outlets.put_feed("/news/feed.xml", "Harbour Post", &[("treaty", "Coastal states sign", TREATY)]);
    outlets.put(
        "/",
        "text/html",
        "<html><head><link rel=alternate type=application/rss+xml href=/news/feed.xml></head></html>",
    );
    let folder = tempfile::tempdir().unwrap();
    let added = outlets.run(folder.path(), &["add", &outlets.url("/")]);
    assert!(stdout(&added).contains("/news/feed.xml"), "{}", stderr(&added));
}

#[test]
fn a_page_is_read_where_the_feed_has_no_full_text() {
    let outlets = Outlets::start();
    let paragraphs: String =
        (0..8).map(|_| format!("<p>{LIBRARY}, said Ruta Halvorsen, who runs it.</p>")).collect();
    outlets.put(
        "/a/kilns",
        "text/html",
        format!("<html lang=en><head><title>Library lends kilns</title></head><body><article><h1>Library lends kilns</h1>{paragraphs}</article></body></html>"),
    );
    outlets.put(
        "/feed.xml",
        "application/rss+xml",
        format!("<rss version=\"2.0\"><channel><title>Harbour Post</title><item><title>Library lends kilns</title><link>{}</link><description>Short.</description></item></channel></rss>", outlets.url("/a/kilns")),
    );
    let folder = tempfile::tempdir().unwrap();
    outlets.run(folder.path(), &["add", &outlets.url("/feed.xml")]);
    let refreshed = outlets.run(folder.path(), &["--json", "refresh"]);
    let summary: serde_json::Value = serde_json::from_str(&stdout(&refreshed)).unwrap();
    assert_eq!(summary["pages"], 1, "{}", stderr(&refreshed));
    let mynews = Running::start(folder.path());
    assert!(mynews.get("/search?q=Halvorsen").body.contains("Library lends kilns"));
}

#[test]
fn never_means_never_and_undo_means_undo() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let id = id_of(&today(folder.path()), "Okafor holds draw");
    let mynews = Running::start(folder.path());
    let muted = mynews.post("/mute", "kind=phrase&subject=chess");
    assert_eq!(muted.status, 303, "{}", muted.body);
    let shown = |path: &str| mynews.get(path).body.contains("Okafor holds draw");
    assert!(!shown("/"), "not on the page");
    assert!(!shown("/search?q=Okafor"), "not in search");
    assert!(
        !headlines(&today(folder.path())).iter().any(|headline| headline.contains("Okafor")),
        "not in the terminal"
    );
    assert!(shown("/held"), "but told what was held back");
    let log: serde_json::Value = serde_json::from_str(&stdout(&run(folder.path(), &["export"]))).unwrap();
    let page: serde_json::Value = serde_json::from_str(&mynews.get("/you/account.json").body).unwrap();
    assert_eq!(page["signals"], log["signals"], "the page gives what the command gives");
    assert_eq!(page["feeds"], log["feeds"]);
    let signal = log["signals"].as_array().unwrap().last().unwrap()["signal"]["id"].as_i64().unwrap();
    assert_eq!(mynews.post(&format!("/signals/{signal}/undo"), "").status, 303);
    assert!(shown("/"));
    assert_eq!(mynews.get(&format!("/s/{id}")).status, 200);
}

#[test]
fn hiding_hides_saving_saves_and_opening_is_noted() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let edition = today(folder.path());
    let (treaty, chess) =
        (id_of(&edition, "Coastal states sign corridor treaty"), id_of(&edition, "Okafor holds draw"));
    let mynews = Running::start(folder.path());
    assert_eq!(mynews.post(&format!("/story/{chess}/hide"), "").status, 303);
    assert_eq!(mynews.post(&format!("/story/{treaty}/save"), "").status, 303);
    assert!(!mynews.get("/").body.contains(&format!("/s/{chess}")));
    assert!(mynews.get("/saved").body.contains(&format!("/s/{treaty}")));
    assert_eq!(mynews.post("/story/0000000000000/more", "").status, 404);
    let account = stdout(&run(folder.path(), &["export"]));
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("account.json");
    std::fs::write(&file, &account).unwrap();
    let imported = run(elsewhere.path(), &["import", file.to_str().unwrap()]);
    assert!(stdout(&imported).contains("1 feeds and 2 new signals"), "{}", stdout(&imported));
    let again = run(elsewhere.path(), &["import", file.to_str().unwrap()]);
    assert!(stdout(&again).contains("and 0 new signals"), "{}", stdout(&again));
}

#[test]
fn other_sites_cannot_post_for_the_reader() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let mynews = Running::start(folder.path());
    let post = |extra: &str| {
        crate::running::request(&mynews.address, "POST", "/mute", "kind=phrase&subject=chess", extra)
            .unwrap()
            .status
    };
    assert_eq!(post("Sec-Fetch-Site: cross-site\r\n"), 403);
    assert_eq!(post("Origin: https://elsewhere.example\r\n"), 403);
    assert_eq!(post("Sec-Fetch-Site: same-origin\r\n"), 303);
}

#[test]
fn a_backup_restores_the_same_edition() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let copy = folder.path().join("copy.db");
    assert!(run(folder.path(), &["backup", copy.to_str().unwrap()]).status.success());
    let elsewhere = tempfile::tempdir().unwrap();
    let restored = run(elsewhere.path(), &["restore", copy.to_str().unwrap()]);
    assert!(restored.status.success(), "{}", stderr(&restored));
    assert_eq!(headlines(&today(elsewhere.path())), headlines(&today(folder.path())));
    assert!(
        !run(folder.path(), &["backup", copy.to_str().unwrap()]).status.success(),
        "nothing is overwritten"
    );
}

#[test]
fn feeds_travel_as_opml() {
    let outlets = Outlets::start();
    let folder = followed(&outlets);
    let mynews = Running::start(folder.path());
    let list = mynews.get("/sources/opml");
    assert!(list.body.contains(&outlets.url("/feed.xml")), "{}", list.body);
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("feeds.opml");
    std::fs::write(&file, list.body).unwrap();
    let added = run(elsewhere.path(), &["add", file.to_str().unwrap()]);
    assert!(stdout(&added).contains("1 feeds followed"), "{}{}", stdout(&added), stderr(&added));
}

#[test]
fn an_open_page_hears_of_new_stories() {
    let outlets = Outlets::start();
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["demo", "--off"]).status.success());
    let mynews = Running::start_with(&mut outlets.command(folder.path()));
    let front = mynews.get("/").body;
    let number = front.split("data-edition=\"").nth(1).unwrap().split('"').next().unwrap();
    let events = format!("/events?edition={number}");
    let told = |said: &str| format!("retry: 60000\ndata: {{\"said\":\"{said}\"}}\n\n");
    let quiet = mynews.get(&events);
    assert!(quiet.headers.contains("text/event-stream"), "{}", quiet.headers);
    assert_eq!(quiet.body, told(""));
    outlets.put_feed(
        "/feed.xml",
        "Harbour Post",
        &[
            ("treaty", "Coastal states sign corridor treaty", TREATY),
            ("library", "Library lends kilns", LIBRARY),
        ],
    );
    let added = outlets.run(folder.path(), &["add", &outlets.url("/feed.xml")]);
    assert!(added.status.success(), "{}", stderr(&added));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while mynews.get(&events).body != told("2 new") {
        assert!(std::time::Instant::now() < deadline, "nothing is told: {}", mynews.get(&events).body);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(mynews.get(&events).body, told("2 new"), "asking changes nothing");
    assert_eq!(mynews.get("/events?edition=999").status, 404);
}
