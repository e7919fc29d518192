//! A profile and candidates to an edition.
