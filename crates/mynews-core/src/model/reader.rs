//! A person who reads, and what they set.

use jiff::civil::Time;

use super::{ReaderId, Timestamp};

/// A person who reads here.
#[derive(Clone, PartialEq, Debug)]
pub struct Reader {
    pub id: ReaderId,
    pub name: String,
    pub dial: Dial,
    /// Stories an edition holds.
    pub edition_size: usize,
    /// Share of the edition from outside the reader's page, 0 to 0.5.
    pub outside_share: f64,
    /// BCP 47 primary tags the reader reads; empty is all.
    pub languages: Vec<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// The language mynews itself speaks to them, a BCP 47 tag; `None` is what their browser asks for.
    pub tongue: Option<String>,
    /// The country whose outlets are offered to them first, ISO 3166.
    pub region: Option<String>,
    /// Times of day at which an edition is made for them, in their zone, ascending; empty is whenever there is news.
    pub edition_times: Vec<Time>,
    /// When they asked for an edition between those times.
    pub renewed_at: Option<Timestamp>,
    /// Signals are stored but not learnt from while true.
    pub learning_paused: bool,
}

impl Reader {
    /// A reader who has set nothing yet.
    pub fn new(id: ReaderId, name: &str) -> Reader {
        Reader {
            id,
            name: name.to_owned(),
            dial: Dial::DEFAULT,
            edition_size: 24,
            outside_share: 0.1,
            languages: Vec::new(),
            time_zone: None,
            tongue: None,
            region: None,
            edition_times: Vec::new(),
            renewed_at: None,
            learning_paused: false,
        }
    }
}

/// How far the reader's own part may move a story: *p* of the design, from 0 to 0.7.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Dial(f64);

impl Dial {
    pub const MAX: f64 = 0.7;
    pub const DEFAULT: Dial = Dial(0.35);

    /// Clamped to 0 ..= 0.7; what is not a number is the default.
    pub fn new(p: f64) -> Dial {
        if p.is_finite() { Dial(p.clamp(0.0, Dial::MAX)) } else { Dial::DEFAULT }
    }

    pub fn p(self) -> f64 {
        self.0
    }
}

impl Default for Dial {
    fn default() -> Dial {
        Dial::DEFAULT
    }
}
