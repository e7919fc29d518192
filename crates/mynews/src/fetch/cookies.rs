//! Cookies that live as long as one journey: some outlets redirect in a circle until they get back what they set.
//!
//! Nothing is kept from one fetch to the next, so nobody can follow a reader by them.

use reqwest::header::{HeaderMap, SET_COOKIE};
use url::{Host, Url};

/// A journey has five redirects; nobody needs more than a few cookies on each.
const COOKIES_MAX: usize = 20;

/// RFC 6265, 6.1: what a browser must be able to keep.
const COOKIE_BYTES_MAX: usize = 4096;

#[derive(Default)]
pub struct Cookies {
    kept: Vec<Cookie>,
}

struct Cookie {
    /// The host it is sent to, and to the hosts below it where `and_below` says so.
    host: String,
    and_below: bool,
    encrypted_only: bool,
    name: String,
    value: String,
}

impl Cookies {
    /// Keeps what `url` set; says whether anything is new, because then asking again may end differently.
    pub fn keep(&mut self, url: &Url, headers: &HeaderMap) -> bool {
        let set = headers.get_all(SET_COOKIE).iter();
        let cookies = set.filter_map(|line| read(url, line.to_str().ok()?));
        let mut is_new = false;
        for cookie in cookies {
            let same = |kept: &Cookie| kept.name == cookie.name && kept.host == cookie.host;
            match self.kept.iter().position(same) {
                Some(place) if self.kept[place].value == cookie.value => {}
                Some(place) => {
                    self.kept[place] = cookie;
                    is_new = true;
                }
                None if self.kept.len() < COOKIES_MAX => {
                    self.kept.push(cookie);
                    is_new = true;
                }
                None => {}
            }
        }
        is_new
    }

    /// The header line for a request to `url`.
    pub fn line(&self, url: &Url) -> Option<String> {
        let fitting = self.kept.iter().filter(|cookie| cookie.fits(url));
        let pairs: Vec<String> = fitting.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

impl Cookie {
    fn fits(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or("");
        let is_host = host == self.host || (self.and_below && is_below(host, &self.host));
        is_host && (!self.encrypted_only || url.scheme() == "https")
    }
}

/// `name=value; Domain=…; Secure`. Path and age do not matter for a second.
fn read(url: &Url, line: &str) -> Option<Cookie> {
    if line.len() > COOKIE_BYTES_MAX {
        return None;
    }
    let mut parts = line.split(';').map(str::trim);
    let (name, value) = parts.next()?.split_once('=')?;
    let mut cookie = Cookie {
        host: url.host_str()?.to_owned(),
        and_below: false,
        encrypted_only: false,
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
    };
    for part in parts {
        let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
        match attribute.trim().to_ascii_lowercase().as_str() {
            "secure" => cookie.encrypted_only = true,
            "domain" => {
                let domain = value.trim().trim_start_matches('.').to_ascii_lowercase();
                let is_name = matches!(url.host(), Some(Host::Domain(_))) && domain.contains('.');
                if domain != cookie.host && !(is_name && is_below(&cookie.host, &domain)) {
                    return None;
                }
                cookie.host = domain;
                cookie.and_below = is_name;
            }
            _ => {}
        }
    }
    (!cookie.name.is_empty()).then_some(cookie)
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_back_to_where_it_came_from() {
        for (from, line, to, expected) in [
            ("http://a.example/", "id=1; Path=/; HttpOnly", "http://a.example/b", Some("id=1")),
            ("http://a.example/", "id=1", "http://b.example/", None),
            ("http://a.example/", "id=1", "http://www.a.example/", None),
            ("http://login.a.example/", "id=1; Domain=.A.example", "https://www.a.example/", Some("id=1")),
            ("http://login.a.example/", "id=1; domain=a.example", "http://nota.example/", None),
            ("http://a.example/", "id=1; Domain=b.example", "http://b.example/", None),
            ("http://a.example/", "id=1; Domain=example", "http://b.example/", None),
            ("http://1.2.3.4/", "id=1; Domain=3.4", "http://2.2.3.4/", None),
            ("https://a.example/", "id=1; Secure", "http://a.example/", None),
            ("https://a.example/", "id=1; secure", "https://a.example/", Some("id=1")),
            ("http://a.example/", "id", "http://a.example/", None),
            ("http://a.example/", "=1", "http://a.example/", None),
            ("http://a.example/", "id=a=b", "http://a.example/", Some("id=a=b")),
        ] {
            let mut cookies = Cookies::default();
            let headers = [(SET_COOKIE, line.parse().unwrap())].into_iter().collect();
            let kept = cookies.keep(&Url::parse(from).unwrap(), &headers);
            assert_eq!(cookies.line(&Url::parse(to).unwrap()).as_deref(), expected, "{from} {line} {to}");
            assert!(kept || expected.is_none());
            assert!(!cookies.keep(&Url::parse(from).unwrap(), &headers), "the same again is nothing new");
        }
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut cookies = Cookies::default();
        let url = Url::parse("http://a.example/").unwrap();
        let headers = (0..100).map(|number| (SET_COOKIE, format!("n{number}=x").parse().unwrap())).collect();
        cookies.keep(&url, &headers);
        assert_eq!(cookies.line(&url).unwrap().split("; ").count(), COOKIES_MAX);
        let headers = [(SET_COOKIE, "x".repeat(5000).parse().unwrap())].into_iter().collect();
        assert!(!cookies.keep(&url, &headers));
    }
}
