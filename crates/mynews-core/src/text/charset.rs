//! Bytes to text: which encoding a stranger meant.
