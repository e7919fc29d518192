//! Pictures of articles, fetched when they are looked at: through the same guard as everything, and never an SVG.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use mynews_core::model::{ArticleId, Picture};

use super::{blocking, words};
use crate::app::App;
use crate::fetch::{Purpose, Request};

/// Bytes of pictures kept in memory, so that a page shown twice asks its outlets once.
const CACHE_BYTES_MAX: usize = 32 << 20;

/// A picture as an outlet sent it.
#[derive(Clone)]
pub struct Shown {
    pub content_type: &'static str,
    pub bytes: Arc<[u8]>,
}

/// The pictures shown last.
#[derive(Default)]
pub struct Cache(Mutex<VecDeque<((ArticleId, usize), Shown)>>);

/// Every picture of an article, the lead first: `number` counts them from 0.
pub fn of(article: &mynews_core::model::Article) -> impl Iterator<Item = &Picture> {
    article.image.iter().chain(&article.images)
}

/// Fetches the `number`-th picture of an article.
pub async fn picture(app: &Arc<App>, article: ArticleId, number: usize) -> Result<Shown, String> {
    if let Some(shown) = app.pictures.get((article, number)) {
        return Ok(shown);
    }
    let row = blocking(app, move |app| app.store.article(article).map_err(words)).await?;
    let row = row.ok_or("there is no such article")?;
    let url =
        of(&row.article).nth(number).map(|picture| picture.url.clone()).ok_or("there is no such picture")?;
    let answer = (app.fetch.fetch(&Request::new(url, Purpose::Picture)).await)
        .map_err(|failure| format!("the picture cannot be fetched: {failure}"))?;
    let content_type = sniff(&answer.body).ok_or("what came is no picture that can be shown")?;
    let shown = Shown { content_type, bytes: answer.body.into() };
    app.pictures.put((article, number), shown.clone());
    Ok(shown)
}

/// What the bytes are, whatever the outlet says they are. SVG is a document that can hold scripts, so it is none.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => Some("image/avif"),
        _ => None,
    }
}

impl Cache {
    fn get(&self, key: (ArticleId, usize)) -> Option<Shown> {
        let kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.iter().find(|(other, _)| *other == key).map(|(_, shown)| shown.clone())
    }

    fn put(&self, key: (ArticleId, usize), shown: Shown) {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.push_back((key, shown));
        while kept.iter().map(|(_, shown)| shown.bytes.len()).sum::<usize>() > CACHE_BYTES_MAX {
            kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn a_picture_is_what_its_bytes_are() {
        assert_eq!(sniff(b"\xff\xd8\xff\xe0 rest"), Some("image/jpeg"));
        assert_eq!(sniff(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(sniff(b"<svg onload=alert(1)>"), None);
        assert_eq!(sniff(b""), None);
    }
}
