//! Words: what every verb needs to know about text, addresses, dates and bytes.

pub mod charset;
pub mod date;
pub mod fingerprint;
pub mod html;
pub mod language;
pub mod markup;
pub mod sentences;
pub mod tokens;
pub mod touch;
pub mod url;
pub mod vector;
pub mod words;
