//! The store as the rest of the product sees it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use sqlx::{SqliteConnection, SqlitePool};
use tact_domain::live::{ContentField, MessageKey, UnrecognizedKind};
use tact_privacy::live::{Candidate, LiveKeys};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::{
    StoreError,
    batch::{Batch, number},
    message::slot_of,
    schema,
};
use crate::keys::Keys;
use crate::seal::{self, Bound, Cipher};

/// The sealed store of one tenant. Cheap to clone; one process has it open.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
    writer: Arc<Mutex<Writer>>,
    readers: SqlitePool,
}

/// Everything that writes, in one place, one batch at a time.
pub(crate) struct Writer {
    pub(crate) sql: SqliteConnection,
    pub(crate) keys: Keys,
    pub(crate) cipher: Cipher,
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
        let mut keys = Keys::open(keys, store, now)?;
        let mut sql = schema::writer(store).await?;
        let keys_are_used = !keys.live_slots()?.is_empty();
        if !schema::bind_tenant(&mut sql, keys.tenant(), keys_are_used).await? {
            return Err(StoreError::Foreign {
                path: store.to_owned(),
            });
        }
        sweep_unfinished(&mut sql, &mut keys).await?;
        let readers = schema::readers(store).await?;
        Ok(Self {
            folder: store.to_owned(),
            writer: Arc::new(Mutex::new(Writer {
                sql,
                keys,
                cipher: Cipher::of_this_processor(),
            })),
            readers,
        })
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
    ) -> Result<(), StoreError> {
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
            .await
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

    pub(crate) async fn writer(&self) -> tokio::sync::MutexGuard<'_, Writer> {
        self.writer.lock().await
    }

    /// Where the data is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Writer {
    /// Runs one transaction. Keys are durable before rows that name them; keys of what the
    /// transaction ends are destroyed before it commits.
    pub(crate) async fn transact(
        &mut self,
        now: Timestamp,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let done = self.attempt(now, work).await;
        if done.is_err() {
            self.keys.abandon();
            // Fails only where no transaction is open any more.
            let _ = sqlx::raw_sql("rollback").execute(&mut self.sql).await;
        }
        done
    }

    async fn attempt(
        &mut self,
        now: Timestamp,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        sqlx::raw_sql("begin immediate")
            .execute(&mut self.sql)
            .await?;
        let mut batch = Batch {
            sql: &mut self.sql,
            keys: &mut self.keys,
            cipher: self.cipher,
            now,
            doomed: Vec::new(),
            views: HashMap::new(),
        };
        work(&mut batch).await?;
        let doomed = std::mem::take(&mut batch.doomed);
        for doomed in &doomed {
            self.keys.doom(doomed.slot);
        }
        self.keys.sync()?;
        sqlx::raw_sql("commit").execute(&mut self.sql).await?;
        Ok(())
    }
}

/// Destroys keys that no row names: the batch they were made in never came to its end.
async fn sweep_unfinished(sql: &mut SqliteConnection, keys: &mut Keys) -> Result<(), StoreError> {
    let mut named: Vec<i64> = sqlx::query_scalar(
        "select slot from message where slot is not null \
         union all select slot from reaction where slot is not null \
         union all select slot from annotation union all select slot from address",
    )
    .fetch_all(&mut *sql)
    .await?;
    named.sort_unstable();
    for slot in keys.live_slots()? {
        if named.binary_search(&number(slot)).is_err() {
            keys.doom(crate::keys::SlotRef {
                slot,
                epoch: keys.epoch(),
            });
        }
    }
    keys.sync()?;
    Ok(())
}
