//! Where a text goes: the first one counts, except for dates, where the last does.

use super::draft::{Draft, EntryDraft, Faults};
use super::fields::Field;
use super::limits::LIST_MAX;
use super::media::seconds;
use super::people::name_of;
use super::spaces::Space;
use super::xml::{Frame, Gathered};
use crate::model::{Enclosure, Timestamp};
use crate::text::date;

/// A link with its address in an attribute, as Atom writes it.
pub(super) struct Link<'l> {
    pub rel: &'l str,
    pub address: String,
    pub media_type: Option<String>,
    pub bytes: Option<u64>,
    /// `thr:count` of replies.
    pub comments: Option<u64>,
}

/// Whether a field is read inside an element of this kind. What is left out would be another thing's title or link.
pub(super) fn is_read(field: Field, inside: Frame, space: Space) -> bool {
    use Field::{Content, Email, Id, ImageUrl, MediaCredit, MediaDescription, MediaTitle, Name, Title};
    match inside {
        Frame::Feed => !matches!(field, Name | Email | ImageUrl | Content),
        Frame::Entry => !matches!(field, Name | Email | ImageUrl),
        Frame::Author => matches!(field, Name | Email) || field == ImageUrl && space == Space::Feed,
        Frame::Source => matches!(field, Title | Field::Link | Id),
        Frame::Image => field == ImageUrl,
        Frame::MediaGroup | Frame::MediaFile => matches!(field, MediaTitle | MediaDescription | MediaCredit),
        // An element of a feed without its feed around it.
        Frame::Unknown => false,
    }
}

pub(super) fn text(field: Field, text: String, inside: Frame, draft: &mut Draft, gathered: &mut Gathered) {
    match inside {
        Frame::Feed => text_of_feed(field, text, draft, gathered),
        Frame::Entry => {
            let rel = std::mem::take(&mut gathered.link_rel);
            if field == Field::Link {
                let link = Link { rel: &rel, address: text, media_type: None, bytes: None, comments: None };
                return self::link(link, inside, draft, gathered);
            }
            if let Some(entry) = &mut gathered.entry {
                text_of_entry(field, text, rel == "permalink", entry, &mut draft.faults);
            }
        }
        Frame::Author => match field {
            Field::Name => gathered.person.name = Some(text),
            Field::Email => gathered.person.email = Some(text),
            _ => {}
        },
        Frame::Source => match field {
            Field::Title => gathered.source_name = text,
            Field::Link => {
                gathered.source_link.get_or_insert(text);
            }
            _ => {}
        },
        Frame::Image => gathered.image_url = text,
        Frame::MediaGroup | Frame::MediaFile => {
            let Some(entry) = &mut gathered.entry else { return };
            let from = if inside == Frame::MediaFile {
                entry.media.len().saturating_sub(1)
            } else {
                gathered.group_start
            };
            if inside == Frame::MediaGroup {
                // The text of a group speaks of the entry as well: of all that, YouTube writes nothing else.
                text_of_media(field, &text, &mut entry.media_of_all);
                media_elsewhere(field, &text, entry);
            }
            for file in entry.media.iter_mut().skip(from) {
                text_of_media(field, &text, file);
            }
        }
        Frame::Unknown => {}
    }
}

fn text_of_feed(field: Field, text: String, draft: &mut Draft, gathered: &mut Gathered) {
    let (head, faults) = (&mut draft.head, &mut draft.faults);
    match field {
        Field::Title | Field::TitleElsewhere => keep(&mut head.title, text),
        Field::Link => {
            let rel = std::mem::take(&mut gathered.link_rel);
            let link = Link { rel: &rel, address: text, media_type: None, bytes: None, comments: None };
            self::link(link, Frame::Feed, draft, gathered);
        }
        Field::Id => keep(&mut head.id, text),
        Field::Subtitle | Field::Description | Field::Summary | Field::SummaryElsewhere => {
            keep(&mut head.subtitle, text);
        }
        Field::AuthorText | Field::AuthorElsewhere => keep(&mut head.author, text),
        Field::Language => {
            head.language = None;
            language(&text, &mut head.language);
        }
        Field::Rights => keep(&mut head.rights, text),
        Field::Icon => keep(&mut head.icon, text),
        Field::Published => head.published = moment(&text, faults).or(head.published),
        Field::Updated => head.updated = moment(&text, faults).or(head.updated),
        Field::Created => head.published = head.published.or(moment(&text, faults)),
        Field::Minutes => head.ttl_minutes = head.ttl_minutes.or(text.trim().parse().ok()),
        Field::Period => {
            let minutes = match text.trim() {
                "hourly" => 60,
                "daily" => 24 * 60,
                "weekly" => 7 * 24 * 60,
                "monthly" => 30 * 24 * 60,
                "yearly" => 365 * 24 * 60,
                _ => return,
            };
            head.ttl_minutes = head.ttl_minutes.or(Some(minutes));
        }
        Field::Frequency => {
            let times: u32 = text.trim().parse().unwrap_or(1);
            head.ttl_minutes = head.ttl_minutes.map(|minutes| (minutes / times.max(1)).max(1));
        }
        _ => {}
    }
}

