//! Sessions: begun at login, prolonged by use, ended by logging out, a new password, or time.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use mynews_core::model::{ReaderId, Timestamp};
use mynews_store::{Session, Store};

use super::super::Web;
use super::super::acting::back;
use super::super::outcome::{Outcome, Refusal};
use super::login::{Tried, check, with_token};
use super::{Arrival, By, Visitor, as_visitor, cookie};
use crate::password;
use crate::tongue::retell;
use crate::view::access::short_id;
use crate::{marked, say};

const DAY_SECONDS: i64 = 24 * 3600;
/// A session nobody uses for so long is over.
const SECONDS_UNUSED_MAX: i64 = 30 * DAY_SECONDS;
/// However much it is used, it is over after this.
pub const SECONDS_MAX: i64 = 180 * DAY_SECONDS;
/// Use is written down at most so often: reading a page should write nothing.
const SECONDS_BETWEEN_NOTES: i64 = 3600;
/// Browsers of one reader; the one unused longest gives way.
const SESSIONS_MAX: usize = 50;
const CLIENT_LETTERS_MAX: usize = 200;

/// Begins a session and gives the token for its browser.
pub fn begin(
    store: &dyn Store,
    reader: ReaderId,
    client: String,
    now: Timestamp,
) -> Result<cookie::Token, Refusal> {
    store.sweep_sessions(now)?;
    for old in store.sessions(reader, now)?.iter().skip(SESSIONS_MAX - 1) {
        store.end_session(reader, &old.hash)?;
    }
    let token = cookie::Token::new()?;
    store.begin_session(&Session {
        hash: token.hash(),
        reader,
        client,
        created_at: now,
        used_at: now,
        expires_at: after(now, SECONDS_UNUSED_MAX),
    })?;
    Ok(token)
}

/// Whom a token speaks for. Only its hash is looked up, so how long that takes tells nothing of a token.
pub fn of_token(web: &Web, token: &cookie::Token) -> Result<Option<Visitor>, Refusal> {
    let (store, now) = (&*web.house.real.store, web.house.real.now());
    let Some(session) = store.session(&token.hash(), now)? else { return Ok(None) };
    if now.as_second() - session.used_at.as_second() >= SECONDS_BETWEEN_NOTES {
        let until = after(now, SECONDS_UNUSED_MAX).min(after(session.created_at, SECONDS_MAX));
        store.prolong_session(&session.hash, now, until)?;
    }
    let row = store.reader_row(session.reader)?;
    Ok(row.map(|row| as_visitor(&row, By::Session(session.hash))))
}

/// What a browser says it is.
pub fn client(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.chars().take(CLIENT_LETTERS_MAX).collect()
}

/// Logs one browser out, from another.
pub async fn end_session(State(web): State<Arc<Web>>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let ended = super::super::gather::blocking(&web, move |web, _| {
        let (store, now) = (&web.house.real.store, web.house.real.now());
        let all = store.sessions(visitor.reader, now)?;
        let one = all.iter().find(|session| short_id(&session.hash) == id);
        let one = one.ok_or(Refusal::NotFound(marked!("There is no such session (any more).")))?;
        Ok(store.end_session(visitor.reader, &one.hash)?)
    })
    .await?;
    let said = if ended {
        say!("That browser is logged out.")
    } else {
        say!("That browser was logged out already.")
    };
    Ok(back(Some("/you"), Some(("told", web.notices.put(visitor.reader, said).to_string()))))
}

/// A new password for oneself. Every other browser is logged out by it.
pub async fn set_password(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    arrival: Arrival,
    headers: HeaderMap,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let told =
        |said: String| back(Some("/you"), Some(("told", web.notices.put(visitor.reader, said).to_string())));
    let row = web.house.real.store.reader_row(visitor.reader)?.ok_or(Refusal::LoggedOut(None))?;
    if row.has_password {
        match check(&web, arrival, &row.name, field("old")).await? {
            Tried::Right => {}
            Tried::Wrong => return Ok(told(say!("Nothing was changed: that is not your password of now."))),
            Tried::TooOften { .. } => {
                return Ok(told(say!("Nothing was changed: too many tries. Wait a while.")));
            }
        }
    }
    let (new, client, house) = (field("new"), client(&headers), web.house.clone());
    let changed = web.hashing.in_turn(move || {
        let hash = match password::hash(&new) {
            Ok(hash) => hash,
            Err(why) => return Ok(Err(why)),
        };
        let store = &*house.real.store;
        store.set_password_hash(visitor.reader, Some(&hash))?;
        begin(store, visitor.reader, client, house.real.now()).map(Ok)
    });
    Ok(match changed.await? {
        Ok(token) => {
            let said = say!("Your password is set, and every other browser is logged out.");
            with_token(&web, told(said), arrival, &token)
        }
        Err(why) => told(say!("Nothing was changed: {why}.", why = retell(&why))),
    })
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(at.as_second() + seconds).unwrap_or(Timestamp::MAX)
}
