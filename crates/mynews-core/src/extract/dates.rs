//! When it was published and last changed, in the page's own offset.

use html5ever::local_name;

use super::json;
use super::naming::Kind;
use super::page::Parts;
use crate::model::{Entry, WrittenTime};
use crate::text::date;

/// Meta elements that hold the moment of publication, most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "article:published",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "citation_publication_date",
    "citation_date",
    "date",
    "article_date_original",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "rnews:datepublished",
    "bt:pubdate",
    "datecreated",
    "article:created",
    "created",
    "published",
    "publisheddate",
    "og:pubdate",
    "creation_date",
    "release_date",
    "last-modified-date",
    "mediaingester:publish",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article:modified",
    "lastmod",
    "revised",
    "modified",
    "article:updated",
    "updated_time",
];

/// Publication and modification.
#[derive(Debug, Default, Clone, Copy)]
pub struct Dates {
    pub published: Option<WrittenTime>,
    pub modified: Option<WrittenTime>,
}

pub fn find(parts: &Parts<'_>, entry: Option<&Entry>) -> Dates {
    let data = &parts.data;
    let of_article =
        |field: &str| data.article().and_then(|article| json::text(article, field)).and_then(sane);
    let meta = |names: &[&str]| names.iter().flat_map(|name| data.metas_of(name)).find_map(sane);
    let published = of_article("datePublished")
        .or_else(|| meta(PUBLISHED))
        .or_else(|| of_article("dateCreated"))
        .or_else(|| of_article("uploadDate"))
        .or_else(|| {
            data.objects()
                .filter(|object| json::is_a(object, |name| name.ends_with("Page") || name == "VideoObject"))
                .find_map(|object| {
                    json::text(object, "datePublished").or(json::text(object, "uploadDate")).and_then(sane)
                })
        })
        .or_else(|| shown(parts))
        .or_else(|| in_address(&data.base))
        .or_else(|| data.canonical.as_deref().and_then(in_address))
        .or_else(|| {
            entry.and_then(|entry| entry.published).map(|at| WrittenTime {
                at,
                offset_seconds: None,
                day_only: false,
            })
        });
    let modified = of_article("dateModified").or_else(|| meta(MODIFIED));
    // A page that was "changed" before it was published says nothing of a change.
    let changed = modified.filter(|modified| published.is_none_or(|published| modified.at > published.at));
    Dates { published: published.or(modified), modified: changed }
}

/// A date of the years in which there were web pages, or of the print archives put online.
fn sane(text: &str) -> Option<WrittenTime> {
    let text = text.trim();
    if !(6..=120).contains(&text.len()) {
        return None;
    }
    date::parse(text).filter(|time| (-3_000_000_000..=4_100_000_000).contains(&time.at.as_second()))
}

/// The first date shown near the headline: `<time>` first, then blocks called a date.
fn shown(parts: &Parts<'_>) -> Option<WrittenTime> {
    let layout = &parts.layout;
    let headline = parts.headline.block.unwrap_or(0);
    let mut best: Option<(usize, WrittenTime)> = None;
    let mut offer = |place: usize, bonus: usize, time: Option<WrittenTime>| {
        if let Some(time) = time {
            let far = if place >= headline { place - headline } else { (headline - place) * 2 };
            let far = far + bonus;
            if best.is_none_or(|(least, _)| far < least) {
                best = Some((far, time));
            }
        }
    };
    for node in parts.dom.descendants(parts.dom.root()) {
        let place = layout.blocks_before[node.index()] as usize;
        if *parts.dom.tag(node) == local_name!("time") {
            let written =
                parts.dom.attribute(node, "datetime").and_then(sane).or_else(|| sane(&parts.dom.words(node)));
            offer(place, 0, written);
        } else if let Some(property) = parts.dom.attribute(node, "itemprop")
            && matches!(property, "datePublished" | "dateCreated")
        {
            offer(
                place,
                0,
                parts.dom.attribute(node, "content").or(parts.dom.attribute(node, "datetime")).and_then(sane),
            );
        }
    }
    for (place, block) in layout.blocks.iter().enumerate() {
        if block.words > 14 || block.text.len() > 120 || !block.text.bytes().any(|byte| byte.is_ascii_digit())
        {
            continue;
        }
        let around = layout.around(block);
        let named = around.near.has(Kind::Date) || block.inner.has(Kind::Date);
        offer(place, if named { 3 } else { 12 }, date::find(&block.text).filter(sane_year));
    }
    best.map(|(_, time)| time)
}

fn sane_year(time: &WrittenTime) -> bool {
    (600_000_000..=4_100_000_000).contains(&time.at.as_second())
}

/// `/2024/03/05/` and the like.
fn in_address(address: &str) -> Option<WrittenTime> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let numbers: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    numbers.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let all_digits = window.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let year_number: u32 = year.parse().ok()?;
        if !all_digits
            || year.len() != 4
            || !(1990..2100).contains(&year_number)
            || month.len() > 2
            || day.len() > 2
        {
            return None;
        }
        sane(&format!("{year}-{month:0>2}-{day:0>2}"))
    })
}
