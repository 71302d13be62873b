//! How far outbound messages came.

use tact_domain::{
    Direction,
    live::{DeliveryState, Envelope, MessageKey, StatusSeen},
};

use super::{
    StoreError,
    batch::{Batch, millis},
    lattice::{self, Sent},
};

impl Batch<'_> {
    pub(super) async fn status(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        status: &StatusSeen,
    ) -> Result<(), StoreError> {
        if self.is_deleted(status.key.as_bytes()).await? {
            return Ok(());
        }
        let at = millis(envelope.at);
        if status.state == DeliveryState::Unknown && self.known(status.key).await?.is_none() {
            return Ok(());
        }
        let mut row = self.row(status.key, Direction::Outbound).await?;
        self.place(&mut row, envelope, contact, status.group)
            .await?;
        row.suppose(Direction::Outbound);
        let rank = if status.state == DeliveryState::Sent {
            lattice::STATUS_SENT
        } else {
            lattice::STATUS_LATER
        };
        let sent = Sent {
            rank,
            clamped: envelope.clamped,
            at,
        };
        row.sent = Sent::join(row.sent, Some(sent));
        let category = status.pricing.as_ref().and_then(|p| p.category.as_deref());
        row.category = row.category.max(category.map(str::to_owned));
        self.write(status.key, &row).await?;
        self.step(status.key, status.state, Some(at), status.code)
            .await
    }

    pub(super) async fn step(
        &mut self,
        key: MessageKey,
        state: DeliveryState,
        at: Option<i64>,
        code: Option<i64>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into delivery (message, state, at, code) values ($1, $2, $3, $4) \
             on conflict (message, state) do update set \
             at = min(coalesce(at, excluded.at), coalesce(excluded.at, at)), \
             code = max(coalesce(code, excluded.code), coalesce(excluded.code, code))",
        )
        .bind(&key.as_bytes()[..])
        .bind(state as i64)
        .bind(at)
        .bind(code)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}
