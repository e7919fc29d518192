//! `/start`: one page that makes a mynews one's own. What is picked while the demo newsroom is shown is picked for the
//! reader's own as well, which comes after it.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, RawForm, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Time;
use mynews_core::learn;
use mynews_core::model::{Reader, ReaderId, Signal, SignalKind, Timestamp};
use mynews_store::Role;
use serde::Deserialize;
use serde_json::json;

use super::Web;
use super::acting::{FOLLOW_WEIGHT, back};
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::{Outcome, Refusal};
use super::outlets::{begin_reading, leave_demo_for};
use crate::app::App;
use crate::tongue::Tongue;
use crate::view::frame::Notice;
use crate::view::start::{Start, preset, written};
use crate::work::catalogue::{self, Theme};
use crate::work::{follow, signals};
use crate::{marked, say, say_count};

/// Editions a day that a reader can set.
const TIMES_MAX: usize = 12;

pub async fn show(State(web): State<Arc<Web>>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    let languages = languages(&headers);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let feeds = web.house.real.store.feeds_of(visitor.reader)?;
        let start = Start::of(&today, &languages, &feeds);
        let mut frame = frame(web, app, &today, &asked)?;
        (frame.place, frame.title) = ("start", start.title.clone());
        page(web, "start.html", &frame, json!({ "start": start, "owner": visitor.role == Role::Owner }))
    })
    .await
}

#[derive(Deserialize)]
pub struct Tag {
    tag: String,
}

/// A language to read, or not to read any more. The last one stays.
pub async fn language(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(Tag { tag }): Form<Tag>,
) -> Outcome {
    let tag = tag.to_ascii_lowercase();
    if !(2..=3).contains(&tag.len()) || !tag.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(Refusal::Wrong(say!("{tag} is no language.", tag = tag)));
    }
    let asked = languages(&headers);
    blocking(&web, move |web, app| {
        let shown = app.store.reader(visitor.reader)?.map(|reader| reader.languages).unwrap_or_default();
        let mut reads = if shown.is_empty() { preset(&asked) } else { shown };
        match reads.iter().position(|one| *one == tag) {
            Some(place) if reads.len() > 1 => drop(reads.remove(place)),
            Some(_) => {}
            None => reads.push(tag),
        }
        set(web, app, visitor.reader, |reader| reader.languages = reads.clone())?;
        Ok(to("languages"))
    })
    .await
}

#[derive(Deserialize)]
pub struct Key {
    key: String,
}

/// A theme to follow, or not to follow any more.
pub async fn topic(State(web): State<Arc<Web>>, visitor: Visitor, Form(Key { key }): Form<Key>) -> Outcome {
    let theme =
        Theme::named(&key).ok_or(Refusal::NotFound(marked!("There is no such topic in the list.")))?;
    blocking(&web, move |web, app| {
        let subject = theme.subject();
        let is_followed = follows(app, visitor.reader, &theme)?;
        for app in newsrooms(web, app) {
            if follows(app, visitor.reader, &theme)? != is_followed {
                continue;
            }
            let kind = match is_followed {
                true => SignalKind::Unfollow { subject: subject.clone() },
                false => SignalKind::Follow { subject: subject.clone(), weight: FOLLOW_WEIGHT },
            };
            signals::wish(app, visitor.reader, kind)?;
        }
        Ok(to("topics"))
    })
    .await
}

fn follows(app: &App, reader: ReaderId, theme: &Theme) -> Result<bool, Refusal> {
    let log = app.store.signals(reader)?;
    let standing: Vec<Signal> =
        log.into_iter().filter(|row| row.undone_at.is_none()).map(|row| row.signal).collect();
    let subject = theme.subject();
    Ok(learn::fold(&standing).follows.iter().any(|follow| follow.subject == subject))
}

/// Follows the outlets that were ticked. The demo makes way for them.
pub async fn outlets(State(web): State<Arc<Web>>, visitor: Visitor, RawForm(form): RawForm) -> Outcome {
    let chosen: Vec<String> = url::form_urlencoded::parse(&form)
        .filter(|(key, _)| key == "what")
        .map(|(_, address)| address.into_owned())
        .take(catalogue::all().len())
        .collect();
    if chosen.is_empty() {
        return Ok(told(&web, visitor, "/start", Notice::plain(say!("No outlet was ticked."))));
    }
    leave_demo_for(&web, visitor)?;
    let real = web.house.real.clone();
    let at = real.now();
    let added = tokio::task::spawn_blocking(move || follow::add_listed(&real, visitor.reader, &chosen, at))
        .await
        .unwrap_or_else(|error| Err(error.to_string()))?;
    begin_reading(&web);
    let text = say_count!(
        added,
        "{n} outlet is followed; its stories arrive by themselves.",
        "{n} outlets are followed; their stories arrive by themselves."
    );
    Ok(told(&web, visitor, "/start", undoable(text, added, at)))
}

/// A notice that takes back what was followed at a moment.
pub fn undoable(text: String, added: usize, at: Timestamp) -> Notice {
    let undo = (added > 0).then(|| format!("/feeds/undo/{}", at.as_millisecond()));
    Notice { text, undo, ..Notice::default() }
}

/// Lets go of all that was followed at one moment.
pub async fn undo_outlets(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(at): Path<i64>,
    Form(fields): Form<std::collections::HashMap<String, String>>,
) -> Outcome {
    let ended = blocking(&web, move |web, _| {
        let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(web.house.real.store.unfollow_all_of(visitor.reader, at)?)
    })
    .await?;
    let said = say_count!(ended, "{n} feed is let go of.", "{n} feeds are let go of.");
    let lead = fields.get("back").map_or("/sources", String::as_str);
    Ok(told(&web, visitor, lead, Notice::plain(said)))
}

