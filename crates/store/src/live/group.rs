//! Group commit: requests that wait at the same time share one sync.

use std::time::Duration;

use jiff::Timestamp;
use tact_privacy::live::Candidate;
use thiserror::Error;
use tokio::{
    select,
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::{Instant, sleep_until, timeout_at},
};

use super::{
    Store, StoreError,
    reserve::{Reserve, erases, is_no_room},
};

/// Events of one transaction, unless one request alone brings more.
const EVENTS: usize = 512;
/// How long the first request of a batch waits for others.
const PATIENCE: Duration = Duration::from_millis(4);
/// How long after an erasure the log of the database is copied, to be emptied right after, however
/// many requests wait. One emptying writes and syncs the whole database file; done for each batch it
/// would be most of the work.
const LOG_COPIED_AFTER: Duration = Duration::from_millis(400);

/// Erasures of one transaction on a full disk: what they write fits into the room kept for them.
const ERASED_AT_ONCE: usize = 8;

/// Why events were not stored. Whoever sent them is to send them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotStored {
    /// As many requests wait as may wait.
    #[error("too many requests are waiting; send it again")]
    Full,
    /// The batch failed, or the store is closing.
    #[error("the store could not write; send it again")]
    Failed,
}

struct Waiting {
    candidates: Vec<Candidate>,
    stored: oneshot::Sender<Result<(), NotStored>>,
}

/// Where requests hand in their events. Cheap to clone.
#[derive(Clone, Debug)]
pub struct GroupCommit(mpsc::Sender<Waiting>);

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Waiting(‹redacted›)")
    }
}

impl GroupCommit {
    /// Stores the events of one request: durable when this answers.
    ///
    /// # Errors
    /// The queue is full, or the batch failed; nothing was acknowledged.
    pub async fn append(&self, candidates: Vec<Candidate>) -> Result<(), NotStored> {
        let (stored, answer) = oneshot::channel();
        self.0
            .try_send(Waiting { candidates, stored })
            .map_err(|refused| match refused {
                mpsc::error::TrySendError::Full(_) => NotStored::Full,
                mpsc::error::TrySendError::Closed(_) => NotStored::Failed,
            })?;
        answer.await.unwrap_or(Err(NotStored::Failed))
    }
}

/// The other end: batches what waits.
pub struct Committer {
    queue: mpsc::Receiver<Waiting>,
    store: Store,
    reserve: Reserve,
}

impl std::fmt::Debug for Committer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Committer(‹redacted›)")
    }
}

impl Store {
    /// A queue in which at most `waiting` requests (one at least) wait, and the task that empties
    /// it. The task syncs files: let it run on a thread of its own.
    pub fn group_commit(&self, waiting: usize) -> (GroupCommit, Committer) {
        let (sender, queue) = mpsc::channel(waiting.max(1));
        let committer = Committer {
            queue,
            reserve: Reserve::new(self.folder(), self.keys_folder()),
            store: self.clone(),
        };
        (GroupCommit(sender), committer)
    }
}

