//! Following: an address, a site or an OPML list becomes feeds to watch.

use std::sync::Arc;

use mynews_core::model::{Outlet, OutletKey, ReaderId, Timestamp};
use mynews_core::parse::{self, opml};
use mynews_core::text::{charset, url};
use mynews_store::{NewFeed, StoreError};

use super::ingest::says_something;
use super::{blocking, catalogue, credentials, words};
use crate::app::App;
use crate::fetch::{Answer, Credentials, Purpose, Request, Status};

/// Feeds that one import may follow.
const IMPORT_MAX: usize = 20_000;

/// Other feeds of a site that are named beside the one that was looked at.
const OTHERS_MAX: usize = 8;

/// A feed that is followed now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    pub title: String,
    pub feed_url: String,
    /// Entries it shows at the moment.
    pub entries: usize,
    /// It was followed before.
    pub known: bool,
    pub at: Timestamp,
}

/// What an import brought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    pub added: usize,
    pub known: usize,
    /// Addresses that are none, and feeds that another reader's key opens.
    pub refused: Vec<String>,
}

/// A feed that was looked at and is not followed yet.
pub struct Looked {
    pub feed_url: String,
    pub parsed: parse::Parsed,
    /// Title and address of other feeds that the same site names.
    pub others: Vec<(String, String)>,
}

/// Looks at the feed at an address, or at the first that the site at it names and that can be read.
pub async fn look(app: &Arc<App>, what: &str) -> Result<Looked, String> {
    find(app, what, None).await
}

async fn find(app: &Arc<App>, what: &str, key: Option<&Credentials>) -> Result<Looked, String> {
    let typed = what.trim();
    let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let address = url::canonical(&with_scheme)
        .ok_or_else(|| format!("{typed:?} is no web address; try https://example.org/feed.xml"))?;
    let answer = ask(app, &address, key).await?;
    let mut looked = match parse::feed(&answer.body, answer.content_type.as_deref(), &answer.url) {
        Ok(parsed) => Looked { feed_url: answer.url, parsed, others: Vec::new() },
        Err(_) => discover(app, &answer, key).await?,
    };
    if let Some(canonical) = url::canonical(&looked.feed_url) {
        looked.feed_url = canonical;
    }
    Ok(looked)
}

/// Follows the feed at an address, or the feed that the site at it names.
pub async fn add(
    app: &Arc<App>,
    reader: ReaderId,
    what: &str,
    key: Option<&Credentials>,
) -> Result<Added, String> {
    let Looked { feed_url, parsed, .. } = find(app, what, key).await?;
    let key_kept = key.map(credentials::write);
    blocking(app, move |app| {
        let title = parsed.head.title.clone().unwrap_or_else(|| feed_url.clone());
        let feed = NewFeed {
            outlet: outlet(
                &feed_url,
                parsed.head.link.as_deref(),
                Some(&title),
                parsed.head.language.as_deref(),
            ),
            title: parsed.head.title.clone(),
            site_url: parsed.head.link.clone(),
            folder: None,
            url: feed_url.clone(),
        };
        let at = app.now();
        let (id, known) = app.store.follow_feed(reader, &feed, at).map_err(words)?;
        if key_kept.is_some() {
            app.store.set_credentials(id, key_kept.as_deref()).map_err(words)?;
        }
        Ok(Added { title, feed_url, entries: parsed.entries.len(), known, at })
    })
    .await
}

/// Follows outlets of the built-in list, all at one moment, so that they can be let go of together. What is not in the
/// list is not followed. Gives how many are new to the reader.
pub fn add_listed(app: &App, reader: ReaderId, addresses: &[String], at: Timestamp) -> Result<usize, String> {
    let chosen = catalogue::all().iter().filter(|listed| addresses.iter().any(|one| one == listed.address));
    let mut added = 0;
    for listed in chosen {
        let Some(url) = url::canonical(listed.address) else { continue };
        let feed = NewFeed {
            // Its own feed says, when it is read, who publishes it and where.
            outlet: outlet(&url, None, None, Some(listed.language)),
            title: Some(listed.name.to_owned()),
            site_url: None,
            folder: None,
            url,
        };
        match app.store.follow_feed(reader, &feed, at) {
            Ok((_, known)) => added += usize::from(!known),
            // Another reader's key opens it; theirs it stays.
            Err(StoreError::Closed) => {}
            Err(error) => return Err(words(error)),
        }
    }
    Ok(added)
}

