//! Pages made to break a reader: each is read on a small stack, within bounds, to an article or a fault.

use std::time::{Duration, Instant};

use mynews_core::extract;
use mynews_core::model::{Article, Page};

/// What a worker thread of the program has.
const STACK_BYTES: usize = 2 << 20;
/// Unoptimised builds are ten times slower than what the limit of two seconds is meant for.
const SECONDS_MAX: u64 = 20;

const PARAGRAPH: &str =
    "<p>Plain words of an honest paragraph that should be kept, whatever stands around it on the page.</p>";

fn read(html: String) -> Article {
    std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let before = Instant::now();
            let article =
                extract::article(&Page { url: "https://h.test/".into(), html, is_text: false }, None);
            assert!(before.elapsed() < Duration::from_secs(SECONDS_MAX), "took {:?}", before.elapsed());
            article
        })
        .expect("a thread can be started")
        .join()
        .expect("the page is survived")
}

fn page(body: &str) -> String {
    format!("<!doctype html><title>t</title><article><h1>Title</h1>{body}</article>")
}

#[test]
fn depth_is_survived_and_words_are_kept() {
    for tag in ["div", "span", "b", "blockquote", "ul><li", "table><tr><td", "a href=x><p"] {
        let article = read(page(&format!("{}{PARAGRAPH}", format!("<{tag}>").repeat(20_000))));
        assert!(article.faults.iter().any(|fault| fault.code == "page-too-large"), "{tag}");
    }
}

#[test]
fn size_is_survived() {
    read(page(&format!("<p>{}</p>", "&amp;".repeat(200_000))));
    read(page(&format!("<p title=\"{}\">a</p>{PARAGRAPH}", "x".repeat(3_000_000))));
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=1")).collect();
    read(page(&format!("<p{attributes}>a</p>{PARAGRAPH}")));
    read(page(&"<!-- c -->".repeat(100_000)));
    read(page(&format!(
        "<script type=\"application/ld+json\">{}</script>{PARAGRAPH}",
        "{\"a\":".repeat(100_000)
    )));
    read(page(&format!("<script>window.__STATE__={}</script>", "[".repeat(100_000))));
    read(page(&"<a href=x>y</a>".repeat(20_000)));
}

#[test]
fn nothing_and_noise_are_survived() {
    for html in
        ["", "<", "\0", "<html", "<p>a\0b</p>", "<script>", "<!--", "<table><a><table><a>", "<svg><p><math>"]
    {
        read(html.to_owned());
    }
}
