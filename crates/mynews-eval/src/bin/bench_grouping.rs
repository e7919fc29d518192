//! How fast grouping is: articles a second by step, and how long one placement takes at the worst.
//!
//!     bench_grouping FILE.jsonl [--keep]      with --keep nothing is forgotten: all articles stay open

use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use mynews_core::group::{self, Choice, OpenStories, Telling};
use mynews_core::model::{ArticleId, StoryId, Timestamp};
use mynews_core::text::vector::Embedder;
use mynews_eval::clock::cpu_seconds;
use serde_json::Value;

static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let keep = arguments.iter().any(|argument| argument == "--keep");
    let embedder = Embedder::new(VECTORS).expect("our own asset can be read");
    let input = BufReader::new(std::fs::File::open(&arguments[1]).expect("FILE can be read"));
    let mut open = OpenStories::new();
    let cpu_before = cpu_seconds();
    let mut steps = [Duration::ZERO; 5];
    let mut placements: Vec<Duration> = Vec::new();
    let mut latest = Timestamp::UNIX_EPOCH;
    for line in input.lines() {
        let line = line.expect("lines are UTF-8");
        let started = Instant::now();
        let fields: Value = serde_json::from_str(&line).expect("a line is JSON");
        let read = Instant::now();
        let telling = Telling {
            title: fields["title"].as_str(),
            text: fields["text"].as_str().unwrap_or(""),
            url: fields["url"].as_str(),
            outlet: fields["outlet"].as_str(),
            language: None,
            published: fields["published"].as_str().and_then(|at| at.parse().ok()),
        };
        let sketch = group::sketch(&telling, Some(&embedder));
        let sketched = Instant::now();
        latest = latest.max(sketch.at.unwrap_or(latest));
        let article = ArticleId::of_entry("bench", fields["id"].as_str().unwrap_or(""));
        let placement = group::place(article, &sketch, &open, latest);
        let placed = Instant::now();
        let shortest = undisturbed(placed - sketched, || group::place(article, &sketch, &open, latest));
        placements.push(shortest);
        let merging = Instant::now();
        if let Some(group::Merge { from, into }) = placement.merge {
            open.merge(from, into);
        }
        let story = match placement.story {
            Choice::Joins(story) => story,
            Choice::Opens => StoryId::opened_by(article),
        };
        open.insert(article, story, &sketch, latest);
        let inserted = Instant::now();
        if !keep {
            open.forget(latest);
        }
        let forgotten = Instant::now();
        let spent =
            [read - started, sketched - read, placed - sketched, inserted - merging, forgotten - inserted];
        steps.iter_mut().zip(spent).for_each(|(step, spent)| *step += spent);
    }
    placements.sort_unstable();
    let count = placements.len().max(1);
    let cpu = cpu_seconds() - cpu_before;
    println!(
        "{count} articles, {:.0} a CPU second, {} open in {} stories",
        count as f64 / cpu,
        open.articles(),
        open.len()
    );
    println!("by the clock on the wall:");
    for (name, step) in ["read", "sketch", "place", "insert", "forget"].iter().zip(steps) {
        println!("  {name:<8} {:7.1} µs an article", step.as_secs_f64() * 1e6 / count as f64);
    }
    if let Some(kilobytes) = most_memory() {
        println!("  {} MB at the most", kilobytes / 1024);
    }
    let at = |part: f64| placements[((count - 1) as f64 * part) as usize];
    println!(
        "  one placement: half within {:?}, 99 % within {:?}, all within {:?}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// A long placement is done again, twice: on a machine that others use it was most likely interrupted. The shortest counts.
fn undisturbed(took: Duration, again: impl Fn() -> group::Placement) -> Duration {
    const LONG: Duration = Duration::from_micros(500);
    let mut shortest = took;
    for _ in 0..if took > LONG { 2 } else { 0 } {
        let started = Instant::now();
        again();
        shortest = shortest.min(started.elapsed());
    }
    shortest
}

/// The most memory this program had so far, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
