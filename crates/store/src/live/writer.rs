//! The one place that commits, and the order in which an erasure happens:
//! ledger, slots, rows, log of the database, done.

use std::{
    collections::{HashMap, HashSet},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection};
use tact_privacy::live::{Recipients, References};

use super::{
    StoreError,
    audit::Ends,
    batch::{Batch, Doomed},
    erasure::Cause,
    import::Arrivals,
    journal::{Journal, taken_in},
    ledger::{Erased, Ledger},
    log::{self, LogEmptying, OwedLog},
    rows::Rows,
};
use crate::keys::Keys;
use crate::seal::Cipher;

/// A point an erasure has reached; the process may die right after any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasureStep {
    /// The ledger names the slots.
    LedgerWritten,
    /// The slots are overwritten.
    KeysDestroyed,
    /// Rows and tombstones are committed.
    RowsCommitted,
    /// The log of the database is empty.
    LogEmptied,
}

/// Watches erasures go by. A test stops one by returning an error, as a power cut would.
pub trait ErasureWatch: Send {
    /// Called after each step.
    ///
    /// # Errors
    /// Whatever is to stop the erasure here.
    fn reached(&mut self, step: ErasureStep) -> io::Result<()>;
}

/// Lets every step pass.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl ErasureWatch for Unwatched {
    fn reached(&mut self, _step: ErasureStep) -> io::Result<()> {
        Ok(())
    }
}

/// What a batch destroyed, without a word of what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Destroyed keys by cause.
    pub destroyed: HashMap<Cause, u64>,
    /// False while a long read still holds back pages of the database's log; their keys are gone
    /// already, and the log is emptied with the next batch.
    pub log_emptied: bool,
}

/// Everything that writes.
pub(crate) struct Writer {
    pub(crate) sql: SqliteConnection,
    pub(crate) keys: Keys,
    cipher: Cipher,
    folder: PathBuf,
    ledger: Ledger,
    ends: Ends,
    pub(crate) journal: Journal,
    /// Records of the journal the database has taken in.
    journalled: u64,
    /// What the ledger holds of an erasure that did not come to its end in this process.
    unfinished: HashMap<u64, Erased>,
    log: OwedLog,
    /// Keys to destroy now that what they sealed lies apart.
    later: Vec<Doomed>,
    watch: Box<dyn ErasureWatch>,
    /// Keys destroyed since the store was opened.
    pub(crate) destroyed: u64,
    /// Who holds copies and is told what was erased.
    pub(crate) recipients: Recipients,
}

impl Writer {
    /// Opens the ledger and finishes what it knows to be unfinished.
    pub(crate) async fn open(
        folder: &Path,
        sql: SqliteConnection,
        keys: Keys,
        watch: Box<dyn ErasureWatch>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let (ledger, known) = Ledger::open(keys.folder())?;
        let ends = Ends::read(keys.folder())?;
        let journal = Journal::open(keys.folder())?;
        let mut writer = Self {
            ends,
            journalled: journal.count(),
            journal,
            sql,
            keys,
            cipher: Cipher::of_this_processor(),
            folder: folder.to_owned(),
            ledger,
            unfinished: HashMap::new(),
            log: OwedLog::default(),
            later: Vec::new(),
            watch,
            destroyed: 0,
            recipients: Recipients::default(),
        };
        writer.journalled = taken_in(&mut writer.sql).await?;
        writer.finish(&known, now).await?;
        writer.destroy_later(now).await?;
        Ok(writer)
    }

