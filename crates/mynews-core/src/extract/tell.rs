//! The labelled page as an article: each field read from the label or the data that holds it.

use super::body::{self, Body, Media};
use super::headline::{likeness, plain};
use super::label::{self, Label, Labelled};
use super::page::Parts;
use super::page_data::PageData;
use super::{byline, dates, films, json, state, told_pictures, topics};
use crate::model::{Article, Block, Completeness, Entry, Fault, Page, Picture, Related};
use crate::text::{html, language, url};

/// Words below which a body that breaks off is a teaser.
const TEASER_WORDS_MAX: usize = 60;
/// Words below which any body is one: a whole report of fewer is hardly ever written.
const REPORT_WORDS_MIN: usize = 25;
/// Words below which a page that says it is for subscribers is taken at its word.
const PAYWALLED_WORDS_MAX: usize = 300;

pub fn article(page: &Page, parts: &Parts<'_>, labelled: &Labelled, entry: Option<&Entry>) -> Article {
    let data = &parts.data;
    let range = labelled.body_range();
    let outlet = outlet(data);
    let dates = dates::find(parts, entry);
    let (image, pictures) = pictures(parts, labelled, &range);
    let videos = films::videos(parts, range.clone());
    let media = Media { pictures, videos };
    let body = body::read(parts, labelled, &media);
    let body = in_state(parts, &body).unwrap_or(body);
    let section = topics::section(parts);
    let first_line = texts(parts, labelled, Label::Byline).into_iter().next();
    let mut article = Article {
        headline: parts
            .headline
            .text
            .clone()
            .or_else(|| entry.and_then(|entry| entry.title.as_deref()).map(html::to_text)),
        standfirst: Some(texts(parts, labelled, Label::Standfirst).join(" ")).filter(|text| !text.is_empty()),
        byline: byline::names(parts, outlet.as_deref(), first_line.as_deref()),
        topics: topics::find(parts, section.as_deref()),
        section,
        outlet,
        url: Some(page.url.clone()).filter(|address| !address.is_empty()),
        canonical_url: data
            .canonical
            .as_deref()
            .and_then(url::canonical)
            .or_else(|| url::canonical(&page.url)),
        published: dates.published,
        modified: dates.modified,
        language: None,
        key_points: texts(parts, labelled, Label::KeyPoint),
        image,
        images: media.pictures.into_iter().map(|(_, picture)| picture).collect(),
        videos: media.videos.into_iter().map(|(_, video)| video).collect(),
        blocks: body.blocks,
        html: body.html,
        related: related(parts, labelled),
        comment_count: comment_count(parts, labelled),
        completeness: Completeness::Full,
        faults: Vec::new(),
    };
    if article.standfirst.is_none() {
        article.standfirst = summary(data, &article);
    }
    article.language = spoken(data, &article);
    article.completeness = completeness(data, &article);
    if parts.was_cut {
        article.faults.push(Fault::new(
            "page-too-large",
            "The page is larger or deeper than any real one: its end was not read.",
        ));
    }
    if data.has_broken_json {
        article.faults.push(Fault::new("broken-data", "The page's own data (JSON-LD) could not be read."));
    }
    article
}

/// Letters below which a body is looked for in the page's scripts.
const SCANT_LETTERS_MAX: usize = 700;

/// The body that only a script holds, where the page shows hardly any.
fn in_state(parts: &Parts<'_>, shown: &Body) -> Option<Body> {
    // Letters, not words: a line of Chinese has hardly any spaces. A letter of it says as much as three.
    let letters = |body: &Body| {
        let letters = body.blocks.iter().filter_map(Block::text).flat_map(str::chars);
        letters.filter(|c| c.is_alphanumeric()).map(|c| if c as u32 >= 0x2e80 { 3 } else { 1 }).sum::<usize>()
    };
    let shown_letters = letters(shown);
    if shown_letters > SCANT_LETTERS_MAX {
        return None;
    }
    let page = Page { url: parts.data.base.clone(), html: state::body(parts)?, is_text: false };
    let inner = Parts::of(&page);
    let body = body::read(&inner, &label::all_body(&inner, |_| false), &Media::default());
    (letters(&body) > 2 * shown_letters).then_some(body)
}

fn texts(parts: &Parts<'_>, labelled: &Labelled, label: Label) -> Vec<String> {
    labelled.all(label).map(|block| parts.layout.blocks[block].text.clone()).collect()
}

/// Words of a summary that can stand for a deck.
const SUMMARY_WORDS: std::ops::Range<usize> = 5..90;

/// The page's own summary, where it is one: whole, and not the first lines of the body over again.
fn summary(data: &PageData, article: &Article) -> Option<String> {
    let told = data
        .meta_of(&["og:description", "description", "twitter:description"])
        .map(html::to_text)
        .or_else(|| data.article_text("description"))
        .or_else(|| data.item_text("description"))?;
    let bare = plain(&told);
    let start = &bare[..bare.floor_char_boundary(50)];
    let is_whole = !(told.ends_with('…') || told.ends_with("...") || told.ends_with("[…]"));
    let is_news = article.paragraphs().take(4).all(|paragraph| !plain(paragraph).contains(start))
        && article.headline.as_deref().is_none_or(|headline| likeness(&plain(headline), &bare) < 0.8)
        && article.key_points.iter().all(|point| !plain(point).contains(start));
    (is_whole && is_news && SUMMARY_WORDS.contains(&told.split_whitespace().count())).then_some(told)
}

