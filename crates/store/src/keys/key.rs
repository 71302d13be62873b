//! One message's key, and how it is wrapped in its slot.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use tact_domain::live::TenantId;
use zeroize::Zeroizing;

use super::KeyError;

/// Bytes of a slot: nonce (24), wrapped key (32), tag (16).
pub(super) const WRAPPED: usize = 72;
const NONCE: usize = 24;

/// Where a key lies: the slot, and the epoch in which it was put there. A slot destroyed in one
/// epoch may serve another message in a later one; the pair never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlotRef {
    /// Number of the slot, from 0.
    pub slot: u64,
    /// Epoch of the allocation, from 1.
    pub epoch: u32,
}

/// A key of 256 random bits that seals one version of one content. Wiped when dropped.
pub struct DataKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(‹redacted›)")
    }
}

impl DataKey {
    pub(crate) fn random() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| KeyError::Randomness)?;
        Ok(Self(bytes))
    }

    /// Input of the derivation of subkeys; never a key of a cipher itself.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn wrap(
        &self,
        kek: &[u8; 32],
        tenant: TenantId,
        slot: u64,
        epoch: u32,
    ) -> Result<[u8; WRAPPED], KeyError> {
        let mut wrapped = [0; WRAPPED];
        let (nonce, sealed) = wrapped.split_at_mut(NONCE);
        getrandom::fill(nonce).map_err(|_| KeyError::Randomness)?;
        let payload = Payload {
            msg: self.0.as_slice(),
            aad: &place(tenant, slot, epoch),
        };
        let nonce = XNonce::try_from(&*nonce).map_err(|_| KeyError::Cipher)?;
        let bytes = XChaCha20Poly1305::new(kek.into())
            .encrypt(&nonce, payload)
            .map_err(|_| KeyError::Cipher)?;
        sealed.copy_from_slice(&bytes);
        Ok(wrapped)
    }

    pub(super) fn unwrap(
        wrapped: &[u8; WRAPPED],
        kek: &[u8; 32],
        tenant: TenantId,
        slot: u64,
        epoch: u32,
    ) -> Option<Self> {
        let (nonce, sealed) = wrapped.split_at(NONCE);
        let payload = Payload {
            msg: sealed,
            aad: &place(tenant, slot, epoch),
        };
        let opened = XChaCha20Poly1305::new(kek.into())
            .decrypt(&XNonce::try_from(nonce).ok()?, payload)
            .map(Zeroizing::new)
            .ok()?;
        let mut bytes = Zeroizing::new([0; 32]);
        if opened.len() != bytes.len() {
            return None;
        }
        bytes.copy_from_slice(&opened);
        Some(Self(bytes))
    }
}

/// What a wrapped key is bound to: moved to another slot, tenant or epoch, it does not open.
fn place(tenant: TenantId, slot: u64, epoch: u32) -> [u8; 28] {
    let mut bytes = [0; 28];
    bytes[..16].copy_from_slice(tenant.as_bytes());
    bytes[16..24].copy_from_slice(&slot.to_be_bytes());
    bytes[24..].copy_from_slice(&epoch.to_be_bytes());
    bytes
}
