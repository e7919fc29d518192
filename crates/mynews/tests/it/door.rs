//! Getting in: passwords, sessions, too many tries, reverse proxies, and a mynews that lives under a path.

use crate::household::{BO, Browser, CY, Household, OWNER, cookie_of, header, password_of, with_line};
use crate::running::{Running, command, request, run, stderr, stdout};

#[test]
fn without_a_password_this_machine_alone_looks_in() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(folder.path(), &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("mynews reader passwd"), "{}", stderr(&refused));
    let mynews = Running::start(folder.path());
    assert_eq!(mynews.get("/you").status, 200);
    let rebound = "GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n";
    assert!(raw(&mynews.address, rebound).starts_with("HTTP/1.1 403"), "a name of somebody else's");
    let early = with_line(folder.path(), &["reader", "add", BO], &password_of(BO));
    assert!(stderr(&early).contains("has no password yet"), "{}", stderr(&early));
    assert!(stderr(&with_line(folder.path(), &["reader", "passwd"], "short")).contains("at least 8"));
    assert!(with_line(folder.path(), &["reader", "passwd"], &password_of(OWNER)).status.success());
    assert_eq!(mynews.get("/you").status, 401, "with a password, everyone logs in, at once");
    assert!(stdout(&run(folder.path(), &["doctor"])).contains("each has a password"));
}

#[test]
fn a_session_begins_lasts_and_ends() {
    let house = Household::new();
    let mynews = Running::start(house.path());
    let nobody = Browser::of_nobody(&mynews);
    let page = request(&mynews.address, "GET", "/saved?text=1", "", "Accept: text/html\r\n").unwrap();
    assert_eq!(
        (page.status, header(&page, "location").as_deref()),
        (303, Some("/login?to=%2Fsaved%3Ftext%3D1"))
    );
    let form = nobody.get("/login").body;
    for mark in ["autocomplete=\"username\"", "autocomplete=\"current-password\""] {
        assert!(form.contains(mark), "{form}");
    }
    assert_eq!(nobody.log_in(BO, "not it at all").status, 401);
    assert_eq!(nobody.log_in("no such reader", &password_of(BO)).status, 401);
    let answer = nobody.log_in("bo", &password_of(BO));
    assert_eq!((answer.status, header(&answer, "location").as_deref()), (303, Some("/held")));
    let given = header(&answer, "set-cookie").unwrap();
    assert!(
        given.contains("HttpOnly") && given.contains("SameSite=Lax") && given.contains("Path=/;"),
        "{given}"
    );
    let mut browser = nobody.clone();
    browser.cookie = cookie_of(&answer).unwrap();
    assert_eq!(browser.get("/you").status, 200);
    let database = std::fs::read(house.path().join("mynews.db")).unwrap();
    let token = browser.cookie.split_once('=').unwrap().1.as_bytes();
    assert!(!database.windows(token.len()).any(|bytes| bytes == token), "the token itself is not kept");
    let left = browser.post("/logout", "");
    assert_eq!(left.status, 303);
    assert!(header(&left, "clear-site-data").is_some());
    assert_eq!(browser.get("/you").status, 401, "the same cookie means nothing any more");
    let several = [BO, BO, CY].map(|name| Browser::logged_in(&mynews, name));
    several[0].post("/logout", "everywhere=yes");
    assert_eq!(several.each_ref().map(|browser| browser.get("/you").status), [401, 401, 200]);
    house.says(&["reader", "passwd", CY], "quite another password");
    assert_eq!(several[2].get("/you").status, 401, "a new password ends what the old one began");
    let bo = Browser::logged_in(&mynews, BO);
    house.runs(&["reader", "remove", BO, "--yes"]);
    assert_eq!(bo.get("/you").status, 401);
    let readers: serde_json::Value =
        serde_json::from_str(&stdout(&run(house.path(), &["--json", "reader", "list"]))).unwrap();
    assert_eq!(readers.as_array().unwrap().len(), 2);
}

#[test]
fn a_new_password_on_ones_own_page() {
    let house = Household::new();
    let mynews = Running::start(house.path());
    let [mut here, there] = [BO, BO].map(|name| Browser::logged_in(&mynews, name));
    let change = |old: &str| {
        here.post("/you/password", &format!("old={}&new=twelve+white+swans", old.replace(' ', "+")))
    };
    assert!(header(&change("wrong"), "set-cookie").is_none());
    let changed = change(&password_of(BO));
    here.cookie = cookie_of(&changed).expect("this browser stays");
    assert_eq!((here.get("/you").status, there.get("/you").status), (200, 401));
    assert_eq!(Browser::of_nobody(&mynews).log_in(BO, "twelve white swans").status, 303);
}

