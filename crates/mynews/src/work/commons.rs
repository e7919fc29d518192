//! What readers of one mynews learn from each other, where its operator has switched that on; then every reader is told so.
//!
//! What is counted is how often a story is opened, of how many showings, and by whom who opened what this reader opened
//! (`learn::crowd`). It is told of stories that a reader's own feeds brought, as a number without names.

use std::collections::{BTreeMap, BTreeSet};

use mynews_core::learn::crowd::Readership;
use mynews_core::model::{
    Candidate, Dial, EditionId, Profile, Reader, ReaderId, SignalKind, StoryId, Term, Timestamp,
};
use mynews_core::rank::{self, Rules};
use mynews_store::SignalRow;

use super::candidates::hours_before;
use super::words;
use crate::app::App;

/// What was opened of a page is settled when its reader has another, or after so many hours.
const SETTLED_HOURS: i64 = 2;
/// What is older says nothing: the longest memory of it halves in four days.
const REMEMBERED_HOURS: i64 = 14 * 24;
/// Everybody's pages are gone through at most so often.
const SECONDS_BETWEEN_LOOKS: i64 = 300;
/// It is all counted again after so long, so that what was swept is forgotten here too.
const HOURS_KEPT_MAX: i64 = 24;
/// Editions of one reader that are gone through at a time.
const EDITIONS_MAX: usize = 400;

/// What was counted so far.
#[derive(Default)]
pub struct Commons {
    readership: Option<Readership>,
    begun_at: Timestamp,
    looked_at: Timestamp,
    readers: BTreeMap<ReaderId, Known>,
}

#[derive(Clone, Copy)]
struct Known {
    edition: EditionId,
    taken_back: usize,
}

/// A page with what was opened of it.
struct Settled {
    at: Timestamp,
    reader: ReaderId,
    stories: Vec<StoryId>,
    /// What the score said of each without what others do.
    rest: Vec<f64>,
    opened: Vec<StoryId>,
}

impl Commons {
    /// Tells the candidates of one reader what others did with them. Does nothing where that is off. Blocks.
    pub fn tell(
        &mut self,
        app: &App,
        reader: ReaderId,
        candidates: &mut [Candidate],
        now: Timestamp,
    ) -> Result<(), String> {
        if !app.config.edition.learn_across_readers {
            return Ok(());
        }
        self.follow(app, now)?;
        let readership = self.readership.get_or_insert_with(Readership::new);
        candidates.iter().for_each(|one| readership.arrived(one.story, one.first_at));
        let stories: Vec<StoryId> = candidates.iter().map(|one| one.story).collect();
        for (candidate, crowd) in candidates.iter_mut().zip(readership.expect(reader, &stories, now)) {
            candidate.crowd = Some(crowd);
            *candidate = candidate.clone().marked();
        }
        Ok(())
    }

    /// Learns from the pages that were settled since the last look.
    fn follow(&mut self, app: &App, now: Timestamp) -> Result<(), String> {
        if now.as_second() - self.begun_at.as_second() > HOURS_KEPT_MAX * 3600 {
            *self = Commons { begun_at: now, ..Commons::default() };
        }
        if now.as_second() - self.looked_at.as_second() < SECONDS_BETWEEN_LOOKS {
            return Ok(());
        }
        let mut pages = Vec::new();
        for row in app.store.readers().map_err(words)? {
            let Some(reader) = app.store.reader(row.id).map_err(words)? else { continue };
            let log = app.store.signals(reader.id).map_err(words)?;
            let taken_back = log.iter().filter(|row| row.undone_at.is_some()).count();
            let known = self.readers.entry(reader.id).or_insert(Known { taken_back, edition: EditionId(0) });
            if taken_back != known.taken_back {
                // Who takes something back never did it: all is counted again.
                *self = Commons { begun_at: now, ..Commons::default() };
                return self.follow(app, now);
            }
            // While learning is paused nothing that is opened is noted, and a page left unopened says nothing.
            if !reader.learning_paused {
                pages.extend(settled(app, &reader, &log, &mut known.edition, now)?);
            }
        }
        pages.sort_by_key(|page| (page.at, page.reader));
        let readership = self.readership.get_or_insert_with(Readership::new);
        for page in &pages {
            readership.shown(page.reader, &page.stories, &page.rest, &page.opened, page.at);
        }
        self.looked_at = now;
        Ok(())
    }
}

/// The pages of one reader that were settled after the edition `known`, which moves on.
fn settled(
    app: &App,
    reader: &Reader,
    log: &[SignalRow],
    known: &mut EditionId,
    now: Timestamp,
) -> Result<Vec<Settled>, String> {
    let rules = Rules { silent: vec![Term::OthersRead, Term::AlikeRead], ..Rules::default() };
    let mut pages = Vec::new();
    let rows = app.store.editions(reader.id, EDITIONS_MAX).map_err(words)?;
    let settled = |(place, at): (usize, Timestamp)| place > 0 || at <= hours_before(now, SETTLED_HOURS);
    let fresh = rows.iter().enumerate().filter(|(place, row)| {
        row.id > *known && row.at >= hours_before(now, REMEMBERED_HOURS) && settled((*place, row.at))
    });
    let fresh: Vec<EditionId> = fresh.map(|(_, row)| row.id).collect();
    for id in fresh.into_iter().rev() {
        *known = id;
        let Some(edition) = app.store.edition(reader.id, id).map_err(words)? else { continue };
        let opened: BTreeSet<StoryId> = (log.iter())
            .filter(|row| row.undone_at.is_none() && row.signal.kind == SignalKind::Opened)
            .filter_map(|row| row.signal.snapshot.as_ref())
            .filter(|snapshot| snapshot.edition == Some(id))
            .filter_map(|snapshot| snapshot.story)
            .collect();
        let rest = |terms: &[f64]| rank::weighed_again(&Profile::default(), terms, Dial::DEFAULT, &rules);
        pages.push(Settled {
            at: edition.at,
            reader: reader.id,
            stories: edition.picks.iter().map(|pick| pick.story).collect(),
            rest: edition.picks.iter().map(|pick| rest(&pick.score.terms)).collect(),
            opened: opened.into_iter().collect(),
        });
    }
    Ok(pages)
}
