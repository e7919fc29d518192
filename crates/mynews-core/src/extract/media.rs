//! Pictures with their captions and credits, films with their titles and lengths.

use std::collections::BTreeMap;

use html5ever::local_name;

use super::blocks::{Block, Layout, Places, Shape};
use super::credit;
use super::dom::{Dom, NodeId, Words};
use super::json;
use super::naming::{Kind, Kinds};
use super::page::Parts;
use crate::model::{Medium, Picture, Video};
use crate::text::{html, url};

/// Pictures kept of one page.
const PICTURES_MAX: usize = 100;
/// Sides below which an image is a mark, not a picture.
const SIDE_MIN: u32 = 90;

/// A picture on the page.
#[derive(Debug)]
pub struct Shown {
    pub picture: Picture,
    /// The blocks before it.
    pub place: usize,
    /// The blocks of its caption and credit.
    pub blocks: Vec<usize>,
}

/// Every picture of a page that may belong to the article, with what is written under it.
///
/// `may_describe` says of a block whether it may be a caption: what is body is none.
pub fn pictures(parts: &Parts<'_>, may_describe: impl Fn(usize) -> bool) -> Vec<Shown> {
    let Parts { dom, layout, data, .. } = parts;
    let mut shown: Vec<Shown> = Vec::new();
    let lines: BTreeMap<&str, usize> = (layout.blocks.iter().enumerate())
        .filter(|(_, block)| block.words >= ALT_WORDS_MIN)
        .map(|(index, block)| (block.text.as_str(), index))
        .collect();
    for node in dom.descendants(dom.root()) {
        if !is_picture(dom, node) {
            continue;
        }
        let Some(address) = address(dom, node).and_then(|address| url::resolve(&data.base, &address)) else {
            continue;
        };
        if is_mark(dom, node) {
            continue;
        }
        let place = layout.blocks_before[node.index()] as usize;
        let side =
            |name| dom.attribute(node, name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
        let alt = dom.attribute(node, "alt").map(str::trim).filter(|alt| !alt.is_empty()).map(str::to_owned);
        let mut picture =
            Picture { url: address, alt, width: side("width"), height: side("height"), ..Picture::default() };
        let mut blocks = caption_blocks(dom, layout, node, place);
        blocks.retain(|block| may_describe(*block));
        if blocks.is_empty() {
            blocks.extend(same_as_alt(&lines, picture.alt.as_deref()).filter(|block| may_describe(*block)));
        }
        describe(&mut picture, dom, layout, &blocks);
        match shown.iter().position(|other| same_picture(&other.picture.url, &picture.url)) {
            Some(before) if shown[before].picture.caption.is_some() || picture.caption.is_none() => {
                let known = &mut shown[before].picture;
                known.credit = known.credit.take().or(picture.credit);
            }
            Some(before) => shown[before] = Shown { picture, place: shown[before].place, blocks },
            None => shown.push(Shown { picture, place, blocks }),
        }
        if shown.len() >= PICTURES_MAX {
            break;
        }
    }
    shown
}

/// Words from which a description is no coincidence.
const ALT_WORDS_MIN: usize = 6;

/// The line that says what a picture's own description says: sliders keep them far apart.
fn same_as_alt(lines: &BTreeMap<&str, usize>, alt: Option<&str>) -> Option<usize> {
    lines.get(alt?.split_whitespace().collect::<Vec<_>>().join(" ").as_str()).copied()
}

/// `<img>`, and what sites call their own (`<amp-img>`, `<brick-image>`).
fn is_picture(dom: &Dom, node: NodeId) -> bool {
    let tag = dom.tag(node);
    *tag == local_name!("img")
        || (tag.contains('-')
            && (tag.contains("img") || tag.contains("image"))
            && (dom.attribute(node, "src").or(dom.attribute(node, "data-src")).is_some()))
}

/// The address of the picture itself, not of the blank that stands in until it is loaded.
fn address(dom: &Dom, node: NodeId) -> Option<String> {
    let usable = |text: &str| {
        let text = text.trim();
        !text.is_empty() && !text.starts_with("data:") && !text.starts_with("blob:") && text.len() < 2000
    };
    let mut found: Option<(u32, String)> = None;
    let mut offer = |rank: u32, text: &str| {
        if usable(text) && found.as_ref().is_none_or(|(best, _)| rank > *best) {
            found = Some((rank, text.trim().to_owned()));
        }
    };
    for attribute in dom.attributes(node) {
        match &*attribute.name.local {
            "src" => offer(if looks_blank(&attribute.value) { 1 } else { 20 }, &attribute.value),
            "data-src" | "data-original" | "data-lazy-src" | "data-url" | "data-image"
            | "data-hi-res-src" | "data-full-src" | "data-large-file" | "data-img-url" => {
                offer(30, &attribute.value)
            }
            "srcset" | "data-srcset" | "data-lazy-srcset" => {
                if let Some((width, address)) = largest(&attribute.value) {
                    offer(if width > 300 { 40 } else { 15 }, address);
                }
            }
            _ => {}
        }
    }
    if let Some(parent) = dom.parent(node).filter(|parent| *dom.tag(*parent) == local_name!("picture")) {
        for source in dom.children(parent).filter(|child| *dom.tag(*child) == local_name!("source")) {
            for name in ["srcset", "data-srcset"] {
                if let Some((_, address)) = dom.attribute(source, name).and_then(largest) {
                    offer(10, address);
                }
            }
        }
    }
    found.map(|(_, address)| address)
}

fn looks_blank(address: &str) -> bool {
    ["placeholder", "blank.", "spacer", "1x1", "transparent", "pixel", "lazy", "loading", "empty."]
        .iter()
        .any(|word| address.contains(word))
}

/// The widest address of a `srcset`.
fn largest(set: &str) -> Option<(u32, &str)> {
    // Addresses may hold commas; candidates are parted by commas with white space behind.
    set.split(", ")
        .flat_map(|part| part.split(",\n"))
        .filter_map(|candidate| {
            let mut words = candidate.split_whitespace();
            let address = words.next()?.trim_end_matches(',');
            let size = words.next().unwrap_or("1x");
            let number: f32 = size.trim_end_matches([',', 'w', 'x']).parse().unwrap_or(1.0);
            Some((if size.contains('x') { (number * 400.0) as u32 } else { number as u32 }, address))
        })
        .filter(|(width, _)| *width <= 2600)
        .max_by_key(|(width, _)| *width)
}

/// Logos, portraits of authors, counting pixels, icons.
pub fn is_mark(dom: &Dom, node: NodeId) -> bool {
    let side =
        |name| dom.attribute(node, name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
    if side("width").is_some_and(|side| side < SIDE_MIN) || side("height").is_some_and(|side| side < SIDE_MIN)
    {
        return true;
    }
    let source = dom.attribute(node, "src").unwrap_or_default().to_ascii_lowercase();
    if [".svg", "logo", "avatar", "icon", "sprite", "gravatar", "/pixel", "emoji"]
        .iter()
        .any(|word| source.contains(word))
    {
        return true;
    }
    let class = dom.attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
    ["logo", "avatar", "icon", "emoji", "author"].iter().any(|word| class.contains(word))
}

/// The same file in another size or cut is the same picture.
fn same_picture(one: &str, other: &str) -> bool {
    one == other
        || (one.split('?').next() == other.split('?').next()
            && one.split('?').next().is_some_and(|path| path.contains('.') && !path.ends_with(".php")))
}

/// Words of a line under a picture that nothing names a caption.
const UNNAMED_WORDS_MAX: usize = 60;

/// The blocks under (or over) a picture that describe it.
fn caption_blocks(dom: &Dom, layout: &Layout, node: NodeId, place: usize) -> Vec<usize> {
    let in_figure = dom.ancestors(node).take(8).any(|above| *dom.tag(above) == local_name!("figure"));
    for (level, above) in dom.ancestors(node).take(8).enumerate() {
        let index = layout.box_of[above.index()] as usize;
        if index == 0 {
            continue;
        }
        let around = &layout.surroundings[index];
        let is_figure = around.figure == above.index() as u32 + 1;
        if around.blocks > 12 || (level > 2 && around.prose > 900) {
            break;
        }
        let first = layout.blocks_before[above.index()] as usize;
        let inside = first..(first + around.blocks as usize).min(layout.blocks.len());
        let described: Vec<usize> =
            inside.clone().filter(|block| describes(&layout.blocks[*block], layout)).collect();
        let pictures = dom.descendants(above).filter(|node| is_picture(dom, *node)).take(9).count();
        if !described.is_empty() {
            if pictures > 1 && !is_figure {
                // Several pictures in one box: the caption that follows next is this one's.
                return described.into_iter().filter(|block| *block >= place && *block < place + 3).collect();
            }
            return described;
        }
        let is_line = |block: &usize| {
            let block = &layout.blocks[*block];
            let is_button = layout.around(block).places.has(Places::FORM);
            !is_button
                && block.link_share() < 0.6
                && block.words <= UNNAMED_WORDS_MAX
                && clock_seconds(&block.text).is_none()
                && !matches!(block.shape, Shape::Heading(_))
        };
        if is_figure && around.blocks > 0 {
            return inside.filter(is_line).take(3).collect();
        }
        if !in_figure
            && (1..=3).contains(&around.blocks)
            && pictures <= 2
            && around.link_chars * 2 < around.chars
        {
            let under: Vec<usize> = inside.filter(|block| *block >= place).filter(is_line).collect();
            if !under.is_empty() {
                return under;
            }
        }
    }
    Vec::new()
}

/// Whether a block says of itself that it describes a picture.
pub fn describes(block: &Block, layout: &Layout) -> bool {
    let around = layout.around(block);
    let outer = &layout.surroundings[around.outer];
    let said = around.own.with(outer.own).with(block.inner);
    around.places.has(Places::CAPTION)
        || (around.near.with(block.inner).has(Kind::Caption) && !said.has(Kind::Video))
        || (around.own.with(block.inner).has(Kind::Credit) && around.places.has(Places::FIGURE))
}

/// Sorts the blocks under a picture into caption and credit.
fn describe(picture: &mut Picture, dom: &Dom, layout: &Layout, blocks: &[usize]) {
    let mut caption: Vec<String> = Vec::new();
    let mut credit: Vec<String> = Vec::new();
    for block in blocks.iter().map(|index| &layout.blocks[*index]) {
        let is_credit = block.words <= 16
            && layout
                .boxes(block)
                .take_while(|around| {
                    !matches!(
                        *dom.tag(dom.node_at(around.node)),
                        local_name!("figure") | local_name!("figcaption")
                    )
                })
                .take(3)
                .any(|around| around.own.has(Kind::Credit) || around.own.has(Kind::Byline));
        let is_both = matches!(credit::split(&block.text), (Some(shown), Some(_)) if shown.split_whitespace().count() >= 3);
        if (is_credit && !is_both) || credit::whole(&block.text).is_some() {
            credit.push(credit::bare(&block.text));
            continue;
        }
        let (shown, maker) = by_element(dom, block);
        credit.extend(maker.map(|maker| credit::bare(&maker)));
        if !shown.is_empty() && !caption.contains(&shown) {
            caption.push(shown);
        }
    }
    // A last line of its own that is nothing but a name is the maker's.
    if credit.is_empty() && caption.len() > 1 && caption.last().is_some_and(|line| credit::is_name(line)) {
        credit.extend(caption.pop());
    }
    let (shown, maker) = credit::split(&caption.join(" "));
    credit.extend(maker);
    credit.retain(|maker| !maker.is_empty());
    credit.dedup();
    picture.caption = shown;
    picture.credit = (!credit.is_empty()).then(|| credit.join(", "));
}

/// Splits a line by the elements inside it: what is called a credit, or is set small, names the maker; so does a
/// span of a few words behind the last sentence.
fn by_element(dom: &Dom, block: &Block) -> (String, Option<String>) {
    let inline = |piece: NodeId| dom.ancestors(piece).take_while(|above| *above != block.node);
    let is_maker = |piece: NodeId| {
        inline(piece).any(|above| {
            let names = super::blocks::names(dom, above);
            names.has(Kind::Credit)
                || names.has(Kind::Byline)
                || matches!(*dom.tag(above), local_name!("small") | local_name!("cite"))
        })
    };
    let joined = |pieces: &[NodeId]| {
        let mut words = Words::default();
        for piece in pieces {
            words.push(dom.text(*piece).unwrap_or(" "));
        }
        words.text
    };
    let (makers, shown): (Vec<NodeId>, Vec<NodeId>) =
        block.pieces.iter().partition(|piece| is_maker(**piece));
    let (shown, makers) = (joined(&shown), joined(&makers));
    if !makers.is_empty() && !shown.is_empty() && makers.split_whitespace().count() <= 16 {
        return (shown, Some(makers));
    }
    if let Some((last, before)) = block.pieces.split_last()
        && inline(*last).any(|above| *dom.tag(above) == local_name!("span"))
        && before.first().is_some_and(|first| dom.parent(*first) != dom.parent(*last))
    {
        let (head, tail) = (joined(before), joined(&[*last]));
        let is_short = (1..=7).contains(&tail.split_whitespace().count()) && !tail.ends_with(['.', '!', '?']);
        if is_short
            && head.split_whitespace().count() >= 3
            && tail.chars().next().is_some_and(|first| !first.is_lowercase())
        {
            return (head, Some(tail));
        }
    }
    (block.text.clone(), None)
}

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
    for object in data.objects() {
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

    #[test]
    fn the_widest_of_a_set_is_taken() {
        assert_eq!(largest("/a,b.jpg 320w, /c.jpg 1200w, /d.jpg 4000w"), Some((1200, "/c.jpg")));
        assert_eq!(largest("/a.jpg"), Some((400, "/a.jpg")));
    }
}
