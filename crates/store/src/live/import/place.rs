//! What is done once it is known which messages of an export are new: placed, completed, buried.

use std::collections::BTreeMap;

use tact_domain::{
    Direction, WithdrawnBy,
    live::{MessageKey, WithheldReason},
};
use tact_privacy::live::{
    Author, Candidate, Content, ExportedMessage, ExportedThread, LiveKeys, References,
};

use super::{
    cell::{MINUTE, minute},
    known::Known,
    report::ImportReport,
};
use crate::live::{
    ErasureEvent, StoreError,
    batch::{Batch, by_code, millis},
    erasure::Cause,
    journal::Right,
    lattice::{Held, direction_code},
    revoke::Burial,
    rights::instant,
    rows::Tombstone,
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

impl Place<'_> {
    /// Keys that messages of one direction may get: as many in each minute as it has messages.
    pub(super) fn keys_for(
        &self,
        direction: Direction,
        messages: &[&ExportedMessage],
    ) -> Vec<[u8; 32]> {
        let mut places: BTreeMap<i64, u32> = BTreeMap::new();
        let keys = messages.iter().map(|message| {
            let minute = minute(millis(message.at));
            let place = places.entry(minute).or_default();
            let key = self
                .keys
                .exported_message(self.contact, direction, minute, *place);
            *place += 1;
            *key.as_bytes()
        });
        keys.collect()
    }
}

/// What is done with words that consent lets in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    AsAgreed,
    InDoubt,
}

impl Batch<'_> {
    /// Words that may be those of a deleted message go, from wherever they lie; the fact stays. No
    /// hold keeps them.
    pub(super) async fn silence(&mut self, key: &[u8; 32]) -> Result<(), StoreError> {
        let at = millis(self.now);
        if let Some(mut row) = self.known(key).await?
            && row.held.slot().is_some()
        {
            self.doom_held(row.held, Cause::InDoubt, at);
            row.held = Held::Withheld(WithheldReason::Erased);
            self.touch_row(&row);
            self.write(MessageKey::from_bytes(*key), row);
        }
        self.drop_apart(key, Cause::InDoubt, at).await
    }

    /// Whoever holds copies is told what an export shows of a message the store holds. Its id is not
    /// known any more, so that a person has to see to it.
    pub(super) async fn telling_travels(
        &mut self,
        event: ErasureEvent,
        key: &[u8; 32],
        at: i64,
    ) -> Result<(), StoreError> {
        self.subject = References::default();
        self.travel(event, key, at).await
    }

    /// An export says that somebody who objected deleted a message, of which no fact is left: words
    /// of theirs from around its minute that a hold keeps may be the ones.
    pub(super) async fn drop_apart_around(
        &mut self,
        contact: i64,
        message: &ExportedMessage,
        by: WithdrawnBy,
    ) -> Result<(), StoreError> {
        let at = millis(message.at);
        self.drop_apart_written(
            contact,
            direction_code(message.author.direction()),
            (at - 2 * MINUTE, at + 2 * MINUTE),
            Cause::from_revoker(by_code(by)),
        )
        .await
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
        if message.author == Author::Machine
            && let Some(mut row) = self.known(key.as_bytes()).await?
        {
            // A word of our own beside the platform's: anything but `service` is automatic.
            row.category = Some("automatic".into());
            self.write(key, row);
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
            let bytes = key.as_bytes();
            if self.known(bytes).await?.is_none() && !self.is_deleted(bytes).await? {
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
        self.telling_travels(ErasureEvent::MessageDeleted, &known.key, known.sent)
            .await?;
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
        self.journal.push(Right::Deleted {
            key: *key.as_bytes(),
            by: burial.by,
            direction: burial.direction,
            at,
        });
        self.bury(key, burial).await?;
        self.mark_tombstone(key.as_bytes(), at, true).await
    }

    pub(super) async fn mark_tombstone(
        &mut self,
        key: &[u8; 32],
        sent: i64,
        imported: bool,
    ) -> Result<(), StoreError> {
        if let Some(known) = self.tombstone(key).await? {
            let marked = Tombstone {
                sent_at: known.sent_at.or(Some(sent)),
                imported,
                ..known
            };
            self.keep_tombstone(*key, marked);
        }
        Ok(())
    }

    pub(super) async fn tombstone(
        &mut self,
        key: &[u8; 32],
    ) -> Result<Option<Tombstone>, StoreError> {
        Ok(self.grave(key).await?.tombstone.clone())
    }
}
