//! Makes `assets/group-background.bin`: in how many texts each word stands.
//!
//!     background OUT NOISE.truth.json... [STORIES.jsonl TRUTH.jsonl]...
//!
//! A word counts once a story, however many articles tell it, so that one great event does not make its words common.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mynews_core::group::background;
use mynews_core::group::{Telling, sketch_whole};
use mynews_eval::grouping::stream;

/// A word of fewer texts is as good as never met, and would double the size of the asset.
const TEXTS_MIN: u32 = 2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (out, inputs) = arguments.split_first().expect("usage: background OUT INPUT...");
    let mut told = Vec::new();
    let mut rest = inputs;
    while let Some(first) = rest.first() {
        if first.ends_with(".json") {
            told.extend(stream::noise(Path::new(first)).expect("pages can be read"));
            rest = &rest[1..];
        } else {
            told.extend(stream::stories(Path::new(first), Path::new(&rest[1])).expect("stories can be read"));
            rest = &rest[2..];
        }
    }
    let mut words_of: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for one in &told {
        let telling = Telling { title: one.title.as_deref(), text: &one.text, ..Telling::default() };
        let words = words_of.entry(one.story.clone().unwrap_or_else(|| one.id.clone())).or_default();
        words.extend(sketch_whole(&telling).iter().map(|term| background::key(term.hash)));
    }
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for key in words_of.values().flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let counts: Vec<(u32, u32)> = counts.into_iter().filter(|(_, count)| *count >= TEXTS_MIN).collect();
    let bytes = background::write(words_of.len() as u32, &counts);
    println!("{} texts, {} words, {} bytes", words_of.len(), counts.len(), bytes.len());
    std::fs::write(out, bytes).expect("the asset can be written");
}
