//! The JSON API: what the pages show and do, for programs.
//!
//! One table ([`operations::ALL`]) makes the routes and `/openapi.json`, so the two cannot part. A program sends the
//! reader's token; a page of ours is known by its session. Both come through the same doors as every other request.

mod acting;
mod document;
mod operations;
mod reading;
mod said;

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, get, on};
use axum::{Json, Router};
use serde_json::Value;

use super::Web;
use super::door::Visitor;
use super::gather::{Asked, blocking};
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::say;

/// What is sent in one request is a wish, never a file.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// What a program asks.
#[derive(Default)]
struct Ask {
    path: HashMap<String, String>,
    query: Asked,
    body: Value,
}

impl Ask {
    fn id(&self) -> &str {
        self.path.get("id").map(String::as_str).unwrap_or_default()
    }

    /// A text of the body; empty where there is none.
    fn field(&self, name: &str) -> &str {
        self.body.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default()
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.body.get(name).and_then(Value::as_i64)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Post => "post",
            Method::Put => "put",
            Method::Delete => "delete",
        }
    }

    fn filter(self) -> MethodFilter {
        match self {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        }
    }
}

/// One row of the table.
struct Operation {
    method: Method,
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    /// Names and meanings of what the query may say.
    query: &'static [(&'static str, &'static str)],
    /// The schema of what must be sent.
    body: Option<&'static str>,
    /// The schema of what comes back.
    answer: &'static str,
    /// Blocks.
    run: fn(&Web, &Arc<App>, Visitor, &Ask) -> Result<Value, Refusal>,
}

/// A route for each row, and the document that tells of them.
pub fn routes() -> Router<Arc<Web>> {
    let router = Router::new().route("/openapi.json", get(document::show));
    operations::ALL.iter().fold(router, |router, operation| {
        let run =
            move |web: State<Arc<Web>>, visitor: Visitor, path: Path<HashMap<String, String>>, uri, body| {
                answer(operation, web, visitor, path, uri, body)
            };
        router.route(operation.path, on(operation.method.filter(), run))
    })
}

async fn answer(
    operation: &'static Operation,
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path(path): Path<HashMap<String, String>>,
    uri: Uri,
    body: Bytes,
) -> Outcome {
    if body.len() > BODY_BYTES_MAX {
        return Err(Refusal::Wrong(say!("Too much was sent at once.")));
    }
    let body = if body.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&body) };
    let body = body.map_err(|_| Refusal::Wrong(say!("What was sent is no JSON.")))?;
    let ask = Ask { path, query: Asked::of(&uri), body };
    let said = blocking(&web, move |web, app| (operation.run)(web, app, visitor, &ask)).await?;
    Ok(Json(said).into_response())
}