fn outlet(data: &PageData) -> Option<String> {
    let publisher = data
        .article()
        .and_then(|article| json::list(article, "publisher").first())
        .and_then(|publisher| json::text(publisher, "name"));
    data.meta_of(&["og:site_name"])
        .or(publisher)
        .or_else(|| {
            data.meta_of(&["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"])
        })
        .map(html::to_text)
        .filter(|name| !name.is_empty() && !name.contains("://"))
}

/// What the page declares, unless its words are plainly another language.
fn spoken(data: &PageData, article: &Article) -> Option<String> {
    let declared = data
        .language
        .as_deref()
        .or_else(|| data.meta_of(&["og:locale", "content-language", "dc.language"]))
        .and_then(|tag| tag.split(['-', '_']).next())
        .map(str::to_ascii_lowercase)
        .filter(|tag| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase()));
    declared.or_else(|| {
        let text = article.text();
        language::detect(&text[..text.floor_char_boundary(2000)]).map(str::to_owned)
    })
}

/// The lead picture and the others, each once.
fn pictures(
    parts: &Parts<'_>,
    labelled: &Labelled,
    range: &std::ops::Range<usize>,
) -> (Option<Picture>, Vec<(usize, Picture)>) {
    let headline = parts.headline.block.unwrap_or(range.start).min(range.start);
    let from = headline.saturating_sub(4);
    let announced = parts
        .data
        .meta_of(&["og:image", "og:image:url", "twitter:image"])
        .map(str::to_owned)
        .or_else(|| parts.data.item_text("image"))
        .or_else(|| parts.data.item_text("thumbnailUrl"))
        .and_then(|address| url::resolve(&parts.data.base, &address));
    let own = labelled.pictures.iter().filter(|shown| {
        let place = shown.place;
        let is_announced =
            announced.as_deref().is_some_and(|announced| is_same_file(announced, &shown.picture.url));
        let is_near = place < range.end + 4 && place + 40 > headline;
        (from..=range.end).contains(&place) || is_announced || (shown.picture.caption.is_some() && is_near)
    });
    let mut image = None;
    let mut pictures = Vec::new();
    for shown in own {
        if image.is_none() && shown.place <= range.start + 1 {
            image = Some(shown.picture.clone());
        } else {
            pictures.push((shown.place, shown.picture.clone()));
        }
    }
    let image = image.or_else(|| {
        let mut picture = Picture { url: announced?, ..Picture::default() };
        told_pictures::fill_in_one(&parts.data, &mut picture);
        Some(picture)
    });
    (image, pictures)
}

/// The same file, whatever size or cut the address asks for.
fn is_same_file(one: &str, other: &str) -> bool {
    let name = |address: &str| {
        address.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or("").to_owned()
    };
    let one = name(one);
    one.len() > 8 && one == name(other)
}

fn related(parts: &Parts<'_>, labelled: &Labelled) -> Vec<Related> {
    labelled
        .all(Label::Related)
        .map(|index| {
            let block = &parts.layout.blocks[index];
            let address = block
                .pieces
                .iter()
                .flat_map(|piece| parts.dom.ancestors(*piece).take(6))
                .find_map(|above| parts.dom.attribute(above, "href"))
                .and_then(|href| url::resolve(&parts.data.base, href));
            Related { title: block.text.clone(), url: address }
        })
        .collect()
}

fn comment_count(parts: &Parts<'_>, labelled: &Labelled) -> Option<u32> {
    let told = parts.data.article().and_then(|article| article.get("commentCount")).and_then(|count| {
        count
            .as_u64()
            .and_then(|count| u32::try_from(count).ok())
            .or_else(|| count.as_str().and_then(|text| text.parse().ok()))
    });
    told.or_else(|| {
        let block = labelled.all(Label::CommentCount).next()?;
        let digits: String = parts.layout.blocks[block].text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    })
}

/// Whether the last words of the body are no end of a sentence.
fn breaks_off(article: &Article) -> bool {
    let ends = ['.', '!', '?', '”', '"', '»', '“', '。', '！', '？', '」', '؟', '’'];
    let last = article.blocks.iter().rev().find_map(Block::text).unwrap_or_default().trim_end();
    last.ends_with("...") || !last.ends_with(ends)
}

fn completeness(data: &PageData, article: &Article) -> Completeness {
    let words = article.word_count();
    let for_subscribers =
        data.article().and_then(|article| article.get("isAccessibleForFree")).is_some_and(|free| {
            free.as_bool() == Some(false)
                || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
        }) || data
            .meta_of(&["article:content_tier"])
            .is_some_and(|tier| matches!(tier, "locked" | "metered"));
    if words == 0 {
        Completeness::Headline
    } else if for_subscribers && words < PAYWALLED_WORDS_MAX {
        Completeness::Paywalled
    } else if words < REPORT_WORDS_MIN || words < TEASER_WORDS_MAX && breaks_off(article) {
        Completeness::Teaser
    } else {
        Completeness::Full
    }
}
