//! Who answers a command: the server if it runs, else the store, opened for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tact_store::keys::KeyError;
use tact_store::live::{Store, StoreError};

use super::{Ask, Desk, Reply};
use crate::clock;
use crate::config::Tenant;
use crate::serve::caller::Caller;
use crate::serve::control;

/// How often a command tries while another one has the store open.
const TRIES: u32 = 100;
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks the server of a company if it runs, else opens its store for the one question.
///
/// # Errors
/// The store cannot be opened.
pub async fn ask(tenant: &Tenant, question: &Ask) -> Result<Reply, StoreError> {
    let (session, reply) = Session::begin(tenant, question).await?;
    session.end().await?;
    Ok(reply)
}

/// Several questions in a row: to the server if it runs, else to the store, opened once.
pub struct Session {
    keys: PathBuf,
    own: Option<Own>,
}

/// A store opened by a command, and who runs it.
struct Own {
    store: Store,
    desk: Desk,
    caller: Caller,
}

impl Session {
    /// Asks the first question, and stays with whoever answered it.
    ///
    /// # Errors
    /// The store cannot be opened.
    pub async fn begin(tenant: &Tenant, question: &Ask) -> Result<(Self, Reply), StoreError> {
        let keys = tenant.keys.clone();
        let mut tries = 0;
        loop {
            match control::ask(&keys, question).await {
                Ok(reply) => return Ok((Self { keys, own: None }, reply)),
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                    return Err(StoreError::Io {
                        path: keys,
                        source: error,
                    });
                }
                // No server runs.
                Err(_) => {}
            }
            match Store::open(&tenant.store, &keys, clock::now()).await {
                Ok(store) => {
                    let caller = Caller::of_process();
                    let desk = Desk::new(store.clone(), tenant, Arc::default());
                    let recipients = desk.recipients.clone();
                    store.set_recipients(recipients, clock::now()).await?;
                    let reply = desk.answer(question, Some(&caller)).await;
                    let own = Some(Own {
                        store,
                        desk,
                        caller,
                    });
                    return Ok((Self { keys, own }, reply));
                }
                // A server that is starting, or another command: both are soon to be asked or done.
                Err(StoreError::Keys(KeyError::InUse { .. })) if tries < TRIES => tries += 1,
                Err(error) => return Err(error),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Asks another question.
    ///
    /// # Errors
    /// The server has gone.
    pub async fn ask(&self, question: &Ask) -> Result<Reply, StoreError> {
        match &self.own {
            Some(own) => Ok(own.desk.answer(question, Some(&own.caller)).await),
            None => control::ask(&self.keys, question)
                .await
                .map_err(|source| StoreError::Io {
                    path: self.keys.clone(),
                    source,
                }),
        }
    }

    /// Closes the store, where it was opened for this.
    ///
    /// # Errors
    /// The disk refuses; nothing is lost.
    pub async fn end(self) -> Result<(), StoreError> {
        match self.own {
            Some(Own { store, desk, .. }) => {
                drop(desk);
                store.close().await
            }
            None => Ok(()),
        }
    }
}
