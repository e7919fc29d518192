//! Entities and plain text of HTML fragments.
