//! Chat exports into the store, beside what webhooks tell. Start at [`Store::import`].
//!
//! What an export tells is matched with what is known (`cell`), and what is new goes the way of every
//! event. What arrives later meets it in `arrival`.

mod arrival;
mod cell;
mod known;
mod place;
mod report;
mod who;

pub(in crate::live) use cell::{AMEND, MINUTE, RECALL};
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tact_domain::{
    Direction,
    live::{MessageKey, WithheldReason},
};
use tact_privacy::live::{ExportedMessage, ExportedThread, Fate, LiveKeys};

pub(super) use arrival::{Arrivals, Gone, GoneWords};
pub use report::{ImportReport, ImportWithheld};

use self::{
    cell::{Claim, Class, Item, Outcome, SKEW, minute, settle},
    known::{Doubt, Known},
    place::Place,
};
use super::{
    Act, ErasureEvent, RetentionPeriods, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, millis, number},
    lattice::Held,
    retention,
};

/// How a piece of an export is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// It is kept.
    Keep,
    /// It is tried, and nothing of it stays.
    Rehearse,
}

impl Store {
    /// Takes in pieces of threads of exports: durable when this returns, or nothing of them is. A
    /// piece must hold whole minutes. The same pieces again change nothing.
    ///
    /// # Errors
    /// The disk or the database refuses; the pieces may be given again.
    pub async fn import(
        &self,
        exports: Vec<ExportedThread>,
        mode: ImportMode,
        periods: RetentionPeriods,
        now: Timestamp,
    ) -> Result<ImportReport, StoreError> {
        let keys = self.live_keys();
        let rehearsed = std::sync::Arc::new(std::sync::Mutex::new(None));
        let result = rehearsed.clone();
        let done = self
            .transact(now, async move |batch| {
                let mut report = ImportReport::default();
                for export in &exports {
                    report.add(&batch.import(&keys, export, periods).await?);
                }
                if mode == ImportMode::Rehearse {
                    if let Ok(mut result) = result.lock() {
                        *result = Some(report);
                    }
                    return Err(StoreError::Rehearsed);
                }
                Ok(report)
            })
            .await;
        match done {
            Err(StoreError::Rehearsed) => Ok(rehearsed
                .lock()
                .ok()
                .and_then(|report| *report)
                .unwrap_or_default()),
            done => done.map(|(_, report)| report),
        }
    }

    /// Writes into the audit chain that an import begins, of so many chats.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn import_begins(&self, chats: u64, act: &Act) -> Result<(), StoreError> {
        self.note(AuditAction::ImportBegun, chats, act).await
    }

    /// Writes into the audit chain that an import came to its end, with so many new messages.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn import_ends(&self, new: u64, act: &Act) -> Result<(), StoreError> {
        self.note(AuditAction::ImportEnded, new, act).await
    }

    async fn note(&self, action: AuditAction, count: u64, act: &Act) -> Result<(), StoreError> {
        let (act, at) = (act.clone(), act.at);
        let note =
            async move |batch: &mut Batch<'_>| batch.audit(&act, action, None, number(count)).await;
        self.transact(at, note).await.map(|_| ())
    }
}

