//! Parting what one key seals: what stays gets a key of its own, and the old key is destroyed, so
//! that no copy of what goes can be opened.

use tact_domain::live::WithheldReason;
use zeroize::Zeroizing;

use super::{
    StoreError,
    batch::{Batch, number},
    contents::ANNOTATION,
    erasure::Cause,
    lattice::Held,
};
use crate::{
    keys::SlotRef,
    seal::{self, Bound, seal},
};

/// Which part stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// What was written; media were fetched for the analysis and go with it.
    Words,
    /// What was written, and its media.
    WordsAndMedia,
    /// What an analysis concluded from it.
    Conclusions,
}

impl Keep {
    fn keeps(self, field: u8) -> bool {
        (field == ANNOTATION) == (self == Self::Conclusions)
    }
}

impl Batch<'_> {
    /// Moves one part of what a slot seals under a fresh key and destroys the old one; `None` when
    /// nothing of that part is left to open.
    pub(crate) async fn reseal(
        &mut self,
        owner: &[u8; 32],
        slot: SlotRef,
        keep: Keep,
        cause: Cause,
        at: i64,
    ) -> Result<Option<SlotRef>, StoreError> {
        let rows: Vec<(i64, Vec<u8>)> =
            sqlx::query_as("select field, bytes from sealed where slot = $1 order by field")
                .bind(number(slot.slot))
                .fetch_all(&mut *self.sql)
                .await?;
        let tenant = self.keys.tenant();
        let mut kept: Vec<(Bound<'_>, Zeroizing<Vec<u8>>)> = Vec::new();
        if let Some(key) = self.keys.data_key(slot)? {
            for (code, bytes) in rows {
                let Some(field) = u8::try_from(code).ok().filter(|field| keep.keeps(*field)) else {
                    continue;
                };
                let bound = Bound {
                    tenant,
                    owner,
                    field,
                };
                kept.extend(seal::open(&key, bound, &bytes).map(|clear| (bound, clear)));
            }
        }
        if kept.is_empty() {
            self.doom(slot, cause, at);
            return Ok(None);
        }
        let (fresh, key) = self.keys.allocate()?;
        if keep == Keep::WordsAndMedia {
            self.move_media(owner, slot, fresh, &key).await?;
        }
        self.doom(slot, cause, at);
        for (bound, clear) in kept {
            let bytes = seal(self.cipher, &key, bound, 1, &clear)?;
            sqlx::query("insert into sealed (slot, field, bytes) values ($1, $2, $3)")
                .bind(number(fresh.slot))
                .bind(i64::from(bound.field))
                .bind(bytes)
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(Some(fresh))
    }

    /// The words of a message end with their period; what was concluded from them may stay longer.
    pub(crate) async fn expire_words(
        &mut self,
        key: &[u8; 32],
        slot: SlotRef,
        purposes: i64,
    ) -> Result<(), StoreError> {
        let at = super::batch::millis(self.now);
        self.set_apart(key, slot, Cause::Expired, at).await?;
        let fresh = self
            .reseal(key, slot, Keep::Conclusions, Cause::Expired, at)
            .await?;
        // Conclusions rest on the purpose they were made for, and on no other.
        let analysis = 1 << tact_domain::PurposeKind::Analysis as u8;
        let purposes = u8::try_from(purposes & analysis).unwrap_or(0);
        let held = fresh.map_or(Held::Withheld(WithheldReason::Erased), |slot| {
            Held::Concluded { slot, purposes }
        });
        self.hold(key, held).await
    }
}
