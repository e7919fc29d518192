//! Articles whose heading is known, from four places.
//!
//! Pages and stories that we labelled ourselves by reading their headlines (`labels.tsv`), the links of all pages, where
//! their address says what the outlet files them under, and sentences written for this (`sentences.txt`). Only what is
//! English is learnt from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use mynews_core::annotate::headings::{Counts, evidence, keys, place_of, words_of};
use mynews_core::extract;
use mynews_core::model::{Article, Block};
use mynews_core::text::{html, language, url};

use super::sections;
use crate::grouping::stream;
use crate::reading;

const LABELS: &str = include_str!("labels.tsv");
const SENTENCES: &str = include_str!("sentences.txt");

/// Links of one outlet that teach, so that none teaches its own manners.
const LINKS_OF_OUTLET_MAX: usize = 40;
/// A link is a headline if it has so many letters and words.
const LINK_LETTERS: std::ops::RangeInclusive<usize> = 25..=300;
const LINK_WORDS_MIN: usize = 5;
/// A shorter page is no article.
const PAGE_WORDS_MIN: usize = 60;

/// Where an example comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Page,
    /// A page's headline alone.
    Headline,
    Link,
    /// A headline of a story.
    Told,
    /// An article of a story, without a headline.
    Text,
    Sentence,
}

/// An article and its heading.
#[derive(Debug)]
pub struct Example {
    pub kind: Kind,
    /// The outlet or the story: what is held out together. Ours is never held out.
    pub group: Option<String>,
    pub heading: usize,
    pub weight: f32,
    pub counts: Counts,
}

/// All examples, and every word of the texts with the number of texts it stands in.
#[derive(Debug, Default)]
pub struct Examples {
    pub all: Vec<Example>,
    pub words: BTreeMap<String, u32>,
}

/// Reads a folder with `SET.jsonl` of pages and of stories, and `SET_truth.jsonl`.
pub fn read(folder: &Path) -> io::Result<Examples> {
    let mut examples = Examples::default();
    let labels = labels();
    let mut links = Links::default();
    for set in ["bodies", "dates", "news", "readability", "web"] {
        for line in fs::read_to_string(folder.join(format!("{set}.jsonl")))?.lines() {
            let Some((id, page)) = reading::page(line) else { continue };
            let mut article = extract::article(&page, None);
            links.find(&page.url, &page.html);
            if article.word_count() < PAGE_WORDS_MIN || language::detect(&article.text()) != Some("en") {
                continue;
            }
            (article.section, article.topics) = (None, Vec::new());
            examples.meet(&article);
            let Some(heading) = labels.get(&(set, id.as_str())).copied() else { continue };
            // Pages that were made anonymous are outlets of their own.
            let outlet =
                outlet(&page.url).filter(|outlet| outlet.contains('.')).unwrap_or_else(|| id.clone());
            let group = Some(outlet);
            examples.add(Kind::Page, group.clone(), heading, 1.5, &article);
            let headline = Article { headline: article.headline.take(), ..Article::default() };
            examples.add(Kind::Headline, group, heading, 0.7, &headline);
        }
    }
    for (outlet, heading, text) in links.found {
        let article = Article { headline: Some(text), ..Article::default() };
        examples.meet(&article);
        examples.add(Kind::Link, Some(outlet), heading, 0.7, &article);
    }
    // A story counts as so many articles at most.
    for (set, kind, most) in [("headlines", Kind::Told, 20.0), ("ecbplus", Kind::Text, 6.0)] {
        let told = stream::stories(
            &folder.join(format!("{set}.jsonl")),
            &folder.join(format!("{set}_truth.jsonl")),
        )?;
        let mut sizes: HashMap<&str, f32> = HashMap::new();
        for story in told.iter().filter_map(|one| one.story.as_deref()) {
            *sizes.entry(story).or_default() += 1.0;
        }
        for one in &told {
            let Some(story) = one.story.as_deref() else { continue };
            let Some(heading) = labels.get(&(set, story)).copied() else { continue };
            let article = Article {
                headline: one.title.clone(),
                blocks: one.text.lines().map(|line| Block::Paragraph(line.to_owned())).collect(),
                ..Article::default()
            };
            examples.meet(&article);
            let weight = f32::min(1.0, most / sizes[story]);
            examples.add(kind, Some(story.to_owned()), heading, weight, &article);
        }
    }
    for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
        let (name, text) = line.split_once('\t').expect("a sentence has its heading before a tab");
        let article = Article { blocks: vec![Block::Paragraph(text.to_owned())], ..Article::default() };
        examples.meet(&article);
        examples.add(Kind::Sentence, None, named(name), 2.0, &article);
    }
    Ok(examples)
}

impl Examples {
    fn add(&mut self, kind: Kind, group: Option<String>, heading: usize, weight: f32, article: &Article) {
        self.all.push(Example { kind, group, heading, weight, counts: evidence(article) });
    }

    fn meet(&mut self, article: &Article) {
        let texts = article.headline.iter().cloned().chain([article.text()]);
        let words: BTreeSet<String> = texts.flat_map(|text| words_of(&text)).collect();
        words.into_iter().for_each(|word| *self.words.entry(word).or_default() += 1);
    }
}

/// The heading of a name in our files: any word of the heading's key.
fn named(name: &str) -> usize {
    let key = keys().position(|key| key.split('-').any(|word| word == name));
    key.unwrap_or_else(|| panic!("{name} names no heading"))
}

/// Set and page or story → heading.
pub fn labels() -> HashMap<(&'static str, &'static str), usize> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().expect("a label is a set, a name and a heading");
        ((cell(), cell()), named(cell()))
    };
    LABELS.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

fn outlet(address: &str) -> Option<String> {
    url::outlet_key(address).map(|key| key.0)
}

/// Links whose address says what they are about.
#[derive(Default)]
struct Links {
    found: Vec<(String, usize, String)>,
    texts: BTreeSet<String>,
    by_outlet: HashMap<String, usize>,
}

impl Links {
    fn find(&mut self, base: &str, page: &str) {
        for piece in page.split("<a ").skip(1) {
            let Some((tag, rest)) = piece.split_once('>') else { continue };
            let Some((inside, _)) = rest.split_once("</a>") else { continue };
            let Some(address) = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            let Some(address) = url::resolve(base, &html::decode_entities(address)) else { continue };
            let Some(heading) = sections::of_address(&address).and_then(place_of) else { continue };
            let text = html::to_text(inside).split_whitespace().collect::<Vec<_>>().join(" ");
            if !LINK_LETTERS.contains(&text.len())
                || text.split(' ').count() < LINK_WORDS_MIN
                || text.contains('{')
                || language::detect(&text) != Some("en")
            {
                continue;
            }
            let Some(outlet) = outlet(&address) else { continue };
            let known = self.by_outlet.entry(outlet.clone()).or_default();
            if *known < LINKS_OF_OUTLET_MAX && self.texts.insert(text.clone()) {
                *known += 1;
                self.found.push((outlet, heading, text));
            }
        }
    }
}
