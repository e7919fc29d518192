//! Whether a story continues an earlier one: the trial after the arrest, the signing after the talks.

use super::gist::{Frequent, Gist, NameWord};
use super::named;

/// The earlier story must have been silent for so long; before that, its articles are its own.
const SILENT_HOURS_MIN: f64 = 24.0;

/// What is longer ago is history, not the chapter before.
const SILENT_HOURS_MAX: f64 = 24.0 * 120.0;

/// Rare words of names that both must have, at least one of them no place: a town alone brings many stories.
const RARE_NAMES_MIN: usize = 2;

/// How much they must be about the same matter, as a cosine of their weightiest words.
const ALIKE_MIN: f32 = 0.15;

/// What ties `later` to `earlier`, strongest first, and how strongly; `None` where it is a story of its own.
pub fn continues(later: &Gist, earlier: &Gist, common: &Frequent) -> Option<(f32, Vec<String>)> {
    let silent_hours = (later.first_at.as_second() - earlier.last_at.as_second()) as f64 / 3_600.0;
    if !(SILENT_HOURS_MIN..=SILENT_HOURS_MAX).contains(&silent_hours)
        || later.languages.is_disjoint(&earlier.languages)
    {
        return None;
    }
    let mut shared: Vec<&NameWord> = (later.names.iter())
        .filter(|(mark, _)| earlier.has_name(*mark) && common.is_rare(*mark))
        .map(|(_, word)| word)
        .collect();
    let alike = later.alike(earlier);
    let enough = shared.len() >= RARE_NAMES_MIN && shared.iter().any(|word| !word.is_place);
    if !enough || alike < ALIKE_MIN {
        return None;
    }
    shared.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.written.cmp(&b.written)));
    shared.dedup_by(|a, b| a.written == b.written);
    Some((alike + shared.len() as f32 / 10.0, named(&shared)))
}
