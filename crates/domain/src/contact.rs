//! The customer as a person, past the gate: a key inside one run, and a pseudonym.

use serde::Serialize;

/// Index of a contact inside one run: dense, starts at 0, means nothing outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ContactKey(pub u32);

/// Keyed stand-in for a contact's number or name (HMAC-SHA256, first 128 bits). Still personal data.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pseudonym(pub [u8; 16]);

impl std::fmt::Debug for Pseudonym {
    /// Prints nothing of the value: a pseudonym in a log is a person in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonym(‹redacted›)")
    }
}

/// Index into the list of team names of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct TeamId(pub u16);
