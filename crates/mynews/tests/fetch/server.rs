//! A tiny HTTP server that sends exactly the bytes a test gives it, and remembers what it was asked.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mynews::config::Config;
use mynews::fetch::{Answer, BoxFuture, Failure, Fetch, FetchSettings, HttpFetch, Names, Purpose, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One piece of a reply.
#[derive(Clone)]
pub enum Part {
    Bytes(Vec<u8>),
    /// The same bytes again and again, with a pause before each.
    Repeat {
        bytes: Vec<u8>,
        times: usize,
        pause: Duration,
    },
    Pause(Duration),
    /// Ends the connection.
    Close,
}

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub target: String,
    headers: HashMap<String, String>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

pub struct Server {
    pub host_port: String,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    at_once: AtomicUsize,
    at_once_max: AtomicUsize,
}

impl Server {
    pub async fn start(reply: impl Fn(&Asked) -> Vec<Part> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host_port = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Seen::default());
        let reply = Arc::new(reply);
        let server = Server { host_port, seen: seen.clone() };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.connections.fetch_add(1, Ordering::SeqCst);
                let (seen, reply) = (seen.clone(), reply.clone());
                tokio::spawn(async move { converse(stream, &seen, &*reply).await });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host_port)
    }

    pub fn port(&self) -> &str {
        self.host_port.rsplit(':').next().unwrap()
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.seen.asked.lock().unwrap().clone()
    }

    pub fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    pub fn at_once_max(&self) -> usize {
        self.seen.at_once_max.load(Ordering::SeqCst)
    }
}

async fn converse(mut stream: TcpStream, seen: &Seen, reply: &(dyn Fn(&Asked) -> Vec<Part> + Send + Sync)) {
    while let Some(asked) = read_request(&mut stream).await {
        let parts = reply(&asked);
        seen.asked.lock().unwrap().push(asked);
        let at_once = seen.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        seen.at_once_max.fetch_max(at_once, Ordering::SeqCst);
        let sent = send(&mut stream, parts).await;
        seen.at_once.fetch_sub(1, Ordering::SeqCst);
        if sent.is_err() {
            return;
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let target = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Some(Asked { target, headers })
}

async fn send(stream: &mut TcpStream, parts: Vec<Part>) -> io::Result<()> {
    for part in parts {
        match part {
            Part::Bytes(bytes) => stream.write_all(&bytes).await?,
            Part::Repeat { bytes, times, pause } => {
                for _ in 0..times {
                    if !pause.is_zero() {
                        tokio::time::sleep(pause).await;
                    }
                    stream.write_all(&bytes).await?;
                }
            }
            Part::Pause(pause) => tokio::time::sleep(pause).await,
            Part::Close => return Err(io::ErrorKind::ConnectionAborted.into()),
        }
    }
    Ok(())
}

/// A whole reply; `lines` are header lines.
pub fn reply(status: u16, lines: &[&str], body: impl AsRef<[u8]>) -> Vec<Part> {
    let body = body.as_ref();
    let mut head = format!("HTTP/1.1 {status} Whatever\r\n");
    for line in lines {
        head.push_str(&format!("{line}\r\n"));
    }
    if status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    vec![Part::Bytes([head.as_bytes(), body].concat())]
}

pub fn redirect(status: u16, location: &str) -> Vec<Part> {
    reply(status, &[&format!("Location: {location}")], "")
}

/// Names that resolve as a test says; every other name does not exist.
pub struct Resolves(pub Vec<(&'static str, &'static str)>);

impl Names for Resolves {
    fn addresses<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found: Vec<IpAddr> = self
                .0
                .iter()
                .filter(|(name, _)| *name == host)
                .map(|(_, address)| address.parse().unwrap())
                .collect();
            if found.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(found) }
        })
    }
}

/// The defaults, but without pauses, and with these `host:port` listed.
pub fn settings(listed: &[&str]) -> FetchSettings {
    FetchSettings {
        allow_private: listed.iter().map(|&entry| entry.to_owned()).collect(),
        gap: Duration::ZERO,
        ..Config::default().fetch_settings()
    }
}

/// The defaults, with everything sent through `proxy`, which plays every outlet there is.
pub fn proxied(proxy: &Server) -> FetchSettings {
    FetchSettings { proxy: Some(proxy.url("")), ..settings(&[]) }
}

pub async fn fetch_with(settings: FetchSettings, request: &Request) -> Result<Answer, Failure> {
    HttpFetch::new(settings).unwrap().fetch(request).await
}

/// Asks the server for a feed.
pub async fn fetch(server: &Server, path: &str) -> Result<Answer, Failure> {
    fetch_with(settings(&[&server.host_port]), &Request::new(server.url(path), Purpose::Feed)).await
}

/// The code of what went wrong.
pub fn code(outcome: Result<Answer, Failure>) -> &'static str {
    match outcome {
        Ok(answer) => panic!("{} answered with {} bytes", answer.url, answer.body.len()),
        Err(failure) => failure.fault.code,
    }
}
