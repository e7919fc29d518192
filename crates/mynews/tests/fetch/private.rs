//! No request reaches a private address that the operator did not list, whoever asks for it.

use std::sync::Arc;

use mynews::fetch::{Fetch, HttpFetch, Purpose, Request};

use crate::server::{Resolves, Server, code, fetch_with, proxied, redirect, reply, settings};

const PURPOSES: [Purpose; 4] = [Purpose::Feed, Purpose::Page, Purpose::Picture, Purpose::Site];

#[tokio::test]
async fn a_private_address_is_not_asked() {
    let inside = Server::start(|_| reply(200, &[], "secret")).await;
    for purpose in PURPOSES {
        for host in
            ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "localhost", "you@127.0.0.1"]
        {
            let url = format!("http://{host}:{}/", inside.port());
            let outcome = fetch_with(settings(&[]), &Request::new(url, purpose)).await;
            let failure = outcome.unwrap_err();
            assert_eq!(failure.fault.code, "private-address", "{host}");
            assert!(failure.permanent);
            assert!(failure.fault.text.contains("allow_private"), "{failure}");
        }
    }
    assert_eq!(inside.targets(), Vec::<String>::new());
}

#[tokio::test]
async fn a_name_that_resolves_to_a_private_address_is_not_asked() {
    let inside = Server::start(|_| reply(200, &[], "secret")).await;
    let names = Arc::new(Resolves(vec![("inside.example", "127.0.0.1"), ("inside.example", "::1")]));
    for purpose in PURPOSES {
        let fetch = HttpFetch::with_names(settings(&[]), names.clone()).unwrap();
        let url = format!("http://inside.example:{}/", inside.port());
        let outcome = fetch.fetch(&Request::new(url, purpose)).await;
        assert_eq!(code(outcome), "private-address");
    }
    assert_eq!(inside.targets(), Vec::<String>::new());
}

#[tokio::test]
async fn a_redirect_never_leads_into_a_private_network() {
    let inside = Server::start(|_| reply(200, &[], "secret")).await;
    let port = inside.port().to_owned();
    for (location, expected) in [
        ("http://169.254.169.254/latest/meta-data/".to_owned(), "private-address"),
        (format!("http://127.0.0.1:{port}/"), "private-address"),
        (format!("http://0x7f.1:{port}/"), "private-address"),
        (format!("//2130706433:{port}/"), "private-address"),
        (format!("http://[::1]:{port}/"), "private-address"),
        (format!("http://[::ffff:7f00:1]:{port}/"), "private-address"),
        (format!("http://localhost:{port}/"), "private-address"),
        (format!("http://inside.example:{port}/"), "private-address"),
        (format!("http://public.example@127.0.0.1:{port}/"), "private-address"),
        ("file:///etc/passwd".to_owned(), "not-http"),
        ("gopher://127.0.0.1:70/".to_owned(), "not-http"),
        ("data:text/plain,x".to_owned(), "not-http"),
        ("http://outlet.example:25/".to_owned(), "refused-port"),
    ] {
        let target = location.clone();
        let outlet = Server::start(move |_| redirect(302, &target)).await;
        // Even if the target is listed as well: the right to it belongs to whoever asks for it directly.
        let listed = [
            format!("outlet.example:{}", outlet.port()),
            format!("127.0.0.1:{port}"),
            format!("localhost:{port}"),
            format!("[::1]:{port}"),
            format!("inside.example:{port}"),
        ];
        let settings = settings(&listed.each_ref().map(String::as_str));
        let names = Resolves(vec![("outlet.example", "127.0.0.1"), ("inside.example", "127.0.0.1")]);
        let fetch = HttpFetch::with_names(settings, Arc::new(names)).unwrap();
        for purpose in PURPOSES {
            let url = format!("http://outlet.example:{}/", outlet.port());
            let failure = fetch.fetch(&Request::new(url, purpose)).await.unwrap_err();
            assert_eq!(failure.fault.code, expected, "{location} {purpose:?}: {failure}");
        }
    }
    // Not even its robots.txt.
    assert_eq!(inside.targets(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_listed_may_be_asked_and_may_redirect_within_itself() {
    let outlet = Server::start(|asked| match asked.target.as_str() {
        "/" => redirect(302, "/feed"),
        _ => reply(200, &[], "<rss/>"),
    })
    .await;
    for host in ["127.0.0.1", "intranet"] {
        let host_port = format!("{host}:{}", outlet.port());
        let names = Arc::new(Resolves(vec![("intranet", "127.0.0.1")]));
        let fetch = HttpFetch::with_names(settings(&[&host_port]), names).unwrap();
        let answer = fetch.fetch(&Request::new(format!("http://{host_port}/"), Purpose::Feed)).await.unwrap();
        assert_eq!(answer.url, format!("http://{host_port}/feed"));
        assert_eq!(answer.body, b"<rss/>");
    }
}

#[tokio::test]
async fn what_is_listed_is_not_reached_under_another_name() {
    let inside = Server::start(|asked| match asked.target.strip_prefix("/to/") {
        Some(host) => redirect(
            302,
            &format!("http://{host}:{}/secret", asked.header("host").unwrap().rsplit(':').next().unwrap()),
        ),
        None => reply(200, &[], "secret"),
    })
    .await;
    for host in ["0x7f.1", "127.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"] {
        let request = Request::new(inside.url(&format!("/to/{host}")), Purpose::Feed);
        assert_eq!(
            code(fetch_with(settings(&[&inside.host_port]), &request).await),
            "private-address",
            "{host}"
        );
    }
    assert!(!inside.targets().contains(&"/secret".to_owned()));
}

#[tokio::test]
async fn behind_a_proxy_addresses_are_checked_all_the_same() {
    let proxy = Server::start(|asked| match asked.target.as_str() {
        "http://outlet.example/metadata" => redirect(302, "http://169.254.169.254/"),
        "http://outlet.example/localhost" => redirect(302, "http://localhost/"),
        _ => reply(200, &[], "<rss/>"),
    })
    .await;
    for (url, expected) in [
        ("http://10.0.0.1/", "private-address"),
        ("http://localhost/", "private-address"),
        ("http://outlet.example/metadata", "private-address"),
        ("http://outlet.example/localhost", "private-address"),
    ] {
        let outcome = fetch_with(proxied(&proxy), &Request::new(url, Purpose::Feed)).await;
        assert_eq!(code(outcome), expected, "{url}");
    }
    let answer = fetch_with(proxied(&proxy), &Request::new("http://outlet.example/feed", Purpose::Feed))
        .await
        .unwrap();
    assert_eq!(answer.body, b"<rss/>");
}

#[test]
fn settings_that_cannot_hold_are_named() {
    for (change, expected) in [
        (("127.0.0.1", "", "mynews"), "fetch.allow_private"),
        (("intranet:80", "socks5://127.0.0.1:1", "mynews"), "fetch.proxy"),
        (("intranet:80", "http://", "mynews"), "fetch.proxy"),
        (("intranet:80", "", "my\nnews"), "fetch.user_agent"),
    ] {
        let (listed, proxy, user_agent) = change;
        let mut settings = settings(&[listed]);
        settings.proxy = Some(proxy.to_owned()).filter(|proxy| !proxy.is_empty());
        settings.user_agent = user_agent.to_owned();
        let why = HttpFetch::new(settings).err().unwrap_or_default();
        assert!(why.contains(expected), "{change:?}: {why}");
    }
}
