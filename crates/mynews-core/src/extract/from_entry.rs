//! An article from what a feed itself gives of it: its content, or its summary.

use super::{blocks, body, label, page, topics};
use crate::model::{Article, Completeness, Entry, Page, WrittenTime};
use crate::text::{html, language, url};

/// Words from which a feed's text counts as the whole article.
const FULL_WORDS_MIN: usize = 120;

/// Reads an entry. The text is the feed's own, so all of it is body except what feeds append.
pub fn entry_article(entry: &Entry, outlet_name: Option<&str>, feed_url: &str) -> Article {
    let link = entry.link.clone();
    let base = link.clone().unwrap_or_else(|| feed_url.to_owned());
    let (source, is_content) = match (&entry.content, &entry.summary) {
        (Some(content), summary) if content.len() >= summary.as_ref().map_or(0, String::len) => {
            (content.as_str(), true)
        }
        (_, Some(summary)) => (summary.as_str(), false),
        (Some(content), None) => (content.as_str(), true),
        (None, None) => ("", false),
    };
    let page = Page { url: base, html: source.to_owned(), is_text: false };
    let parts = page::Parts::of(&page);
    let labelled = label::all_body(&parts, appended);
    let pictures =
        labelled.pictures.iter().map(|shown| (shown.place, shown.picture.clone())).collect::<Vec<_>>();
    let media = body::Media { pictures: pictures.clone(), videos: Vec::new() };
    let body = body::read(&parts, &labelled, &media);
    let mut images: Vec<_> = pictures.into_iter().map(|(_, picture)| picture).collect();
    let image = entry.pictures.first().cloned().or_else(|| images.first().cloned());
    images.retain(|picture| image.as_ref() != Some(picture));
    let written = |at| WrittenTime { at, offset_seconds: None, day_only: false };
    let mut article = Article {
        headline: entry.title.as_deref().map(html::to_text).filter(|title| !title.is_empty()),
        byline: entry
            .authors
            .iter()
            .map(|name| html::to_text(name))
            .filter(|name| !name.is_empty())
            .collect(),
        outlet: entry.via.as_ref().map(|(name, _)| name.clone()).or_else(|| outlet_name.map(str::to_owned)),
        canonical_url: link.as_deref().and_then(url::canonical),
        url: link,
        published: entry.published.or(entry.updated).map(written),
        modified: entry
            .updated
            .filter(|updated| entry.published.is_some_and(|published| *updated > published))
            .map(written),
        topics: topics::of_categories(&entry.categories),
        image,
        images,
        videos: entry.videos.clone(),
        blocks: body.blocks,
        html: body.html,
        comment_count: entry.comment_count,
        ..Article::default()
    };
    // Decks of feeds are the summary, where the content is more than that.
    if is_content && let Some(summary) = &entry.summary {
        let summary = html::to_text(summary);
        let text = article.text();
        let opening: String = summary.chars().take(60).collect();
        if !summary.is_empty() && summary.len() < 600 && !text.contains(&opening) {
            article.standfirst = Some(summary);
        }
    }
    article.language = entry
        .language
        .as_deref()
        .and_then(|tag| tag.split(['-', '_']).next())
        .map(str::to_ascii_lowercase)
        .filter(|tag| (2..=3).contains(&tag.len()))
        .or_else(|| {
            let sample = format!("{} {}", article.headline.as_deref().unwrap_or(""), article.text());
            language::detect(&sample[..sample.floor_char_boundary(2000)]).map(str::to_owned)
        });
    article.completeness = completeness(&article, is_content);
    article
}

fn completeness(article: &Article, is_content: bool) -> Completeness {
    let words = article.word_count();
    let last = article.paragraphs().last().unwrap_or("").trim_end();
    let breaks_off =
        last.ends_with('…') || last.ends_with("...") || last.ends_with("[…]") || last.ends_with("[...]");
    if words == 0 {
        Completeness::Headline
    } else if words >= FULL_WORDS_MIN && !breaks_off && (is_content || words >= 3 * FULL_WORDS_MIN) {
        Completeness::Full
    } else {
        Completeness::Teaser
    }
}

/// What feeds append to every entry: a way back to the page, a note on who sent it.
fn appended(block: &blocks::Block) -> bool {
    let text = block.text.to_lowercase();
    let only_links = block.link_share() > 0.85 && block.words <= 8;
    only_links
        || (text.starts_with("the post ") && text.contains(" appeared first on "))
        || matches!(text.as_str(), "comments" | "[link] [comments]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feeds_own_text_is_an_article() {
        let entry = Entry {
            title: Some("Harbour opens &amp; stays open".into()),
            content: Some("<p>The harbour opened on Monday.</p><script>x</script><p>Ships came.</p><p>The post <a href=/a>Harbour</a> appeared first on <a href=/>Post</a>.</p>".into()),
            link: Some("https://harbour.test/a?utm_source=feed".into()),
            categories: vec!["Shipping".into()],
            ..Entry::default()
        };
        let article = entry_article(&entry, Some("Harbour Post"), "https://harbour.test/feed");
        assert_eq!(article.headline.as_deref(), Some("Harbour opens & stays open"));
        assert_eq!(article.text(), "The harbour opened on Monday.\nShips came.");
        assert_eq!(article.html, "<p>The harbour opened on Monday.</p><p>Ships came.</p>");
        assert_eq!(article.canonical_url.as_deref(), Some("https://harbour.test/a"));
        assert_eq!(article.completeness, Completeness::Teaser);
        assert_eq!(article.topics, ["Shipping"]);
    }
}
