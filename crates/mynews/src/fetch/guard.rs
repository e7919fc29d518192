//! Keeps requests out of private networks: which addresses, names and ports may be spoken to.
//!
//! Feeds and pages are written by strangers, and so are the addresses in them. A request that a stranger chose must
//! never reach the router, the cloud's metadata address or the database next door.
//!
//! Names are resolved once, by [`PublicNames`], which hands on public addresses only: what was checked is what is
//! connected to, so a name that answers differently the second time gains nothing.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::failure;
use super::seam::{BoxFuture, Failure};

/// Ports where a request in HTTP would speak to something else, in the name of whoever runs mynews: mail, chat,
/// printers, file shares. The list of the Fetch standard, which browsers refuse ("bad ports").
const PORTS_REFUSED: [u16; 82] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 10080,
];

/// Which of two kinds of connection a request takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// To public addresses only.
    Public,
    /// To the one `host:port` that the operator listed, wherever it resolves to.
    Listed,
}

/// Decides about an address before anything is resolved.
pub struct Guard {
    listed: HashSet<String>,
}

impl Guard {
    /// `listed` holds `host:port` each, as the operator wrote them.
    pub fn new(listed: &[String]) -> Result<Guard, String> {
        let listed = listed
            .iter()
            .map(|entry| {
                read_host_port(entry).ok_or_else(|| {
                    format!(
                        "fetch.allow_private: {entry:?} is not an exact host:port such as \"intranet:8000\""
                    )
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Guard { listed })
    }

    /// May `url` be asked, and how? `at_home` says that no redirect has left the host and port the request was for:
    /// what the operator listed is for whoever asks directly, a redirect never inherits it.
    pub fn way(&self, url: &Url, at_home: bool) -> Result<Way, Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(failure::not_http(url));
        }
        if at_home && self.listed.contains(&host_port(url)) {
            return Ok(Way::Listed);
        }
        let port = url.port_or_known_default().unwrap_or(0);
        if PORTS_REFUSED.contains(&port) {
            return Err(failure::refused_port(url, port));
        }
        // The URL parser has read every spelling of a number (127.1, 0x7f.1, 2130706433, 0177.0.0.1) by now.
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(name)) if is_this_machine(name) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Some(Host::Domain(_)) => return Ok(Way::Public),
            None => return Err(failure::not_http(url)),
        };
        match is_public(address) {
            true => Ok(Way::Public),
            false => Err(failure::private(url, address, at_home)),
        }
    }
}

/// `host:port`, the port always written: turns are taken and private addresses listed by it.
pub fn host_port(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or(""), url.port_or_known_default().unwrap_or(0))
}

fn read_host_port(entry: &str) -> Option<String> {
    let (_, port) = entry.rsplit_once(':')?;
    let port: u16 = port.parse().ok()?;
    let url = Url::parse(&format!("http://{entry}/")).ok()?;
    let is_bare = url.username().is_empty() && url.password().is_none() && url.path() == "/";
    (is_bare && url.port_or_known_default() == Some(port)).then(|| host_port(&url))
}

/// RFC 6761: these names are this machine, whatever a name server says. Behind a proxy nobody else would notice.
fn is_this_machine(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

/// Whether an address belongs to the public internet (the IANA special-purpose registries, read strictly).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127, ..]                  // this network, private, loopback
            | [100, 64..=127, ..]           // shared by carriers
            | [169, 254, ..]                // link-local; cloud metadata
            | [172, 16..=31, ..]            // private
            | [192, 168, ..]                // private
            | [192, 0, 0 | 2, _]            // protocol assignments, documentation
            | [192, 88, 99, _]              // 6to4 relays, retired
            | [198, 18..=19, ..]            // benchmarks
            | [198, 51, 100, _]             // documentation
            | [203, 0, 113, _]              // documentation
            | [224..=255, ..] // multicast, reserved, broadcast
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let embedded = || {
        let [.., a, b, c, d] = address.octets();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match address.segments() {
        // An IPv4 address in IPv6 dress (mapped; NAT64) is what it wears underneath.
        [0, 0, 0, 0, 0, 0xffff, _, _] => embedded(),
        [0x64, 0xff9b, 0, 0, 0, 0, _, _] => embedded(),
        [0x2001, 0..=0x1ff, ..] => false, // protocol assignments: Teredo, benchmarks, ORCHID
        [0x2001, 0xdb8, ..] => false,     // documentation
        [0x2002, ..] => false,            // 6to4, retired, and it can wrap a private IPv4 address
        [0x3fff, 0..=0xfff, ..] => false, // documentation
        // Global unicast. All else is refused: ::, ::1, compatible IPv4, fc00::/7, fe80::/10, fec0::/10, ff00::/8.
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// Turns names into addresses. The system's, or a test's.
pub trait Names: Send + Sync {
    fn addresses<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// The system's own: /etc/hosts, name servers, whatever it is set to.
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Hands on public addresses only; the connection is made to one of these and no other.
pub struct PublicNames(pub Arc<dyn Names>);

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.0.clone();
        Box::pin(async move {
            let mut found = names.addresses(name.as_str()).await?;
            let first = found.first().copied();
            found.retain(|address| is_public(*address));
            match first {
                Some(address) if found.is_empty() => {
                    Err(PrivateName { host: name.as_str().to_owned(), address }.into())
                }
                _ => Ok(sockets(found)),
            }
        })
    }
}

/// Hands on every address: for the `host:port` that the operator listed, and for the proxy.
pub struct AnyNames(pub Arc<dyn Names>);

impl Resolve for AnyNames {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.0.clone();
        Box::pin(async move { Ok(sockets(names.addresses(name.as_str()).await?)) })
    }
}

/// Port 0 stands for the one in the URL.
fn sockets(addresses: Vec<IpAddr>) -> Addrs {
    Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0)))
}

