//! What a reader says outright: follow, mute, hide, and their opposites, and what is not true about them.

use crate::model::{Follow, Mute, Profile, Signal, SignalKind};

/// Writes an explicit wish into the profile. A later wish about the same subject takes the place of an earlier one.
pub fn heed(profile: &mut Profile, signal: &Signal) {
    match &signal.kind {
        SignalKind::Follow { subject, weight } => {
            profile.follows.retain(|follow| follow.subject.key() != subject.key());
            profile.mutes.retain(|mute| mute.subject.key() != subject.key());
            profile.denied.retain(|denied| denied.key() != subject.key());
            let weight = if weight.is_finite() { weight.clamp(0.0, 1.0) } else { 1.0 };
            profile.follows.push(Follow { subject: subject.clone(), weight, since: signal.at });
        }
        SignalKind::Unfollow { subject } => {
            profile.follows.retain(|follow| follow.subject.key() != subject.key());
        }
        SignalKind::Mute { subject, until, unless_outlets } => {
            profile.mutes.retain(|mute| mute.subject.key() != subject.key());
            profile.follows.retain(|follow| follow.subject.key() != subject.key());
            profile.mutes.push(Mute {
                subject: subject.clone(),
                since: signal.at,
                until: *until,
                unless_outlets: *unless_outlets,
            });
        }
        SignalKind::Unmute { subject } => {
            profile.mutes.retain(|mute| mute.subject.key() != subject.key());
        }
        SignalKind::Deny { subject } => {
            profile.interests.retain(|interest| interest.subject.key() != subject.key());
            profile.denied.retain(|denied| denied.key() != subject.key());
            profile.denied.push(subject.clone());
        }
        SignalKind::Hidden => {
            if let Some(story) = signal.snapshot.as_ref().and_then(|snapshot| snapshot.story)
                && !profile.hidden.contains(&story)
            {
                profile.hidden.push(story);
            }
        }
        _ => {}
    }
}
