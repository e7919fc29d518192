//! Rules of a feed, from outside: tried, saved, undone, brought back, carried to another machine, and one reader's alone.

use mynews::app::{House, OWNER};
use mynews::config::Config;
use mynews_core::model::{FeedRules, WholePage};
use serde_json::Value;

use crate::household::{BO, Browser, CY, Household, header};
use crate::outlets::Outlets;
use crate::running::{Running, run, stderr, stdout};

/// A feed of four entries: headline and text.
const ENTRIES: [(&str, &str, &str); 4] = [
    ("tram", "Trams run free on Sundays", "The town pays for the trams"),
    ("match", "Football: the harbour wins", "A goal in the last minute"),
    ("quiz", "The quiz of the week", "Nine questions about football"),
    ("eels", "Eels are back in the river", "Fishermen count them at night"),
];

/// A mynews whose reader follows that feed.
fn pier() -> (Outlets, tempfile::TempDir) {
    let (outlets, folder) = (Outlets::start(), tempfile::tempdir().unwrap());
    outlets.put_feed("/pier.xml", "The Pier", &ENTRIES);
    for arguments in [vec!["add", &outlets.url("/pier.xml")], vec!["refresh"]] {
        let done = outlets.run(folder.path(), &arguments);
        assert!(done.status.success(), "{}", stderr(&done));
    }
    (outlets, folder)
}

/// The address of a feed's own page.
fn source(sources: &str, name: &str) -> String {
    let its = sources.split(&format!("Rules of {name}")).next().expect("it is listed");
    let start = its.rfind("/sources/").expect("it has a page of its own");
    its[start..].split('"').next().unwrap_or_default().to_owned()
}

fn headlines(page: &str) -> Vec<&'static str> {
    ENTRIES
        .iter()
        .map(|(slug, headline, _)| (*slug, *headline))
        .filter(|one| page.contains(one.1))
        .map(|one| one.0)
        .collect()
}

