//! Pictures of articles, through this machine: a page asks nobody else for anything.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use mynews_core::model::ArticleId;

use super::Web;
use super::door::Visitor;
use super::outcome::{Outcome, Refusal};
use crate::marked;
use crate::work::pictures;

pub async fn picture(
    State(web): State<Arc<Web>>,
    visitor: Visitor,
    Path((article, number)): Path<(String, usize)>,
) -> Outcome {
    let missing = || Refusal::NotFound(marked!("There is no such picture."));
    let article = ArticleId::parse(&article).ok_or_else(missing)?;
    // An address names an article and one of its pictures, never where to fetch from: nobody can have us fetch what no
    // feed of theirs brought, so there is nothing that would have to be signed.
    let store = web.house.current().store.clone();
    let reaches = tokio::task::spawn_blocking(move || store.reaches(visitor.reader, article)).await;
    if !reaches.map_err(|error| Refusal::Failed(error.to_string()))?? {
        return Err(missing());
    }
    match pictures::picture(&web.house.current(), article, number).await {
        Ok(shown) => {
            let headers = [
                (header::CONTENT_TYPE, shown.content_type),
                (header::CACHE_CONTROL, "private, max-age=86400"),
            ];
            Ok((headers, shown.bytes.to_vec()).into_response())
        }
        Err(why) => {
            tracing::debug!(%article, number, %why, "no picture");
            Ok(StatusCode::NOT_FOUND.into_response())
        }
    }
}
