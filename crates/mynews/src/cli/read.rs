//! `mynews read`: one page, or text as copied, to an article; with `--jsonl` many, a line each, in the same order.

pub(crate) mod markdown;

use std::io::{BufRead, Read, Write};
use std::process::ExitCode;

use mynews_core::annotate;
use mynews_core::extract;
use mynews_core::model::{Article, Page};
use mynews_core::text::charset;
use serde_json::{Value, json};

use super::{Place, ReadFormat, open};
use crate::fetch::{Fetch, HttpFetch, Purpose, Request};
use crate::view::exact_article;

/// Bytes of one page read from a file or standard input.
const PAGE_BYTES_MAX: u64 = 64 << 20;

/// Reads what is named and writes the article in the format asked for.
pub fn run(place: &Place, what: &str, url: Option<String>, format: ReadFormat, jsonl: bool) -> ExitCode {
    if jsonl {
        return lines(what);
    }
    let format = if place.json { ReadFormat::Json } else { format };
    match page(place, what, url) {
        Ok(page) => {
            let article = extract::article(&page, None);
            write(&article, format);
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("mynews: {why}");
            ExitCode::FAILURE
        }
    }
}

fn write(article: &Article, format: ReadFormat) {
    match format {
        ReadFormat::Json => println!("{:#}", exact_article::article(article, &annotate::subjects(article))),
        ReadFormat::Markdown => print!("{}", markdown::article(article)),
        ReadFormat::Text => print!("{}", markdown::plain(article)),
    }
}

/// The page behind a file's name, an address or `-`.
fn page(place: &Place, what: &str, url: Option<String>) -> Result<Page, String> {
    if what.starts_with("http://") || what.starts_with("https://") {
        return fetched(place, what);
    }
    let mut bytes = Vec::new();
    input(what)?
        .take(PAGE_BYTES_MAX)
        .read_to_end(&mut bytes)
        .map_err(|why| format!("{what} cannot be read: {why}"))?;
    let html = charset::decode(&bytes, None).text;
    let is_text = !looks_like_html(what, &html);
    Ok(Page { url: url.unwrap_or_default(), html, is_text })
}

/// The page at an address, fetched as politely as any other.
fn fetched(place: &Place, address: &str) -> Result<Page, String> {
    let (config, _) = open::config(place)?;
    let fetch = HttpFetch::new(config.fetch_settings())?;
    let answer = open::runtime()?
        .block_on(fetch.fetch(&Request::new(address, Purpose::Page)))
        .map_err(|failure| format!("{address} cannot be read: {failure}"))?;
    let html = charset::decode(&answer.body, answer.content_type.as_deref()).text;
    Ok(Page { url: answer.url, html, is_text: false })
}

/// A file's name says what it is; where it does not, a tag in the beginning does.
fn looks_like_html(name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.ends_with(".txt") || name.ends_with(".text") || name.ends_with(".eml") {
        return false;
    }
    if name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml") {
        return true;
    }
    let start = text[..text.floor_char_boundary(4000)].to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<p>", "<p ", "<div", "<article", "<h1", "<meta"]
        .iter()
        .any(|tag| start.contains(tag))
}

fn input(what: &str) -> Result<Box<dyn Read>, String> {
    match what {
        "-" => Ok(Box::new(std::io::stdin())),
        path => match std::fs::File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(why) => Err(format!("{path} cannot be read: {why}")),
        },
    }
}

/// Every line of input to a line of output.
fn lines(what: &str) -> ExitCode {
    let input = match input(what) {
        Ok(input) => std::io::BufReader::new(input),
        Err(why) => {
            eprintln!("mynews: {why}");
            return ExitCode::FAILURE;
        }
    };
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut all_read = true;
    for line in input.lines() {
        let row = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => answer(&line),
            Err(why) => Err((Value::Null, format!("the line is no text: {why}"))),
        };
        let answer = row.unwrap_or_else(|(id, why)| {
            all_read = false;
            json!({ "id": id, "error": why })
        });
        if writeln!(output, "{answer}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    if output.flush().is_ok() && all_read { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// `{"id","url","html"}` or `{"id","text"}` to `{"id","article"}`; else the id and why not.
fn answer(line: &str) -> Result<Value, (Value, String)> {
    let row: Value =
        serde_json::from_str(line).map_err(|why| (Value::Null, format!("the line is no JSON: {why}")))?;
    let id = row.get("id").cloned().unwrap_or(Value::Null);
    let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    let (html, is_text) = match (field("html"), field("text")) {
        (Some(html), _) => (html, false),
        (None, Some(text)) => (text, true),
        (None, None) => return Err((id, "the line has neither html nor text".into())),
    };
    let page = Page { url: field("url").unwrap_or_default(), html, is_text };
    let article = extract::article(&page, None);
    let shown = exact_article::article(&article, &annotate::subjects(&article));
    Ok(json!({ "id": id, "article": shown }))
}
