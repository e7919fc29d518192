//! How well a ranking would have put what a reader opened above what they left, on the very editions they were shown.
//!
//! An edition keeps what every term said of each of its stories (`Score::terms`). Weighing them again, with the profile as
//! it stood then, is the last step of the score itself: with the settings of that day it gives the scores of that day.

use std::collections::BTreeSet;

use mynews_core::learn;
use mynews_core::model::{
    Dial, Edition, Profile, ReaderId, Section, Signal, SignalKind, StoryId, Term, Timestamp,
};
use mynews_core::rank::{self, Measures, Rules, Shown};

use super::words;
use crate::app::App;

/// A ranking to try on what was shown.
#[derive(Clone, PartialEq, Debug)]
pub enum Ranking {
    /// The order in which the page had them.
    AsShown,
    /// The score, with this dial and without these terms.
    Score { dial: Dial, silent: Vec<Term> },
}

/// What looking back found.
#[derive(Clone, PartialEq, Debug)]
pub struct Retrospect {
    /// Editions of which something was opened and something was left: only these tell rankings apart.
    pub editions: usize,
    pub shown: usize,
    pub opened: usize,
    /// For each ranking, in the order asked.
    pub measures: Vec<Measures>,
}

/// Tries rankings on the editions a reader was shown since then. Blocks.
pub fn retrospect(
    app: &App,
    reader: ReaderId,
    since: Timestamp,
    rankings: &[Ranking],
) -> Result<Retrospect, String> {
    let log: Vec<Signal> = (app.store.signals(reader).map_err(words)?.into_iter())
        .filter(|row| row.undone_at.is_none())
        .map(|row| row.signal)
        .collect();
    let mut rows = app.store.editions(reader, usize::MAX >> 1).map_err(words)?;
    rows.retain(|row| row.at >= since);
    rows.sort_by_key(|row| (row.at, row.id));

    let mut found = vec![Vec::new(); rankings.len()];
    let (mut editions, mut shown, mut opened) = (0, 0, 0);
    let mut profile = Profile::default();
    let mut learnt = log.iter().peekable();
    for row in rows {
        let Some(edition) = app.store.edition(reader, row.id).map_err(words)? else { continue };
        while let Some(signal) = learnt.next_if(|signal| signal.at <= edition.at) {
            profile = learn::apply(profile, signal);
        }
        let chosen = chosen(&edition, &log);
        if chosen.is_empty() || chosen.len() >= edition.picks.len() {
            continue;
        }
        (editions, shown, opened) = (editions + 1, shown + edition.picks.len(), opened + chosen.len());
        for (ranking, found) in rankings.iter().zip(&mut found) {
            found.extend(Measures::of(&ranked(&edition, &chosen, &profile, ranking)));
        }
    }
    let measures = found.iter().map(|found| Measures::mean(found)).collect();
    Ok(Retrospect { editions, shown, opened, measures })
}

/// How much of what was shown came from outside the reader's page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outside {
    /// Stories, each once, however many editions had it.
    pub shown: usize,
    pub outside: usize,
    /// Of those from outside.
    pub opened: usize,
}

/// Counts what was shown since then. Blocks.
pub fn outside(app: &App, reader: ReaderId, since: Timestamp) -> Result<Outside, String> {
    let log: Vec<Signal> = (app.store.signals(reader).map_err(words)?.into_iter())
        .filter(|row| row.undone_at.is_none())
        .map(|row| row.signal)
        .collect();
    let (mut shown, mut outside, mut opened) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let rows = app.store.editions(reader, usize::MAX >> 1).map_err(words)?;
    for row in rows.into_iter().filter(|row| row.at >= since) {
        let Some(edition) = app.store.edition(reader, row.id).map_err(words)? else { continue };
        shown.extend(edition.picks.iter().map(|pick| pick.story));
        outside.extend(
            edition.picks.iter().filter(|pick| pick.section == Section::Outside).map(|pick| pick.story),
        );
        opened.extend(chosen(&edition, &log));
    }
    Ok(Outside { shown: shown.len(), opened: outside.intersection(&opened).count(), outside: outside.len() })
}

/// The stories of an edition that its reader opened there, or did more with than that.
fn chosen(edition: &Edition, log: &[Signal]) -> BTreeSet<StoryId> {
    (log.iter().filter(|signal| {
        matches!(
            signal.kind,
            SignalKind::Opened
                | SignalKind::ReadToEnd
                | SignalKind::Saved
                | SignalKind::Shared
                | SignalKind::More
        )
    }))
    .filter_map(|signal| signal.snapshot.as_ref())
    .filter(|snapshot| snapshot.edition == Some(edition.id))
    .filter_map(|snapshot| snapshot.story)
    .filter(|story| edition.picks.iter().any(|pick| pick.story == *story))
    .collect()
}

fn ranked(edition: &Edition, chosen: &BTreeSet<StoryId>, profile: &Profile, ranking: &Ranking) -> Vec<Shown> {
    (edition.picks.iter())
        .map(|pick| Shown {
            story: pick.story,
            score: match ranking {
                Ranking::AsShown => -f64::from(pick.position),
                Ranking::Score { dial, silent } => {
                    let rules = Rules { silent: silent.clone(), ..Rules::default() };
                    rank::weighed_again(profile, &pick.score.terms, *dial, &rules)
                }
            },
            opened: chosen.contains(&pick.story),
        })
        .collect()
}
