//! What an answer can be beside a page: a refusal that says what to do next.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;

use super::templates::Templates;
use crate::tongue::Tongue;
use crate::{marked, say};

/// Why there is no page.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such thing here (any more).
    /// A marked sentence, which is said in the language spoken.
    NotFound(&'static str),
    /// What was asked cannot be done; the sentence says what can.
    Wrong(String),
    /// Nobody is logged in; with the page a browser wanted to see.
    LoggedOut(Option<String>),
    /// Whoever this is, they are none of ours; the sentence says why.
    Stranger(String),
    /// Too much at once.
    Busy(&'static str),
    /// Only the owner may; ends the sentence "Only the owner …".
    NotYours(&'static str),
    /// Our fault, or the disk's.
    Failed(String),
}

/// What handlers give.
pub type Outcome = Result<Response, Refusal>;

impl From<String> for Refusal {
    fn from(why: String) -> Refusal {
        Refusal::Failed(why)
    }
}

impl From<mynews_store::StoreError> for Refusal {
    fn from(error: mynews_store::StoreError) -> Refusal {
        Refusal::Failed(error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::NotFound(what) => {
                page(StatusCode::NOT_FOUND, &say!("Not here"), Tongue::spoken().word(what))
            }
            Refusal::Wrong(why) => page(StatusCode::BAD_REQUEST, &say!("That did not work"), &why),
            Refusal::LoggedOut(Some(to)) => {
                let to = url::form_urlencoded::Serializer::new(String::new()).append_pair("to", &to).finish();
                Redirect::to(&format!("/login?{to}")).into_response()
            }
            Refusal::LoggedOut(None) => page(
                StatusCode::UNAUTHORIZED,
                &say!("Log in first"),
                &say!("This mynews asks who you are: log in, and do it again."),
            ),
            Refusal::Stranger(why) => page(StatusCode::FORBIDDEN, &say!("Not for you"), &why),
            Refusal::Busy(why) => {
                page(StatusCode::SERVICE_UNAVAILABLE, &say!("One moment"), Tongue::spoken().word(why))
            }
            Refusal::NotYours(what) => page(
                StatusCode::FORBIDDEN,
                &say!("Not yours to change"),
                &say!("Only the owner {does}.", does = Tongue::spoken().word(what)),
            ),
            Refusal::Failed(why) => {
                tracing::error!(why = %why, "a page failed");
                page(StatusCode::INTERNAL_SERVER_ERROR, &say!("Something went wrong here"), &why)
            }
        }
    }
}

/// For addresses that lead nowhere.
pub async fn not_found() -> Refusal {
    Refusal::NotFound(marked!("There is no page at this address."))
}

/// For changes that another site's page posts.
pub fn refused() -> Response {
    page(
        StatusCode::FORBIDDEN,
        &say!("Refused"),
        &say!(
            "This change did not come from a page of this mynews, so nothing was changed. Open the page here and press again."
        ),
    )
}

/// Whether a program asks, our own script among them, and not a person.
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
}

/// Why something was refused, beside the page that says so.
#[derive(Clone)]
struct Why(String);

/// Gives a program the reason alone: `{"error": "…"}`.
pub async fn for_programs(request: Request, next: Next) -> Response {
    let wants_json = wants_json(request.headers()) || request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    match response.extensions().get::<Why>() {
        Some(Why(why)) if wants_json => (response.status(), Json(json!({ "error": why }))).into_response(),
        _ => response,
    }
}

fn page(status: StatusCode, title: &str, text: &str) -> Response {
    let page = Templates::default().render("refusal.html", json!({ "title": title, "text": text }));
    let mut response = (status, Html(page.unwrap_or_else(|_| title.to_owned()))).into_response();
    response.extensions_mut().insert(Why(text.to_owned()));
    response
}
