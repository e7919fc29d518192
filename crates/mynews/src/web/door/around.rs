//! What stands between a browser and us: reverse proxies that are trusted, the address the house is known by.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use url::Url;

use crate::config::Web as Settings;

/// Where this mynews stands in the network.
#[derive(Clone, Debug)]
pub struct Surroundings {
    base_url: Option<Url>,
    proxy_header: Option<HeaderName>,
    trusted: Vec<Network>,
    /// Other machines can reach the port we listen on.
    pub outward: bool,
}

/// How one request came here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// Who is at the other end, as far as it can be known.
    pub client: IpAddr,
    /// The connection's own other end is a proxy that is trusted.
    pub by_proxy: bool,
    /// The browser speaks to us, or to the proxy, through TLS.
    pub secure: bool,
}

impl Surroundings {
    pub fn new(settings: &Settings, outward: bool) -> Result<Surroundings, String> {
        let base_url = match settings.base_url.trim() {
            "" => None,
            text => Some(base_url(text)?),
        };
        let proxy_header = match settings.proxy_header.trim() {
            "" => None,
            name => Some(
                HeaderName::try_from(name)
                    .map_err(|_| format!("web.proxy_header: {name:?} is no name of a header"))?,
            ),
        };
        let trusted: Vec<Network> =
            settings.trusted_proxies.iter().map(|text| Network::read(text)).collect::<Result<_, _>>()?;
        if proxy_header.is_some() && trusted.is_empty() {
            return Err(
                "web.proxy_header is believed only from the addresses in web.trusted_proxies: name the \
                        proxy's there, [\"127.0.0.1\"] for one on this machine"
                    .into(),
            );
        }
        Ok(Surroundings { base_url, proxy_header, trusted, outward })
    }

    /// The path under which a proxy shows us, without its last slash: empty, or "/news".
    pub fn base_path(&self) -> &str {
        self.base_url.as_ref().map_or("", |url| url.path().trim_end_matches('/'))
    }

    /// Whether a proxy may say who somebody is.
    pub fn names_readers(&self) -> bool {
        self.proxy_header.is_some()
    }

    pub fn arrival(&self, parts: &Parts) -> Arrival {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip().to_canonical());
        let by_proxy = self.trusts(peer);
        let forwarded = |name: &str| if by_proxy { last(&parts.headers, name) } else { None };
        let client = if by_proxy { self.client(&parts.headers).unwrap_or(peer) } else { peer };
        let https = self.base_url.as_ref().is_some_and(|url| url.scheme() == "https");
        // A browser on this machine may still come around the proxy, and has no TLS then.
        let secure = match forwarded("x-forwarded-proto") {
            Some(scheme) => scheme.eq_ignore_ascii_case("https"),
            None => https && !host(&parts.headers).is_some_and(is_loopback_host),
        };
        Arrival { client, by_proxy, secure }
    }

    /// The name a trusted proxy gives for whoever asks.
    pub fn named<'a>(&self, arrival: Arrival, headers: &'a HeaderMap) -> Option<&'a str> {
        let header = self.proxy_header.as_ref().filter(|_| arrival.by_proxy)?;
        headers.get(header)?.to_str().ok().map(str::trim).filter(|name| !name.is_empty())
    }

    /// Whether a request asks for us by a name of ours. Without passwords it must: a page on the web could otherwise
    /// have its own name resolve to this machine and read along.
    pub fn is_our_host(&self, headers: &HeaderMap) -> bool {
        host(headers).is_none_or(|host| {
            is_loopback_host(host) || self.base_url.as_ref().is_some_and(|url| authority(url) == host)
        })
    }

    /// Whether an `Origin` is this house: the host that was asked, or the one it is known by.
    pub fn is_our_origin(&self, origin: &str, headers: &HeaderMap) -> bool {
        let Some((scheme, rest)) = origin.split_once("://") else { return false };
        let known =
            self.base_url.as_ref().is_some_and(|url| url.scheme() == scheme && authority(url) == rest);
        known || host(headers) == Some(rest)
    }

    /// The full address of a page of ours, for whoever is not on a page of ours: feeds, mail.
    pub fn address(&self, headers: &HeaderMap, path: &str) -> String {
        match &self.base_url {
            Some(url) => format!("{}{path}", url.as_str().trim_end_matches('/')),
            None => format!("http://{}{path}", host(headers).unwrap_or("127.0.0.1:8080")),
        }
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.holds(address))
    }

    /// The last address in `X-Forwarded-For` that is not a proxy of ours: those before it anyone can make up.
    fn client(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let lines = headers.get_all("x-forwarded-for");
        let all: Vec<IpAddr> = (lines.iter().filter_map(|line| line.to_str().ok()))
            .flat_map(|line| line.split(','))
            .filter_map(|one| one.trim().parse::<IpAddr>().ok().map(|address| address.to_canonical()))
            .collect();
        all.into_iter().rev().find(|address| !self.trusts(*address))
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let wrong = || format!("web.base_url: {text:?} is no address; try https://example.org/news/");
    let url = Url::parse(text).map_err(|_| wrong())?;
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let path_is_plain =
        url.path().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    (matches!(url.scheme(), "http" | "https") && url.has_host() && plain && path_is_plain)
        .then_some(url)
        .ok_or_else(wrong)
}

