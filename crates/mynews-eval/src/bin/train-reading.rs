//! Learns which blocks of a page are its body, and writes the forests that reading weighs evidence with.
//!
//! usage: train-reading OUT.forest FOLDER [SET…]
//!
//! FOLDER holds `SET.jsonl` (pages) and `SET.truth.json` (their true text). First a figure on publishers held back
//! (three in ten, by a hash of their host), then forests from all of them.

use std::collections::BTreeMap;

use mynews_core::extract::forest::{self, Forest};
use mynews_core::extract::study::Study;
use mynews_core::text::url;
use mynews_eval::boost::{Binned, Growth, grow};
use mynews_eval::{align, reading};
use serde_json::Value;

/// Parts the publishers are cut into, so that the second forest learns from guesses the first made unseen.
const FOLDS: u64 = 4;

const FIRST: Growth = Growth {
    trees: 120,
    leaves: 24,
    rate: 0.1,
    leaf_weight_min: 0.5,
    shrink: 1.0,
    row_share: 0.5,
    field_share: 0.4,
    seed: 7,
};
const SECOND: Growth = Growth {
    trees: 200,
    leaves: 20,
    rate: 0.05,
    leaf_weight_min: 0.5,
    shrink: 1.0,
    row_share: 0.6,
    field_share: 0.4,
    seed: 11,
};

struct Case {
    set: String,
    id: String,
    study: Study,
    targets: Vec<f32>,
    weights: Vec<f32>,
    truth_words: Vec<String>,
    host: u64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, folder, sets @ ..] = arguments.as_slice() else {
        eprintln!("usage: train-reading OUT.forest FOLDER [SET…]");
        std::process::exit(2);
    };
    let cases: Vec<Case> = sets.iter().flat_map(|set| load(folder, set)).collect();
    eprintln!("{} pages, {} blocks", cases.len(), cases.iter().map(|case| case.targets.len()).sum::<usize>());

    let (held, kept): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.host % 10 < 3);
    let forests = learn(&kept);
    for (name, cases) in [("learnt from", &kept), ("held back", &held)] {
        for set in sets {
            let of_set: Vec<&&Case> = cases.iter().filter(|case| case.set == *set).collect();
            for threshold in [0.4, 0.5, 0.6] {
                let scores: Vec<f64> = of_set.iter().map(|case| score(case, &forests, threshold)).collect();
                println!(
                    "{name} {set} at {threshold}: words F1 {:.4} of {}",
                    scores.iter().sum::<f64>() / scores.len().max(1) as f64,
                    scores.len()
                );
            }
        }
    }
    if out != "-" {
        // Beside the forests that ship, those that never saw the publishers held back, to measure the whole reading with.
        std::fs::write(format!("{out}.kept"), forest::to_bytes(&forests)).expect("the forest can be written");
        let ids: String = held.iter().map(|case| format!("{} {}\n", case.set, case.id)).collect();
        std::fs::write(format!("{out}.held"), ids).expect("the list can be written");
        let forests = learn(&cases.iter().collect::<Vec<_>>());
        std::fs::write(out, forest::to_bytes(&forests)).expect("the forest can be written");
    }
}

fn load(folder: &str, set: &str) -> Vec<Case> {
    let truth = std::fs::read_to_string(format!("{folder}/{set}.truth.json")).expect("the truth can be read");
    let truth: BTreeMap<String, Value> = serde_json::from_str(&truth).expect("the truth is JSON");
    let pages = std::fs::read_to_string(format!("{folder}/{set}.jsonl")).expect("the pages can be read");
    let mut cases = Vec::new();
    for line in pages.lines() {
        let Some((id, page)) = reading::page(line) else { continue };
        let Some(text) = truth.get(&id).and_then(|truth| truth.get("text")).and_then(Value::as_str) else {
            continue;
        };
        let address = truth[&id].get("url").and_then(Value::as_str).unwrap_or(&page.url);
        let host = if address.contains("fakehost") { None } else { url::outlet_key(address) };
        let host = host.map_or_else(|| id.clone(), |key| key.0);
        let study = Study::of(&page);
        let shares = align::found(&study.texts, text);
        let truth_words = align::words(text);
        let targets: Vec<f32> = shares.iter().map(|share| if *share >= 0.5 { 1.0 } else { 0.0 }).collect();
        let of_set = match set {
            "news" => 3.0,
            "bodies" => 2.0,
            _ => 1.0,
        };
        let weights = study
            .texts
            .iter()
            .zip(&study.is_settled)
            .map(|(text, settled)| {
                let words = text.split_whitespace().count() as f32;
                if *settled {
                    0.0
                } else {
                    of_set * 100.0 * (words + 1.5).min(150.0) / (truth_words.len() as f32).max(200.0)
                }
            })
            .collect();
        let hash = hash_of(&host);
        cases.push(Case { set: set.to_owned(), id, study, targets, weights, truth_words, host: hash });
    }
    cases
}