fn text_of_entry(
    field: Field,
    text: String,
    is_permalink: bool,
    draft: &mut EntryDraft,
    faults: &mut Faults,
) {
    let entry = &mut draft.entry;
    match field {
        Field::Title => keep(&mut entry.title, text),
        Field::TitleElsewhere => keep(&mut draft.title_elsewhere, text),
        Field::Id => {
            if is_permalink && (text.starts_with("http://") || text.starts_with("https://")) {
                keep(&mut draft.permalink, text.clone());
            }
            if entry.id.is_empty() || draft.permalink.as_deref() == Some(&entry.id) {
                entry.id = text;
            }
        }
        Field::Subtitle => keep(&mut entry.subtitle, text),
        // With a summary of its own, what RSS calls a description is the text.
        Field::Description if entry.summary.is_some() => keep(&mut entry.content, text),
        Field::Description | Field::Summary => keep(&mut entry.summary, text),
        Field::SummaryElsewhere => keep(&mut draft.summary_elsewhere, text),
        Field::Content => keep(&mut entry.content, text),
        Field::Rights => keep(&mut entry.rights, text),
        Field::Language => {
            entry.language = None;
            language(&text, &mut entry.language);
        }
        Field::Published => entry.published = moment(&text, faults).or(entry.published),
        Field::Updated => entry.updated = moment(&text, faults).or(entry.updated),
        Field::Created => draft.created = moment(&text, faults).or(draft.created),
        Field::AuthorText => {
            add(&mut entry.authors, name_of(&text));
            entry.author_in_full = Some(text);
        }
        Field::AuthorElsewhere => keep(&mut draft.author_elsewhere, text),
        Field::Category => add(&mut entry.categories, Some(text)),
        Field::Keywords => {
            for word in text.split(',') {
                add(&mut entry.categories, Some(word.trim().to_owned()));
            }
        }
        Field::Comments => keep(&mut entry.comments_link, text),
        Field::CommentCount => entry.comment_count = entry.comment_count.or(text.trim().parse().ok()),
        Field::OriginalLink => keep(&mut draft.original_link, text),
        Field::Seconds => draft.seconds = draft.seconds.or(seconds(&text)),
        Field::MediaTitle | Field::MediaDescription | Field::MediaCredit => {
            text_of_media(field, &text, &mut draft.media_of_all);
            media_elsewhere(field, &text, draft);
        }
        _ => {}
    }
}

fn text_of_media(field: Field, text: &str, file: &mut super::draft::MediaDraft) {
    let slot = match field {
        Field::MediaTitle => &mut file.title,
        Field::MediaDescription => &mut file.description,
        _ => &mut file.credit,
    };
    slot.get_or_insert_with(|| text.to_owned());
}

/// Title and description of an entry's media stand in for its own.
fn media_elsewhere(field: Field, text: &str, draft: &mut EntryDraft) {
    match field {
        Field::MediaTitle => keep(&mut draft.title_elsewhere, text.to_owned()),
        Field::MediaDescription => keep(&mut draft.summary_elsewhere, text.to_owned()),
        _ => {}
    }
}

