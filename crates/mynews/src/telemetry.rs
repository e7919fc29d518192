//! Logs: to stderr, one line each, never a secret.

use tracing_subscriber::EnvFilter;

/// Starts logging. `filter` is in the form of `tracing_subscriber::EnvFilter` (`info`, `mynews=debug`); what cannot
/// be read falls back to `warn`.
pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("warn"));
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start (tests in one process) is no fault of anybody.
    let _ = if json { lines.json().try_init() } else { lines.compact().try_init() };
}
