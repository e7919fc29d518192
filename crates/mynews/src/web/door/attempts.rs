//! How often one may try a password: counted for each address and for each name, in bounded memory.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use mynews_core::model::Timestamp;

/// Failed tries within the window before the next is refused.
const TRIES_MAX: u32 = 10;
const WINDOW_SECONDS: i64 = 15 * 60;
/// Addresses and names remembered, each. Whoever comes from more addresses than this pushes the oldest out.
const KEPT_MAX: usize = 4096;

/// The tries that failed.
#[derive(Default)]
pub struct Attempts(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    addresses: HashMap<IpAddr, Count>,
    names: HashMap<String, Count>,
}

struct Count {
    tries: u32,
    since: i64,
}

impl Attempts {
    /// Counts a try; the seconds to wait where there were too many. A try counts before its outcome is known, so that
    /// many at once are no way around the count.
    pub fn count(&self, address: IpAddr, name: &str, now: Timestamp) -> Result<(), i64> {
        let mut counts = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = now.as_second();
        let name = name_key(name);
        let waits = [wait(&counts.addresses, &network(address), now), wait(&counts.names, &name, now)];
        if let Some(seconds) = waits.into_iter().flatten().max() {
            return Err(seconds);
        }
        add(&mut counts.addresses, network(address), now);
        add(&mut counts.names, name, now);
        Ok(())
    }

    /// The password was right: nothing is held against name or address.
    pub fn forget(&self, address: IpAddr, name: &str) {
        let mut counts = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        counts.addresses.remove(&network(address));
        counts.names.remove(&name_key(name));
    }
}

/// Names differ without regard to case, and a long one is cut: it is nobody's anyway.
fn name_key(name: &str) -> String {
    name.chars().take(64).collect::<String>().to_lowercase()
}

/// Whoever has one IPv6 address has the 2^64 beside it.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut octets = address.octets();
            octets[8..].fill(0);
            IpAddr::from(octets)
        }
        v4 => v4,
    }
}

fn wait<K: std::hash::Hash + Eq>(counts: &HashMap<K, Count>, key: &K, now: i64) -> Option<i64> {
    let count = counts.get(key)?;
    let left = count.since + WINDOW_SECONDS - now;
    (count.tries >= TRIES_MAX && left > 0).then_some(left)
}

fn add<K: std::hash::Hash + Eq + Clone>(counts: &mut HashMap<K, Count>, key: K, now: i64) {
    if counts.len() >= KEPT_MAX && !counts.contains_key(&key) {
        counts.retain(|_, count| count.since + WINDOW_SECONDS > now);
        if counts.len() >= KEPT_MAX
            && let Some(oldest) =
                counts.iter().min_by_key(|(_, count)| count.since).map(|(key, _)| key.clone())
        {
            counts.remove(&oldest);
        }
    }
    let count = counts.entry(key).or_insert(Count { tries: 0, since: now });
    if count.since + WINDOW_SECONDS <= now {
        *count = Count { tries: 0, since: now };
    }
    count.tries += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn address(number: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, number])
    }

    #[test]
    fn a_name_is_shut_whatever_the_address_and_opens_again() {
        let attempts = Attempts::default();
        for number in 0..TRIES_MAX {
            assert_eq!(attempts.count(address(number as u8), "Ada", at(0)), Ok(()));
        }
        assert_eq!(attempts.count(address(99), "ada", at(60)), Err(WINDOW_SECONDS - 60));
        assert_eq!(attempts.count(address(99), "bo", at(60)), Ok(()), "others may still try");
        assert_eq!(attempts.count(address(99), "ada", at(WINDOW_SECONDS)), Ok(()));
    }

    #[test]
    fn an_address_is_shut_whatever_the_name_and_a_success_opens_it() {
        let attempts = Attempts::default();
        for number in 0..TRIES_MAX {
            assert_eq!(attempts.count(address(1), &format!("name{number}"), at(0)), Ok(()));
        }
        assert!(attempts.count(address(1), "another", at(1)).is_err());
        attempts.forget(address(1), "name0");
        assert!(attempts.count(address(1), "another", at(1)).is_ok());
        let (one, beside) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
        for number in 0..TRIES_MAX {
            assert!(attempts.count(one, &format!("six{number}"), at(0)).is_ok());
        }
        assert!(attempts.count(beside, "six", at(0)).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::default();
        for number in 0..KEPT_MAX as u32 + 500 {
            let address = IpAddr::from((number + (11 << 24)).to_be_bytes());
            let _ = attempts.count(address, &number.to_string(), at(i64::from(number) / 1000));
        }
        let counts = attempts.0.lock().unwrap();
        assert!(counts.addresses.len() <= KEPT_MAX && counts.names.len() <= KEPT_MAX);
    }
}
