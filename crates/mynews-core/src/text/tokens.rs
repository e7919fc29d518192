//! A text cut into words and terms.
