//! A reader's signals, folded into a profile.
//!
//! Invariant: nothing else makes a profile. Undoing a signal is folding without it, which gives exactly the profile
//! that never had it.

mod beliefs;
pub mod crowd;
mod freeze;
mod interests;
mod memory;
mod wishes;
mod words;

pub use freeze::freeze;
pub use words::words;

use crate::model::{Profile, Signal, SignalKind};

/// The profile of a whole log, oldest signal first.
pub fn fold(signals: &[Signal]) -> Profile {
    signals.iter().fold(Profile::default(), apply)
}

/// The profile after one more signal. A profile is its own checkpoint: folding on from it gives what folding the whole
/// log would.
pub fn apply(mut profile: Profile, signal: &Signal) -> Profile {
    wishes::heed(&mut profile, signal);
    if let Some(snapshot) = &signal.snapshot {
        let news = memory::remember(&mut profile, snapshot, &signal.kind, signal.at);
        profile.acts += u32::from(weight(&signal.kind).abs() >= 1.0);
        interests::strengthen(&mut profile, snapshot, news, signal.at);
        beliefs::compare(&mut profile, snapshot, &signal.kind);
    }
    if let SignalKind::LessOf { subject } = &signal.kind {
        profile.acts += 1;
        interests::weaken(&mut profile, subject, signal.at);
    }
    profile.signals += 1;
    profile.last_signal_at = Some(signal.at);
    profile
}

/// How loudly a signal speaks about the story it was about, measured in openings.
fn weight(kind: &SignalKind) -> f64 {
    match kind {
        SignalKind::Opened => 1.0,
        SignalKind::ReadToEnd => 1.5,
        SignalKind::Saved | SignalKind::Shared => 2.0,
        SignalKind::More | SignalKind::Follow { .. } => 3.0,
        SignalKind::Less => -3.0,
        SignalKind::Hidden => -1.0,
        SignalKind::PassedOver => -0.15,
        SignalKind::Unsaved
        | SignalKind::Unfollow { .. }
        | SignalKind::Mute { .. }
        | SignalKind::Unmute { .. }
        | SignalKind::LessOf { .. }
        | SignalKind::Deny { .. }
        | SignalKind::Rules { .. }
        | SignalKind::NotTheSameStory { .. }
        | SignalKind::SameStory { .. } => 0.0,
    }
}
