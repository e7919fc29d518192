//! Pictures of articles, through this machine: a page asks nobody else for anything.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use mynews_core::model::ArticleId;

use super::Web;
use super::outcome::{Outcome, Refusal};
use crate::work::pictures;

pub async fn picture(State(web): State<Arc<Web>>, Path((article, number)): Path<(String, usize)>) -> Outcome {
    let missing = || Refusal::NotFound("There is no such picture.");
    let article = ArticleId::parse(&article).ok_or_else(missing)?;
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
