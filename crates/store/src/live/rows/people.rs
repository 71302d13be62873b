//! Contacts, their names and their entries in the address book.

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use tact_domain::live::{Alias, AliasKey};

use super::{Kept, Key};
use crate::{
    keys::SlotRef,
    live::{StoreError, batch::Batch},
};

/// A row of `address`, but for whom and which.
#[derive(Clone)]
pub(in crate::live) struct AddressRow {
    pub(in crate::live) at: i64,
    pub(in crate::live) tie: Vec<u8>,
    pub(in crate::live) slot: SlotRef,
    pub(in crate::live) bytes: Vec<u8>,
}

#[derive(Default)]
pub(super) struct People {
    /// Contacts by the digest of a name; `None` for a name nobody bears yet.
    pub(super) named: HashMap<Key, Option<i64>>,
    pub(super) next: Option<i64>,
    pub(super) fresh: BTreeSet<i64>,
    pub(super) fresh_names: Vec<(Alias, i64)>,
    /// When a contact's display name was told last.
    pub(super) shown_names: HashMap<(Key, i64), i64>,
    /// Up to when everything of a contact was erased.
    pub(super) erased: HashMap<i64, Option<i64>>,
    /// By contact and part.
    pub(super) addresses: HashMap<(i64, u8), Kept<Option<AddressRow>>>,
}

impl Batch<'_> {
    /// The contact who bears a name.
    pub(in crate::live) async fn bearer(
        &mut self,
        name: AliasKey,
    ) -> Result<Option<i64>, StoreError> {
        let key = name.as_bytes();
        if !self.rows.people.named.contains_key(key) {
            self.read_names(&[*key]).await?;
        }
        Ok(self.rows.people.named.get(key).copied().flatten())
    }

    /// A contact bears a name nobody bore.
    pub(in crate::live) fn call(&mut self, contact: i64, name: Alias) {
        let people = &mut self.rows.people;
        people.named.insert(*name.key.as_bytes(), Some(contact));
        people.fresh_names.push((name, contact));
    }

    /// A contact under a number no other ever had: the audit chain keeps numbers for good.
    pub(in crate::live) async fn new_contact(&mut self) -> Result<i64, StoreError> {
        let contact = match self.rows.people.next {
            Some(next) => next,
            None => self.read_next_contact().await?,
        };
        let people = &mut self.rows.people;
        people.next = Some(contact + 1);
        people.fresh.insert(contact);
        people.erased.insert(contact, None);
        Ok(contact)
    }

    /// True for a contact made in this transaction, of whom nothing is in the database yet.
    pub(in crate::live) fn is_fresh(&self, contact: i64) -> bool {
        self.rows.people.fresh.contains(&contact)
    }

    /// A contact's display name was told; false where it waits to be written already.
    pub(in crate::live) fn shown_as(&mut self, contact: i64, name: &Key, at: i64) -> bool {
        let names = &mut self.rows.people.shown_names;
        match names.entry((*name, contact)) {
            Entry::Occupied(mut told) => {
                *told.get_mut() = at.max(*told.get());
                false
            }
            Entry::Vacant(untold) => {
                untold.insert(at);
                true
            }
        }
    }

    /// Up to when everything of the contact was erased.
    pub(in crate::live) async fn erased_at(
        &mut self,
        contact: i64,
    ) -> Result<Option<i64>, StoreError> {
        if !self.rows.people.erased.contains_key(&contact) {
            self.read_contacts(&[contact]).await?;
        }
        Ok(self.rows.people.erased.get(&contact).copied().flatten())
    }

    /// What the address book holds of a contact.
    pub(in crate::live) async fn address(
        &mut self,
        contact: i64,
        part: u8,
    ) -> Result<Option<&AddressRow>, StoreError> {
        if !self.rows.people.addresses.contains_key(&(contact, part)) {
            self.read_addresses(&[contact]).await?;
        }
        let kept = self.rows.people.addresses.get(&(contact, part));
        Ok(kept.and_then(|kept| kept.row.as_ref()))
    }

    /// What the address book holds of a contact is from now on this.
    pub(in crate::live) fn keep_address_row(&mut self, contact: i64, part: u8, row: AddressRow) {
        let kept = Kept::changed(Some(row));
        self.rows.people.addresses.insert((contact, part), kept);
    }
}
