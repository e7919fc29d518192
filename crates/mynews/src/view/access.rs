//! Who one is here, and where one is logged in.

use mynews_store::{ReaderRow, Role, Session, TokenHash};
use serde::Serialize;

use super::When;
use crate::say;

/// What the reader's own page says about getting in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Access {
    pub name: String,
    pub owner: bool,
    pub has_password: bool,
    pub sessions: Vec<Browser>,
}

/// A browser that is logged in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Browser {
    pub id: String,
    pub name: String,
    pub since: String,
    pub used: String,
    pub this: bool,
}

impl Access {
    pub fn of(row: &ReaderRow, sessions: &[Session], this: Option<TokenHash>, when: &When) -> Access {
        let browser = |session: &Session| Browser {
            id: short_id(&session.hash),
            name: browser_name(&session.client),
            since: when.ago(session.created_at),
            used: when.ago(session.used_at),
            this: Some(session.hash) == this,
        };
        Access {
            name: row.name.clone(),
            owner: row.role == Role::Owner,
            has_password: row.has_password,
            sessions: sessions.iter().map(browser).collect(),
        }
    }
}

/// Enough of a hash to tell a reader's sessions apart, and no use for anything else.
pub fn short_id(hash: &TokenHash) -> String {
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "Firefox on Linux", from what the browser says it is; its first word where that says nothing known.
fn browser_name(client: &str) -> String {
    // Browsers name those they want to be taken for as well, so the order matters.
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let known = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| client.contains(mark)).map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => say!("{browser} on {system}", browser = browser, system = system),
        (Some(browser), None) => browser.to_owned(),
        _ => {
            (client.split_whitespace().next()).map_or_else(|| say!("A program without a name"), str::to_owned)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::browser_name;

    #[test]
    fn browsers_are_named_by_what_they_are() {
        let cases = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            ("curl/8.5.0", "curl/8.5.0"),
            ("", "A program without a name"),
        ];
        for (client, name) in cases {
            assert_eq!(browser_name(client), name);
        }
    }
}
