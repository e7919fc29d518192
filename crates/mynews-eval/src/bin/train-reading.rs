//! Learns which blocks of a page are its body, and writes the forests that reading weighs evidence with.
//!
//! usage: train-reading OUT.forest FOLDER SET…
//!        train-reading --held-out FOUND FOLDER SET…
//!
//! FOLDER holds `SET.jsonl` (pages) and `SET.truth.json` (their true text). The first learns from all of them. The second
//! cuts the publishers into parts, reads every page by forests that never saw its publisher, and writes what was found
//! as `FOUND/SET.jsonl`, to be scored as what `mynews read --jsonl` finds: how the recipe does on pages nobody saw.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use mynews_core::extract::forest::{self, Forest};
use mynews_core::extract::study::{self, Study};
use mynews_core::model::{Page, Subjects};
use mynews_core::text::url;
use mynews_eval::boost::{Binned, Growth, grow};
use mynews_eval::{align, reading};
use serde_json::Value;

/// Parts the publishers are cut into, so that the second forest learns from guesses the first made unseen.
const INNER: u64 = 4;
/// What the blocks of one page weigh together at most, where those of its body weigh about a hundred.
const PAGE_WEIGHT_MAX: f32 = 250.0;
/// Parts that are held out in turn.
const OUTER: u64 = 5;

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
    page: Page,
    study: Study,
    targets: Vec<f32>,
    weights: Vec<f32>,
    host: u64,
}

/// All pages, and their blocks in one row of rows.
struct Lesson {
    cases: Vec<Case>,
    first: Binned,
    targets: Vec<f32>,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_held_out = arguments.first().is_some_and(|first| first == "--held-out");
    if is_held_out {
        arguments.remove(0);
    }
    let [out, folder, sets @ ..] = arguments.as_slice() else {
        eprintln!("usage: train-reading [--held-out] OUT FOLDER SET…");
        std::process::exit(2);
    };
    let lesson = Lesson::of(sets.iter().flat_map(|set| load(folder, set)).collect());
    eprintln!("{} pages, {} blocks", lesson.cases.len(), lesson.targets.len());
    if is_held_out {
        held_out(&lesson, Path::new(out));
    } else {
        let forests = lesson.learn(|_| true);
        std::fs::write(out, forest::to_bytes(&forests)).expect("the forest can be written");
    }
}

/// Reads every page by forests that never saw its publisher.
fn held_out(lesson: &Lesson, out: &Path) {
    std::fs::create_dir_all(out).expect("the folder can be made");
    let part_of = |case: &Case| case.host / INNER % OUTER;
    // Forests that stand there already are taken, to measure a change of the rules around them.
    let forests = side_by_side(OUTER, |part| {
        let path = out.join(format!("{part}.forest"));
        std::fs::read(&path).ok().and_then(|bytes| forest::from_bytes(&bytes)).unwrap_or_else(|| {
            let forests = lesson.learn(|case| part_of(case) != part);
            std::fs::write(path, forest::to_bytes(&forests)).expect("the forest can be written");
            forests
        })
    });
    let mut found: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for case in &lesson.cases {
        let article = study::article(&case.page, &forests[part_of(case) as usize]);
        let lines = found.entry(&case.set).or_default();
        writeln!(lines, "{}", reading::answer(&case.id, &article, &Subjects::default()))
            .expect("memory can be written");
    }
    for (set, lines) in found {
        std::fs::write(out.join(format!("{set}.jsonl")), lines).expect("what was found can be written");
    }
}

/// `task` for each number below `count`, two at a time.
fn side_by_side<T: Send>(count: u64, task: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let next = std::sync::atomic::AtomicU64::new(0);
    let mut done = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if number >= count {
                    return done;
                }
                done.push((number, task(number)));
            }
        };
        let other = scope.spawn(work);
        let mut done = work();
        done.extend(other.join().expect("the other half of the work is done"));
        done
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
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
        // Without an address the name tells the publisher: "nytimes-2".
        let named = id.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
        let host = host.map_or_else(|| named.to_owned(), |key| key.0);
        let study = Study::of(&page);
        let shares = align::found(&study.texts, text);
        let truth_words = align::words(text).len() as f32;
        let targets = shares.iter().map(|share| if *share >= 0.5 { 1.0 } else { 0.0 }).collect();
        let of_set = match set {
            "news" => 3.0,
            "bodies" => 2.0,
            _ => 1.0,
        };
        let mut weights: Vec<f32> = (study.texts.iter().zip(&study.is_settled))
            .map(|(text, settled)| {
                let words = text.split_whitespace().count() as f32;
                let weight = 100.0 * (words + 1.5).min(150.0) / truth_words.max(200.0);
                if *settled { 0.0 } else { weight }
            })
            .collect();
        // A page with much else on it than its body teaches no more than others.
        let total: f32 = weights.iter().sum();
        let share = of_set * (PAGE_WEIGHT_MAX / total.max(1.0)).min(1.0);
        weights.iter_mut().for_each(|weight| *weight *= share);
        cases.push(Case { set: set.to_owned(), id, page, study, targets, weights, host: hash_of(&host) });
    }
    cases
}

/// FNV-1a: hosts fall into the same parts on every machine.
fn hash_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) >> 7
}

impl Lesson {
    fn of(cases: Vec<Case>) -> Lesson {
        let mut rows: Vec<&[f32]> = Vec::new();
        for case in &cases {
            rows.extend((0..case.study.first.rows()).map(|index| case.study.first.row(index)));
        }
        let width = rows.first().map_or(0, |row| row.len());
        let first = Binned::of(0..width, &rows);
        let targets = cases.iter().flat_map(|case| case.targets.iter().copied()).collect();
        Lesson { cases, first, targets }
    }

    /// The weights of all blocks, nothing for pages that are not `kept`.
    fn weights(&self, kept: impl Fn(&Case) -> bool) -> Vec<f32> {
        (self.cases.iter())
            .flat_map(|case| {
                let factor = if kept(case) { 1.0 } else { 0.0 };
                case.weights.iter().map(move |weight| weight * factor)
            })
            .collect()
    }

    /// Both forests, from the pages that are `kept`.
    fn learn(&self, kept: impl Fn(&Case) -> bool + Sync) -> Vec<Forest> {
        let part_of = |case: &Case| case.host % INNER;
        // The last is the one that is kept; the others guess at the pages they did not see.
        let mut firsts = side_by_side(INNER + 1, |part| {
            grow(&self.first, &self.targets, &self.weights(|case| kept(case) && part_of(case) != part), FIRST)
        });
        let width = self.cases.first().map_or(0, |case| case.study.first.width);
        let mut more = Vec::new();
        let mut more_width = 0;
        for case in &self.cases {
            let second = case.study.second(&guess(case, &firsts[part_of(case) as usize]));
            more_width = second.width - width;
            for index in 0..second.rows() {
                more.extend_from_slice(&second.row(index)[width..]);
            }
        }
        let rows: Vec<&[f32]> = more.chunks_exact(more_width.max(1)).collect();
        let data = self.first.clone().with(Binned::of(0..more_width, &rows));
        let second = grow(&data, &self.targets, &self.weights(&kept), SECOND);
        vec![firsts.pop().expect("the last of several"), second]
    }
}

fn guess(case: &Case, forest: &Forest) -> Vec<f32> {
    (0..case.study.first.rows())
        .map(|index| match case.study.is_settled[index] {
            true => 0.0,
            false => forest.likelihood(case.study.first.row(index)),
        })
        .collect()
}
