//! Killed at random moments under load, again and again: what was acknowledged is there, and the database is whole.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::outlets::Outlets;
use crate::running::{Running, run, stderr, stdout};

/// Rounds in an ordinary run; `make soak` sets MYNEWS_KILL_ROUNDS.
const ROUNDS: usize = 50;

/// Threads that write at once.
const WRITERS: usize = 3;

#[test]
fn an_acknowledged_write_survives() {
    let rounds =
        std::env::var("MYNEWS_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let outlets = Outlets::start();
    let folder = tempfile::tempdir().unwrap();
    outlets.put_feed("/feed.xml", "Harbour Post", &[("first", "First", "The first report of them all")]);
    outlets.run(folder.path(), &["add", &outlets.url("/feed.xml")]);
    let acknowledged = AtomicUsize::new(0);
    let mut wanted: Vec<String> = Vec::new();
    // A linear congruential generator: the same moments in every run.
    let mut chance: u64 = 42;
    for round in 0..rounds {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let slugs: Vec<String> = (0..30).map(|number| format!("r{round}-{number}")).collect();
        let entries: Vec<(&str, &str, &str)> = slugs
            .iter()
            .map(|slug| (slug.as_str(), slug.as_str(), "One more report about the harbour"))
            .collect();
        outlets.put_feed("/feed.xml", "Harbour Post", &entries);
        run(folder.path(), &["refresh"]);
        let mut command = outlets.command(folder.path());
        let mut mynews = Running::start_with(&mut command);
        outlets.run(folder.path(), &["refresh", "--all"]);
        let over = AtomicBool::new(false);
        let written = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let (mynews, over, acknowledged) = (&mynews, &over, &acknowledged);
                    scope.spawn(move || {
                        let mut written = Vec::new();
                        for number in 0.. {
                            let phrase = format!("word{round}x{writer}x{number}");
                            let form = format!("kind=phrase&subject={phrase}");
                            match mynews.try_request("POST", "/follow", &form) {
                                Ok(answer) if answer.status == 303 => {
                                    acknowledged.fetch_add(1, Ordering::Relaxed);
                                    written.push(phrase);
                                }
                                _ => break,
                            }
                            if over.load(Ordering::Relaxed) {
                                break;
                            }
                        }
                        written
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_millis(chance >> 32 & 0xff));
            mynews.kill_now();
            over.store(true, Ordering::Relaxed);
            writers.into_iter().flat_map(|writer| writer.join().expect("a writer ends")).collect::<Vec<_>>()
        });
        mynews.kill();
        wanted.extend(written);
    }
    let account = stdout(&run(folder.path(), &["export"]));
    let lost: Vec<&String> =
        wanted.iter().filter(|phrase| !account.contains(&format!("\"{phrase}\""))).collect();
    assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), wanted.len());
    let doctor = run(folder.path(), &["doctor"]);
    assert!(doctor.status.success(), "{}", stderr(&doctor));
    eprintln!(
        "{rounds} rounds of kill -9, {} writes acknowledged, 0 lost",
        acknowledged.load(Ordering::Relaxed)
    );
    assert!(!wanted.is_empty(), "a test that wrote nothing shows nothing");
}
