//! Finishing what an interruption left: erasures the ledger knows and the rows do not.

use std::collections::HashMap;

use sqlx::Row;
use tact_domain::live::{MessageKey, WithheldReason};

use super::{
    StoreError,
    batch::{Batch, number},
    erasure::Cause,
    journal::Right,
    lattice::Held,
    ledger::Erased,
    revoke::Burial,
    row::{digest, slot_of},
};
use crate::keys::SlotRef;

/// Rows that name a slot, whatever they are.
const NAMING: [(&str, Holder); 6] = [
    (
        "select key as owner, direction, slot, slot_epoch from message where slot is not null",
        Holder::Message,
    ),
    (
        "select target as owner, actor as direction, slot, slot_epoch from reaction where slot is not null",
        Holder::Reaction,
    ),
    (
        "select tie as owner, contact as direction, slot, slot_epoch from address",
        Holder::Address,
    ),
    (
        "select zeroblob(32) as owner, 0 as direction, slot, slot_epoch from publication",
        Holder::Publication,
    ),
    (
        "select id as owner, contact as direction, slot, slot_epoch from hold",
        Holder::Hold,
    ),
    (
        "select message as owner, contact as direction, slot, slot_epoch from held",
        Holder::Held,
    ),
];

#[derive(Clone, Copy)]
enum Holder {
    Message,
    Reaction,
    Address,
    Publication,
    Hold,
    Held,
}

impl Batch<'_> {
    /// Does what ledger and journal know and the rows do not. True when there was something to do.
    pub(super) async fn catch_up(
        &mut self,
        ledger: &HashMap<u64, Erased>,
        rights: Vec<Right>,
        count: u64,
    ) -> Result<bool, StoreError> {
        let behind = !rights.is_empty();
        let changed = self.recover(ledger).await?;
        self.replay(rights).await?;
        self.took_in(count).await?;
        // What the journal ends here has no entry in the ledger: its keys go with the others'.
        for doomed in std::mem::take(&mut self.doomed) {
            self.keys.doom(doomed.slot);
        }
        self.finish_rows().await?;
        Ok(changed || behind)
    }

    /// Brings the rows to where the ledger is, destroys keys whose destruction was interrupted, and
    /// keys no row names. True when there was something to finish.
    pub(super) async fn recover(
        &mut self,
        ledger: &HashMap<u64, Erased>,
    ) -> Result<bool, StoreError> {
        let (mut named, mut changed) = (Vec::new(), false);
        for (query, holder) in NAMING {
            for row in sqlx::query(query).fetch_all(&mut *self.sql).await? {
                let Some(slot) = slot_of(&row)? else { continue };
                let erased = ledger
                    .get(&slot.slot)
                    .filter(|erased| slot.epoch <= erased.epoch);
                let Some(erased) = erased else {
                    named.push(slot.slot);
                    continue;
                };
                changed = true;
                let owner = digest(row.try_get("owner")?);
                if let Some(owner) = owner {
                    self.finish(holder, &owner, row.try_get("direction")?, slot, erased)
                        .await?;
                }
            }
        }
        named.sort_unstable();
        let epoch = self.keys.epoch();
        for slot in self.keys.live_slots()? {
            if named.binary_search(&slot).is_err() {
                // Destroying is no news for the ledger where it asked for it.
                self.keys.doom(SlotRef { slot, epoch });
                changed = true;
            }
        }
        Ok(changed || ledger.values().any(|erased| !erased.done))
    }

    async fn finish(
        &mut self,
        holder: Holder,
        owner: &[u8; 32],
        direction: i64,
        slot: SlotRef,
        erased: &Erased,
    ) -> Result<(), StoreError> {
        let deletion = erased.cause.revoker();
        match holder {
            Holder::Message => match (deletion, erased.cause) {
                (Some(by), _) => {
                    let key = MessageKey::from_bytes(*owner);
                    let burial = Burial {
                        by,
                        direction,
                        at: erased.at,
                        thread: None,
                    };
                    self.bury(key, burial).await?;
                }
                // What takes its place was never acknowledged and is delivered again.
                (None, Cause::Replaced) => {
                    self.hold(owner, Held::None).await?;
                }
                (None, Cause::ConsentEnded) => {
                    let ended = Held::Withheld(WithheldReason::ConsentEnded);
                    self.hold(owner, ended).await?;
                }
                (None, _) => {
                    let gone = Held::Withheld(WithheldReason::Erased);
                    self.hold(owner, gone).await?;
                }
            },
            Holder::Reaction => {
                sqlx::query("delete from reaction where target = $1 and actor = $2")
                    .bind(&owner[..])
                    .bind(direction)
                    .execute(&mut *self.sql)
                    .await?;
            }
            // Its reason is destroyed when it ends, and then only.
            Holder::Hold => {
                sqlx::query("delete from hold where slot = $1")
                    .bind(number(slot.slot))
                    .execute(&mut *self.sql)
                    .await?;
                self.release(direction).await?;
            }
            Holder::Held => self.forget_apart(number(slot.slot)).await?,
            Holder::Publication => {
                sqlx::query("delete from publication where slot = $1")
                    .bind(number(slot.slot))
                    .execute(&mut *self.sql)
                    .await?;
            }
            Holder::Address => {
                sqlx::query("delete from address where contact = $1 and slot = $2")
                    .bind(direction)
                    .bind(number(slot.slot))
                    .execute(&mut *self.sql)
                    .await?;
            }
        }
        self.unseal(number(slot.slot));
        Ok(())
    }
}
