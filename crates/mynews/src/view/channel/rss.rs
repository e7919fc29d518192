//! RSS 2.0, with the two extensions every reader knows: who wrote it (Dublin Core) and where the feed lives (Atom).

use super::{Channel, Item, http_date};
use crate::view::xml::Xml;

pub fn written(channel: &Channel) -> String {
    let mut xml = Xml::document();
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", &[], &channel.title);
    xml.text("link", &[], &channel.page);
    xml.text("description", &[], "Stories that matter to you, each with its reasons.");
    xml.text("lastBuildDate", &[], &http_date(channel.updated()));
    xml.text("generator", &[], concat!("mynews ", env!("CARGO_PKG_VERSION")));
    xml.empty("atom:link", &[("rel", "self"), ("type", "application/rss+xml"), ("href", &channel.address)]);
    channel.items.iter().for_each(|one| item(&mut xml, one));
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn item(xml: &mut Xml, item: &Item) {
    xml.open("item", &[]);
    xml.text("title", &[], &item.title);
    xml.text("link", &[], &item.address);
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    xml.text("pubDate", &[], &http_date(item.published));
    xml.text("dc:creator", &[], &item.outlet);
    if let Some(language) = &item.language {
        xml.text("dc:language", &[], language);
    }
    for topic in &item.topics {
        xml.text("category", &[], topic);
    }
    xml.text("description", &[], &item.html);
    xml.close("item");
}
