//! What is said of the articles about one event, seen as one thing: how far its life has gone, how widely it is covered.

/// Where a story stands in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Life {
    /// One outlet.
    #[default]
    Emerging,
    /// Two independent outlets or more.
    Active,
    /// Nothing new for a day.
    Cooling,
    /// Nothing new for three days: no article joins any more, and what comes next is its next chapter.
    Dormant,
}

/// How widely a story is covered, counted over the feeds one reader has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Outlets with a text of their own; copies of one text count once.
    pub independent_outlets: u32,
    pub outlets: u32,
    pub articles: u32,
    pub countries: u32,
    pub languages: u32,
}
