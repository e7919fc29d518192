//! What nobody may guess: random bytes of the machine, and names for a reader that are made with them.
//!
//! A reader's private address holds a keyed hash of who they are and of a random number that changes when they ask for
//! a new address. So nothing has to be kept for it but that number, it can be shown again at any time, and whoever holds
//! one address cannot make another.

use mynews_core::model::ReaderId;
use mynews_store::Store;

/// The instance's own key, made when first needed.
const KEY_SETTING: &str = "secret-key";
/// Letters of a token's hash: 160 bits.
const HASH_LETTERS: usize = 40;

/// What a token opens. A token for one thing is no token for another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Feeds of the reader's views: to read, and nothing else.
    Feeds,
    /// The JSON API: all that the reader may do.
    Programs,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Feeds => "feeds",
            Purpose::Programs => "programs",
        }
    }

    fn setting(self, reader: ReaderId) -> String {
        format!("secret-{}-{}", self.name(), reader.0)
    }
}

/// Bytes from the machine's source of randomness.
pub fn random() -> Result<[u8; 32], String> {
    let mut bytes = [0; 32];
    rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut bytes)
        .map_err(|_| "this machine gives no random numbers".to_owned())?;
    Ok(bytes)
}

/// The reader's token, the same until it is renewed. Blocks.
pub fn token(store: &dyn Store, reader: ReaderId, purpose: Purpose) -> Result<String, String> {
    let nonce = kept(store, &purpose.setting(reader))?;
    token_of(&kept(store, KEY_SETTING)?, reader, purpose, &nonce)
}

/// From now on the reader's token is another one, and the old one opens nothing. Blocks.
pub fn renew(store: &dyn Store, reader: ReaderId, purpose: Purpose) -> Result<(), String> {
    make(store, &purpose.setting(reader)).map(drop)
}

/// Whose token it is; `None` where it is nobody's (any more). Blocks.
pub fn reader_of(store: &dyn Store, token: &str, purpose: Purpose) -> Result<Option<ReaderId>, String> {
    let read = || Some((ReaderId(token.split_once('-')?.0.parse().ok()?), token));
    let Some((reader, given)) = read() else { return Ok(None) };
    let setting = |name: &str| store.setting(name).map_err(|error| error.to_string());
    let (Some(key), Some(nonce)) = (setting(KEY_SETTING)?, setting(&purpose.setting(reader))?) else {
        return Ok(None);
    };
    let expected = token_of(&key, reader, purpose, &nonce)?;
    // Hashes are compared, so that the time it takes tells nothing about the token.
    Ok((blake3::hash(given.as_bytes()) == blake3::hash(expected.as_bytes())).then_some(reader))
}

fn token_of(key: &str, reader: ReaderId, purpose: Purpose, nonce: &str) -> Result<String, String> {
    let key = blake3::Hash::from_hex(key).map_err(|_| "the instance's key is damaged".to_owned())?;
    let said = format!("{} {} {nonce}", purpose.name(), reader.0);
    let hash = blake3::keyed_hash(key.as_bytes(), said.as_bytes()).to_hex();
    Ok(format!("{}-{}", reader.0, &hash[..HASH_LETTERS]))
}

fn kept(store: &dyn Store, name: &str) -> Result<String, String> {
    match store.setting(name).map_err(|error| error.to_string())? {
        Some(value) => Ok(value),
        None => make(store, name),
    }
}

fn make(store: &dyn Store, name: &str) -> Result<String, String> {
    let value = blake3::Hash::from_bytes(random()?).to_hex().to_string();
    store.set_setting(name, &value).map_err(|error| error.to_string())?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_its_own_door_until_it_is_renewed() {
        let folder = tempfile::tempdir().unwrap();
        let store = mynews_store::open(&folder.path().join("test.db")).unwrap();
        let (ana, bo) = (ReaderId(1), ReaderId(2));
        assert_eq!(reader_of(&*store, "1-0", Purpose::Feeds), Ok(None));
        let of_ana = token(&*store, ana, Purpose::Feeds).unwrap();
        let of_bo = token(&*store, bo, Purpose::Feeds).unwrap();
        assert_eq!(token(&*store, ana, Purpose::Feeds), Ok(of_ana.clone()), "it stays the same");
        assert_eq!(reader_of(&*store, &of_ana, Purpose::Feeds), Ok(Some(ana)));
        assert_eq!(
            reader_of(&*store, &of_ana, Purpose::Programs),
            Ok(None),
            "a token for one thing is none for another"
        );
        let swapped = format!("1{}", &of_bo[1..]);
        assert_eq!(reader_of(&*store, &swapped, Purpose::Feeds), Ok(None));
        renew(&*store, ana, Purpose::Feeds).unwrap();
        assert_eq!(reader_of(&*store, &of_ana, Purpose::Feeds), Ok(None), "the old one is over");
        assert_eq!(reader_of(&*store, &of_bo, Purpose::Feeds), Ok(Some(bo)), "others keep theirs");
    }
}
