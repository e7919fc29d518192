//! Stories that belong together without being one: the next chapter of a saga, and the same event in another language.
//!
//! Both are told by what is rare: names that few stories have, numbers, pictures. The words between them differ from
//! language to language, and from the arrest to the trial. Precision comes first: a link that is missing costs a
//! reader a search, a wrong one costs them their trust.

mod chapter;
mod gist;
mod language;

pub use chapter::continues;
pub use gist::{Frequent, Gist, Reported, rare_stories_max};
pub use language::same_event;

/// Names a link is explained by.
const NAMED_MAX: usize = 4;

/// The rarest shared names as they are written, for whoever asks why.
fn named(shared: &[&gist::NameWord]) -> Vec<String> {
    shared.iter().take(NAMED_MAX).map(|word| word.written.to_string()).collect()
}