/// Sorts a link by its relation.
pub(super) fn link(link: Link<'_>, inside: Frame, draft: &mut Draft, gathered: &mut Gathered) {
    let rel = link.rel.trim().to_ascii_lowercase();
    let rel = rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(&rel);
    match (inside, rel) {
        (Frame::Feed, "" | "alternate") => {
            // A feed that lists itself or its JSON twin as an alternate still has a site.
            let is_feed =
                link.media_type.as_deref().is_some_and(|kind| kind.contains("json") || kind.contains("rss"));
            if !is_feed {
                keep(&mut draft.head.link, link.address);
            }
        }
        (Frame::Feed, "self") => keep(&mut draft.head.self_link, link.address),
        (Frame::Feed, "hub") => keep(&mut draft.head.hub, link.address),
        (Frame::Feed, "icon" | "shortcut icon") => keep(&mut draft.head.icon, link.address),
        (Frame::Source, "" | "alternate" | "self") => {
            gathered.source_link.get_or_insert(link.address);
        }
        (Frame::Entry, _) => {
            let Some(entry) = &mut gathered.entry else { return };
            match rel {
                "" | "alternate" => keep(&mut entry.entry.link, link.address),
                "enclosure" => {
                    let enclosure = Enclosure {
                        url: link.address,
                        media_type: link.media_type,
                        bytes: link.bytes,
                        seconds: None,
                    };
                    self::enclosure(enclosure, gathered);
                }
                "replies" => {
                    keep(&mut entry.entry.comments_link, link.address);
                    let count = link.comments.and_then(|count| u32::try_from(count).ok());
                    entry.entry.comment_count = entry.entry.comment_count.or(count);
                }
                "self" | "related" | "via" => keep(&mut entry.other_link, link.address),
                _ => {}
            }
        }
        _ => {}
    }
}

pub(super) fn enclosure(enclosure: Enclosure, gathered: &mut Gathered) {
    if let Some(entry) = &mut gathered.entry
        && entry.entry.enclosures.len() < LIST_MAX
    {
        entry.entry.enclosures.push(enclosure);
    }
}

pub(super) fn category(label: &str, gathered: &mut Gathered) {
    if let Some(entry) = &mut gathered.entry {
        add(&mut entry.entry.categories, Some(label.trim().to_owned()));
    }
}

/// What is to be done when an element that is no value closes.
pub(super) fn end(frame: Frame, draft: &mut Draft, gathered: &mut Gathered) {
    match frame {
        Frame::Author => {
            let person = std::mem::take(&mut gathered.person);
            match &mut gathered.entry {
                Some(entry) => {
                    add(&mut entry.entry.authors, person.named());
                    entry.entry.author_in_full = person.in_full().or(entry.entry.author_in_full.take());
                }
                None => draft.head.author = draft.head.author.take().or(person.in_full()),
            }
        }
        Frame::Source => {
            let name = std::mem::take(&mut gathered.source_name).trim().to_owned();
            let link = gathered.source_link.take();
            if let Some(entry) = &mut gathered.entry
                && !(name.is_empty() && link.is_none())
            {
                entry.entry.via.get_or_insert((name, link));
            }
        }
        Frame::Image => {
            let address = std::mem::take(&mut gathered.image_url).trim().to_owned();
            if address.is_empty() {
                return;
            }
            match &mut gathered.entry {
                Some(entry) => entry.cover = entry.cover.take().or(Some(address)),
                None => keep(&mut draft.head.icon, address),
            }
        }
        _ => {}
    }
}

/// A language tag as BCP 47 writes it, unless there is one.
pub(super) fn language(tag: &str, slot: &mut Option<String>) {
    let tag = tag.trim().replace('_', "-");
    let is_tag = !tag.is_empty()
        && tag.len() <= 35
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_tag {
        slot.get_or_insert(tag);
    }
}

pub(super) fn moment(text: &str, faults: &mut Faults) -> Option<Timestamp> {
    let found = date::parse(text).or_else(|| date::find(text));
    if found.is_none() {
        faults.add("bad-date", "A date cannot be read.");
    }
    found.map(|written| written.at)
}

fn keep(slot: &mut Option<String>, text: String) {
    if slot.is_none() && !text.is_empty() {
        *slot = Some(text);
    }
}

fn add(list: &mut Vec<String>, name: Option<String>) {
    if let Some(name) = name.filter(|name| !name.is_empty())
        && list.len() < LIST_MAX
        && !list.contains(&name)
    {
        list.push(name);
    }
}
