//! Servers that send too much, too slowly or without end: every fetch ends within its limits.

use std::io::Write;
use std::time::Duration;

use mynews::fetch::{Answer, Failure, FetchSettings, Purpose, Request};

use crate::server::{Part, Server, code, fetch, fetch_with, reply, settings};

const NONE: Duration = Duration::ZERO;
const MIB: usize = 1024 * 1024;

fn head(lines: &str) -> Part {
    Part::Bytes(format!("HTTP/1.1 200 OK\r\n{lines}\r\n").into_bytes())
}

async fn fetch_within(server: &Server, change: impl Fn(&mut FetchSettings)) -> Result<Answer, Failure> {
    let mut settings = settings(&[&server.host_port]);
    change(&mut settings);
    fetch_with(settings, &Request::new(server.url("/feed"), Purpose::Feed)).await
}

#[tokio::test]
async fn a_gzip_bomb_of_a_gigabyte() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&vec![0; 16 * MIB]).unwrap();
    let sixteen_mebibytes = encoder.finish().unwrap();
    let server = Server::start(move |_| {
        vec![
            head("Content-Encoding: gzip\r\nConnection: close\r\n"),
            Part::Repeat { bytes: sixteen_mebibytes.clone(), times: 64, pause: NONE },
            Part::Close,
        ]
    })
    .await;
    assert_eq!(code(fetch(&server, "/feed").await), "too-dense");
}

#[tokio::test]
async fn a_body_without_end() {
    let server = Server::start(|_| {
        let chunk = [b"10000\r\n", &[b' '; 0x10000][..], b"\r\n"].concat();
        vec![
            head("Transfer-Encoding: chunked\r\n"),
            Part::Repeat { bytes: chunk, times: usize::MAX, pause: NONE },
        ]
    })
    .await;
    assert_eq!(code(fetch_within(&server, |settings| settings.feed_bytes_max = MIB).await), "too-large");
}

#[tokio::test]
async fn a_body_announced_as_too_large_is_not_read() {
    let server =
        Server::start(|_| vec![head("Content-Length: 99999999999\r\n"), Part::Pause(Duration::MAX)]).await;
    let failure = fetch(&server, "/feed").await.unwrap_err();
    assert_eq!(failure.fault.code, "too-large");
    assert!(
        failure.fault.text.contains("10240 KiB") && failure.fault.text.contains("feed_kib_max"),
        "{failure}"
    );
}

#[tokio::test]
async fn a_body_as_large_as_may_be() {
    let server = Server::start(|_| reply(200, &[], vec![b' '; MIB])).await;
    let answer = fetch_within(&server, |settings| settings.feed_bytes_max = MIB).await.unwrap();
    assert_eq!(answer.body.len(), MIB);
}

#[tokio::test]
async fn what_a_reader_typed_may_be_as_large_as_a_feed() {
    let server = Server::start(|_| reply(200, &[], vec![b' '; MIB])).await;
    let mut settings = settings(&[&server.host_port]);
    settings.page_bytes_max = MIB / 2;
    settings.feed_bytes_max = MIB;
    for (purpose, may) in [(Purpose::Feed, true), (Purpose::Site, true), (Purpose::Page, false)] {
        let outcome = fetch_with(settings.clone(), &Request::new(server.url("/"), purpose)).await;
        assert_eq!(outcome.is_ok(), may, "{purpose:?}");
    }
}

#[tokio::test]
async fn a_byte_at_a_time() {
    let server = Server::start(|_| {
        let drip = Part::Repeat { bytes: b" ".to_vec(), times: usize::MAX, pause: Duration::from_millis(10) };
        vec![head("Content-Length: 100000\r\n"), drip]
    })
    .await;
    let outcome = fetch_within(&server, |settings| settings.total = Duration::from_millis(200)).await;
    assert_eq!(code(outcome), "too-slow");
}

#[tokio::test]
async fn headers_a_byte_at_a_time() {
    let server = Server::start(|_| {
        let drip = Part::Repeat { bytes: b"x".to_vec(), times: usize::MAX, pause: Duration::from_millis(10) };
        vec![Part::Bytes(b"HTTP/1.1 200 OK\r\nx-slow: ".to_vec()), drip]
    })
    .await;
    let outcome = fetch_within(&server, |settings| settings.total = Duration::from_millis(200)).await;
    assert_eq!(code(outcome), "too-slow");
}

#[tokio::test]
async fn silence() {
    for parts in
        [vec![Part::Pause(Duration::MAX)], vec![head("Content-Length: 10\r\n"), Part::Pause(Duration::MAX)]]
    {
        let server = Server::start(move |_| parts.clone()).await;
        let outcome = fetch_within(&server, |settings| {
            settings.total = Duration::from_millis(300);
            settings.idle = Duration::from_millis(100);
        })
        .await;
        assert!(matches!(code(outcome), "too-slow" | "stalled"));
    }
}

#[tokio::test]
async fn redirects_share_one_time_limit() {
    let server = Server::start(|asked| {
        let mut parts = vec![Part::Pause(Duration::from_millis(120))];
        parts.extend(crate::server::redirect(302, &format!("{}x", asked.target)));
        parts
    })
    .await;
    let outcome = fetch_within(&server, |settings| settings.total = Duration::from_millis(300)).await;
    assert_eq!(code(outcome), "too-slow");
}

#[tokio::test]
async fn floods_of_headers() {
    for flood in [
        Part::Repeat { bytes: b"x-flood: x\r\n".to_vec(), times: 100_000, pause: NONE },
        Part::Repeat { bytes: b"x-flood: ".repeat(1000), times: usize::MAX, pause: NONE },
    ] {
        let server =
            Server::start(move |_| vec![Part::Bytes(b"HTTP/1.1 200 OK\r\n".to_vec()), flood.clone()]).await;
        assert_eq!(code(fetch(&server, "/feed").await), "broken-answer");
    }
}

#[tokio::test]
async fn answers_that_are_none() {
    for bytes in
        ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0"]
    {
        let server = Server::start(move |_| vec![Part::Bytes(bytes.as_bytes().to_vec()), Part::Close]).await;
        let failure = fetch(&server, "/feed").await.unwrap_err();
        assert_eq!(failure.fault.code, "broken-answer", "{bytes:?}: {failure}");
        assert!(!failure.permanent);
    }
}

#[tokio::test]
async fn one_slow_outlet_hurts_nobody_else() {
    let slow = Server::start(|_| vec![Part::Pause(Duration::MAX)]).await;
    let quick = Server::start(|_| reply(200, &[], "<rss/>")).await;
    let settings = settings(&[&slow.host_port, &quick.host_port]);
    let fetch = std::sync::Arc::new(mynews::fetch::HttpFetch::new(settings).unwrap());
    for number in 0..20 {
        let (fetch, url) = (fetch.clone(), slow.url(&format!("/{number}")));
        tokio::spawn(async move {
            mynews::fetch::Fetch::fetch(&*fetch, &Request::new(url, Purpose::Feed)).await.unwrap_err();
        });
    }
    tokio::task::yield_now().await;
    let request = Request::new(quick.url("/"), Purpose::Feed);
    let answer = mynews::fetch::Fetch::fetch(&*fetch, &request);
    assert!(tokio::time::timeout(Duration::from_secs(5), answer).await.unwrap().is_ok());
}
