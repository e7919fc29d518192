//! Films and recordings with their titles and lengths.

use html5ever::local_name;

use super::blocks::Layout;
use super::dom::{Dom, NodeId};
use super::json;
use super::naming::{Kind, Kinds};
use super::page::Parts;
use crate::model::{Medium, Video};
use crate::text::{html, url};

/// Films and recordings: what the page's data tells, then what the page shows.
pub fn videos(parts: &Parts<'_>, region: std::ops::Range<usize>) -> Vec<(usize, Video)> {
    let Parts { dom, layout, data, .. } = parts;
    let mut found: Vec<(usize, Video)> = Vec::new();
    for node in dom.descendants(dom.root()) {
        let place = layout.blocks_before[node.index()] as usize;
        if !region.contains(&place) {
            continue;
        }
        let index = layout.box_of[node.index()] as usize;
        let own = if index == 0 { Kinds::default() } else { layout.surroundings[index].own };
        let duration = dom.attribute(node, "data-duration").and_then(seconds);
        let is_player =
            matches!(*dom.tag(node), local_name!("video") | local_name!("audio")) || duration.is_some();
        let is_figure = *dom.tag(node) == local_name!("figure") && own.has(Kind::Video);
        let framed = (*dom.tag(node) == local_name!("iframe"))
            .then(|| dom.attribute(node, "src").or(dom.attribute(node, "data-src")))
            .flatten()
            .filter(|source| is_player_address(source));
        if !(is_player || is_figure || framed.is_some()) || found.iter().any(|(other, _)| *other == place) {
            continue;
        }
        let figure = dom
            .ancestors(node)
            .take(5)
            .find(|above| *dom.tag(*above) == local_name!("figure"))
            .unwrap_or(node);
        let (title, shown_length) = title_and_length(dom, layout, figure);
        let source = framed.or(dom.attribute(node, "src")).or_else(|| {
            dom.children(node)
                .find(|child| *dom.tag(*child) == local_name!("source"))
                .and_then(|child| dom.attribute(child, "src"))
        });
        let medium = if *dom.tag(node) == local_name!("audio") { Medium::Audio } else { Medium::Video };
        let video = Video {
            title: title.or_else(|| dom.attribute(node, "title").map(str::to_owned)),
            duration_seconds: duration.or(shown_length).or_else(|| {
                dom.descendants(node)
                    .take(60)
                    .find_map(|below| dom.attribute(below, "data-duration").and_then(seconds))
            }),
            url: source.and_then(|source| url::resolve(&data.base, source)),
            medium,
        };
        if video.title.is_some() || video.url.is_some() {
            found.push((place, video));
        }
    }
    for object in data.objects().chain(data.items()) {
        let is_audio = json::is_a(object, |name| name == "AudioObject");
        if !is_audio && !json::is_a(object, |name| name == "VideoObject") {
            continue;
        }
        let title = json::text(object, "name").map(html::to_text);
        let duration_seconds = json::text(object, "duration").and_then(seconds);
        let address = ["contentUrl", "embedUrl", "url"]
            .iter()
            .find_map(|field| json::text(object, field))
            .and_then(|address| url::resolve(&data.base, address));
        if let Some((_, known)) = found
            .iter_mut()
            .find(|(_, known)| known.title == title || (known.url == address && address.is_some()))
        {
            known.duration_seconds = known.duration_seconds.or(duration_seconds);
            known.title = known.title.take().or(title);
            known.url = known.url.take().or(address);
        } else if title.is_some() {
            let medium = if is_audio { Medium::Audio } else { Medium::Video };
            found.push((region.end, Video { title, duration_seconds, url: address, medium }));
        }
    }
    found
}

fn is_player_address(address: &str) -> bool {
    [
        "youtube.com/embed",
        "youtube-nocookie.com/embed",
        "player.vimeo.com",
        "dailymotion.com/embed",
        "players.brightcove.net",
        "geo.dailymotion.com",
    ]
    .iter()
    .any(|player| address.contains(player))
}

/// The title written in a video's box, and its length as a clock shows it.
fn title_and_length(dom: &Dom, layout: &Layout, figure: NodeId) -> (Option<String>, Option<u32>) {
    let first = layout.blocks_before[figure.index()] as usize;
    let count = layout.surroundings[layout.box_of[figure.index()] as usize].blocks as usize;
    let mut title: Option<String> = None;
    let mut length = None;
    if layout.box_of[figure.index()] == 0 || count > 12 {
        return (None, None);
    }
    for block in layout.blocks[first..].iter().take(count) {
        if !dom.ancestors(block.node).take(12).any(|above| above == figure) && block.node != figure {
            continue;
        }
        match clock_seconds(&block.text) {
            Some(seconds) => length = length.or(Some(seconds)),
            None if block.words >= 2 && title.is_none() => title = Some(block.text.clone()),
            None => {}
        }
    }
    (title, length)
}

/// "01:45" or "1:02:03" as seconds.
pub fn clock_seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len())
        || !parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    if parts[1..].iter().any(|part| part.len() != 2) {
        return None;
    }
    parts.iter().try_fold(0_u32, |sum, part| Some(sum * 60 + part.parse::<u32>().ok()?))
}

/// A length of time as ISO 8601 ("PT1M45S"), a clock or plain seconds write it.
pub fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('P') {
        let mut total = 0.0_f64;
        let mut number = String::new();
        let mut after_t = false;
        for letter in rest.chars().take(40) {
            match letter {
                '0'..='9' | '.' => number.push(letter),
                'T' => after_t = true,
                'D' | 'H' | 'M' | 'S' => {
                    let unit = match (letter, after_t) {
                        ('D', _) => 86_400.0,
                        ('H', _) => 3_600.0,
                        ('M', true) => 60.0,
                        ('S', _) => 1.0,
                        _ => return None,
                    };
                    total += number.parse::<f64>().ok()? * unit;
                    number.clear();
                }
                _ => return None,
            }
        }
        return (total > 0.0 && total < 1e7).then_some(total.round() as u32);
    }
    clock_seconds(text).or_else(|| {
        text.parse::<f64>()
            .ok()
            .filter(|seconds| (1.0..1e6).contains(seconds))
            .map(|seconds| seconds.round() as u32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_however_written() {
        assert_eq!(seconds("PT1M45S"), Some(105));
        assert_eq!(seconds("P0DT1H2M3.6S"), Some(3724));
        assert_eq!(seconds("01:22"), Some(82));
        assert_eq!(seconds("82.4"), Some(82));
        assert_eq!(seconds("soon"), None);
        assert_eq!(clock_seconds("12:5"), None);
    }
}
