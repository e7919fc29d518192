//! Tests: each style of page is read back as it was written.

use std::collections::BTreeMap;

use mynews_core::extract;
use mynews_core::model::{Article, Page, Timestamp};

use super::content::DemoArticle;
use super::{Newsroom, body, press};

/// How much of the bodies is read right at least, by style: words found and words wanted, as F1. To be raised.
const BODIES_READ: [(&str, f64); 8] = [
    ("accelerated", 0.99),
    ("hashed", 0.60),
    ("key-points", 0.98),
    ("legacy", 0.93),
    ("microdata", 0.99),
    ("semantic", 0.99),
    ("state", 0.0),
    ("weblog", 0.97),
];

fn base() -> Timestamp {
    "2026-11-23T18:00:00Z".parse().unwrap()
}

fn read(newsroom: &Newsroom, article: &DemoArticle) -> Article {
    let url = newsroom.content.url_of(&article.id);
    let recorded = newsroom.answer(&url, base()).unwrap();
    extract::article(&Page { url, html: String::from_utf8(recorded.body).unwrap(), is_text: false }, None)
}

/// The body as written, in words. A page with a paywall shows only its beginning.
fn written(newsroom: &Newsroom, article: &DemoArticle) -> Vec<String> {
    let shown = if article.paywall { press::FREE_BLOCKS } else { usize::MAX };
    let lines =
        body::blocks(&article.body).unwrap().into_iter().take(shown).filter_map(|block| match block {
            body::Block::Paragraph { text }
            | body::Block::Subheading { text }
            | body::Block::Quotation { text }
            | body::Block::Code { text } => Some(press::with_days(newsroom, article, &text)),
            _ => None,
        });
    lines.flat_map(|line| words(&line.replace(['*', '`'], ""))).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// F1 of two bags of words.
fn agreement(found: &[String], wanted: &[String]) -> f64 {
    let mut left: BTreeMap<&str, i64> = BTreeMap::new();
    for word in wanted {
        *left.entry(word).or_default() += 1;
    }
    let shared = found
        .iter()
        .filter(|word| {
            left.get_mut(word.as_str()).is_some_and(|count| {
                *count -= 1;
                *count >= 0
            })
        })
        .count();
    2.0 * shared as f64 / (found.len() + wanted.len()) as f64
}

#[test]
fn every_headline_is_read() {
    let newsroom = Newsroom::new(base());
    for article in &newsroom.content.articles {
        let headline = press::headline(&newsroom, article, base());
        assert_eq!(read(&newsroom, article).headline, Some(headline), "{}", article.id);
    }
}

#[test]
fn bodies_are_read_whole_and_alone() {
    let newsroom = Newsroom::new(base());
    let mut scores: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for article in &newsroom.content.articles {
        let style = newsroom.content.outlet(&article.outlet).page.as_str();
        let score = agreement(&words(&read(&newsroom, article).text()), &written(&newsroom, article));
        scores.entry(style).or_default().push(score);
    }
    let means =
        scores.iter().map(|(style, scores)| (*style, scores.iter().sum::<f64>() / scores.len() as f64));
    let means: BTreeMap<&str, f64> = means.collect();
    println!("{means:.4?}");
    for (style, least) in BODIES_READ {
        assert!(
            means[style] >= least,
            "{style}: {:.3} of the words are read right, it was {least}",
            means[style]
        );
    }
}
