//! What mynews knows of its reader: what they asked for, what it learned, how the page is balanced, and every step.

use std::collections::HashSet;

use mynews_core::model::{Edition, Interest, Mute, Reader, SignalKind, Subject};
use mynews_store::SignalRow;
use serde::Serialize;

use super::article::TextPiece;
use super::start::Setting;
use super::subject::{self, SubjectFields};
use super::today::Today;
use super::words::{self, Words};
use crate::tongue::Tongue;
use crate::work::retrospect::Outside;
use crate::{say, say_count};

const LEARNED_MAX: usize = 12;
const HISTORY_MAX: usize = 100;
const MOVES_MAX: usize = 4;

/// The reader's own page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct You {
    pub sentence: Vec<TextPiece>,
    pub paused: bool,
    pub follows: Vec<Slide>,
    pub balance: Vec<Slide>,
    pub learned: Vec<Learned>,
    pub mutes: Vec<MuteLine>,
    pub history: Vec<Step>,
    pub preview: Option<Preview>,
    pub width: Vec<Measure>,
    /// Readers here learn from each other.
    pub shared: bool,
    pub tongues: Vec<TongueChoice>,
    pub setting: Setting,
}

/// A language that the pages can be in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TongueChoice {
    pub tag: &'static str,
    pub dir: &'static str,
    pub name: &'static str,
    pub chosen: bool,
}

/// A number that can be changed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Slide {
    pub name: String,
    pub label: String,
    pub note: String,
    pub min: String,
    pub max: String,
    pub step: String,
    pub value: String,
    pub unit: String,
    pub changed: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Learned {
    pub label: String,
    pub because: String,
    pub subject: SubjectFields,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MuteLine {
    pub label: String,
    pub note: String,
    pub subject: SubjectFields,
}

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    pub id: String,
    pub at: String,
    pub when: String,
    pub did: String,
    pub what: String,
    pub note: String,
    pub undone: Option<String>,
}

/// Today's page as it would be.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Preview {
    pub changes: Vec<String>,
    pub up: Vec<Move>,
    pub down: Vec<Move>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Move {
    /// "8 → 7", "new, 22", "24 → off".
    #[serde(rename = "move")]
    pub path: String,
    pub headline: Words,
    pub note: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Measure {
    pub label: String,
    pub value: String,
}

/// The settings a reader tries before keeping them.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    pub reader: Reader,
    /// New weights of follows.
    pub weights: Vec<(Subject, f64)>,
}

impl Trial {
    /// The settings as they are.
    pub fn none(today: &Today) -> Trial {
        Trial {
            reader: today.reader.clone(),
            weights: today
                .profile
                .follows
                .iter()
                .map(|follow| (follow.subject.clone(), follow.weight))
                .collect(),
        }
    }
}

impl You {
    pub fn of(
        today: &Today,
        signals: &[SignalRow],
        trial: &Trial,
        tried: Option<&Edition>,
        outside: Outside,
    ) -> You {
        You {
            sentence: sentence(today, signals),
            paused: today.reader.learning_paused,
            follows: follows(today, trial),
            balance: balance(today.reader, &trial.reader),
            learned: learned(today),
            mutes: today.profile.mutes.iter().map(|mute| mute_line(mute, today)).collect(),
            history: signals.iter().rev().take(HISTORY_MAX).map(|row| step(row, today)).collect(),
            preview: tried.map(|edition| preview(today, trial, edition)),
            width: width(today).into_iter().chain(of_a_month(outside)).collect(),
            shared: false,
            tongues: tongues(today.reader),
            setting: Setting::of(today),
        }
    }
}

/// "You follow 7 things. mynews learned 12 more from 212 actions since 3 May. At most 35 per cent of any score is
/// yours.", its numbers apart.
fn sentence(today: &Today, signals: &[SignalRow]) -> Vec<TextPiece> {
    let learned = today.profile.interests.iter().filter(|one| is_worth_showing(one)).count();
    let follows = match today.profile.follows.len() {
        0 => say!("You follow *nothing yet*."),
        some => say_count!(some, "You follow *{n} thing*.", "You follow *{n} things*."),
    };
    let learned = match (learned, signals.first()) {
        (0, _) | (_, None) => say!("mynews learned *nothing yet*."),
        (some, Some(first)) => say_count!(
            some,
            "mynews learned *{n} more* from {actions}, the first {ago}.",
            "mynews learned *{n} more* from {actions}, the first {ago}.",
            actions = say_count!(signals.len(), "{n} action", "{n} actions"),
            ago = today.when.ago(first.signal.at)
        ),
    };
    let share = say!("At most *{share}* of any score is yours.", share = words::share(today.reader.dial.p()));
    let sentence = [follows, learned, share].join(&say!(" "));
    let pieces = sentence.split('*').enumerate();
    pieces.map(|(place, text)| TextPiece { text: text.to_owned(), key: place % 2 == 1 }).collect()
}

