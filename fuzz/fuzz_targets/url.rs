//! Any text: a canonical address is its own canonical form, and has an outlet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mynews_core::text::{html, url};

fuzz_target!(|text: &str| {
    if let Some(canonical) = url::canonical(text) {
        assert_eq!(url::canonical(&canonical).as_ref(), Some(&canonical));
        assert!(url::outlet_key(&canonical).is_some(), "{canonical}");
    }
    if let Some(link) = url::resolve("https://harbour-post.test/a/b", text) {
        assert!(url::canonical(&link).is_some(), "{link}");
    }
    assert!(!html::to_text(text).contains('\n'));
});
