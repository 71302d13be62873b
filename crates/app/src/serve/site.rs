//! One company at work: its secrets, its decoder, its store.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, RwLock};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tact_domain::Sensitive;
use tact_intake::webhook::{Decoder, ReceivedEvent, WebhookError, verify_signature};
use tact_privacy::live::{Candidate, LiveKeys, Recipients};
use tact_store::live::{Committer, GroupCommit, NotStored, Store, StoreError};
use zeroize::Zeroize;

use super::desk::Desk;
use crate::accounts::Hasher;
use crate::clock;
use crate::config::{Limits, Reason, Tenant, read_secret};

/// One company at work.
pub(super) struct Site {
    name: Option<String>,
    app_secrets: Vec<Sensitive<Vec<u8>>>,
    /// Digest of the word of the handshake: two digests compare in constant time, whatever the
    /// lengths of the words.
    verify_token: [u8; 32],
    pub(super) decoder: Decoder,
    pub(super) keys: Arc<LiveKeys>,
    recipients: Recipients,
    pub(super) store: Store,
    /// Answers what may be asked of the store.
    pub(super) desk: Desk,
    /// What the configuration says of the company.
    pub(super) tenant: Arc<Tenant>,
    queue: RwLock<Option<GroupCommit>>,
    works: AtomicBool,
}

impl Site {
    /// Opens a company's store and reads its secrets. The second value empties the queue; let it run.
    pub(super) async fn open(
        tenant: &Tenant,
        limits: Limits,
        recipients: Recipients,
        hasher: Arc<Hasher>,
    ) -> Result<(Self, Committer), NotOpened> {
        let secret = |path| read_secret(path).map_err(NotOpened::Secret);
        let app_secrets = tenant
            .whatsapp
            .app_secrets
            .iter()
            .map(|path| Ok(Sensitive::new(secret(path)?.expose().to_vec())))
            .collect::<Result<_, NotOpened>>()?;
        let verify_token = digest(secret(&tenant.whatsapp.verify_token)?.expose());
        let store = Store::open(&tenant.store, &tenant.keys, clock::now()).await?;
        store
            .set_recipients(recipients.clone(), clock::now())
            .await?;
        let keys = store.live_keys();
        let observed: Vec<_> = tenant
            .whatsapp
            .numbers
            .iter()
            .map(|number| (keys.business_number(&number.id), number.observability))
            .collect();
        store.set_numbers(&observed, clock::now()).await?;
        let (queue, committer) = store.group_commit(limits.waiting);
        let numbers = tenant
            .whatsapp
            .numbers
            .iter()
            .map(|number| number.id.clone());
        let site = Self {
            name: tenant.name.clone(),
            app_secrets,
            verify_token,
            decoder: Decoder::new(numbers, tenant.keywords.clone()),
            keys,
            recipients,
            desk: Desk::new(store.clone(), tenant, hasher),
            tenant: Arc::new(tenant.clone()),
            store,
            queue: RwLock::new(Some(queue)),
            works: AtomicBool::new(true),
        };
        Ok((site, committer))
    }

    /// What the gate is to judge, with what recipients of copies call its subject: only now is the id
    /// in memory that they know it by.
    pub(super) fn candidate(&self, event: ReceivedEvent) -> Candidate {
        let subject = self.recipients.subject(&event);
        self.keys.candidate(event).about(subject)
    }

    /// The name in the address of its webhook.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// True when the word of the handshake is ours.
    pub(super) fn knows(&self, word: &str) -> bool {
        digest(word.as_bytes()).ct_eq(&self.verify_token).into()
    }

    /// Checks who sent a body.
    pub(super) fn verify(&self, body: &[u8], signature: Option<&str>) -> Result<(), WebhookError> {
        verify_signature(body, signature, &self.app_secrets)
    }

    /// Stores events: durable when this answers.
    pub(super) async fn append(&self, candidates: Vec<Candidate>) -> Result<(), NotStored> {
        let queue = self.queue.read().ok().and_then(|queue| queue.clone());
        let Some(queue) = queue else {
            return Err(NotStored::Failed);
        };
        let stored = queue.append(candidates).await;
        match stored {
            Ok(()) => self.works.store(true, Relaxed),
            Err(NotStored::Failed) => self.works.store(false, Relaxed),
            // A full queue says that the disk is slow, not that it fails.
            Err(NotStored::Full) => {}
        }
        stored
    }

    /// False since the store failed, until it works again.
    pub(super) fn works(&self) -> bool {
        self.works.load(Relaxed)
    }

    /// Takes no more events; the committer ends once what waits is stored.
    pub(super) fn stop_taking(&self) {
        if let Ok(mut queue) = self.queue.write() {
            *queue = None;
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for secret in self.app_secrets.drain(..) {
            secret.into_inner().zeroize();
        }
        self.verify_token.zeroize();
    }
}

/// Why a company cannot be served.
#[derive(Debug)]
pub(super) enum NotOpened {
    /// A secret cannot be read.
    Secret(Reason),
    /// Data or keys cannot be used.
    Store(StoreError),
}

impl From<StoreError> for NotOpened {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn digest(word: &[u8]) -> [u8; 32] {
    Sha256::digest(word).into()
}