/// Region, clock and edition times; from a form, or, where it is taken back, from the address.
pub async fn when(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    uri: Uri,
    RawForm(form): RawForm,
) -> Outcome {
    let from = if uri.query().is_some() {
        uri.query().unwrap_or_default().as_bytes().to_vec()
    } else {
        form.to_vec()
    };
    let wish = When::of(&from)?;
    blocking(&web, move |web, app| {
        let before = app.store.reader(visitor.reader)?.map(|reader| When::from(&reader)).unwrap_or_default();
        set(web, app, visitor.reader, |reader| wish.put(reader))?;
        let text = match wish.times.len() {
            0 => say!("Kept. The page follows the news."),
            _ => say!("Kept. Editions are made at {times}.", times = wish.clocks().join(", ")),
        };
        let undo = (before != wish).then(|| format!("/start/when?{}", before.written()));
        let notice = Notice { text, undo, ..Notice::default() };
        Ok(told(web, visitor, wish.back.as_deref().unwrap_or("/start"), notice))
    })
    .await
}

/// An edition of now, for whoever does not wait for the next of their times.
pub async fn renew(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    blocking(&web, move |web, app| {
        let now = app.now();
        set(web, app, visitor.reader, |reader| reader.renewed_at = Some(now))?;
        Ok(Redirect::to("/").into_response())
    })
    .await
}

/// What the form asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct When {
    region: Option<String>,
    zone: Option<String>,
    times: Vec<Time>,
    back: Option<String>,
}

impl When {
    fn of(form: &[u8]) -> Result<When, Refusal> {
        let mut when = When::default();
        for (key, value) in url::form_urlencoded::parse(form) {
            let value = value.trim();
            match &*key {
                "region"
                    if catalogue::all().iter().any(|listed| !value.is_empty() && listed.country == value) =>
                {
                    when.region = Some(value.to_owned());
                }
                "zone" if !value.is_empty() => {
                    jiff::tz::TimeZone::get(value)
                        .map_err(|_| Refusal::Wrong(say!("{zone} is no time zone.", zone = value)))?;
                    when.zone = Some(value.to_owned());
                }
                "time" if !value.is_empty() => {
                    let wrong = || {
                        Refusal::Wrong(say!("{time} is no time of day; write it like 07:00.", time = value))
                    };
                    when.times.push(value.parse().map_err(|_| wrong())?);
                }
                "back" => when.back = Some(value.to_owned()),
                _ => {}
            }
        }
        when.times.sort();
        when.times.dedup();
        when.times.truncate(TIMES_MAX);
        Ok(when)
    }

    fn put(&self, reader: &mut Reader) {
        reader.region = self.region.clone();
        reader.time_zone = self.zone.clone();
        reader.edition_times = self.times.clone();
    }

    fn clocks(&self) -> Vec<String> {
        self.times.iter().map(written).collect()
    }

    /// As an address asks for it.
    fn written(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("region", self.region.as_deref().unwrap_or_default());
        query.append_pair("zone", self.zone.as_deref().unwrap_or_default());
        query.extend_pairs(self.clocks().into_iter().map(|clock| ("time", clock)));
        query.finish()
    }
}

impl From<&Reader> for When {
    fn from(reader: &Reader) -> When {
        When {
            region: reader.region.clone(),
            zone: reader.time_zone.clone(),
            times: reader.edition_times.clone(),
            back: None,
        }
    }
}

/// The newsroom that is shown, and the reader's own where that is another.
fn newsrooms<'a>(web: &'a Web, shown: &'a Arc<App>) -> impl Iterator<Item = &'a Arc<App>> {
    let own = (!Arc::ptr_eq(shown, &web.house.real)).then_some(&web.house.real);
    std::iter::once(shown).chain(own)
}

fn set(web: &Web, shown: &Arc<App>, reader: ReaderId, change: impl Fn(&mut Reader)) -> Result<(), Refusal> {
    for app in newsrooms(web, shown) {
        if let Some(mut settings) = app.store.reader(reader)? {
            change(&mut settings);
            app.store.set_reader(&settings)?;
        }
    }
    Ok(())
}

/// Back to a part of the page: whoever pressed a tile sees it pressed, and what came with it.
fn to(part: &str) -> Response {
    Redirect::to(&format!("/start#{part}")).into_response()
}

fn told(web: &Web, visitor: Visitor, lead: &str, notice: Notice) -> Response {
    back(Some(lead), Some(("told", web.notices.keep(visitor.reader, notice).to_string())))
}

/// The languages a browser asks for, the best first, and the one spoken.
fn languages(headers: &HeaderMap) -> Vec<String> {
    let header =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tags: Vec<String> = Vec::new();
    let wishes =
        header.split(',').take(16).map(|wish| wish.split(['-', ';', '_']).next().unwrap_or_default());
    for tag in
        wishes.map(|tag| tag.trim().to_ascii_lowercase()).chain([Tongue::spoken().primary().to_owned()])
    {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_times_is_read_and_written_in_order() {
        let when =
            When::of(b"region=FR&zone=Europe%2FParis&time=18%3A00&time=&time=07%3A00&back=%2Fyou").unwrap();
        assert_eq!(
            (when.clocks(), when.region.as_deref()),
            (vec!["07:00".into(), "18:00".into()], Some("FR"))
        );
        assert_eq!(When::of(when.written().as_bytes()).unwrap(), When { back: None, ..when });
        assert!(When::of(b"time=noon").is_err());
        assert!(When::of(b"zone=Atlantis%2FPort").is_err());
    }
}
