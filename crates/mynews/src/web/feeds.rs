//! A reader's views as feeds at private addresses: `/feed/<token>/front.atom`, `…/section/science.rss`, `…/saved.json`.
//!
//! Who holds the address reads it, without a cookie, and can do nothing else. A wrong token and a view that does not
//! exist answer alike.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::IntoResponse;
use mynews_core::model::{OutletKey, ReaderId, StoryId, Timestamp};
use mynews_core::parse::query;
use mynews_store::{Shelf, Stretch};

use super::Web;
use super::gather::{Asked, blocking};
use super::outcome::{Outcome, Refusal};
use crate::app::App;
use crate::marked;
use crate::say;
use crate::secret::{self, Purpose};
use crate::tongue::Tongue;
use crate::view::Today;
use crate::view::card::topic_href;
use crate::view::channel::{self, Channel, ITEMS_MAX, Item, Place, Shape, of_article, of_story};
use crate::work::edition;

const MISSING: Refusal = Refusal::NotFound(marked!("There is no feed at this address (any more)."));

/// A view, as an address names it.
#[derive(Clone, PartialEq, Eq, Debug)]
enum View {
    Front,
    Saved,
    Search,
    Section(String),
    Outlet(String),
}

pub async fn feed(
    State(web): State<Arc<Web>>,
    Path((token, name)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Outcome {
    let asked = Asked::of(&uri);
    let place = place(&web, &headers);
    let (view, shape) = read(&name).ok_or(MISSING)?;
    let channel = blocking(&web, move |web, _| {
        let reader = secret::reader_of(&*web.house.real.store, &token, Purpose::Feeds)?.ok_or(MISSING)?;
        let app = &web.house.current_for(reader)?;
        let address = place.of(&uri.to_string());
        // A program that fetches a feed says nothing of its reader's language; they have said it themselves.
        let chosen = app.store.reader(reader)?.and_then(|reader| Tongue::of_tag(reader.tongue.as_deref()?));
        let tongue = chosen.unwrap_or_else(Tongue::spoken);
        tongue.while_speaking(|| channel(app, reader, &view, asked.text("q").trim(), &place, address))
    })
    .await?;
    Ok(answer(&channel, shape, &headers))
}

/// The view and the shape that the end of an address names.
fn read(name: &str) -> Option<(View, Shape)> {
    let (name, ending) = name.rsplit_once('.')?;
    let shape = Shape::ALL.into_iter().find(|shape| shape.ending() == ending)?;
    let view = match name.split_once('/') {
        None => match name {
            "front" => View::Front,
            "saved" => View::Saved,
            "search" => View::Search,
            _ => return None,
        },
        Some(("section", key)) => View::Section(key.to_owned()),
        Some(("outlet", key)) => View::Outlet(key.to_owned()),
        Some(_) => return None,
    };
    Some((view, shape))
}

fn channel(
    app: &App,
    reader: ReaderId,
    view: &View,
    words: &str,
    place: &Place,
    address: String,
) -> Result<Channel, Refusal> {
    let composed = edition::current(app, reader)?;
    let today = |more: &[StoryId]| Today::gather(app, &composed, more.iter().copied());
    let stories = |today: &Today, stories: &[StoryId]| -> Vec<Item> {
        (stories.iter())
            .filter(|story| !today.is_kept_away(**story))
            .take(ITEMS_MAX)
            .filter_map(|story| of_story(*story, today, place))
            .collect()
    };
    let picked: Vec<StoryId> = composed.edition.picks.iter().map(|pick| pick.story).collect();
    let (title, page, items) = match view {
        View::Front => (say!("Front page"), "/".to_owned(), stories(&today(&[])?, &picked)),
        View::Saved => {
            let saved: Vec<StoryId> = app.store.saved(reader)?.iter().map(|(story, _)| *story).collect();
            (say!("Saved"), "/saved".to_owned(), stories(&today(&saved)?, &saved))
        }
        View::Section(key) => {
            let mut about: Vec<_> = (composed.candidates.iter())
                .filter(|one| one.topics.iter().any(|topic| topic.key == *key))
                .collect();
            about
                .sort_by_key(|one| (!picked.contains(&one.story), std::cmp::Reverse(one.last_at), one.story));
            let about: Vec<StoryId> = about.iter().map(|one| one.story).collect();
            let today = today(&about)?;
            let name = today.names.name(&mynews_core::model::Subject::Topic(key.clone()));
            (name, topic_href(key), stories(&today, &about))
        }
        View::Search => {
            let bare = today(&[])?;
            let asked_for = query::read(words, app.now(), bare.when.zone());
            let mut seen = BTreeSet::new();
            let found: Vec<StoryId> = (app.store.search(reader, &asked_for, ITEMS_MAX)?.iter())
                .filter(|found| !bare.is_line_kept_away(found))
                .map(|found| found.story)
                .filter(|story| seen.insert(*story))
                .collect();
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
            (format!("“{words}”"), format!("/search?{query}"), stories(&today(&found)?, &found))
        }
        View::Outlet(key) => {
            let key = OutletKey(key.clone());
            let stretch = Stretch { after: None, unread_only: false, most: ITEMS_MAX };
            let shelved = app.store.shelf(reader, &Shelf::Outlet(key.clone()), stretch)?;
            let bare = today(&[])?;
            let mut items = Vec::new();
            for one in shelved.iter().filter(|one| !bare.is_line_kept_away(&one.found)) {
                items.extend(app.store.article(one.found.article)?.map(|row| of_article(&row, place)));
            }
            // An outlet that none of the reader's feeds brought has no name for them.
            let name = shelved.first().map_or(key.0, |one| one.found.outlet.name.clone());
            (name, "/sources".to_owned(), items)
        }
    };
    Ok(Channel {
        title: format!("mynews: {title}"),
        id: channel::urn("view", &format!("{} {view:?} {words}", reader.0)),
        page: place.of(&page),
        made_at: composed.edition.at,
        address,
        items,
    })
}

/// The feed, or that nothing changed since the client had it.
fn answer(channel: &Channel, shape: Shape, headers: &HeaderMap) -> axum::response::Response {
    let text = channel.written(shape);
    // Weak, because the bytes may be compressed on their way.
    let tag = format!("W/\"{}\"", &blake3::hash(text.as_bytes()).to_hex()[..20]);
    let updated = channel.updated();
    let fresh = [
        (header::ETAG, tag.clone()),
        (header::LAST_MODIFIED, channel::http_date(updated)),
        // A client may keep it, and must ask whether it still holds; nobody between may keep it at all.
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    if is_known(headers, &tag, updated) {
        return (StatusCode::NOT_MODIFIED, fresh).into_response();
    }
    (fresh, [(header::CONTENT_TYPE, shape.content_type())], text).into_response()
}

/// Whether the client has this already: by its tag where it names one, else by its date.
fn is_known(headers: &HeaderMap, tag: &str, updated: Timestamp) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(header::IF_NONE_MATCH) {
        Some(tags) => {
            let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
            tags.split(',').any(|one| one.trim() == "*" || bare(one) == bare(tag))
        }
        None => text(header::IF_MODIFIED_SINCE).is_some_and(|since| since == channel::http_date(updated)),
    }
}

/// Where this mynews is, as the client reached it.
pub fn place(web: &Web, headers: &HeaderMap) -> Place {
    Place(web.around.address(headers, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_view_and_a_shape() {
        assert_eq!(read("front.atom"), Some((View::Front, Shape::Atom)));
        assert_eq!(read("section/sea-power.rss"), Some((View::Section("sea-power".into()), Shape::Rss)));
        assert_eq!(
            read("outlet/harbour-post.test.json"),
            Some((View::Outlet("harbour-post.test".into()), Shape::Json))
        );
        assert_eq!(read("held.atom"), None);
        assert_eq!(read("front.exe"), None);
        assert_eq!(read("front"), None);
    }

    #[test]
    fn a_client_that_has_it_is_not_sent_it_again() {
        let at: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let asks = |name: header::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            is_known(&headers, "W/\"a1\"", at)
        };
        assert!(asks(header::IF_NONE_MATCH, "\"x\", W/\"a1\""));
        assert!(asks(header::IF_NONE_MATCH, "\"a1\""), "compared weakly");
        assert!(!asks(header::IF_NONE_MATCH, "W/\"b2\""));
        assert!(asks(header::IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 10:00:00 GMT"));
        assert!(!asks(header::IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 09:00:00 GMT"));
        assert!(!is_known(&HeaderMap::new(), "W/\"a1\"", at));
    }
}
