//! The JSON API from outside: who is let in by a token, and that what is refused says why.

use serde_json::Value;

use crate::household::{BO, Browser, Household};
use crate::running::{Answer, Running, request};

/// The token that a reader's page shows.
fn token(browser: &Browser) -> String {
    let page = browser.get("/you/feeds").body;
    page.split("id=\"token\" value=\"")
        .nth(1)
        .expect("the page shows it")
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

fn with_token(mynews: &Running, token: &str, path: &str) -> Answer {
    request(&mynews.address, "GET", path, "", &format!("Authorization: Bearer {token}\r\n")).unwrap()
}

#[test]
fn a_token_opens_the_api_and_nothing_else_until_it_is_renewed() {
    let house = Household::new();
    let mynews = Running::start_with(&mut house.outlets.command(house.path()));
    let bo = Browser::logged_in(&mynews, BO);
    let old = token(&bo);
    let sources = with_token(&mynews, &old, "/api/sources");
    assert!(sources.status == 200 && sources.body.contains("Kestrel"), "it is Bo's: {}", sources.body);
    assert_eq!(with_token(&mynews, &old, "/").status, 401, "pages are for sessions");
    assert_eq!(with_token(&mynews, &old, "/feed/x/front.atom").status, 404);
    assert_eq!(bo.post("/you/programs/renew", "").status, 303);
    assert_eq!(with_token(&mynews, &old, "/api/sources").status, 401);
    assert_eq!(with_token(&mynews, &token(&bo), "/api/sources").status, 200);
    let wrong = format!("Cookie: {}\r\nAuthorization: Bearer 1-0\r\n", bo.cookie);
    let answer = request(&mynews.address, "GET", "/api/sources", "", &wrong).unwrap();
    assert_eq!(answer.status, 401, "a wrong token is nobody's, whatever comes with it");
}

#[test]
fn what_is_refused_says_why_and_other_sites_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mynews = Running::start(folder.path());
    let why = |method: &str, path: &str, body: &str, expected: u16| {
        let answer = request(&mynews.address, method, path, body, "").unwrap();
        assert_eq!(answer.status, expected, "{method} {path}: {}", answer.body);
        let said: Value = serde_json::from_str(&answer.body).unwrap();
        said["error"].as_str().expect("it says why").to_owned()
    };
    assert_eq!(why("GET", "/api/stories/none", "", 404), "There is no such story here (any more).");
    assert_eq!(why("POST", "/api/signals", "more", 400), "What was sent is no JSON.");
    assert_eq!(why("POST", "/api/sources", &"x".repeat(70_000), 400), "Too much was sent at once.");
    assert_eq!(why("GET", "/api/nothing", "", 404), "There is no page at this address.");
    let planet = r#"{"kind":"follow","subject":{"kind":"planet","name":"Mars"}}"#;
    assert_eq!(why("POST", "/api/signals", planet, 400), "planet is nothing that can be followed.");
    let mars = r#"{"kind":"follow","subject":{"kind":"phrase","name":"Mars"}}"#;
    let elsewhere = "Sec-Fetch-Site: cross-site\r\nOrigin: https://elsewhere.example\r\n";
    let answer = request(&mynews.address, "POST", "/api/signals", mars, elsewhere).unwrap();
    assert_eq!(answer.status, 403);
    assert!(!mynews.get("/api/profile").body.contains("Mars"));
    assert_eq!(request(&mynews.address, "POST", "/api/signals", mars, "").unwrap().status, 200);
    assert!(mynews.get("/api/profile").body.contains("Mars"));
}
