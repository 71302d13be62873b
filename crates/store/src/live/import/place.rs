//! What is done once it is known which messages of an export are new: placed, completed, buried.

use tact_domain::{
    Direction, WithdrawnBy,
    live::{MessageKey, WithheldReason},
};
use tact_privacy::live::{Author, Candidate, Content, ExportedMessage, ExportedThread, LiveKeys};

use super::{cell::minute, known::Known, report::ImportReport};
use crate::live::{
    StoreError,
    batch::{Batch, by_code, millis},
    erasure::Cause,
    journal::Right,
    lattice::{Held, direction_code},
    revoke::Burial,
    rights::instant,
};

/// Where the messages of one direction are put.
pub(super) struct Place<'a> {
    pub(super) keys: &'a LiveKeys,
    pub(super) export: &'a ExportedThread,
    pub(super) contact: i64,
    pub(super) thread: i64,
    /// Words written before are past their period.
    pub(super) expired_before: i64,
}

/// What is done with words that consent lets in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    AsAgreed,
    InDoubt,
}

impl Batch<'_> {
    /// Words that may be those of a deleted message go; the fact stays.
    pub(super) async fn silence(&mut self, known: &Known) -> Result<(), StoreError> {
        if let Some(slot) = known.slot {
            self.doom(slot, Cause::InDoubt, millis(self.now)).await?;
            self.hold(&known.key, Held::Withheld(WithheldReason::Erased))
                .await?;
        }
        Ok(())
    }

    /// A message that is new to the store.
    pub(super) async fn place_new(
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
    pub(super) async fn complete(
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
        let completed = told == ImportReport::default();
        report.add(&told);
        report.completed += u64::from(completed);
        Ok(())
    }

    pub(super) async fn admit(
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
    pub(super) async fn delete_marked(
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
    pub(super) async fn bury_marked(
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

    pub(super) async fn mark_tombstone(
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
