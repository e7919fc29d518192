//! `mynews privacy`: every host that mynews may ask for anything, and why. There are no others.

use std::collections::BTreeMap;

use super::{Outcome, Place, open};
use crate::work::pictures;

/// The newest articles of each feed stand for all that it leads to.
const ARTICLES_A_FEED: usize = 50;

/// What is asked of a host, as many of each.
#[derive(Default)]
struct Asked {
    feeds: usize,
    pages: usize,
    pictures: usize,
}

pub fn run(place: &Place) -> Outcome {
    let house = open::house(place)?;
    let app = &house.real;
    let text = |error: mynews_store::StoreError| error.to_string();
    let mut hosts: BTreeMap<String, Asked> = BTreeMap::new();
    for feed in app.store.feeds().map_err(text)?.iter().filter(|feed| !feed.health.gone) {
        if let Some(host) = host_of(&feed.url) {
            hosts.entry(host).or_default().feeds += 1;
        }
    }
    for feed in app.store.feeds().map_err(text)? {
        for found in app.store.newest_of(feed.id, ARTICLES_A_FEED).map_err(text)? {
            let Some(row) = app.store.article(found.article).map_err(text)? else { continue };
            if let Some(host) = row.article.url.as_deref().and_then(host_of) {
                hosts.entry(host).or_default().pages += 1;
            }
            for host in pictures::of(&row.article).filter_map(|picture| host_of(&picture.url)) {
                hosts.entry(host).or_default().pictures += 1;
            }
        }
    }
    if place.json {
        let hosts: Vec<_> = (hosts.iter())
            .map(|(host, asked)| {
                serde_json::json!({
                    "host": host, "feeds": asked.feeds, "pages": asked.pages, "pictures": asked.pictures,
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "hosts": hosts, "proxy": app.config.fetch.proxy }));
        return Ok(());
    }
    for (host, asked) in &hosts {
        let parts = [("feeds", asked.feeds), ("pages", asked.pages), ("pictures", asked.pictures)];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{count} {what}"))
            .collect();
        println!("{host:<40} {}", parts.join(", "));
    }
    if !app.config.fetch.proxy.is_empty() {
        println!("all of it through {}", app.config.fetch.proxy);
    }
    eprintln!(
        "{} hosts, all named by the feeds that are followed here; mynews asks nobody else for anything.{}",
        hosts.len(),
        if house.demo_is_on() { " The demo newsroom asks nobody at all." } else { "" }
    );
    Ok(())
}

fn host_of(address: &str) -> Option<String> {
    url::Url::parse(address)
        .ok()
        .filter(|url| url.scheme().starts_with("http"))?
        .host_str()
        .map(str::to_owned)
}