fn follows(today: &Today, trial: &Trial) -> Vec<Slide> {
    today
        .profile
        .follows
        .iter()
        .map(|follow| {
            let tried = trial
                .weights
                .iter()
                .find(|(subject, _)| *subject == follow.subject)
                .map(|(_, weight)| *weight);
            let value = tried.unwrap_or(follow.weight);
            Slide {
                name: weight_field(&follow.subject),
                label: today.names.name(&follow.subject),
                note: say!(
                    "{kind}, since {ago}",
                    kind = subject::said_kind(&follow.subject),
                    ago = today.when.ago(follow.since)
                ),
                min: "0".into(),
                max: "1".into(),
                step: "0.1".into(),
                changed: value != follow.weight,
                value: value.to_string(),
                unit: String::new(),
            }
        })
        .collect()
}

/// The name of the field that holds a follow's weight: `weight topic energy`.
fn weight_field(subject: &Subject) -> String {
    let SubjectFields { kind, name } = SubjectFields::from(subject);
    format!("weight {kind} {name}")
}

/// The subject of such a field.
pub fn subject_of_field(field: &str) -> Option<Subject> {
    let (kind, name) = field.strip_prefix("weight ")?.split_once(' ')?;
    subject::read(kind, name)
}

fn balance(now: &Reader, tried: &Reader) -> Vec<Slide> {
    let percent = |part: f64| (part * 100.0).round();
    let slide = |name: &str, texts: [String; 2], range: [u32; 2], unit: String, values: [f64; 2]| Slide {
        name: name.into(),
        label: texts[0].clone(),
        note: texts[1].clone(),
        min: range[0].to_string(),
        max: range[1].to_string(),
        step: "1".into(),
        value: values[1].to_string(),
        unit,
        changed: values[0] != values[1],
    };
    let yours = [say!("Yours, at most"), say!("0 is the same page for everyone; 70 the most")];
    let outside = [say!("Outside your page"), say!("stories from beyond what you read")];
    let edition = [say!("Edition"), say!("how many stories until you are done")];
    vec![
        slide("yours", yours, [0, 70], "%".into(), [now.dial.p(), tried.dial.p()].map(percent)),
        slide("outside", outside, [0, 50], "%".into(), [now.outside_share, tried.outside_share].map(percent)),
        slide(
            "stories",
            edition,
            [6, 60],
            say!("stories"),
            [now.edition_size, tried.edition_size].map(|size| size as f64),
        ),
    ]
}

/// An interest too faint to move anything is not shown.
fn is_worth_showing(interest: &Interest) -> bool {
    interest.strength.abs() >= 0.05
}

fn learned(today: &Today) -> Vec<Learned> {
    let mut interests: Vec<&Interest> =
        today.profile.interests.iter().filter(|one| is_worth_showing(one)).collect();
    interests.sort_by(|one, other| {
        other.strength.abs().total_cmp(&one.strength.abs()).then(one.subject.cmp(&other.subject))
    });
    interests
        .into_iter()
        .take(LEARNED_MAX)
        .map(|interest| Learned {
            label: today.names.name(&interest.subject),
            because: match (interest.evidence_for, interest.evidence_against) {
                (chosen, 0) => say!("chosen {times}", times = times(chosen)),
                (0, left) => say!("turned down {times}", times = times(left)),
                (chosen, left) => {
                    say!("chosen {times}, turned down {more}", times = times(chosen), more = times(left))
                }
            },
            subject: SubjectFields::from(&interest.subject),
        })
        .collect()
}

fn times(number: u32) -> String {
    match number {
        1 => say!("once"),
        2 => say!("twice"),
        more => say_count!(more, "{n} time", "{n} times"),
    }
}

fn mute_line(mute: &Mute, today: &Today) -> MuteLine {
    let mut note = match mute.until {
        Some(until) => say!("until {day}", day = today.when.day(until)),
        None => say!("never"),
    };
    if let Some(outlets) = mute.unless_outlets {
        note.push_str(&say!(
            ", unless {outlets}",
            outlets = say_count!(outlets, "{n} outlet", "{n} outlets"),
        ));
    }
    MuteLine { label: today.names.name(&mute.subject), note, subject: SubjectFields::from(&mute.subject) }
}

fn step(row: &SignalRow, today: &Today) -> Step {
    let signal = &row.signal;
    let named = |subject: &Subject| today.names.name(subject);
    let (what, note) = match &signal.kind {
        SignalKind::Follow { subject, weight } => (named(subject), say!("weight {weight}", weight = weight)),
        SignalKind::Unfollow { subject }
        | SignalKind::Mute { subject, .. }
        | SignalKind::Unmute { subject }
        | SignalKind::LessOf { subject }
        | SignalKind::Deny { subject } => (named(subject), String::new()),
        SignalKind::Rules { title, rules, .. } => (title.clone(), super::source::in_short(rules)),
        _ => {
            let headline =
                signal.snapshot.as_ref().map(|snapshot| snapshot.headline.as_str()).unwrap_or_default();
            (say!("“{words}”", words = words::shortened(headline, 70)), String::new())
        }
    };
    Step {
        id: signal.id.to_string(),
        at: today.when.stamp(signal.at),
        when: words::sentence(&today.when.logged(signal.at)),
        did: words::did(&signal.kind),
        what,
        note,
        undone: row.undone_at.map(|at| today.when.logged(at)),
    }
}

