//! Lives under a path: everything inside speaks of addresses from its own root, and the outermost layer puts the path
//! before them. So no page has to know where it is shown, and none can forget.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Web;
use super::outcome::Refusal;

/// Attributes of ours that hold addresses.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "formaction", "poster"];

/// Takes the path off what is asked, and puts it before every address that is answered. A proxy may take it off itself.
pub async fn under_path(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    let base = web.around.base_path().to_owned();
    if base.is_empty() {
        return next.run(request).await;
    }
    if let Some(inside) = inside(request.uri(), &base) {
        *request.uri_mut() = inside;
    }
    let response = next.run(request).await;
    let (mut parts, body) = response.into_parts();
    if let Some(to) =
        parts.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).filter(|to| is_ours(to))
        && let Ok(to) = HeaderValue::try_from(format!("{base}{to}"))
    {
        parts.headers.insert(header::LOCATION, to);
    }
    let is_page =
        parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Response::from_parts(parts, body);
    }
    // Pages of ours are made whole before they are sent, so this waits for nothing.
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(outside(&String::from_utf8_lossy(&bytes), &base)))
        }
        Err(error) => Refusal::Failed(format!("a page broke off: {error}")).into_response(),
    }
}

/// What is asked, from our own root on; `None` where it is already.
fn inside(uri: &Uri, base: &str) -> Option<Uri> {
    let rest = uri.path_and_query()?.as_str().strip_prefix(base)?;
    let rest = match rest.chars().next() {
        Some('/') => rest.to_owned(),
        None | Some('?') => format!("/{rest}"),
        Some(_) => return None,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(rest).ok()?);
    Uri::from_parts(parts).ok()
}

/// A page with the path before each address of ours. Text cannot be taken for an attribute: its quotation marks are
/// written as `&quot;`.
fn outside(page: &str, base: &str) -> String {
    let mut whole = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    while let Some(at) = rest.find("=\"/") {
        let (before, after) = rest.split_at(at + 2);
        whole.push_str(before);
        let name =
            before[..at].rsplit(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next();
        if name.is_some_and(|name| ADDRESSES.contains(&name)) && is_ours(after) {
            whole.push_str(base);
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}

fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_loses_the_path() {
        let asked = |path: &str| inside(&path.parse().unwrap(), "/news").map(|uri| uri.to_string());
        assert_eq!(asked("/news/s/1?text=1").as_deref(), Some("/s/1?text=1"));
        assert_eq!(asked("/news").as_deref(), Some("/"));
        assert_eq!(asked("/news?x=1").as_deref(), Some("/?x=1"));
        assert_eq!(asked("/newsletter"), None);
        assert_eq!(asked("/s/1"), None, "the proxy took it off");
    }

    #[test]
    fn what_is_answered_gains_it() {
        let page = "<a href=\"/s/1\">says =&quot;/x&quot;</a><form action=\"/follow\"><input value=\"/held\"></form>\
                    <img src=\"//x\"><use href=\"#i\"><a href=\"https://a.example/\">a</a><p data-src=\"/x\">";
        assert_eq!(
            outside(page, "/news"),
            "<a href=\"/news/s/1\">says =&quot;/x&quot;</a><form action=\"/news/follow\"><input value=\"/held\">\
             </form><img src=\"//x\"><use href=\"#i\"><a href=\"https://a.example/\">a</a><p data-src=\"/x\">"
        );
    }
}
