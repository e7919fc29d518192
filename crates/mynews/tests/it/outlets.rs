//! Outlets on loopback: a small server with feeds and pages that tests write, conditional requests included.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server of invented outlets.
pub struct Outlets {
    pub address: String,
    world: Arc<Mutex<World>>,
}

#[derive(Default)]
struct World {
    documents: BTreeMap<String, Document>,
    /// Path and status of every answer.
    answers: Vec<(String, u16)>,
}

#[derive(Clone)]
struct Document {
    content_type: &'static str,
    body: String,
}

impl Outlets {
    pub fn start() -> Outlets {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound port").to_string();
        let world: Arc<Mutex<World>> = Arc::default();
        let served = world.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let world = served.clone();
                std::thread::spawn(move || converse(stream, &world));
            }
        });
        Outlets { address, world }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn put(&self, path: &str, content_type: &'static str, body: impl Into<String>) {
        let document = Document { content_type, body: body.into() };
        self.world.lock().unwrap().documents.insert(path.to_owned(), document);
    }

    /// An RSS feed of these entries: slug, headline, text.
    pub fn put_feed(&self, path: &str, title: &str, entries: &[(&str, &str, &str)]) {
        let items: String = (entries.iter())
            .map(|(slug, headline, text)| {
                format!(
                    "<item><title>{headline}</title><link>{}</link><guid>{slug}</guid><description>{text}</description>\
                     <content:encoded><![CDATA[{}]]></content:encoded></item>",
                    self.url(&format!("/a/{slug}")),
                    format!("<p>{text}</p>").repeat(12),
                )
            })
            .collect();
        let feed = format!(
            "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>{title}</title><link>{}</link>{items}</channel></rss>",
            self.url("/")
        );
        self.put(path, "application/rss+xml", feed);
    }

    /// Takes the answers given so far.
    pub fn answers(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut self.world.lock().unwrap().answers)
    }

    /// The binary with leave to fetch from here.
    pub fn command(&self, folder: &std::path::Path) -> std::process::Command {
        let mut command = crate::running::command(folder);
        command.env("MYNEWS_FETCH_ALLOW_PRIVATE", &self.address);
        command
    }

    /// Runs one command to its end, with leave to fetch from here.
    pub fn run(&self, folder: &std::path::Path, arguments: &[&str]) -> std::process::Output {
        self.command(folder)
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the binary runs")
    }
}

fn converse(stream: TcpStream, world: &Mutex<World>) {
    let Ok(mut answers) = stream.try_clone() else { return };
    let mut lines = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if lines.read_line(&mut request).unwrap_or(0) == 0 {
            return;
        }
        let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut known = None;
        loop {
            let mut header = String::new();
            if lines.read_line(&mut header).unwrap_or(0) == 0 {
                return;
            }
            if header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("if-none-match")
            {
                known = Some(value.trim().to_owned());
            }
        }
        let (status, answer) = answer(&path, known.as_deref(), world);
        world.lock().unwrap().answers.push((path, status));
        if answers.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn answer(path: &str, known: Option<&str>, world: &Mutex<World>) -> (u16, String) {
    let Some(document) = world.lock().unwrap().documents.get(path).cloned() else {
        return (404, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".into());
    };
    let tag = format!("\"{}\"", blake3::hash(document.body.as_bytes()).to_hex());
    if known == Some(&tag) {
        return (304, format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nContent-Length: 0\r\n\r\n"));
    }
    let Document { content_type, body } = document;
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nETag: {tag}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    (200, head + &body)
}
