//! Content under its message's key. The bytes that reach a disk are
//! `cipher (1) ‖ version (4) ‖ nonce (12) ‖ ciphertext and tag`.

use aes_gcm::Aes256Gcm;
use chacha20poly1305::{
    ChaCha20Poly1305, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;
use tact_domain::live::TenantId;
use zeroize::Zeroizing;

use crate::keys::{DataKey, KeyError};

/// Version of what is sealed and how; bound into every ciphertext.
const SCHEMA: u8 = 1;
const HEADER: usize = 17;

/// Which cipher sealed the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cipher {
    /// Where the processor has AES instructions.
    Aes256Gcm,
    /// Elsewhere: as safe, and faster there.
    ChaCha20Poly1305,
}

impl Cipher {
    /// The faster one on this processor. What the other sealed still opens.
    pub fn of_this_processor() -> Self {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if std::arch::is_x86_feature_detected!("aes")
            && std::arch::is_x86_feature_detected!("pclmulqdq")
        {
            return Self::Aes256Gcm;
        }
        #[cfg(target_arch = "aarch64")]
        if std::arch::is_aarch64_feature_detected!("aes") {
            return Self::Aes256Gcm;
        }
        Self::ChaCha20Poly1305
    }

    fn code(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::ChaCha20Poly1305 => 2,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        [Self::Aes256Gcm, Self::ChaCha20Poly1305]
            .into_iter()
            .find(|cipher| cipher.code() == code)
    }
}

/// What a ciphertext is bound to: copied to another row, field or tenant, it does not open.
#[derive(Clone, Copy)]
pub struct Bound<'a> {
    /// Whose content it is.
    pub tenant: TenantId,
    /// Digest of the message, reaction or contact the content belongs to.
    pub owner: &'a [u8; 32],
    /// Code of the field; part of the key, too.
    pub field: u8,
}

impl Bound<'_> {
    fn bytes(&self) -> [u8; 50] {
        let mut bytes = [0; 50];
        bytes[..16].copy_from_slice(self.tenant.as_bytes());
        bytes[16..48].copy_from_slice(self.owner);
        bytes[48] = self.field;
        bytes[49] = SCHEMA;
        bytes
    }
}

/// Seals one field. `version` is raised at each rewrite under one key.
///
/// # Errors
/// The system gives no randomness, or the content is beyond the limit of the cipher (64 GiB).
pub fn seal(
    cipher: Cipher,
    key: &DataKey,
    bound: Bound<'_>,
    version: u32,
    clear: &[u8],
) -> Result<Vec<u8>, KeyError> {
    let mut nonce = [0; 12];
    getrandom::fill(&mut nonce).map_err(|_| KeyError::Randomness)?;
    let subkey = subkey(key, bound.field, version)?;
    let payload = Payload {
        msg: clear,
        aad: &bound.bytes(),
    };
    let nonce = Nonce::from(nonce);
    let sealed = match cipher {
        Cipher::Aes256Gcm => Aes256Gcm::new((&*subkey).into()).encrypt(&nonce, payload),
        Cipher::ChaCha20Poly1305 => {
            ChaCha20Poly1305::new((&*subkey).into()).encrypt(&nonce, payload)
        }
    }
    .map_err(|_| KeyError::Cipher)?;
    let mut bytes = Vec::with_capacity(HEADER + sealed.len());
    bytes.push(cipher.code());
    bytes.extend_from_slice(&version.to_be_bytes());
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    Ok(bytes)
}

/// Opens one field; `None` when the key is another, or a byte was changed.
pub fn open(key: &DataKey, bound: Bound<'_>, bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (header, sealed) = bytes.split_at_checked(HEADER)?;
    let (code, rest) = header.split_first()?;
    let (version, nonce) = rest.split_at_checked(4)?;
    let version = u32::from_be_bytes(version.try_into().ok()?);
    let nonce = Nonce::try_from(nonce).ok()?;
    let subkey = subkey(key, bound.field, version).ok()?;
    let payload = Payload {
        msg: sealed,
        aad: &bound.bytes(),
    };
    match Cipher::from_code(*code)? {
        Cipher::Aes256Gcm => Aes256Gcm::new((&*subkey).into()).decrypt(&nonce, payload),
        Cipher::ChaCha20Poly1305 => {
            ChaCha20Poly1305::new((&*subkey).into()).decrypt(&nonce, payload)
        }
    }
    .ok()
    .map(Zeroizing::new)
}

/// The version a ciphertext was sealed as.
pub(crate) fn version_of(bytes: &[u8]) -> Option<u32> {
    bytes.get(1..5)?.try_into().ok().map(u32::from_be_bytes)
}

fn subkey(key: &DataKey, field: u8, version: u32) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let mut subkey = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, key.expose())
        .expand_multi_info(
            &[b"tact/seal/1/", &[field], &version.to_be_bytes()],
            subkey.as_mut_slice(),
        )
        .map_err(|_| KeyError::Cipher)?;
    Ok(subkey)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: [u8; 32] = [3; 32];

    fn bound(field: u8) -> Bound<'static> {
        Bound {
            tenant: TenantId::from_bytes([1; 16]),
            owner: &OWNER,
            field,
        }
    }

    fn key() -> DataKey {
        DataKey::random().unwrap()
    }

    #[test]
    fn what_was_sealed_opens_with_either_cipher_and_shows_nothing() {
        let clear = b"une phrase que personne ne lira";
        for cipher in [Cipher::Aes256Gcm, Cipher::ChaCha20Poly1305] {
            let key = key();
            let sealed = seal(cipher, &key, bound(0), 1, clear).unwrap();
            assert_eq!(open(&key, bound(0), &sealed).unwrap().as_slice(), clear);
            assert!(!sealed.windows(8).any(|window| window == &clear[..8]));
        }
    }

    #[test]
    fn another_key_owner_field_or_tenant_does_not_open_it() {
        let key = key();
        let sealed = seal(Cipher::of_this_processor(), &key, bound(0), 1, b"x").unwrap();
        let elsewhere = Bound {
            owner: &[4; 32],
            ..bound(0)
        };
        let foreign = Bound {
            tenant: TenantId::from_bytes([2; 16]),
            ..bound(0)
        };
        assert!(open(&DataKey::random().unwrap(), bound(0), &sealed).is_none());
        for bound in [bound(1), elsewhere, foreign] {
            assert!(open(&key, bound, &sealed).is_none());
        }
    }

    #[test]
    fn a_changed_or_shortened_byte_string_opens_to_nothing() {
        let key = key();
        let sealed = seal(Cipher::of_this_processor(), &key, bound(0), 1, b"abc").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&key, bound(0), &changed).is_none(), "byte {at}");
            assert!(open(&key, bound(0), &sealed[..at]).is_none());
        }
    }
}
