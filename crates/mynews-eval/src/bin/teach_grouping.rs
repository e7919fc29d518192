//! Learns the join decision of grouping and says how good it is on stories it did not learn from.
//!
//!     teach_grouping DATA --out assets/group-join.txt
//!
//! DATA holds `ecbplus.jsonl`, `headlines.jsonl` and their `_truth.jsonl`, and the pages of `bodies`, `news`,
//! `readability` and `web` as `NAME.truth.json`, which serve as noise. First it learns five times without a fifth of
//! the stories (both look-alikes of an ECB+ topic together) and plays whole streams, scoring only what was held out;
//! then it learns from everything.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use mynews_core::group::{Evidence, FEATURES, Sketch};
use mynews_core::text::tokens::hash;
use mynews_core::text::vector::Embedder;
use mynews_eval::grouping::boost::{Rules, Trees};
use mynews_eval::grouping::harder;
use mynews_eval::grouping::play::{Decision, Policy, play};
use mynews_eval::grouping::score::{Score, b_cubed};
use mynews_eval::grouping::stream::{self, Chance, Told};

static VECTORS: &[u8] = include_bytes!("../../../../assets/news-en-256-int4.mne");

const FOLDS: u64 = 5;

struct Stream {
    name: &'static str,
    /// Part of what is learnt from; all are measured.
    teaches: f32,
    told: Vec<Told>,
    sketches: Vec<Sketch>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let data = PathBuf::from(&arguments[1]);
    let embedder = Embedder::new(VECTORS).unwrap();
    let streams = streams(&data, &embedder);
    let trees: usize = option(&arguments, "--trees", 60);
    let depth: usize = option(&arguments, "--depth", 4);
    let rounds: usize = option(&arguments, "--rounds", 5);
    let only: String = option(&arguments, "--only", String::new());
    let folds: u64 = option(&arguments, "--folds", FOLDS);

    let teaching = Policy {
        bias: option(&arguments, "--bias", 0.0),
        bridge_min: option(&arguments, "--bridge", 1.0),
        merge_min: option(&arguments, "--merge", 0.3),
    };
    let policies: Vec<Policy> = match arguments.iter().any(|argument| argument == "--sweep") {
        false => vec![teaching],
        true => [
            (0.0, 0.0, 0.0),
            (0.0, 0.0, 1.0),
            (0.0, 0.0, 2.0),
            (0.0, 1.0, 0.0),
            (0.0, 1.0, 1.0),
            (0.0, 1.0, 2.0),
            (0.0, 2.0, 0.0),
            (0.0, 2.0, 2.0),
            (0.3, 1.0, 1.0),
            (-0.3, 0.0, 1.0),
        ]
        .map(|(bias, bridge_min, merge_min)| Policy { bias, bridge_min, merge_min })
        .to_vec(),
    };
    let mut sums: Vec<Vec<Vec<Score>>> = vec![vec![Vec::new(); streams.len()]; policies.len()];
    let (streams, policies, only) = (&streams, &policies, &only);
    let by_fold: Vec<Vec<Vec<Score>>> = std::thread::scope(|scope| {
        let fold_of_stories: Vec<_> = (0..if only.is_empty() { folds } else { 1 })
            .map(|fold| {
                scope.spawn(move || {
                    let held = |story: &str| {
                        if only.is_empty() { fold_of(story) == fold } else { kind(story) != only }
                    };
                    let model = learn(streams, &held, trees, depth, rounds, teaching);
                    let score = |policy: &Policy| {
                        streams
                            .iter()
                            .map(|stream| measure(stream, &model, &held, *policy).0)
                            .collect::<Vec<Score>>()
                    };
                    policies.iter().map(score).collect()
                })
            })
            .collect();
        fold_of_stories.into_iter().map(|fold| fold.join().unwrap()).collect()
    });
    for fold in by_fold {
        for (sums, scores) in sums.iter_mut().zip(fold) {
            sums.iter_mut().zip(scores).for_each(|(sums, score)| sums.push(score));
        }
    }
    println!("held out:");
    for (policy, sums) in policies.iter().zip(&sums) {
        print!("bias {:4} bridge {:4} merge {:4} |", policy.bias, policy.bridge_min, policy.merge_min);
        for (stream, scores) in streams.iter().zip(sums) {
            let n: f64 = scores.iter().map(|score| score.articles as f64).sum();
            let mean = |of: fn(&Score) -> f64| {
                scores.iter().map(|score| of(score) * score.articles as f64).sum::<f64>() / n.max(1.0)
            };
            let (p, r) = (mean(|score| score.precision), mean(|score| score.recall));
            if policies.len() > 1 {
                print!(" {:.3}", 2.0 * p * r / (p + r));
            } else {
                print!("\n  {:<22} B3 F1 {:.4} P {p:.4} R {r:.4} n {n}", stream.name, 2.0 * p * r / (p + r));
            }
        }
        println!();
    }
    if !only.is_empty() {
        return;
    }
    let model = learn(streams, &|_| false, trees, depth, rounds, teaching);
    println!("learnt from:");
    for stream in streams {
        let (score, _) = measure(stream, &model, &|_| true, teaching);
        println!(
            "  {:<22} B3 F1 {:.4} P {:.4} R {:.4} stories {}",
            stream.name, score.f1, score.precision, score.recall, score.found
        );
    }
    if let Some(out) =
        arguments.iter().position(|argument| argument == "--out").map(|place| &arguments[place + 1])
    {
        std::fs::write(out, model.write(&FEATURES)).unwrap();
    }
}

