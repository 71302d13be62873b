//! The store as the rest of the product sees it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;
use sqlx::SqlitePool;
use tact_domain::live::{ContentField, MessageKey, UnrecognizedKind};
use tact_privacy::live::{Candidate, LiveKeys};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::{
    StoreError,
    batch::number,
    message::slot_of,
    schema,
    writer::{ErasureWatch, Receipt, Unwatched, Writer},
};
use crate::keys::Keys;
use crate::seal::{self, Bound};

/// The sealed store of one tenant. Cheap to clone; one process has it open.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
    writer: Arc<Mutex<Writer>>,
    readers: SqlitePool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store(‹redacted›)")
    }
}

/// What is shown of a message's content.
#[derive(Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its fields, in clear, wiped when dropped.
    Content(Vec<(ContentField, Zeroizing<Vec<u8>>)>),
    /// There is no content to show: it was withheld, or has none.
    Nothing,
    /// It was deleted, or its key is gone.
    Deleted,
}

impl Store {
    /// Opens data and keys, making both at first use.
    ///
    /// # Errors
    /// One of the folders cannot be used, or the two do not belong together.
    pub async fn open(store: &Path, keys: &Path, now: Timestamp) -> Result<Self, StoreError> {
        Self::open_watched(store, keys, now, Box::new(Unwatched)).await
    }

    /// The same, with somebody who watches erasures go by.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_watched(
        store: &Path,
        keys: &Path,
        now: Timestamp,
        watch: Box<dyn ErasureWatch>,
    ) -> Result<Self, StoreError> {
        let mut keys = Keys::open(keys, store, now)?;
        let mut sql = schema::writer(store).await?;
        let keys_are_used = !keys.live_slots()?.is_empty();
        if !schema::bind_tenant(&mut sql, keys.tenant(), keys_are_used).await? {
            return Err(StoreError::Foreign {
                path: store.to_owned(),
            });
        }
        let writer = Writer::open(store, sql, keys, watch, now).await?;
        let readers = schema::readers(store).await?;
        Ok(Self {
            folder: store.to_owned(),
            writer: Arc::new(Mutex::new(writer)),
            readers,
        })
    }

    /// Of the last erasures, the time in which 99 of 100 were done. `None` before the first.
    pub async fn erasure_p99(&self) -> Option<Duration> {
        self.writer.lock().await.erasure_p99()
    }

    /// Begins a new epoch of keys once the present one has lasted a week. True when it did.
    ///
    /// # Errors
    /// The disk refuses; the present epoch goes on.
    pub async fn rotate_if_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        let mut writer = self.writer.lock().await;
        let due = writer.keys.epoch_is_over(now);
        if due {
            writer.keys.rotate(now)?;
        }
        Ok(due)
    }

    /// Keys of the digests that stand for ids.
    pub async fn live_keys(&self) -> LiveKeys {
        self.writer.lock().await.keys.live_keys()
    }

    /// Folds a batch of events in: durable when this returns, or nothing of it is.
    ///
    /// # Errors
    /// The disk or the database refuses; the batch may be given again.
    pub async fn append(
        &self,
        candidates: Vec<Candidate>,
        now: Timestamp,
    ) -> Result<Receipt, StoreError> {
        let mut writer = self.writer.lock().await;
        writer
            .transact(now, async |batch| {
                for candidate in candidates {
                    batch.append(candidate).await?;
                }
                Ok(())
            })
            .await
    }

    /// Counts what was met and not understood.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn count_unrecognized(
        &self,
        kinds: &[(UnrecognizedKind, u64)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer.lock().await;
        writer
            .transact(now, async |batch| {
                for (kind, by) in kinds {
                    let name = format!("unrecognized.{}", kind.word());
                    batch.count(&name, number(*by)).await?;
                }
                Ok(())
            })
            .await?;
        Ok(())
    }

    /// The content of a message, opened. A key that is gone or damaged shows as deleted.
    ///
    /// # Errors
    /// The database or the slot file cannot be read at all.
    pub async fn content(&self, message: MessageKey) -> Result<Shown, StoreError> {
        let key = message.as_bytes();
        let mut writer = self.writer.lock().await;
        let row = sqlx::query("select slot, slot_epoch from message where key = $1")
            .bind(&key[..])
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else {
            let buried: Option<i64> = sqlx::query_scalar("select 1 from tombstone where key = $1")
                .bind(&key[..])
                .fetch_optional(&self.readers)
                .await?;
            return Ok(buried.map_or(Shown::Nothing, |_| Shown::Deleted));
        };
        let Some(slot) = slot_of(&row)? else {
            return Ok(Shown::Nothing);
        };
        let Some(data_key) = writer.keys.data_key(slot)? else {
            return Ok(Shown::Deleted);
        };
        let tenant = writer.keys.tenant();
        drop(writer);
        let rows: Vec<(i64, Vec<u8>)> =
            sqlx::query_as("select field, bytes from sealed where slot = $1 order by field")
                .bind(number(slot.slot))
                .fetch_all(&self.readers)
                .await?;
        let mut fields = Vec::with_capacity(rows.len());
        for (code, bytes) in rows {
            let field = u8::try_from(code).ok().and_then(ContentField::from_code);
            let Some(field) = field else { continue };
            let bound = Bound {
                tenant,
                owner: key,
                field: field.code(),
            };
            match seal::open(&data_key, bound, &bytes) {
                Some(clear) => fields.push((field, clear)),
                None => return Ok(Shown::Deleted),
            }
        }
        Ok(Shown::Content(fields))
    }

    /// Empties the log of the database and lets readers go: the last act of a graceful stop.
    ///
    /// # Errors
    /// The disk refuses; nothing is lost, the log is read at the next start.
    pub async fn close(self) -> Result<(), StoreError> {
        self.readers.close().await;
        self.writer.lock().await.empty_log().await.map(|_| ())
    }

    pub(crate) async fn writer(&self) -> tokio::sync::MutexGuard<'_, Writer> {
        self.writer.lock().await
    }

    /// Where the data is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
