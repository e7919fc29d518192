//! Where a request is on its way: the redirects behind it, and what it may still carry.

use reqwest::header::HeaderMap;
use url::Url;

use super::cookies::Cookies;
use super::failure;
use super::guard::host_port;
use super::seam::{Credentials, Failure, Request};

/// Real moves take one or two (http to https, bare name to www); five leaves room for a click counter.
pub const REDIRECTS_MAX: usize = 5;

/// What web servers take as a request line; anything longer is data, not an address.
const URL_BYTES_MAX: usize = 8 * 1024;

pub struct Journey {
    url: Url,
    behind: Vec<Url>,
    /// Every redirect so far said "for good", and none gave up encryption.
    moved: bool,
    /// No redirect has left the host and port that was asked first.
    at_home: bool,
    /// Handed over only while every stop belonged to whom they were given for.
    credentials: Option<Credentials>,
    cookies: Cookies,
    /// Stops before this one were asked without a cookie that has been set since: coming back there is no circle.
    circle_from: usize,
}

impl Journey {
    /// A name and password written into the address become credentials: as part of the address they would end up in
    /// logs and exports.
    ///
    /// `at_home` is false for a request that a redirect led to, such as the robots.txt of where it leads.
    pub fn start(request: &Request, at_home: bool) -> Result<Journey, Failure> {
        let mut url = read(&request.url)?;
        let written = without_userinfo(&mut url);
        Ok(Journey {
            url,
            behind: Vec::new(),
            moved: true,
            at_home,
            credentials: request.credentials.clone().or(written),
            cookies: Cookies::default(),
            circle_from: 0,
        })
    }

    pub fn url(&self) -> &Url {
        &self.url
    }

    pub fn at_home(&self) -> bool {
        self.at_home
    }

    pub fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// Cookies that were set on the way.
    pub fn cookies(&self) -> Option<String> {
        self.cookies.line(&self.url)
    }

    /// Keeps the cookies of a redirect that is about to be followed.
    pub fn keep_cookies(&mut self, headers: &HeaderMap) {
        if self.cookies.keep(&self.url, headers) {
            self.circle_from = self.behind.len() + 1;
        }
    }

    /// The new address, if all that was redirected has moved for good.
    pub fn moved_to(&self) -> Option<String> {
        (self.moved && !self.behind.is_empty()).then(|| self.url.as_str().to_owned())
    }

    /// Follows one redirect.
    pub fn follow(&mut self, location: &str, for_good: bool) -> Result<(), Failure> {
        if location.len() > URL_BYTES_MAX {
            return Err(failure::bad_redirect(&self.url));
        }
        let mut next = self.url.join(location).map_err(|_| failure::bad_redirect(&self.url))?;
        next.set_fragment(None);
        // What a stranger wrote into the address is not a password of ours.
        without_userinfo(&mut next);
        let previous = std::mem::replace(&mut self.url, next);
        let gives_up_encryption = previous.scheme() == "https" && self.url.scheme() == "http";
        self.moved &= for_good && !gives_up_encryption;
        self.at_home &=
            host_port(&previous) == host_port(&self.url) && is_plain(location, &previous, &self.url);
        if !may_carry_on(&previous, &self.url) {
            self.credentials = None;
        }
        self.behind.push(previous);
        if self.behind.iter().skip(self.circle_from).any(|url| *url == self.url) {
            return Err(failure::redirect_circle(&self.url));
        }
        if self.behind.len() > REDIRECTS_MAX {
            return Err(failure::too_many_redirects(&self.url, REDIRECTS_MAX));
        }
        Ok(())
    }
}

fn read(url: &str) -> Result<Url, Failure> {
    if url.len() > URL_BYTES_MAX {
        return Err(failure::bad_url("it is too long"));
    }
    let mut url = Url::parse(url.trim()).map_err(|error| failure::bad_url(&error.to_string()))?;
    url.set_fragment(None);
    Ok(url)
}

/// Whether a redirect writes its host as everybody does, or leaves it as it is. To a browser `http://0x7f.1/` is
/// 127.0.0.1; whoever writes it so wants to get past a guard, and gains no rights by it.
fn is_plain(location: &str, from: &Url, to: &Url) -> bool {
    let mut elsewhere = from.clone();
    let names_host = elsewhere.set_host(Some("elsewhere.invalid")).is_err()
        || elsewhere.join(location).map_or(true, |url| url.host() != elsewhere.host());
    let written = location.split("//").nth(1).and_then(|rest| rest.split(['/', '\\', '?', '#']).next());
    let host = to.host_str().unwrap_or("");
    let is_written_plainly = written.is_some_and(|written| {
        written.get(..host.len()).is_some_and(|start| start.eq_ignore_ascii_case(host))
            && matches!(written.as_bytes().get(host.len()), None | Some(b':'))
    });
    !names_host || is_written_plainly
}

/// Credentials follow to the very same server, or from it to its encrypted self; nowhere else.
fn may_carry_on(from: &Url, to: &Url) -> bool {
    let same_server = from.scheme() == to.scheme() && host_port(from) == host_port(to);
    let now_encrypted = from.host() == to.host()
        && (from.scheme(), from.port_or_known_default()) == ("http", Some(80))
        && (to.scheme(), to.port_or_known_default()) == ("https", Some(443));
    same_server || now_encrypted
}

/// Takes name and password out of an address.
fn without_userinfo(url: &mut Url) -> Option<Credentials> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let decode = |text: &str| percent_decode(text);
    let name = decode(url.username());
    let password = decode(url.password().unwrap_or(""));
    // Both fail only for addresses that cannot hold userinfo, and this one does.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(Credentials::Basic { name, password })
}

