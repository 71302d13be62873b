//! One transaction: events fold into rows, contents are sealed, keys to destroy are collected.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sqlx::SqliteConnection;
use tact_domain::WithdrawnBy;
use tact_domain::live::{Envelope, LiveFact, NumberKey, WithheldReason};
use tact_privacy::live::{Candidate, ConsentView, Content, LiveRecord, Recipients, References};

use super::{
    ErasureEvent, StoreError,
    audit::Head,
    erasure::Cause,
    import::Arrivals,
    journal::Right,
    lattice::{Held, direction_code},
    rows::{Rows, acts_on_person},
};
use crate::keys::{KeyError, Keys, SlotRef};
use crate::seal::{Bound, Cipher, seal};

/// A key to destroy before the transaction commits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doomed {
    pub(crate) slot: SlotRef,
    pub(crate) cause: Cause,
    /// When what ended it happened, milliseconds.
    pub(crate) at: i64,
}

/// What the steps of one transaction share.
pub(crate) struct Batch<'a> {
    /// Call [`Batch::settle`] before saying anything here to a table of [`Rows`].
    pub(crate) sql: &'a mut SqliteConnection,
    pub(crate) keys: &'a mut Keys,
    pub(crate) cipher: Cipher,
    pub(crate) now: Timestamp,
    pub(crate) doomed: Vec<Doomed>,
    /// Slots whose words were set apart under another key in this transaction.
    pub(crate) spared: HashSet<u64>,
    /// Keys to destroy once this transaction has committed: until then they are the only ones that
    /// open words a hold keeps.
    pub(crate) later: Vec<Doomed>,
    pub(crate) views: HashMap<i64, ConsentView>,
    pub(crate) rows: Rows,
    /// The newest entry this transaction adds to the audit chain.
    pub(crate) head: Option<Head>,
    /// The newest entry this transaction removes from its beginning.
    pub(crate) removed: Option<Head>,
    /// What the rights journal is to know before this transaction commits.
    pub(crate) journal: Vec<Right>,
    /// Who holds copies, and what they call the subject of the event at hand.
    pub(crate) recipients: Recipients,
    pub(crate) subject: References,
    /// Threads whose conversations are to be cut anew, and from when on.
    pub(crate) touched: HashMap<i64, i64>,
    /// What was told of messages that an export may have told before.
    pub(super) arrivals: Arrivals,
}

