//! Messages and edits: what they tell joins into the row.

use tact_domain::Direction;
use tact_domain::live::{EditSeen, Envelope, MessageKey, MessageSeen};
use tact_privacy::live::Content;

use super::{
    ErasureEvent, StoreError,
    batch::{Batch, millis},
    erasure::Cause,
    import::{Gone, GoneWords},
    lattice::{Held, Rank, Sent, Verdict, Version, direction_code, judge},
    row::MessageRow,
};

/// What one event says of a content.
struct Telling<'a> {
    key: MessageKey,
    version: Version,
    kind: u8,
    at: i64,
    content: &'a Content,
}

impl Batch<'_> {
    pub(super) async fn message(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        seen: &MessageSeen,
        content: Content,
    ) -> Result<(), StoreError> {
        let at = millis(envelope.at);
        let Some(mut row) = self.living(seen.key, seen.direction).await? else {
            return self.learn(envelope, contact, seen).await;
        };
        self.place(&mut row, envelope, contact, seen.group).await?;
        let rank = seen.source as i64;
        let sent = Sent {
            rank,
            clamped: envelope.clamped,
            at,
        };
        // The message's own word goes before what an edit or a status let suppose.
        row.direction = match row.source {
            None => direction_code(seen.direction),
            Some(_) => row.direction.max(direction_code(seen.direction)),
        };
        row.source = row.source.max(Some(rank));
        row.sent = Sent::join(row.sent, Some(sent));
        row.seen_at = Some(row.seen_at.map_or(at, |known| known.min(at)));
        row.quoted = row
            .quoted
            .max(seen.quoted.map(|key| key.as_bytes().to_vec()));
        row.forwarding = row.forwarding.max(seen.forwarding as i64);
        row.from_ad |= seen.from_ad;
        row.about_product |= seen.about_product;
        if row.version.is_none() {
            row.kind = row.kind.max(i64::from(seen.kind.code()));
        }
        let telling = Telling {
            key: seen.key,
            version: None,
            kind: seen.kind.code(),
            at,
            content: &content,
        };
        self.take(&mut row, telling).await?;
        self.write(seen.key, row);
        if let Some(state) = seen.delivery {
            self.step(*seen.key.as_bytes(), state as i64, None, None);
        }
        Ok(())
    }

    pub(super) async fn edit(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        edit: &EditSeen,
        content: Content,
    ) -> Result<(), StoreError> {
        let at = millis(envelope.at);
        let Some(mut row) = self.living(edit.target, edit.direction).await? else {
            return Ok(());
        };
        // Of a message only exports told of, whoever holds copies was told nothing.
        if !row.is_exported() {
            self.travel(ErasureEvent::MessageEdited, edit.event.as_bytes(), at)
                .await?;
        }
        self.place(&mut row, envelope, contact, None).await?;
        let telling = Telling {
            key: edit.target,
            version: Some((at, edit.event)),
            kind: edit.kind.code(),
            at,
            content: &content,
        };
        row.suppose(edit.direction);
        let kind = i64::from(edit.kind.code());
        if telling.version > row.version {
            row.kind = kind;
        } else if telling.version == row.version {
            row.kind = row.kind.max(kind);
        }
        self.take(&mut row, telling).await?;
        let unplaced = row.thread.filter(|_| row.sent.is_none());
        let direction = row.direction;
        self.write(edit.target, row);
        if let Some(thread) = unplaced {
            // An export may hold the older version of this message, which nobody else told of.
            self.words_gone(GoneWords {
                thread,
                direction,
                of: Gone::Edited(at),
            });
        }
        Ok(())
    }

    /// Lets the newer content in and destroys the older.
    async fn take(&mut self, row: &mut MessageRow, telling: Telling<'_>) -> Result<(), StoreError> {
        let state = match telling.content {
            Content::None => Held::None.code(),
            Content::Withheld(reason) => Held::Withheld(*reason).code(),
            // The state of whatever is sealed, wherever it lies.
            Content::Held { .. } => 4,
        };
        let arriving = Rank {
            version: telling.version,
            kind: telling.kind,
            state,
        };
        if judge(row.rank(), arriving) == Verdict::Keep {
            return Ok(());
        }
        let cause = if telling.version == row.version {
            Cause::Replaced
        } else {
            Cause::Edited
        };
        self.doom_held(row.held, cause, telling.at);
        // The version before is deleted content, wherever it lies.
        self.drop_apart(telling.key.as_bytes(), cause, telling.at)
            .await?;
        row.held = self.seal_fields(telling.key.as_bytes(), telling.content)?;
        // What the business sent is its own: nobody analyses it, nobody fetches it.
        if let Held::Sealed { slot, .. } = row.held
            && row.direction == direction_code(Direction::Inbound)
            && telling.content.names_media_to_analyse()
        {
            self.want_media(*telling.key.as_bytes(), slot);
        }
        self.touch_row(row);
        row.version = telling.version;
        row.content_kind = telling.kind;
        row.content_at = Some(telling.at);
        Ok(())
    }
}
