//! The web page: routes, what every answer carries, and who may post.
//!
//! Pages work without JavaScript; every change of state is a POST from our own pages, none is a GET.

mod acting;
mod addresses;
mod api;
pub mod book;
mod catalogue;
pub mod door;
mod events;
mod feeds;
mod gather;
mod mount;
mod notices;
mod offline;
mod outcome;
mod outlets;
mod pictures;
mod reading;
mod shelves;
mod source;
mod spoken;
mod start;
pub mod templates;
mod upload;
mod you;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use mynews_core::model::Timestamp;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::app::House;

/// What no page of ours ever does: run a script that is not ours, load from elsewhere, be framed, send where it was. The
/// one policy that may be made is `static/offline.js`'s, for the address of our own worker.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker";

/// What no page of ours ever asks a browser for.
const PERMISSIONS_POLICY: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
     gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/// What the handlers share.
pub struct Web {
    pub house: Arc<House>,
    templates: templates::Templates,
    notices: notices::Notices,
    around: door::Surroundings,
    hashing: door::Hashing,
    /// When somebody had every feed looked at, until that is done.
    refresh_begun: Mutex<Option<Timestamp>>,
}

impl Web {
    fn refresh_begun(&self) -> Option<Timestamp> {
        *self.refresh_begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn set_refresh_begun(&self, begun: Option<Timestamp>) {
        *self.refresh_begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = begun;
    }
}

/// All routes. In tests it is driven in process.
pub fn router(house: Arc<House>, around: door::Surroundings) -> Router {
    let upload_max = usize::try_from(house.real.config.web.upload_kib_max * 1024).unwrap_or(usize::MAX);
    let web = Arc::new(Web {
        house,
        templates: templates::Templates::default(),
        notices: notices::Notices::default(),
        around,
        hashing: door::Hashing::default(),
        refresh_begun: Mutex::default(),
    });
    let routes = Router::new()
        .route("/", get(reading::front))
        .route("/section/{key}", get(reading::section))
        .route("/s/{id}", get(reading::story))
        .route("/a/{id}", get(reading::article))
        .route("/search", get(reading::search))
        .route("/saved", get(reading::saved))
        .route("/held", get(reading::held))
        .route("/how", get(reading::how))
        .route("/list", get(shelves::everything))
        .route("/list/read", post(shelves::read_everything))
        .route("/list/{kind}/{key}", get(shelves::shelf))
        .route("/list/{kind}/{key}/read", post(shelves::read_all))
        .route("/read/undo/{at}/{until}", post(shelves::undo_read_all))
        .route("/article/{id}/{state}", post(shelves::mark))
        .route("/history", get(shelves::history))
        .route("/editions", get(shelves::editions))
        .route("/editions/{id}", get(shelves::edition))
        .route("/events", get(events::events))
        .route("/events/reading", get(events::reading))
        .route("/print", get(book::print))
        .route("/edition.epub", get(book::epub))
        .route("/feed/{token}/{*view}", get(feeds::feed))
        .route("/picture/{article}/{number}", get(pictures::picture))
        .route("/static/{name}", get(reading::static_file))
        .route("/sw.js", get(offline::worker))
        .route("/offline", get(offline::away))
        .route("/offline.json", get(offline::list))
        .route("/healthz", get(outlets::health))
        .route("/sources", get(outlets::list))
        .route("/sources/opml", get(outlets::export))
        .route("/sources/catalogue", get(catalogue::show))
        .route("/sources/{id}", get(source::show))
        .route("/sources/{id}/preview", post(source::preview))
        .route("/sources/{id}/rules", post(source::save))
        .route("/sources/{id}/bring-back", post(source::bring_back))
        .route("/feeds/preview", post(catalogue::preview))
        .route("/feeds/add", post(outlets::add))
        .route("/feeds/import", post(outlets::import))
        .route("/feeds/refresh", post(outlets::refresh))
        .route("/feeds/{id}/remove", post(outlets::remove))
        .route("/demo/leave", post(outlets::leave_demo))
        .route("/story/{id}/{action}", post(acting::story))
        .route("/follow", post(acting::follow))
        .route("/unfollow", post(acting::unfollow))
        .route("/mute", post(acting::mute))
        .route("/unmute", post(acting::unmute))
        .route("/less-of", post(acting::less_of))
        .route("/deny", post(acting::deny))
        .route("/signals/{id}/undo", post(acting::undo))
        .route("/start", get(start::show))
        .route("/start/language", post(start::language))
        .route("/start/topic", post(start::topic))
        .route("/start/outlets", post(start::outlets))
        .route("/start/when", post(start::when))
        .route("/edition/renew", post(start::renew))
        .route("/feeds/undo/{at}", post(start::undo_outlets))
        .route("/welcome/pick", post(acting::pick))
        .route("/welcome/dismiss", post(acting::dismiss_welcome))
        .route("/login", get(door::login::page).post(door::login::log_in))
        .route("/logout", get(door::login::leaving).post(door::login::log_out))
        .route("/sessions/{id}/end", post(door::end_session))
        .route("/you/password", post(door::set_password))
        .route("/you", get(you::show))
        .route("/you/save", post(you::save))
        .route("/you/language", post(you::language))
        .route("/you/pause", post(you::pause))
        .route("/you/account.json", get(you::account))
        .route("/you/feeds", get(addresses::show))
        .route("/you/feeds/renew", post(addresses::renew))
        .route("/you/programs/renew", post(addresses::renew_programs))
        .merge(api::routes())
        .fallback(outcome::not_found)
        .layer(middleware::from_fn_with_state(web.clone(), spoken::as_chosen))
        .layer(middleware::from_fn_with_state(web.clone(), door::recognise))
        .layer(middleware::from_fn_with_state(web.clone(), same_origin))
        .layer(middleware::from_fn(outcome::for_programs))
        .layer(middleware::from_fn(spoken::as_asked))
        .layer(DefaultBodyLimit::max(upload_max))
        .with_state(web.clone());
    // Layers of a router run once its route is found; those that change where a request leads stand around it.
    Router::new()
        .fallback_service(routes)
        .layer(middleware::from_fn_with_state(web.clone(), mount::under_path))
        .layer(middleware::from_fn_with_state(web, carry_headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(CatchPanicLayer::new())
}

/// Serves until the process is told to stop.
pub async fn serve(house: Arc<House>, listen: &str) -> Result<(), String> {
    let address: SocketAddr = listen
        .replace("localhost", "127.0.0.1")
        .parse()
        .map_err(|_| format!("{listen:?} is no address and port; try 127.0.0.1:8080"))?;
    let config = &house.real.config;
    door::may_listen(config, &*house.real.store, address)?;
    let around = door::Surroundings::new(&config.web, !address.ip().to_canonical().is_loopback())?;
    // What unknown names are compared with is made before anyone asks, so that the first takes no longer either.
    tokio::task::spawn_blocking(|| crate::password::matches("", None));
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!(
                "port {} is taken (another mynews?): stop that, or choose another with --listen {}:{}",
                address.port(),
                address.ip(),
                address.port() % 65_535 + 1
            )
        }
        _ => format!("{address} cannot be listened on: {error}"),
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    eprintln!("mynews is at http://{address}  (data in {})", house.real.data.display());
    let newsroom = house.current();
    tokio::task::spawn_blocking(move || {
        if let Err(why) = crate::work::edition::warm(&newsroom) {
            tracing::warn!(why = %why, "the articles of the last days could not be read ahead");
        }
    });
    let router = router(house, around).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(stop_signal())
        .await
        .map_err(|error| format!("the web page stopped: {error}"))
}

async fn stop_signal() {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
            .expect("a process may listen for its own end");
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

/// Refuses changes that another site's page posts: `Sec-Fetch-Site` where the browser sends it, else `Origin` must be
/// this house. A client that sends neither is no browser, and so carries nobody's session.
async fn same_origin(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    if is_own(&web.around, request.headers()) { next.run(request).await } else { outcome::refused() }
}

fn is_own(around: &door::Surroundings, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => around.is_our_origin(origin, headers),
        (None, None) => true,
    }
}

async fn carry_headers(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let secure = web.around.arrival(&parts).secure;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let headers = response.headers_mut();
    let mut carry = |name: header::HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    carry(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    carry(header::REFERRER_POLICY, "no-referrer");
    carry(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    carry(header::X_FRAME_OPTIONS, "DENY");
    carry(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    carry(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    carry(header::HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY);
    if secure {
        carry(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
