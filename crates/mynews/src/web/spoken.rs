//! In which language a request is answered: the reader's own choice, else what their browser asks for, else English.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Web;
use super::door::Visitor;
use crate::tongue::Tongue;

/// Speaks what the browser asks for, to whoever it is.
pub async fn as_asked(request: Request, next: Next) -> Response {
    let wish = request.headers().get(header::ACCEPT_LANGUAGE);
    let asked = wish.and_then(|wish| Tongue::accepted(wish.to_str().ok()?)).unwrap_or_default();
    let mut response = asked.speaking(next.run(request)).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// Speaks what the reader chose, once it is known who asks.
pub async fn as_chosen(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().copied() else {
        return next.run(request).await;
    };
    let chosen = tokio::task::spawn_blocking(move || chosen(&web, visitor)).await.ok().flatten();
    chosen.unwrap_or_else(Tongue::spoken).speaking(next.run(request)).await
}

fn chosen(web: &Web, visitor: Visitor) -> Option<Tongue> {
    let reader = web.house.current().store.reader(visitor.reader).ok().flatten()?;
    reader.tongue.as_deref().and_then(Tongue::of_tag)
}
