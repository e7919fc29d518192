//! Each route with each role, in one table; and what is one reader's stays out of every other's pages.

use std::collections::BTreeSet;
use std::path::Path;

use crate::household::{BO, Browser, CY, Household, OWNER};
use crate::running::{Answer, Running, run, stdout};

type Row = (&'static str, &'static str, &'static [&'static str], &'static str, [u16; 4]);

/// Method, route, what fills its braces, a form; then what nobody, Bo, Cy and the owner get. Where braces name something,
/// it is Bo's, and only Bo may have it. Bo asks last, so that nobody is refused for what Bo did.
#[rustfmt::skip]
const ROUTES: &[Row] = &[
    ("GET",  "/",                           &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/section/{key}",              &["energy"],           "", [401, 200, 200, 200]),
    ("GET",  "/s/{id}",                     &["STORY"],            "", [401, 200, 404, 404]),
    ("GET",  "/a/{id}",                     &["ARTICLE"],          "", [401, 200, 404, 404]),
    ("GET",  "/search",                     &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/saved",                      &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/held",                       &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/how",                        &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/list",                       &[],                   "", [401, 200, 200, 200]),
    ("POST", "/list/read",                  &[],                   "", [401, 303, 303, 303]),
    ("GET",  "/list/{kind}/{key}",          &["feed", "FEED"],     "", [401, 200, 404, 404]),
    ("POST", "/list/{kind}/{key}/read",     &["feed", "FEED"],     "", [401, 303, 404, 404]),
    ("POST", "/read/undo/{at}/{until}",     &["1", "1"],           "", [401, 303, 303, 303]),
    ("POST", "/article/{id}/{state}",       &["ARTICLE", "read"],  "", [401, 303, 404, 404]),
    ("GET",  "/history",                    &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/editions",                   &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/editions/{id}",              &["EDITION"],          "", [401, 200, 404, 404]),
    ("GET",  "/events",                     &[],                   "", [401, 404, 404, 404]),
    ("GET",  "/events/reading",             &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/print",                      &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/edition.epub",               &[],                   "", [401, 200, 200, 200]),
    // Whoever holds the address reads it: programs have no session.
    ("GET",  "/feed/{token}/{*view}",       &["TOKEN", "front.atom"], "", [200, 200, 200, 200]),
    ("GET",  "/feed/{token}/{*view}",       &["1-0", "front.atom"], "", [404, 404, 404, 404]),
    ("GET",  "/you/feeds",                  &[],                   "", [401, 200, 200, 200]),
    ("POST", "/you/programs/renew",         &[],                   "", [401, 303, 303, 303]),
    ("POST", "/you/feeds/renew",            &[],                   "", [401, 303, 303, 303]),
    ("GET",  "/picture/{article}/{number}", &["ARTICLE", "0"],     "", [401, 404, 404, 404]),
    ("GET",  "/static/{name}",              &["style.css"],        "", [200, 200, 200, 200]),
    ("GET",  "/sw.js",                      &[],                   "", [200, 200, 200, 200]),
    ("GET",  "/offline",                    &[],                   "", [200, 200, 200, 200]),
    ("GET",  "/offline.json",               &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/healthz",                    &[],                   "", [200, 200, 200, 200]),
    ("GET",  "/sources",                    &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/sources/opml",               &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/sources/catalogue",          &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/sources/{id}",               &["FEED"],             "", [401, 200, 404, 404]),
    ("POST", "/sources/{id}/preview",       &["FEED"],             "never=eels", [401, 200, 404, 404]),
    ("POST", "/sources/{id}/rules",         &["FEED"],             "never=eels", [401, 303, 404, 404]),
    ("POST", "/sources/{id}/bring-back",    &["FEED"],             "kind=never&subject=eels", [401, 303, 404, 404]),
    ("POST", "/feeds/preview",              &[],                   "what=", [401, 400, 400, 400]),
    ("POST", "/feeds/add",                  &[],                   "what=", [401, 303, 303, 303]),
    ("POST", "/feeds/import",               &[],                   "", [401, 303, 303, 303]),
    ("POST", "/feeds/refresh",              &[],                   "", [401, 403, 403, 303]),
    ("POST", "/demo/leave",                 &[],                   "", [401, 403, 403, 303]),
    ("POST", "/story/{id}/{action}",        &["STORY", "save"],    "", [401, 303, 404, 404]),
    ("POST", "/follow",                     &[],                   "kind=phrase&subject=lamps", [401, 303, 303, 303]),
    ("POST", "/unfollow",                   &[],                   "kind=phrase&subject=lamps", [401, 303, 303, 303]),
    ("POST", "/mute",                       &[],                   "kind=phrase&subject=nothing", [401, 303, 303, 303]),
    ("POST", "/unmute",                     &[],                   "kind=phrase&subject=nothing", [401, 303, 303, 303]),
    ("POST", "/less-of",                    &[],                   "kind=phrase&subject=lamps", [401, 303, 303, 303]),
    ("POST", "/deny",                       &[],                   "kind=phrase&subject=lamps", [401, 303, 303, 303]),
    ("POST", "/signals/{id}/undo",          &["1"],                "", [401, 303, 303, 303]),
    ("GET",  "/start",                      &[],                   "", [401, 200, 200, 200]),
    ("POST", "/start/language",             &[],                   "tag=en", [401, 303, 303, 303]),
    ("POST", "/start/topic",                &[],                   "key=health", [401, 303, 303, 303]),
    ("POST", "/start/outlets",              &[],                   "", [401, 303, 303, 303]),
    ("POST", "/start/when",                 &[],                   "time=07%3A00", [401, 303, 303, 303]),
    ("POST", "/edition/renew",              &[],                   "", [401, 303, 303, 303]),
    ("POST", "/feeds/undo/{at}",            &["1"],                "", [401, 303, 303, 303]),
    ("POST", "/welcome/pick",               &[],                   "topic=energy", [401, 303, 303, 303]),
    ("POST", "/welcome/dismiss",            &[],                   "", [401, 303, 303, 303]),
    ("GET",  "/openapi.json",               &[],                   "", [200, 200, 200, 200]),
    ("GET",  "/api/edition",                &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/api/stories/{id}",           &["STORY"],            "", [401, 200, 404, 404]),
    ("GET",  "/api/articles/{id}",          &["ARTICLE"],          "", [401, 200, 404, 404]),
    ("GET",  "/api/articles",               &[],                   "", [401, 200, 200, 200]),
    ("PUT",  "/api/articles/{id}/read",     &["ARTICLE"],          "{\"read\":true}", [401, 200, 404, 404]),
    ("POST", "/api/articles/read",          &[],                   "{\"until\":1}", [401, 200, 200, 200]),
    ("POST", "/api/articles/unread",        &[],                   "{\"at\":1,\"everything_until\":1}", [401, 200, 200, 200]),
    ("GET",  "/api/search",                 &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/api/saved",                  &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/api/profile",                &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/api/signals",                &[],                   "", [401, 200, 200, 200]),
    ("POST", "/api/signals",                &[],                   "{\"kind\":\"more\",\"story\":\"STORY\"}", [401, 200, 404, 404]),
    ("POST", "/api/signals",                &[],                   "{\"kind\":\"not-the-same-story\",\"article\":\"ARTICLE\"}", [401, 403, 403, 404]),
    ("DELETE", "/api/signals/{id}",         &["1"],                "", [401, 200, 200, 200]),
    ("GET",  "/api/sources",                &[],                   "", [401, 200, 200, 200]),
    ("POST", "/api/sources",                &[],                   "{\"url\":\"\"}", [401, 400, 400, 400]),
    ("PUT",  "/api/sources/{id}/rules",     &["FEED"],             "{\"never\":[\"eels\"]}", [401, 200, 404, 404]),
    ("POST", "/api/sources/{id}/rules/try", &["FEED"],             "{\"never\":[\"eels\"]}", [401, 200, 404, 404]),
    ("GET",  "/api/kept-away",              &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/you",                        &[],                   "", [401, 200, 200, 200]),
    ("GET",  "/you/account.json",           &[],                   "", [401, 200, 200, 200]),
    ("POST", "/you/save",                   &[],                   "yours=35", [401, 303, 303, 303]),
    ("POST", "/you/language",               &[],                   "tongue=en", [401, 303, 303, 303]),
    ("POST", "/you/pause",                  &[],                   "", [401, 303, 303, 303]),
    ("POST", "/you/password",               &[],                   "old=wrong&new=twelve+white+swans", [401, 303, 303, 303]),
    ("POST", "/sessions/{id}/end",          &["SESSION"],          "", [401, 303, 404, 404]),
    ("POST", "/feeds/{id}/remove",          &["FEED"],             "", [401, 303, 404, 404]),
    ("DELETE", "/api/sources/{id}",         &["HERON"],            "", [401, 200, 404, 404]),
    ("GET",  "/login",                      &[],                   "", [200, 303, 303, 303]),
    ("POST", "/login",                      &[],                   "name=x&password=x", [401, 401, 401, 401]),
    ("GET",  "/logout",                     &[],                   "", [401, 200, 200, 200]),
    ("POST", "/logout",                     &[],                   "", [401, 303, 303, 303]),
];

#[test]
fn each_route_with_each_role() {
    let house = Household::new();
    house.outlets.put_feed(
        "/heron.xml",
        "Heron Notes",
        &[("pond", "A pond", "The pond of the town is clean")],
    );
    house.runs(&["--reader", BO, "add", &house.outlets.url("/heron.xml")]);
    let mynews = Running::start_with(&mut house.outlets.command(house.path()));
    let other_browser = Browser::logged_in(&mynews, BO);
    let [bo, cy, owner] = [BO, CY, OWNER].map(|name| Browser::logged_in(&mynews, name));
    drop(other_browser);
    bo.post("/follow", "kind=phrase&subject=zebra");
    let article = first(&bo.get("/search?q=zebra"), "/a/");
    let story = first(&bo.get(&article), "/s/");
    let sources = bo.get("/sources");
    let feed_of = |outlet: &str| {
        let its = sources.body.split(outlet).nth(1).expect("Bo follows it");
        after(its, "\"/feeds/").trim_end_matches("/remove").to_owned()
    };
    let edition = after(&bo.get("/editions").body, "\"/editions/");
    let session = after(&bo.get("/you").body, "\"/sessions/").trim_end_matches("/end").to_owned();
    let token =
        after(&bo.get("/you/feeds").body, "\"/feed/").split('/').next().unwrap_or_default().to_owned();
    let fill = |what: &str| match what {
        "STORY" => story.trim_start_matches("/s/").to_owned(),
        "ARTICLE" => article.trim_start_matches("/a/").to_owned(),
        "FEED" => feed_of("Kestrel Letter"),
        "HERON" => feed_of("Heron Notes"),
        "EDITION" => edition.clone(),
        "SESSION" => session.clone(),
        "TOKEN" => token.clone(),
        plain => plain.to_owned(),
    };
    let nobody = Browser::of_nobody(&mynews);
    let mut wrong = Vec::new();
    for (method, route, parts, form, expected) in ROUTES {
        let path = filled(route, parts, fill);
        let form = form.replace("STORY", &fill("STORY")).replace("ARTICLE", &fill("ARTICLE"));
        for (who, browser, expected) in [
            ("nobody", &nobody, expected[0]),
            ("Cy", &cy, expected[2]),
            ("the owner", &owner, expected[3]),
            ("Bo", &bo, expected[1]),
        ] {
            let answer = browser.ask(method, &path, &form);
            if answer.status != expected {
                wrong.push(format!("{method} {route} for {who}: {}, not {expected}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_holds_every_route() {
    let mut declared = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    for file in rust_files(&folder) {
        let text = std::fs::read_to_string(file).unwrap();
        for part in text.split(".route(").skip(1) {
            let part = part.trim_start();
            let Some(route) = part.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            let handlers = part.split(".route(").next().unwrap_or_default();
            let handlers = handlers.split("\n        .").next().unwrap_or_default();
            for (call, method) in [("get(", "GET"), ("post(", "POST")] {
                if handlers.contains(call) {
                    declared.insert((method.to_owned(), route.to_owned()));
                }
            }
        }
    }
    // Those of the API stand in a table of their own.
    let table = std::fs::read_to_string(folder.join("api/operations.rs")).unwrap();
    for row in table.split("Operation {").skip(1).filter(|row| row.contains("path: \"")) {
        let field =
            |name: &str| row.split(name).nth(1).unwrap_or_default().split(',').next().unwrap_or_default();
        let (method, path) = (field("method: "), field("path: ").trim_matches('"'));
        declared.insert((method.to_uppercase(), path.to_owned()));
    }
    let listed: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, route, ..)| ((*method).to_owned(), (*route).to_owned())).collect();
    let missing: Vec<_> = declared.difference(&listed).collect();
    assert!(missing.is_empty(), "say in ROUTES what each role gets at {missing:?}");
    let gone: Vec<_> = listed.difference(&declared).collect();
    assert!(gone.is_empty(), "no longer routes: {gone:?}");
}

#[test]
fn what_is_one_readers_is_in_nobody_elses_pages() {
    let house = Household::new();
    let mynews = Running::start_with(&mut house.outlets.command(house.path()));
    let [bo, cy, owner] = [BO, CY, OWNER].map(|name| Browser::logged_in(&mynews, name));
    bo.post("/follow", "kind=phrase&subject=quaggas");
    let article = first(&bo.get("/search?q=zebra"), "/a/");
    let story = first(&bo.get(&article), "/s/").replace("/s/", "/story/");
    for action in ["save", "more"] {
        assert_eq!(bo.post(&format!("{story}/{action}"), "").status, 303);
    }
    let told = bo.post("/feeds/add", "what=no+address+of+quaggas");
    let told = crate::household::header(&told, "location").unwrap();
    assert!(bo.get(&told).body.contains("quaggas"), "Bo is told");
    // A list of Bo's calls feeds what Bo likes; Cy follows one of them too.
    let list = house.path().join("bo.opml");
    let gazette = house.outlets.url("/gazette.xml");
    let outline = format!("<outline text=\"My quaggas\" xmlUrl=\"{gazette}\"/>");
    std::fs::write(&list, format!("<opml version=\"2.0\"><body>{outline}</body></opml>")).unwrap();
    house.outlets.put_feed("/gazette.xml", "Gazette", &[("fair", "Fair opens", "The fair opens on Monday")]);
    house.runs(&["--reader", BO, "add", list.to_str().unwrap()]);
    house.runs(&["--reader", CY, "add", &gazette]);
    let token =
        after(&bo.get("/you/feeds").body, "\"/feed/").split('/').next().unwrap_or_default().to_owned();
    let edition = after(&bo.get("/editions").body, "\"/editions/");
    let kestrel = after(bo.get("/sources").body.split("Kestrel Letter").nth(1).unwrap(), "\"/feeds/");
    let fill = |what: &str| match what {
        "STORY" => story.trim_start_matches("/story/").to_owned(),
        "ARTICLE" => article.trim_start_matches("/a/").to_owned(),
        "FEED" | "HERON" => kestrel.trim_end_matches("/remove").to_owned(),
        "EDITION" => edition.clone(),
        plain => plain.to_owned(),
    };
    // Every page there is, then every press but those that log out or leave; with Bo's own things where one is named.
    let of = |route: &Row, reads: bool| {
        let ends = ["/logout", "/login", "/you/password", "/demo/leave"].contains(&route.1);
        (route.0 == "GET") == reads && !route.2.contains(&"TOKEN") && !ends
    };
    let walk: Vec<(&str, String, &str)> = [true, false]
        .into_iter()
        .flat_map(|reads| ROUTES.iter().filter(move |route| of(route, reads)))
        .map(|(method, route, parts, form, _)| (*method, filled(route, parts, fill), *form))
        .chain(["/search?q=zebra", "/search?q=lamps", &told].map(|path| ("GET", path.to_owned(), "")))
        .collect();
    for browser in [&cy, &owner] {
        for (method, path, form) in &walk {
            let body = browser.ask(method, path, form).body;
            let body = body.replace("q=zebra", "").replace("value=\"zebra\"", "");
            for word in ["Kestrel", "kestrel", "Zebra", "quaggas", &token] {
                assert!(!body.contains(word), "{method} {path} tells of Bo's {word}");
            }
        }
        assert!(browser.get("/sources").body.contains("Harbour Post"));
    }
    assert!(bo.get("/saved").body.contains("Zebra crossing"));
    // What one reader lets go of stays with the others.
    let harbour = bo.get("/sources").body;
    let harbour = after(harbour.split("Harbour Post").nth(1).unwrap(), "\"/feeds/");
    assert_eq!(bo.post(&format!("/feeds/{harbour}"), "").status, 303);
    assert!(!bo.get("/sources/opml").body.contains("harbour.xml"));
    assert!(cy.get("/sources/opml").body.contains("harbour.xml"));
    assert!(cy.get("/").body.contains("corridor treaty"));
}

#[test]
fn different_readers_get_different_pages_and_the_same_top() {
    let folder = tempfile::tempdir().unwrap();
    let password = crate::household::password_of(OWNER);
    assert!(crate::household::with_line(folder.path(), &["reader", "passwd"], &password).status.success());
    let password = crate::household::password_of(BO);
    assert!(crate::household::with_line(folder.path(), &["reader", "add", BO], &password).status.success());
    let mynews = Running::start(folder.path());
    let [bo, owner] = [BO, OWNER].map(|name| Browser::logged_in(&mynews, name));
    assert!(bo.get("/").body.contains("Demo newsroom"), "the demo is laid out for everyone");
    for topic in ["culture", "health", "sport"] {
        bo.post("/welcome/pick", &format!("topic={topic}"));
    }
    owner.get("/");
    let edition = |name: &str| -> serde_json::Value {
        serde_json::from_str(&stdout(&run(folder.path(), &["--reader", name, "today", "--format", "json"])))
            .unwrap()
    };
    let (his, hers) = (edition(BO), edition(OWNER));
    let ids = |edition: &serde_json::Value, top: bool| -> Vec<String> {
        (edition["stories"].as_array().unwrap().iter())
            .filter(|story| !top || story["section"] == "for-everyone")
            .map(|story| story["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    assert!(!ids(&his, true).is_empty());
    assert_eq!(sorted(ids(&his, true)), sorted(ids(&hers, true)), "the floor is everyone's");
    assert_ne!(ids(&his, false), ids(&hers, false), "the page is each reader's own");
}

/// A route with its braces filled.
fn filled(route: &str, parts: &[&str], fill: impl Fn(&str) -> String) -> String {
    let mut path = route.to_owned();
    for part in parts {
        let (start, end) = (path.find('{').expect("a brace"), path.find('}').expect("its end"));
        path.replace_range(start..=end, &fill(part));
    }
    path
}

fn first(page: &Answer, beginning: &str) -> String {
    format!("{beginning}{}", after(&page.body, &format!("\"{beginning}")))
}

/// What stands between `beginning` and the end of the attribute.
fn after(text: &str, beginning: &str) -> String {
    let rest = text.split(beginning).nth(1).unwrap_or_else(|| panic!("{beginning} is there"));
    rest.split(['"', '#', '?']).next().unwrap_or_default().to_owned()
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).collect()
}
