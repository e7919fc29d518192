//! What is kept between two requests: the stories of the last days, and each reader's edition of now.
//!
//! Locks are taken in one order: a reader's own place, then the window or the commons. While one reader's page is composed,
//! nobody but that reader waits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use mynews_core::model::{Reader, ReaderId, Timestamp};

use super::candidates::Window;
use super::commons::Commons;
use super::edition::Composed;
use super::log::KeptLog;
use crate::app::App;

/// Candidates of all readers together that are kept between requests: each is some two kilobytes.
const CANDIDATES_KEPT_MAX: usize = 60_000;

/// What is kept between two requests.
#[derive(Default)]
pub struct Desk {
    window: RwLock<Window>,
    /// Held from asking the store what changed to having it in the window, so that no older answer overwrites a newer one.
    following: Mutex<()>,
    commons: Mutex<Commons>,
    places: Mutex<BTreeMap<ReaderId, Place>>,
}

/// One reader's place on the desk.
struct Place {
    /// When its reader last asked.
    asked_at: Timestamp,
    candidates: usize,
    lies: Arc<Mutex<Lying>>,
}

/// What lies there.
#[derive(Default)]
pub(super) struct Lying {
    pub log: KeptLog,
    pub kept: Option<Kept>,
}

/// An edition, and what it would give way for.
pub(super) struct Kept {
    pub composed: Arc<Composed>,
    pub revision: i64,
    pub signal_mark: i64,
    pub explicit: (usize, usize),
    pub reader: Reader,
}

impl Desk {
    /// The live articles, caught up with the store. Blocks.
    pub(super) fn window(&self, app: &App) -> Result<RwLockReadGuard<'_, Window>, String> {
        {
            let _turn = held(&self.following);
            let changes = self.read_window().changes(app)?;
            if let Some(changes) = changes {
                self.window.write().unwrap_or_else(PoisonError::into_inner).follow(changes);
            }
        }
        Ok(self.read_window())
    }

    fn read_window(&self) -> RwLockReadGuard<'_, Window> {
        self.window.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn commons(&self) -> MutexGuard<'_, Commons> {
        held(&self.commons)
    }

    /// A reader's place, for whoever asks on their behalf now.
    pub(super) fn place(&self, reader: ReaderId, now: Timestamp) -> Arc<Mutex<Lying>> {
        let mut places = held(&self.places);
        let place = places.entry(reader).or_insert_with(|| Place {
            asked_at: now,
            candidates: 0,
            lies: Arc::default(),
        });
        place.asked_at = now;
        place.lies.clone()
    }

    /// Notes how much lies at a reader's place, and makes room.
    pub(super) fn weigh(&self, reader: ReaderId, candidates: usize) {
        let mut places = held(&self.places);
        if let Some(place) = places.get_mut(&reader) {
            place.candidates = candidates;
        }
        make_room(&mut places, CANDIDATES_KEPT_MAX);
    }
}

/// Lets go of what was made for readers who have not asked for longest; it is made again when they do. Whoever asked last
/// keeps theirs, however large.
fn make_room(places: &mut BTreeMap<ReaderId, Place>, candidates_max: usize) {
    let mut sum: usize = places.values().map(|place| place.candidates).sum();
    while sum > candidates_max && places.len() > 1 {
        let oldest = places.iter().min_by_key(|(reader, place)| (place.asked_at, **reader));
        let Some(oldest) = oldest.map(|(reader, _)| *reader) else { break };
        sum -= places.remove(&oldest).map_or(0, |place| place.candidates);
    }
}

/// A panic while something was composed left nothing half done: what is kept is put down whole.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asked_longest_ago_makes_room() {
        let place = |asked_at: i64, candidates: usize| Place {
            asked_at: Timestamp::from_second(asked_at).unwrap(),
            candidates,
            lies: Arc::default(),
        };
        let check = |max: usize, left: &[i64]| {
            let mut places = BTreeMap::from([
                (ReaderId(1), place(30, 500)),
                (ReaderId(2), place(10, 300)),
                (ReaderId(3), place(20, 900)),
            ]);
            make_room(&mut places, max);
            assert_eq!(places.keys().map(|reader| reader.0).collect::<Vec<_>>(), left, "{max}");
        };
        check(1_700, &[1, 2, 3]);
        check(1_400, &[1, 3]);
        check(600, &[1]);
        check(100, &[1]);
    }
}
