//! What opens a closed feed, as it is typed and as it is kept.

use crate::fetch::Credentials;
use serde_json::{Value, json};

/// From the command line: at most one is given.
pub fn of(
    basic: Option<&str>,
    header: Option<&str>,
    cookie: Option<&str>,
) -> Result<Option<Credentials>, String> {
    if let Some(basic) = basic {
        let (name, password) = basic.split_once(':').ok_or("--basic takes NAME:PASSWORD")?;
        return Ok(Some(Credentials::Basic { name: name.into(), password: password.into() }));
    }
    if let Some(header) = header {
        let (name, value) = header.split_once(':').ok_or("--header takes \"Name: value\"")?;
        return Ok(Some(Credentials::Header { name: name.trim().into(), value: value.trim().into() }));
    }
    Ok(cookie.map(|cookie| Credentials::Cookie(cookie.into())))
}

pub fn write(credentials: &Credentials) -> String {
    match credentials {
        Credentials::Basic { name, password } => json!({ "basic": [name, password] }),
        Credentials::Header { name, value } => json!({ "header": [name, value] }),
        Credentials::Cookie(cookie) => json!({ "cookie": cookie }),
    }
    .to_string()
}

/// `None` for what [`write`] did not write.
pub fn read(text: &str) -> Option<Credentials> {
    let value: Value = serde_json::from_str(text).ok()?;
    let pair = |key: &str| {
        let pair = value.get(key)?.as_array()?;
        Some((pair.first()?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()))
    };
    if let Some((name, password)) = pair("basic") {
        return Some(Credentials::Basic { name, password });
    }
    if let Some((name, value)) = pair("header") {
        return Some(Credentials::Header { name, value });
    }
    Some(Credentials::Cookie(value.get("cookie")?.as_str()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_survives_being_kept() {
        for (basic, header, cookie) in [
            (Some("reader:pass:word"), None, None),
            (None, Some("X-Key: 1:2"), None),
            (None, None, Some("session=abc")),
        ] {
            let typed = of(basic, header, cookie).unwrap().unwrap();
            assert!(read(&write(&typed)) == Some(typed));
        }
        assert!(of(Some("no colon"), None, None).is_err());
        assert!(read("{}").is_none());
    }
}
