//! The model as a page shows it: words, rounded numbers that still add up, times in the reader's own, and nothing a
//! template has to work out. Plain data in, plain data out.
//!
//! Web pages, the terminal and Markdown are set from the same values, so a story looks the same everywhere.

pub mod access;
pub mod article;
pub mod aside;
pub mod belongs;
pub mod book;
pub mod card;
pub mod catalogue;
pub mod channel;
pub mod chronicle;
pub mod diff;
pub mod earlier;
pub mod exact;
pub mod exact_article;
pub mod frame;
pub mod front;
pub mod inline;
pub mod lists;
pub mod markdown;
pub mod outlets;
pub mod reason;
pub mod score;
pub mod sheet;
pub mod shelf;
pub mod source;
pub mod spread;
pub mod start;
pub mod story;
pub mod subject;
pub mod terminal;
pub mod today;
pub mod told;
pub mod when;
pub mod words;
pub mod xml;
pub mod you;

pub use today::Today;
pub use when::When;
