//! Plain lists, from outside: what is read, marked and taken back, and what was before.

use crate::pages::{demo, first};
use crate::running::{Answer, Running};

/// How many articles a list says are unread.
fn unread(page: &Answer) -> usize {
    let before = page.body.split(" unread.").next().unwrap_or_default();
    before.split_whitespace().last().and_then(|word| word.parse().ok()).expect("the list counts")
}

/// Presses the form of a page that posts to an address with this beginning, with the field it carries.
fn mark_all(mynews: &Running, page: &Answer, action: &str) -> Answer {
    let until = page.body.split("name=\"until\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    mynews.post(action, &format!("until={}", until.expect("the form says how far")))
}

#[test]
fn a_list_is_marked_read_as_far_as_it_was_shown_and_taken_back() {
    let (_folder, mynews) = demo();
    let sources = mynews.get("/sources");
    let feed = first(&sources, "/list/feed/");
    let page = mynews.get(&feed);
    let before = unread(&page);
    assert!(before > 1, "{before}");
    let article = first(&page, "/article/");
    mynews.post(&article, &format!("back={feed}"));
    assert_eq!(unread(&mynews.get(&feed)), before - 1);
    let everything = unread(&mynews.get("/list"));
    let marked = mark_all(&mynews, &page, &format!("{feed}/read"));
    assert_eq!(marked.status, 303);
    let line =
        marked.headers.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().trim().to_owned();
    let page = mynews.get(&line);
    assert_eq!(unread(&page), 0);
    assert!(
        !mynews.get(&format!("{feed}?show=unread")).body.contains("class=\"shelf\""),
        "nothing is left unread"
    );
    assert_eq!(unread(&mynews.get("/list")), everything - (before - 1), "others are as they were");
    mynews.post(&first(&page, "/read/undo/"), "");
    assert_eq!(unread(&mynews.get(&feed)), before - 1, "what was read by hand stays read");
    assert_eq!(mynews.get("/list/feed/9999").status, 404);
}

#[test]
fn an_opened_story_is_read_history_and_stays_in_its_edition() {
    let (_folder, mynews) = demo();
    let front = mynews.get("/");
    let story = first(&front, "/s/");
    let before = unread(&mynews.get("/list"));
    mynews.get(&story);
    assert!(unread(&mynews.get("/list")) < before, "its articles are read");
    let history = mynews.get("/history");
    assert!(history.body.contains(&story), "it stands in what was read");
    let editions = mynews.get("/editions");
    let edition = first(&editions, "/editions/");
    assert!(mynews.get(&edition).body.contains(&story), "the edition is as it was");
    assert_eq!(mynews.get("/editions/9999").status, 404);
}

#[test]
fn a_search_narrows_and_is_followed() {
    let (_folder, mynews) = demo();
    let hits = |query: &str| mynews.get(&format!("/search?q={query}")).body.matches("<h3").count();
    assert!(hits("tram") > 0 && hits("tram+lang:zh") == 0);
    assert!(hits("lang:zh") > 0 && hits("lang:zh+is:read") == 0);
    assert!(mynews.get("/search?q=tram").body.contains("Follow this search"));
    mynews.post("/follow", "kind=phrase&subject=tram&back=%2F");
    assert!(mynews.get("/search?q=tram").body.contains("Stop following this search"));
    assert!(
        !mynews.get("/search?q=tram+lang:en").body.contains("ollowing this search"),
        "only words can be followed"
    );
}