fn preview(today: &Today, trial: &Trial, tried: &Edition) -> Preview {
    let mut preview = Preview { changes: changes(today, trial), ..Preview::default() };
    let headline = |story| {
        let candidate = today.candidate(story)?;
        let language = (candidate.languages.len() == 1).then(|| candidate.languages[0].as_str());
        Some(Words::new(&words::headline(&candidate.headline), language))
    };
    let score = |total: f64| super::score::cents((total * 100.0).round() as i64);
    let mut up: Vec<(u32, Move)> = Vec::new();
    let mut down: Vec<(u32, Move)> = Vec::new();
    for pick in &tried.picks {
        let Some(headline) = headline(pick.story) else { continue };
        match today.pick(pick.story) {
            Some(now) if now.position != pick.position => {
                let line = Move {
                    path: say!("{from} → {to}", from = now.position, to = pick.position),
                    headline,
                    note: say!("{from} → {to}", from = score(now.score.total), to = score(pick.score.total)),
                };
                let by = now.position.abs_diff(pick.position);
                if pick.position < now.position { up.push((by, line)) } else { down.push((by, line)) }
            }
            Some(_) => {}
            None => up.push((
                u32::MAX,
                Move { path: say!("new, {to}", to = pick.position), headline, note: score(pick.score.total) },
            )),
        }
    }
    for pick in &today.edition.picks {
        if tried.picks.iter().all(|one| one.story != pick.story)
            && let Some(headline) = headline(pick.story)
        {
            let path = say!("{from} → off", from = pick.position);
            down.push((u32::MAX, Move { path, headline, note: say!("waits in Held back") }));
        }
    }
    for (moves, kept) in [(up, &mut preview.up), (down, &mut preview.down)] {
        let mut moves = moves;
        moves.sort_by_key(|(by, _)| std::cmp::Reverse(*by));
        kept.extend(moves.into_iter().take(MOVES_MAX).map(|(_, line)| line));
    }
    preview
}

fn changes(today: &Today, trial: &Trial) -> Vec<String> {
    let mut changes: Vec<String> = today
        .profile
        .follows
        .iter()
        .filter_map(|follow| {
            let (_, weight) = trial.weights.iter().find(|(subject, _)| *subject == follow.subject)?;
            (*weight != follow.weight).then(|| {
                say!(
                    "{what} {from} → {to}",
                    what = today.names.name(&follow.subject),
                    from = follow.weight,
                    to = weight
                )
            })
        })
        .collect();
    let (now, tried) = (today.reader, &trial.reader);
    for (slide, before) in
        balance(now, tried).into_iter().zip(balance(now, now)).filter(|(slide, _)| slide.changed)
    {
        let to = format!("{} {}", slide.value, slide.unit);
        changes.push(say!("{what} {from} → {to}", what = slide.label, from = before.value, to = to));
    }
    changes
}

fn tongues(reader: &Reader) -> Vec<TongueChoice> {
    let chosen = reader.tongue.as_deref().and_then(Tongue::of_tag);
    let choice = |tongue: Tongue| TongueChoice {
        tag: tongue.tag(),
        dir: tongue.dir(),
        name: tongue.own_name(),
        chosen: chosen == Some(tongue),
    };
    Tongue::ALL.into_iter().map(choice).collect()
}

/// What the last thirty days brought from outside the reader's page.
fn of_a_month(outside: Outside) -> [Measure; 2] {
    let of = |some: usize, all: usize| say!("{some} of {all}", some = some, all = all);
    [
        Measure {
            label: say!("From outside your page, in 30 days"),
            value: of(outside.outside, outside.shown),
        },
        Measure { label: say!("Of those, opened"), value: of(outside.opened, outside.outside) },
    ]
}

/// How much of the world today's page shows, beside what there is.
fn width(today: &Today) -> Vec<Measure> {
    let mut topics = HashSet::new();
    let mut outlets = HashSet::new();
    let mut countries = HashSet::new();
    let mut languages = HashSet::new();
    let mut all = [HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new()];
    for candidate in today.candidates() {
        let shown = today.pick(candidate.story).is_some();
        let mut add = |place: usize, kept: &mut HashSet<String>, name: String| {
            if shown {
                kept.insert(name.clone());
            }
            all[place].insert(name);
        };
        for topic in &candidate.topics {
            add(0, &mut topics, topic.key.clone());
        }
        for outlet in &candidate.outlets {
            add(1, &mut outlets, outlet.key.0.clone());
            if let Some(country) = &outlet.country {
                add(2, &mut countries, country.clone());
            }
        }
        for language in &candidate.languages {
            add(3, &mut languages, language.clone());
        }
    }
    [
        (say!("Topics"), topics),
        (say!("Outlets"), outlets),
        (say!("Countries"), countries),
        (say!("Languages"), languages),
    ]
    .into_iter()
    .zip(all)
    .filter(|(_, all)| !all.is_empty())
    .map(|((label, shown), all)| Measure {
        label,
        value: say!("{some} of {all}", some = shown.len(), all = all.len()),
    })
    .collect()
}
