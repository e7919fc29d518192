//! A text's place in the space of the word vectors.