/// FNV-1a: hosts fall into the same parts on every machine.
fn hash_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) >> 7
}

fn learn(cases: &[&Case]) -> Vec<Forest> {
    let mut guesses: Vec<Vec<f32>> = vec![Vec::new(); cases.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Case> =
            cases.iter().copied().filter(|case| case.host / 10 % FOLDS != fold).collect();
        let forest = learn_first(&others);
        for (index, case) in cases.iter().enumerate().filter(|(_, case)| case.host / 10 % FOLDS == fold) {
            guesses[index] = guess(case, &forest);
        }
    }
    let first = learn_first(cases);
    let seconds: Vec<_> =
        cases.iter().zip(&guesses).map(|(case, guesses)| case.study.second(guesses)).collect();
    let mut rows: Vec<&[f32]> = Vec::new();
    let (mut targets, mut weights) = (Vec::new(), Vec::new());
    for (case, table) in cases.iter().zip(&seconds) {
        for index in (0..table.rows()).filter(|index| case.weights[*index] > 0.0) {
            rows.push(table.row(index));
            targets.push(case.targets[index]);
            weights.push(case.weights[index]);
        }
    }
    let width = rows.first().map_or(0, |row| row.len());
    let second = grow(&Binned::of(width, &rows), &targets, &weights, SECOND);
    eprintln!("second forest over {} rows of {width}", rows.len());
    vec![first, second]
}

fn learn_first(cases: &[&Case]) -> Forest {
    let mut rows: Vec<&[f32]> = Vec::new();
    let (mut targets, mut weights) = (Vec::new(), Vec::new());
    for case in cases {
        for index in (0..case.study.first.rows()).filter(|index| case.weights[*index] > 0.0) {
            rows.push(case.study.first.row(index));
            targets.push(case.targets[index]);
            weights.push(case.weights[index]);
        }
    }
    let width = rows.first().map_or(0, |row| row.len());
    grow(&Binned::of(width, &rows), &targets, &weights, FIRST)
}

fn guess(case: &Case, forest: &Forest) -> Vec<f32> {
    (0..case.study.first.rows())
        .map(
            |index| {
                if case.study.is_settled[index] {
                    0.0
                } else {
                    forest.likelihood(case.study.first.row(index))
                }
            },
        )
        .collect()
}

/// F1 of the words of a page.
fn score(case: &Case, forests: &[Forest], threshold: f32) -> f64 {
    let guesses = guess(case, &forests[0]);
    let table = case.study.second(&guesses);
    let mut chosen = Vec::new();
    for index in 0..table.rows() {
        if !case.study.is_settled[index] && forests[1].likelihood(table.row(index)) >= threshold {
            chosen.extend(align::words(&case.study.texts[index]));
        }
    }
    overlap(case, &chosen)
}

fn overlap(case: &Case, chosen: &[String]) -> f64 {
    let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    case.truth_words.iter().for_each(|word| counts.entry(word).or_default().0 += 1);
    chosen.iter().for_each(|word| counts.entry(word).or_default().1 += 1);
    let common: i64 = counts.values().map(|(truth, found)| truth.min(found)).sum();
    2.0 * common as f64 / (case.truth_words.len() + chosen.len()).max(1) as f64
}
