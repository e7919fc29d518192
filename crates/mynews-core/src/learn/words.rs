//! The weightiest words of a story, as profiles and candidates carry them.

use crate::text::tokens;

/// A story's words beyond these say little, and every profile carries them.
const WORDS_MAX: usize = 32;
/// A longer text is not read to its end: news says first what it is about.
const TEXT_BYTES_MAX: usize = 2_000;
/// A word of the headline counts as often as this many in the text.
const HEADLINE: f64 = 3.0;

/// Terms of headline and text, weighed by how often they stand there and how rare they are (`rarity` of a term, such as
/// its inverse document frequency), the weightiest kept, of unit length together, ascending by hash.
pub fn words(
    headline: &str,
    text: &str,
    language: Option<&str>,
    rarity: impl Fn(u64) -> f64,
) -> Vec<(u64, f32)> {
    let mut end = text.len().min(TEXT_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut counts: Vec<(u64, f64)> =
        (tokens::terms(headline, language).into_iter().map(|term| (term, HEADLINE)))
            .chain(tokens::terms(&text[..end], language).into_iter().map(|term| (term, 1.0)))
            .collect();
    counts.sort_by_key(|(term, _)| *term);
    counts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    for (term, count) in &mut counts {
        *count = (1.0 + libm::log(*count)) * rarity(*term);
    }
    counts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.truncate(WORDS_MAX);
    counts.sort_by_key(|(term, _)| *term);
    let length = counts.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(1e-12);
    counts.into_iter().map(|(term, weight)| (term, (weight / length) as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_unit_length_and_the_rare_ones_weigh_more() {
        let found = words("Trams run free in Port Halden", "Trams were full on Monday.", None, |_| 1.0);
        let length: f32 = found.iter().map(|(_, weight)| weight * weight).sum();
        assert!((length - 1.0).abs() < 1e-6);
        assert!(found.is_sorted_by_key(|(word, _)| *word));
        let tram = tokens::term("trams", Some("en")).unwrap();
        let heaviest = found.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(heaviest.0, tram);
    }
}
