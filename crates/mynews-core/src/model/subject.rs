//! What an article is about: topics, names, words with their speakers, figures.

/// What was found in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Subjects {
    /// What is followed: the outlet's own labels first, then the subject headings the article surely belongs to.
    pub topics: Vec<Topic>,
    /// Subject headings with how likely each is, likeliest first: what a story's articles vote with.
    pub headings: Vec<Heading>,
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    pub figures: Vec<Figure>,
    /// Verbatim sentences that carry the article, best first.
    pub key_points: Vec<KeyPoint>,
}

/// A theme. `key` is what is followed and compared, `label` what is shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Topic {
    /// Lower case, words joined by `-`: `ukraine-war`.
    pub key: String,
    pub label: String,
}

/// One of the seventeen broad subjects that news agencies sort by (IPTC Media Topics).
#[derive(Clone, PartialEq, Debug)]
pub struct Heading {
    pub topic: Topic,
    /// 0 to 1; those of one article sum to 1 at most.
    pub confidence: f32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// A named person, organisation or place, in its fullest form on the page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Entity {
    pub kind: EntityKind,
    pub name: String,
    /// How often the article names it, in any form.
    pub mentions: u32,
}

/// Words with their speaker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    pub text: String,
    pub speaker: Option<String>,
    /// Counts `Article::paragraphs` from 0; `None` where the quote stands elsewhere.
    pub paragraph: Option<usize>,
}

/// A number with its hedge as the page has it ("almost 30 per cent").
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    pub text: String,
    pub value: f64,
    pub unit: Option<String>,
}

/// A verbatim sentence that carries the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyPoint {
    pub text: String,
    /// Counts `Article::paragraphs` from 0; `None` where the outlet listed it apart.
    pub paragraph: Option<usize>,
}
