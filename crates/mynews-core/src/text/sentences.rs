//! A text cut into its sentences.
