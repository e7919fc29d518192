//! The edition as an EPUB 3.3: a cover, a table of contents, a chapter for each story with the article it shows.

mod archive;
mod pages;

use mynews_core::model::{Article, Timestamp};

use self::archive::Archive;
use super::channel::{stamp, urn};
use super::sheet::{Section, Story};
use super::xml::Xml;
use crate::tongue::Tongue;

pub const CONTENT_TYPE: &str = "application/epub+zip";

/// An edition with all that goes into the book.
pub struct Book {
    /// "Monday 23 November".
    pub day: String,
    /// "Evening edition · 24 stories · about 18 min".
    pub edition: String,
    /// The edition's hash: the same edition is the same book.
    pub hash: String,
    pub at: Timestamp,
    pub parts: Vec<Part>,
    /// "That was the edition: …"
    pub end: String,
}

pub struct Part {
    pub section: Section,
    /// For each story of the section, its text and its picture.
    pub chapters: Vec<Chapter>,
}

#[derive(Default)]
pub struct Chapter {
    pub article: Option<Article>,
    pub picture: Option<Embedded>,
}

/// A picture that is at hand, of a type every reading program shows.
pub struct Embedded {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Embedded {
    /// `None` for types that EPUB does not know (AVIF).
    pub fn of(media_type: &'static str, bytes: Vec<u8>) -> Option<Embedded> {
        ["image/jpeg", "image/png", "image/gif", "image/webp"]
            .contains(&media_type)
            .then_some(Embedded { media_type, bytes })
    }

    fn ending(&self) -> &'static str {
        self.media_type.rsplit('/').next().unwrap_or("bin")
    }
}

/// A file of the book, as its manifest lists it.
struct Listed {
    id: String,
    href: String,
    media_type: &'static str,
    properties: &'static str,
    /// Whether it is a page that is read in its turn.
    page: bool,
}

impl Book {
    /// The bytes of the file.
    pub fn written(&self) -> Vec<u8> {
        let mut archive = Archive::default();
        // Who opens the file reads what it is from its first bytes: so this one is first, and not compressed.
        archive.store("mimetype", CONTENT_TYPE.as_bytes());
        archive.deflate("META-INF/container.xml", container().as_bytes());
        let mut listed = Vec::new();
        let mut put = |archive: &mut Archive, id: &str, href: &str, text: &str, properties, page| {
            archive.deflate(&format!("book/{href}"), text.as_bytes());
            let media_type = if href.ends_with(".css") { "text/css" } else { "application/xhtml+xml" };
            listed.push(Listed { id: id.into(), href: href.into(), media_type, properties, page });
        };
        put(&mut archive, "style", "style.css", pages::STYLE, "", false);
        put(&mut archive, "cover", "cover.xhtml", &pages::cover(self), "", true);
        put(&mut archive, "nav", "nav.xhtml", &pages::contents(self), "nav", true);
        let mut pictures = Vec::new();
        for (story, chapter) in self.stories() {
            let (id, href) = (chapter_id(story), chapter_href(story));
            let picture = chapter.picture.as_ref().map(|one| format!("{id}.{}", one.ending()));
            put(&mut archive, &id, &href, &pages::chapter(story, chapter, picture.as_deref()), "", true);
            pictures.extend(picture.zip(chapter.picture.as_ref()));
        }
        put(&mut archive, "end", "end.xhtml", &pages::end(self), "", true);
        for (href, picture) in pictures {
            archive.store(&format!("book/{href}"), &picture.bytes);
            let id = href.replace('.', "-");
            listed.push(Listed { id, href, media_type: picture.media_type, properties: "", page: false });
        }
        archive.deflate("book/package.opf", self.package(&listed).as_bytes());
        archive.finish()
    }

    fn stories(&self) -> impl Iterator<Item = (&Story, &Chapter)> {
        self.parts.iter().flat_map(|part| part.section.stories.iter().zip(&part.chapters))
    }

    fn package(&self, listed: &[Listed]) -> String {
        let mut xml = Xml::document();
        xml.open(
            "package",
            &[
                ("xmlns", "http://www.idpf.org/2007/opf"),
                ("version", "3.0"),
                ("unique-identifier", "id"),
                ("xml:lang", Tongue::spoken().tag()),
            ],
        );
        xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
        xml.text("dc:identifier", &[("id", "id")], &urn("edition", &self.hash));
        xml.text("dc:title", &[], &format!("mynews, {}", self.day));
        xml.text("dc:description", &[], &self.edition);
        for language in self.languages() {
            xml.text("dc:language", &[], &language);
        }
        xml.text("dc:publisher", &[], "mynews");
        xml.text("dc:date", &[], &stamp(self.at));
        xml.text("meta", &[("property", "dcterms:modified")], &stamp(self.at));
        xml.close("metadata");
        xml.open("manifest", &[]);
        for one in listed {
            let mut attributes = vec![("id", &*one.id), ("href", &*one.href), ("media-type", one.media_type)];
            if !one.properties.is_empty() {
                attributes.push(("properties", one.properties));
            }
            xml.empty("item", &attributes);
        }
        xml.close("manifest");
        xml.open("spine", &[]);
        for one in listed.iter().filter(|one| one.page) {
            xml.empty("itemref", &[("idref", &one.id)]);
        }
        xml.close("spine");
        xml.close("package");
        xml.finish()
    }

    /// Ours first, then those of the stories, each once.
    fn languages(&self) -> Vec<String> {
        let mut languages = vec![Tongue::spoken().tag().to_owned()];
        for (story, _) in self.stories() {
            if let Some(language) = &story.card.headline.lang
                && !languages.contains(language)
            {
                languages.push(language.clone());
            }
        }
        languages
    }
}

fn chapter_id(story: &Story) -> String {
    format!("s-{}", story.card.id)
}

fn chapter_href(story: &Story) -> String {
    format!("{}.xhtml", chapter_id(story))
}

fn container() -> String {
    let mut xml = Xml::document();
    xml.open(
        "container",
        &[("version", "1.0"), ("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")],
    );
    xml.open("rootfiles", &[]);
    xml.empty(
        "rootfile",
        &[("full-path", "book/package.opf"), ("media-type", "application/oebps-package+xml")],
    );
    xml.close("rootfiles");
    xml.close("container");
    xml.finish()
}
