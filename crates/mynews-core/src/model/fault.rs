//! Something wrong with outside data that we worked around.

use std::fmt;

/// One thing that was wrong with a feed or a page, in words a reader can use.
///
/// An error stops a call; a fault does not: what could be read was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Stable and short, for programs: `no-date`, `bare-ampersand`, `too-many-entries`.
    pub code: &'static str,
    /// One sentence.
    pub text: String,
}

impl Fault {
    pub fn new(code: &'static str, text: impl Into<String>) -> Fault {
        Fault { code, text: text.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.text)
    }
}
