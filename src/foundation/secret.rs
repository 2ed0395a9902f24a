//! Random values and keyed derivations.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};

/// Bytes from the operating system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    while SysRng.try_fill_bytes(&mut bytes).is_err() {
        // The generator is not seeded yet: only at the very start of a machine.
        std::thread::yield_now();
    }
    bytes
}

/// `bytes` random bytes (at most 64) in lower-case hexadecimal.
pub fn random_hex(bytes: usize) -> String {
    let random = random_bytes::<64>();
    HEXLOWER.encode(random.get(..bytes).unwrap_or(&random))
}

/// A 256-bit bearer token for links and cookies.
pub fn random_token() -> String {
    random_hex(32)
}

/// What is stored of a bearer token: its SHA-256, in hexadecimal.
pub fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// The installation's key, shared by all processes on one database.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Takes key bytes; at least 32 are expected.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    fn mac(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac,
            // HMAC takes keys of any length; this arm cannot be reached.
            Err(_) => return [0; 32],
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    /// A token of 130 bits that only this installation can derive: 26 letters and digits, lower case.
    pub fn derive_token(&self, purpose: &str, value: &[u8]) -> String {
        let mut token = BASE32_NOPAD.encode(&self.mac(purpose, value)).to_ascii_lowercase();
        token.truncate(26);
        token
    }

    /// True if `token` is the one derived for this purpose and value; the comparison takes constant time.
    pub fn is_token(&self, purpose: &str, value: &[u8], token: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.derive_token(purpose, value).as_bytes().ct_eq(token.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_by_purpose_and_value() {
        let secret = Secret::new(vec![7; 32]);
        let token = secret.derive_token("track", b"1");
        assert_eq!(token.len(), 26);
        assert!(secret.is_token("track", b"1", &token));
        assert!(!secret.is_token("track", b"2", &token));
        assert!(!secret.is_token("other", b"1", &token));
    }

    #[test]
    fn random_tokens_do_not_repeat() {
        assert_ne!(random_token(), random_token());
        assert_eq!(random_token().len(), 64);
    }
}