    /// Runs one transaction, all or nothing. Keys are durable before rows that name them; keys of
    /// what the transaction ends are destroyed before it commits.
    pub(crate) async fn transact<T>(
        &mut self,
        now: Timestamp,
        emptying: LogEmptying,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<(Receipt, T), StoreError> {
        let begun = Instant::now();
        if !self.unfinished.is_empty() || self.journal.count() != self.journalled {
            let known = std::mem::take(&mut self.unfinished);
            if let Err(error) = self.finish(&known, now).await {
                self.unfinished = known;
                return Err(error);
            }
        }
        self.destroy_later(now).await?;
        let done = match self.attempt(now, work).await {
            Ok((doomed, answer)) => {
                let concluded = self.conclude(&doomed, begun, emptying).await;
                concluded.map(|receipt| (receipt, answer))
            }
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.keys.abandon();
            // Fails only where no transaction is open any more.
            let _ = sqlx::raw_sql("rollback").execute(&mut self.sql).await;
        }
        let (mut receipt, answer) = done.map_err(|error| error.within(&self.folder))?;
        if let Some(later) = self.destroy_later(now).await? {
            for (cause, count) in later.destroyed {
                *receipt.destroyed.entry(cause).or_default() += count;
            }
            receipt.log_emptied &= later.log_emptied;
        }
        Ok((receipt, answer))
    }

    /// Destroys the keys of what was set apart: a transaction of its own, after the one that gave
    /// the words another key, so that nothing a hold keeps is lost between the two.
    async fn destroy_later(&mut self, now: Timestamp) -> Result<Option<Receipt>, StoreError> {
        if self.later.is_empty() {
            return Ok(None);
        }
        let (begun, later) = (Instant::now(), self.later.clone());
        let work = async move |batch: &mut Batch<'_>| {
            batch.doomed.extend(later);
            Ok(())
        };
        let done = match self.attempt(now, work).await {
            Ok((doomed, ())) => {
                self.later.clear();
                self.conclude(&doomed, begun, LogEmptying::Now).await
            }
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.keys.abandon();
            // Fails only where no transaction is open any more.
            let _ = sqlx::raw_sql("rollback").execute(&mut self.sql).await;
        }
        done.map(Some).map_err(|error| error.within(&self.folder))
    }

    async fn attempt<T>(
        &mut self,
        now: Timestamp,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<(Vec<Doomed>, T), StoreError> {
        let (begun, noted) = (Instant::now(), self.journal.count());
        let mut batch = self.begin(now).await?;
        let answer = work(&mut batch).await?;
        batch.settle_arrivals().await?;
        if !batch.doomed.is_empty() {
            batch.end_publications().await?;
        }
        batch.finish_rows().await?;
        let rights = std::mem::take(&mut batch.journal);
        let ends_rows = !rights.is_empty();
        if !rights.is_empty() {
            batch.took_in(noted + rights.len() as u64).await?;
        }
        let (head, removed) = (batch.head, batch.removed);
        let doomed = std::mem::take(&mut batch.doomed);
        let later = std::mem::take(&mut batch.later);
        if !rights.is_empty() {
            self.journal.add(&rights)?;
        }
        if !doomed.is_empty() {
            let epoch = self.keys.epoch();
            self.ledger.begin(&doomed, epoch)?;
            // From here on only finishing is left, whatever fails.
            self.unfinished = doomed
                .iter()
                .map(|doomed| (doomed.slot.slot, pending(doomed, epoch)))
                .collect();
            self.reached(ErasureStep::LedgerWritten)?;
            for doomed in &doomed {
                self.keys.doom(doomed.slot);
            }
        }
        self.keys.sync()?;
        if !doomed.is_empty() {
            self.reached(ErasureStep::KeysDestroyed)?;
        }
        if removed.is_some() {
            // Before the rows go: entries that are there although they may be missing harm nothing.
            self.ends.removed = removed;
            self.ends.write(self.keys.folder())?;
        }
        sqlx::raw_sql("commit").execute(&mut self.sql).await?;
        if ends_rows && doomed.is_empty() {
            // No key went, but rows did: what they said lies in the log still.
            self.log.owe(begun);
        }
        self.journalled = self.journal.count();
        self.later.extend(later);
        if head.is_some() {
            self.ends.newest = head;
            self.ends.write(self.keys.folder())?;
        }
        Ok((doomed, answer))
    }

    async fn begin(&mut self, now: Timestamp) -> Result<Batch<'_>, StoreError> {
        sqlx::raw_sql("begin immediate")
            .execute(&mut self.sql)
            .await?;
        Ok(Batch {
            sql: &mut self.sql,
            keys: &mut self.keys,
            cipher: self.cipher,
            now,
            doomed: Vec::new(),
            spared: HashSet::new(),
            later: Vec::new(),
            views: HashMap::new(),
            rows: Rows::default(),
            head: None,
            removed: None,
            touched: HashMap::new(),
            journal: Vec::new(),
            recipients: self.recipients.clone(),
            subject: References::default(),
            arrivals: Arrivals::default(),
        })
    }

