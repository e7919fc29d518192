//! How often one may try a password, in bounded memory: counted for each name at each address, more loosely for each
//! address whatever the name, and most loosely for each name whatever the address.
//!
//! Whoever tries somebody's name again and again shuts it for themselves. The loose count for a name is there for those
//! who have many addresses, and does not hold where the name has logged in from before: so nobody locks its owner out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use mynews_core::model::Timestamp;

/// Failed tries within the window before the next is refused: of one name at one address.
const TRIES_MAX: u32 = 10;
/// Of all names at one address, behind which a household may be.
const ADDRESS_TRIES_MAX: u32 = 30;
/// Of one name at all addresses where it never logged in.
const NAME_TRIES_MAX: u32 = 100;
const WINDOW_SECONDS: i64 = 15 * 60;
/// Addresses and names remembered, each. Whoever comes from more addresses than this pushes the oldest out.
const KEPT_MAX: usize = 4096;

/// The tries that failed.
#[derive(Default)]
pub struct Attempts(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    pairs: HashMap<(IpAddr, String), Count>,
    addresses: HashMap<IpAddr, Count>,
    names: HashMap<String, Count>,
    /// Where a name logged in, and when last.
    at_home: HashMap<(IpAddr, String), i64>,
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
        let (network, name) = (network(address), name_key(name));
        let pair = (network, name.clone());
        let anywhere = match counts.at_home.contains_key(&pair) {
            true => None,
            false => wait(&counts.names, &name, NAME_TRIES_MAX, now),
        };
        let waits = [
            wait(&counts.pairs, &pair, TRIES_MAX, now),
            wait(&counts.addresses, &network, ADDRESS_TRIES_MAX, now),
            anywhere,
        ];
        if let Some(seconds) = waits.into_iter().flatten().max() {
            return Err(seconds);
        }
        add(&mut counts.pairs, pair, now);
        add(&mut counts.addresses, network, now);
        add(&mut counts.names, name, now);
        Ok(())
    }

    /// The password was right: nothing is held against name or address, and the name is at home there.
    pub fn forget(&self, address: IpAddr, name: &str, now: Timestamp) {
        let mut counts = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let pair = (network(address), name_key(name));
        counts.pairs.remove(&pair);
        counts.addresses.remove(&pair.0);
        counts.names.remove(&pair.1);
        if counts.at_home.len() >= KEPT_MAX
            && let Some(oldest) =
                counts.at_home.iter().min_by_key(|(_, at)| **at).map(|(pair, _)| pair.clone())
        {
            counts.at_home.remove(&oldest);
        }
        counts.at_home.insert(pair, now.as_second());
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

fn wait<K: std::hash::Hash + Eq>(counts: &HashMap<K, Count>, key: &K, most: u32, now: i64) -> Option<i64> {
    let count = counts.get(key)?;
    let left = count.since + WINDOW_SECONDS - now;
    (count.tries >= most && left > 0).then_some(left)
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
    fn a_name_is_shut_at_one_address_and_opens_again() {
        let attempts = Attempts::default();
        for _ in 0..TRIES_MAX {
            assert_eq!(attempts.count(address(1), "Ada", at(0)), Ok(()));
        }
        assert_eq!(attempts.count(address(1), "ada", at(60)), Err(WINDOW_SECONDS - 60));
        assert_eq!(attempts.count(address(1), "bo", at(60)), Ok(()), "others may still try");
        assert_eq!(attempts.count(address(2), "ada", at(60)), Ok(()), "and Ada herself, elsewhere");
        assert_eq!(attempts.count(address(1), "ada", at(WINDOW_SECONDS)), Ok(()));
    }

    #[test]
    fn a_name_tried_from_everywhere_is_shut_but_where_it_is_at_home() {
        let attempts = Attempts::default();
        attempts.forget(address(200), "Ada", at(0));
        for number in 0..NAME_TRIES_MAX {
            assert_eq!(attempts.count(address((number / 2) as u8), "ada", at(0)), Ok(()));
        }
        assert_eq!(attempts.count(address(99), "ada", at(60)), Err(WINDOW_SECONDS - 60));
        assert_eq!(attempts.count(address(200), "ada", at(60)), Ok(()));
    }

    #[test]
    fn an_address_is_shut_whatever_the_name_and_a_success_opens_it() {
        let attempts = Attempts::default();
        for number in 0..ADDRESS_TRIES_MAX {
            assert_eq!(attempts.count(address(1), &format!("name{number}"), at(0)), Ok(()));
        }
        assert!(attempts.count(address(1), "another", at(1)).is_err());
        attempts.forget(address(1), "name0", at(1));
        assert!(attempts.count(address(1), "another", at(1)).is_ok());
        let (one, beside) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
        for number in 0..ADDRESS_TRIES_MAX {
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
            attempts.forget(address, "ada", at(i64::from(number) / 1000));
        }
        let counts = attempts.0.lock().unwrap();
        assert!(counts.addresses.len() <= KEPT_MAX && counts.names.len() <= KEPT_MAX);
        assert!(counts.pairs.len() <= KEPT_MAX && counts.at_home.len() <= KEPT_MAX);
    }
}
