//! Files that come with an entry: what is a picture, what is a film, and which are one picture in several sizes.

use super::draft::{EntryDraft, MediaDraft};
use super::limits::LIST_MAX;
use crate::model::{Enclosure, Medium, Picture, Video};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Picture,
    Moving(Medium),
    Document,
}

/// Sorts the files of `draft` into its entry's pictures, videos and enclosures. `resolve` makes an address absolute.
pub(super) fn sort(draft: &mut EntryDraft, resolve: impl Fn(&str) -> Option<String>) {
    let entry = &mut draft.entry;
    for enclosure in std::mem::take(&mut entry.enclosures) {
        let Some(address) = resolve(&enclosure.url) else { continue };
        let seconds = enclosure.seconds.or(draft.seconds);
        match kind(None, enclosure.media_type.as_deref(), &address) {
            Kind::Picture => {
                add_picture(&mut entry.pictures, Picture { url: address.clone(), ..Picture::default() })
            }
            Kind::Moving(medium) => add_video(
                &mut entry.videos,
                Video { title: None, duration_seconds: seconds, url: Some(address.clone()), medium },
            ),
            Kind::Document => {}
        }
        if !entry.enclosures.iter().any(|known| known.url == address) {
            entry.enclosures.push(Enclosure { url: address, seconds, ..enclosure });
        }
    }
    let all = &draft.media_of_all;
    for file in draft.media.iter().filter(|file| !file.is_thumbnail) {
        let Some(address) = file.url.as_deref().and_then(&resolve) else { continue };
        match kind(file.medium.as_deref(), file.media_type.as_deref(), &address) {
            Kind::Moving(medium) => add_video(
                &mut entry.videos,
                Video {
                    title: file.title.clone().or_else(|| all.title.clone()),
                    duration_seconds: file.seconds.or(draft.seconds),
                    url: Some(address),
                    medium,
                },
            ),
            Kind::Picture => add_picture(&mut entry.pictures, picture(file, all, address)),
            Kind::Document => {}
        }
    }
    // A thumbnail is a picture only where there is no better one.
    if entry.pictures.is_empty() {
        for file in draft.media.iter().filter(|file| file.is_thumbnail) {
            if let Some(address) = file.url.as_deref().and_then(&resolve) {
                add_picture(&mut entry.pictures, picture(file, all, address));
            }
        }
    }
    if entry.pictures.is_empty()
        && let Some(address) = draft.cover.as_deref().and_then(&resolve)
    {
        entry.pictures.push(Picture { url: address, ..Picture::default() });
    }
}

/// `4:31`, `1:02:03`, `271`, `271.5`, `PT4M31S` in seconds.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(period) = text.strip_prefix("PT") {
        let mut total = 0u32;
        let mut number = String::new();
        for c in period.chars() {
            let unit = match c {
                'H' => 3600,
                'M' => 60,
                'S' => 1,
                _ => {
                    number.push(c);
                    continue;
                }
            };
            total = total.checked_add((number.parse::<f64>().ok()? as u32).checked_mul(unit)?)?;
            number.clear();
        }
        return Some(total).filter(|_| number.is_empty() && period.len() > 1);
    }
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    parts.iter().try_fold(0u32, |total, part| {
        let part: f64 = part.trim().parse().ok().filter(|part| (0.0..1e7).contains(part))?;
        total.checked_mul(60)?.checked_add(part as u32)
    })
}

fn kind(medium: Option<&str>, media_type: Option<&str>, address: &str) -> Kind {
    match medium {
        Some("image") => return Kind::Picture,
        Some("video") => return Kind::Moving(Medium::Video),
        Some("audio") => return Kind::Moving(Medium::Audio),
        Some("document" | "executable") => return Kind::Document,
        _ => {}
    }
    let media_type = media_type.unwrap_or("").to_ascii_lowercase();
    match media_type.split('/').next().unwrap_or("") {
        "image" => return Kind::Picture,
        "video" => return Kind::Moving(Medium::Video),
        "audio" => return Kind::Moving(Medium::Audio),
        // Players of the old days.
        "application" if media_type.ends_with("x-shockwave-flash") => return Kind::Moving(Medium::Video),
        _ => {}
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    match path.rsplit('.').next().unwrap_or("").to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" => Kind::Picture,
        "mp4" | "m4v" | "mov" | "webm" | "m3u8" => Kind::Moving(Medium::Video),
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "aac" | "wav" | "flac" => Kind::Moving(Medium::Audio),
        // A file of Media RSS that says nothing of itself is the article's picture.
        _ if media_type.is_empty() => Kind::Picture,
        _ => Kind::Document,
    }
}

fn picture(file: &MediaDraft, all: &MediaDraft, url: String) -> Picture {
    let of = |own: &Option<String>, shared: &Option<String>| own.clone().or_else(|| shared.clone());
    Picture {
        url,
        caption: of(&file.description, &all.description).or_else(|| file.title.clone()),
        credit: of(&file.credit, &all.credit),
        alt: None,
        width: file.width,
        height: file.height,
    }
}

/// Adds a picture, unless it is one we have in another size: then the larger stays.
fn add_picture(pictures: &mut Vec<Picture>, picture: Picture) {
    match pictures.iter().position(|known| without_size(&known.url) == without_size(&picture.url)) {
        Some(at) if picture.width > pictures[at].width => pictures[at] = picture,
        Some(_) => {}
        None if pictures.len() < LIST_MAX => pictures.push(picture),
        None => {}
    }
}

fn add_video(videos: &mut Vec<Video>, video: Video) {
    match videos.iter().position(|known| known.url == video.url) {
        Some(at) => {
            let known = &mut videos[at];
            known.title = known.title.take().or(video.title);
            known.duration_seconds = known.duration_seconds.or(video.duration_seconds);
        }
        None if videos.len() < LIST_MAX => videos.push(video),
        None => {}
    }
}

/// The address up to its query, and the query only where the path has no file name: sizes stand in the query
/// (`?width=700`), and so do the names of pictures without one (`image?id=7`).
fn without_size(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let file = path.rsplit('/').next().unwrap_or("");
    if file.contains('.') { path } else { address }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (written, expected) in [
            ("271", Some(271)),
            ("4:31", Some(271)),
            ("01:02:03", Some(3723)),
            ("271.6", Some(271)),
            ("PT4M31S", Some(271)),
            ("", None),
            ("1:2:3:4", None),
            ("-5", None),
            ("soon", None),
            ("99999999999", None),
        ] {
            assert_eq!(seconds(written), expected, "{written}");
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(kind(Some("video"), Some("image/jpeg"), "x"), Kind::Moving(Medium::Video));
        assert_eq!(kind(None, Some("audio/mpeg"), "x"), Kind::Moving(Medium::Audio));
        assert_eq!(kind(None, None, "http://h.test/a.MP4?x=1"), Kind::Moving(Medium::Video));
        assert_eq!(kind(None, None, "http://h.test/image?id=7"), Kind::Picture);
        assert_eq!(kind(None, Some("application/pdf"), "http://h.test/a.pdf"), Kind::Document);
    }
}