    /// After the commit: the log of the database is emptied and the ledger told.
    async fn conclude(
        &mut self,
        doomed: &[Doomed],
        begun: Instant,
        emptying: LogEmptying,
    ) -> Result<Receipt, StoreError> {
        let mut receipt = Receipt::default();
        if !doomed.is_empty() {
            self.reached(ErasureStep::RowsCommitted)?;
            self.log.owe(begun);
        }
        if emptying == LogEmptying::Now {
            self.empty_owed_log().await?;
        }
        self.unfinished.clear();
        self.destroyed += doomed.len() as u64;
        for doomed in doomed {
            *receipt.destroyed.entry(doomed.cause).or_default() += 1;
        }
        receipt.log_emptied = !self.log.is_owed();
        Ok(receipt)
    }

    /// Empties the log of the database where erasures wait for it; a reader may hold it back.
    /// True when none waits any more.
    pub(super) async fn empty_owed_log(&mut self) -> Result<bool, StoreError> {
        if self.log.is_owed() && log::empty(&mut self.sql).await? {
            self.reached(ErasureStep::LogEmptied)?;
            self.ledger.done()?;
            self.log.is_paid();
        }
        Ok(!self.log.is_owed())
    }

    /// Empties the log of the database, whether or not an erasure waits for it.
    pub(super) async fn shut_log(&mut self) -> Result<(), StoreError> {
        self.empty_owed_log().await?;
        log::empty(&mut self.sql).await.map(|_| ())
    }

    /// Lets the database go before the keys are unlocked.
    pub(super) async fn shut(self) {
        // An error here leaves a log that the next start reads.
        let _ = self.sql.close().await;
    }

    /// Finishes erasures the ledger knows.
    async fn finish(
        &mut self,
        known: &HashMap<u64, Erased>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let begun = Instant::now();
        let rights = self.journal.since(self.journalled)?;
        let (count, mut batch) = (self.journal.count(), self.begin(now).await?);
        let worked = batch.catch_up(known, rights, count).await;
        let later = std::mem::take(&mut batch.later);
        let committed = match worked {
            Ok(changed) => match self.keys.sync() {
                Ok(()) => Ok(changed),
                Err(error) => Err(error.into()),
            },
            Err(error) => Err(error),
        };
        match committed {
            Ok(changed) => {
                sqlx::raw_sql("commit").execute(&mut self.sql).await?;
                self.journalled = count;
                self.later.extend(later);
                if changed {
                    self.destroyed += known.len().max(1) as u64;
                    self.log.owe(begun);
                    self.empty_owed_log().await?;
                }
                Ok(())
            }
            Err(error) => {
                self.keys.abandon();
                let _ = sqlx::raw_sql("rollback").execute(&mut self.sql).await;
                Err(error.within(&self.folder))
            }
        }
    }

    fn reached(&mut self, step: ErasureStep) -> Result<(), StoreError> {
        self.watch
            .reached(step)
            .map_err(|source| StoreError::io(&self.folder, source))
    }

    /// Of the last erasures, the time in which 99 of 100 were done: from the batch's turn to the
    /// ledger's last word. `None` before the first.
    pub(crate) fn erasure_p99(&self) -> Option<Duration> {
        self.log.p99()
    }
}

fn pending(doomed: &Doomed, epoch: u32) -> Erased {
    Erased {
        cause: doomed.cause,
        epoch,
        slot: doomed.slot.slot,
        at: doomed.at,
        done: false,
    }
}
