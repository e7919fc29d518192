//! Atom, by RFC 4287.

use super::{Channel, Item, stamp};
use crate::view::xml::Xml;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

pub fn written(channel: &Channel) -> String {
    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", NAMESPACE)]);
    xml.text("id", &[], &channel.id);
    xml.text("title", &[], &channel.title);
    xml.text("updated", &[], &stamp(channel.updated()));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &channel.address)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &channel.page)]);
    xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "mynews");
    channel.items.iter().for_each(|item| entry(&mut xml, item));
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Xml, item: &Item) {
    let language = item.language.as_deref().map(|tag| ("xml:lang", tag));
    xml.open("entry", language.as_slice());
    xml.text("id", &[], &item.id);
    xml.text("title", &[], &item.title);
    xml.text("published", &[], &stamp(item.published));
    xml.text("updated", &[], &stamp(item.updated));
    xml.open("author", &[]);
    xml.text("name", &[], &item.outlet);
    xml.close("author");
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.address)]);
    if let Some(original) = &item.original {
        xml.empty("link", &[("rel", "via"), ("type", "text/html"), ("href", original)]);
    }
    for topic in &item.topics {
        xml.empty("category", &[("term", topic)]);
    }
    xml.text("content", &[("type", "html")], &item.html);
    xml.close("entry");
}
