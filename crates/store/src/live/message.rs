//! Rows of messages, their deletion, reactions to them and steps of their delivery.

use sqlx::{Row, sqlite::SqliteRow};
use tact_domain::live::{
    DeliveryState, EditSeen, Envelope, MessageKey, MessageSeen, ReactionSeen, RevokeSeen,
    StatusSeen,
};
use tact_domain::{Direction, live::GroupKey};
use tact_privacy::live::Content;

use super::{
    StoreError,
    batch::{Batch, by_code, millis, number, number_bytes},
    erasure::Cause,
    lattice::{self, Held, Rank, Sent, Verdict, Version, direction_code, judge},
};
use crate::keys::{KeyError, SlotRef};

/// A row of `message`, but for its key.
struct MessageRow {
    id: Vec<u8>,
    thread: Option<i64>,
    contact: Option<i64>,
    direction: i64,
    kind: i64,
    source: Option<i64>,
    sent: Option<Sent>,
    /// Earliest time any telling of the message itself gave: what a tombstone keeps.
    seen_at: Option<i64>,
    quoted: Option<Vec<u8>>,
    forwarding: i64,
    from_ad: bool,
    about_product: bool,
    category: Option<String>,
    version: Version,
    content_kind: u8,
    held: Held,
    content_at: Option<i64>,
}

impl MessageRow {
    fn new(direction: Direction) -> Result<Self, KeyError> {
        Ok(Self {
            id: random_id()?,
            thread: None,
            contact: None,
            direction: direction_code(direction),
            kind: 0,
            source: None,
            sent: None,
            seen_at: None,
            quoted: None,
            forwarding: 0,
            from_ad: false,
            about_product: false,
            category: None,
            version: None,
            content_kind: 0,
            held: Held::None,
            content_at: None,
        })
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let sent_at: Option<i64> = row.try_get("sent_at")?;
        let sent = match sent_at {
            Some(at) => Some(Sent {
                rank: row.try_get("sent_rank")?,
                clamped: row.try_get::<i64, _>("sent_clamped")? != 0,
                at,
            }),
            None => None,
        };
        let edit_at: Option<i64> = row.try_get("edit_at")?;
        let event: Option<Vec<u8>> = row.try_get("edit_event")?;
        let version = edit_at.zip(event.and_then(|bytes| digest(&bytes)));
        let purposes: i64 = row.try_get("content_purposes")?;
        Ok(Self {
            id: row.try_get("id")?,
            thread: row.try_get("thread")?,
            contact: row.try_get("contact")?,
            direction: row.try_get("direction")?,
            kind: row.try_get("kind")?,
            source: row.try_get("source")?,
            sent,
            seen_at: row.try_get("seen_at")?,
            quoted: row.try_get("quoted")?,
            forwarding: row.try_get("forwarding")?,
            from_ad: row.try_get::<i64, _>("from_ad")? != 0,
            about_product: row.try_get::<i64, _>("about_product")? != 0,
            category: row.try_get("category")?,
            version: version.map(|(at, key)| (at, MessageKey::from_bytes(key))),
            content_kind: u8::try_from(row.try_get::<i64, _>("content_kind")?).unwrap_or(0),
            held: Held::from_code(
                row.try_get("content_state")?,
                slot_of(row)?,
                u8::try_from(purposes).unwrap_or(0),
            ),
            content_at: row.try_get("content_at")?,
        })
    }

    /// A direction told by something else than the message, which is not known itself.
    fn suppose(&mut self, direction: Direction) {
        if self.source.is_none() {
            self.direction = self.direction.max(direction_code(direction));
        }
    }

