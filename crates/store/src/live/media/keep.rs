//! Sealing bytes of media, piece by piece.

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{FIELD, MediaKept, MediaTicket, State, version};
use crate::keys::{DataKey, SlotRef};
use crate::live::{
    Store, StoreError,
    batch::{Batch, number},
};
use crate::seal::{Bound, open, seal, version_of};

impl Store {
    /// Seals one piece; `place` counts from 1. Durable when this returns, and dropped again unless
    /// [`Store::media_keep`] follows.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn media_part(
        &self,
        ticket: MediaTicket,
        place: u32,
        clear: Zeroizing<Vec<u8>>,
        now: Timestamp,
    ) -> Result<MediaKept, StoreError> {
        self.transact(now, async move |batch| {
            batch.seal_part(ticket, i64::from(place), &clear).await
        })
        .await
        .map(|(_, kept)| kept)
    }

    /// All pieces are in and are what was announced: from now on the media is held.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn media_keep(
        &self,
        ticket: MediaTicket,
        mime_type: &str,
        length: u64,
        now: Timestamp,
    ) -> Result<MediaKept, StoreError> {
        let mut header = Zeroizing::new(length.to_be_bytes().to_vec());
        header.extend_from_slice(mime_type.as_bytes());
        self.transact(now, async move |batch| {
            let kept = batch.seal_part(ticket, 0, &header).await?;
            if kept == MediaKept::Kept {
                batch.settle_media(ticket, State::Held).await?;
            }
            Ok(kept)
        })
        .await
        .map(|(_, kept)| kept)
    }
}

impl Batch<'_> {
    async fn seal_part(
        &mut self,
        ticket: MediaTicket,
        place: i64,
        clear: &[u8],
    ) -> Result<MediaKept, StoreError> {
        // An erasure removes the row with the content: whoever comes later finds nothing to add to.
        let waits: Option<i64> = sqlx::query_scalar(
            "select 1 from media d join message m \
             on m.key = d.message and m.slot = d.slot and m.slot_epoch = d.slot_epoch \
             where d.slot = $1 and d.slot_epoch = $2 and d.message = $3 and d.state = 0",
        )
        .bind(number(ticket.slot.slot))
        .bind(i64::from(ticket.slot.epoch))
        .bind(&ticket.message[..])
        .fetch_optional(&mut *self.sql)
        .await?;
        let key = match waits {
            Some(_) => self.keys.data_key(ticket.slot)?,
            None => None,
        };
        let Some(key) = key else {
            return Ok(MediaKept::Gone);
        };
        let bytes = seal(
            self.cipher,
            &key,
            self.bound(&ticket.message),
            version(place),
            clear,
        )?;
        self.put_part(ticket.slot, place, bytes).await?;
        Ok(MediaKept::Kept)
    }

    async fn put_part(
        &mut self,
        slot: SlotRef,
        place: i64,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        sqlx::query("insert or replace into media_part (slot, place, bytes) values ($1, $2, $3)")
            .bind(number(slot.slot))
            .bind(place)
            .bind(bytes)
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    fn bound<'a>(&self, message: &'a [u8; 32]) -> Bound<'a> {
        Bound {
            tenant: self.keys.tenant(),
            owner: message,
            field: FIELD,
        }
    }

    /// Seals a media anew under a fresh key, one piece at a time. What cannot be opened stays behind.
    pub(crate) async fn move_media(
        &mut self,
        message: &[u8; 32],
        from: SlotRef,
        to: SlotRef,
        fresh: &DataKey,
    ) -> Result<(), StoreError> {
        let Some(key) = self.keys.data_key(from)? else {
            return Ok(());
        };
        let places: Vec<i64> =
            sqlx::query_scalar("select place from media_part where slot = $1 order by place")
                .bind(number(from.slot))
                .fetch_all(&mut *self.sql)
                .await?;
        for place in places {
            let sealed: Vec<u8> =
                sqlx::query_scalar("select bytes from media_part where slot = $1 and place = $2")
                    .bind(number(from.slot))
                    .bind(place)
                    .fetch_one(&mut *self.sql)
                    .await?;
            let Some(clear) = open_part(&key, self.bound(message), place, &sealed) else {
                continue;
            };
            let version = version(place);
            let bytes = seal(self.cipher, fresh, self.bound(message), version, &clear)?;
            self.put_part(to, place, bytes).await?;
        }
        sqlx::query(
            "insert or replace into media (slot, slot_epoch, message, state, trouble, tries, \
             next_at) select $2, $3, message, state, trouble, tries, next_at from media \
             where slot = $1",
        )
        .bind(number(from.slot))
        .bind(number(to.slot))
        .bind(i64::from(to.epoch))
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}

/// Opens a piece that stands in its place.
pub(super) fn open_part(
    key: &DataKey,
    bound: Bound<'_>,
    place: i64,
    bytes: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    if version_of(bytes) != Some(version(place)) {
        return None;
    }
    open(key, bound, bytes)
}
