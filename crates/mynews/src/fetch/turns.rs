//! Whose turn it is: two requests at once to one host and port, with a pause between their starts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout};

/// What browsers of old allowed themselves (RFC 2616); one slow answer does not hold up the rest.
const REQUESTS_AT_ONCE: usize = 2;

/// Hosts remembered before idle ones are forgotten. One that is forgotten only loses its pause.
const HOSTS_REMEMBERED: usize = 1024;

/// How long a request stands in line. A host that needs longer has taken two minutes from its own feeds already; the
/// feeds of others must not stand behind it.
pub const WAIT_MAX: Duration = Duration::from_secs(120);

#[derive(Default)]
pub struct Turns {
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

/// One request's turn; dropping it lets the next one start.
pub struct Turn {
    _seat: OwnedSemaphorePermit,
    /// Keeps the host remembered.
    _host: Arc<Host>,
}

struct Host {
    seats: Arc<Semaphore>,
    next_start: Mutex<Instant>,
}

impl Turns {
    /// Waits for a turn; `None` after [`WAIT_MAX`].
    pub async fn take(&self, host_port: &str, gap: Duration) -> Option<Turn> {
        timeout(WAIT_MAX, self.wait(host_port, gap)).await.ok()
    }

    async fn wait(&self, host_port: &str, gap: Duration) -> Turn {
        let host = self.host(host_port);
        let seat = host.seats.clone().acquire_owned().await.expect("the seats are never closed");
        let start = {
            let mut next_start = host.next_start.lock().expect("no one panics holding this");
            let start = (*next_start).max(Instant::now());
            *next_start = start + gap;
            start
        };
        if start > Instant::now() {
            sleep_until(start).await;
        }
        Turn { _seat: seat, _host: host }
    }

    fn host(&self, host_port: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().expect("no one panics holding this");
        if hosts.len() >= HOSTS_REMEMBERED {
            let now = Instant::now();
            hosts.retain(|_, host| {
                Arc::strong_count(host) > 1
                    || *host.next_start.lock().expect("no one panics holding this") > now
            });
        }
        hosts
            .entry(host_port.to_owned())
            .or_insert_with(|| {
                Arc::new(Host {
                    seats: Arc::new(Semaphore::new(REQUESTS_AT_ONCE)),
                    next_start: Mutex::new(Instant::now()),
                })
            })
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_third_waits_for_the_first() {
        let turns = Turns::default();
        let first = turns.take("a:80", Duration::ZERO).await;
        let _second = turns.take("a:80", Duration::ZERO).await;
        let _elsewhere = turns.take("b:80", Duration::ZERO).await;
        let mut third = Box::pin(turns.take("a:80", Duration::ZERO));
        assert!(timeout(Duration::from_millis(20), &mut third).await.is_err());
        drop(first);
        assert!(third.await.is_some());
    }

    #[tokio::test]
    async fn starts_are_spaced() {
        let turns = Turns::default();
        let gap = Duration::from_millis(30);
        let before = Instant::now();
        for _ in 0..3 {
            drop(turns.take("a:80", gap).await);
        }
        assert!(before.elapsed() >= 2 * gap);
    }

    #[tokio::test]
    async fn idle_hosts_are_forgotten() {
        let turns = Turns::default();
        let kept = turns.take("kept:80", Duration::ZERO).await;
        for number in 0..3 * HOSTS_REMEMBERED {
            drop(turns.take(&format!("{number}:80"), Duration::ZERO).await);
        }
        let hosts = turns.hosts.lock().unwrap();
        assert!(hosts.len() <= HOSTS_REMEMBERED);
        assert!(hosts.contains_key("kept:80"));
        drop(kept);
    }
}