    fn rank(&self) -> Rank {
        Rank {
            version: self.version,
            kind: self.content_kind,
            state: self.held.code(),
        }
    }
}

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
        if self.is_deleted(seen.key.as_bytes()).await? {
            // The tombstone only learns when its message was sent.
            sqlx::query(
                "update tombstone set sent_at = min(coalesce(sent_at, $2), $2) where key = $1",
            )
            .bind(&seen.key.as_bytes()[..])
            .bind(at)
            .execute(&mut *self.sql)
            .await?;
            return Ok(());
        }
        let mut row = self.row(seen.key, seen.direction).await?;
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
        self.write(seen.key, &row).await?;
        if let Some(state) = seen.delivery {
            self.step(seen.key, state, None, None).await?;
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
        if self.is_deleted(edit.target.as_bytes()).await? {
            return Ok(());
        }
        let at = millis(envelope.at);
        let mut row = self.row(edit.target, edit.direction).await?;
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
        self.write(edit.target, &row).await
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
        self.doom_held(row.held, cause, telling.at).await?;
        row.held = self
            .seal_fields(telling.key.as_bytes(), telling.content)
            .await?;
        row.version = telling.version;
        row.content_kind = telling.kind;
        row.content_at = Some(telling.at);
        Ok(())
    }

    pub(super) async fn revoke(
        &mut self,
        envelope: &Envelope,
        revoke: &RevokeSeen,
    ) -> Result<(), StoreError> {
        let (at, by) = (millis(envelope.at), by_code(revoke.by));
        let key = revoke.target.as_bytes();
        self.bury(revoke.target, by, direction_code(revoke.direction()), at)
            .await?;
        self.drop_reactions_to(key, Cause::of_revoke(revoke.by), at)
            .await?;
        sqlx::query("delete from delivery where message = $1")
            .bind(&key[..])
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    /// Puts the tombstone in the place of the row and destroys what the row held.
    pub(crate) async fn bury(
        &mut self,
        target: MessageKey,
        by: i64,
        direction: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        let key = target.as_bytes();
        let known = self.known(target).await?;
        let (id, seen_at) = match &known {
            Some(row) => (row.id.clone(), row.seen_at),
            None => (random_id()?, None),
        };
        if let Some(row) = known {
            let cause = Cause::from_revoker(by);
            self.doom_held(row.held, cause, at).await?;
            sqlx::query("delete from message where key = $1")
                .bind(&key[..])
                .execute(&mut *self.sql)
                .await?;
            self.drop_empty_thread(row.thread).await?;
        }
        sqlx::query(
            "insert into tombstone (key, id, direction, cause, sent_at, deleted_at) \
             values ($1, $2, $3, $4, $5, $6) on conflict (key) do update set \
             direction = case when excluded.cause > cause then excluded.direction else direction end, \
             cause = max(cause, excluded.cause), deleted_at = min(deleted_at, excluded.deleted_at)",
        )
        .bind(&key[..])
        .bind(id)
        .bind(direction)
        .bind(by)
        .bind(seen_at)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

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

    async fn drop_reactions_to(
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

    async fn step(
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

    /// Who and where, for a row that does not know yet.
    async fn place(
        &mut self,
        row: &mut MessageRow,
        envelope: &Envelope,
        contact: Option<i64>,
        group: Option<GroupKey>,
    ) -> Result<(), StoreError> {
        row.contact = row.contact.or(contact);
        // A group is told by the message; an edit or a status without it says only who.
        let party = group.map_or_else(Vec::new, |group| group.as_bytes().to_vec());
        let member = if group.is_some() { Some(0) } else { contact };
        let Some(member) = member else { return Ok(()) };
        if row.thread.is_some() && group.is_none() {
            return Ok(());
        }
        let thread = sqlx::query_scalar(
            "insert into thread (number, contact, party) values ($1, $2, $3) \
             on conflict (number, contact, party) do update set party = excluded.party returning id",
        )
        .bind(number_bytes(envelope.number))
        .bind(member)
        .bind(party)
        .fetch_one(&mut *self.sql)
        .await?;
        let before = row.thread.replace(thread);
        if before.is_some_and(|before| before != thread) {
            // The row itself still names the old one on disk until it is written.
            sqlx::query("update message set thread = $2 where id = $1")
                .bind(&row.id[..])
                .bind(thread)
                .execute(&mut *self.sql)
                .await?;
            self.drop_empty_thread(before).await?;
        }
        Ok(())
    }

    /// A thread of which nothing remains would tell that there was something.
    async fn drop_empty_thread(&mut self, thread: Option<i64>) -> Result<(), StoreError> {
        sqlx::query(
            "delete from thread where id = $1 \
             and not exists (select 1 from message where thread = $1)",
        )
        .bind(thread)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }

    async fn known(&mut self, key: MessageKey) -> Result<Option<MessageRow>, StoreError> {
        let row = sqlx::query("select * from message where key = $1")
            .bind(&key.as_bytes()[..])
            .fetch_optional(&mut *self.sql)
            .await?;
        Ok(row.as_ref().map(MessageRow::read).transpose()?)
    }

    async fn row(
        &mut self,
        key: MessageKey,
        direction: Direction,
    ) -> Result<MessageRow, StoreError> {
        match self.known(key).await? {
            Some(row) => Ok(row),
            None => Ok(MessageRow::new(direction)?),
        }
    }

    async fn write(&mut self, key: MessageKey, row: &MessageRow) -> Result<(), StoreError> {
        let (slot, epoch, purposes) = parts(row.held);
        sqlx::query(
            "insert or replace into message (key, id, thread, contact, direction, kind, source, \
             sent_rank, sent_clamped, sent_at, seen_at, quoted, forwarding, from_ad, about_product, \
             category, edit_at, edit_event, content_kind, content_state, content_purposes, \
             content_at, slot, slot_epoch) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
             $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
        )
        .bind(&key.as_bytes()[..])
        .bind(&row.id[..])
        .bind(row.thread)
        .bind(row.contact)
        .bind(row.direction)
        .bind(row.kind)
        .bind(row.source)
        .bind(row.sent.map_or(0, |sent| sent.rank))
        .bind(i64::from(row.sent.is_some_and(|sent| sent.clamped)))
        .bind(row.sent.map(|sent| sent.at))
        .bind(row.seen_at)
        .bind(row.quoted.as_deref())
        .bind(row.forwarding)
        .bind(i64::from(row.from_ad))
        .bind(i64::from(row.about_product))
        .bind(row.category.as_deref())
        .bind(row.version.map(|(at, _)| at))
        .bind(row.version.map(|(_, event)| event.as_bytes().to_vec()))
        .bind(i64::from(row.content_kind))
        .bind(row.held.code())
        .bind(purposes)
        .bind(row.content_at)
        .bind(slot)
        .bind(epoch)
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}

fn parts(held: Held) -> (Option<i64>, Option<i64>, i64) {
    match held {
        Held::Sealed { slot, purposes } => (
            Some(number(slot.slot)),
            Some(i64::from(slot.epoch)),
            i64::from(purposes),
        ),
        Held::None | Held::Withheld(_) => (None, None, 0),
    }
}

/// The slot a row names.
pub(crate) fn slot_of(row: &SqliteRow) -> Result<Option<SlotRef>, sqlx::Error> {
    let slot: Option<i64> = row.try_get("slot")?;
    let epoch: Option<i64> = row.try_get("slot_epoch")?;
    Ok(slot.zip(epoch).and_then(|(slot, epoch)| {
        Some(SlotRef {
            slot: u64::try_from(slot).ok()?,
            epoch: u32::try_from(epoch).ok()?,
        })
    }))
}

pub(crate) fn digest(bytes: &[u8]) -> Option<[u8; 32]> {
    bytes.try_into().ok()
}

/// Says nothing of the message; stays with its tombstone.
fn random_id() -> Result<Vec<u8>, KeyError> {
    let mut id = vec![0; 16];
    getrandom::fill(&mut id).map_err(|_| KeyError::Randomness)?;
    Ok(id)
}
