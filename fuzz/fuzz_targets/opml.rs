//! Any bytes: a list of feeds or a reason why not; and a list that was read survives being written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mynews_core::parse::{discover, opml, robots::Robots};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(outlines) = opml::read(bytes) {
        let again = opml::read(opml::write("again", &outlines).as_bytes()).expect("what we write can be read");
        assert_eq!(again.len(), outlines.len());
    }
    let text = String::from_utf8_lossy(bytes);
    discover::feeds(&text, "https://harbour-post.test/");
    Robots::read(&text).allows("mynews", "/a/b?c");
});
