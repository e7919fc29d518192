//! The edition to take along: as an EPUB, and as a page made for paper.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::IntoResponse;
use mynews_core::model::{ArticleId, Completeness, ReaderId, StoryId};
use serde_json::json;
use tokio::task::JoinSet;

use super::Web;
use super::door::Visitor;
use super::gather::{Asked, blocking, compose, frame, page, today};
use super::outcome::Outcome;
use crate::app::App;
use crate::view::book::{self, Book, Chapter, Embedded, Part};
use crate::view::front::Front;
use crate::view::{Today, sheet};
use crate::work::{edition, pictures};

/// Pictures that are not there by then stay out: a book without one is better than no book.
const PICTURES_WAIT: Duration = Duration::from_secs(8);

/// Where a picture of the book goes.
struct Wanted {
    part: usize,
    chapter: usize,
    article: ArticleId,
    number: usize,
}

pub async fn epub(State(web): State<Arc<Web>>, visitor: Visitor) -> Outcome {
    let bytes = bound(&web.house.current(), visitor.reader).await?;
    let headers = [
        (header::CONTENT_TYPE, book::CONTENT_TYPE),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mynews.epub\""),
    ];
    Ok((headers, bytes).into_response())
}

/// The print edition: two columns, credits kept, addresses as footnotes.
pub async fn print(State(web): State<Arc<Web>>, visitor: Visitor, uri: Uri) -> Outcome {
    let asked = Asked::of(&uri);
    blocking(&web, move |web, app| {
        let composed = compose(app, visitor.reader)?;
        let today = today(app, &composed, [])?;
        let front = Front::of(&today, None);
        let mut frame = frame(web, app, &today, &asked)?;
        frame.title = format!("{}, to print", frame.day);
        let sections = sheet::sections(&front, &today);
        page(web, "print.html", &frame, json!({ "sections": sections, "end": front.end }))
    })
    .await
}

/// The reader's edition as an EPUB.
pub async fn bound(app: &Arc<App>, reader: ReaderId) -> Result<Vec<u8>, String> {
    let set = app.clone();
    let (mut book, wanted) = tokio::task::spawn_blocking(move || typeset(&set, reader))
        .await
        .unwrap_or_else(|error| Err(format!("the book broke off: {error}")))?;
    let mut coming = JoinSet::new();
    for one in wanted {
        let app = app.clone();
        coming.spawn(async move {
            let shown = pictures::picture(&app, one.article, one.number).await;
            (one, shown)
        });
    }
    let collect = async {
        while let Some(come) = coming.join_next().await {
            let Ok((one, Ok(shown))) = come else { continue };
            book.parts[one.part].chapters[one.chapter].picture =
                Embedded::of(shown.content_type, shown.bytes.to_vec());
        }
    };
    let _ = tokio::time::timeout(PICTURES_WAIT, collect).await;
    Ok(book.written())
}

/// The words of the book, and the pictures it wants.
fn typeset(app: &App, reader: ReaderId) -> Result<(Book, Vec<Wanted>), String> {
    let composed = edition::current(app, reader)?;
    let today = Today::gather(app, &composed, []).map_err(|error| error.to_string())?;
    let front = Front::of(&today, None);
    let frame = crate::view::frame::Frame::of(&today, "/");
    let mut wanted = Vec::new();
    let parts = sheet::sections(&front, &today)
        .into_iter()
        .enumerate()
        .map(|(part, section)| {
            let chapters = (section.stories.iter().enumerate())
                .map(|(chapter, story)| {
                    let picture = story.card.picture.as_ref().and_then(|photo| of_address(&photo.src));
                    wanted.extend(picture.map(|(article, number)| Wanted { part, chapter, article, number }));
                    Chapter { article: text(story, &today), picture: None }
                })
                .collect();
            Part { section, chapters }
        })
        .collect();
    let book = Book {
        day: frame.day,
        edition: frame.edition,
        hash: composed.edition.hash.clone(),
        at: composed.edition.at,
        parts,
        end: front.end.text,
    };
    Ok((book, wanted))
}

/// The article that a story shows, where there is more of it than its first lines.
fn text(story: &sheet::Story, today: &Today) -> Option<mynews_core::model::Article> {
    let told = today.told.get(&StoryId::parse(&story.card.id)?)?;
    let article = &told.shown(&story.card.headline.text)?.article;
    (article.completeness >= Completeness::Teaser).then(|| (**article).clone())
}

/// Article and number of `/picture/<article>/<number>`.
fn of_address(src: &str) -> Option<(ArticleId, usize)> {
    let (rest, number) = src.rsplit_once('/')?;
    Some((ArticleId::parse(rest.rsplit('/').next()?)?, number.parse().ok()?))
}
