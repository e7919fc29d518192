//! An article to its subjects: topics, names, quotes, figures, key points.
