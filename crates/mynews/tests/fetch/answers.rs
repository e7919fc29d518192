//! What outlets answer, and what is made of it.

use std::io::Write;

use mynews::fetch::{Purpose, Request, Status};

use crate::server::{Server, code, fetch, fetch_with, reply, settings};

#[tokio::test]
async fn an_answer_is_read() {
    let server = Server::start(|_| {
        reply(
            200,
            &[
                "Content-Type: application/rss+xml; charset=utf-8",
                "ETag: \"one\"",
                "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT",
                "Cache-Control: public, max-age=900",
                "Age: 100",
            ],
            "<rss/>",
        )
    })
    .await;
    let answer = fetch(&server, "/feed#top").await.unwrap();
    assert_eq!(answer.status, Status::Ok);
    assert_eq!(answer.url, server.url("/feed"));
    assert_eq!(answer.moved_to, None);
    assert_eq!(answer.content_type.as_deref(), Some("application/rss+xml; charset=utf-8"));
    assert_eq!(answer.etag.as_deref(), Some("\"one\""));
    assert_eq!(answer.last_modified.as_deref(), Some("Sun, 01 Mar 2026 12:00:00 GMT"));
    assert_eq!(answer.max_age_seconds, Some(800));
    assert_eq!(answer.retry_after_seconds, None);
    assert_eq!(answer.body, b"<rss/>");
    let asked = &server.asked()[0];
    assert!(asked.header("user-agent").unwrap().starts_with("mynews/"));
    assert_eq!(asked.header("accept-encoding"), Some("gzip"));
    assert_eq!(asked.header("if-none-match"), None);
    assert_eq!(asked.header("referer"), None);
    assert_eq!(asked.header("cookie"), None);
}

#[tokio::test]
async fn an_unchanged_feed_costs_one_line() {
    let server = Server::start(|asked| match asked.header("if-none-match") {
        Some("W/\"one\"") => reply(304, &[], ""),
        _ => reply(200, &[], "<rss/>"),
    })
    .await;
    let mut request = Request::new(server.url("/feed"), Purpose::Feed);
    request.etag = Some("W/\"one\"".into());
    request.last_modified = Some("Sun, 01 Mar 2026 12:00:00 GMT".into());
    let answer = fetch_with(settings(&[&server.host_port]), &request).await.unwrap();
    assert_eq!(answer.status, Status::Unchanged);
    assert_eq!(answer.etag, request.etag);
    assert_eq!(answer.last_modified, request.last_modified);
    assert!(answer.body.is_empty());
    assert_eq!(server.asked()[0].header("if-modified-since"), request.last_modified.as_deref());
}

#[tokio::test]
async fn a_feed_that_is_gone_is_gone() {
    let server = Server::start(|_| reply(410, &[], "taken away")).await;
    let answer = fetch(&server, "/feed").await.unwrap();
    assert_eq!(answer.status, Status::Gone);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn every_other_status_is_a_failure_in_words() {
    let server = Server::start(|asked| {
        let status = asked.target[1..].parse().unwrap();
        reply(status, &["Retry-After: 120"], "no")
    })
    .await;
    for (status, expected, permanent) in [
        (304, "bad-status", false),
        (400, "not-answered", true),
        (401, "needs-login", true),
        (403, "forbidden", true),
        (404, "not-found", true),
        (408, "unavailable", false),
        (418, "not-answered", true),
        (429, "too-many-requests", false),
        (451, "forbidden", true),
        (500, "server-error", false),
        (502, "server-error", false),
        (503, "unavailable", false),
        (599, "server-error", false),
    ] {
        let failure = fetch(&server, &format!("/{status}")).await.unwrap_err();
        assert_eq!(failure.fault.code, expected, "{status}");
        assert_eq!(failure.permanent, permanent, "{status}");
        assert_eq!(failure.retry_after_seconds, Some(120), "{status}");
        assert!(failure.fault.text.contains(&status.to_string()), "{failure}");
    }
}

#[tokio::test]
async fn retry_after_may_be_a_date() {
    let server = Server::start(|_| {
        reply(503, &["Date: Sun, 01 Mar 2026 12:00:00 GMT", "Retry-After: Sun, 01 Mar 2026 12:10:00 GMT"], "")
    })
    .await;
    assert_eq!(fetch(&server, "/feed").await.unwrap_err().retry_after_seconds, Some(600));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn packed_bodies_are_unpacked_whatever_the_headers_say() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/gzip" => reply(200, &["Content-Encoding: gzip"], packed(b"<rss/>")),
        "/x-gzip" => reply(200, &["Content-Encoding: X-GZIP"], packed(b"<rss/>")),
        "/unsaid" => reply(200, &["Content-Type: application/gzip"], packed(b"<rss/>")),
        "/not" => reply(200, &["Content-Encoding: gzip"], "<rss/>"),
        "/br" => reply(200, &["Content-Encoding: br"], "..."),
        "/twice" => reply(200, &["Content-Encoding: gzip, gzip"], packed(&packed(b"<rss/>"))),
        _ => reply(200, &["Content-Encoding: gzip"], &packed(b"<rss/>")[..20]),
    })
    .await;
    for path in ["/gzip", "/x-gzip", "/unsaid", "/not"] {
        assert_eq!(fetch(&server, path).await.unwrap().body, b"<rss/>", "{path}");
    }
    assert_eq!(code(fetch(&server, "/br").await), "unknown-compression");
    assert_eq!(code(fetch(&server, "/twice").await), "unknown-compression");
    assert_eq!(code(fetch(&server, "/half").await), "broken-gzip");
}

#[tokio::test]
async fn sloppy_header_lines_are_passed_over() {
    let server = Server::start(|_| {
        reply(
            200,
            &["no colon here", "X Y: z", "ETag : \"one\"", "X-Folded: a", " b", "Content-Type: text/xml"],
            "<rss/>",
        )
    })
    .await;
    let answer = fetch(&server, "/feed").await.unwrap();
    assert_eq!(answer.body, b"<rss/>");
    assert_eq!(answer.etag.as_deref(), Some("\"one\""));
    assert_eq!(answer.content_type.as_deref(), Some("text/xml"));
}

#[tokio::test]
async fn who_cannot_be_reached_is_named() {
    let closed =
        tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    for purpose in [Purpose::Feed, Purpose::Page] {
        let request = Request::new(format!("http://{closed}/"), purpose);
        let failure = fetch_with(settings(&[&closed]), &request).await.unwrap_err();
        assert_eq!(failure.fault.code, "no-connection");
        assert!(failure.fault.text.contains(&closed) && failure.fault.text.contains("refused"), "{failure}");
        assert!(!failure.permanent);
    }
    let names = std::sync::Arc::new(crate::server::Resolves(Vec::new()));
    let fetch = mynews::fetch::HttpFetch::with_names(settings(&[]), names).unwrap();
    let request = Request::new("http://nobody.example/", Purpose::Feed);
    let outcome = mynews::fetch::Fetch::fetch(&fetch, &request).await;
    assert_eq!(code(outcome), "no-such-host");
}

#[tokio::test]
async fn what_is_no_certificate_is_named() {
    // A server that speaks plain HTTP where TLS is expected.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host_port = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        std::future::pending::<()>().await;
    });
    let request = Request::new(format!("https://{host_port}/"), Purpose::Feed);
    assert_eq!(code(fetch_with(settings(&[&host_port]), &request).await), "tls");
}