/// Follows every feed of an OPML list, as of `at`.
pub fn import_opml(app: &App, reader: ReaderId, bytes: &[u8], at: Timestamp) -> Result<Imported, String> {
    let outlines = opml::read(bytes)?;
    let mut imported = Imported::default();
    // A list names feeds as its reader likes. Where others read too, what they see is the feed's own name.
    let alone = app.store.readers().map_err(words)?.len() == 1;
    for outline in outlines.into_iter().take(IMPORT_MAX) {
        let Some(feed_url) = url::canonical(&outline.feed_url) else {
            imported.refused.push(outline.feed_url);
            continue;
        };
        let title = outline.title.filter(|title| alone && !title.is_empty());
        let feed = NewFeed {
            outlet: outlet(&feed_url, outline.site_url.as_deref(), title.as_deref(), None),
            title,
            site_url: outline.site_url,
            folder: outline.folder,
            url: feed_url,
        };
        let (_, known) = match app.store.follow_feed(reader, &feed, at) {
            Ok(followed) => followed,
            Err(StoreError::Closed) => {
                imported.refused.push(feed.url);
                continue;
            }
            Err(error) => return Err(words(error)),
        };
        *(if known { &mut imported.known } else { &mut imported.added }) += 1;
    }
    if imported == Imported::default() {
        return Err("the list names no feed; an OPML file has <outline xmlUrl=\"…\"> lines".into());
    }
    Ok(imported)
}

/// The reader's feeds as an OPML list, without credentials.
pub fn export_opml(app: &App, reader: ReaderId) -> Result<String, String> {
    let outlines: Vec<opml::Outline> = (app.store.feeds_of(reader).map_err(words)?.into_iter())
        .map(|feed| opml::Outline {
            title: Some(feed.name().to_owned()),
            feed_url: feed.url,
            site_url: feed.site_url,
            folder: feed.folder,
        })
        .collect();
    Ok(opml::write("mynews", &outlines))
}

async fn ask(app: &Arc<App>, address: &str, key: Option<&Credentials>) -> Result<Answer, String> {
    let request = Request { credentials: key.cloned(), ..Request::new(address, Purpose::Site) };
    let answer = (app.fetch.fetch(&request).await)
        .map_err(|failure| format!("{address} cannot be read: {failure}"))?;
    if answer.status == Status::Gone {
        return Err(format!("{address} was taken away for good: look for the outlet's new address"));
    }
    Ok(answer)
}

async fn discover(app: &Arc<App>, answer: &Answer, key: Option<&Credentials>) -> Result<Looked, String> {
    let page = charset::decode(&answer.body, answer.content_type.as_deref()).text;
    let links = parse::discover::feeds(&page, &answer.url);
    const TRIED_MAX: usize = 5;
    for link in links.iter().take(TRIED_MAX) {
        let Ok(answer) = ask(app, &link.url, key).await else { continue };
        if let Ok(parsed) = parse::feed(&answer.body, answer.content_type.as_deref(), &answer.url) {
            let others = links.iter().filter(|other| other.url != link.url).take(OTHERS_MAX);
            let others = others
                .map(|other| (other.title.clone().unwrap_or_else(|| other.url.clone()), other.url.clone()));
            return Ok(Looked { feed_url: answer.url, parsed, others: others.collect() });
        }
    }
    Err(if links.is_empty() {
        format!(
            "{} is no feed and names none: look for “RSS” or “feed” on the site and add that address",
            answer.url
        )
    } else {
        format!("{} names {} feeds, and none of them can be read", answer.url, links.len())
    })
}

/// Who publishes a feed: its site's host, which a feed served by somebody else does not share.
pub fn outlet(feed_url: &str, site_url: Option<&str>, name: Option<&str>, language: Option<&str>) -> Outlet {
    let host = |address: &str| url::outlet_key(address).filter(says_something);
    let key =
        site_url.and_then(host).or_else(|| host(feed_url)).unwrap_or_else(|| OutletKey(feed_url.to_owned()));
    Outlet {
        name: name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(&key.0).to_owned(),
        country: catalogue::country_of(&key),
        language: language.map(|tag| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()),
        key,
    }
}
