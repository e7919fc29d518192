//! A subject in a form: its kind and its name, as two fields.

use mynews_core::model::{EntityKind, OutletKey, StoryId, Subject};
use serde::Serialize;

use crate::say;

/// What a form says of a subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SubjectFields {
    pub kind: &'static str,
    pub name: String,
}

impl From<&Subject> for SubjectFields {
    fn from(subject: &Subject) -> SubjectFields {
        let name = match subject {
            Subject::Outlet(OutletKey(name))
            | Subject::Topic(name)
            | Subject::Entity(_, name)
            | Subject::Author(name)
            | Subject::Phrase(name)
            | Subject::Interest(name) => name.clone(),
            Subject::Story(id) => id.to_string(),
        };
        SubjectFields { kind: kind(subject), name }
    }
}

/// The kind in a word, for forms and for readers.
pub fn kind(subject: &Subject) -> &'static str {
    match subject {
        Subject::Topic(_) => "topic",
        Subject::Entity(EntityKind::Person, _) => "person",
        Subject::Entity(EntityKind::Organisation, _) => "organisation",
        Subject::Entity(EntityKind::Place, _) => "place",
        Subject::Outlet(_) => "outlet",
        Subject::Author(_) => "author",
        Subject::Phrase(_) => "phrase",
        Subject::Interest(_) => "interest",
        Subject::Story(_) => "story",
    }
}

/// What a reader calls the kind.
pub fn said_kind(subject: &Subject) -> String {
    match subject {
        Subject::Topic(_) => say!("topic"),
        Subject::Entity(EntityKind::Person, _) => say!("person"),
        Subject::Entity(EntityKind::Organisation, _) => say!("organisation"),
        Subject::Entity(EntityKind::Place, _) => say!("place"),
        Subject::Outlet(_) => say!("outlet"),
        Subject::Author(_) => say!("author"),
        Subject::Phrase(_) => say!("phrase"),
        Subject::Interest(_) => say!("interest"),
        Subject::Story(_) => say!("story"),
    }
}

/// From the two fields; `None` where there is no such kind, or nothing is named.
pub fn read(kind: &str, name: &str) -> Option<Subject> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let owned = name.to_owned();
    Some(match kind {
        "topic" => Subject::Topic(owned),
        "person" => Subject::Entity(EntityKind::Person, owned),
        "organisation" => Subject::Entity(EntityKind::Organisation, owned),
        "place" => Subject::Entity(EntityKind::Place, owned),
        "outlet" => Subject::Outlet(OutletKey(owned)),
        "author" => Subject::Author(owned),
        "phrase" => Subject::Phrase(owned),
        "interest" => Subject::Interest(owned),
        "story" => Subject::Story(StoryId::parse(name)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_survives_a_form() {
        for subject in [
            Subject::Topic("sea-power".into()),
            Subject::Entity(EntityKind::Place, "Port Halden".into()),
            Subject::Outlet(OutletKey("harbour-post.test".into())),
            Subject::Phrase("chess".into()),
        ] {
            let fields = SubjectFields::from(&subject);
            assert_eq!(read(fields.kind, &fields.name), Some(subject));
        }
        assert_eq!(read("planet", "Mars"), None);
        assert_eq!(read("topic", "  "), None);
    }
}
