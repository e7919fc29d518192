//! Whether two texts are the same text: exact hashes and near-duplicate sketches.