fn percent_decode(text: &str) -> String {
    // `+` is a plus sign in userinfo, and a space for the form parser that is at hand here.
    let query = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(query.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::seam::Purpose;
    use super::*;

    fn from(url: &str) -> Journey {
        let mut request = Request::new(url, Purpose::Feed);
        request.credentials = Some(Credentials::Cookie("id=1".into()));
        Journey::start(&request, true).unwrap()
    }

    #[test]
    fn moved_only_if_every_redirect_said_for_good() {
        for (redirects, expected) in [
            (&[][..], None),
            (&[("/b", true)][..], Some("http://a.example/b")),
            (&[("/b", false)][..], None),
            (&[("/b", true), ("https://b.example/c#top", true)][..], Some("https://b.example/c")),
            (&[("/b", true), ("/c", false)][..], None),
            (&[("/b", false), ("/c", true)][..], None),
            (&[("https://a.example/", true), ("http://a.example/b", true)][..], None),
        ] {
            let mut journey = from("http://a.example/a");
            for (location, for_good) in redirects {
                journey.follow(location, *for_good).unwrap();
            }
            assert_eq!(journey.moved_to().as_deref(), expected, "{redirects:?}");
        }
    }

    #[test]
    fn credentials_stay_with_whom_they_were_given_for() {
        for (start, redirects, carried) in [
            ("http://a.example/", &["/b", "http://a.example:80/c"][..], true),
            ("http://a.example/", &["https://a.example/"][..], true),
            ("https://a.example/", &["http://a.example/"][..], false),
            ("http://a.example/", &["http://www.a.example/"][..], false),
            ("http://a.example/", &["http://a.example:8080/"][..], false),
            ("http://a.example:8080/", &["https://a.example/"][..], false),
            ("http://a.example/", &["http://b.example/", "http://a.example/b"][..], false),
        ] {
            let mut journey = from(start);
            for location in redirects {
                journey.follow(location, true).unwrap();
            }
            assert_eq!(journey.credentials().is_some(), carried, "{start} {redirects:?}");
        }
    }

    #[test]
    fn a_name_in_the_address_becomes_credentials() {
        let journey =
            Journey::start(&Request::new("http://me:p%40ss+1@a.example/feed#x", Purpose::Feed), true)
                .unwrap();
        assert_eq!(journey.url().as_str(), "http://a.example/feed");
        let expected = Credentials::Basic { name: "me".into(), password: "p@ss+1".into() };
        assert_eq!(journey.credentials(), Some(&expected));
    }

    #[test]
    fn a_name_in_a_redirect_does_not() {
        let mut journey = Journey::start(&Request::new("http://a.example/", Purpose::Feed), true).unwrap();
        journey.follow("http://you:pass@a.example/b", false).unwrap();
        assert_eq!(journey.url().as_str(), "http://a.example/b");
        assert_eq!(journey.credentials(), None);
    }

    #[test]
    fn home_is_left_for_good() {
        let mut journey = from("http://intranet:8000/");
        journey.follow("/b", false).unwrap();
        assert!(journey.at_home());
        journey.follow("http://a.example/", false).unwrap();
        journey.follow("http://intranet:8000/c", false).unwrap();
        journey.follow("/d", false).unwrap();
        assert!(!journey.at_home());
    }

    #[test]
    fn home_is_known_by_its_plain_name() {
        for (location, at_home) in [
            ("/b", true),
            ("b?c=//0x7f.1/", true),
            ("http:b", true),
            ("http://127.0.0.1:8000/b", true),
            ("//127.0.0.1:8000/b", true),
            ("HTTP://127.0.0.1:8000", true),
            ("http://0x7f.1:8000/b", false),
            ("http://127.1:8000/b", false),
            ("//2130706433:8000/127.0.0.1", false),
            ("/\\0x7f.1:8000/", false),
            ("http:/0x7f.1:8000/", true),
            ("http://x@127.0.0.1:8000/", false),
            ("http://127.0.0.1:8001/", false),
        ] {
            let mut journey = from("http://127.0.0.1:8000/start");
            journey.follow(location, false).unwrap();
            assert_eq!(journey.at_home(), at_home, "{location}");
        }
    }

    #[test]
    fn circles_and_long_ways_end() {
        let mut journey = from("http://a.example/0");
        assert_eq!(journey.follow("/0", false).unwrap_err().fault.code, "redirect-circle");
        let mut journey = from("http://a.example/0");
        journey.follow("/1", false).unwrap();
        assert_eq!(journey.follow("/0", false).unwrap_err().fault.code, "redirect-circle");
        let mut journey = from("http://a.example/0");
        let headers = [(reqwest::header::SET_COOKIE, "seen=1".parse().unwrap())].into_iter().collect();
        journey.keep_cookies(&headers);
        journey.follow("/0", false).unwrap();
        assert_eq!(journey.cookies().as_deref(), Some("seen=1"));
        journey.keep_cookies(&headers);
        assert_eq!(journey.follow("/0", false).unwrap_err().fault.code, "redirect-circle");
        let mut journey = from("http://a.example/0");
        for step in 1..=REDIRECTS_MAX {
            journey.follow(&format!("/{step}"), false).unwrap();
        }
        assert_eq!(journey.follow("/6", false).unwrap_err().fault.code, "too-many-redirects");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in
            ["", "news", "http://", "http://a b/", "http://[::1", &format!("http://a/{}", "x".repeat(9000))]
        {
            let failure = Journey::start(&Request::new(url, Purpose::Feed), true).err().unwrap();
            assert_eq!(failure.fault.code, "bad-url", "{url}");
        }
    }
}
