//! What a page says of itself: meta elements, links, JSON-LD, and microdata in its form.

use html5ever::local_name;
use serde_json::Value;

use super::dom::{Dom, NodeId};
use super::json;
use super::microdata;
use super::prune::Script;
use crate::text::{html, url};

/// Meta elements kept; real pages have some hundred.
const METAS_MAX: usize = 500;

/// What a page says of itself.
#[derive(Debug, Default)]
pub struct PageData {
    /// Names in lower case, values decoded, in order.
    metas: Vec<(String, String)>,
    /// The text of `<title>`.
    pub title: Option<String>,
    pub canonical: Option<String>,
    /// The language `<html>` declares, as written.
    pub language: Option<String>,
    /// Where relative addresses count from.
    pub base: String,
    /// Objects of JSON-LD, outermost first.
    documents: Vec<Value>,
    /// The like of microdata.
    items: Vec<Value>,
    /// Which of `documents`, and which object in it, is the article.
    article: Option<Value>,
    pub has_broken_json: bool,
}

impl PageData {
    pub fn read(dom: &Dom, scripts: &[Script<'_>], page_url: &str) -> PageData {
        let mut data = PageData { base: page_url.to_owned(), ..PageData::default() };
        for node in dom.descendants(dom.root()) {
            match *dom.tag(node) {
                local_name!("meta") => data.meta(dom, node),
                local_name!("link") => data.link(dom, node),
                local_name!("html") if data.language.is_none() => {
                    data.language =
                        dom.attribute(node, "lang").or(dom.attribute(node, "xml:lang")).map(str::to_owned);
                }
                local_name!("base") => {
                    if let Some(base) =
                        dom.attribute(node, "href").and_then(|href| url::resolve(page_url, href))
                    {
                        data.base = base;
                    }
                }
                local_name!("title") if data.title.is_none() => {
                    data.title = Some(dom.words(node)).filter(|title| !title.is_empty());
                }
                _ => {}
            }
        }
        if data.base.is_empty() {
            // A saved page: what it says its address is.
            data.base = data.canonical.clone().unwrap_or_default();
        }
        for script in scripts.iter().filter(|script| script.media_type.contains("ld+json")) {
            match json::read(script.text) {
                Some(value) => data.documents.push(value),
                None => data.has_broken_json |= !script.text.trim().is_empty(),
            }
        }
        data.items = microdata::items(dom);
        data.article = data.find_article().cloned();
        data
    }

    fn meta(&mut self, dom: &Dom, node: NodeId) {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| dom.attribute(node, name));
        let (Some(name), Some(content)) = (name, dom.attribute(node, "content")) else { return };
        let content = html::decode_entities(content.trim());
        if !content.is_empty() && self.metas.len() < METAS_MAX {
            self.metas.push((name.trim().to_ascii_lowercase(), content.into_owned()));
        }
    }

    fn link(&mut self, dom: &Dom, node: NodeId) {
        let is_canonical =
            dom.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.canonical.is_none() {
            self.canonical = dom.attribute(node, "href").and_then(|href| url::resolve(&self.base, href));
        }
    }

    /// The first meta element of any of these names, names in order of trust.
    pub fn meta_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas_of(name).next())
    }

    pub fn metas_of<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = name.to_owned();
        self.metas.iter().filter(move |(known, _)| *known == name).map(|(_, content)| content.as_str())
    }

    /// Every object of the page's JSON-LD.
    pub fn objects(&self) -> impl Iterator<Item = &Value> {
        self.documents.iter().flat_map(json::objects)
    }

    /// Every object of its microdata.
    pub fn items(&self) -> impl Iterator<Item = &Value> {
        self.items.iter().flat_map(json::objects)
    }

    /// A text field of the item that is the article, decoded to plain text. Authors and dates of items are read where
    /// they stand, by how near the headline they are: many a teaser is an item, too.
    pub fn item_text(&self, field: &str) -> Option<String> {
        let of_article = |item: &&Value| {
            json::is_a(item, is_article_type) && (item.get("articleBody").is_some() || self.is_page(item))
        };
        let text = self.items().filter(of_article).find_map(|item| json::text(item, field))?;
        Some(html::to_text(text)).filter(|text| !text.is_empty())
    }

    /// The object that describes the article itself.
    pub fn article(&self) -> Option<&Value> {
        self.article.as_ref()
    }

    /// A text field of the article's object, decoded to plain text.
    pub fn article_text(&self, field: &str) -> Option<String> {
        let text = json::text(self.article()?, field)?;
        Some(html::to_text(text)).filter(|text| !text.is_empty())
    }

    /// A text field of the article's object as it stands, line breaks and all.
    pub fn article_raw(&self, field: &str) -> Option<String> {
        json::text(self.article()?, field).map(str::to_owned)
    }

    /// Of several articles the one whose address or headline is the page's; else the first that is no list's member.
    fn find_article(&self) -> Option<&Value> {
        let title =
            self.meta_of(&["og:title", "twitter:title"]).or(self.title.as_deref()).unwrap_or_default();
        let best = self
            .objects()
            .filter(|object| json::is_a(object, is_article_type))
            .map(|object| (self.likeness(object, title), object))
            .fold(None, |best: Option<(u32, &Value)>, found| match best {
                Some(best) if best.0 >= found.0 => Some(best),
                _ => Some(found),
            })?;
        Some(best.1)
    }

    fn likeness(&self, object: &Value, title: &str) -> u32 {
        let address = self.is_page(object);
        let headline = json::text(object, "headline").or(json::text(object, "name")).map(html::to_text);
        let same_headline = headline.as_deref().is_some_and(|headline| {
            !title.is_empty() && (title.contains(headline) || headline.contains(title))
        });
        u32::from(address) * 4
            + u32::from(same_headline) * 4
            + u32::from(object.get("articleBody").is_some()) * 2
            + u32::from(headline.is_some())
            + u32::from(object.get("datePublished").is_some())
            + u32::from(object.get("author").is_some())
    }

    /// Whether an object gives this page's address as its own.
    fn is_page(&self, object: &Value) -> bool {
        [json::text(object, "url"), json::text(object, "@id"), json::text(object, "mainEntityOfPage")]
            .into_iter()
            .chain([object.get("mainEntityOfPage").and_then(|page| json::text(page, "@id"))])
            .flatten()
            .any(|address| self.is_page_address(address))
    }

    fn is_page_address(&self, address: &str) -> bool {
        let bare = |address: &str| {
            address
                .split(['#', '?'])
                .next()
                .unwrap_or("")
                .trim_end_matches('/')
                .replacen("http://", "https://", 1)
        };
        let address = bare(address);
        address.len() > 12
            && (address == bare(&self.base)
                || self.canonical.as_deref().is_some_and(|canonical| bare(canonical) == address))
    }
}

fn is_article_type(name: &str) -> bool {
    name.ends_with("Article")
        || name.ends_with("Posting")
        || matches!(name, "Report" | "Review" | "CreativeWork")
}
