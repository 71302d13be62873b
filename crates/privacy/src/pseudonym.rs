//! Keyed stand-ins for contacts.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tact_domain::Pseudonym;

/// Key of the pseudonyms of one run or one tenant. A plain or salted hash of a phone number could be
/// reversed by trying every number; without this key nobody can try.
pub struct PseudonymKey([u8; 32]);

impl PseudonymKey {
    /// A key from 32 bytes of secure randomness, passed in by the shell.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Pseudonym of an identifier: the first 128 bits of HMAC-SHA256.
    pub fn pseudonym(&self, identifier: &str) -> Pseudonym {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC accepts a key of any length"),
        };
        mac.update(identifier.as_bytes());
        let tag = mac.finalize().into_bytes();
        let mut kept = [0; 16];
        kept.copy_from_slice(&tag[..16]);
        Pseudonym(kept)
    }
}

impl std::fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PseudonymKey(‹redacted›)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_give_two_pseudonyms_and_one_key_gives_one() {
        let (a, b) = (PseudonymKey::new([1; 32]), PseudonymKey::new([2; 32]));
        assert_eq!(a.pseudonym("33639980001"), a.pseudonym("33639980001"));
        assert_ne!(a.pseudonym("33639980001"), b.pseudonym("33639980001"));
    }
}
