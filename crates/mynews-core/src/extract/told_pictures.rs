//! What a page's own data tells of its pictures: captions and makers in JSON-LD and microdata.

use serde_json::Value;

use super::credit;
use super::json;
use super::media::{Shown, same_picture};
use super::page_data::PageData;
use crate::model::Picture;
use crate::text::{html, url};

/// Words of a caption; a shorter name is a title or a file's.
const CAPTION_WORDS_MIN: usize = 4;

/// Gives pictures that the page shows without a word what its data tells of them.
pub fn fill_in(data: &PageData, shown: &mut [Shown]) {
    let objects: Vec<Picture> = pictures(data).collect();
    for shown in shown.iter_mut().filter(|shown| shown.picture.caption.is_none()) {
        let told = objects.iter().find(|told| same_picture(&told.url, &shown.picture.url));
        if let Some(told) = told {
            fill(&mut shown.picture, told);
        }
    }
}

/// What the data tells of one picture.
pub fn fill_in_one(data: &PageData, picture: &mut Picture) {
    if let Some(told) = pictures(data).find(|told| same_picture(&told.url, &picture.url)) {
        fill(picture, &told);
    }
}

fn fill(picture: &mut Picture, told: &Picture) {
    picture.caption = picture.caption.take().or_else(|| told.caption.clone());
    picture.credit = picture.credit.take().or_else(|| told.credit.clone());
}

/// The image objects of a page with their words.
fn pictures(data: &PageData) -> impl Iterator<Item = Picture> + '_ {
    // Many name a picture after the article.
    let of_article: Vec<String> =
        ["headline", "description", "name"].iter().filter_map(|field| data.article_text(field)).collect();
    let is_picture = |object: &&Value| json::is_a(object, |name| name == "ImageObject");
    data.objects().chain(data.items()).filter(is_picture).filter_map(move |object| {
        let address = ["contentUrl", "url", "@id"].iter().find_map(|field| json::text(object, field))?;
        let url = url::resolve(&data.base, address)?;
        let caption = (["caption", "description", "name"].iter())
            .filter_map(|field| json::text(object, field))
            .map(html::to_text)
            .find(|text| text.split_whitespace().count() >= CAPTION_WORDS_MIN && !of_article.contains(text));
        let (caption, maker) = caption.as_deref().map_or((None, None), credit::split);
        let credit = maker.or_else(|| named(object));
        (caption.is_some() || credit.is_some()).then(|| Picture {
            url,
            caption,
            credit,
            ..Picture::default()
        })
    })
}

/// Who made it: a text, or a person or organisation with a name.
fn named(object: &Value) -> Option<String> {
    ["creditText", "creator", "copyrightHolder", "author"].iter().find_map(|field| {
        let maker = json::text(object, field)
            .or_else(|| json::list(object, field).first().and_then(|maker| json::text(maker, "name")))?;
        Some(credit::bare(&html::to_text(maker))).filter(|maker| !maker.is_empty())
    })
}
