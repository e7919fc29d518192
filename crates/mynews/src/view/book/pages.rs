//! The pages of the book, as XHTML: built from words alone, so no markup of a stranger can break one.

use mynews_core::model::Block;

use super::{Book, Chapter, chapter_href};
use crate::say;
use crate::tongue::Tongue;
use crate::view::sheet::Story;
use crate::view::words::Words;
use crate::view::xml::{Xml, escaped};

/// Few rules: a reading program has its own type and margins, and its reader chose them.
pub const STYLE: &str = "\
h1 { line-height: 1.15; text-align: start; hyphens: none; }
.name { font-size: 2.5em; font-weight: bold; margin: 1em 0 .2em; }
.by, figcaption, .why { font-family: sans-serif; font-size: .85em; }
blockquote { margin: .6em 0 .6em 1em; }
blockquote p { margin: 0; }
figure { margin: 1em 0; break-inside: avoid; }
img { max-width: 100%; }
.front li { margin: .4em 0; }
";

/// The first page: the name, the day, and what leads.
pub fn cover(book: &Book) -> String {
    let mut xml = page("mynews", "cover");
    xml.text("p", &[("class", "name")], "mynews");
    xml.text("h1", &[], &book.day);
    xml.text("p", &[], &book.edition);
    if let Some(part) = book.parts.first() {
        xml.open("ul", &[("class", "front")]);
        for story in part.section.stories.iter().take(4) {
            words(&mut xml, "li", &story.card.headline);
        }
        xml.close("ul");
    }
    close(xml)
}

/// The table of contents, for eyes and for machines.
pub fn contents(book: &Book) -> String {
    let mut xml = page(&say!("Contents"), "frontmatter");
    xml.open("nav", &[("epub:type", "toc"), ("id", "toc")]);
    xml.text("h1", &[], &say!("Contents"));
    xml.open("ol", &[]);
    for part in &book.parts {
        xml.open("li", &[]);
        xml.text("span", &[], part.section.title);
        xml.open("ol", &[]);
        for story in &part.section.stories {
            let mut link = vec![("href", chapter_href(story))];
            link.extend(story.card.headline.lang.clone().map(|tag| ("xml:lang", tag)));
            let link: Vec<(&str, &str)> = link.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.open("li", &[]);
            xml.text("a", &link, &story.card.headline.text);
            xml.close("li");
        }
        xml.close("ol");
        xml.close("li");
    }
    xml.open("li", &[]);
    xml.text("a", &[("href", "end.xhtml")], &say!("You are caught up."));
    xml.close("li");
    xml.close("ol");
    xml.close("nav");
    close(xml)
}

/// A story: what its outlets said, and the article it shows.
pub fn chapter(story: &Story, chapter: &Chapter, picture: Option<&str>) -> String {
    let card = &story.card;
    let mut xml = page(&card.headline.text, "chapter");
    words(&mut xml, "h1", &card.headline);
    let facts: Vec<&str> =
        [card.outlet.as_str(), card.clock.as_str(), card.facts.outlets.as_str()].into_iter().collect();
    xml.text("p", &[("class", "by")], &facts.join(" · "));
    if let (Some(src), Some(photo)) = (picture, &card.picture) {
        xml.open("figure", &[]);
        xml.empty("img", &[("src", src), ("alt", &photo.alt)]);
        let caption = photo.caption.as_deref().map(|text| format!("{text} ")).unwrap_or_default();
        xml.text("figcaption", &[], &format!("{caption}{}", photo.credit));
        xml.close("figure");
    }
    for point in &card.points {
        xml.open("blockquote", &[]);
        words(&mut xml, "p", &point.words);
        xml.text("p", &[("class", "by")], &point.outlet);
        xml.close("blockquote");
    }
    if let Some(article) = &chapter.article {
        let language = article.language.as_deref();
        xml.open("section", &attributes(&Words::new("", language)));
        article.blocks.iter().for_each(|one| block(&mut xml, one));
        xml.close("section");
    }
    let reasons: Vec<String> =
        card.reasons.iter().map(|reason| format!("{} {}", reason.label, reason.value)).collect();
    if !reasons.is_empty() {
        xml.text("p", &[("class", "why")], &format!("{}: {}", card.score.total, reasons.join(", ")));
    }
    if let Some(address) = &story.address {
        xml.raw(&format!(
            "<p class=\"by\"><a href=\"{}\">{}</a></p>\n",
            escaped(address),
            escaped(story.note.as_deref().unwrap_or(address))
        ));
    }
    close(xml)
}

/// The last page: there is no more.
pub fn end(book: &Book) -> String {
    let mut xml = page(&say!("You are caught up."), "conclusion");
    xml.text("h1", &[], &say!("You are caught up."));
    xml.text("p", &[], &book.end);
    close(xml)
}

/// A block of an article. Pictures and films stay at home; their words are in the article's own page.
fn block(xml: &mut Xml, block: &Block) {
    match block {
        Block::Paragraph(text) => xml.text("p", &[], text),
        Block::Subheading(text) => xml.text("h2", &[], text),
        Block::ListEntry(text) => xml.text("p", &[], &format!("• {text}")),
        Block::Code(text) => xml.text("pre", &[], text),
        Block::Quotation(text) => quotation(xml, text),
        Block::Embed(embed) => quotation(xml, &embed.text),
        Block::Table(rows) if !rows.is_empty() => {
            xml.open("table", &[]);
            for row in rows.iter().filter(|row| !row.is_empty()) {
                xml.open("tr", &[]);
                row.iter().for_each(|cell| xml.text("td", &[], cell));
                xml.close("tr");
            }
            xml.close("table");
        }
        Block::Table(_) | Block::Picture(_) | Block::Video(_) => {}
    }
}

fn quotation(xml: &mut Xml, text: &str) {
    xml.open("blockquote", &[]);
    xml.text("p", &[], text);
    xml.close("blockquote");
}

fn words(xml: &mut Xml, name: &str, words: &Words) {
    xml.text(name, &attributes(words), &words.text);
}

fn attributes(words: &Words) -> Vec<(&str, &str)> {
    let mut attributes = vec![("dir", if words.dir == "rtl" { "rtl" } else { "auto" })];
    if let Some(tag) = &words.lang {
        attributes.extend([("lang", tag.as_str()), ("xml:lang", tag.as_str())]);
    }
    attributes
}

fn page(title: &str, kind: &str) -> Xml {
    let mut xml = Xml::document();
    xml.raw("<!DOCTYPE html>\n");
    xml.open(
        "html",
        &[
            ("xmlns", "http://www.w3.org/1999/xhtml"),
            ("xmlns:epub", "http://www.idpf.org/2007/ops"),
            ("lang", Tongue::spoken().tag()),
            ("xml:lang", Tongue::spoken().tag()),
        ],
    );
    xml.open("head", &[]);
    xml.text("title", &[], title);
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "style.css")]);
    xml.close("head");
    xml.open("body", &[("epub:type", kind)]);
    xml
}

fn close(mut xml: Xml) -> String {
    xml.close("body");
    xml.close("html");
    xml.finish()
}
