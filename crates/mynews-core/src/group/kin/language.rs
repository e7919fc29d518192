//! Whether two stories in different languages tell the same event.

use super::gist::{Frequent, Gist, NameWord, number_mark};
use super::named;

/// Further apart they are two events, or one that is told again.
const HOURS_APART_MAX: f64 = 36.0;

/// What two stories must have in common: so many points of rare words of names, and so many rare numbers. Any row will
/// do. A picture counts as a number.
const ENOUGH: [(usize, usize); 4] = [(6, 0), (4, 1), (2, 2), (0, 3)];

/// A word of a name that annotation is sure of, and one that only looks like a name.
const SURE_POINTS: usize = 2;
const UNSURE_POINTS: usize = 1;

/// Of the rare names of the story with fewer, the share that the other has too.
const SHARE_MIN: f64 = 0.25;

/// What speaks for it, `None` where it is not enough.
pub fn same_event(ours: &Gist, theirs: &Gist, common: &Frequent) -> Option<Vec<String>> {
    let speak_alike = ours.languages.intersection(&theirs.languages).next().is_some();
    if speak_alike || ours.hours_from(theirs) > HOURS_APART_MAX {
        return None;
    }
    let rare =
        |gist: &Gist| gist.names.iter().filter(|(mark, word)| word.is_sure && common.is_rare(*mark)).count();
    let shared: Vec<&NameWord> = (ours.names.iter())
        .filter(|(mark, _)| theirs.has_name(*mark) && common.is_rare(*mark))
        .map(|(_, word)| word)
        .collect();
    let numbers = ours
        .numbers
        .intersection(&theirs.numbers)
        .filter(|number| common.is_rare(number_mark(**number)))
        .count();
    let pictures = ours.pictures.intersection(&theirs.pictures).count();
    let points = |word: &NameWord| if word.is_sure { SURE_POINTS } else { UNSURE_POINTS };
    let names: usize = shared.iter().map(|word| points(word)).sum();
    let fewer = rare(ours).min(rare(theirs)).max(1);
    let share = shared.len() as f64 / fewer as f64;
    let is_enough = ENOUGH.iter().any(|(points, others)| names >= *points && numbers + pictures >= *others);
    (is_enough && share >= SHARE_MIN).then(|| {
        let mut written: Vec<&NameWord> = shared;
        written.sort_by(|a, b| b.mentions.cmp(&a.mentions).then(a.written.cmp(&b.written)));
        written.dedup_by(|a, b| a.written == b.written);
        named(&written)
    })
}