#[test]
fn rules_are_tried_saved_undone_and_brought_back() {
    let (outlets, folder) = pier();
    let mynews = Running::start_with(&mut outlets.command(folder.path()));
    let page = source(&mynews.get("/sources").body, "The Pier");
    // Tried: nothing is kept of it.
    for (form, said, named) in [
        ("never=football", "would have kept away 2 of the last 4 entries", &["match", "quiz"][..]),
        ("never=title%3Afootball", "would have kept away 1 of the last 4 entries", &["match"]),
        ("keep=trams%0D%0Aeels", "would have kept away 2 of the last 4 entries", &["match", "quiz"]),
        ("keep=-football", "would have kept away 2 of the last 4 entries", &["match", "quiz"]),
        ("never=zeppelin", "would have kept away nothing of the last 4 entries", &[]),
    ] {
        let tried = mynews.post(&format!("{page}/preview"), form).body;
        assert!(tried.contains(said), "{form}: {said}");
        let box_ = tried.split("id=\"tried\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert_eq!(headlines(box_), named, "{form}");
    }
    assert_eq!(headlines(&mynews.get("/list").body).len(), 4);
    // What a rule cannot ask is said, and what was written stays.
    for path in ["preview", "rules"] {
        let refused = mynews.post(&format!("{page}/{path}"), "never=tram+is%3Aunread").body;
        assert!(refused.contains("hangs on the day or on what you read"), "{path}");
        assert!(refused.contains("tram is:unread</textarea>"), "{path}");
    }
    // Saved.
    let form = "never=football&keep=&name=My+pier&led_at_most=2&whole_page=when-short";
    let saved = mynews.post(&format!("{page}/rules"), form);
    let told = mynews.get(&header(&saved, "location").unwrap()).body;
    assert!(told.contains("The rules of The Pier hold from now on."));
    let undo = told.split("/signals/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(headlines(&mynews.get("/list").body), ["tram", "eels"]);
    assert!(mynews.get("/sources").body.contains("My pier"));
    assert!(mynews.get("/sources/opml").body.contains("My pier"));
    let held = mynews.get("/held").body;

    let group = held.split("id=\"feed-rule\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(headlines(group), ["match", "quiz"]);
    assert!(group.contains("My pier: never “football”"), "{group}");
    // What was held back can be read from there.
    let article = group.split("/a/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(mynews.get(&format!("/a/{article}")).status, 200);
    // Undone, and done again, and brought back.
    mynews.post(&format!("/signals/{undo}"), "");
    assert_eq!(headlines(&mynews.get("/list").body).len(), 4);
    assert!(mynews.get("/you").body.contains("<del>Set rules for The Pier"));
    mynews.post(&format!("{page}/rules"), form);
    mynews.post(&format!("{page}/bring-back"), "kind=never&subject=football&back=%2Fheld");
    assert_eq!(headlines(&mynews.get("/list").body).len(), 4);
    assert!(mynews.get("/sources").body.contains("My pier"), "the rest of the rules stays");
    assert!(!mynews.get("/held").body.contains("feed-rule"));
}

#[test]
fn rules_go_along_to_another_machine() {
    let (outlets, folder) = pier();
    let rules = FeedRules {
        name: Some("My pier".into()),
        never: vec!["football".into()],
        whole_page: WholePage::Always,
        led_at_most: Some(3),
        ..FeedRules::default()
    };
    {
        let house = House::open(Config::default(), folder.path()).unwrap();
        let feed = house.real.store.feeds_of(OWNER).unwrap().remove(0);
        mynews::work::rules::set(&house.real, OWNER, &feed, rules.clone()).unwrap().unwrap();
        let undone = FeedRules { name: Some("Not this".into()), ..FeedRules::default() };
        let feed = house.real.store.feeds_of(OWNER).unwrap().remove(0);
        let signal = mynews::work::rules::set(&house.real, OWNER, &feed, undone).unwrap().unwrap();
        mynews::work::signals::undo(&house.real, OWNER, signal).unwrap();
    }
    let account = folder.path().join("account.json");
    let account = account.to_str().unwrap();
    assert!(run(folder.path(), &["export", account]).status.success());
    let elsewhere = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        assert!(run(elsewhere.path(), &["import", account]).status.success());
    }
    assert!(outlets.run(elsewhere.path(), &["refresh"]).status.success());
    let house = House::open(Config::default(), elsewhere.path()).unwrap();
    assert_eq!(house.real.store.feeds_of(OWNER).unwrap()[0].rules, rules);
    assert_eq!(house.real.store.all_kept_away(OWNER).unwrap().len(), 2, "of what came only after the rules");
    let page: Value =
        serde_json::from_str(&stdout(&run(elsewhere.path(), &["today", "--format", "json"]))).unwrap();
    assert_eq!(headlines(&page["stories"].to_string()), ["tram", "eels"]);
}

#[test]
fn a_rule_is_nobody_elses() {
    let house = Household::new();
    let mynews = Running::start_with(&mut house.outlets.command(house.path()));
    let [bo, cy] = [BO, CY].map(|name| Browser::logged_in(&mynews, name));
    let page = source(&bo.get("/sources").body, "Harbour Post");
    let before = cy.get("/list").body;
    assert!(before.contains("corridor treaty"));
    assert_eq!(bo.post(&format!("{page}/rules"), "never=treaty&name=Quaggas").status, 303);
    assert!(!bo.get("/list").body.contains("corridor treaty"));
    assert!(!bo.get("/").body.contains("corridor treaty"));
    for path in ["/", "/list", "/held", "/sources", &page, "/search?q=treaty", "/sources/opml", "/you"] {
        let body = cy.get(path).body;
        assert!(!body.contains("Quaggas") && !body.contains("“treaty”, "), "{path} tells of Bo's rules");
    }
    assert!(cy.get("/").body.contains("corridor treaty"));
    assert!(cy.get("/search?q=treaty").body.contains("corridor treaty"));
}

/// A feed whose entries are a line, a page behind each; and how often the page is asked for.
#[test]
fn whether_the_page_is_read_is_the_readers_wish() {
    for (wish, full_text, asked) in [
        ("when-short", false, true),
        ("when-short", true, false),
        ("always", true, true),
        ("never", false, false),
    ] {
        let (outlets, folder) = (Outlets::start(), tempfile::tempdir().unwrap());
        let text = "<p>The tide comes in over the flats, and the keepers count it.</p>".repeat(40);
        let html = format!("<html><body><article><h1>Tides</h1>{text}</article></body></html>");
        outlets.put("/a/tides", "text/html", html);
        let rss = |entries: &str| {
            format!(
                "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
                 <title>The Pier</title><link>{}</link>{entries}</channel></rss>",
                outlets.url("/")
            )
        };
        outlets.put("/pier.xml", "application/rss+xml", rss(""));
        assert!(outlets.run(folder.path(), &["add", &outlets.url("/pier.xml")]).status.success());
        {
            let house = House::open(Config::default(), folder.path()).unwrap();
            let feed = house.real.store.feeds_of(OWNER).unwrap().remove(0);
            let whole_page = match wish {
                "always" => WholePage::Always,
                "never" => WholePage::Never,
                _ => WholePage::WhenShort,
            };
            let rules = FeedRules { whole_page, ..FeedRules::default() };
            mynews::work::rules::set(&house.real, OWNER, &feed, rules).unwrap();
        }
        let body = if full_text { text.clone() } else { "<p>The tide comes in.</p>".to_owned() };
        let entry = format!(
            "<item><title>Tides</title><link>{}</link><guid>t</guid><content:encoded><![CDATA[{body}]]></content:encoded></item>",
            outlets.url("/a/tides")
        );
        outlets.put("/pier.xml", "application/rss+xml", rss(&entry));
        outlets.answers();
        assert!(outlets.run(folder.path(), &["refresh", "--all"]).status.success());
        let pages = outlets.answers().into_iter().filter(|(path, _)| path == "/a/tides").count();
        assert_eq!(pages > 0, asked, "{wish}, full text {full_text}");
    }
}