/// A name that resolves to private addresses only; travels inside reqwest's error to [`failure`].
#[derive(Debug)]
pub struct PrivateName {
    pub host: String,
    pub address: IpAddr,
}

impl fmt::Display for PrivateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} resolves to {}, which is not a public address", self.host, self.address)
    }
}

impl std::error::Error for PrivateName {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> bool {
        match Url::parse(url) {
            Ok(url) => Guard::new(&[]).unwrap().way(&url, true).is_err(),
            // What is no address is never asked.
            Err(_) => true,
        }
    }

    #[test]
    fn private_addresses_are_refused_in_every_spelling() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "127.255.255.254",
            "0x7f.1",
            "0x7f000001",
            "0X7F.0.0.1",
            "2130706433",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.1.",
            "１２７.０.０.１",
            "127。0。0。1",
            "%31%32%37.0.0.1",
            "0",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "0xa9fea9fe",
            "2852039166",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::127.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:169.254.169.254]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b::a9fe:a9fe]",
            "[64:ff9b:1::1]",
            "[100::1]",
            "[2001::1]",
            "[2001:2::1]",
            "[2001:20::1]",
            "[2001:db8::1]",
            "[2002:7f00:1::]",
            "[3fff::1]",
            "[5f00::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fe80::1]",
            "[fe80::1%25eth0]",
            "[fec0::1]",
            "[ff02::1]",
            "public.example@127.0.0.1",
            "public.example:80@[::1]",
            "127.0.0.1\\@public.example",
        ] {
            assert!(refused(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn public_addresses_are_not() {
        for host in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.255",
            "[2606:4700::1111]",
            "[2a00:1450::1]",
            "[::ffff:1.1.1.1]",
            "[64:ff9b::1.1.1.1]",
            "news.example",
            "notlocalhost",
        ] {
            assert!(!refused(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn other_schemes_and_ports_are_refused() {
        for url in [
            "file:///etc/passwd",
            "gopher://news.example/",
            "data:text/html,x",
            "ftp://news.example/",
            "http://news.example:25/",
            "https://news.example:22/",
            "http://news.example:6667/",
        ] {
            assert!(refused(url), "{url}");
        }
        assert!(!refused("http://news.example:8080/"));
    }

    #[test]
    fn a_listed_address_is_exact_and_only_for_direct_requests() {
        let guard = Guard::new(&["127.0.0.1:8000".into(), "intranet:80".into(), "[::1]:81".into()]).unwrap();
        let way = |url: &str, at_home| guard.way(&Url::parse(url).unwrap(), at_home).ok();
        assert_eq!(way("http://127.0.0.1:8000/feed", true), Some(Way::Listed));
        assert_eq!(way("http://0x7f.1:8000/feed", true), Some(Way::Listed));
        assert_eq!(way("http://intranet/", true), Some(Way::Listed));
        assert_eq!(way("http://[::1]:81/", true), Some(Way::Listed));
        assert_eq!(way("http://127.0.0.1:8000/feed", false), None);
        assert_eq!(way("http://127.0.0.1:8001/feed", true), None);
        assert_eq!(way("http://intranet:8080/", true), Some(Way::Public));
    }

    struct Fixed(&'static [&'static str]);

    impl Names for Fixed {
        fn addresses<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
            Box::pin(async { Ok(self.0.iter().map(|address| address.parse().unwrap()).collect()) })
        }
    }

    #[tokio::test]
    async fn only_public_addresses_are_handed_on() {
        for (found, expected) in [
            (&["1.1.1.1", "2606:4700::1111"][..], Some("1.1.1.1:0 [2606:4700::1111]:0")),
            (&["127.0.0.1", "1.1.1.1", "::1", "10.0.0.1"], Some("1.1.1.1:0")),
            (&["127.0.0.1"], None),
            (&["::ffff:10.0.0.1", "fe80::1"], None),
            (&[], Some("")),
        ] {
            let handed_on = PublicNames(Arc::new(Fixed(found))).resolve("a.example".parse().unwrap()).await;
            let text = handed_on
                .ok()
                .map(|addresses| addresses.map(|address| address.to_string()).collect::<Vec<_>>().join(" "));
            assert_eq!(text.as_deref(), expected, "{found:?}");
        }
    }

    #[test]
    fn what_is_no_host_and_port_is_named() {
        for entry in
            ["127.0.0.1", "http://intranet:80", "intranet:", "intranet:80/x", "a@intranet:80", "*:80 ", ""]
        {
            let why = Guard::new(&[entry.to_owned()]).err().unwrap_or_default();
            assert!(why.contains("fetch.allow_private"), "{entry:?}: {why}");
        }
    }
}
