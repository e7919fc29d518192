//! The demo newsroom: invented outlets with invented news, so that the first page is full without a network.
//!
//! It answers addresses as the web would at a given moment: feeds, pages, pictures. What it publishes stands in
//! `demo/` and is told relative to a base, so the news is always of the last three days. It is read through the
//! same fetch, parse, extract, group and rank as real news, and it is the fixture of the tests.

mod body;
mod content;
mod files;
mod press;
mod words;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::SignedDuration;
use mynews_core::model::{Outlet, OutletKey, Timestamp};

use content::{Content, DemoArticle, DemoOutlet};

/// The invented outlets and all they publish, told relative to one moment.
pub struct Newsroom {
    base: Timestamp,
    content: &'static Content,
}

/// A feed of the demo newsroom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemoFeed {
    pub url: String,
    pub outlet: Outlet,
}

/// What an address answers with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    pub content_type: &'static str,
    pub body: Vec<u8>,
}

/// What is so about one article: the answer sheet for grouping and for subject headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Truth {
    pub url: String,
    /// The story it tells, in whatever language.
    pub story: String,
    /// The story in its own language: what grouping by words can be asked for.
    pub story_in_language: String,
    /// The subject headings it may stand under.
    pub headings: Vec<String>,
    pub outlet: OutletKey,
    /// The address of the article whose text it prints.
    pub copy_of: Option<String>,
    pub published: Timestamp,
}

impl Newsroom {
    pub fn new(base: Timestamp) -> Newsroom {
        Newsroom { base, content: content() }
    }

    pub fn outlets(&self) -> Vec<Outlet> {
        self.content.outlets.iter().map(outlet).collect()
    }

    /// One feed for each outlet.
    pub fn feeds(&self) -> Vec<DemoFeed> {
        self.content
            .outlets
            .iter()
            .map(|demo_outlet| DemoFeed { url: demo_outlet.feed_url(), outlet: outlet(demo_outlet) })
            .collect()
    }

    /// The times at which something is published or changed, oldest first: seeding walks through them, so that
    /// stories arise in the order in which they happened.
    pub fn moments(&self) -> Vec<Timestamp> {
        let mut moments = BTreeSet::new();
        for article in &self.content.articles {
            moments.insert(self.at(article.hours_ago));
            moments.extend(article.was.iter().map(|earlier| self.at(earlier.hours_ago)));
            moments.extend(article.changed_hours_ago.map(|hours_ago| self.at(hours_ago)));
        }
        moments.into_iter().collect()
    }

    /// What the address holds at `now`; `None` where there is nothing, or nothing yet.
    pub fn answer(&self, url: &str, now: Timestamp) -> Option<Recorded> {
        let url = url.split('#').next().unwrap_or(url);
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = format!("/{}", path.split('?').next().unwrap_or(path));
        let outlet = self.content.outlets.iter().find(|outlet| outlet.host == host)?;
        if path == "/robots.txt" {
            return Some(text("text/plain; charset=utf-8", "User-agent: *\nDisallow: /search\n".to_owned()));
        }
        if let Some(name) = path.strip_prefix("/pictures/") {
            let (_, bytes) = files::PICTURES.iter().find(|(file, _)| *file == name)?;
            return Some(Recorded { content_type: "image/jpeg", body: bytes.to_vec() });
        }
        if path == outlet.feed_path {
            return Some(text(outlet.feed.content_type(), press::feed(self, outlet, now)));
        }
        if path == "/" {
            return Some(text("text/html; charset=utf-8", press::home(self, outlet, now)));
        }
        let article = self
            .published_by(outlet, now)
            .into_iter()
            .find(|article| outlet.article_path(&article.id) == path)?;
        Some(text("text/html; charset=utf-8", press::page(self, outlet, article, now)))
    }

    /// The answer sheet, oldest article first.
    pub fn truth(&self) -> Vec<Truth> {
        let mut truths: Vec<Truth> = self
            .content
            .articles
            .iter()
            .map(|article| {
                let outlet = self.content.outlet(&article.outlet);
                Truth {
                    url: outlet.article_url(&article.id),
                    story: article.story.clone(),
                    story_in_language: format!("{} {}", article.story, outlet.language),
                    headings: article.headings.clone(),
                    outlet: OutletKey(outlet.host.clone()),
                    copy_of: article.copy_of.as_ref().map(|id| self.content.url_of(id)),
                    published: self.at(article.hours_ago),
                }
            })
            .collect();
        truths.sort_by(|a, b| (a.published, &a.url).cmp(&(b.published, &b.url)));
        truths
    }

    fn at(&self, hours_ago: f64) -> Timestamp {
        self.base - SignedDuration::from_secs((hours_ago * 3600.0).round() as i64)
    }

    /// The outlet's articles that are out by `now`, newest first.
    fn published_by(&self, outlet: &DemoOutlet, now: Timestamp) -> Vec<&'static DemoArticle> {
        let mut articles: Vec<&DemoArticle> = self
            .content
            .articles
            .iter()
            .filter(|article| article.outlet == outlet.slug && self.at(article.hours_ago) <= now)
            .collect();
        articles.sort_by(|a, b| a.hours_ago.total_cmp(&b.hours_ago).then_with(|| a.id.cmp(&b.id)));
        articles
    }
}

/// Read once. The files are part of the program and a test reads them all, so they cannot be wrong here.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| Content::read().expect("the demo newsroom's own files are sound"))
}

fn outlet(demo_outlet: &DemoOutlet) -> Outlet {
    Outlet {
        key: OutletKey(demo_outlet.host.clone()),
        name: demo_outlet.name.clone(),
        country: Some(demo_outlet.country.clone()),
        language: Some(words::primary_tag(&demo_outlet.language).to_owned()),
    }
}

fn text(content_type: &'static str, body: String) -> Recorded {
    Recorded { content_type, body: body.into_bytes() }
}

#[cfg(test)]
mod reading;
#[cfg(test)]
mod tests;
