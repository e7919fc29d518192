//! An article joins the story it belongs to, or opens one.
