//! mynews measures: recorded news in, figures out.

pub mod ablation;
pub mod align;
pub mod boost;
pub mod chance;
pub mod clicks;
pub mod clock;
pub mod grouping;
pub mod headings;
pub mod reading;
