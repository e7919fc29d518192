//! From what a document said to what counts: links made absolute, ids that stay, limits kept.

use std::collections::BTreeMap;

use super::draft::{Draft, EntryDraft, Faults};
use super::limits::{ENTRIES_MAX, TITLE_BYTES_MAX, VALUE_BYTES_MAX, cut};
use super::media;
use crate::model::{Entry, Fault, FeedHead, Timestamp};
use crate::text::url;

/// Settles a draft. `address` is where the document came from; it may be empty.
pub(super) fn settle(mut draft: Draft, address: &str) -> (FeedHead, Vec<Entry>, Vec<Fault>) {
    if draft.entries.len() > ENTRIES_MAX {
        keep_newest(&mut draft.entries, &mut draft.faults);
    }
    let mut head = draft.head;
    let head_base = draft.base.as_deref().unwrap_or(address);
    head.link = head.link.and_then(|link| url::resolve(head_base, &link));
    head.self_link = head.self_link.and_then(|link| url::resolve(head_base, &link));
    head.hub = head.hub.and_then(|link| url::resolve(head_base, &link));
    head.icon = head.icon.and_then(|link| url::resolve(head.link.as_deref().unwrap_or(head_base), &link));

    let mut faults = draft.faults;
    let site = head.link.as_deref().unwrap_or(address);
    let mut entries: Vec<Entry> =
        draft.entries.into_iter().map(|entry| settle_entry(entry, site, address, &mut faults)).collect();
    name_the_nameless(&mut entries, &mut faults);
    (head, entries, faults.into_vec())
}

/// Leaves the newest [`ENTRIES_MAX`] in their order; the first ones where not all are dated, for feeds begin with
/// their newest.
pub(super) fn keep_newest(entries: &mut Vec<EntryDraft>, faults: &mut Faults) {
    faults.once("too-many-entries", "The feed has more entries than we keep; the newest were read.");
    let when = |draft: &EntryDraft| draft.entry.published.or(draft.entry.updated).or(draft.created);
    let dates: Option<Vec<Timestamp>> = entries.iter().map(when).collect();
    if let Some(mut dates) = dates {
        dates.sort_unstable_by(|a, b| b.cmp(a));
        let oldest_kept = dates[ENTRIES_MAX - 1];
        entries.retain(|draft| when(draft).is_some_and(|date| date >= oldest_kept));
    }
    entries.truncate(ENTRIES_MAX);
}

fn settle_entry(mut draft: EntryDraft, site: &str, address: &str, faults: &mut Faults) -> Entry {
    let base = draft.base.take();
    // Relative to what the document says, or to the site, or to where the document lies.
    let resolve = |link: &str| match &base {
        Some(base) => url::resolve(base, link),
        None => url::resolve(site, link).or_else(|| url::resolve(address, link)),
    };
    media::sort(&mut draft, resolve);
    let EntryDraft { mut entry, original_link, permalink, other_link, .. } = draft;
    let written = [original_link, entry.link.take(), permalink, other_link];
    let had_link = written.iter().flatten().any(|link| !link.is_empty());
    entry.link = written.into_iter().flatten().find_map(|link| resolve(&link));
    if had_link && entry.link.is_none() {
        faults.add("bad-link", "A link is no address of the web.");
    }
    entry.comments_link = entry.comments_link.and_then(|link| resolve(&link));
    entry.via = entry.via.map(|(name, link)| (name, link.and_then(|link| resolve(&link))));
    entry.title = entry.title.or(draft.title_elsewhere);
    entry.summary = entry.summary.or(draft.summary_elsewhere);
    entry.published = entry.published.or(draft.created);
    if entry.authors.is_empty() {
        entry.authors.extend(draft.author_elsewhere);
    }
    if let Some(title) = &mut entry.title
        && cut(title, TITLE_BYTES_MAX)
    {
        faults.add("long-title", "A title is longer than any headline; it was cut.");
    }
    cut(&mut entry.id, VALUE_BYTES_MAX);
    if entry.published.is_none() && entry.updated.is_none() {
        faults.add("no-date", "An entry has no date.");
    }
    entry
}

/// Gives every entry an id that is the same at every poll: its own; or a hash of its link; or, where that is not
/// there or not enough to tell entries apart, of link, title and text.
fn name_the_nameless(entries: &mut [Entry], faults: &mut Faults) {
    let mut links_by_id: BTreeMap<String, Option<String>> = BTreeMap::new();
    for entry in entries.iter_mut() {
        entry.id_given = !entry.id.is_empty();
        if entry.id_given && links_by_id.get(&entry.id).is_some_and(|link| *link != entry.link) {
            // One id on entries that lead to different pages is no id.
            faults.add("duplicate-id", "Different entries have one id.");
            entry.id = fingerprint(&[&entry.id, entry.link.as_deref().unwrap_or("")]);
        } else if !entry.id_given {
            faults.add("no-id", "An entry has no id; one was made from what it says.");
            let by_link = entry.link.as_deref().map(|link| fingerprint(&[link]));
            entry.id = match by_link.filter(|id| !links_by_id.contains_key(id)) {
                Some(id) => id,
                None => {
                    let text = entry.content.as_deref().or(entry.summary.as_deref()).unwrap_or("");
                    let title = entry.title.as_deref().unwrap_or("");
                    fingerprint(&[entry.link.as_deref().unwrap_or(""), title, text])
                }
            };
        }
        links_by_id.insert(entry.id.clone(), entry.link.clone());
    }
}

fn fingerprint(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