/// Host and port as browsers write them: the usual port is left out.
fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get_all(name).iter().next_back()?.to_str().ok()?.rsplit(',').next().map(str::trim)
}

fn is_loopback_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An address, or all that begin with the same bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    fn read(text: &str) -> Result<Network, String> {
        let wrong = || format!("web.trusted_proxies: {text:?} is no address; try 127.0.0.1 or 10.0.0.0/8");
        let (address, bits) = text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Network { address, bits }) }
    }

    fn holds(&self, other: IpAddr) -> bool {
        let same = |one: &[u8], other: &[u8]| {
            let whole = usize::from(self.bits / 8);
            let rest = self.bits % 8;
            let mask = if rest == 0 { 0 } else { 0xff << (8 - rest) };
            one[..whole] == other[..whole] && (rest == 0 || one[whole] & mask == other[whole] & mask)
        };
        match (self.address, other) {
            (IpAddr::V4(one), IpAddr::V4(other)) => same(&one.octets(), &other.octets()),
            (IpAddr::V6(one), IpAddr::V6(other)) => same(&one.octets(), &other.octets()),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(base_url: &str, trusted: &[&str]) -> Surroundings {
        let mut settings = crate::config::Config::default().web;
        settings.base_url = base_url.into();
        settings.trusted_proxies = trusted.iter().map(|one| (*one).to_owned()).collect();
        Surroundings::new(&settings, false).unwrap()
    }

    fn arrival(around: &Surroundings, peer: &str, headers: &[(&'static str, &str)]) -> Arrival {
        let mut request = axum::http::Request::new(());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        around.arrival(&request.into_parts().0)
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let around = around("", &["10.0.0.0/8"]);
        let told = [("x-forwarded-for", "1.2.3.4, 203.0.113.9, 10.0.0.3"), ("x-forwarded-proto", "https")];
        let through = arrival(&around, "10.0.0.2", &told);
        assert_eq!((through.client.to_string().as_str(), through.secure), ("203.0.113.9", true));
        let lying = arrival(&around, "192.0.2.7", &told);
        assert_eq!((lying.client.to_string().as_str(), lying.secure), ("192.0.2.7", false));
    }

    #[test]
    fn networks_hold_what_begins_alike() {
        let cases = [
            ("10.0.0.0/8", "10.9.9.9", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("192.168.4.0/22", "192.168.7.255", true),
            ("192.168.4.0/22", "192.168.8.0", false),
            ("127.0.0.1", "127.0.0.2", false),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "10.0.0.1", false),
            ("0.0.0.0/0", "8.8.8.8", true),
        ];
        for (network, address, holds) in cases {
            assert_eq!(
                Network::read(network).unwrap().holds(address.parse().unwrap()),
                holds,
                "{network} {address}"
            );
        }
        assert!(Network::read("10.0.0.0/33").is_err() && Network::read("proxy.lan").is_err());
    }

    #[test]
    fn the_base_url_says_path_origin_and_host() {
        let around = around("https://example.org/news/", &[]);
        assert_eq!(around.base_path(), "/news");
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        assert!(around.is_our_origin("https://example.org", &headers));
        assert!(around.is_our_origin("http://127.0.0.1:8080", &headers));
        assert!(!around.is_our_origin("https://example.org.evil.example", &headers));
        assert!(!around.is_our_origin("null", &headers));
        assert_eq!(around.address(&headers, "/s/1"), "https://example.org/news/s/1");
        for (host, ours) in [
            ("localhost:8080", true),
            ("[::1]:8080", true),
            ("example.org", true),
            ("rebound.example", false),
        ] {
            headers.insert(header::HOST, host.parse().unwrap());
            assert_eq!(around.is_our_host(&headers), ours, "{host}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_said() {
        for text in
            ["example.org", "ftp://example.org/", "https://example.org/?x", "https://example.org/a\"b"]
        {
            assert!(base_url(text).is_err(), "{text}");
        }
    }
}
