//! The end of a hold: at somebody's word, or by itself.

use jiff::Timestamp;
use sqlx::Row;

use super::{HoldAnswer, HoldId, HoldRefused, WAITS};
use crate::live::{
    Act, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, millis, number},
    erasure::Cause,
    journal::Right,
    row::{digest, slot_of},
};

impl Store {
    /// Ends a hold now, approved or not, and erases what waited for it. Answers how many messages'
    /// words were destroyed.
    ///
    /// # Errors
    /// The disk or the database refuses; what was begun is finished at the next batch or start.
    pub async fn hold_end(&self, id: HoldId, act: &Act) -> Result<HoldAnswer<u64>, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let Some(hold) = batch.find_hold(id).await? else {
                return Ok(Err(HoldRefused::Unknown));
            };
            batch.journal.push(Right::HoldEnded { id: hold.id });
            let erased = batch.end_hold(&hold.id).await?;
            let action = AuditAction::HoldEnded;
            batch
                .audit(&act, action, Some(hold.contact), number(erased))
                .await?;
            Ok(Ok(erased))
        })
        .await
        .map(|(_, answer)| answer)
    }

    /// Ends every hold whose time is over, and forgets those nobody approved within a week. Answers
    /// how many ended.
    ///
    /// # Errors
    /// As [`Store::hold_end`].
    pub async fn hold_expire(&self, now: Timestamp) -> Result<u64, StoreError> {
        let waited = millis(now.checked_sub(WAITS).unwrap_or(Timestamp::MIN));
        let due = "select id, contact from hold where until <= $1 \
                   or (approved_at is null and asked_at <= $2)";
        let any = sqlx::query(due)
            .bind(millis(now))
            .bind(waited)
            .fetch_optional(self.readers())
            .await?;
        if any.is_none() {
            return Ok(0);
        }
        let act = Act::of_server(now);
        self.transact(now, async move |batch| {
            let rows = sqlx::query(due)
                .bind(millis(now))
                .bind(waited)
                .fetch_all(&mut *batch.sql)
                .await?;
            for row in &rows {
                let Some(id) = digest(row.try_get("id")?) else {
                    continue;
                };
                let erased = batch.end_hold(&id).await?;
                let contact = row.try_get("contact")?;
                let action = AuditAction::HoldEnded;
                batch
                    .audit(&act, action, Some(contact), number(erased))
                    .await?;
            }
            Ok(rows.len() as u64)
        })
        .await
        .map(|(_, ended)| ended)
    }
}

impl Batch<'_> {
    /// The row goes, its reason with it, and what only it kept.
    pub(crate) async fn end_hold(&mut self, id: &[u8; 32]) -> Result<u64, StoreError> {
        let row = sqlx::query("delete from hold where id = $1 returning contact, slot, slot_epoch")
            .bind(&id[..])
            .fetch_optional(&mut *self.sql)
            .await?;
        let Some(row) = row else { return Ok(0) };
        if let Some(slot) = slot_of(&row)? {
            let at = millis(self.now);
            self.doom(slot, Cause::Expired, at);
        }
        self.release(row.try_get("contact")?).await
    }
}
