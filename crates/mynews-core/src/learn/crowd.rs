//! What reading across readers says about a story. Only where it is switched on.
