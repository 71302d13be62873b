//! Keyed digests that stand for what the wire names, and the tenant they belong to.

use std::fmt;

/// Defines a 32-byte keyed digest whose value is never printed.
macro_rules! keyed_digest {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 32]);

        impl $name {
            /// From the 32 bytes of the digest.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The 32 bytes, to be bound as a parameter or fed to a key derivation.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            /// Prints nothing of the value: a pseudonym in a log is a person in a log.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(‹redacted›)"))
            }
        }
    };
}

keyed_digest! {
    /// A message: HMAC-SHA256 of its platform id, which on the wire contains the phone number.
    MessageKey
}
keyed_digest! {
    /// One name of a contact: HMAC-SHA256 of a number or of a business-scoped id. Two aliases with
    /// equal keys are the same name, whatever their kinds: a phone number and a `wa_id` of the same
    /// digits give the same key.
    AliasKey
}
keyed_digest! {
    /// A display name, for finding the contacts a consent file names. Never joins two contacts.
    NameKey
}
keyed_digest! {
    /// A group chat.
    GroupKey
}
keyed_digest! {
    /// The platform's mark of the person behind an account: when it changes, the number may have
    /// passed to someone else.
    IdentityKey
}
keyed_digest! {
    /// A business number.
    NumberKey
}

keyed_digest! {
    /// A part of a delivery that was not understood, so that the same part delivered again is not
    /// counted again.
    UnrecognizedKey
}

/// A company whose data, keys and files are apart from all others. 16 random bytes made once, when
/// its store is created; they say nothing of the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TenantId([u8; 16]);

impl TenantId {
    /// From the 16 bytes kept with the store.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
