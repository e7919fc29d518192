//! mynews thinks: bytes become feeds, pages become articles, articles become stories, stories an edition.
//!
//! The verbs stand in the order of the product's sentence; the nouns they pass on lie in [`model`], words in [`text`].
//! Nothing in here reads a clock, a disk, a network, the environment or dice: they come in as arguments.

pub mod annotate;
pub mod extract;
pub mod group;
pub mod learn;
pub mod model;
pub mod parse;
pub mod rank;
pub mod schedule;
pub mod text;
