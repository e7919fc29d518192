//! Two hundred simulated readers with hidden tastes: how much of what they want does the page bring, after 0, 5, 20 and
//! 50 signals, and how soon does it follow when their taste changes? Everything is drawn from one seed.

#[path = "../readers/mod.rs"]
mod readers;

use readers::{Study, mean_and_interval};

const READERS: u64 = 200;
const SIGNALS: [usize; 4] = [0, 5, 20, 50];

fn main() {
    let seed: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut by_signals = vec![Vec::new(); SIGNALS.len()];
    let mut changed = vec![Vec::new(); 4];
    let (mut floors, mut outside, mut editions) = (0, 0, 0);
    for reader in 0..READERS {
        let mut study = Study::new(seed * 10_000 + reader);
        for (place, signals) in SIGNALS.into_iter().enumerate() {
            while study.signals() < signals {
                study.read_one();
            }
            by_signals[place].push(study.wanted_share());
        }
        study.change_taste();
        for (place, shares) in changed.iter_mut().enumerate() {
            while study.signals() < 50 + place * 5 {
                study.read_one();
            }
            shares.push(study.wanted_share());
        }
        floors += study.floors_held;
        outside += study.outside_held;
        editions += study.editions;
    }
    println!("share of what a reader wants in the places ranked for them ({READERS} readers, seed {seed})");
    for (signals, shares) in SIGNALS.into_iter().zip(&by_signals) {
        let (mean, interval) = mean_and_interval(shares);
        println!("after {signals:2} signals            {mean:.3} ± {interval:.3}");
    }
    for (place, shares) in changed.iter().enumerate() {
        let (mean, interval) = mean_and_interval(shares);
        println!("taste changed, {:2} signals   {mean:.3} ± {interval:.3}", place * 5);
    }
    println!("floor held in {floors} of {editions} editions, outside share in {outside}");
}
