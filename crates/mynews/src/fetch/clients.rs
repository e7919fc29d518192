//! The two HTTP clients: one that reaches public addresses only, one for what the operator listed.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, Proxy, redirect};
use rustls::{ClientConfig, RootCertStore};

use super::guard::{AnyNames, Names, PublicNames, Way};
use super::settings::FetchSettings;

/// Header lines of one answer. Outlets behind two caches send forty.
const HEADERS_MAX: usize = 128;

/// All header lines of one answer together, under HTTP/2. (Under HTTP/1 hyper stops at about 400 KiB by itself.)
const HEADER_BYTES_MAX: u32 = 64 * 1024;

/// As many as may be asked at once; more would lie idle.
const IDLE_CONNECTIONS_PER_HOST: usize = 2;

/// A connection that waits for a next request. A thousand outlets are asked within minutes, and a process may hold
/// about a thousand sockets; who is asked again soon (a feed, then its pages) is asked within seconds.
const IDLE_CONNECTION: Duration = Duration::from_secs(10);

/// Two clients, because each keeps its own connections: one that was opened for a listed address is never used again
/// for a request that has no right to it.
pub struct Clients {
    public: Client,
    listed: Client,
}

impl Clients {
    pub fn new(settings: &FetchSettings, names: Arc<dyn Names>) -> Result<Clients, String> {
        let build = |builder: ClientBuilder| {
            builder.build().map_err(|error| format!("the HTTP client cannot be made: {error}"))
        };
        let tls = tls()?;
        match &settings.proxy {
            // The proxy resolves all names, and is itself usually private.
            Some(proxy) => {
                let client =
                    build(plain(settings, tls).proxy(read_proxy(proxy)?).dns_resolver(AnyNames(names)))?;
                Ok(Clients { public: client.clone(), listed: client })
            }
            None => Ok(Clients {
                public: build(plain(settings, tls.clone()).dns_resolver(PublicNames(names.clone())))?,
                listed: build(plain(settings, tls).dns_resolver(AnyNames(names)))?,
            }),
        }
    }

    pub fn of(&self, way: Way) -> &Client {
        match way {
            Way::Public => &self.public,
            Way::Listed => &self.listed,
        }
    }
}

/// Refuses what is no proxy while the operator is still looking.
pub fn read_proxy(proxy: &str) -> Result<Proxy, String> {
    let is_http = proxy.starts_with("http://") || proxy.starts_with("https://");
    Some(proxy)
        .filter(|_| is_http)
        .and_then(|proxy| Proxy::all(proxy).ok())
        // The address may hold a password, so it is not repeated here.
        .ok_or_else(|| {
            "fetch.proxy is not the address of an HTTP proxy, such as \"http://127.0.0.1:3128\"".to_owned()
        })
}

fn plain(settings: &FetchSettings, tls: ClientConfig) -> ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(&settings.user_agent)
        // Redirects are followed by hand, so that each is guarded.
        .redirect(redirect::Policy::none())
        .referer(false)
        // No proxy from the environment either: behind one, names would be resolved unseen.
        .no_proxy()
        .connect_timeout(settings.connect)
        .pool_idle_timeout(IDLE_CONNECTION)
        .pool_max_idle_per_host(IDLE_CONNECTIONS_PER_HOST)
        // Sloppy header lines are data like everything else; the rest of the answer is read all the same.
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_max_headers(HEADERS_MAX)
        .http2_max_header_list_size(HEADER_BYTES_MAX)
}

/// Trusts whom this machine trusts, as its owner set it up; where it trusts nobody (a bare container), whom Mozilla
/// trusts.
fn tls() -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("encryption cannot be set up: {error}"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
