//! `mynews add`: follow feeds and sites, import OPML, read saved feed and page files.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use mynews_core::model::{Outlet, OutletKey, Page, ReaderId};
use mynews_core::parse;
use mynews_core::text::charset;
use mynews_store::NewFeed;

use super::{Outcome, Place, open};
use crate::app::{App, House, OWNER};
use crate::fetch::Credentials;
use crate::work::{self, credentials, follow};

/// A saved file larger than this is no feed, list or page.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// What opens a closed feed.
#[derive(Args)]
#[group(multiple = false)]
pub struct Key {
    /// Name and password that the feeds ask for
    #[arg(long, value_name = "NAME:PASSWORD")]
    basic: Option<String>,
    /// A header that opens the feeds
    #[arg(long, value_name = "NAME: VALUE")]
    header: Option<String>,
    /// A cookie that opens the feeds
    #[arg(long, value_name = "NAME=VALUE")]
    cookie: Option<String>,
}

pub fn run(place: &Place, what: &[String], keep_demo: bool, drop_demo: bool, key: &Key) -> Outcome {
    let house = open::house(place)?;
    let key = key.credentials()?;
    leave_demo(&house, keep_demo, drop_demo)?;
    let reader = open::reader(place, &house)?;
    let runtime = open::runtime()?;
    let mut failed = 0;
    for one in what {
        match add(&house.real, reader, &runtime, one, key.as_ref()) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                failed += 1;
                eprintln!("mynews: {why}");
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(format!("{failed} of {} could not be added", what.len())),
    }
}

/// The demo makes room for the reader's own news: after asking, or as told, or, without a terminal, without a trace.
fn leave_demo(house: &House, keep_demo: bool, drop_demo: bool) -> Outcome {
    if !house.demo_is_on() {
        return Ok(());
    }
    let keep = if keep_demo || drop_demo || !std::io::stdin().is_terminal() { keep_demo } else { ask()? };
    house.demo_off(keep)?;
    eprintln!(
        "the demo newsroom is {}",
        if keep { "put away (`mynews demo --on` shows it again)" } else { "gone" }
    );
    Ok(())
}

fn ask() -> Result<bool, String> {
    eprint!("This is the end of the demo newsroom. Keep it for another look? [y/N] ");
    std::io::stderr().flush().map_err(|error| error.to_string())?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
    Ok(line.trim().to_lowercase().starts_with('y'))
}

fn add(
    app: &Arc<App>,
    reader: ReaderId,
    runtime: &tokio::runtime::Runtime,
    what: &str,
    key: Option<&Credentials>,
) -> Result<String, String> {
    if what != "-" && !Path::new(what).exists() {
        let added = runtime.block_on(follow::add(app, reader, what, key))?;
        let verb = if added.known { "already followed" } else { "followed" };
        return Ok(format!("{verb}: {} ({}, {} entries)", added.title, added.feed_url, added.entries));
    }
    let bytes = read_file(what)?;
    if let Ok(imported) = follow::import_opml(app, reader, &bytes, app.now()) {
        let refused = match imported.refused.len() {
            0 => String::new(),
            count => format!(", {count} refused (no web address: {})", imported.refused[0]),
        };
        return Ok(format!(
            "{what}: {} feeds followed, {} known before{refused}",
            imported.added, imported.known
        ));
    }
    saved_file(app, reader, what, &bytes)
}

fn read_file(what: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if what == "-" {
        std::io::stdin().lock().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(what).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("{what} cannot be read: {error}"))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(format!(
            "{what} is larger than {} MB: that is no feed, list or page",
            FILE_BYTES_MAX >> 20
        ));
    }
    Ok(bytes)
}

/// A saved feed is read like a fetched one; anything else is read as a page.
fn saved_file(app: &Arc<App>, reader: ReaderId, what: &str, bytes: &[u8]) -> Result<String, String> {
    match parse::feed(bytes, None, "") {
        Ok(parsed) => {
            let address = parsed.head.self_link.clone().unwrap_or_else(|| file_address(what, reader));
            let title = parsed.head.title.clone();
            let language = parsed.head.language.clone();
            let outlet =
                follow::outlet(&address, parsed.head.link.as_deref(), title.as_deref(), language.as_deref());
            let feed = follow_file(app, reader, &address, title.clone(), parsed.head.link.clone(), outlet)?;
            let new = work::ingest_file(app, &feed, parsed)?;
            Ok(format!("{what}: {new} new articles from {}", title.unwrap_or(address)))
        }
        Err(no_feed) => {
            let html = charset::decode(bytes, None).text;
            if !html.contains('<') {
                return Err(format!("{what}: {no_feed}; it is no OPML list and no page either"));
            }
            let outlet = Outlet {
                key: OutletKey("saved-pages".into()),
                name: "Saved pages".into(),
                country: None,
                language: None,
            };
            let feed = follow_file(
                app,
                reader,
                &file_address("saved-pages", reader),
                Some("Saved pages".into()),
                None,
                outlet,
            )?;
            let page = Page { url: String::new(), html, is_text: false };
            let headline =
                work::ingest_page_file(app, &feed, &page).map_err(|why| format!("{what}: {why}"))?;
            Ok(format!("{what}: read “{headline}”"))
        }
    }
}

/// A saved feed without an address of its own is known by its file name; nobody can look at it again. Files are each
/// reader's own, whatever they are called.
fn file_address(what: &str, reader: ReaderId) -> String {
    let name = Path::new(what).file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| "stdin".into());
    if reader == OWNER { format!("file:{name}") } else { format!("file:{name}#{reader}") }
}

fn follow_file(
    app: &App,
    reader: ReaderId,
    address: &str,
    title: Option<String>,
    site_url: Option<String>,
    outlet: Outlet,
) -> Result<mynews_store::FeedRow, String> {
    let new = NewFeed { url: address.to_owned(), title, site_url, outlet, folder: None };
    let words = |error: mynews_store::StoreError| error.to_string();
    let (id, _) = app.store.follow_feed(reader, &new, app.now()).map_err(words)?;
    app.store.feed(id).map_err(words)?.ok_or_else(|| format!("{address} was removed meanwhile"))
}

impl Key {
    fn credentials(&self) -> Result<Option<Credentials>, String> {
        credentials::of(self.basic.as_deref(), self.header.as_deref(), self.cookie.as_deref())
    }
}
