//! Results of reports, kept sealed so that they need not be computed again within their hour.
//!
//! A result says nothing of one message: groups under the smallest size are hidden in it, and quotes
//! are opened only when it is shown. It stays for its hour also when something behind it is erased,
//! so that no single deletion can be read off a change; after that hour it is erased: by the next
//! erasure of anything, by the server's next minute, or when the store is next opened.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row;
use tact_domain::live::MessageKey;
use zeroize::Zeroizing;

use super::{
    Store, StoreError, StoreReader,
    batch::{Batch, millis, number},
    contents::open_one,
    erasure::Cause,
    row::slot_of,
};
use crate::seal::{Bound, seal};

/// Field code of a result in key derivation; apart from those of content, conclusions and the
/// address book.
const PUBLICATION: u8 = 220;
/// A result belongs to no message.
const OWNER: [u8; 32] = [0xff; 32];
/// How long a result stands for the present.
pub const PUBLICATION_STANDS: SignedDuration = SignedDuration::from_hours(1);

/// A result to be kept, and the messages its quotes will be opened from.
#[derive(Clone, PartialEq, Eq)]
pub struct Publication {
    /// What was computed, as whoever computed it writes it. Holds no quote.
    pub result: Zeroizing<Vec<u8>>,
    /// Messages to be quoted, in the order of their places.
    pub quoted: Vec<MessageKey>,
}

impl std::fmt::Debug for Publication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Publication(‹redacted›)")
    }
}

impl Publication {
    /// As bytes: number of quoted messages, their keys, the result.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let count = u32::try_from(self.quoted.len()).unwrap_or(0);
        let mut bytes = Zeroizing::new(Vec::with_capacity(
            4 + 32 * self.quoted.len() + self.result.len(),
        ));
        bytes.extend_from_slice(&count.to_be_bytes());
        for key in self.quoted.iter().take(count as usize) {
            bytes.extend_from_slice(key.as_bytes());
        }
        bytes.extend_from_slice(&self.result);
        bytes
    }

    /// From such bytes; `None` when they are not such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let mut quoted = Vec::new();
        for _ in 0..u32::from_be_bytes(*count) {
            let (key, after) = rest.split_first_chunk::<32>()?;
            quoted.push(MessageKey::from_bytes(*key));
            rest = after;
        }
        Some(Self {
            result: Zeroizing::new(rest.to_vec()),
            quoted,
        })
    }
}

impl Store {
    /// Keeps a result under a name, in the place of the one before. `made_at` is the moment whose
    /// state it shows.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn publish(
        &self,
        name: &str,
        publication: &Publication,
        made_at: Timestamp,
    ) -> Result<(), StoreError> {
        let (name, clear) = (name.to_owned(), publication.to_bytes());
        self.transact(made_at, async move |batch| {
            batch.publish(&name, &clear, made_at).await
        })
        .await?;
        Ok(())
    }

    /// Erases results whose hour is over, and answers how many there were.
    ///
    /// # Errors
    /// The disk or the database refuses; they are not shown any more, and go with the next try.
    pub async fn end_publications(&self, now: Timestamp) -> Result<u64, StoreError> {
        let over: i64 = sqlx::query_scalar("select count(*) from publication where made_at <= $1")
            .bind(begun_over(now))
            .fetch_one(self.readers())
            .await?;
        if over == 0 {
            return Ok(0);
        }
        let end = async |batch: &mut Batch<'_>| batch.end_publications().await;
        let (_, ended) = self.transact(now, end).await?;
        Ok(ended)
    }
}

/// Results made up to here have had their hour.
fn begun_over(now: Timestamp) -> i64 {
    let begun = now.saturating_sub(PUBLICATION_STANDS);
    begun.map_or(i64::MIN, millis)
}

impl Batch<'_> {
    async fn publish(
        &mut self,
        name: &str,
        clear: &[u8],
        made_at: Timestamp,
    ) -> Result<(), StoreError> {
        let before =
            sqlx::query("delete from publication where name = $1 returning slot, slot_epoch")
                .bind(name)
                .fetch_all(&mut *self.sql)
                .await?;
        for row in before {
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, Cause::Replaced, millis(made_at)).await?;
            }
        }
        let (slot, key) = self.keys.allocate()?;
        let bound = Bound {
            tenant: self.keys.tenant(),
            owner: &OWNER,
            field: PUBLICATION,
        };
        let bytes = seal(self.cipher, &key, bound, 1, clear)?;
        sqlx::query(
            "insert into publication (name, made_at, slot, slot_epoch, bytes) \
             values ($1, $2, $3, $4, $5)",
        )
        .bind(name)
        .bind(millis(made_at))
        .bind(number(slot.slot))
        .bind(i64::from(slot.epoch))
        .bind(bytes)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    /// Results whose hour is over end, and their keys with them.
    pub(super) async fn end_publications(&mut self) -> Result<u64, StoreError> {
        let rows =
            sqlx::query("delete from publication where made_at <= $1 returning slot, slot_epoch")
                .bind(begun_over(self.now))
                .fetch_all(&mut *self.sql)
                .await?;
        for row in &rows {
            if let Some(slot) = slot_of(row)? {
                self.doom(slot, Cause::Expired, millis(self.now)).await?;
            }
        }
        Ok(rows.len() as u64)
    }
}

impl StoreReader {
    /// The result kept under a name, and the moment whose state it shows; `None` where there is none
    /// whose hour still lasts at `now`.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn publication(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<(Timestamp, Publication)>, StoreError> {
        let row =
            sqlx::query("select made_at, slot, slot_epoch, bytes from publication where name = $1")
                .bind(name)
                .fetch_optional(self.pool())
                .await?;
        let Some(row) = row else { return Ok(None) };
        let made_at = super::rights::instant(row.try_get("made_at")?);
        let age = now.duration_since(made_at);
        // A clock that was set back makes no result of the future stand.
        if age >= PUBLICATION_STANDS || age.is_negative() {
            return Ok(None);
        }
        let Some(slot) = slot_of(&row)? else {
            return Ok(None);
        };
        let bytes: Vec<u8> = row.try_get("bytes")?;
        let clear = open_one(self.keys(), &OWNER, PUBLICATION, slot, &bytes)?;
        let opened = clear.and_then(|clear| Publication::from_bytes(&clear));
        Ok(opened.map(|publication| (made_at, publication)))
    }
}
