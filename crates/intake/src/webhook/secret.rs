//! Words and identifiers as they came: wiped from memory when dropped, never printed.

use std::fmt;

use zeroize::Zeroizing;

/// Text of a person, or a part of a message. Wiped when dropped; `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for the one use it is kept for.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Its UTF-8 bytes, without a copy.
    pub fn into_bytes(mut self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(std::mem::take(&mut *self.0).into_bytes())
    }
}

impl From<Zeroizing<String>> for SecretText {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// The platform's id of a message. Contains the phone number, so it is a person's data: it has no
/// `Debug`, no `Display` and no `Serialize`, and leaves this room as a keyed digest only.
///
/// ```compile_fail,E0277
/// let id = tact_intake::webhook::Wamid::new("wamid.x".into());
/// println!("{id:?}");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Wamid(Zeroizing<String>);

impl Wamid {
    /// From the id as the platform writes it; case matters.
    pub fn new(id: String) -> Self {
        Self(Zeroizing::new(id))
    }

    /// From an id read off the wire.
    pub(super) fn read(id: SecretText) -> Self {
        Self(id.0)
    }

    /// The id, to be hashed or sent back to the platform.
    pub fn expose(&self) -> &str {
        &self.0
    }
}
