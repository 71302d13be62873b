//! What a transaction has read of contacts and threads and need not read again.

use std::collections::{HashMap, HashSet};

use super::{StoreError, batch::Batch};

/// A part of the address book: of whom, which.
type Part = (i64, u8);

/// Emptied whenever contacts are joined, parted or erased.
#[derive(Default)]
pub(crate) struct Seen {
    /// Contacts by the digest of a name.
    pub(crate) contacts: HashMap<[u8; 32], i64>,
    /// Up to when everything of a contact was erased.
    pub(crate) erased: HashMap<i64, Option<i64>>,
    /// When a contact's display name was told last.
    pub(crate) names: HashMap<(i64, [u8; 32]), i64>,
    /// What the address book holds, and when it was told last.
    pub(crate) addresses: HashMap<Part, (i64, [u8; 32])>,
    /// Contacts whose words a hold keeps apart; not asked yet where there is none.
    pub(crate) holds: Option<HashSet<i64>>,
    /// True when anything at all lies apart; not asked yet where there is none.
    pub(crate) apart: Option<bool>,
    /// Threads by number, contact and party.
    pub(crate) threads: HashMap<(Vec<u8>, i64, Vec<u8>), i64>,
}

impl Batch<'_> {
    /// Contacts or threads are not what they were.
    pub(super) fn forget(&mut self) {
        self.seen = Seen::default();
    }

    /// Up to when everything of the contact was erased.
    pub(super) async fn erased_at(&mut self, contact: i64) -> Result<Option<i64>, StoreError> {
        if let Some(erased) = self.seen.erased.get(&contact) {
            return Ok(*erased);
        }
        let erased = sqlx::query_scalar("select erased_at from contact where id = $1")
            .bind(contact)
            .fetch_one(&mut *self.sql)
            .await?;
        self.seen.erased.insert(contact, erased);
        Ok(erased)
    }
}
