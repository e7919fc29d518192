//! Measures and teaches grouping: recorded streams, the online pass played on them, scores, and the learner of the
//! join decision.

pub mod boost;
pub mod harder;
pub mod play;
pub mod score;
pub mod stream;
