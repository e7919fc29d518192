//! What an article is about: topics, names, words with their speakers, figures.

/// What was found in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Subjects {
    pub topics: Vec<Topic>,
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
