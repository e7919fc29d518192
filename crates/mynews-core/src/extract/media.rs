//! Pictures with their captions and credits.

use std::collections::BTreeMap;

use html5ever::local_name;

use super::blocks::{Block, Layout, Places, Shape};
use super::credit;
use super::dom::{Dom, NodeId, Words};
use super::films::clock_seconds;
use super::naming::Kind;
use super::page::Parts;
use super::told_pictures as told;
use crate::model::Picture;
use crate::text::url;

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
    /// Whether the page itself calls these lines a caption.
    is_named: bool,
}

/// A picture's element, and the lines that may describe it.
#[derive(Debug)]
pub struct Hung {
    node: NodeId,
    place: usize,
    /// The lines under (or over) it.
    pub beside: Vec<usize>,
    /// A line elsewhere that says what its own description says: sliders keep them far apart.
    pub same_as_alt: Option<usize>,
}

/// Pictures looked at; the longest galleries have some hundred.
const HUNG_MAX: usize = 300;

/// All elements that show a picture, in order.
pub fn hung(dom: &Dom, layout: &Layout) -> Vec<Hung> {
    let lines: BTreeMap<&str, usize> = (layout.blocks.iter().enumerate())
        .filter(|(_, block)| block.words >= ALT_WORDS_MIN)
        .map(|(index, block)| (block.text.as_str(), index))
        .collect();
    dom.descendants(dom.root())
        .filter(|node| is_picture(dom, *node) && !is_mark(dom, *node))
        .take(HUNG_MAX)
        .map(|node| {
            let place = layout.blocks_before[node.index()] as usize;
            Hung {
                node,
                place,
                beside: caption_blocks(dom, layout, node, place),
                same_as_alt: same_as_alt(&lines, dom.attribute(node, "alt")),
            }
        })
        .collect()
}

/// Every picture of a page that may belong to the article, with what is written under it.
///
/// `may_describe` says of a block whether it may be a caption: what is body is none.
pub fn pictures(parts: &Parts<'_>, may_describe: impl Fn(usize) -> bool) -> Vec<Shown> {
    let Parts { dom, layout, data, .. } = parts;
    let mut shown: Vec<Shown> = Vec::new();
    for Hung { node, place, beside, same_as_alt } in &parts.hung {
        let Some(address) = address(dom, *node).and_then(|address| url::resolve(&data.base, &address)) else {
            continue;
        };
        let attribute = |name| dom.attribute(*node, name);
        let side = |name| attribute(name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
        let alt = attribute("alt").map(str::trim).filter(|alt| !alt.is_empty()).map(str::to_owned);
        let mut picture =
            Picture { url: address, alt, width: side("width"), height: side("height"), ..Picture::default() };
        let mut blocks: Vec<usize> = beside.iter().copied().filter(|block| may_describe(*block)).collect();
        if blocks.is_empty() {
            blocks.extend(same_as_alt.filter(|block| may_describe(*block)));
        }
        describe(&mut picture, dom, layout, &blocks);
        let is_named = blocks.iter().any(|block| describes(&layout.blocks[*block], layout));
        let found = Shown { picture, place: *place, blocks, is_named };
        match shown.iter().position(|other| same_picture(&other.picture.url, &found.picture.url)) {
            Some(before) => shown[before].meet(found),
            None => shown.push(found),
        }
        if shown.len() >= PICTURES_MAX {
            break;
        }
    }
    told::fill_in(data, &mut shown);
    shown
}

impl Shown {
    /// The same picture once more: the better described of the two stays, where the first stood.
    fn meet(&mut self, other: Shown) {
        let words =
            |shown: &Shown| shown.picture.caption.as_deref().map_or(0, |text| text.split(' ').count());
        let is_better = match (words(self), words(&other)) {
            (_, 0) => false,
            (0, _) => true,
            (own, others) => (other.is_named, others) > (self.is_named, own),
        };
        if is_better {
            let place = self.place;
            *self = Shown { place, ..other };
        } else {
            self.picture.credit = self.picture.credit.take().or(other.picture.credit);
        }
    }
}

/// Words from which a description is no coincidence.
const ALT_WORDS_MIN: usize = 6;
/// Words of a credit behind a caption.
const CREDIT_WORDS_MAX: usize = 8;

/// The line that says what a picture's own description says, and perhaps who made it: sliders keep them far apart.
fn same_as_alt(lines: &BTreeMap<&str, usize>, alt: Option<&str>) -> Option<usize> {
    let alt = alt?.split_whitespace().collect::<Vec<_>>().join(" ");
    if alt.split(' ').count() < ALT_WORDS_MIN {
        return None;
    }
    let (line, index) = lines.range(alt.as_str()..).next()?;
    let more = line.strip_prefix(alt.as_str())?;
    (more.split_whitespace().count() <= CREDIT_WORDS_MAX).then_some(*index)
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
            name if name.ends_with("srcset") => {
                if let Some((width, address)) = largest(&attribute.value) {
                    offer(if width > 300 { 40 } else { 15 }, address);
                }
            }
            name if holds_address_later(name) && looks_like_address(&attribute.value) => {
                offer(30, &attribute.value)
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

/// Where pages keep the address until the picture comes into view: `data-src`, `data-lazy-src`, `data-original` …
fn holds_address_later(name: &str) -> bool {
    name.starts_with("data-")
        && ["src", "original", "lazy", "url", "image", "img", "large-file"]
            .iter()
            .any(|word| name.contains(word))
}

fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http") || text.contains('/')) && !text.contains([' ', '{', '<'])
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
pub fn same_picture(one: &str, other: &str) -> bool {
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
            if is_figure {
                // The maker may stand beside the caption: small on the picture, or under it.
                let is_maker = |block: &usize| {
                    let block = &layout.blocks[*block];
                    block.words <= CREDIT_WORDS_MAX && credit::whole(&block.text).is_some()
                };
                return inside.filter(|block| described.contains(block) || is_maker(block)).collect();
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
                && !is_counter(&block.text)
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

/// "2 of 12", "3/8": where we are in a gallery.
fn is_counter(text: &str) -> bool {
    let mut numbers = 0;
    let mut words = text.split(|letter: char| letter.is_whitespace() || "/|()".contains(letter));
    let only_counts = text.len() < 20
        && words.all(|word| {
            let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
            numbers += usize::from(is_number);
            is_number || matches!(word, "" | "of" | "von" | "de" | "di" | "sur" | "van" | "av" | "af" | "z")
        });
    only_counts && numbers == 2
}

/// Whether a block counts the pictures of a gallery.
pub fn counts_pictures(block: &Block, layout: &Layout) -> bool {
    let around = layout.around(block);
    let is_gallery = around.figure > 0 || around.all.has(Kind::Gallery);
    is_gallery && is_counter(&block.text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_of_a_set_is_taken() {
        assert_eq!(largest("/a,b.jpg 320w, /c.jpg 1200w, /d.jpg 4000w"), Some((1200, "/c.jpg")));
        assert_eq!(largest("/a.jpg"), Some((400, "/a.jpg")));
    }
}
