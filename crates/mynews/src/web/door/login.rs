//! Logging in and out.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;
use tokio::sync::Semaphore;

use super::super::Web;
use super::super::acting::back;
use super::super::gather::Asked;
use super::super::outcome::{Outcome, Refusal};
use super::{Arrival, By, Visitor, attempts::Attempts, cookie, sessions};
use crate::password;
use crate::{marked, say};

/// Passwords hashed at once. Each takes 19 MiB and a core; more at once would make everybody wait.
const HASHED_AT_ONCE: usize = 2;
/// Whoever waits longer for their turn is told to come back.
const TURN_WAIT: Duration = Duration::from_secs(10);

/// What bounds the work that strangers can make us do.
pub struct Hashing {
    attempts: Attempts,
    turns: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Hashing {
        Hashing { attempts: Attempts::default(), turns: Arc::new(Semaphore::new(HASHED_AT_ONCE)) }
    }
}

/// What came of a try.
pub enum Tried {
    Right,
    Wrong,
    TooOften { seconds: i64 },
}

impl Hashing {
    /// Runs `work`, which hashes, when it is its turn.
    pub async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = tokio::time::timeout(TURN_WAIT, self.turns.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Refusal::Busy(marked!("Too many log in at once; try again in a moment.")));
        };
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.unwrap_or_else(|error| Err(Refusal::Failed(format!("a login broke off: {error}"))))
    }
}

/// Whether a password is the one of the reader called so; counted, and as slow for names that nobody has.
pub async fn check(web: &Arc<Web>, arrival: Arrival, name: &str, password: String) -> Result<Tried, Refusal> {
    let store = web.house.real.store.clone();
    if let Err(seconds) = web.hashing.attempts.count(arrival.client, name, web.house.real.now()) {
        tracing::warn!(client = %arrival.client, seconds, "too many tries to log in");
        return Ok(Tried::TooOften { seconds });
    }
    let owned = name.to_owned();
    let right = (web.hashing)
        .in_turn(move || {
            let hash = match store.reader_named(&owned)? {
                Some(reader) => store.password_hash(reader.id)?,
                None => None,
            };
            Ok(password::matches(&password, hash.as_deref()))
        })
        .await?;
    if right {
        web.hashing.attempts.forget(arrival.client, name, web.house.real.now());
    }
    Ok(if right { Tried::Right } else { Tried::Wrong })
}

/// The page that asks for name and password.
pub async fn page(State(web): State<Arc<Web>>, visitor: Option<Here>, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    match visitor {
        Some(_) => Ok(back(Some(asked.text("to")), None)),
        None => form(&web, StatusCode::OK, asked.text("to"), "", None),
    }
}

/// A visitor, where there is one: the login page is for those who are none.
pub struct Here;

impl axum::extract::OptionalFromRequestParts<Arc<Web>> for Here {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _web: &Arc<Web>,
    ) -> Result<Option<Here>, Refusal> {
        Ok(parts.extensions.get::<Visitor>().map(|_| Here))
    }
}

pub async fn log_in(
    State(web): State<Arc<Web>>,
    arrival: Arrival,
    headers: HeaderMap,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let (name, to) = (field("name").trim(), field("to"));
    match check(&web, arrival, name, field("password").to_owned()).await? {
        Tried::Right => {}
        Tried::Wrong => {
            let why = say!("Name and password do not belong together.");
            return form(&web, StatusCode::UNAUTHORIZED, to, name, Some(&why));
        }
        Tried::TooOften { seconds } => {
            let minutes = (seconds + 59) / 60;
            let why = say!("Too many tries. This opens again in {minutes} min.", minutes = minutes);
            let mut response = form(&web, StatusCode::TOO_MANY_REQUESTS, to, name, Some(&why))?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(response);
        }
    }
    let old = cookie::token(&headers, arrival, web.around.base_path());
    let (owned, client) = (name.to_owned(), sessions::client(&headers));
    let begun = {
        let web = web.clone();
        tokio::task::spawn_blocking(move || {
            let store = &*web.house.real.store;
            let reader = store.reader_named(&owned)?.ok_or(Refusal::LoggedOut(None))?.id;
            if let Some(old) = old {
                store.end_session(reader, &old.hash())?;
            }
            sessions::begin(store, reader, client, web.house.real.now())
        })
    };
    let token = begun.await.unwrap_or_else(|error| Err(Refusal::Failed(error.to_string())))?;
    Ok(with_token(&web, back(Some(to), None), arrival, &token))
}

/// Gives the browser that gets this answer its session.
pub fn with_token(web: &Web, mut response: Response, arrival: Arrival, token: &cookie::Token) -> Response {
    let given = cookie::give(token, arrival, web.around.base_path(), sessions::SECONDS_MAX);
    response.headers_mut().append(header::SET_COOKIE, given);
    response
}

/// Asks before it logs out: a link alone changes nothing.
pub async fn leaving(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    let name = web.house.real.store.reader_row(visitor.reader)?.map(|row| row.name);
    let page = json!({ "title": say!("Log out"), "name": name, "can": matches!(visitor.by, By::Session(_)) });
    Ok(Html(web.templates.render("logout.html", with_version(&web, page))?).into_response())
}

/// Ends this browser's session, or all of the reader's.
pub async fn log_out(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    arrival: Arrival,
    Form(fields): Form<HashMap<String, String>>,
) -> Outcome {
    let store = web.house.real.store.clone();
    let everywhere = fields.contains_key("everywhere");
    let ended = tokio::task::spawn_blocking(move || match visitor.by {
        _ if everywhere => store.end_sessions(visitor.reader).map(drop),
        By::Session(hash) => store.end_session(visitor.reader, &hash).map(drop),
        By::BeingHere | By::Proxy | By::Token => Ok(()),
    });
    ended.await.map_err(|error| Refusal::Failed(error.to_string()))??;
    let mut response = Redirect::to("/login").into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie::take(arrival, web.around.base_path()));
    // What this browser kept for reading offline was the reader's.
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

fn form(web: &Web, status: StatusCode, to: &str, name: &str, why: Option<&str>) -> Outcome {
    let page = json!({ "title": say!("Log in"), "to": to, "name": name, "why": why });
    Ok((status, Html(web.templates.render("login.html", with_version(web, page))?)).into_response())
}

fn with_version(web: &Web, mut page: serde_json::Value) -> serde_json::Value {
    page["version"] = web.templates.version().into();
    page
}
