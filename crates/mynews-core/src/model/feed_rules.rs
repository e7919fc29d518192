//! What a reader wants of one feed they follow: a name of their own, what of it they keep, and how much of it.

/// A reader's wishes about one feed. The default is no wish at all.
///
/// `keep` and `never` hold searches as the reader typed them, one a line: an entry is kept away when it answers one of
/// `never`, or when there is something in `keep` and it answers none of it. `never` comes first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedRules {
    /// What the reader calls the feed; `None` is what it calls itself.
    pub name: Option<String>,
    pub keep: Vec<String>,
    pub never: Vec<String>,
    pub whole_page: WholePage,
    /// Stories of one edition that may stand under a headline of this feed, at most.
    pub led_at_most: Option<u32>,
}

impl FeedRules {
    /// Whether any entry could be kept away.
    pub fn keep_away(&self) -> bool {
        !self.keep.is_empty() || !self.never.is_empty()
    }
}

/// Whether the page behind an entry is read.
///
/// Articles are read once for everybody, so readers of one feed share the answer: in this order, the last that any of
/// them wishes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum WholePage {
    /// What the feed says has to do.
    Never,
    /// Where the feed's own text is short.
    #[default]
    WhenShort,
    /// Also where the feed seems to have all of it.
    Always,
}

/// Why an entry is kept away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeptBy {
    /// It answers this search, which the reader never wants to see.
    Never(String),
    /// It answers none of the searches that the reader keeps.
    Keep,
}

/// How many stories under a headline of one feed an edition may hold for a reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cap {
    pub feed: super::FeedId,
    /// The feed as the reader knows it.
    pub name: String,
    pub at_most: u32,
}