fn option<T: std::str::FromStr>(arguments: &[String], name: &str, otherwise: T) -> T {
    let at = arguments.iter().position(|argument| argument == name);
    at.and_then(|place| arguments.get(place + 1)?.parse().ok()).unwrap_or(otherwise)
}

/// Which fold a story is held out in; the two look-alike stories of one ECB+ topic go together.
fn fold_of(story: &str) -> u64 {
    hash(topic(story).as_bytes()) % FOLDS
}

fn topic(story: &str) -> &str {
    if kind(story) == "ecb" { story.split('_').next().unwrap_or(story) } else { story }
}

fn kind(story: &str) -> &'static str {
    if story.ends_with("_ecb") || story.ends_with("_ecbplus") { "ecb" } else { "head" }
}

fn learn(
    streams: &[Stream],
    held: &dyn Fn(&str) -> bool,
    trees: usize,
    depth: usize,
    rounds: usize,
    policy: Policy,
) -> Trees {
    let mut model: Option<Trees> = None;
    let mut decisions: Vec<(f32, Decision)> = Vec::new();
    let directions = directions();
    for round in 0..rounds {
        for stream in streams.iter().filter(|stream| stream.teaches > 0.0) {
            let rows = rows(stream);
            let (_, noted) = match &model {
                None => play(&rows, by_hand, true, policy),
                Some(model) => play(&rows, |evidence| model.score(evidence), true, policy),
            };
            let part = stream.teaches * (round + 1) as f32;
            decisions.extend(
                noted
                    .into_iter()
                    .filter(|one| {
                        !one.story.as_deref().is_some_and(held) && !one.candidate.as_deref().is_some_and(held)
                    })
                    .map(|one| (part * one.weight, one)),
            );
        }
        let rows: Vec<&[f32]> = decisions.iter().map(|(_, one)| one.evidence.as_slice()).collect();
        let answers: Vec<f32> = decisions.iter().map(|(_, one)| one.belongs).collect();
        let weights: Vec<f32> = decisions.iter().map(|(weight, _)| *weight).collect();
        let rules = Rules {
            trees,
            depth,
            shrinkage: 0.15,
            side_min: 8.0,
            ridge: 4.0,
            directions: &directions,
            left_out: &[],
        };
        let rules = Rules { left_out: &left_out(), ..rules };
        model = Some(Trees::learn(&rows, &answers, &weights, &rules));
    }
    model.unwrap()
}

/// Features named after `--drop`, to see what is lost without them.
fn left_out() -> Vec<usize> {
    let dropped: String = option(&std::env::args().collect::<Vec<_>>(), "--drop", String::new());
    dropped.split(',').filter_map(|name| FEATURES.iter().position(|feature| *feature == name)).collect()
}

fn directions() -> Vec<i8> {
    FEATURES
        .iter()
        .map(|name| match *name {
            "names_none" | "meaning_none" | "unity" | "size" | "length" | "story_length" | "days_none"
            | "year_none" | "rival" | "outlet_again" | "outlet_head" => 0,
            "numbers_missing" | "days" | "name_missing" | "names_missing" | "head_name_missing"
            | "year_gap" => -1,
            _ => 1,
        })
        .collect()
}

fn by_hand(evidence: &Evidence) -> f32 {
    let of = |name: &str| evidence[FEATURES.iter().position(|other| *other == name).unwrap()];
    5.0 * of("text") + 4.0 * of("text_closest") + 3.0 * of("head_closest") + 2.0 * of("rare_words") - 3.5
}

fn rows(stream: &Stream) -> Vec<(&Sketch, Option<&str>)> {
    stream.sketches.iter().zip(&stream.told).map(|(sketch, told)| (sketch, told.story.as_deref())).collect()
}

fn measure(
    stream: &Stream,
    model: &Trees,
    counts: &dyn Fn(&str) -> bool,
    policy: Policy,
) -> (Score, Vec<usize>) {
    let rows = rows(stream);
    let (found, _) = play(&rows, |evidence| model.score(evidence), false, policy);
    let truth: Vec<Option<&str>> = rows.iter().map(|(_, story)| *story).collect();
    (b_cubed(&truth, &found, counts), found)
}

