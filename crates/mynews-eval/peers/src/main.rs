//! Pages read by one of several extractors, to stand beside ours in `scripts/peers`.
//!
//! usage: mynews-peers mynews|trafilatura|dom_smoothie < SET.jsonl > FOUND.jsonl
//!
//! Lines `{"id","url","html"}` in, lines `{"id","article"}` with the fields that the scorer looks at out; pages, CPU
//! seconds and the worst page's milliseconds as one line of JSON on standard error. The clock runs while a page is read,
//! not while lines are taken apart.

use std::io::{BufRead, Write};

use mynews_core::extract;
use mynews_core::model::{Page, Subjects};
use mynews_eval::{clock, reading};
use serde_json::{Value, json};

/// Peers walk trees by calling themselves: some real pages are too deep for a usual stack.
const STACK_BYTES: usize = 256 << 20;

fn main() -> std::io::Result<()> {
    let engine = match std::env::args().nth(1).as_deref() {
        Some("mynews") => mynews,
        Some("trafilatura") => trafilatura,
        Some("dom_smoothie") => dom_smoothie,
        _ => {
            eprintln!("usage: mynews-peers mynews|trafilatura|dom_smoothie < SET.jsonl > FOUND.jsonl");
            std::process::exit(2);
        }
    };
    let reader = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || read_all(engine))?;
    reader.join().expect("no page stops the reading")
}

fn read_all(engine: fn(&Page) -> Value) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut pages, mut seconds, mut worst) = (0_u32, 0.0_f64, 0.0_f64);
    for line in std::io::stdin().lock().lines() {
        let Some((id, page)) = reading::page(&line?) else { continue };
        let before = clock::cpu_seconds();
        let article = engine(&page);
        let spent = clock::cpu_seconds() - before;
        pages += 1;
        seconds += spent;
        worst = worst.max(spent);
        writeln!(out, "{}", json!({ "id": id, "article": article }))?;
    }
    eprintln!("{}", json!({ "pages": pages, "seconds": seconds, "worst": worst * 1e3 }));
    Ok(())
}

fn mynews(page: &Page) -> Value {
    reading::fields::article(&extract::article(page, None), &Subjects::default())
}

/// With its fallback on, and the pages' comments left out as ours are.
fn trafilatura(page: &Page) -> Value {
    let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    if let Ok(address) = url::Url::parse(&page.url) {
        options = options.with_url(address);
    }
    let Ok(found) = trafilatura::extract(&page.html, &options) else { return Value::Null };
    json!({
        "text": found.content_text,
        "headline": found.metadata.title,
        "byline": [found.metadata.author],
        "published": found.metadata.date.map(|day| day.to_string()),
    })
}

/// Text with its lines kept apart: squashed text glues words together, and would be scored too low.
fn dom_smoothie(page: &Page) -> Value {
    let config =
        dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let address = Some(page.url.as_str()).filter(|address| !address.is_empty());
    let article = dom_smoothie::Readability::new(page.html.as_str(), address, Some(config))
        .and_then(|mut reader| reader.parse());
    let Ok(article) = article else { return Value::Null };
    json!({
        "text": article.text_content.to_string(),
        "headline": article.title,
        "byline": article.byline.into_iter().collect::<Vec<String>>(),
        "published": article.published_time,
    })
}
