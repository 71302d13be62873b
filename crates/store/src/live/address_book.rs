//! The sealed address book: the newest name of a contact, and how to reach them.

use sqlx::Row;
use tact_domain::live::Envelope;
use tact_privacy::live::SecretBytes;

use super::{
    StoreError,
    batch::{Batch, millis},
    erasure::Cause,
    row::{digest, slot_of},
    rows::{AddressRow, many},
};
use crate::seal::{Bound, open};

/// Field codes of the address book in key derivation; apart from those of content.
pub(crate) const NAME: u8 = 200;
pub(crate) const ADDRESS: u8 = 201;
/// Both of them.
pub(super) const PARTS: [u8; 2] = [NAME, ADDRESS];

impl Batch<'_> {
    /// Of two names, and of two addresses, the one told last stays. It is bound to the contact it was
    /// sealed for, so that it is sealed anew for the one who stays.
    pub(super) async fn merge_addresses(
        &mut self,
        first: i64,
        second: i64,
    ) -> Result<(), StoreError> {
        let rows = sqlx::query("select * from address where contact = $1")
            .bind(second)
            .fetch_all(&mut *self.sql)
            .await?;
        for row in rows {
            let (Some(slot), Some(tie)) = (slot_of(&row)?, digest(row.try_get("tie")?)) else {
                continue;
            };
            let part = u8::try_from(row.try_get::<i64, _>("part")?).unwrap_or(0);
            let bound = Bound {
                tenant: self.keys.tenant(),
                owner: &owner(second),
                field: part,
            };
            let sealed: Vec<u8> = row.try_get("bytes")?;
            let clear = self
                .keys
                .data_key(slot)?
                .and_then(|key| open(&key, bound, &sealed));
            if let Some(clear) = clear {
                self.keep_address(first, part, row.try_get("at")?, &tie, &clear)
                    .await?;
            }
        }
        self.drop_addresses(second, &PARTS, Cause::Replaced, i64::MAX)
            .await?;
        Ok(())
    }

    /// Destroys parts of what the address book holds of a contact, as far as they were told until a
    /// moment.
    pub(crate) async fn drop_addresses(
        &mut self,
        contact: i64,
        parts: &[u8],
        cause: Cause,
        until: i64,
    ) -> Result<u64, StoreError> {
        self.settle().await?;
        let query = "delete from address where contact = $1 and at <= $2 \
             and part in (select value from json_each($3)) returning slot, slot_epoch";
        let rows = sqlx::query(query)
            .bind(contact)
            .bind(until)
            .bind(many::numbers(parts.iter().map(|part| i64::from(*part))))
            .fetch_all(&mut *self.sql)
            .await?;
        let dropped = rows.len() as u64;
        for row in rows {
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, cause, millis(self.now));
            }
        }
        Ok(dropped)
    }

    /// Keeps the newest name and address of a contact who agreed to something that needs them.
    pub(super) async fn address_book(
        &mut self,
        contact: i64,
        envelope: &Envelope,
        name: Option<SecretBytes>,
        address: Option<SecretBytes>,
    ) -> Result<(), StoreError> {
        let name_tie = envelope.name.map(|name| *name.as_bytes());
        let address_tie = envelope
            .contact
            .iter()
            .map(|alias| *alias.key.as_bytes())
            .max();
        for (part, tie, clear) in [(NAME, name_tie, name), (ADDRESS, address_tie, address)] {
            let (Some(tie), Some(clear)) = (tie, clear) else {
                continue;
            };
            self.keep_address(contact, part, millis(envelope.at), &tie, clear.expose())
                .await?;
        }
        Ok(())
    }

    async fn keep_address(
        &mut self,
        contact: i64,
        part: u8,
        at: i64,
        tie: &[u8; 32],
        clear: &[u8],
    ) -> Result<(), StoreError> {
        let erased = self.erased_at(contact).await?;
        if erased.is_some_and(|erased| at <= erased) {
            return Ok(());
        }
        let known = self.address(contact, part).await?.cloned();
        if let Some(row) = known {
            if (row.at, row.tie.as_slice()) >= (at, &tie[..]) {
                return Ok(());
            }
            if row.tie == tie {
                // The same value, told later: its key may stay.
                self.keep_address_row(contact, part, AddressRow { at, ..row });
                return Ok(());
            }
            self.doom(row.slot, Cause::Replaced, at);
        }
        let (slot, bytes) = self.seal_one(&owner(contact), part, clear)?;
        let row = AddressRow {
            at,
            tie: tie.to_vec(),
            slot,
            bytes,
        };
        self.keep_address_row(contact, part, row);
        Ok(())
    }
}

/// What the address book of a contact is bound to.
pub(crate) fn owner(contact: i64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[24..].copy_from_slice(&contact.to_be_bytes());
    bytes
}