fn streams(data: &Path, embedder: &Embedder) -> Vec<Stream> {
    let read = |name: &str| {
        stream::stories(&data.join(format!("{name}.jsonl")), &data.join(format!("{name}_truth.jsonl")))
            .unwrap()
    };
    let (ecb, head) = (read("ecbplus"), read("headlines"));
    let noise: Vec<Told> = ["bodies", "news", "readability", "web"]
        .iter()
        .flat_map(|name| stream::noise(&data.join(format!("{name}.truth.json"))).unwrap())
        .collect();
    let mut chance = Chance(7);
    let mut made: Vec<(&'static str, f32, Vec<Told>)> = Vec::new();
    made.push(("ecb", 1.0, ecb.clone()));
    made.push(("headlines", 0.7, head.clone()));
    made.push(("ecb titled shuffled", 1.0, shuffled(titled(&ecb), &mut chance)));
    for name in ["ecb few + noise", "ecb few + noise 2", "ecb few + noise 3"] {
        let mut few = thinned(&titled(&ecb), 3.2, &mut chance);
        few.extend(noise.iter().cloned());
        made.push((name, 1.0, shuffled(few, &mut chance)));
    }
    made.push(("ecb few", 1.0, shuffled(thinned(&titled(&ecb), 3.2, &mut chance), &mut chance)));
    made.push(("ecb summaries", 1.0, shuffled(cut(&titled(&ecb), 400), &mut chance)));
    made.push(("headlines undated", 0.5, undated(shuffled(head.clone(), &mut chance))));
    for name in ["headlines few", "headlines few 2"] {
        made.push((name, 1.0, shuffled(thinned(&head, 4.0, &mut chance), &mut chance)));
    }
    let mut few = undated(thinned(&head, 4.0, &mut chance));
    few.extend(thinned(&ecb, 3.2, &mut chance));
    few.extend(noise.iter().cloned());
    made.push(("both few + noise", 0.0, shuffled(few, &mut chance)));
    let world: f32 = option(&std::env::args().collect::<Vec<_>>(), "--world", 1.0);
    for (name, teaches, mean, bytes) in [
        ("one world", world, 3.2, 900),
        ("one world 2", world, 2.4, 500),
        ("one world 3", world, 5.0, 1_600),
        ("one world 4", 0.0, 3.2, 900),
    ] {
        made.push((name, teaches, one_world(&titled(&ecb), &noise, mean, bytes, &mut chance)));
    }
    let mut all = undated(thinned(&head, 30.0, &mut chance));
    all.extend(ecb.iter().cloned());
    all.extend(noise.iter().cloned());
    made.push(("all mixed", 1.0, shuffled(all, &mut chance)));
    made.into_iter()
        .map(|(name, teaches, told)| {
            let sketches = told.iter().map(|told| told.sketch(Some(embedder))).collect();
            Stream { name, teaches, told, sketches }
        })
        .collect()
}

/// A week of a small world: few articles a story, look-alikes, columns, round-ups and boxes among them.
fn one_world(ecb: &[Told], noise: &[Told], mean: f64, bytes: usize, chance: &mut Chance) -> Vec<Told> {
    let mut told = thinned(ecb, mean, chance);
    let single: Vec<Told> = noise.iter().filter(|_| chance.part() < 0.25).cloned().collect();
    told.extend(single);
    let told = harder::in_one_world(&told, chance);
    let told = harder::shortened(&told, bytes, chance);
    let told = harder::in_order_of_time(harder::dated(&told, 5.0, 12, chance));
    let round_ups = harder::round_ups(&told, told.len() / 25, chance);
    let mut told = harder::furnished(&told, chance);
    told.extend(round_ups);
    told.extend(harder::series(5, chance));
    harder::in_order_of_time(told)
}

fn shuffled(mut told: Vec<Told>, chance: &mut Chance) -> Vec<Told> {
    chance.shuffle(&mut told);
    told
}

fn undated(mut told: Vec<Told>) -> Vec<Told> {
    told.iter_mut().for_each(|one| one.published = None);
    told
}

/// A short first line is the headline.
fn titled(told: &[Told]) -> Vec<Told> {
    told.iter()
        .cloned()
        .map(|mut one| {
            if let Some((first, rest)) = one.text.split_once('\n')
                && one.title.is_none()
                && first.len() < 110
                && !first.ends_with('.')
            {
                one.title = Some(first.to_owned());
                one.text = rest.to_owned();
            }
            one
        })
        .collect()
}

fn cut(told: &[Told], bytes: usize) -> Vec<Told> {
    told.iter()
        .cloned()
        .map(|one| Told { text: one.text[..one.text.floor_char_boundary(bytes)].to_owned(), ..one })
        .collect()
}

/// Keeps some articles of each story: one to many, `mean` in the mean.
fn thinned(told: &[Told], mean: f64, chance: &mut Chance) -> Vec<Told> {
    let mut keep: HashMap<&str, f64> = HashMap::new();
    let mut size: HashMap<&str, usize> = HashMap::new();
    told.iter().filter_map(|one| one.story.as_deref()).for_each(|story| *size.entry(story).or_default() += 1);
    let mut names: Vec<&str> = size.keys().copied().collect();
    names.sort_unstable();
    for story in names {
        let wanted = 1.0 - (1.0 - chance.part()).ln() * (mean - 1.0);
        keep.insert(story, wanted / size[story] as f64);
    }
    told.iter()
        .filter(|one| one.story.as_deref().is_none_or(|story| chance.part() < keep[story]))
        .cloned()
        .collect()
}
