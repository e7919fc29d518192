//! A reason on the page: its name, what it adds, what it rests on, and its switches.

use std::collections::HashMap;
use std::sync::Arc;

use mynews_core::model::{OutletKey, Part, Profile, Score, Subject, Term};
use serde::Serialize;

use super::score::{self, signed_cents};
use super::subject::SubjectFields;
use super::words::{self, ordinal};
use crate::say;
use crate::tongue::retell;
use crate::work::edition::Composed;

/// One reason of a story's score.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Reason {
    pub label: String,
    /// "+0.22".
    pub value: String,
    pub yours: bool,
    /// What it rests on, as a sentence.
    pub evidence: String,
    /// "Without it, this story would be 3rd."
    pub without: Option<String>,
    pub switches: Vec<Switch>,
    #[serde(skip)]
    pub term: Option<Term>,
    #[serde(skip)]
    pub hundredths: i64,
}

/// A button that acts on a subject.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Switch {
    pub label: String,
    /// Where it posts to.
    pub action: String,
    pub subject: Option<SubjectFields>,
    pub weight: Option<f64>,
}

impl Switch {
    pub fn new(label: &str, action: &str, subject: Option<&Subject>) -> Switch {
        Switch {
            label: label.into(),
            action: action.into(),
            subject: subject.map(SubjectFields::from),
            weight: None,
        }
    }
}

/// What subjects are called: topics and outlets are known by keys and shown by names.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<HashMap<Subject, String>>);

impl Names {
    pub fn of(composed: &Composed) -> Names {
        Names(composed.names())
    }

    pub fn name(&self, subject: &Subject) -> String {
        match (self.0.get(subject), subject) {
            (Some(name), Subject::Topic(_)) => words::topic(name),
            (Some(name), _) => name.clone(),
            (None, Subject::Topic(key)) => words::label_of_key(key),
            (None, Subject::Outlet(OutletKey(key))) => key.clone(),
            (None, other) => other.to_string(),
        }
    }
}

/// All reasons of a score, the strongest first; everyone's and the reader's as they come.
pub fn reasons(score: &Score, profile: &Profile, names: &Names) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = score
        .reasons
        .iter()
        .zip(score::hundredths(score))
        .map(|(reason, hundredths)| {
            let name = reason.subject.as_ref().map(|subject| names.name(subject));
            Reason {
                label: words::term(reason.term, name.as_deref(), reason.value >= 0.0),
                value: signed_cents(hundredths),
                yours: reason.part == Part::Yours,
                evidence: evidence(reason.evidence.as_str(), reason.subject.as_ref(), profile),
                without: reason.without.map(|place| {
                    say!("Without it, this story would be {place} by score.", place = ordinal(place as usize))
                }),
                switches: reason
                    .subject
                    .as_ref()
                    .map(|subject| switches(subject, profile))
                    .unwrap_or_default(),
                term: Some(reason.term),
                hundredths,
            }
        })
        .collect();
    reasons.sort_by_key(|reason| -reason.hundredths.abs());
    reasons
}

fn evidence(written: &str, subject: Option<&Subject>, profile: &Profile) -> String {
    let follow = subject.and_then(|subject| profile.follows.iter().find(|follow| follow.subject == *subject));
    let mut sentence = match follow {
        Some(follow) => say!("You asked for it, with a weight of {weight}", weight = follow.weight),
        None => words::sentence(&retell(written)),
    };
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '”', '»', '“', '。']) {
        sentence.push_str(&say!("."));
    }
    sentence
}

/// What can be done about a subject: less of it, none of it, never it.
pub fn switches(subject: &Subject, profile: &Profile) -> Vec<Switch> {
    let followed = profile.follows.iter().find(|follow| follow.subject == *subject);
    match followed {
        Some(follow) => vec![
            Switch {
                weight: Some(((follow.weight * 50.0).round() / 100.0).max(0.1)),
                ..Switch::new(&say!("Less of this"), "/follow", Some(subject))
            },
            Switch::new(&say!("Stop following"), "/unfollow", Some(subject)),
            Switch::new(&say!("Never show it"), "/mute", Some(subject)),
        ],
        None => vec![
            Switch::new(&say!("Follow it"), "/follow", Some(subject)),
            Switch::new(&say!("Less of it"), "/less-of", Some(subject)),
            Switch::new(&say!("Not true about me"), "/deny", Some(subject)),
            Switch::new(&say!("Never show it"), "/mute", Some(subject)),
        ],
    }
}