impl Batch<'_> {
    async fn import(
        &mut self,
        keys: &LiveKeys,
        export: &ExportedThread,
        periods: RetentionPeriods,
    ) -> Result<ImportReport, StoreError> {
        let mut report = ImportReport::default();
        let (Some(first), Some(contact)) = (
            export.messages.first(),
            self.exported_contact(export).await?,
        ) else {
            return Ok(report);
        };
        // Two contacts may just have become one: what was imported of either is settled before.
        self.settle_arrivals().await?;
        // Whoever objected is not counted: nothing written while they did enters.
        let view = self.view(contact).await?;
        let (objected, messages): (Vec<_>, Vec<_>) = export
            .messages
            .iter()
            .partition(|message| view.objects_to(message.at));
        report.withheld.opted_out = objected.len() as u64;
        for message in objected {
            if let Fate::Deleted(by) = message.fate {
                self.drop_apart_around(contact, message, by).await?;
            }
        }
        if messages.is_empty() {
            return Ok(report);
        }
        // Whatever became empty before is gone now, so that the thread found here is there to stay.
        self.settle().await?;
        let envelope = export.envelope(first.at);
        let Some(thread) = self.thread(&envelope, Some(contact), None).await? else {
            return Ok(report);
        };
        let place = Place {
            keys,
            export,
            contact,
            thread,
            expired_before: retention::past(self.now, periods.content),
        };
        for direction in [Direction::Inbound, Direction::Outbound] {
            let messages: Vec<_> = messages
                .iter()
                .copied()
                .filter(|message| message.author.direction() == direction)
                .collect();
            self.import_direction(&place, direction, &messages, periods, &mut report)
                .await?;
        }
        self.left(Some(thread));
        Ok(report)
    }

    async fn import_direction(
        &mut self,
        place: &Place<'_>,
        direction: Direction,
        messages: &[&ExportedMessage],
        periods: RetentionPeriods,
        report: &mut ImportReport,
    ) -> Result<(), StoreError> {
        let times = messages.iter().map(|message| millis(message.at));
        let (Some(from), Some(to)) = (times.clone().min(), times.max()) else {
            return Ok(());
        };
        let span = (from, to);
        let folded_before = retention::past(self.now, retention::fold_period(periods));
        let mut known = self.known_between(place.thread, direction, span).await?;
        let doubt = self
            .doubt(place.thread, direction, span, folded_before)
            .await?;
        known.extend(
            self.folded_graves(place, direction, messages, folded_before)
                .await?,
        );
        let items: Vec<Item> = known.iter().map(|known| known.item.clone()).collect();
        let claims: Vec<Claim> = messages.iter().map(|message| claim(message)).collect();
        let settled = settle(&items, &claims, |at| doubt.lies_at(at));
        let keys = place.keys_for(direction, messages);
        self.read_messages(&keys).await?;
        self.read_graves(&keys).await?;
        for silenced in settled.silenced {
            if let Some(known) = known.get(silenced) {
                self.silence(&known.key).await?;
            }
        }
        for (message, outcome) in messages.iter().zip(settled.outcomes) {
            let known = |place: usize| known.get(place);
            match outcome {
                Outcome::Known(at) => {
                    report.known += 1;
                    if let Some(found) = known(at)
                        && lacks_words(found, message)
                        && !doubtful(&items, &doubt, message)
                    {
                        self.complete(place, message, found, report).await?;
                    }
                }
                Outcome::Replaces(at) => {
                    report.known += 1;
                    report.edited += 1;
                    if let Some(found) = known(at) {
                        if found.item.exported {
                            let at = millis(message.at);
                            self.telling_travels(ErasureEvent::MessageEdited, &found.key, at)
                                .await?;
                        }
                        let edit = place
                            .export
                            .edit(message, MessageKey::from_bytes(found.key));
                        self.admit(place, edit, &mut ImportReport::default())
                            .await?;
                    }
                }
                Outcome::Deletes(at) => {
                    report.deleted += 1;
                    if let (Some(found), Fate::Deleted(by)) = (known(at), message.fate) {
                        self.delete_marked(place, direction, found, by).await?;
                    }
                }
                Outcome::New | Outcome::InDoubt => {
                    report.new += 1;
                    let keep = outcome == Outcome::New;
                    self.place_new(place, message, keep, report).await?;
                }
                Outcome::NewDeletion => {
                    report.deletions += 1;
                    if let Fate::Deleted(by) = message.fate {
                        self.bury_marked(place, message, by).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Deletions told by exports that were folded since: they stand in the minute of their message.
    async fn folded_graves(
        &mut self,
        place: &Place<'_>,
        direction: Direction,
        messages: &[&ExportedMessage],
        folded_before: i64,
    ) -> Result<Vec<Known>, StoreError> {
        let mut minutes: BTreeMap<i64, u32> = BTreeMap::new();
        for message in messages {
            let at = millis(message.at);
            if at < folded_before {
                *minutes.entry(minute(at)).or_default() += 1;
            }
        }
        let mut graves = Vec::new();
        if minutes.is_empty() || !self.has_folded().await? {
            return Ok(graves);
        }
        for (minute, told) in minutes {
            // A few more than the export tells of: an older one may have shown more.
            let most = (minute, told.saturating_add(4));
            let folded = self
                .folded_in(place.keys, place.contact, direction, most)
                .await?;
            for _ in 0..folded {
                let at = minute * MINUTE;
                graves.push(Known {
                    key: [0; 32],
                    sent: at,
                    state: 0,
                    item: Item {
                        at,
                        exported: true,
                        class: Class::Any,
                        words: None,
                        edited: false,
                        gone: true,
                    },
                });
            }
        }
        Ok(graves)
    }

    async fn has_folded(&mut self) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("select 1 from folded limit 1")
            .fetch_optional(&mut *self.sql)
            .await?;
        Ok(found.is_some())
    }
}

fn claim(message: &ExportedMessage) -> Claim {
    Claim {
        at: millis(message.at),
        class: Class::of(message.kind),
        words: message.wording(),
        edited: message.fate == Fate::Edited,
        deleted: match message.fate {
            Fate::Deleted(by) => Some(by),
            Fate::Stands | Fate::Edited => None,
        },
    }
}

/// True for a message an export told, whose words consent kept out then.
fn lacks_words(known: &Known, message: &ExportedMessage) -> bool {
    let kept_out = [WithheldReason::NoConsent, WithheldReason::ConsentEnded]
        .map(|reason| Held::Withheld(reason).code());
    known.item.exported
        && !known.item.gone
        && kept_out.contains(&known.state)
        && message.words.is_some()
}

/// True where a deleted message may lie.
fn doubtful(items: &[Item], doubt: &Doubt, message: &ExportedMessage) -> bool {
    let at = millis(message.at);
    let close = |item: &&Item| (item.at - at).abs() <= MINUTE + SKEW;
    doubt.lies_at(at) || items.iter().filter(close).any(|item| item.gone)
}
