//! Addresses: their canonical form, links resolved against a base, and the outlet an address belongs to.

use url::{Host, Url};

use crate::model::OutletKey;

/// Longer than any address an outlet publishes; what is longer is an attack or a document pasted into a link.
const URL_BYTES_MAX: usize = 8 * 1024;

/// Names of parameters that say how a reader got somewhere and never what stands there. A trailing `*` means any
/// parameter that begins so.
const TRACKING: &[&str] = &[
    "utm_*",
    "at_*",
    "mtm_*",
    "matomo_*",
    "piwik_*",
    "pk_*",
    "hsa_*",
    "_hs*",
    "hsctatracking",
    "guce_*",
    "guccounter",
    "fb_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mibextid",
    "srsltid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_ga",
    "_gl",
    "_openstat",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "vero_conv",
    "wickedid",
    "rb_clickid",
    "s_cid",
    "sc_cid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "ref_src",
    "ref_url",
    "cmp",
    "cmpid",
    "ncid",
    "ocid",
    "xtor",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "ns_linkname",
    "ns_fee",
    "wt_mc",
    "wt.mc_id",
    "wtmc",
    "wt_zmc",
    "smid",
    "smtyp",
    "spm",
    "__twitter_impression",
    "ftcamp",
    "ftag",
    "echobox",
    "traffic_source",
];

/// The one form under which an address is known here: `http` or `https`, host in lower case and IDNA, no default port,
/// no fragment, no tracking parameters; all other parameters as they stand. `None` for anything else.
///
/// What is *not* done: `http` is not made `https`, `www.` stays, a final `/` stays. Each of them can name another page.
pub fn canonical(address: &str) -> Option<String> {
    let mut url = parse(address)?;
    url.set_fragment(None);
    if let Some(query) = url.query() {
        let kept: Vec<&str> =
            query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
        let kept = kept.join("&");
        url.set_query(if kept.is_empty() { None } else { Some(&kept) });
    }
    Some(url.into())
}

/// `link` as an absolute `http` or `https` address, read against `base` where it is relative.
///
/// A link that is absolute already comes back as its outlet wrote it.
pub fn resolve(base: &str, link: &str) -> Option<String> {
    let link = link.trim();
    match Url::parse(link) {
        Ok(url) if is_web(&url) && link.len() <= URL_BYTES_MAX => {
            Some(if is_plain(link) { link.to_owned() } else { url.into() })
        }
        Ok(_) => None,
        Err(url::ParseError::RelativeUrlWithoutBase) if !link.is_empty() && link.len() <= URL_BYTES_MAX => {
            let url = parse(base)?.join(link).ok()?;
            is_web(&url).then(|| url.into())
        }
        Err(_) => None,
    }
}

/// The outlet an address belongs to: its registrable host (`news.harbourpost.example` → `harbourpost.example`), or host
/// and port where a host says nothing (an IP address, a bare machine name).
pub fn outlet_key(address: &str) -> Option<OutletKey> {
    let url = parse(address)?;
    let with_port = |host: String| match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host,
    };
    let key = match url.host()? {
        Host::Domain(host) => {
            let host = host.trim_end_matches('.');
            if host.contains('.') {
                psl::domain_str(host).unwrap_or(host).to_owned()
            } else {
                with_port(host.to_owned())
            }
        }
        address => with_port(address.to_string()),
    };
    (!key.is_empty()).then_some(OutletKey(key))
}

fn parse(address: &str) -> Option<Url> {
    if address.len() > URL_BYTES_MAX {
        return None;
    }
    Url::parse(address.trim()).ok().filter(is_web)
}

fn is_web(url: &Url) -> bool {
    // Again, for what is written out may be longer than what was written.
    matches!(url.scheme(), "http" | "https")
        && url.as_str().len() <= URL_BYTES_MAX
        && url.host_str().is_some_and(|host| !host.trim_matches('.').is_empty())
}

