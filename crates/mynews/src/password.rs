//! Passwords: hashed with Argon2id, compared in the same time whether or not there is anything to compare with.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// Shorter ones are guessed (NIST SP 800-63B asks for as many).
pub const LETTERS_MIN: usize = 8;
/// Longer ones are no password, and hashing them costs us more than whoever sends them.
const BYTES_MAX: usize = 1024;

/// What OWASP asks of Argon2id at least: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the numbers above are in bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to keep, or why this cannot be a password. Takes tens of milliseconds on purpose.
pub fn hash(password: &str) -> Result<String, String> {
    if password.chars().count() < LETTERS_MIN {
        return Err(format!("a password has at least {LETTERS_MIN} characters: take a few words"));
    }
    if password.len() > BYTES_MAX {
        return Err(format!("a password has at most {BYTES_MAX} bytes"));
    }
    let hashed = argon2().hash_password(password.as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|error| format!("the password cannot be hashed: {error}"))
}

/// Whether the password is the one that was hashed. Without a hash it is not, and finding out takes as long.
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    let nobodys = || {
        let made = argon2().hash_password(b"nobody has this password");
        made.map(|hash| hash.to_string()).unwrap_or_default()
    };
    let against = hash.unwrap_or_else(|| NOBODYS.get_or_init(nobodys));
    let same = password.len() <= BYTES_MAX
        && PasswordHash::new(against)
            .is_ok_and(|against| argon2().verify_password(password.as_bytes(), &against).is_ok());
    same && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_alone() {
        let kept = hash("nine grey herons").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash("nine grey herons").unwrap(), "each hash has a salt of its own");
        assert!(matches("nine grey herons", Some(&kept)));
        assert!(!matches("nine grey heron", Some(&kept)));
        assert!(!matches("nobody has this password", None));
        assert!(!matches("", Some("no hash at all")));
    }

    #[test]
    fn what_is_no_password_is_refused() {
        assert!(hash("short").is_err());
        assert!(hash(&"x".repeat(2000)).is_err());
    }
}
