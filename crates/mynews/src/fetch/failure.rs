//! What went wrong, in a sentence that says what happened and what can be done about it.

use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

use mynews_core::model::Fault;
use reqwest::StatusCode;
use url::Url;

use super::guard::{PrivateName, host_port};
use super::seam::Failure;

/// Trying again changes nothing until somebody changes something.
fn permanent(code: &'static str, text: String) -> Failure {
    Failure { fault: Fault::new(code, text), retry_after_seconds: None, permanent: true }
}

/// May be over the next time.
fn passing(code: &'static str, text: String) -> Failure {
    Failure { fault: Fault::new(code, text), retry_after_seconds: None, permanent: false }
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("the outlet")
}

pub fn bad_url(why: &str) -> Failure {
    permanent(
        "bad-url",
        format!("This is not an address that can be fetched ({why}). Check how it is written."),
    )
}

pub fn bad_credentials() -> Failure {
    permanent(
        "bad-credentials",
        "The credentials of this feed cannot be sent as they are. Enter them again.".to_owned(),
    )
}

pub fn no_client(why: &str) -> Failure {
    passing("no-client", format!("Nothing can be fetched: {why}"))
}

pub fn not_http(url: &Url) -> Failure {
    permanent(
        "not-http",
        format!("Only http and https addresses are fetched, and this one begins with {}:.", url.scheme()),
    )
}

pub fn refused_port(url: &Url, port: u16) -> Failure {
    permanent(
        "refused-port",
        format!("Port {port} of {} belongs to something other than the web, so it is not asked.", host(url)),
    )
}

pub fn private(url: &Url, address: IpAddr, at_home: bool) -> Failure {
    private_host(&host_port(url), host(url), address, at_home)
}

fn private_host(host_port: &str, host: &str, address: IpAddr, at_home: bool) -> Failure {
    let what = match host.trim_matches(['[', ']']) == address.to_string() {
        true => format!("{host} is not a public address"),
        false => format!("{host} is {address}, which is not a public address"),
    };
    let next = match at_home {
        true => format!(
            "If it is yours, whoever runs mynews can add \"{host_port}\" to allow_private in [fetch] of config.toml."
        ),
        false => "A redirect never leads into a private network: enter the address it leads to yourself."
            .to_owned(),
    };
    permanent("private-address", format!("{what}, so it is not asked. {next}"))
}

pub fn disallowed_by_robots(url: &Url) -> Failure {
    permanent(
        "robots",
        format!(
            "{} asks programs not to read this page (robots.txt). It is there to open in a browser.",
            host(url)
        ),
    )
}

pub fn robots_unreachable(url: &Url) -> Failure {
    passing(
        "robots-unreachable",
        format!(
            "{} could not say whether programs may read this page (robots.txt). It is asked again later.",
            host(url)
        ),
    )
}

pub fn busy(host_port: &str, waited: Duration) -> Failure {
    passing(
        "busy",
        format!(
            "Other requests to {host_port} took so long that this one waited {} seconds in vain. It is tried again later.",
            waited.as_secs()
        ),
    )
}

pub fn too_slow(url: &Url, total: Duration) -> Failure {
    passing(
        "too-slow",
        format!(
            "{} took longer than {} seconds. It is tried again later; total_seconds_max in [fetch] of config.toml sets \
             this limit.",
            host(url),
            seconds(total)
        ),
    )
}

pub fn stalled(url: &Url, idle: Duration) -> Failure {
    passing(
        "stalled",
        format!(
            "{} stopped in the middle for {} seconds. It is tried again later.",
            host(url),
            seconds(idle)
        ),
    )
}

/// Tests use limits below a second.
fn seconds(duration: Duration) -> String {
    match duration.subsec_millis() {
        0 => duration.as_secs().to_string(),
        _ => format!("{:.1}", duration.as_secs_f64()),
    }
}

pub fn too_large(url: &Url, bytes_max: usize) -> Failure {
    permanent(
        "too-large",
        format!(
            "What {} sends is larger than {} KiB. feed_kib_max and page_kib_max in [fetch] of config.toml set this limit.",
            host(url),
            bytes_max / 1024
        ),
    )
}

pub fn too_dense(url: &Url, ratio: usize) -> Failure {
    permanent(
        "too-dense",
        format!(
            "What {} sends unpacks to more than {ratio} times its size, which no text does; it was stopped.",
            host(url)
        ),
    )
}

pub fn broken_compression(url: &Url) -> Failure {
    passing("broken-gzip", format!("What {} sends cannot be unpacked. It is tried again later.", host(url)))
}

