//! How often the subject heading is right, on pages whose own section says what it should be, and on stories by the vote
//! of their articles.
//!
//!     headings pages FILE.jsonl…           lines {"url","html"}: each page is read, its section and address withheld
//!     headings stories FILE.jsonl TRUTH    lines {"id","title","text","url"} and {"id","story"}: addresses withheld
//!
//! A section in many words, or one that no row below names (world, opinion, local), says nothing of the subject, and its
//! page is not counted.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use mynews_core::model::{Article, Block};
use mynews_core::{annotate, extract};
use mynews_eval::grouping::stream;
use mynews_eval::headings::sections::{heading_of, of_address};
use mynews_eval::reading;

#[derive(Default)]
struct Tally {
    right: usize,
    among_two: usize,
    all: usize,
    wrong: BTreeMap<(String, String), usize>,
}

impl Tally {
    fn note(&mut self, expected: &str, found: &[String]) {
        self.all += 1;
        self.right += usize::from(found.first().is_some_and(|first| first == expected));
        self.among_two += usize::from(found.iter().take(2).any(|one| one == expected));
        if found.first().is_none_or(|first| first != expected) {
            let found = found.first().cloned().unwrap_or_else(|| "nothing".to_owned());
            *self.wrong.entry((expected.to_owned(), found)).or_default() += 1;
        }
    }

    fn print(&self, what: &str) {
        let share = |part: usize| part as f64 / self.all.max(1) as f64;
        println!(
            "{what}: first heading right {:.3}, among the first two {:.3}, of {}",
            share(self.right),
            share(self.among_two),
            self.all
        );
        for ((expected, found), count) in &self.wrong {
            println!("  {count:4}  {expected} was said to be {found}");
        }
    }
}

/// What the articles of a story say.
#[derive(Default)]
struct Votes {
    /// How many outlets file it under a heading.
    sections: HashMap<&'static str, usize>,
    /// How likely each heading is, summed.
    found: BTreeMap<String, f32>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pages", ref files @ ..] if !files.is_empty() => pages(files),
        ["stories", articles, truth] => stories(articles, truth),
        _ => {
            eprintln!("headings pages FILE.jsonl… | headings stories FILE.jsonl TRUTH.jsonl");
            std::process::exit(2);
        }
    }
}

fn pages(files: &[&str]) {
    let mut tally = Tally::default();
    for file in files {
        let text = std::fs::read_to_string(file).expect("FILE can be read");
        for line in text.lines() {
            let Some((_, page)) = reading::page(line) else { continue };
            let mut article = extract::article(&page, None);
            let said = article.section.take();
            let Some(expected) = said.as_deref().and_then(heading_of).or_else(|| of_address(&page.url))
            else {
                continue;
            };
            article.topics = Vec::new();
            article.url = None;
            article.canonical_url = None;
            if article.word_count() > 60 {
                tally.note(expected, &headings(&article));
            }
        }
    }
    tally.print("pages");
}

fn stories(articles: &str, truth: &str) {
    let told = stream::stories(Path::new(articles), Path::new(truth)).expect("FILE and TRUTH can be read");
    let mut by_article = Tally::default();
    let mut votes: HashMap<String, Votes> = HashMap::new();
    for one in &told {
        let article = Article {
            headline: one.title.clone(),
            blocks: one.text.lines().map(|line| Block::Paragraph(line.to_owned())).collect(),
            ..Article::default()
        };
        let Votes { sections, found } = votes.entry(one.story.clone().unwrap_or_default()).or_default();
        for heading in annotate::subjects(&article).headings {
            *found.entry(heading.topic.key).or_default() += heading.confidence;
        }
        if let Some(expected) = one.url.as_deref().and_then(of_address) {
            *sections.entry(expected).or_default() += 1;
            by_article.note(expected, &headings(&article));
        }
    }
    by_article.print("articles");
    let mut by_story = Tally::default();
    for Votes { sections, found } in votes.into_values() {
        // What three outlets and most of them file it under.
        let all: usize = sections.values().sum();
        let most = sections.into_iter().max_by_key(|(section, count)| (*count, *section));
        let Some((expected, _)) = most.filter(|(_, count)| *count >= 3 && *count * 3 >= all * 2) else {
            continue;
        };
        let mut found: Vec<(String, f32)> = found.into_iter().collect();
        found.sort_by(|ours, theirs| theirs.1.total_cmp(&ours.1).then(ours.0.cmp(&theirs.0)));
        by_story.note(expected, &found.into_iter().map(|(key, _)| key).collect::<Vec<_>>());
    }
    by_story.print("stories");
}

fn headings(article: &Article) -> Vec<String> {
    annotate::subjects(article).headings.into_iter().map(|heading| heading.topic.key).collect()
}
