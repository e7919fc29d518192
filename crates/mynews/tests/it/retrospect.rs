//! Looking back: other settings, tried on the editions that a reader was shown.

use mynews::app::{House, OWNER};
use mynews::config::Config;
use mynews::work::edition::{Composed, current};
use mynews::work::retrospect::{Ranking, Retrospect, retrospect};
use mynews::work::signals::{record, undo};
use mynews_core::model::{Dial, Memory, SignalKind, Term, Timestamp};
use mynews_core::rank::{Measures, Shown};

use super::running::{run, stdout};

fn house() -> (tempfile::TempDir, House) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(Config::default(), folder.path()).unwrap();
    (folder, house)
}

fn score(dial: f64, silent: &[Term]) -> Ranking {
    Ranking::Score { dial: Dial::new(dial), silent: silent.to_vec(), memory: None }
}

/// What the scores of the edition itself are worth, where the stories in these places were opened.
fn of_the_page(composed: &Composed, opened: &[usize]) -> Measures {
    let shown: Vec<Shown> = (composed.edition.picks.iter().enumerate())
        .map(|(place, pick)| Shown {
            story: pick.story,
            score: pick.score.total,
            opened: opened.contains(&place),
        })
        .collect();
    Measures::of(&shown).unwrap()
}

fn same(a: Measures, b: Measures) -> bool {
    (a.auc - b.auc).abs() < 1e-9 && (a.mrr - b.mrr).abs() < 1e-9 && (a.ndcg_10 - b.ndcg_10).abs() < 1e-9
}

#[test]
fn the_settings_of_the_day_give_the_figures_of_the_day() {
    let (folder, house) = house();
    let app = house.current();
    let look_back = |rankings: &[Ranking]| -> Retrospect {
        retrospect(&app, OWNER, Timestamp::UNIX_EPOCH, rankings).unwrap()
    };
    assert_eq!(look_back(&[score(0.35, &[])]).editions, 0);

    let page = current(&app, OWNER).unwrap();
    let opened = [0, 5, 14];
    let signals = opened.map(|place| {
        record(&app, OWNER, page.edition.picks[place].story, SignalKind::Opened).unwrap().unwrap()
    });
    let found = look_back(&[
        Ranking::AsShown,
        score(page.reader.dial.p(), &[]),
        score(0.0, &[]),
        score(0.0, &[Term::WidelyCovered]),
    ]);
    assert_eq!((found.editions, found.shown, found.opened), (1, 24, 3));
    let [as_shown, as_set, everyones, less] = found.measures[..] else { panic!("{found:?}") };
    assert!(same(as_set, of_the_page(&page, &opened)), "{as_set:?}");
    assert_eq!(as_shown.mrr, (1.0 + 1.0 / 6.0 + 1.0 / 15.0) / 3.0);
    assert!(!same(everyones, less));

    let told = stdout(&run(folder.path(), &["replay", "--mine", "--set", "dial=20", "--without", "fresh"]));
    assert!(told.contains("3 of 24 stories opened, in 1 editions"), "{told}");
    assert!(told.contains(&format!("your settings                             {:.3}", as_set.auc)), "{told}");
    assert!(told.contains("dial 20 %, without fresh"), "{told}");

    // Before anything was learnt, every memory says the same.
    let memory = Some(Memory { half_life_days: 5.0, ..Memory::default() });
    let found = look_back(&[Ranking::Score { dial: page.reader.dial, silent: Vec::new(), memory }]);
    assert!(same(found.measures[0], as_set), "{found:?}");
    let told = stdout(&run(folder.path(), &["replay", "--mine", "--set", "half-life=5"]));
    assert!(told.contains(", half-life 5 days, 8 acts"), "{told}");
    assert!(told.contains("your settings, learnt again"), "{told}");

    // What was taken back was not opened.
    undo(&app, OWNER, signals[1]).unwrap();
    let found = look_back(&[Ranking::AsShown]);
    assert_eq!((found.opened, found.measures[0].mrr), (2, (1.0 + 1.0 / 15.0) / 2.0));
}
