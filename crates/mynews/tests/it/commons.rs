//! Readers of one mynews learn from each other only where it is switched on, and then are told so.

use mynews::app::{House, OWNER};
use mynews::config::Config;
use mynews::work::edition::current;
use mynews::work::signals::{record, undo, wish};
use mynews_core::model::{Crowd, Reader, ReaderId, SignalKind, StoryId, Subject};

use super::running::{Running, command};

const BO: ReaderId = ReaderId(2);

fn open(folder: &std::path::Path, shared: bool) -> House {
    let mut config = Config::default();
    config.edition.learn_across_readers = shared;
    House::open(config, folder).unwrap()
}

/// What the owner is told of a story, after a restart.
fn told(folder: &std::path::Path, shared: bool, story: StoryId) -> Option<Crowd> {
    let house = open(folder, shared);
    current(&house.current(), OWNER).unwrap().candidate(story).unwrap().crowd
}

#[test]
fn what_one_opens_rises_for_another_where_that_is_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let (opened, left, signal) = {
        let house = open(folder.path(), true);
        house.real.store.set_reader(&Reader::new(BO, "Bo")).unwrap();
        let app = house.current_for(BO).unwrap();
        let page = current(&app, BO).unwrap();
        let (opened, left) = (page.edition.picks[17].story, page.edition.picks[18].story);
        let signal = record(&app, BO, opened, SignalKind::Opened).unwrap().unwrap();
        // A page is settled once there is another.
        wish(&app, BO, SignalKind::Follow { subject: Subject::Phrase("lichen".into()), weight: 1.0 })
            .unwrap();
        current(&app, BO).unwrap();
        (opened, left, signal)
    };
    let everyone = |story| told(folder.path(), true, story).unwrap().everyone;
    assert!(everyone(opened) > everyone(left), "{} {}", everyone(opened), everyone(left));
    assert_eq!(told(folder.path(), false, opened), None);

    undo(&open(folder.path(), true).current(), BO, signal).unwrap();
    assert!(everyone(opened) <= everyone(left), "what was taken back was not opened");
}

#[test]
fn every_reader_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let says =
        |mynews: &Running, path: &str| mynews.get(path).body.contains("Readers here learn from each other");
    {
        let mynews = Running::start(folder.path());
        assert!(!says(&mynews, "/you") && !says(&mynews, "/how"));
    }
    let on = Running::start_with(command(folder.path()).env("MYNEWS_EDITION_LEARN_ACROSS_READERS", "true"));
    assert!(says(&on, "/you") && says(&on, "/how"));
    assert!(on.get("/you").body.contains("From outside your page, in 30 days"));
}
