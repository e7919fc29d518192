//! What each element of each vocabulary means: one table, read top to bottom.

use super::spaces::{Scope, Space};

/// What an element opens or holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// The feed, or something that wraps it (`rss`, `rdf:RDF`).
    Feed,
    Entry,
    Author,
    Source,
    Image,
    MediaGroup,
    MediaFile,
    /// All it says stands in its attributes.
    Attributes(Attributed),
    /// A text.
    Value(Field),
    /// Nothing we read, nor anything inside it.
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Attributed {
    Enclosure,
    MediaThumbnail,
    Cover,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Title,
    TitleElsewhere,
    Link,
    OriginalLink,
    Id,
    Subtitle,
    Description,
    Summary,
    SummaryElsewhere,
    Content,
    Rights,
    Language,
    Published,
    Updated,
    Created,
    AuthorText,
    AuthorElsewhere,
    Category,
    Keywords,
    Comments,
    CommentCount,
    Minutes,
    Period,
    Frequency,
    Icon,
    Name,
    Email,
    ImageUrl,
    Seconds,
    MediaTitle,
    MediaDescription,
    MediaCredit,
}

impl Scope<'_> {
    /// The meaning of a name as written, and its vocabulary.
    pub fn meaning(&self, name: &str) -> (Meaning, Space) {
        let (space, local) = self.of(name);
        let mut lower = [0; NAME_BYTES_MAX];
        (meaning(space, lower_case(local, &mut lower)), space)
    }
}

/// The longest name we know is `updatefrequency`; a longer one is none of ours.
const NAME_BYTES_MAX: usize = 24;

fn lower_case<'b>(name: &str, buffer: &'b mut [u8; NAME_BYTES_MAX]) -> &'b str {
    let Some(room) = buffer.get_mut(..name.len()) else { return "" };
    room.copy_from_slice(name.as_bytes());
    room.make_ascii_lowercase();
    std::str::from_utf8(room).unwrap_or("")
}

/// The meaning of an element by its vocabulary and its lower-case name.
fn meaning(space: Space, name: &str) -> Meaning {
    use Field::*;
    use Meaning::{Attributes, Author, Entry, Feed, Image, MediaFile, MediaGroup, Source, Unknown, Value};
    match space {
        Space::Feed => match name {
            "rss" | "rdf" | "channel" | "feed" => Feed,
            "item" | "entry" => Entry,
            "author" => Author,
            "source" => Source,
            "image" => Image,
            "enclosure" => Attributes(Attributed::Enclosure),
            "title" => Value(Title),
            "link" => Value(Link),
            "id" | "guid" => Value(Id),
            "subtitle" | "tagline" | "info" => Value(Subtitle),
            "description" | "abstract" => Value(Description),
            "summary" => Value(Summary),
            "content" | "fullitem" | "body" => Value(Content),
            "rights" | "copyright" => Value(Rights),
            "language" => Value(Language),
            "pubdate" | "published" | "issued" => Value(Published),
            "updated" | "modified" | "lastbuilddate" => Value(Updated),
            "created" => Value(Created),
            "managingeditor" | "creator" => Value(AuthorText),
            "category" => Value(Category),
            "tags" | "keywords" => Value(Keywords),
            "comments" => Value(Comments),
            "ttl" => Value(Minutes),
            "icon" | "logo" => Value(Icon),
            "name" => Value(Name),
            "email" => Value(Email),
            "url" | "uri" => Value(ImageUrl),
            _ => Unknown,
        },
        Space::DublinCore => match name {
            "title" => Value(TitleElsewhere),
            "creator" | "author" => Value(AuthorText),
            "description" | "abstract" => Value(SummaryElsewhere),
            "subject" => Value(Category),
            "rights" => Value(Rights),
            "language" => Value(Language),
            "identifier" => Value(Id),
            "issued" | "available" => Value(Published),
            "date" | "modified" => Value(Updated),
            "created" => Value(Created),
            _ => Unknown,
        },
        Space::Content => match name {
            "encoded" => Value(Content),
            _ => Unknown,
        },
        Space::Xhtml => match name {
            "body" | "div" => Value(Content),
            _ => Unknown,
        },
        Space::Media => match name {
            "group" => MediaGroup,
            "content" => MediaFile,
            "thumbnail" => Attributes(Attributed::MediaThumbnail),
            "title" => Value(MediaTitle),
            "description" | "text" => Value(MediaDescription),
            "credit" => Value(MediaCredit),
            "keywords" => Value(Keywords),
            _ => Unknown,
        },
        Space::ITunes => match name {
            "title" => Value(TitleElsewhere),
            "author" => Value(AuthorElsewhere),
            "subtitle" => Value(Subtitle),
            "summary" => Value(SummaryElsewhere),
            "duration" => Value(Seconds),
            "keywords" => Value(Keywords),
            "image" | "link" => Attributes(Attributed::Cover),
            _ => Unknown,
        },
        Space::Slash | Space::Thread => match name {
            "comments" | "total" => Value(CommentCount),
            _ => Unknown,
        },
        Space::FeedBurner => match name {
            "origlink" => Value(OriginalLink),
            _ => Unknown,
        },
        Space::Syndication => match name {
            "updateperiod" => Value(Period),
            "updatefrequency" => Value(Frequency),
            _ => Unknown,
        },
        Space::Rdf => match name {
            "rdf" => Feed,
            "value" => Value(Name),
            _ => Unknown,
        },
        Space::Other => Unknown,
    }
}
