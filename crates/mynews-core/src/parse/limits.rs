//! How much of a stranger's document is kept, and why so much.

/// Fetching stops long before; this is for files that somebody hands us.
pub const DOCUMENT_BYTES_MAX: usize = 50 << 20;

/// The liveliest news feeds carry a few hundred; an archive that sends all it ever wrote would fill the store.
pub(super) const ENTRIES_MAX: usize = 2_000;

/// What browsers allow is 512, and no feed comes near; deeper elements are not looked into.
pub(super) const DEPTH_MAX: usize = 256;

/// The busiest known element (`media:content`) has fourteen.
pub(super) const ATTRIBUTES_MAX: usize = 64;

/// Feeds declare their namespaces at the root, a dozen or two.
pub(super) const NAMESPACES_MAX: usize = 64;

/// A headline of a kilobyte is text in the wrong element.
pub(super) const TITLE_BYTES_MAX: usize = 1024;

/// The longest articles are a tenth of this.
pub(super) const TEXT_BYTES_MAX: usize = 1 << 20;

/// Names, labels, addresses, dates.
pub(super) const VALUE_BYTES_MAX: usize = 8 * 1024;

/// Labels, authors, pictures, enclosures: of each so many an entry.
pub(super) const LIST_MAX: usize = 64;

/// Entities a document may declare for itself; what they say is plain text and is not expanded again.
pub(super) const DECLARED_ENTITIES_MAX: usize = 64;

/// All that declared entities may add to a document, so that none can grow without bound ("billion laughs").
pub(super) const EXPANSION_BYTES_MAX: usize = 64 * 1024;

/// JSON becomes a tree before it is read; so many values are a feed of ten megabytes, and more are an attack.
pub(super) const JSON_VALUES_MAX: usize = 400_000;

/// `text` up to `bytes_max` bytes, cut between characters.
pub(super) fn cut(text: &mut String, bytes_max: usize) -> bool {
    let is_too_long = text.len() > bytes_max;
    if is_too_long {
        text.truncate(text.floor_char_boundary(bytes_max));
    }
    is_too_long
}
