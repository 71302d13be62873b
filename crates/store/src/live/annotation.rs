//! What an analysis concluded from a message, sealed under the message's own key: it goes when the
//! message goes, or when it is edited.

use jiff::Timestamp;
use sqlx::Row;
use tact_domain::{PurposeKind, live::MessageKey};
use zeroize::Zeroizing;

use super::{
    Annotation, Store, StoreError,
    batch::{Batch, number},
    contents::ANNOTATION,
    rights::instant,
    row::slot_of,
};
use crate::{
    keys::SlotRef,
    seal::{self, Bound, seal},
};

/// The version of a content that something was concluded from. An edit makes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentVersion(pub(crate) SlotRef);

/// What was concluded from one version of one message.
#[derive(Clone, Debug)]
pub struct Concluded {
    /// The message.
    pub message: MessageKey,
    /// Its content, as it was read.
    pub version: ContentVersion,
    /// The conclusions.
    pub annotation: Annotation,
}

/// Bytes before the conclusions themselves: message, slot, epoch, schema, length.
const HEAD: usize = 32 + 8 + 4 + 4 + 4;

impl Concluded {
    /// Many conclusions as bytes, for the process that has the store open. They are derived from
    /// words: only for its ears.
    pub fn to_bytes(all: &[Self]) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(all.len() * (HEAD + 32)));
        for one in all {
            let length = u32::try_from(one.annotation.bytes.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(one.message.as_bytes());
            bytes.extend_from_slice(&one.version.0.slot.to_be_bytes());
            bytes.extend_from_slice(&one.version.0.epoch.to_be_bytes());
            bytes.extend_from_slice(&one.annotation.schema.to_be_bytes());
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(&one.annotation.bytes);
        }
        bytes
    }

    /// The conclusions in such bytes; `None` when they are not such bytes.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Vec<Self>> {
        let mut all = Vec::new();
        while !bytes.is_empty() {
            let (key, rest) = bytes.split_first_chunk::<32>()?;
            let (slot, rest) = rest.split_first_chunk::<8>()?;
            let (epoch, rest) = rest.split_first_chunk::<4>()?;
            let (schema, rest) = rest.split_first_chunk::<4>()?;
            let (length, rest) = rest.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
            let (conclusions, rest) = rest.split_at_checked(length)?;
            all.push(Self {
                message: MessageKey::from_bytes(*key),
                version: ContentVersion(SlotRef {
                    slot: u64::from_be_bytes(*slot),
                    epoch: u32::from_be_bytes(*epoch),
                }),
                annotation: Annotation {
                    schema: u32::from_be_bytes(*schema),
                    bytes: conclusions.to_vec().into(),
                },
            });
            bytes = rest;
        }
        Some(all)
    }
}

impl Store {
    /// Keeps conclusions beside the contents they were drawn from. One whose content was edited or
    /// erased meanwhile, or whose consent to analysis has ended, is dropped. Answers how many were
    /// kept.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn annotate(
        &self,
        conclusions: Vec<Concluded>,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.transact(now, async move |batch| {
            let mut kept = 0;
            for concluded in &conclusions {
                kept += u64::from(batch.annotate(concluded).await?);
            }
            Ok(kept)
        })
        .await
        .map(|(_, kept)| kept)
    }
}

impl Batch<'_> {
    async fn annotate(&mut self, concluded: &Concluded) -> Result<bool, StoreError> {
        let owner = concluded.message.as_bytes();
        let row = sqlx::query(
            "select contact, content_at, slot, slot_epoch from message \
             where key = $1 and content_state = 4",
        )
        .bind(&owner[..])
        .fetch_optional(&mut *self.sql)
        .await?;
        let Some(row) = row else { return Ok(false) };
        let (contact, written): (Option<i64>, Option<i64>) =
            (row.try_get("contact")?, row.try_get("content_at")?);
        let slot = slot_of(&row)?.filter(|slot| *slot == concluded.version.0);
        let (Some(contact), Some(written), Some(slot)) = (contact, written, slot) else {
            return Ok(false);
        };
        let view = self.view(contact).await?;
        if !view.covers(PurposeKind::Analysis, instant(written)) {
            return Ok(false);
        }
        let Some(key) = self.keys.data_key(slot)? else {
            return Ok(false);
        };
        let before: Option<Vec<u8>> =
            sqlx::query_scalar("select bytes from sealed where slot = $1 and field = $2")
                .bind(number(slot.slot))
                .bind(i64::from(ANNOTATION))
                .fetch_optional(&mut *self.sql)
                .await?;
        // Each rewrite under one key has a subkey of its own.
        let version = before.as_deref().and_then(seal::version_of).unwrap_or(0);
        let bound = Bound {
            tenant: self.keys.tenant(),
            owner,
            field: ANNOTATION,
        };
        let bytes = seal(
            self.cipher,
            &key,
            bound,
            version.saturating_add(1),
            &concluded.annotation.to_clear(),
        )?;
        sqlx::query("insert or replace into sealed (slot, field, bytes) values ($1, $2, $3)")
            .bind(number(slot.slot))
            .bind(i64::from(ANNOTATION))
            .bind(bytes)
            .execute(&mut *self.sql)
            .await?;
        Ok(true)
    }
}
