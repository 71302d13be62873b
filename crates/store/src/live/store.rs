//! The store as the rest of the product sees it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;
use sqlx::SqlitePool;
use tact_domain::live::{ContentField, MessageKey};
use tact_privacy::live::{Candidate, LiveKeys};
use zeroize::Zeroizing;

use super::{
    Act, StoreError,
    audit::AuditAction,
    batch::Batch,
    contents::{connection, open_slot},
    log::LogEmptying,
    row::slot_of,
    schema,
    writer::{ErasureWatch, Receipt, Unwatched, Writer},
    writer_thread::WriterThread,
};
use crate::keys::{KeyReader, Keys};

/// The sealed store of one tenant. Cheap to clone; one process has it open. The last clone to be
/// dropped waits for the turn that is running.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
    keys_folder: PathBuf,
    keys: KeyReader,
    live_keys: Arc<LiveKeys>,
    writer: Arc<WriterThread>,
    readers: SqlitePool,
    beside: SqlitePool,
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
    /// It was deleted, or its key was destroyed.
    Deleted,
    /// Its key or its bytes are damaged: nobody deleted it, and nothing opens it any more.
    Unreadable,
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
        let (folder, place) = (store.to_owned(), keys.to_owned());
        let keys_folder = keys.to_owned();
        let open = async move || {
            let mut keys = Keys::open(&place, &folder, now)?;
            let mut sql = schema::writer(&folder).await?;
            let keys_are_used = !keys.live_slots()?.is_empty();
            if !schema::bind_tenant(&mut sql, keys.tenant(), keys_are_used).await? {
                return Err(StoreError::Foreign { path: folder });
            }
            Writer::open(&folder, sql, keys, watch, now).await
        };
        let read = |writer: &Writer| (writer.keys.reader(), writer.keys.live_keys());
        let (writer, (keys, live_keys)) = WriterThread::start(open, read).await?;
        let store = Self {
            folder: store.to_owned(),
            keys_folder,
            keys,
            live_keys: Arc::new(live_keys),
            writer: Arc::new(writer),
            readers: schema::readers(store).await?,
            beside: schema::beside(store).await?,
        };
        store.end_publications(now).await?;
        Ok(store)
    }

    /// Of the last erasures, the time in which 99 of 100 were done. `None` before the first.
    pub async fn erasure_p99(&self) -> Option<Duration> {
        let read = async |writer: &mut Writer| Ok(writer.erasure_p99());
        self.turn(read).await.ok().flatten()
    }

    /// How many keys were destroyed since the store was opened: when it changes, a mirror is behind.
    ///
    /// # Errors
    /// The store has stopped.
    pub async fn destroyed(&self) -> Result<u64, StoreError> {
        self.turn(async |writer: &mut Writer| Ok(writer.destroyed))
            .await
    }

    /// Begins a new epoch of keys once the present one has lasted a week. True when it did.
    ///
    /// # Errors
    /// The disk refuses; the present epoch goes on.
    pub async fn rotate_if_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        let due = self
            .turn(async move |writer| Ok(writer.keys.epoch_is_over(now)))
            .await?;
        if due {
            self.rotate(&Act::of_server(now)).await?;
        }
        Ok(due)
    }

    /// Begins a new epoch of keys: every living key is wrapped anew, and what an older copy of the
    /// slot file could open is opened by nothing any more. Answers its number.
    ///
    /// # Errors
    /// The disk refuses; the present epoch goes on.
    pub async fn rotate(&self, act: &Act) -> Result<u32, StoreError> {
        let act = act.clone();
        self.turn(async move |writer| {
            writer.keys.rotate(act.at)?;
            let epoch = writer.keys.epoch();
            let note = async |batch: &mut Batch<'_>| {
                let action = AuditAction::KeysRotated;
                batch.audit(&act, action, None, i64::from(epoch)).await
            };
            writer.transact(act.at, LogEmptying::Now, note).await?;
            Ok(epoch)
        })
        .await
    }

    /// Keys of the digests that stand for ids.
    pub fn live_keys(&self) -> Arc<LiveKeys> {
        self.live_keys.clone()
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
        self.transact(now, async move |batch| batch.append(candidates).await)
            .await
            .map(|(receipt, ())| receipt)
    }

    /// The same, but for the log of the database: [`Store::empty_log`] is to be called once nobody
    /// waits. What was erased has lost its keys and its rows when this answers.
    pub(super) async fn append_quickly(
        &self,
        candidates: Vec<Candidate>,
        now: Timestamp,
    ) -> Result<Receipt, StoreError> {
        let fold = async move |batch: &mut Batch<'_>| batch.append(candidates).await;
        let turn =
            async move |writer: &mut Writer| writer.transact(now, LogEmptying::Later, fold).await;
        self.turn(turn).await.map(|(receipt, ())| receipt)
    }

    /// Copies most of the log into the database while the writer goes on, so that emptying it soon
    /// after holds up nobody for long. What could not be copied is left to that.
    pub(super) async fn copy_log(&self) {
        let copying = sqlx::query("pragma wal_checkpoint(passive)");
        let _ = copying.execute(&self.beside).await;
    }

    /// Empties the log of the database where erasures wait for it. True when none waits any more.
    pub(super) async fn empty_log(&self) -> Result<bool, StoreError> {
        self.turn(async |writer| writer.empty_owed_log().await)
            .await
    }

    /// The content of a message, opened. A key that was destroyed shows as deleted; what is damaged
    /// is told apart, and is no error: the rest is served.
    ///
    /// # Errors
    /// The database or the slot file cannot be read at all.
    pub async fn content(&self, message: MessageKey) -> Result<Shown, StoreError> {
        let shown = self.open_content(message).await;
        shown.map_err(|error| error.within(&self.folder))
    }

    async fn open_content(&self, message: MessageKey) -> Result<Shown, StoreError> {
        let key = message.as_bytes();
        let row = sqlx::query("select slot, slot_epoch from message where key = $1")
            .bind(&key[..])
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else {
            let buried: Option<i64> = sqlx::query_scalar(
                "select 1 from tombstone where key = $1 union all select 1 from folded where key = $1",
            )
                .bind(&key[..])
                .fetch_optional(&self.readers)
                .await?;
            return Ok(buried.map_or(Shown::Nothing, |_| Shown::Deleted));
        };
        let Some(slot) = slot_of(&row)? else {
            return Ok(Shown::Nothing);
        };
        let mut sql = connection(&self.readers).await?;
        let opened = open_slot(&mut sql, &self.keys, key, slot).await?;
        Ok(match opened {
            Some(opened) => Shown::Content(opened.fields),
            None if self.keys.is_destroyed(slot)? => Shown::Deleted,
            None => Shown::Unreadable,
        })
    }

    /// Empties the log of the database and lets readers go: the last act of a graceful stop.
    ///
    /// # Errors
    /// The disk refuses; nothing is lost, the log is read at the next start.
    pub async fn close(self) -> Result<(), StoreError> {
        self.readers.close().await;
        self.beside.close().await;
        self.turn(async |writer| writer.shut_log().await).await
    }

    /// Does something with the writer, once its turn has come.
    pub(super) async fn turn<T: Send + 'static>(
        &self,
        work: impl AsyncFnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.turn(work).await
    }

    /// One transaction, all or nothing, with what it answers.
    pub(super) async fn transact<T: Send + 'static>(
        &self,
        now: Timestamp,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<(Receipt, T), StoreError> {
        self.turn(async move |writer| writer.transact(now, LogEmptying::Now, work).await)
            .await
    }

    pub(super) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    pub(super) fn keys_folder(&self) -> &Path {
        &self.keys_folder
    }

    pub(super) fn keys(&self) -> &KeyReader {
        &self.keys
    }

    /// Where the data is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
