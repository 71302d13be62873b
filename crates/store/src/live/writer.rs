//! The one place that commits, and the order in which an erasure happens:
//! ledger, slots, rows, log of the database, done.

use std::{
    collections::{HashMap, VecDeque},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use sqlx::{Connection, Row, SqliteConnection};

use super::{
    StoreError,
    audit::Ends,
    batch::{Batch, Doomed},
    erasure::Cause,
    import::Arrivals,
    journal::{Journal, taken_in},
    ledger::{Erased, Ledger},
    seen::Seen,
};
use crate::keys::Keys;
use crate::seal::Cipher;

/// How many erasures the percentile looks back on.
const REMEMBERED: usize = 4096;

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
    log_is_full: bool,
    watch: Box<dyn ErasureWatch>,
    times: VecDeque<Duration>,
    /// Keys destroyed since the store was opened.
    pub(crate) destroyed: u64,
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
            log_is_full: false,
            watch,
            times: VecDeque::new(),
            destroyed: 0,
        };
        writer.journalled = taken_in(&mut writer.sql).await?;
        writer.finish(&known, now).await?;
        Ok(writer)
    }

    /// Runs one transaction, all or nothing. Keys are durable before rows that name them; keys of
    /// what the transaction ends are destroyed before it commits.
    pub(crate) async fn transact<T>(
        &mut self,
        now: Timestamp,
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
        let done = match self.attempt(now, work).await {
            Ok((doomed, answer)) => {
                let concluded = self.conclude(&doomed, begun).await;
                concluded.map(|receipt| (receipt, answer))
            }
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.keys.abandon();
            // Fails only where no transaction is open any more.
            let _ = sqlx::raw_sql("rollback").execute(&mut self.sql).await;
        }
        done.map_err(|error| error.within(&self.folder))
    }

    async fn attempt<T>(
        &mut self,
        now: Timestamp,
        work: impl AsyncFnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<(Vec<Doomed>, T), StoreError> {
        let noted = self.journal.count();
        let mut batch = self.begin(now).await?;
        let answer = work(&mut batch).await?;
        batch.settle_arrivals().await?;
        if !batch.doomed.is_empty() {
            batch.end_publications().await?;
        }
        batch.mark().await?;
        let rights = std::mem::take(&mut batch.journal);
        if !rights.is_empty() {
            batch.took_in(noted + rights.len() as u64).await?;
        }
        let (head, removed) = (batch.head, batch.removed);
        let doomed = std::mem::take(&mut batch.doomed);
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
        self.journalled = self.journal.count();
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
            views: HashMap::new(),
            seen: Seen::default(),
            head: None,
            removed: None,
            touched: HashMap::new(),
            journal: Vec::new(),
            arrivals: Arrivals::default(),
        })
    }

    /// After the commit: the log of the database is emptied and the ledger told.
    async fn conclude(&mut self, doomed: &[Doomed], begun: Instant) -> Result<Receipt, StoreError> {
        let mut receipt = Receipt {
            log_emptied: true,
            ..Receipt::default()
        };
        if doomed.is_empty() && !self.log_is_full {
            return Ok(receipt);
        }
        if !doomed.is_empty() {
            self.reached(ErasureStep::RowsCommitted)?;
        }
        self.log_is_full = !self.empty_log().await?;
        receipt.log_emptied = !self.log_is_full;
        if !self.log_is_full {
            self.reached(ErasureStep::LogEmptied)?;
            self.ledger.done()?;
        }
        self.unfinished.clear();
        self.destroyed += doomed.len() as u64;
        for doomed in doomed {
            *receipt.destroyed.entry(doomed.cause).or_default() += 1;
        }
        if !doomed.is_empty() {
            if self.times.len() == REMEMBERED {
                self.times.pop_front();
            }
            self.times.push_back(begun.elapsed());
        }
        Ok(receipt)
    }

    /// Lets the database go before the keys are unlocked.
    pub(super) async fn shut(self) {
        // An error here leaves a log that the next start reads.
        let _ = self.sql.close().await;
    }

    /// True when no page of the past is left in the log.
    pub(crate) async fn empty_log(&mut self) -> Result<bool, StoreError> {
        let row = sqlx::query("pragma wal_checkpoint(truncate)")
            .fetch_one(&mut self.sql)
            .await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    /// Finishes erasures the ledger knows.
    async fn finish(
        &mut self,
        known: &HashMap<u64, Erased>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let rights = self.journal.since(self.journalled)?;
        let (count, mut batch) = (self.journal.count(), self.begin(now).await?);
        let worked = batch.catch_up(known, rights, count).await;
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
                if changed {
                    self.destroyed += known.len().max(1) as u64;
                    self.log_is_full = !self.empty_log().await?;
                    if !self.log_is_full {
                        self.ledger.done()?;
                    }
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
        let mut times: Vec<_> = self.times.iter().copied().collect();
        times.sort_unstable();
        let place = (times.len() * 99).div_ceil(100);
        times.get(place.checked_sub(1)?).copied()
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
