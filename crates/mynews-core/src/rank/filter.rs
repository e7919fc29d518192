//! May it be shown? Settled before anything is scored, so that no score lifts what a reader muted.

use super::rules::Rules;
use super::taste::Taste;
use crate::model::{Candidate, HeldBack, Marks, Mute, Reader, Rule, Subject};

/// More than so many are counted nowhere: a reader who muted a whole outlet does not want its list.
const HELD_BACK_MAX: usize = 1_000;

/// The places of the candidates that may be shown, and what the reader's own wishes hold back.
pub fn may_be_shown(
    candidates: &[Candidate],
    taste: &Taste,
    reader: &Reader,
    rules: &Rules,
) -> (Vec<u32>, Vec<HeldBack>) {
    let mut shown = Vec::with_capacity(candidates.len());
    let mut held_back = Vec::new();
    let languages = reader.languages.iter().fold(0, |bits, language| bits | Marks::language_bit(language));
    for (place, candidate) in candidates.iter().enumerate() {
        match held(candidate, taste, reader, languages, rules) {
            None => shown.push(place as u32),
            Some(held) if held_back.len() < HELD_BACK_MAX => {
                let (rule, detail) = held.in_words(candidate);
                held_back.push(HeldBack { story: candidate.story, rule, detail });
            }
            Some(_) => {}
        }
    }
    held_back.sort_by_key(|held| (held.rule, held.story));
    (shown, held_back)
}

/// Why a candidate is held back. Put in words only where somebody will read them.
enum Held<'a> {
    Muted(&'a Mute),
    Hidden,
    Read,
    Language,
}

impl Held<'_> {
    fn in_words(&self, candidate: &Candidate) -> (Rule, String) {
        match self {
            Held::Muted(mute) => (Rule::Muted, format!("you muted {}", mute.subject)),
            Held::Hidden => (Rule::Hidden, "you hid it".to_owned()),
            Held::Read => (Rule::Read, "you read it, and nothing is new".to_owned()),
            Held::Language => {
                let languages = candidate.languages.join(", ");
                (Rule::Language, format!("in {languages}, which you do not read"))
            }
        }
    }
}

/// The rule that holds a candidate back, if any.
fn held<'a>(
    candidate: &Candidate,
    taste: &Taste<'a>,
    reader: &Reader,
    languages: u64,
    rules: &Rules,
) -> Option<Held<'a>> {
    if !taste.mutes.is_empty()
        && let Some(mute) = muted(candidate, taste, rules)
    {
        return Some(Held::Muted(mute));
    }
    if !taste.profile.hidden.is_empty() && taste.profile.hidden.contains(&candidate.story) {
        return Some(Held::Hidden);
    }
    if candidate.opened && candidate.new_reports == 0 {
        return Some(Held::Read);
    }
    let known = candidate.marks.languages;
    let common = known & languages;
    let unread = known != 0
        && languages != 0
        && (common == 0
            || common == Marks::OTHER_LANGUAGES
                && !candidate.languages.iter().any(|language| reader.languages.contains(language)));
    unread.then_some(Held::Language)
}

fn muted<'a>(candidate: &Candidate, taste: &Taste<'a>, rules: &Rules) -> Option<&'a Mute> {
    let holds = |mute: &&Mute| {
        mute.unless_outlets.is_none_or(|outlets| candidate.coverage.independent_outlets < outlets)
            && speaks(mute, candidate)
    };
    let by_key = (candidate.marks.bits & taste.mutes.bits != 0)
        .then(|| taste.mutes.about(&candidate.marks.keys).find(holds))
        .flatten();
    by_key.or_else(|| {
        let near = candidate.interests.iter().filter(|(_, similarity)| *similarity >= rules.muted_interest);
        near.flat_map(|(subject, _)| {
            taste.mutes.about(std::slice::from_ref(&subject.key())).collect::<Vec<_>>()
        })
        .find(holds)
    })
}

/// An outlet is muted where it is the one that would be shown; others may report what it reports.
fn speaks(mute: &Mute, candidate: &Candidate) -> bool {
    match &mute.subject {
        Subject::Outlet(key) => candidate.outlets.first().is_some_and(|outlet| outlet.key == *key),
        _ => true,
    }
}
