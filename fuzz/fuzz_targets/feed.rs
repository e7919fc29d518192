//! Any bytes: a feed or a reason why not, with an id for every entry and links of the web alone.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mynews_core::parse;

fuzz_target!(|bytes: &[u8]| {
    let Ok(parsed) = parse::feed(bytes, None, "https://harbour-post.test/feed") else { return };
    for entry in &parsed.entries {
        assert!(!entry.id.is_empty());
        let pictures = entry.pictures.iter().map(|picture| &picture.url);
        for link in entry.link.iter().chain(&entry.comments_link).chain(pictures) {
            let scheme = link.get(..5).unwrap_or("").to_ascii_lowercase();
            assert!(scheme == "http:" || scheme == "https", "{link}");
        }
    }
});
