//! Who is asking: every handler that shows or changes what belongs to a reader takes a [`Visitor`].
//!
//! Four ways lead in, tried in this order: a program's token (to the JSON API alone), the name a trusted reverse proxy
//! gives, the cookie of a session, and, as long as nobody has a password and no other machine can reach us, simply being
//! here. No password is hashed on any of them:
//! that happens when somebody logs in, and at no other time.

mod around;
mod attempts;
mod cookie;
pub mod login;
mod sessions;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mynews_core::model::ReaderId;
use mynews_store::{ReaderRow, Role, Store, TokenHash};

use super::Web;
use super::outcome::Refusal;
use crate::app::OWNER;
use crate::config::Config;
use crate::say;
use crate::secret::{self, Purpose};

pub use around::{Arrival, Surroundings};
pub use login::Hashing;
pub use sessions::{end_session, set_password};

/// The reader a request speaks for. Handlers name it among their arguments; without one, a request gets no further.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visitor {
    pub reader: ReaderId,
    pub role: Role,
    pub by: By,
}

/// How a visitor is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Nobody has a password, and nobody else can reach us.
    BeingHere,
    Session(TokenHash),
    /// A trusted proxy said so.
    Proxy,
    /// A program of theirs has their token.
    Token,
}

impl Visitor {
    /// Refuses whoever does not keep the house. `what` ends the sentence "Only the owner …".
    pub fn must_own(self, what: &'static str) -> Result<(), Refusal> {
        match self.role {
            Role::Owner => Ok(()),
            Role::Reader => Err(Refusal::NotYours(what)),
        }
    }
}

impl FromRequestParts<Arc<Web>> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _web: &Arc<Web>) -> Result<Visitor, Refusal> {
        parts.extensions.get::<Visitor>().copied().ok_or_else(|| Refusal::LoggedOut(wanted_page(parts)))
    }
}

impl FromRequestParts<Arc<Web>> for Arrival {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Arrival, Refusal> {
        Ok(web.around.arrival(parts))
    }
}

/// The page that a browser asked for, to come back to after logging in; programs get a plain refusal.
fn wanted_page(parts: &Parts) -> Option<String> {
    let accepts = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wanted = parts.method == Method::GET && accepts.contains("text/html");
    wanted.then(|| parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default())
}

/// Finds out who is asking, before any handler runs. Finding nobody is no refusal yet: `/login` is for nobody.
pub async fn recognise(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/static/") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let arrival = web.around.arrival(&parts);
    let (headers, path) = (parts.headers.clone(), parts.uri.path().to_owned());
    request = Request::from_parts(parts, body);
    let found = tokio::task::spawn_blocking(move || visitor(&web, arrival, &headers, &path)).await;
    match found.unwrap_or_else(|error| Err(Refusal::Failed(format!("nobody can be recognised: {error}")))) {
        Ok(Some(visitor)) => drop(request.extensions_mut().insert(visitor)),
        Ok(None) => {}
        Err(refusal) => return refusal.into_response(),
    }
    next.run(request).await
}

fn visitor(web: &Web, arrival: Arrival, headers: &HeaderMap, path: &str) -> Result<Option<Visitor>, Refusal> {
    let store = &*web.house.real.store;
    if let Some(token) = program_token(headers).filter(|_| path.starts_with("/api/")) {
        // A wrong token is nobody's, whoever else the request might speak for.
        let Some(reader) = secret::reader_of(store, token, Purpose::Programs)? else { return Ok(None) };
        let found = store.reader_row(reader)?.map(|row| as_visitor(&row, By::Token));
        web.house.current_for(reader)?;
        return Ok(found);
    }
    let found = if let Some(name) = web.around.named(arrival, headers) {
        let unknown = || Refusal::Stranger(say!("Nobody called {name} reads here.", name = name));
        Some(as_visitor(&store.reader_named(name)?.ok_or_else(unknown)?, By::Proxy))
    } else if let Some(token) = cookie::token(headers, arrival, web.around.base_path()) {
        sessions::of_token(web, &token)?
    } else {
        None
    };
    let found = match found {
        Some(found) => Some(found),
        None if is_open(web, store)? => {
            if !web.around.is_our_host(headers) {
                return Err(Refusal::Stranger(
                    "This mynews has no password, so it answers to its own names alone: open it at localhost, or set \
                     web.base_url to the address it is known by."
                        .into(),
                ));
            }
            store.reader_row(OWNER)?.map(|row| as_visitor(&row, By::BeingHere))
        }
        None => None,
    };
    if let Some(visitor) = found {
        web.house.current_for(visitor.reader)?;
    }
    Ok(found)
}

fn program_token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

fn as_visitor(row: &ReaderRow, by: By) -> Visitor {
    Visitor { reader: row.id, role: row.role, by }
}

/// Whether being here is enough.
fn is_open(web: &Web, store: &dyn Store) -> Result<bool, Refusal> {
    Ok(!web.around.outward && !web.around.names_readers() && !store.any_password()?)
}

/// Whether an address may be listened on: one that other machines can reach asks for a password of every reader.
pub fn may_listen(config: &Config, store: &dyn Store, address: SocketAddr) -> Result<(), String> {
    if address.ip().to_canonical().is_loopback() || !config.web.proxy_header.trim().is_empty() {
        return Ok(());
    }
    match without_password(store)?.as_slice() {
        [] => Ok(()),
        [one] => Err(format!(
            "{address} can be reached from other machines, and {one:?} has no password: run `mynews reader passwd \
             {one}` first, or listen on 127.0.0.1"
        )),
        several => Err(format!(
            "{address} can be reached from other machines, and these readers have no password: {}. Run `mynews reader \
             passwd NAME` for each, or listen on 127.0.0.1",
            several.join(", ")
        )),
    }
}

/// The names of those who have none.
pub fn without_password(store: &dyn Store) -> Result<Vec<String>, String> {
    let readers = store.readers().map_err(|error| error.to_string())?;
    Ok(readers.into_iter().filter(|reader| !reader.has_password).map(|reader| reader.name).collect())
}
