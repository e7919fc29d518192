//! The cookie that a logged-in browser holds: an opaque token that means nothing to anyone else.

use axum::http::{HeaderMap, HeaderValue, header};
use mynews_store::TokenHash;

use super::around::Arrival;

const TOKEN_BYTES: usize = 32;

/// 256 bits of chance, in hexadecimal digits.
pub struct Token(String);

impl Token {
    pub fn new() -> Result<Token, String> {
        let mut bytes = [0_u8; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| format!("this machine has no randomness: {error}"))?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// What is kept of it. A plain fast hash is enough: nobody guesses 256 bits.
    pub fn hash(&self) -> TokenHash {
        *blake3::hash(self.0.as_bytes()).as_bytes()
    }
}

/// The token that came with a request.
pub fn token(headers: &HeaderMap, arrival: Arrival, base_path: &str) -> Option<Token> {
    let name = name(arrival, base_path);
    (headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok()))
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && value.len() == TOKEN_BYTES * 2)
        .map(|(_, value)| Token(value.to_owned()))
}

/// Gives the browser its token.
pub fn give(token: &Token, arrival: Arrival, base_path: &str, seconds: i64) -> HeaderValue {
    write(&token.0, arrival, base_path, seconds)
}

/// Takes it away.
pub fn take(arrival: Arrival, base_path: &str) -> HeaderValue {
    write("", arrival, base_path, 0)
}

fn write(value: &str, arrival: Arrival, base_path: &str, seconds: i64) -> HeaderValue {
    let name = name(arrival, base_path);
    let secure = if arrival.secure { "; Secure" } else { "" };
    let line =
        format!("{name}={value}; Path={base_path}/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(line).expect("hexadecimal digits and a checked path are plain")
}

/// Browsers keep `__Host-` cookies from being set by any other host, path or connection without TLS; under a path of a
/// shared host, `__Secure-` is the most there is.
fn name(arrival: Arrival, base_path: &str) -> &'static str {
    match (arrival.secure, base_path) {
        (true, "") => "__Host-mynews",
        (true, _) => "__Secure-mynews",
        (false, _) => "mynews",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(secure: bool) -> Arrival {
        Arrival { client: [127, 0, 0, 1].into(), by_proxy: false, secure }
    }

    #[test]
    fn a_cookie_comes_back_where_it_was_given_and_nowhere_else() {
        let token = Token::new().unwrap();
        assert_ne!(token.0, Token::new().unwrap().0);
        let given = give(&token, arrival(true), "", 60);
        let given = given.to_str().unwrap();
        assert!(given.starts_with("__Host-mynews=") && given.contains("; Path=/; "), "{given}");
        assert!(
            given.contains("HttpOnly") && given.contains("SameSite=Lax") && given.contains("Secure"),
            "{given}"
        );
        let mut headers = HeaderMap::new();
        let pair = given.split(';').next().unwrap();
        headers.insert(header::COOKIE, format!("a=b; {pair}").parse().unwrap());
        let back = super::token(&headers, arrival(true), "").unwrap();
        assert_eq!(back.hash(), token.hash());
        assert!(super::token(&headers, arrival(false), "").is_none(), "not without TLS");
        let under = take(arrival(true), "/news");
        assert_eq!(
            under.to_str().unwrap(),
            "__Secure-mynews=; Path=/news/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