#[test]
fn too_many_tries_are_told_to_wait() {
    let house = Household::new();
    let mynews = Running::start(house.path());
    let nobody = Browser::of_nobody(&mynews);
    let tries: Vec<u16> = (0..11).map(|_| nobody.log_in(BO, "not it at all").status).collect();
    assert_eq!(tries, [&[401; 10][..], &[429]].concat());
    let shut = nobody.log_in(BO, &password_of(BO));
    assert_eq!(shut.status, 429, "the right password too");
    assert!(header(&shut, "retry-after").is_some());
}

#[test]
fn a_trusted_proxy_says_who_it_is() {
    let house = Household::new();
    let mut command = command(house.path());
    command.env("MYNEWS_WEB_PROXY_HEADER", "Remote-User").env("MYNEWS_WEB_TRUSTED_PROXIES", "127.0.0.1");
    let mynews = Running::start_with(&mut command);
    let ask = |name: &str| {
        request(&mynews.address, "GET", "/you", "", &format!("Remote-User: {name}\r\n")).unwrap()
    };
    assert_eq!(ask("bo").status, 200);
    assert_eq!(ask("stranger").status, 403);
    assert_eq!(mynews.get("/you").status, 401, "without the header, as ever");
    drop(mynews);
    let mynews = Running::start(house.path());
    let lied = request(&mynews.address, "GET", "/you", "", "Remote-User: bo\r\n").unwrap();
    assert_eq!(lied.status, 401, "nobody else is believed");
}

#[test]
fn under_a_path_every_address_has_it() {
    let house = Household::new();
    let mut command = command(house.path());
    command
        .env("MYNEWS_WEB_BASE_URL", "https://example.org/news/")
        .env("MYNEWS_WEB_TRUSTED_PROXIES", "127.0.0.1");
    let mynews = Running::start_with(&mut command);
    let through = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9\r\n";
    let form = format!("name={BO}&password={}", password_of(BO).replace(' ', "+"));
    let own = format!("{through}Origin: https://example.org\r\n");
    let answer = request(&mynews.address, "POST", "/news/login", &form, &own).unwrap();
    assert_eq!((answer.status, header(&answer, "location").as_deref()), (303, Some("/news/")));
    let given = header(&answer, "set-cookie").unwrap();
    assert!(
        given.starts_with("__Secure-mynews=") && given.contains("Path=/news/;") && given.contains("; Secure"),
        "{given}"
    );
    assert!(header(&answer, "strict-transport-security").is_some());
    let other = format!("{through}Origin: https://elsewhere.example\r\n");
    assert_eq!(request(&mynews.address, "POST", "/news/login", &form, &other).unwrap().status, 403);
    let cookie = format!("{through}Cookie: {}\r\n", cookie_of(&answer).unwrap());
    let get = |path: &str| request(&mynews.address, "GET", path, "", &cookie).unwrap();
    let story = get("/news/")
        .body
        .split("\"/news/s/")
        .nth(1)
        .unwrap()
        .split(['"', '#', '?'])
        .next()
        .unwrap()
        .to_owned();
    let article = get(&format!("/news/s/{story}")).body.split("\"/news/a/").nth(1).unwrap()[..13].to_owned();
    let pages = [
        String::new(),
        format!("s/{story}"),
        format!("a/{article}"),
        "sources".into(),
        "you".into(),
        "held".into(),
        "saved".into(),
        "search?q=treaty".into(),
        "how".into(),
        "list".into(),
        "history".into(),
        "editions".into(),
        "login".into(),
        "logout".into(),
        "nowhere".into(),
    ];
    for path in pages {
        for mounted in [format!("/news/{path}"), format!("/{path}")] {
            let page = get(&mounted);
            assert!(matches!(page.status, 200 | 303 | 404), "{mounted}: {}", page.status);
            for attribute in ["href", "src", "action", "formaction"] {
                for address in page.body.split(&format!(" {attribute}=\"/")).skip(1) {
                    assert!(
                        address.starts_with("news/"),
                        "{mounted}: {attribute} to {}",
                        &address[..address.len().min(30)]
                    );
                }
            }
        }
    }
    assert_eq!(get("/news/static/mynews.js").status, 200);
    assert_eq!(get("/news").status, 200);
}

fn raw(address: &str, request: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}
