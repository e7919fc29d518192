//! Who is asking: every handler that shows or changes what belongs to a reader takes a [`Visitor`].

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use mynews_core::model::ReaderId;
use mynews_store::Role;

use super::Web;
use super::outcome::Refusal;
use crate::app::OWNER;

/// The reader a request speaks for. Handlers name it among their arguments; without one, a request gets no further.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visitor {
    pub reader: ReaderId,
    pub role: Role,
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
        parts.extensions.get::<Visitor>().copied().ok_or(Refusal::LoggedOut)
    }
}

/// Finds out who is asking, before any handler runs.
pub async fn recognise(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Visitor { reader: OWNER, role: Role::Owner });
    next.run(request).await
}