pub fn unknown_compression(url: &Url, encoding: &str) -> Failure {
    passing(
        "unknown-compression",
        format!("{} sends its answer packed as {encoding:?}, though only gzip was offered.", host(url)),
    )
}

pub fn too_many_redirects(url: &Url, redirects_max: usize) -> Failure {
    passing(
        "too-many-redirects",
        format!(
            "This address was redirected more than {redirects_max} times, last to {}. It is tried again later.",
            host(url)
        ),
    )
}

pub fn redirect_circle(url: &Url) -> Failure {
    passing("redirect-circle", format!("{} redirects in a circle. It is tried again later.", host(url)))
}

pub fn bad_redirect(url: &Url) -> Failure {
    passing("bad-redirect", format!("{} redirects to nowhere. It is tried again later.", host(url)))
}

/// An answer that is neither content nor a redirect.
pub fn status(url: &Url, status: StatusCode, retry_after_seconds: Option<u64>) -> Failure {
    let host = host(url);
    let number = status.as_u16();
    let mut failure = match number {
        401 | 407 => permanent(
            "needs-login",
            format!("{host} asks for a name and password ({number}). Give this feed its credentials."),
        ),
        402 | 403 | 451 => {
            permanent("forbidden", format!("{host} does not let mynews read this ({number})."))
        }
        404 => permanent(
            "not-found",
            format!("{host} has nothing at this address (404). Check whether it has moved."),
        ),
        429 => passing(
            "too-many-requests",
            format!("{host} asks for fewer requests (429). It is left alone for a while."),
        ),
        408 | 425 => passing(
            "unavailable",
            format!("{host} was not ready to answer ({number}). It is tried again later."),
        ),
        503 => passing(
            "unavailable",
            format!("{host} is not available at the moment (503). It is tried again later."),
        ),
        500..=599 => passing(
            "server-error",
            format!("{host} has trouble of its own ({number}). It is tried again later."),
        ),
        400..=499 => permanent("not-answered", format!("{host} does not answer this request ({number}).")),
        304 => passing(
            "bad-status",
            format!("{host} says \"unchanged\" (304) to a request that named no earlier answer."),
        ),
        _ => passing(
            "bad-status",
            format!("{host} answered with {number}, which says nothing here. It is tried again later."),
        ),
    };
    failure.retry_after_seconds = retry_after_seconds;
    failure
}

/// The request did not get through. `at_home` as in [`Guard::way`](super::guard::Guard::way).
pub fn transport(url: &Url, error: &reqwest::Error, at_home: bool) -> Failure {
    let host = host(url);
    let causes = || std::iter::successors(Some(error as &(dyn Error + 'static)), |cause| behind(*cause));
    if let Some(private) = causes().find_map(|cause| cause.downcast_ref::<PrivateName>()) {
        return private_host(&host_port(url), &private.host, private.address, at_home);
    }
    if error.is_dns() {
        return passing(
            "no-such-host",
            format!("No host named {host} was found. Check the address, and the network."),
        );
    }
    if let Some(trouble) = causes().find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return passing("tls", format!("There is no safe connection to {host}: {}.", tls_trouble(trouble)));
    }
    if error.is_timeout() {
        return passing(
            "no-connection",
            format!("{host} cannot be reached: no answer. It is tried again later."),
        );
    }
    if error.is_connect() {
        let why = causes()
            .find_map(|cause| cause.downcast_ref::<std::io::Error>())
            .map_or_else(|| "connection failed".to_owned(), |error| error.kind().to_string());
        return passing(
            "no-connection",
            format!("{} cannot be reached: {why}. It is tried again later.", host_port(url)),
        );
    }
    // The last cause is the most telling: "message head is too large", "connection closed before message completed".
    let why = causes().last().map(ToString::to_string).unwrap_or_default();
    passing(
        "broken-answer",
        format!("What {host} sends is not a whole answer ({why}). It is tried again later."),
    )
}

fn tls_trouble(trouble: &rustls::Error) -> String {
    use rustls::CertificateError as Certificate;
    match trouble {
        rustls::Error::InvalidCertificate(Certificate::Expired | Certificate::ExpiredContext { .. }) => {
            "its certificate has expired, and its owner has to renew it".to_owned()
        }
        rustls::Error::InvalidCertificate(
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. },
        ) => "its certificate is made out to another name; check the address".to_owned(),
        rustls::Error::InvalidCertificate(Certificate::UnknownIssuer) => {
            "this machine does not know who signed its certificate; if it is yours, add the signer to the machine's \
             certificates"
                .to_owned()
        }
        other => other.to_string(),
    }
}

/// What caused `cause`. An io error hides what it wraps: its `source` is already the one behind that.
fn behind<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => cause.source(),
    }
}
