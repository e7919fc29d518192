//! How well a ranking would have put what a reader opened above what they left, on the very editions they were shown.
//!
//! An edition keeps what every term said of each of its stories (`Score::terms`). Weighing them again, with the profile as
//! it stood then, is the last step of the score itself: with the settings of that day it gives the scores of that day.
//! Another memory is tried by folding the log with it and asking the learnt terms again (see `relearnt`).

use std::collections::BTreeSet;

use mynews_core::learn;
use mynews_core::model::{
    Dial, Edition, Memory, Pick, Profile, ReaderId, Section, Signal, SignalKind, StoryId, Term, Timestamp,
};
use mynews_core::rank::{self, Measures, Rules, Shown};

use super::relearnt::Kept;
use super::words;
use crate::app::App;

/// A ranking to try on what was shown.
#[derive(Clone, PartialEq, Debug)]
pub enum Ranking {
    /// The order in which the page had them.
    AsShown,
    /// The score, with this dial and without these terms. With a memory, what was learnt is learnt again with it;
    /// without one, it is what was said that day.
    Score { dial: Dial, silent: Vec<Term>, memory: Option<Memory> },
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
    let mut again: Vec<Profile> =
        memories(rankings).into_iter().map(|memory| Profile { memory, ..Profile::default() }).collect();
    let mut kept = None;
    if !again.is_empty() {
        let settings = app.store.reader(reader).map_err(words)?.ok_or("there is no such reader")?;
        kept = Some(Kept::of(app, &settings, &learn::fold(&log), since)?);
    }
    let mut learnt = log.iter().peekable();
    for row in rows {
        let Some(edition) = app.store.edition(reader, row.id).map_err(words)? else { continue };
        while let Some(signal) = learnt.next_if(|signal| signal.at <= edition.at) {
            profile = learn::apply(profile, signal);
            for profile in &mut again {
                *profile = learn::apply(std::mem::take(profile), signal);
            }
        }
        let chosen = chosen(&edition, &log);
        if chosen.is_empty() || chosen.len() >= edition.picks.len() {
            continue;
        }
        (editions, shown, opened) = (editions + 1, shown + edition.picks.len(), opened + chosen.len());
        let offer = kept.as_mut().map(|kept| kept.offer(&edition));
        for (ranking, found) in rankings.iter().zip(&mut found) {
            let scores: Vec<f64> = match ranking {
                Ranking::AsShown => edition.picks.iter().map(|pick| -f64::from(pick.position)).collect(),
                Ranking::Score { dial, silent, memory } => {
                    let relearnt = again.iter().find(|profile| Some(profile.memory) == *memory);
                    let said = match (&offer, relearnt) {
                        (Some(offer), Some(profile)) => offer.said_again(profile, &edition),
                        _ => edition.picks.iter().map(|pick| pick.score.terms.clone()).collect(),
                    };
                    let rules = Rules { silent: silent.clone(), ..Rules::default() };
                    let profile = relearnt.unwrap_or(&profile);
                    said.iter().map(|said| rank::weighed_again(profile, said, *dial, &rules)).collect()
                }
            };
            found.extend(Measures::of(&shown_with(&edition.picks, &scores, &chosen)));
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

fn shown_with(picks: &[Pick], scores: &[f64], chosen: &BTreeSet<StoryId>) -> Vec<Shown> {
    (picks.iter().zip(scores))
        .map(|(pick, score)| Shown { story: pick.story, score: *score, opened: chosen.contains(&pick.story) })
        .collect()
}

/// The memories to try, each once.
fn memories(rankings: &[Ranking]) -> Vec<Memory> {
    let mut memories = Vec::new();
    for ranking in rankings {
        if let Ranking::Score { memory: Some(memory), .. } = ranking
            && !memories.contains(memory)
        {
            memories.push(*memory);
        }
    }
    memories
}
