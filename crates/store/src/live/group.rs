//! Group commit: requests that wait at the same time share one sync.

use std::time::Duration;

use jiff::Timestamp;
use tact_privacy::live::Candidate;
use thiserror::Error;
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};

use super::{Store, StoreError};

/// Events of one transaction, unless one request alone brings more.
const EVENTS: usize = 256;
/// How long the first request of a batch waits for others.
const PATIENCE: Duration = Duration::from_millis(5);

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
            store: self.clone(),
        };
        (GroupCommit(sender), committer)
    }
}

impl Committer {
    /// Runs until every [`GroupCommit`] is dropped, and what waits by then is stored. `failed` is
    /// told why a batch failed, once for each.
    pub async fn run(mut self, clock: impl Fn() -> Timestamp, mut failed: impl FnMut(StoreError)) {
        while let Some(first) = self.queue.recv().await {
            let until = Instant::now() + PATIENCE;
            let mut events = first.candidates.len();
            let mut batch = vec![first];
            while events < EVENTS {
                let Ok(Some(next)) = timeout_at(until, self.queue.recv()).await else {
                    break;
                };
                events += next.candidates.len();
                batch.push(next);
            }
            let (mut candidates, mut answers) = (Vec::with_capacity(events), Vec::new());
            for waiting in batch {
                candidates.extend(waiting.candidates);
                answers.push(waiting.stored);
            }
            let outcome = match self.store.append(candidates, clock()).await {
                Ok(_) => Ok(()),
                Err(error) => {
                    failed(error);
                    Err(NotStored::Failed)
                }
            };
            for answer in answers {
                // Whoever asked may have hung up meanwhile.
                let _ = answer.send(outcome);
            }
        }
    }
}