/// Whether an address can be shown as it is: no character in it that ends an attribute, or that a browser reads as
/// another one.
fn is_plain(link: &str) -> bool {
    let scheme_ends = link.find("://").map_or(0, |at| at + 3);
    matches!(link[..scheme_ends].to_ascii_lowercase().as_str(), "http://" | "https://")
        && !link[scheme_ends..].starts_with('/')
        && !link.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'`\\^{|}".contains(c))
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_grows_too_long_when_written_out_is_none() {
        let link = "<".repeat(URL_BYTES_MAX / 2);
        assert_eq!(resolve("https://harbour.test/", &link), None);
        assert_eq!(canonical(&format!("https://harbour.test/{link}")), None);
    }

    #[test]
    fn canonical_forms() {
        for (written, expected) in [
            ("HTTPS://Harbour-Post.TEST:443/A?b=1#top", Some("https://harbour-post.test/A?b=1")),
            ("http://a.test?utm_source=rss&id=7&UTM_Medium=feed", Some("http://a.test/?id=7")),
            ("http://a.test/?fbclid=x", Some("http://a.test/")),
            ("http://a.test/?id=7&&page=2", Some("http://a.test/?id=7&page=2")),
            ("http://a.test/?b=2&a=1&a=1", Some("http://a.test/?b=2&a=1&a=1")),
            ("http://bücher.test/ä", Some("http://xn--bcher-kva.test/%C3%A4")),
            ("  http://a.test/x \n", Some("http://a.test/x")),
            ("http://127.1/", Some("http://127.0.0.1/")),
            ("ftp://a.test/", None),
            ("javascript:alert(1)", None),
            ("/only/a/path", None),
            ("http://", None),
            ("https://./a", None),
            ("", None),
        ] {
            assert_eq!(canonical(written).as_deref(), expected, "{written}");
        }
        assert_eq!(canonical(&format!("http://a.test/{}", "x".repeat(URL_BYTES_MAX))), None);
    }

    #[test]
    fn a_canonical_address_is_its_own_canonical_form() {
        for written in ["http://a.test/?utm_x=1&q=ü&x", "https://user@a.test:8443/%7Ebob/../c?#f"] {
            let once = canonical(written).unwrap();
            assert_eq!(canonical(&once).as_deref(), Some(once.as_str()));
        }
    }

    #[test]
    fn links_are_resolved() {
        for (base, link, expected) in [
            ("http://a.test/news/", "item/1", Some("http://a.test/news/item/1")),
            ("http://a.test/news/index.html", "/x?y#z", Some("http://a.test/x?y#z")),
            ("https://a.test/", "//b.test/x", Some("https://b.test/x")),
            ("", "http://A.test", Some("http://A.test")),
            ("", "http://a.test/with space", Some("http://a.test/with%20space")),
            ("", "http://a.test/\"onclick=x", Some("http://a.test/%22onclick=x")),
            ("", "http:/\\a.test/", Some("http://a.test/")),
            ("http://a.test/", "javascript:alert(1)", None),
            ("http://a.test/", "data:text/html,x", None),
            ("http://a.test/", "mailto:a@b.test", None),
            ("file:///etc/", "passwd", None),
            ("http://a.test/", "", None),
            ("", "relative", None),
        ] {
            assert_eq!(resolve(base, link).as_deref(), expected, "{link} on {base}");
        }
    }

    #[test]
    fn outlets_are_known_by_their_registrable_host() {
        for (address, expected) in [
            ("https://news.harbourpost.example/a", Some("harbourpost.example")),
            ("https://www.daily.co.uk/", Some("daily.co.uk")),
            ("https://someone.github.io/feed", Some("someone.github.io")),
            ("http://co.uk/", Some("co.uk")),
            ("http://harbour-post.test./", Some("harbour-post.test")),
            ("http://127.0.0.1:8080/f", Some("127.0.0.1:8080")),
            ("http://[::1]/f", Some("[::1]")),
            ("http://nas:5000/rss", Some("nas:5000")),
            ("http://nas/rss", Some("nas")),
            ("mailto:a@b.test", None),
        ] {
            assert_eq!(outlet_key(address).map(|key| key.0).as_deref(), expected, "{address}");
        }
    }
}
