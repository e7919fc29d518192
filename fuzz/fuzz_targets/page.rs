//! Any text as a page: an article, however little is in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mynews_core::extract;
use mynews_core::model::Page;

fuzz_target!(|text: &str| {
    let page = Page { url: "https://harbour-post.test/a".into(), html: text.into(), is_text: false };
    let article = extract::article(&page, None);
    assert!(!article.html.to_ascii_lowercase().contains("<script"), "{}", article.html);
});
