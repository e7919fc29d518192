//! Any text: a moment between the centuries newspapers have, or none; and no line is a date to `parse` that holds none
//! for `find`, unless it is digits alone or a year of two digits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mynews_core::text::date;

fuzz_target!(|text: &str| {
    for found in [date::parse(text), date::find(text)].into_iter().flatten() {
        let year: i64 = found.at.to_string()[..4].parse().unwrap();
        assert!((1699..=2101).contains(&year), "{text}");
        assert!(found.offset_seconds.is_none_or(|seconds| seconds.abs() <= 15 * 3600), "{text}");
    }
});
