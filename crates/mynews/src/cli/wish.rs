//! `mynews mute` and `mynews unmute`: never, not until a date, or not unless it is big.

use jiff::civil::Date;
use mynews_core::model::SignalKind;

use super::{Outcome, Place, open};
use crate::work::{edition, signals};

/// A mute as typed.
#[derive(clap::Args)]
pub struct Mute {
    /// A topic, a name, an outlet, or words that a story must not contain
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// It may appear again after this day, such as 2027-01-31
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// It may appear all the same where at least so many independent outlets report it
    #[arg(long, value_name = "OUTLETS")]
    unless_outlets: Option<u32>,
}

pub fn mute(place: &Place, mute: &Mute) -> Outcome {
    let house = open::house(place)?;
    let reader = open::reader(place, &house)?;
    let app = house.current();
    let composed = edition::current(&app, reader)?;
    let subject = signals::known(&composed.candidates, mute.subject.trim());
    let zone = composed.reader.time_zone.as_deref().unwrap_or(&app.config.edition.time_zone);
    let until = match mute.until {
        Some(date) => Some(signals::end_of(date, zone).ok_or("there is no such day in the calendar")?),
        None => None,
    };
    let held = composed.candidates.iter().filter(|one| one.marks.keys.contains(&subject.key())).count();
    let mut said = format!("{subject} is muted");
    if let Some(date) = mute.until {
        said.push_str(&format!(" until the end of {date}"));
    }
    if let Some(outlets) = mute.unless_outlets {
        said.push_str(&format!(", unless {outlets} outlets report it"));
    }
    let kind = SignalKind::Mute { subject, until, unless_outlets: mute.unless_outlets };
    let signal = signals::wish(&app, reader, kind)?;
    println!(
        "{said}; {held} of today's stories are about it. Undo it on /you, or by `mynews unmute`. ({signal})"
    );
    Ok(())
}

pub fn unmute(place: &Place, subject: &str) -> Outcome {
    let house = open::house(place)?;
    let reader = open::reader(place, &house)?;
    let app = house.current();
    let composed = edition::current(&app, reader)?;
    let named = subject.trim().to_lowercase();
    let muted = composed.profile.mutes.iter().map(|mute| &mute.subject);
    let found = muted.clone().find(|subject| {
        let shown = subject.to_string().to_lowercase();
        shown == named || shown.trim_matches(['“', '”']) == named
    });
    let Some(subject) = found.cloned() else {
        let all: Vec<String> = muted.map(ToString::to_string).collect();
        let all = if all.is_empty() { "nothing".to_owned() } else { all.join(", ") };
        return Err(format!("{subject:?} is not muted; muted is {all}"));
    };
    println!("{subject} may appear again");
    signals::wish(&app, reader, SignalKind::Unmute { subject })?;
    Ok(())
}
