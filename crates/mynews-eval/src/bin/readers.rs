//! Two hundred simulated readers with hidden tastes: how much of what they want does the page bring, after 0 to 50
//! signals, and how soon does it follow when their taste changes? Everything is drawn from one seed.
//!
//! A change is followed when the page brings nine tenths of what it brings a new reader after as many signals: a new
//! reader has nothing to unlearn, so no ranking that remembers can do better than that for long.
//!
//! `readers [SEED] [--readers=N] [--without=TERM]`

#[path = "../readers/mod.rs"]
mod readers;

use mynews_eval::ablation;
use readers::{Study, mean_and_interval};

const READERS: u64 = 200;
const SIGNALS: [usize; 6] = [0, 5, 10, 15, 20, 50];
/// Signals after the change of taste, and the place of as many in `SIGNALS`.
const CHANGED: [usize; 4] = [0, 5, 10, 15];
/// A page that brings this part of what it brings a new reader has followed.
const FOLLOWED: f64 = 0.9;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seed: u64 = arguments.iter().find_map(|text| text.parse().ok()).unwrap_or(1);
    let count = arguments.iter().find_map(|text| text.strip_prefix("--readers=")?.parse().ok());
    let count: u64 = count.unwrap_or(READERS);
    let rules = ablation::rules(&arguments).unwrap_or_else(|why| panic!("{why}"));
    let mut by_signals = vec![Vec::new(); SIGNALS.len()];
    let mut changed = vec![Vec::new(); CHANGED.len()];
    let (mut floors, mut outside, mut editions) = (0, 0, 0);
    for reader in 0..count {
        let mut study = Study::new(seed * 10_000 + reader, rules.clone());
        for (shares, signals) in by_signals.iter_mut().zip(SIGNALS) {
            study.read_until(signals);
            shares.push(study.wanted_share());
        }
        study.change_taste();
        let before = study.signals();
        for (shares, signals) in changed.iter_mut().zip(CHANGED) {
            study.read_until(before + signals);
            shares.push(study.wanted_share());
        }
        floors += study.floors_held;
        outside += study.outside_held;
        editions += study.editions;
    }
    println!("share of what a reader wants in the places ranked for them ({count} readers, seed {seed})");
    for (signals, shares) in SIGNALS.into_iter().zip(&by_signals) {
        let (mean, interval) = mean_and_interval(shares);
        println!("after {signals:2} signals            {mean:.3} ± {interval:.3}");
    }
    for ((signals, shares), new) in CHANGED.into_iter().zip(&changed).zip(&by_signals) {
        let (mean, interval) = mean_and_interval(shares);
        let part = mean / mean_and_interval(new).0;
        let verdict = if part >= FOLLOWED { ", followed" } else { "" };
        println!(
            "taste changed, {signals:2} signals   {mean:.3} ± {interval:.3}: {part:.2} of a new reader's{verdict}"
        );
    }
    println!("floor held in {floors} of {editions} editions, outside share in {outside}");
}
