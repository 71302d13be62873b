//! What recipients with a hook are still to be told: digests, times, tries.

use jiff::Timestamp;
use sqlx::Row;

use super::{ErasureEvent, TaskReason, idempotency_key};
use crate::live::{
    Store, StoreError,
    audit::hex,
    batch::{Batch, millis},
    contents::connection,
    rights::hour,
};
use tact_privacy::live::Way;

/// One thing a recipient is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub(super) id: i64,
    /// Whom to tell.
    pub recipient: String,
    /// The same however often it is told: 32 hexadecimal digits.
    pub key: String,
    /// What happened.
    pub event: ErasureEvent,
    /// The hour it happened in.
    pub at: Timestamp,
    /// What the recipient calls its subject, hexadecimal.
    pub references: Vec<String>,
    /// How often it was tried before.
    pub tries: u32,
}

impl Store {
    /// What a recipient is to be told by now, the oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn notices_due(
        &self,
        recipient: &str,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Notice>, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let rows = sqlx::query(
            "select * from outbox where recipient = $1 and next_at <= $2 order by next_at, id \
             limit $3",
        )
        .bind(recipient)
        .bind(millis(now))
        .bind(i64::from(most))
        .fetch_all(&mut *sql)
        .await?;
        let mut notices = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(event) = ErasureEvent::from_code(row.try_get("kind")?) else {
                continue;
            };
            let refs: Vec<u8> = row.try_get("refs")?;
            notices.push(Notice {
                id: row.try_get("id")?,
                recipient: row.try_get("recipient")?,
                key: row.try_get("event")?,
                event,
                at: hour(row.try_get("at")?),
                references: references(&refs),
                tries: u32::try_from(row.try_get::<i64, _>("tries")?).unwrap_or(u32::MAX),
            });
        }
        Ok(notices)
    }

    /// The recipient was told: nothing of it stays.
    ///
    /// # Errors
    /// The disk or the database refuses; the recipient may be told again.
    pub async fn notice_delivered(
        &self,
        notice: &Notice,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let id = notice.id;
        self.transact(now, async move |batch| {
            sqlx::query("delete from outbox where id = $1")
                .bind(id)
                .execute(&mut *batch.sql)
                .await?;
            Ok(())
        })
        .await
        .map(|_| ())
    }

    /// Another try at a moment.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn notice_put_off(
        &self,
        notice: &Notice,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let id = notice.id;
        self.transact(now, async move |batch| {
            sqlx::query("update outbox set tries = tries + 1, next_at = $2 where id = $1")
                .bind(id)
                .bind(millis(until))
                .execute(&mut *batch.sql)
                .await?;
            Ok(())
        })
        .await
        .map(|_| ())
    }

    /// No more tries: from now on it is a task, which keeps the references until it is done.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn notice_give_up(&self, notice: &Notice, now: Timestamp) -> Result<(), StoreError> {
        let (id, recipient, event) = (notice.id, notice.recipient.clone(), notice.event);
        self.transact(now, async move |batch| {
            batch.hand_over(id, &recipient, event).await
        })
        .await
        .map(|_| ())
    }

    /// How many notices wait for their recipients.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn notices_waiting(&self) -> Result<i64, StoreError> {
        let mut sql = connection(self.readers()).await?;
        Ok(
            sqlx::query_scalar("select count(*) from outbox where next_at is not null")
                .fetch_one(&mut *sql)
                .await?,
        )
    }
}

impl Batch<'_> {
    pub(super) async fn post(
        &mut self,
        recipient: &str,
        event: ErasureEvent,
        at: i64,
        refs: &[[u8; 32]],
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into outbox (recipient, event, kind, at, refs, tries, next_at, shown) \
             values ($1, $2, $3, $4, $5, 0, $6, 0) on conflict do nothing",
        )
        .bind(recipient)
        .bind(idempotency_key(event, at, refs))
        .bind(event as i64)
        .bind(at)
        .bind(refs.as_flattened())
        .bind(millis(self.now))
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    async fn hand_over(
        &mut self,
        id: i64,
        recipient: &str,
        event: ErasureEvent,
    ) -> Result<(), StoreError> {
        let reason = TaskReason::NotDelivered;
        let waits: Option<i64> =
            sqlx::query_scalar("select 1 from outbox where id = $1 and task is null")
                .bind(id)
                .fetch_optional(&mut *self.sql)
                .await?;
        if waits.is_none() {
            return Ok(());
        }
        let task = self.task(recipient, event, reason, 1).await?;
        sqlx::query("update outbox set next_at = null, task = $2 where id = $1")
            .bind(id)
            .bind(task)
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    /// Notices whose recipient has no hook any more.
    pub(super) async fn hand_over_orphans(&mut self) -> Result<(), StoreError> {
        let recipients = self.recipients.clone();
        let rows: Vec<(i64, String, i64)> =
            sqlx::query_as("select id, recipient, kind from outbox where next_at is not null")
                .fetch_all(&mut *self.sql)
                .await?;
        for (id, name, kind) in rows {
            let has_hook = recipients
                .iter()
                .any(|known| known.name == name && !matches!(known.way, Way::ByHand));
            if let (false, Some(event)) = (has_hook, ErasureEvent::from_code(kind)) {
                self.hand_over(id, &name, event).await?;
            }
        }
        Ok(())
    }
}

/// References of a row, hexadecimal.
pub(super) fn references(refs: &[u8]) -> Vec<String> {
    refs.chunks(32).map(hex).collect()
}
