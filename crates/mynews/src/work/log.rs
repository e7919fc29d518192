//! A reader's log, folded as far as it goes: a profile, and what composing a page asks of the log beside it.
//!
//! A long log is not read again at every press: what was folded is kept in memory, and folded on from there. A signal that is
//! taken back is one that never was, so then the log is folded anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mynews_core::learn;
use mynews_core::model::{Profile, ReaderId, SignalId, SignalKind, StoryId, Timestamp};
use mynews_store::SignalRow;

use super::words;
use crate::app::App;

/// Shorter logs are folded in a few milliseconds, and not kept.
const SIGNALS_WORTH_KEEPING: usize = 300;

/// A folded log.
#[derive(Clone, Default)]
pub struct Log {
    pub profile: Profile,
    /// Stories opened from a page.
    pub opened: BTreeSet<StoryId>,
    /// When a story was first opened or read to the end.
    pub read_at: BTreeMap<StoryId, Timestamp>,
    /// How often a story was shown above one that was opened, and left.
    pub passed_over: Arc<BTreeMap<StoryId, u32>>,
    /// How many signals asked for something, and how many of them were taken back: only these change a page at once.
    /// Opening a story teaches too, and shows from the next edition on.
    pub explicit: (usize, usize),
    last: SignalId,
    rows: usize,
    taken_back: usize,
}

impl Log {
    pub fn of(rows: &[SignalRow]) -> Log {
        let mut log = Log::default();
        rows.iter().for_each(|row| log.add(row));
        log
    }

    fn add(&mut self, row: &SignalRow) {
        let SignalRow { signal, undone_at } = row;
        let stands = undone_at.is_none();
        self.last = signal.id;
        self.rows += 1;
        self.taken_back += usize::from(!stands);
        if !matches!(signal.kind, SignalKind::Opened | SignalKind::ReadToEnd | SignalKind::PassedOver) {
            self.explicit.0 += 1;
            self.explicit.1 += usize::from(!stands);
        }
        if !stands {
            return;
        }
        self.profile = learn::apply(std::mem::take(&mut self.profile), signal);
        let Some(snapshot) = &signal.snapshot else { return };
        if signal.kind == SignalKind::Opened {
            self.opened.extend(snapshot.story);
        }
        if let (SignalKind::Opened | SignalKind::ReadToEnd, Some(story)) = (&signal.kind, snapshot.story) {
            let first = self.read_at.entry(story).or_insert(signal.at);
            *first = signal.at.min(*first);
        }
        let passed: BTreeSet<StoryId> = snapshot.passed_over.iter().map(|passed| passed.story).collect();
        for story in passed {
            *Arc::make_mut(&mut self.passed_over).entry(story).or_default() += 1;
        }
    }

    /// As the store counts it (`Readers::signal_mark`).
    fn mark(&self) -> i64 {
        mynews_store::signal_mark(self.last, self.taken_back)
    }
}

/// One reader's log, where it is long enough to be worth keeping.
#[derive(Default)]
pub struct KeptLog(Option<Arc<Log>>);

impl KeptLog {
    /// The log as it stands at `mark`. Blocks.
    pub fn follow(&mut self, app: &App, reader: ReaderId, mark: i64) -> Result<Arc<Log>, String> {
        if let Some(kept) = &mut self.0 {
            if kept.mark() == mark {
                return Ok(kept.clone());
            }
            let news = app.store.signals_after(reader, kept.last).map_err(words)?;
            let log = Arc::make_mut(kept);
            news.iter().for_each(|row| log.add(row));
            if log.mark() == mark {
                return Ok(kept.clone());
            }
        }
        let log = Arc::new(Log::of(&app.store.signals(reader).map_err(words)?));
        self.0 = (log.rows >= SIGNALS_WORTH_KEEPING).then(|| log.clone());
        Ok(log)
    }
}

#[cfg(test)]
mod tests {
    use mynews_core::model::{Signal, Snapshot, Subject};

    use super::*;
    use crate::app::{House, OWNER};
    use crate::config::Config;

    type Act = (SignalKind, Option<Snapshot>);

    fn opened(story: i64) -> Act {
        (SignalKind::Opened, Some(Snapshot { story: Some(StoryId::from_i64(story)), ..Snapshot::default() }))
    }

    #[test]
    fn folding_on_is_folding_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let app = House::open(Config::default(), folder.path()).unwrap().real.clone();
        let add = |number: i64, (kind, snapshot): Act| {
            let at = Timestamp::from_second(1_790_000_000 + number).unwrap();
            app.store.add_signal(&Signal { id: SignalId(0), reader: OWNER, at, kind, snapshot }).unwrap()
        };
        let mut kept = KeptLog::default();
        let mut check = |what: &str| {
            let mark = app.store.signal_mark(OWNER).unwrap();
            let (kept, whole) =
                (kept.follow(&app, OWNER, mark).unwrap(), Log::of(&app.store.signals(OWNER).unwrap()));
            assert!(kept.profile == whole.profile, "{what}");
            assert_eq!((&kept.opened, &kept.read_at), (&whole.opened, &whole.read_at), "{what}");
            assert_eq!((kept.explicit, kept.mark()), (whole.explicit, mark), "{what}");
            kept.rows
        };
        assert_eq!(check("nothing"), 0);
        let ids: Vec<SignalId> = (0..400).map(|number| add(number, opened(number % 90 + 1))).collect();
        assert_eq!(check("a long log"), 400);
        add(400, opened(7_000));
        add(401, (SignalKind::Follow { subject: Subject::Topic("tram".into()), weight: 1.0 }, None));
        assert_eq!(check("two more"), 402);
        app.store.undo_signal(OWNER, ids[3], Timestamp::UNIX_EPOCH).unwrap();
        let last = add(402, opened(8_000));
        assert_eq!(check("one taken back, one more"), 403);
        app.store.undo_signal(OWNER, last, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(check("the last taken back"), 403);
    }
}