impl Committer {
    /// Runs until every [`GroupCommit`] is dropped, and what waits by then is stored. `failed` is
    /// told why a batch failed, once for each.
    pub async fn run(mut self, clock: impl Fn() -> Timestamp, mut failed: impl FnMut(StoreError)) {
        if let Err(error) = self.reserve.keep() {
            failed(error);
        }
        let mut owed: Option<Owed> = None;
        loop {
            let first = match &mut owed {
                None => self.queue.recv().await,
                Some(waiting) => select! {
                    first = self.queue.recv() => first,
                    () = waiting.copied(&self.store) => {
                        owed = self.empty_log(&mut failed).await;
                        continue;
                    }
                },
            };
            let Some(first) = first else { break };
            let batch = self.batch(first).await;
            if self.reserve.is_missing() {
                self.erase_only(batch, clock(), &mut failed).await;
                continue;
            }
            let (mut candidates, mut answers) = (Vec::new(), Vec::new());
            for waiting in batch {
                candidates.extend(waiting.candidates);
                answers.push(waiting.stored);
            }
            let outcome = match self.store.append_quickly(candidates, clock()).await {
                Ok(receipt) if receipt.log_emptied => Ok(()),
                Ok(_) => {
                    owed.get_or_insert_with(Owed::from_now);
                    Ok(())
                }
                Err(error) => {
                    if is_no_room(&error) {
                        self.reserve.give_up();
                    }
                    failed(error);
                    Err(NotStored::Failed)
                }
            };
            for answer in answers {
                // Whoever asked may have hung up meanwhile.
                let _ = answer.send(outcome);
            }
            if let Some(waiting) = &mut owed
                && waiting.is_copied(&self.store)
            {
                owed = self.empty_log(&mut failed).await;
            }
        }
        if owed.is_some() {
            self.empty_log(&mut failed).await;
        }
    }

    /// What waits now and within a moment, as one batch.
    async fn batch(&mut self, first: Waiting) -> Vec<Waiting> {
        let until = Instant::now() + PATIENCE;
        let mut events = first.candidates.len();
        let mut batch = vec![first];
        while events < EVENTS {
            let next = match self.queue.try_recv() {
                Ok(next) => next,
                Err(_) => match timeout_at(until, self.queue.recv()).await {
                    Ok(Some(next)) => next,
                    _ => break,
                },
            };
            events += next.candidates.len();
            batch.push(next);
        }
        batch
    }

    /// The disk is full: what erases is stored, in small pieces whose log is emptied at once; a
    /// request that holds anything else is sent again by whoever sent it.
    async fn erase_only(
        &mut self,
        batch: Vec<Waiting>,
        now: Timestamp,
        failed: &mut impl FnMut(StoreError),
    ) {
        for Waiting { candidates, stored } in batch {
            let events = candidates.len();
            let erasing = candidates.into_iter().filter(|event| erases(event.fact()));
            let mut erasing: Vec<_> = erasing.collect();
            let mut outcome = if erasing.len() == events {
                Ok(())
            } else {
                Err(NotStored::Failed)
            };
            while !erasing.is_empty() {
                let rest = erasing.split_off(erasing.len().min(ERASED_AT_ONCE));
                if let Err(error) = self.store.append(erasing, now).await {
                    failed(error);
                    outcome = Err(NotStored::Failed);
                    break;
                }
                erasing = rest;
            }
            let _ = stored.send(outcome);
        }
    }

    /// When to try again; `None` once the log is empty.
    async fn empty_log(&self, failed: &mut impl FnMut(StoreError)) -> Option<Owed> {
        let emptied = self.store.empty_log().await.unwrap_or_else(|error| {
            failed(error);
            false
        });
        (!emptied).then(Owed::from_now)
    }
}

/// The log of the database is to be emptied of what was erased: most of it is copied beside the
/// writer first, which then has little left to do.
struct Owed {
    from: Instant,
    copying: Option<JoinHandle<()>>,
}

impl Owed {
    fn from_now() -> Self {
        Self {
            from: Instant::now() + LOG_COPIED_AFTER,
            copying: None,
        }
    }

    /// Comes back once the log is copied. May be dropped and called again.
    async fn copied(&mut self, store: &Store) {
        if self.copying.is_none() {
            sleep_until(self.from).await;
        }
        // A copy that failed leaves the more to the writer.
        let _ = self.copying(store).await;
    }

    /// True once the log is copied; begins to copy it when it is time.
    fn is_copied(&mut self, store: &Store) -> bool {
        self.from <= Instant::now() && self.copying(store).is_finished()
    }

    fn copying(&mut self, store: &Store) -> &mut JoinHandle<()> {
        self.copying.get_or_insert_with(|| {
            let store = store.clone();
            tokio::spawn(async move { store.copy_log().await })
        })
    }
}
