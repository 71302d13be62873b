//! Reactions: one per person and message, the newest.

use sqlx::Row;
use tact_domain::{
    Direction,
    live::{Envelope, ReactionSeen},
};
use tact_privacy::live::Content;

use super::{
    StoreError,
    batch::{Batch, millis},
    erasure::Cause,
    row::{parts, slot_of},
};

impl Batch<'_> {
    pub(super) async fn reaction(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        reaction: &ReactionSeen,
        content: Content,
    ) -> Result<(), StoreError> {
        if self.is_deleted(reaction.target.as_bytes()).await? {
            return Ok(());
        }
        let actor = match reaction.by {
            Direction::Outbound => 0,
            Direction::Inbound => contact.unwrap_or(-1),
        };
        let (target, at) = (reaction.target.as_bytes(), millis(envelope.at));
        let known = sqlx::query("select * from reaction where target = $1 and actor = $2")
            .bind(&target[..])
            .bind(actor)
            .fetch_optional(&mut *self.sql)
            .await?;
        if let Some(row) = known {
            let event: Vec<u8> = row.try_get("event")?;
            let newest = (row.try_get::<i64, _>("at")?, event.as_slice());
            if newest >= (at, &reaction.event.as_bytes()[..]) {
                return Ok(());
            }
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, Cause::Edited, at).await?;
            }
        }
        let held = self
            .seal_fields(reaction.event.as_bytes(), &content)
            .await?;
        let (slot, epoch, purposes) = parts(held);
        sqlx::query(
            "insert or replace into reaction (target, actor, at, event, removed, content_state, \
             content_purposes, slot, slot_epoch) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&target[..])
        .bind(actor)
        .bind(at)
        .bind(&reaction.event.as_bytes()[..])
        .bind(i64::from(reaction.removed))
        .bind(held.code())
        .bind(purposes)
        .bind(slot)
        .bind(epoch)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    pub(super) async fn drop_reactions_to(
        &mut self,
        target: &[u8; 32],
        cause: Cause,
        at: i64,
    ) -> Result<(), StoreError> {
        let rows = sqlx::query("delete from reaction where target = $1 returning slot, slot_epoch")
            .bind(&target[..])
            .fetch_all(&mut *self.sql)
            .await?;
        for row in rows {
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, cause, at).await?;
            }
        }
        Ok(())
    }
}