impl Batch<'_> {
    /// Folds events in, one after another.
    pub(crate) async fn append(&mut self, candidates: Vec<Candidate>) -> Result<(), StoreError> {
        let mut coming = candidates.into_iter();
        loop {
            self.look_ahead(coming.as_slice()).await?;
            let Some(candidate) = coming.next() else {
                return Ok(());
            };
            self.append_one(candidate).await?;
        }
    }

    async fn append_one(&mut self, mut candidate: Candidate) -> Result<(), StoreError> {
        self.subject = candidate.take_subject();
        let contact = self.contact(candidate.envelope()).await?;
        let view = match contact {
            Some(contact) => self.view(contact).await?,
            None => ConsentView::default(),
        };
        let edited = match candidate.fact() {
            LiveFact::Edit(edit) => Some((edit.clone(), millis(candidate.envelope().at))),
            _ => None,
        };
        let record = match candidate.admit(&view) {
            Ok(admitted) => admitted.into_inner(),
            Err(reason) => {
                // Whoever objected is kept out here; who holds copies is told all the same, and what a
                // hold keeps of the version before goes.
                if let Some((edit, at)) = edited {
                    let told = ErasureEvent::MessageEdited;
                    self.travel(told, edit.event.as_bytes(), at).await?;
                    // An export alone may have told the words, under a key of its own.
                    if let (Some(contact), WithheldReason::OptedOut) = (contact, reason)
                        && !self.lies_apart(edit.target.as_bytes()).await?
                    {
                        let direction = direction_code(edit.direction);
                        self.drop_apart_before_edit(contact, direction, at).await?;
                    }
                    self.drop_older_apart(edit.target.as_bytes(), at).await?;
                }
                self.count(&format!("withheld.{}", reason.word()), 1);
                return Ok(());
            }
        };
        self.fold(record, contact).await
    }

    pub(super) async fn fold(
        &mut self,
        record: LiveRecord,
        contact: Option<i64>,
    ) -> Result<(), StoreError> {
        let LiveRecord {
            envelope,
            fact,
            content,
            profile_name,
            address,
        } = record;
        if acts_on_person(&fact) {
            self.settle().await?;
        }
        if let Some(contact) = contact {
            self.address_book(contact, &envelope, profile_name, address)
                .await?;
        }
        let content = match contact {
            Some(contact) => self.after_erasure(contact, &envelope, content).await?,
            None => content,
        };
        match fact {
            LiveFact::Message(seen) => self.message(&envelope, contact, &seen, content).await,
            LiveFact::Edit(edit) => self.edit(&envelope, contact, &edit, content).await,
            LiveFact::Revoke(revoke) => self.revoke(&envelope, contact, &revoke).await,
            LiveFact::Reaction(reaction) => {
                self.reaction(&envelope, contact, &reaction, content).await
            }
            LiveFact::Status(status) => self.status(&envelope, contact, &status).await,
            LiveFact::Request(asked) => match contact {
                Some(contact) => self.request(contact, &envelope, &asked).await,
                None => Ok(()),
            },
            LiveFact::Identity(change) => self.identity(&envelope, &change).await,
            LiveFact::Marketing(wish) => match contact {
                Some(contact) => self.marketing(contact, &envelope, wish).await,
                None => Ok(()),
            },
            LiveFact::ChatOpened => match contact {
                Some(contact) => self.chat_opened(contact, &envelope).await,
                None => Ok(()),
            },
            LiveFact::History(phase) => {
                let event = format!("{}/{}", phase.phase, phase.chunk);
                let code = i64::from(phase.progress);
                self.platform_fact(&envelope, "history", &event, code, 0)
                    .await
            }
            LiveFact::HistoryRefused(code) => {
                let at = millis(envelope.at);
                self.platform_fact(&envelope, "history", "refused", code.unwrap_or(0), at)
                    .await
            }
            LiveFact::Account(notice) => {
                let at = millis(notice.at.unwrap_or(envelope.at));
                let event = notice.event.as_deref().unwrap_or_default();
                self.platform_fact(
                    &envelope,
                    &notice.field,
                    event,
                    notice.code.unwrap_or(0),
                    at,
                )
                .await
            }
        }
    }

    /// Seals the fields of one version under a fresh key.
    pub(crate) fn seal_fields(
        &mut self,
        owner: &[u8; 32],
        content: &Content,
    ) -> Result<Held, KeyError> {
        let (fields, purposes) = match content {
            Content::None => return Ok(Held::None),
            Content::Withheld(reason) => return Ok(Held::Withheld(*reason)),
            Content::Held { fields, purposes } => (fields, purposes),
        };
        let (slot, key) = self.keys.allocate()?;
        for (field, clear) in fields {
            let bound = Bound {
                tenant: self.keys.tenant(),
                owner,
                field: field.code(),
            };
            let bytes = seal(self.cipher, &key, bound, 1, clear.expose())?;
            self.keep_sealed(number(slot.slot), i64::from(field.code()), bytes);
        }
        let purposes = purposes
            .iter()
            .fold(0, |bits, purpose| bits | 1 << purpose as u8);
        Ok(Held::Sealed { slot, purposes })
    }

    /// Seals one value of the address book under a key of its own.
    pub(crate) fn seal_one(
        &mut self,
        owner: &[u8; 32],
        field: u8,
        clear: &[u8],
    ) -> Result<(SlotRef, Vec<u8>), StoreError> {
        let (slot, key) = self.keys.allocate()?;
        let bound = Bound {
            tenant: self.keys.tenant(),
            owner,
            field,
        };
        let bytes = seal(self.cipher, &key, bound, 1, clear)?;
        Ok((slot, bytes))
    }

    /// Destroys what a slot seals: the key before the commit, the ciphertext with it.
    pub(crate) fn doom(&mut self, slot: SlotRef, cause: Cause, at: i64) {
        let doomed = Doomed { slot, cause, at };
        if self.spared.remove(&slot.slot) {
            self.later.push(doomed);
        } else {
            self.doomed.push(doomed);
        }
        self.unseal(number(slot.slot));
    }

    pub(crate) fn doom_held(&mut self, held: Held, cause: Cause, at: i64) {
        if let Some(slot) = held.slot() {
            self.doom(slot, cause, at);
        }
    }

    /// Writes what waits, and marks the threads this transaction changed.
    pub(crate) async fn finish_rows(&mut self) -> Result<(), StoreError> {
        self.settle().await?;
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "update thread set recut_from = min(coalesce(recut_from, t.value), t.value) \
             from json_each($1) t where thread.id = cast(t.key as integer)",
        )
        .bind(serde_json::to_string(&touched).unwrap_or_default())
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    /// What was written before its contact was erased does not come back.
    async fn after_erasure(
        &mut self,
        contact: i64,
        envelope: &Envelope,
        content: Content,
    ) -> Result<Content, StoreError> {
        if content == Content::None {
            return Ok(content);
        }
        let erased = self.erased_at(contact).await?;
        Ok(if erased.is_some_and(|at| millis(envelope.at) <= at) {
            Content::Withheld(WithheldReason::Erased)
        } else {
            content
        })
    }

    async fn chat_opened(&mut self, contact: i64, envelope: &Envelope) -> Result<(), StoreError> {
        sqlx::query("insert into chat_opened (contact, number, at) values ($1, $2, $3) on conflict do nothing")
            .bind(contact)
            .bind(number_bytes(envelope.number))
            .bind(millis(envelope.at))
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    async fn platform_fact(
        &mut self,
        envelope: &Envelope,
        field: &str,
        event: &str,
        code: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("insert into platform_fact (number, field, event, code, at) values ($1, $2, $3, $4, $5) on conflict do nothing")
            .bind(number_bytes(envelope.number))
            .bind(field)
            .bind(event)
            .bind(code)
            .bind(at)
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }
}

/// A time as the database keeps it.
pub(crate) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// A count as the database keeps it.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(crate) fn number_bytes(number: Option<NumberKey>) -> Vec<u8> {
    number.map_or_else(Vec::new, |number| number.as_bytes().to_vec())
}

pub(crate) fn by_code(by: WithdrawnBy) -> i64 {
    match by {
        WithdrawnBy::Contact => 0,
        WithdrawnBy::Business => 1,
        WithdrawnBy::Admin => 2,
    }
}
