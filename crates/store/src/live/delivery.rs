//! How far outbound messages came.

use tact_domain::{
    Direction,
    live::{DeliveryState, Envelope, StatusSeen},
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
        let at = millis(envelope.at);
        let Some(mut row) = self.living(status.key, Direction::Outbound).await? else {
            return Ok(());
        };
        if status.state == DeliveryState::Unknown && row.is_new() {
            return Ok(());
        }
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
        self.write(status.key, row);
        let key = *status.key.as_bytes();
        self.step(key, status.state as i64, Some(at), status.code);
        Ok(())
    }
}
