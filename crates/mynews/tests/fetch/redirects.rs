//! Redirects are followed so far and no further, and carry no secrets away.

use mynews::fetch::{Credentials, Fetch, HttpFetch, Purpose, Request};

use crate::server::{Asked, Part, Server, code, fetch, fetch_with, proxied, redirect, reply};

#[tokio::test]
async fn the_new_address_is_told_only_if_every_redirect_was_for_good() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/301" => redirect(301, "/feed"),
        "/308" => redirect(308, "feed"),
        "/302" => redirect(302, "/feed"),
        "/303" => redirect(303, "/feed"),
        "/307" => redirect(307, "/feed"),
        "/301-301" => redirect(301, "/301"),
        "/301-302" => redirect(301, "/302"),
        "/302-301" => redirect(302, "/301"),
        _ => reply(200, &[], "<rss/>"),
    })
    .await;
    for (path, has_moved) in [
        ("/feed", false),
        ("/301", true),
        ("/308", true),
        ("/302", false),
        ("/303", false),
        ("/307", false),
        ("/301-301", true),
        ("/301-302", false),
        ("/302-301", false),
    ] {
        let answer = fetch(&server, path).await.unwrap();
        assert_eq!(answer.url, server.url("/feed"), "{path}");
        assert_eq!(answer.moved_to, has_moved.then(|| server.url("/feed")), "{path}");
        assert_eq!(answer.body, b"<rss/>");
    }
}

#[tokio::test]
async fn endless_redirects_end() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/self" => redirect(302, "/self"),
        "/ping" => redirect(302, "/pong"),
        "/pong" => redirect(302, "/ping"),
        "/nowhere" => reply(302, &[], ""),
        "/broken" => redirect(302, "http://[::1"),
        "/long" => redirect(302, &format!("/{}", "x".repeat(10_000))),
        path => redirect(302, &format!("{path}x")),
    })
    .await;
    for (path, expected) in [
        ("/self", "redirect-circle"),
        ("/ping", "redirect-circle"),
        ("/nowhere", "bad-redirect"),
        ("/broken", "bad-redirect"),
        ("/long", "bad-redirect"),
        ("/x", "too-many-redirects"),
    ] {
        assert_eq!(code(fetch(&server, path).await), expected, "{path}");
    }
    assert_eq!(server.targets().iter().filter(|target| target.starts_with("/x")).count(), 6);
}

/// Two outlets behind one proxy: a.example redirects as its path says, b.example answers.
fn two_outlets(asked: &Asked) -> Vec<Part> {
    match asked.target.as_str() {
        "http://a.example/there" => redirect(302, "http://b.example/feed"),
        "http://a.example/back" => redirect(302, "http://b.example/back"),
        "http://a.example/port" => redirect(302, "http://a.example:8080/feed"),
        "http://a.example/here" => redirect(302, "/feed"),
        "http://b.example/back" => redirect(302, "http://a.example/feed"),
        _ => reply(200, &[], "<rss/>"),
    }
}

#[tokio::test]
async fn credentials_are_not_sent_to_another_host() {
    for (credentials, header, value) in [
        (
            Credentials::Basic { name: "me".into(), password: "pass".into() },
            "authorization",
            "Basic bWU6cGFzcw==",
        ),
        (Credentials::Header { name: "X-Key".into(), value: "pass".into() }, "x-key", "pass"),
        (Credentials::Cookie("session=pass".into()), "cookie", "session=pass"),
    ] {
        for (path, expected) in [
            ("/feed", &[true][..]),
            ("/here", &[true, true]),
            ("/there", &[true, false]),
            ("/port", &[true, false]),
            ("/back", &[true, false, false]),
        ] {
            let proxy = Server::start(two_outlets).await;
            let mut request = Request::new(format!("http://a.example{path}"), Purpose::Feed);
            request.credentials = Some(credentials.clone());
            fetch_with(proxied(&proxy), &request).await.unwrap();
            let sent: Vec<bool> =
                proxy.asked().iter().map(|asked| asked.header(header) == Some(value)).collect();
            assert_eq!(sent, expected, "{header} {path}");
            let shown = format!("{request:?}");
            assert!(!shown.contains("pass"), "{shown}");
        }
    }
}

#[tokio::test]
async fn a_password_in_the_address_is_sent_and_then_forgotten() {
    let proxy = Server::start(two_outlets).await;
    let request = Request::new("http://me:pass@a.example/here", Purpose::Feed);
    let answer = fetch_with(proxied(&proxy), &request).await.unwrap();
    assert_eq!(answer.url, "http://a.example/feed");
    assert_eq!(proxy.asked()[0].header("authorization"), Some("Basic bWU6cGFzcw=="));
    assert!(!format!("{request:?}").contains("pass"));
}

#[tokio::test]
async fn credentials_that_are_none_are_refused() {
    let server = Server::start(|_| reply(200, &[], "")).await;
    for (name, value) in
        [("Host", "inside.example"), ("Content-Length", "5"), ("a b", "x"), ("X-Key", "a\r\nb: c")]
    {
        let mut request = Request::new("http://a.example/feed", Purpose::Feed);
        request.credentials = Some(Credentials::Header { name: name.into(), value: value.into() });
        assert_eq!(code(fetch_with(proxied(&server), &request).await), "bad-credentials", "{name}");
    }
}

#[tokio::test]
async fn a_cookie_set_on_the_way_is_brought_back_and_then_forgotten() {
    let proxy = Server::start(|asked| match (asked.target.as_str(), asked.header("cookie")) {
        ("http://www.a.example/news", Some("seen=1")) => reply(200, &["Set-Cookie: later=2"], "<p>"),
        ("http://www.a.example/news", _) => redirect(302, "http://login.a.example/"),
        ("http://www.a.example/own", Some("own=0")) => {
            reply(302, &["Location: /own", "Set-Cookie: seen=1"], "")
        }
        ("http://www.a.example/own", Some("own=0; seen=1")) => reply(200, &[], "<p>"),
        ("http://login.a.example/", None) => {
            reply(302, &["Location: http://www.a.example/news", "Set-Cookie: seen=1; Domain=.a.example"], "")
        }
        _ => reply(500, &[], ""),
    })
    .await;
    let fetch = HttpFetch::new(proxied(&proxy)).unwrap();
    let request = Request::new("http://www.a.example/news", Purpose::Site);
    for _ in 0..2 {
        assert_eq!(fetch.fetch(&request).await.unwrap().body, b"<p>");
    }
    assert_eq!(proxy.asked()[3].header("cookie"), None);
    // Beside the reader's own cookie, which goes to the host it was given for and no other.
    let mut request = Request::new("http://www.a.example/own", Purpose::Site);
    request.credentials = Some(Credentials::Cookie("own=0".into()));
    assert_eq!(fetch.fetch(&request).await.unwrap().body, b"<p>");
    assert_eq!(proxy.asked()[7].header("cookie"), Some("own=0; seen=1"));
}
