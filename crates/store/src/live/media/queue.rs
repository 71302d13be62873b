//! Which media are to be fetched, when, and how it ended.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row;
use tact_domain::PurposeKind;
use tact_domain::live::ContentField;

use super::{MEDIA_LIVES, State};
use crate::keys::SlotRef;
use crate::live::{
    Store, StoreError,
    batch::{Batch, millis, number},
    contents::{ClearText, connection},
    rights::instant,
    row::{digest, slot_of},
};
use crate::seal::{Bound, open};

/// A media whose fetching began and did not end is looked at again after this long.
const BEGUN: SignedDuration = SignedDuration::from_mins(10);

/// One media that is to be fetched. Holds ids only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MediaTicket {
    pub(super) slot: SlotRef,
    pub(super) message: [u8; 32],
}

impl std::fmt::Debug for MediaTicket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MediaTicket(‹redacted›)")
    }
}

/// What is known of a media that may be fetched now.
#[derive(Debug)]
pub struct MediaWanted {
    /// JSON object with `id`, `mime_type`, `sha256`, as the platform told it.
    pub reference: ClearText,
    /// How often it was tried before.
    pub tries: u32,
    /// When its message was written; the platform keeps it for [`MEDIA_LIVES`] at most.
    pub written: Timestamp,
}

/// Why a media will not be fetched any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaEnd {
    /// The platform no longer has it.
    Expired,
    /// It is not what was announced, too large, or lies where nothing is fetched from.
    Refused,
}

/// Was the content of the message still there, and its consent?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKept {
    /// Yes: what was handed in is kept.
    Kept,
    /// No: nothing was kept, and nothing is left of what was handed in before.
    Gone,
}

impl Store {
    /// Media to be fetched by now, those waiting longest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn media_due(
        &self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<MediaTicket>, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let rows = sqlx::query(
            "select slot, slot_epoch, message from media where next_at <= $1 \
             order by next_at limit $2",
        )
        .bind(millis(now))
        .bind(i64::from(most))
        .fetch_all(&mut *sql)
        .await?;
        let mut tickets = Vec::with_capacity(rows.len());
        for row in rows {
            if let (Some(slot), Some(message)) = (slot_of(&row)?, digest(row.try_get("message")?)) {
                tickets.push(MediaTicket { slot, message });
            }
        }
        Ok(tickets)
    }

    /// Drops pieces of media whose fetching was interrupted, and lets every one that waits be tried
    /// now: at each start.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn resume_media(&self, now: Timestamp) -> Result<(), StoreError> {
        self.transact(now, async move |batch| {
            sqlx::query("update media set next_at = $1 where next_at > $1")
                .bind(millis(now))
                .execute(&mut *batch.sql)
                .await?;
            sqlx::query(
                "delete from media_part where slot not in (select slot from media where state = $1)",
            )
            .bind(State::Held as i64)
            .execute(&mut *batch.sql)
            .await?;
            Ok(())
        })
        .await
        .map(|_| ())
    }

    /// Begins to fetch; `None` when the content is gone or nobody may read it for an analysis now.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn media_begin(
        &self,
        ticket: MediaTicket,
        now: Timestamp,
    ) -> Result<Option<MediaWanted>, StoreError> {
        self.transact(now, async move |batch| batch.begin_media(ticket).await)
            .await
            .map(|(_, wanted)| wanted)
    }

    /// Another try at a moment; `trouble` is what stood in the way: a status of HTTP, or 0.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn media_put_off(
        &self,
        ticket: MediaTicket,
        trouble: u16,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.transact(now, async move |batch| {
            batch.drop_parts(ticket).await?;
            sqlx::query(
                "update media set tries = tries + 1, trouble = $3, next_at = $4 \
                 where slot = $1 and message = $2 and state = 0",
            )
            .bind(number(ticket.slot.slot))
            .bind(&ticket.message[..])
            .bind(i64::from(trouble))
            .bind(millis(until))
            .execute(&mut *batch.sql)
            .await?;
            Ok(())
        })
        .await
        .map(|_| ())
    }

    /// No more tries.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn media_give_up(
        &self,
        ticket: MediaTicket,
        end: MediaEnd,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let state = match end {
            MediaEnd::Expired => State::Expired,
            MediaEnd::Refused => State::Refused,
        };
        self.transact(now, async move |batch| {
            batch.drop_parts(ticket).await?;
            batch.settle_media(ticket, state).await.map(|_| ())
        })
        .await
        .map(|_| ())
    }
}

