//! A story that could appear, with all that ranking may know about it.

use super::{Cap, Coverage, Entity, Outlet, StoryId, Subject, Timestamp, Topic};

/// A story that could appear in one reader's next edition: plain data, put together from what that reader's own feeds
/// (and public ones) brought.
///
/// Reports of outlets the reader muted are left out before they are counted. Call [`Candidate::marked`] when it is
/// complete: ranking a hundred thousand candidates in milliseconds hangs on the marks. Without them the edition is the
/// same, only later.
///
/// Laid out as written: what every edition reads of every candidate stands first and together, because fetching it from
/// memory is most of what an edition costs.
#[derive(Clone, PartialEq, Debug)]
#[repr(C)]
pub struct Candidate {
    pub marks: Marks,
    pub story: StoryId,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub coverage: Coverage,
    /// Reports that came since the reader last looked at the story; 0 for one never looked at.
    pub new_reports: u32,
    /// Entries a week of the least busy feed that brought it; 0 where unknown.
    pub weekly_entries: f32,
    /// How high its outlets list it: 1 is the top of a feed, 0 is unknown or far down.
    pub prominence: f32,
    /// Editions that showed it to this reader, who passed it over.
    pub passed_over: u32,
    /// Whether the reader opened it, or said that it was read.
    pub opened: bool,
    /// What other readers of this instance did; `None` unless learning across readers is switched on.
    pub crowd: Option<Crowd>,
    /// How near it is to the reader's free-text interests (0 to 1), for those that are near at all.
    pub interests: Vec<(Subject, f32)>,
    /// The reader's cap on the feed whose headline is shown.
    pub cap: Option<Cap>,
    /// Hashes of its weightiest words with their weights, ascending by hash, of unit length together.
    pub words: Vec<(u64, f32)>,
    /// Its place in the space of the embedding; empty where there is none.
    pub vector: Vec<i8>,
    /// The headline it would be shown with, verbatim.
    pub headline: String,
    pub topics: Vec<Topic>,
    pub entities: Vec<Entity>,
    /// Every outlet with a report, each once. The first is the one whose headline is shown.
    pub outlets: Vec<Outlet>,
    pub authors: Vec<String>,
    /// BCP 47 primary tags of its reports; empty where unknown.
    pub languages: Vec<String>,
    /// The followed and muted phrases that its articles contain. Full texts are searched where they are kept.
    pub mentions: Vec<Subject>,
    /// Stories that tell the same event in other languages: a page has room for one of them.
    pub same_event: Vec<StoryId>,
}

/// What reading across readers adds to a story, in logits of being the one that is opened.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Crowd {
    /// From how often everybody opens it: the same for all readers.
    pub everyone: f64,
    /// From those who read what this reader reads.
    pub alike: f64,
}

impl Crowd {
    /// A point of score is worth so many logits: learning across readers and ranking agree on it.
    pub const LOGITS_A_POINT: f64 = 30.0;
}

/// Keys of what a candidate can be matched by, and a digest of everything it is, counted once when it is put together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// [`Subject::key`] of all its subjects, ascending, each once.
    pub keys: Vec<u64>,
    /// Three bits for each key ([`Marks::bits`]): a key whose bits are not all here is not among the keys.
    pub bits: u128,
    /// A bit for each language.
    pub languages: u64,
    /// Over every other field of the candidate; 0 is "not marked yet".
    pub digest: u64,
}

impl Candidate {
    /// A candidate that nothing is known of yet but its name and time.
    pub fn new(story: StoryId, headline: &str, at: Timestamp) -> Candidate {
        Candidate {
            story,
            headline: headline.to_owned(),
            topics: Vec::new(),
            entities: Vec::new(),
            outlets: Vec::new(),
            authors: Vec::new(),
            languages: Vec::new(),
            coverage: Coverage {
                independent_outlets: 1,
                outlets: 1,
                articles: 1,
                countries: 1,
                languages: 1,
            },
            first_at: at,
            last_at: at,
            new_reports: 0,
            opened: false,
            words: Vec::new(),
            vector: Vec::new(),
            mentions: Vec::new(),
            same_event: Vec::new(),
            interests: Vec::new(),
            weekly_entries: 0.0,
            prominence: 0.0,
            passed_over: 0,
            crowd: None,
            cap: None,
            marks: Marks::default(),
        }
    }

    /// The candidate with its marks. The last step of putting one together.
    pub fn marked(mut self) -> Candidate {
        self.marks = Marks::of(&self);
        self
    }

    /// What it can be followed, muted and remembered by, apart from free-text interests.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        (self.topics.iter().map(|topic| Subject::Topic(topic.key.clone())))
            .chain(self.entities.iter().map(|entity| Subject::Entity(entity.kind, entity.name.clone())))
            .chain(self.outlets.iter().map(|outlet| Subject::Outlet(outlet.key.clone())))
            .chain(self.authors.iter().map(|author| Subject::Author(author.clone())))
            .chain(self.mentions.iter().cloned())
            .chain([Subject::Story(self.story)])
    }
}

