//! Notes what a reader did, with a frozen picture of what it was about.

use jiff::civil::Date;
use mynews_core::learn;
use mynews_core::model::{Candidate, ReaderId, Signal, SignalId, SignalKind, StoryId, Subject, Timestamp};

use super::edition::{candidate_of, current, log_of};
use super::{correct, words};
use crate::app::App;
use crate::clock;

/// Notes that the reader did something with a story. Answered once it is on disk. Blocks.
///
/// While learning is paused, what was merely observed is not noted at all.
pub fn record(
    app: &App,
    reader: ReaderId,
    story: StoryId,
    kind: SignalKind,
) -> Result<Option<SignalId>, String> {
    let composed = current(app, reader)?;
    let observed = matches!(kind, SignalKind::Opened | SignalKind::ReadToEnd | SignalKind::PassedOver);
    if observed && composed.reader.learning_paused {
        return Ok(None);
    }
    let candidate = candidate_of(app, &composed, story)?;
    let log = log_of(app, reader)?;
    if kind == SignalKind::Opened && log.opened.contains(&candidate.story) {
        // Opening twice says nothing twice.
        return Ok(None);
    }
    let picks = composed.edition.picks.iter().map(|pick| pick.story);
    let opened: Vec<StoryId> = picks.filter(|story| log.opened.contains(story)).collect();
    let snapshot = learn::freeze(&candidate, Some(&composed.edition), &opened);
    let signal = Signal { id: SignalId(0), reader, at: app.now(), kind, snapshot: Some(snapshot) };
    app.store.add_signal(&signal).map(Some).map_err(words)
}

/// Notes a wish that names its subject itself. Blocks.
pub fn wish(app: &App, reader: ReaderId, kind: SignalKind) -> Result<SignalId, String> {
    let signal = Signal { id: SignalId(0), reader, at: app.now(), kind, snapshot: None };
    app.store.add_signal(&signal).map_err(words)
}

/// Takes a signal back: the profile is from now on the one that never had it. `false` where there was none. Blocks.
pub fn undo(app: &App, reader: ReaderId, signal: SignalId) -> Result<bool, String> {
    let undone = app.store.undo_signal(reader, signal, app.now()).map_err(words)?;
    if undone {
        let log = app.store.signals(reader).map_err(words)?;
        let kind = log.into_iter().find(|row| row.signal.id == signal).map(|row| row.signal.kind);
        match kind {
            Some(SignalKind::NotTheSameStory { articles, others }) => {
                correct::take_back(app, &articles, &others)?;
            }
            Some(SignalKind::SameStory { articles, others }) => correct::part(app, &articles, &others)?,
            _ => {}
        }
    }
    Ok(undone)
}

/// What plain words mean: the topic, name or outlet that today's stories call so, else a phrase.
pub fn known(candidates: &[Candidate], words: &str) -> Subject {
    let same = |name: &str| name.to_lowercase() == words.to_lowercase();
    let topic =
        candidates.iter().flat_map(|one| &one.topics).find(|topic| same(&topic.label) || same(&topic.key));
    let entity = || candidates.iter().flat_map(|one| &one.entities).find(|entity| same(&entity.name));
    let outlet =
        || candidates.iter().flat_map(|one| &one.outlets).find(|one| same(&one.name) || same(&one.key.0));
    topic
        .map(|topic| Subject::Topic(topic.key.clone()))
        .or_else(|| entity().map(|entity| Subject::Entity(entity.kind, entity.name.clone())))
        .or_else(|| outlet().map(|outlet| Subject::Outlet(outlet.key.clone())))
        .unwrap_or_else(|| Subject::Phrase(words.to_owned()))
}

/// The last moment of a day in a zone: a mute "until" a date holds on that day too.
pub fn end_of(date: Date, zone: &str) -> Option<Timestamp> {
    let midnight = date.tomorrow().ok()?.at(0, 0, 0, 0).to_zoned_datetime(clock::zone(zone)).ok()?;
    Some(midnight.timestamp())
}
