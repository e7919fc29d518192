//! mynews measures: recorded news in, figures out.

pub mod clock;
pub mod reading;