impl Batch<'_> {
    async fn begin_media(
        &mut self,
        ticket: MediaTicket,
    ) -> Result<Option<MediaWanted>, StoreError> {
        self.drop_parts(ticket).await?;
        let row = sqlx::query(
            "select d.tries, m.contact, m.content_at from media d join message m \
             on m.key = d.message and m.slot = d.slot and m.slot_epoch = d.slot_epoch \
             where d.slot = $1 and d.slot_epoch = $2 and d.message = $3 and d.state = 0",
        )
        .bind(number(ticket.slot.slot))
        .bind(i64::from(ticket.slot.epoch))
        .bind(&ticket.message[..])
        .fetch_optional(&mut *self.sql)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (contact, written): (Option<i64>, Option<i64>) =
            (row.try_get("contact")?, row.try_get("content_at")?);
        let (Some(contact), Some(written)) = (contact, written.map(instant)) else {
            return self.forget_media(ticket).await;
        };
        let view = self.view(contact).await?;
        if !view.covers(PurposeKind::Analysis, written) {
            return self.forget_media(ticket).await;
        }
        let sealed: Option<Vec<u8>> =
            sqlx::query_scalar("select bytes from sealed where slot = $1 and field = $2")
                .bind(number(ticket.slot.slot))
                .bind(i64::from(ContentField::Media.code()))
                .fetch_optional(&mut *self.sql)
                .await?;
        let bound = Bound {
            tenant: self.keys.tenant(),
            owner: &ticket.message,
            field: ContentField::Media.code(),
        };
        let key = self.keys.data_key(ticket.slot)?;
        let clear = key
            .zip(sealed)
            .and_then(|(key, bytes)| open(&key, bound, &bytes));
        let Some(clear) = clear else {
            return self.forget_media(ticket).await;
        };
        let next = self.now.checked_add(BEGUN).unwrap_or(self.now);
        sqlx::query("update media set next_at = $2 where slot = $1")
            .bind(number(ticket.slot.slot))
            .bind(millis(next))
            .execute(&mut *self.sql)
            .await?;
        Ok(Some(MediaWanted {
            reference: ClearText::new(&clear),
            tries: u32::try_from(row.try_get::<i64, _>("tries")?).unwrap_or(u32::MAX),
            written,
        }))
    }

    /// Nobody may want it any more.
    async fn forget_media(
        &mut self,
        ticket: MediaTicket,
    ) -> Result<Option<MediaWanted>, StoreError> {
        sqlx::query("delete from media where slot = $1 and message = $2")
            .bind(number(ticket.slot.slot))
            .bind(&ticket.message[..])
            .execute(&mut *self.sql)
            .await?;
        Ok(None)
    }

    /// True when there was still something to settle.
    pub(super) async fn settle_media(
        &mut self,
        ticket: MediaTicket,
        state: State,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "update media set state = $4, next_at = null \
             where slot = $1 and slot_epoch = $2 and message = $3 and state = 0",
        )
        .bind(number(ticket.slot.slot))
        .bind(i64::from(ticket.slot.epoch))
        .bind(&ticket.message[..])
        .bind(state as i64)
        .execute(&mut *self.sql)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// What an earlier try left.
    async fn drop_parts(&mut self, ticket: MediaTicket) -> Result<(), StoreError> {
        sqlx::query(
            "delete from media_part where slot = $1 and exists (select 1 from media \
             where slot = $1 and slot_epoch = $2 and message = $3 and state = 0)",
        )
        .bind(number(ticket.slot.slot))
        .bind(i64::from(ticket.slot.epoch))
        .bind(&ticket.message[..])
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}

impl MediaWanted {
    /// True once the platform has surely forgotten it.
    pub fn is_past(&self, now: Timestamp) -> bool {
        now.duration_since(self.written) > MEDIA_LIVES
    }
}
