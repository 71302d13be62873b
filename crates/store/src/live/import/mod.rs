//! Chat exports into the store, beside what webhooks tell. Start at [`Store::import`].
//!
//! What an export tells is matched with what is known (`cell`), and what is new goes the way of every
//! event. What arrives later meets it in `arrival`.

mod arrival;
mod cell;
mod known;
mod report;
mod who;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tact_domain::{
    Direction, WithdrawnBy,
    live::{MessageKey, WithheldReason},
};
use tact_privacy::live::{
    Author, Candidate, Content, ExportedMessage, ExportedThread, Fate, LiveKeys,
};

pub(super) use arrival::{Arrivals, Grave};
pub use report::{ImportReport, ImportWithheld};

use self::{
    cell::{Claim, Class, Item, MINUTE, Outcome, SKEW, minute, settle},
    known::{Doubt, Known},
};
use super::{
    Act, RetentionPeriods, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, by_code, millis, number},
    erasure::Cause,
    journal::Right,
    lattice::{Held, direction_code},
    retention,
    revoke::Burial,
    rights::instant,
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
    /// Takes in a piece of one thread of an export: durable when this returns, or nothing of it is.
    /// A piece must hold whole minutes. The same piece again changes nothing.
    ///
    /// # Errors
    /// The disk or the database refuses; the piece may be given again.
    pub async fn import(
        &self,
        export: ExportedThread,
        mode: ImportMode,
        periods: RetentionPeriods,
        now: Timestamp,
    ) -> Result<ImportReport, StoreError> {
        let keys = self.live_keys();
        let rehearsed = std::sync::Arc::new(std::sync::Mutex::new(None));
        let result = rehearsed.clone();
        let done = self
            .transact(now, async move |batch| {
                let report = batch.import(&keys, &export, periods).await?;
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

/// Where the messages of one direction are put.
struct Place<'a> {
    keys: &'a LiveKeys,
    export: &'a ExportedThread,
    contact: i64,
    thread: i64,
    /// Words written before are past their period.
    expired_before: i64,
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
        if self.view(contact).await?.is_opted_out() {
            report.withheld.opted_out = export.messages.len() as u64;
            return Ok(report);
        }
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
            let messages: Vec<_> = export
                .messages
                .iter()
                .filter(|message| message.author.direction() == direction)
                .collect();
            self.import_direction(&place, direction, &messages, periods, &mut report)
                .await?;
        }
        self.drop_empty_thread(Some(thread)).await?;
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
        for silenced in settled.silenced {
            if let Some(known) = known.get(silenced) {
                self.silence(known).await?;
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
                    slot: None,
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

    /// Words that may be those of a deleted message go; the fact stays.
    async fn silence(&mut self, known: &Known) -> Result<(), StoreError> {
        if let Some(slot) = known.slot {
            self.doom(slot, Cause::InDoubt, millis(self.now)).await?;
            self.hold(&known.key, Held::Withheld(WithheldReason::Erased))
                .await?;
        }
        Ok(())
    }

    /// A message that is new to the store.
    async fn place_new(
        &mut self,
        place: &Place<'_>,
        message: &ExportedMessage,
        keep_words: bool,
        report: &mut ImportReport,
    ) -> Result<(), StoreError> {
        let key = self.free_key(place, message).await?;
        let words = if keep_words {
            Words::AsAgreed
        } else {
            Words::InDoubt
        };
        for candidate in place.export.candidates(message, key) {
            self.admit_as(place, candidate, words, report).await?;
        }
        if message.author == Author::Machine {
            // A word of our own beside the platform's: anything but `service` is automatic.
            sqlx::query("update message set category = 'automatic' where key = $1")
                .bind(&key.as_bytes()[..])
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }

    /// A message an export told before, whose words may be kept by now.
    async fn complete(
        &mut self,
        place: &Place<'_>,
        message: &ExportedMessage,
        known: &Known,
        report: &mut ImportReport,
    ) -> Result<(), StoreError> {
        let mut told = ImportReport::default();
        let key = MessageKey::from_bytes(known.key);
        // It keeps the time it was first told with.
        let message = ExportedMessage {
            at: instant(known.item.at),
            ..message.clone()
        };
        for candidate in place.export.candidates(&message, key) {
            self.admit(place, candidate, &mut told).await?;
        }
        report.completed += u64::from(told == ImportReport::default());
        Ok(())
    }

    async fn admit(
        &mut self,
        place: &Place<'_>,
        candidate: Candidate,
        report: &mut ImportReport,
    ) -> Result<(), StoreError> {
        self.admit_as(place, candidate, Words::AsAgreed, report)
            .await
    }

    /// The way of every event, but for words that are past their period or in doubt.
    async fn admit_as(
        &mut self,
        place: &Place<'_>,
        candidate: Candidate,
        words: Words,
        report: &mut ImportReport,
    ) -> Result<(), StoreError> {
        let view = self.view(place.contact).await?;
        let Ok(admitted) = candidate.admit(&view) else {
            report.withheld.opted_out += 1;
            return Ok(());
        };
        let mut record = admitted.into_inner();
        let at = millis(record.envelope.at);
        let erased = Content::Withheld(WithheldReason::Erased);
        if matches!(record.content, Content::Held { .. }) {
            if self
                .erased_at(place.contact)
                .await?
                .is_some_and(|until| at <= until)
            {
                report.withheld.erased += 1;
                record.content = erased;
            } else if words == Words::InDoubt {
                report.withheld.in_doubt += 1;
                record.content = erased;
            } else if at < place.expired_before {
                report.withheld.expired += 1;
                record.content = erased;
            }
        } else if let Content::Withheld(reason) = record.content {
            match reason {
                WithheldReason::ConsentEnded => report.withheld.consent_ended += 1,
                _ => report.withheld.no_consent += 1,
            }
        }
        self.fold(record, Some(place.contact)).await
    }

    /// The first key of the message's minute that nothing bears or ever bore.
    async fn free_key(
        &mut self,
        place: &Place<'_>,
        message: &ExportedMessage,
    ) -> Result<MessageKey, StoreError> {
        let minute = minute(millis(message.at));
        let direction = message.author.direction();
        let mut nth = 0;
        loop {
            let key = place
                .keys
                .exported_message(place.contact, direction, minute, nth);
            let used: Option<i64> = sqlx::query_scalar(
                "select 1 from message where key = $1 union all \
                 select 1 from tombstone where key = $1 union all \
                 select 1 from folded where key = $1",
            )
            .bind(&key.as_bytes()[..])
            .fetch_optional(&mut *self.sql)
            .await?;
            if used.is_none() {
                return Ok(key);
            }
            nth += 1;
        }
    }

    /// An export says that a message the store holds was deleted.
    async fn delete_marked(
        &mut self,
        place: &Place<'_>,
        direction: Direction,
        known: &Known,
        by: WithdrawnBy,
    ) -> Result<(), StoreError> {
        // When is not told: the tombstone bears the time of sending twice.
        let burial = Burial {
            by: by_code(by),
            direction: direction_code(direction),
            at: known.sent,
            thread: Some(place.thread),
        };
        self.journal.push(Right::Deleted {
            key: known.key,
            by: burial.by,
            direction: burial.direction,
            at: burial.at,
        });
        self.delete(MessageKey::from_bytes(known.key), burial)
            .await?;
        self.mark_tombstone(&known.key, known.sent, known.item.exported)
            .await
    }

    /// An export shows a deletion of which nothing was known.
    async fn bury_marked(
        &mut self,
        place: &Place<'_>,
        message: &ExportedMessage,
        by: WithdrawnBy,
    ) -> Result<(), StoreError> {
        let key = self.free_key(place, message).await?;
        let at = millis(message.at);
        let burial = Burial {
            by: by_code(by),
            direction: direction_code(message.author.direction()),
            at,
            thread: Some(place.thread),
        };
        self.bury(key, burial).await?;
        self.mark_tombstone(key.as_bytes(), at, true).await
    }

    async fn mark_tombstone(
        &mut self,
        key: &[u8; 32],
        sent: i64,
        imported: bool,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update tombstone set sent_at = coalesce(sent_at, $2), imported = $3 where key = $1",
        )
        .bind(&key[..])
        .bind(sent)
        .bind(i64::from(imported))
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}

/// What is done with words that consent lets in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    AsAgreed,
    InDoubt,
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
