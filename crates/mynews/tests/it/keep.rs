//! What a backup keeps, made while others write: one moment, whole, that gives the same edition anywhere.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use mynews::app::{App, House, OWNER};
use mynews::clock::FixedClock;
use mynews::config::Config;
use mynews::work::edition::current;
use mynews::work::signals::undo;
use mynews_core::model::Timestamp;

use crate::outlets::Outlets;
use crate::running::{Running, run, stderr, stdout};

/// Threads that write at once.
const WRITERS: usize = 3;

/// Backups made one after another under load.
const BACKUPS: usize = 3;

/// The newsroom of a folder, at a moment that is the same for all of them.
fn newsroom(folder: &Path, at: Timestamp) -> App {
    let real = House::open(Config::default(), folder).unwrap().real;
    let app = Arc::into_inner(real).expect("nobody else holds it");
    App { clock: Arc::new(FixedClock::new(at)), ..app }
}

fn edition_hash(app: &App) -> String {
    current(app, OWNER).unwrap().edition.hash.clone()
}

#[test]
fn a_backup_made_while_others_write_gives_the_same_edition() {
    let outlets = Outlets::start();
    let folder = crate::journeys::followed(&outlets);
    let mynews = Running::start_with(&mut outlets.command(folder.path()));
    let (over, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let soon = Instant::now() + Duration::from_secs(60);
    // Each backup with the writes that had been acknowledged before it began.
    let backups: Vec<_> = std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (mynews, over, acknowledged) = (&mynews, &over, &acknowledged);
            scope.spawn(move || {
                // Every other is of a word that reports have, so that the page changes with what is in the log.
                for number in (0..).take_while(|_| !over.load(Ordering::Relaxed)) {
                    let phrase = match number {
                        0 => ["treaty", "chess", "kilns"][writer].to_owned(),
                        _ => format!("word{writer}x{number}"),
                    };
                    let answer = mynews.post("/follow", &format!("kind=phrase&subject={phrase}"));
                    assert_eq!(answer.status, 303, "{}", answer.body);
                    acknowledged.lock().unwrap().push(phrase);
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
        }
        let (outlets, reread, over) = (&outlets, folder.path(), &over);
        scope.spawn(move || {
            while !over.load(Ordering::Relaxed) {
                outlets.run(reread, &["refresh", "--all"]);
            }
        });
        let backups = (0..BACKUPS)
            .map(|number| {
                let before = loop {
                    let written = acknowledged.lock().unwrap().clone();
                    if written.len() > number * 10 + 5 || Instant::now() > soon {
                        break written;
                    }
                    std::thread::sleep(Duration::from_millis(10));
                };
                let copy = folder.path().join(format!("copy-{number}.db"));
                let made = run(folder.path(), &["backup", copy.to_str().unwrap()]);
                (before, copy, made)
            })
            .collect();
        over.store(true, Ordering::Relaxed);
        backups
    });
    drop(mynews);
    let at = Timestamp::now();
    let whole = newsroom(folder.path(), at);
    // The last first: what came after each is taken back from the page, one backup after another.
    for (before, copy, made) in backups.iter().rev() {
        assert!(made.status.success(), "{}", stderr(made));
        assert!(before.len() > 5, "a test that wrote nothing shows nothing");
        let elsewhere = tempfile::tempdir().unwrap();
        let restored = run(elsewhere.path(), &["restore", copy.to_str().unwrap()]);
        assert!(restored.status.success(), "{}", stderr(&restored));
        let account = stdout(&run(elsewhere.path(), &["export"]));
        let lost: Vec<_> =
            before.iter().filter(|phrase| !account.contains(&format!("\"{phrase}\""))).collect();
        assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), before.len());
        let copy = newsroom(elsewhere.path(), at);
        let kept = copy.store.signals(OWNER).unwrap();
        for row in whole.store.signals(OWNER).unwrap() {
            if row.undone_at.is_none() && kept.iter().all(|known| known.signal.id != row.signal.id) {
                assert!(undo(&whole, OWNER, row.signal.id).unwrap());
            }
        }
        assert_eq!(edition_hash(&copy), edition_hash(&whole), "{} writes are in it", kept.len());
    }
}
