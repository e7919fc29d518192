//! The tunable numbers of an edition, each with its reason.

use crate::model::Term;

/// How an edition is put together. What a reader sets for themselves (dial, size, outside share, languages) is in
/// their `Reader`.
#[derive(Clone, PartialEq, Debug)]
pub struct Rules {
    /// Share of the edition that opens it for everyone: a lead and three more of twenty-four.
    pub everyone_share: f64,
    /// Share that the most widely covered stories hold whatever else is true: three of twenty-four.
    pub floor_share: f64,
    /// A story without a report for so long is no longer the news of the day, however wide its coverage was.
    pub floor_hours: f64,
    /// Share of large stories chosen for the reader; the rest are briefs.
    pub for_you_share: f64,
    /// Share drawn by chance, so that a page does not only confirm itself.
    pub explored_share: f64,
    /// Share of the edition that one outlet may hold, beyond the floor; a story that several report is as much less its own.
    pub outlet_share: f64,
    /// No newsroom writes more in a week than this: a feed beyond it is a tap left open, and gets one place.
    pub weekly_entries_flood: f32,
    /// Share of the edition about one topic, beyond the floor.
    pub topic_share: f64,
    /// What a story loses for being wholly like one already chosen.
    pub variety: f64,
    /// Two stories more alike than this are the same thing told twice.
    pub too_alike: f64,
    /// How near a story must be to a muted free-text interest to be held back.
    pub muted_interest: f32,
    /// How many stories are weighed for the places that the score decides, as a multiple of the edition's size.
    pub pool: usize,
    /// Terms that say nothing, to see what each is worth.
    pub silent: Vec<Term>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            everyone_share: 1.0 / 6.0,
            floor_share: 1.0 / 8.0,
            floor_hours: 48.0,
            for_you_share: 1.0 / 4.0,
            explored_share: 0.1,
            outlet_share: 1.0 / 6.0,
            weekly_entries_flood: 14_000.0,
            topic_share: 1.0 / 3.0,
            variety: 0.2,
            too_alike: 0.75,
            muted_interest: 0.45,
            pool: 8,
            silent: Vec::new(),
        }
    }
}
