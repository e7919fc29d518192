//! `mynews today` and `mynews why`: the edition in the terminal, and the tree that explains one story's place.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use clap::ValueEnum;
use mynews_core::model::{Part, ReaderId, StoryId};
use serde_json::{Value, json};

use super::{Outcome, Place, open};
use crate::app::App;
use crate::tongue::Tongue;
use crate::view::exact;
use crate::view::frame::Frame;
use crate::view::front::Front;
use crate::view::reason::{Names, reasons};
use crate::view::score::{ScoreLine, cents, sums};
use crate::view::terminal::{self, Style};
use crate::view::words::{self, ordinal};
use crate::view::{Today, markdown, sheet};
use crate::web::book;
use crate::web::templates::{Templates, static_file};
use crate::work::edition::{self, Composed, Explained};

#[derive(ValueEnum, Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    Html,
    Epub,
}

/// Prints the edition.
pub fn today(place: &Place, format: Format) -> Outcome {
    let house = open::house(place)?;
    let reader = open::reader(place, &house)?;
    let app = house.current();
    let composed = edition::current(&app, reader)?;
    spoken_to(&composed).while_speaking(|| print(place, format, &app, &composed))
}

/// The language a reader chose for what mynews says; a terminal asks for none.
fn spoken_to(composed: &Composed) -> Tongue {
    composed.reader.tongue.as_deref().and_then(Tongue::of_tag).unwrap_or_default()
}

fn print(place: &Place, format: Format, app: &Arc<App>, composed: &Composed) -> Outcome {
    let today = Today::gather(app, composed, []).map_err(|error| error.to_string())?;
    if place.json || format == Format::Json {
        println!("{}", exact::edition(&today));
        return Ok(());
    }
    let frame = Frame::of(&today, "/");
    let front = Front::of(&today, None);
    match format {
        Format::Text | Format::Json => print!("{}", terminal::edition(&frame, &front, style())),
        Format::Markdown => {
            print!("{}", markdown::edition(&frame, &front, |card| sheet::address(card, &today)));
        }
        Format::Html => print!("{}", html(&frame, &front, &today)?),
        Format::Epub => return epub(app, composed.reader.id),
    }
    Ok(())
}

/// One file that needs nothing else.
fn html(frame: &Frame, front: &Front, today: &Today) -> Result<String, String> {
    let style = static_file("style.css").map(|(_, text)| text.into_owned()).unwrap_or_default();
    let sections = sheet::sections(front, today);
    let context = json!({ "frame": frame, "sections": sections, "end": front.end, "style": style });
    Templates::default().render("edition.html", context)
}

/// The edition as a book. A terminal is no place for it.
fn epub(app: &Arc<App>, reader: ReaderId) -> Outcome {
    let mut out = std::io::stdout();
    if out.is_terminal() {
        return Err(
            "an EPUB is no text: write it to a file, as in `mynews today --format epub > today.epub`".into(),
        );
    }
    let bytes = open::runtime()?.block_on(book::bound(app, reader))?;
    out.write_all(&bytes).map_err(|error| format!("the book cannot be written: {error}"))
}

/// Colours on a terminal alone, and not where the reader declines them.
fn style() -> Style {
    let says = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let declined = says("NO_COLOR").is_some() || says("TERM").is_some_and(|term| term == "dumb");
    let columns = says("COLUMNS").and_then(|columns| columns.parse().ok());
    Style::new(columns, std::io::stdout().is_terminal() && !declined)
}

/// Prints why a story stands where it stands. `story` is an id, an address that ends in one, or a place in the edition.
pub fn why(place: &Place, story: &str) -> Outcome {
    let house = open::house(place)?;
    let reader = open::reader(place, &house)?;
    let app = house.current();
    let composed = edition::current(&app, reader)?;
    let id = find(&composed, story)?;
    let explained = edition::explain(&app, reader, id)?;
    if place.json {
        println!("{}", as_json(id, &explained));
    } else {
        let tree = || tree(&app, &composed, id, &explained);
        println!("{}", spoken_to(&composed).while_speaking(tree)?);
    }
    Ok(())
}

fn find(composed: &Composed, story: &str) -> Result<StoryId, String> {
    if let Ok(position) = story.parse::<u32>()
        && let Some(pick) = composed.edition.picks.iter().find(|pick| pick.position == position)
    {
        return Ok(pick.story);
    }
    let last = story.trim_end_matches('/').rsplit('/').next().unwrap_or(story);
    let id = last.split(['?', '#']).next().unwrap_or(last);
    StoryId::parse(id).ok_or_else(|| {
        format!(
            "{story:?} is no story: give its place in the edition (1 to {}), its id, or its address",
            composed.edition.picks.len()
        )
    })
}

fn as_json(id: StoryId, explained: &Explained) -> Value {
    let reasons: Vec<Value> = explained
        .score
        .reasons
        .iter()
        .map(|reason| {
            let mut line = exact::reason(reason);
            line["position_without"] = json!(reason.without);
            line
        })
        .collect();
    json!({
        "id": id.to_string(),
        "score": explained.score.total,
        "position_by_score": explained.position,
        "of": explained.of,
        "reasons": reasons,
    })
}

/// The score as a tree whose branches add up.
fn tree(app: &App, composed: &Composed, id: StoryId, explained: &Explained) -> Result<String, String> {
    let candidate = edition::candidate_of(app, composed, id)?;
    let score = &explained.score;
    let lines = reasons(score, &composed.profile, &Names::of(composed));
    let (everyone, yours) = sums(score);
    let mut out = vec![words::headline(&candidate.headline)];
    if let Some(outlet) = candidate.outlets.first() {
        out.push(outlet.name.clone());
    }
    out.push(String::new());
    let by_score = format!("{} by score of {}", ordinal(explained.position), explained.of);
    let place = match composed.edition.picks.iter().find(|pick| pick.story == id) {
        Some(pick) => format!(
            "{} of {} on the page, {by_score}",
            ordinal(pick.position as usize),
            composed.edition.picks.len()
        ),
        None => match composed.edition.held_back.iter().find(|held| held.story == id) {
            Some(held) => format!("held back ({}), {by_score}", words::rule(held.rule).to_lowercase()),
            None => format!("not on the page, {by_score}"),
        },
    };
    out.push(format!("score {:>5}   {place}", ScoreLine::of(score).total));
    for (part, sum, last) in [(Part::Everyone, everyone, false), (Part::Yours, yours, true)] {
        let (branch, stem) = if last { ("└─", "   ") } else { ("├─", "│  ") };
        let title = match part {
            Part::Everyone => "for everyone".to_owned(),
            Part::Yours => format!("yours, at most {}", words::share(composed.reader.dial.p())),
        };
        out.push(format!("{branch} {:>5}   {title}", cents(sum)));
        let of_part: Vec<_> = lines.iter().filter(|line| line.yours == (part == Part::Yours)).collect();
        for (place, line) in of_part.iter().enumerate() {
            let twig = if place + 1 == of_part.len() { "└─" } else { "├─" };
            out.push(format!("{stem}{twig} {:>5}   {}", line.value, line.label));
            let stem = if place + 1 == of_part.len() { format!("{stem}  ") } else { format!("{stem}│ ") };
            for sentence in [Some(&line.evidence), line.without.as_ref()].into_iter().flatten() {
                out.push(format!("{stem}         {sentence}"));
            }
        }
    }
    Ok(out.join("\n"))
}
