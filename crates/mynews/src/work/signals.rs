//! Notes what a reader did, with a frozen picture of what it was about.

use mynews_core::learn;
use mynews_core::model::{ReaderId, Signal, SignalId, SignalKind, StoryId};

use super::edition::{candidate_of, current};
use super::{correct, words};
use crate::app::App;

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
    let log = app.store.signals(reader).map_err(words)?;
    let opened: Vec<StoryId> = (log.iter())
        .filter(|row| row.undone_at.is_none() && row.signal.kind == SignalKind::Opened)
        .filter_map(|row| row.signal.snapshot.as_ref()?.story)
        .collect();
    if observed && opened.contains(&candidate.story) && kind == SignalKind::Opened {
        // Opening twice says nothing twice.
        return Ok(None);
    }
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
        if let Some(SignalKind::NotTheSameStory { articles, others }) = kind {
            correct::take_back(app, &articles, &others)?;
        }
    }
    Ok(undone)
}
