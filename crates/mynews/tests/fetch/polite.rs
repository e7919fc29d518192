//! How an outlet experiences mynews: few requests, few connections, and its robots.txt heeded.

use std::sync::Arc;
use std::time::Duration;

use mynews::fetch::{Fetch, HttpFetch, Purpose, Request, Status};

use crate::server::{Part, Server, code, proxied, reply, settings};

#[tokio::test]
async fn two_requests_at_once_and_no_more() {
    let server = Server::start(|_| {
        let mut parts = vec![Part::Pause(Duration::from_millis(20))];
        parts.extend(reply(200, &[], "<rss/>"));
        parts
    })
    .await;
    let fetch = Arc::new(HttpFetch::new(settings(&[&server.host_port])).unwrap());
    let asking: Vec<_> = (0..12)
        .map(|number| {
            let (fetch, url) = (fetch.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { fetch.fetch(&Request::new(url, Purpose::Feed)).await.unwrap() })
        })
        .collect();
    for one in asking {
        one.await.unwrap();
    }
    assert_eq!(server.asked().len(), 12);
    assert_eq!(server.at_once_max(), 2);
}

#[tokio::test]
async fn connections_are_used_again() {
    let server = Server::start(|_| reply(304, &["ETag: \"one\""], "")).await;
    let fetch = Arc::new(HttpFetch::new(settings(&[&server.host_port])).unwrap());
    let asking: Vec<_> = (0..200)
        .map(|number| {
            let (fetch, mut request) =
                (fetch.clone(), Request::new(server.url(&format!("/{number}")), Purpose::Feed));
            request.etag = Some("\"one\"".into());
            tokio::spawn(async move { fetch.fetch(&request).await.unwrap() })
        })
        .collect();
    for one in asking {
        assert_eq!(one.await.unwrap().status, Status::Unchanged);
    }
    assert_eq!(server.asked().len(), 200);
    assert!(server.connections() <= 4, "{} connections", server.connections());
}

#[tokio::test]
async fn robots_txt_is_heeded_for_pages_alone() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/robots.txt" => reply(
            200,
            &[],
            "User-agent: *\nDisallow: /\n\nUser-agent: MyNews\nDisallow: /private\nAllow: /private/open\n",
        ),
        _ => reply(200, &[], "<p>"),
    })
    .await;
    let fetch = HttpFetch::new(settings(&[&server.host_port])).unwrap();
    for (path, purpose, may) in [
        ("/private/feed", Purpose::Feed, true),
        ("/private/logo.png", Purpose::Picture, true),
        ("/private", Purpose::Site, true),
        ("/news", Purpose::Page, true),
        ("/private/news", Purpose::Page, false),
        ("/private?news", Purpose::Page, false),
        ("/private/open/news", Purpose::Page, true),
    ] {
        let outcome = fetch.fetch(&Request::new(server.url(path), purpose)).await;
        match outcome {
            Ok(_) => assert!(may, "{path}"),
            Err(failure) => {
                assert!(!may, "{path}");
                assert_eq!(failure.fault.code, "robots");
                assert!(failure.permanent);
            }
        }
    }
    assert_eq!(server.targets().iter().filter(|target| *target == "/robots.txt").count(), 1);
}

#[tokio::test]
async fn robots_txt_need_not_be_heeded() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/robots.txt" => reply(200, &[], "User-agent: *\nDisallow: /\n"),
        _ => reply(200, &[], "<p>"),
    })
    .await;
    let mut settings = settings(&[&server.host_port]);
    settings.respect_robots = false;
    let fetch = HttpFetch::new(settings).unwrap();
    assert!(fetch.fetch(&Request::new(server.url("/news"), Purpose::Page)).await.is_ok());
    assert_eq!(server.targets(), ["/news"]);
}

#[tokio::test]
async fn an_outlet_without_robots_txt_asks_for_nothing_and_one_in_trouble_for_everything() {
    for (status, may) in [(404, true), (410, true), (403, true), (429, false), (500, false), (503, false)] {
        let server = Server::start(move |asked| match asked.target.as_str() {
            "/robots.txt" => reply(status, &[], "User-agent: *\nDisallow: /\n"),
            _ => reply(200, &[], "<p>"),
        })
        .await;
        let fetch = HttpFetch::new(settings(&[&server.host_port])).unwrap();
        for _ in 0..2 {
            match fetch.fetch(&Request::new(server.url("/news"), Purpose::Page)).await {
                Ok(_) => assert!(may, "{status}"),
                Err(failure) => {
                    assert!(!may, "{status}");
                    assert_eq!(failure.fault.code, "robots-unreachable");
                    assert!(!failure.permanent);
                }
            }
        }
        assert_eq!(server.targets().iter().filter(|target| *target == "/robots.txt").count(), 1);
    }
}

#[tokio::test]
async fn many_pages_ask_for_robots_txt_once() {
    let server = Server::start(|_| reply(200, &[], "")).await;
    let fetch = Arc::new(HttpFetch::new(settings(&[&server.host_port])).unwrap());
    let asking: Vec<_> = (0..10)
        .map(|number| {
            let (fetch, url) = (fetch.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { fetch.fetch(&Request::new(url, Purpose::Page)).await.unwrap() })
        })
        .collect();
    for one in asking {
        one.await.unwrap();
    }
    assert_eq!(server.targets().iter().filter(|target| *target == "/robots.txt").count(), 1);
}

#[tokio::test]
async fn a_redirect_to_another_outlet_heeds_that_outlets_robots_txt() {
    let proxy = Server::start(|asked| match asked.target.as_str() {
        "http://a.example/robots.txt" => reply(404, &[], ""),
        "http://b.example/robots.txt" => reply(200, &[], "User-agent: *\nDisallow: /news\n"),
        "http://a.example/news" => crate::server::redirect(302, "http://b.example/news"),
        _ => reply(200, &[], "<p>"),
    })
    .await;
    let fetch = HttpFetch::new(proxied(&proxy)).unwrap();
    assert_eq!(code(fetch.fetch(&Request::new("http://a.example/news", Purpose::Page)).await), "robots");
    assert!(!proxy.targets().contains(&"http://b.example/news".to_owned()));
}

#[tokio::test]
async fn a_public_outlet_gets_a_pause_between_requests() {
    let proxy = Server::start(|_| reply(200, &[], "<rss/>")).await;
    let mut settings = proxied(&proxy);
    settings.gap = Duration::from_millis(50);
    let fetch = HttpFetch::new(settings).unwrap();
    let before = std::time::Instant::now();
    for number in 0..3 {
        fetch.fetch(&Request::new(format!("http://a.example/{number}"), Purpose::Feed)).await.unwrap();
    }
    assert!(before.elapsed() >= Duration::from_millis(100));
}
