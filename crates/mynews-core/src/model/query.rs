//! What a reader searches for.

use super::Timestamp;

/// A search, taken apart. What is asked of one article must all hold; an empty one asks for nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    /// Words and phrases, each with whether it must be absent.
    pub words: Vec<Wanted<String>>,
    /// The same, in the headline alone.
    pub titles: Vec<Wanted<String>>,
    /// Parts of an author's name.
    pub authors: Vec<Wanted<String>>,
    /// Parts of an outlet's name or key.
    pub outlets: Vec<Wanted<String>>,
    /// Topic keys.
    pub topics: Vec<Wanted<String>>,
    /// BCP 47 primary tags.
    pub languages: Vec<Wanted<String>>,
    pub has: Vec<Wanted<Holding>>,
    pub is: Vec<Wanted<State>>,
    pub since: Option<Timestamp>,
    /// Not included.
    pub until: Option<Timestamp>,
}

/// One thing asked for, or asked to be absent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted<T> {
    pub what: T,
    pub absent: bool,
}

/// What an article can hold beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holding {
    Picture,
    Video,
    Quote,
}

/// How an article stands with its reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Read,
    Saved,
}

impl Query {
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }

    /// Whether it asks for words alone, so that it can be followed as they stand.
    pub fn is_plain(&self) -> bool {
        let words = &self.words;
        !words.is_empty() && *self == Query { words: words.clone(), ..Query::default() }
    }

    /// Whether it asks for nothing but what an article is, whoever reads it and whenever: what a rule may ask.
    pub fn is_of_articles_alone(&self) -> bool {
        self.is.is_empty() && self.since.is_none() && self.until.is_none()
    }
}