impl Marks {
    pub fn of(candidate: &Candidate) -> Marks {
        let mut keys: Vec<u64> = candidate.subjects().map(|subject| subject.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        let bits = keys.iter().fold(0, |bits, key| bits | Marks::bits(*key));
        let languages =
            candidate.languages.iter().fold(0, |bits, language| bits | Marks::language_bit(language));
        Marks { digest: digest(candidate), keys, bits, languages }
    }

    pub fn is_empty(&self) -> bool {
        self.digest == 0
    }

    /// The bits that stand for a key.
    pub fn bits(key: u64) -> u128 {
        1 << (key >> 57) | 1 << (key >> 50 & 127) | 1 << (key >> 43 & 127)
    }

    /// The bit that stands for a language. Those that news is mostly written in have one of their own.
    pub fn language_bit(language: &str) -> u64 {
        let place = LANGUAGES.iter().position(|known| *known == language);
        1 << place.unwrap_or(63)
    }

    /// The bit that the other languages share.
    pub const OTHER_LANGUAGES: u64 = 1 << 63;
}

/// A bit for each, in this order; at most sixty-three.
const LANGUAGES: [&str; 62] = [
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sk", "hu", "ro", "bg", "hr", "sr",
    "sl", "sq", "mk", "el", "sv", "da", "no", "nb", "fi", "et", "lv", "lt", "ga", "eu", "ca", "gl", "is",
    "tr", "ar", "he", "fa", "ur", "hi", "bn", "ta", "te", "ml", "kn", "mr", "gu", "pa", "zh", "ja", "ko",
    "th", "vi", "ms", "id", "tl", "sw", "am", "ka", "hy", "az", "kk",
];

/// A hash of every field, so that the hash of an edition need not read a hundred thousand headlines.
fn digest(candidate: &Candidate) -> u64 {
    let mut hasher = blake3::Hasher::new();
    let mut text = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    text(&candidate.headline);
    candidate.topics.iter().for_each(|topic| text(&topic.key));
    candidate.outlets.iter().for_each(|outlet| {
        text(&outlet.name);
        text(outlet.country.as_deref().unwrap_or(""));
    });
    candidate.languages.iter().for_each(|language| text(language));
    candidate.entities.iter().for_each(|entity| text(&entity.name));
    candidate.cap.iter().for_each(|cap| text(&cap.name));
    let mut number = |number: u64| {
        hasher.update(&number.to_le_bytes());
    };
    number(candidate.story.as_i64() as u64);
    candidate.subjects().for_each(|subject| number(subject.key()));
    candidate.entities.iter().for_each(|entity| number(entity.mentions.into()));
    let coverage = candidate.coverage;
    [
        coverage.independent_outlets,
        coverage.outlets,
        coverage.articles,
        coverage.countries,
        coverage.languages,
    ]
    .into_iter()
    .chain([candidate.new_reports, candidate.passed_over, candidate.opened.into()])
    .for_each(|count| number(count.into()));
    [candidate.first_at, candidate.last_at].into_iter().for_each(|at| number(at.as_millisecond() as u64));
    candidate.words.iter().for_each(|(word, weight)| {
        number(*word);
        number(weight.to_bits().into());
    });
    candidate.interests.iter().for_each(|(subject, similarity)| {
        number(subject.key());
        number(similarity.to_bits().into());
    });
    candidate.cap.iter().for_each(|cap| {
        number(cap.feed.0 as u64);
        number(cap.at_most.into());
    });
    candidate.same_event.iter().for_each(|story| number(story.as_i64() as u64));
    number(candidate.weekly_entries.to_bits().into());
    number(candidate.prominence.to_bits().into());
    candidate.crowd.iter().for_each(|crowd| {
        number(crowd.everyone.to_bits());
        number(crowd.alike.to_bits());
    });
    candidate.vector.iter().for_each(|place| {
        hasher.update(&place.to_le_bytes());
    });
    u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().expect("a hash has eight bytes")).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, EntityKind, OutletKey};

    fn candidate() -> Candidate {
        let story = StoryId::opened_by(ArticleId::of_url("https://harbour-post.test/a"));
        let mut candidate = Candidate::new(story, "Trams run free", "2026-11-23T10:00:00Z".parse().unwrap());
        candidate.topics = vec![Topic { key: "cities".into(), label: "Cities".into() }];
        candidate.entities =
            vec![Entity { kind: EntityKind::Place, name: "Port Halden".into(), mentions: 3 }];
        candidate
    }

    #[test]
    fn marks_know_every_subject_whatever_its_case() {
        let candidate = candidate().marked();
        for subject in [
            Subject::Topic("cities".into()),
            Subject::Entity(EntityKind::Place, "PORT HALDEN".into()),
            Subject::Entity(EntityKind::Organisation, "Port Halden".into()),
        ] {
            assert!(candidate.marks.keys.binary_search(&subject.key()).is_ok(), "{subject}");
            let bits = Marks::bits(subject.key());
            assert_eq!(candidate.marks.bits & bits, bits);
        }
        let unknown = Subject::Outlet(OutletKey("cities".into()));
        assert!(candidate.marks.keys.binary_search(&unknown.key()).is_err());
    }

    #[test]
    fn a_digest_sees_every_change() {
        let before = candidate().marked().marks.digest;
        let mut later = candidate();
        later.coverage.outlets = 2;
        let mut nearer = candidate();
        nearer.words = vec![(7, 1.0)];
        assert_eq!(candidate().marked().marks.digest, before);
        assert_ne!(later.marked().marks.digest, before);
        assert_ne!(nearer.marked().marks.digest, before);
    }
}
