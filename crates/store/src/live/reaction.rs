//! Reactions: one per person and message, the newest.

use tact_domain::{
    Direction,
    live::{Envelope, ReactionSeen},
};
use tact_privacy::live::Content;

use super::{
    StoreError,
    batch::{Batch, millis},
    erasure::Cause,
    row::parts,
    rows::ReactionRow,
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
        if let Some(known) = self.reaction_of(target, actor).await? {
            let newest = (known.at, known.event.as_slice());
            if newest >= (at, &reaction.event.as_bytes()[..]) {
                return Ok(());
            }
            if let Some(slot) = known.slot {
                self.doom(slot, Cause::Edited, at);
            }
        }
        let held = self.seal_fields(reaction.event.as_bytes(), &content)?;
        let slot = held.slot();
        let (_, _, purposes) = parts(held);
        let row = ReactionRow {
            at,
            event: reaction.event.as_bytes().to_vec(),
            removed: reaction.removed,
            state: held.code(),
            purposes,
            slot,
        };
        self.keep_reaction(*target, actor, row);
        Ok(())
    }
}
