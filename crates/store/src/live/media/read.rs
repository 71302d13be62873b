//! Media opened for whoever asks for a copy, and how many there are.

use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use zeroize::Zeroizing;

use super::{FIELD, keep::open_part};
use crate::keys::{DataKey, KeyReader, SlotRef};
use crate::live::{
    Store, StoreError,
    batch::number,
    contents::{ClearText, connection},
    row::{digest, slot_of},
};
use crate::seal::Bound;

/// A media in clear, for one answer.
#[derive(Debug)]
pub struct HeldMedia {
    /// What it is, as the platform says.
    pub mime_type: ClearText,
    /// Its bytes; wiped when dropped.
    pub bytes: SecretMedia,
}

/// Bytes of a media; printed nowhere.
pub struct SecretMedia(Zeroizing<Vec<u8>>);

impl SecretMedia {
    /// The bytes.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for SecretMedia {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// How many media there are, by how far fetching came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MediaCounts {
    /// To be fetched, those below among them.
    pub waiting: i64,
    /// To be fetched, and refused by the platform for want of a valid token.
    pub unauthorized: i64,
    /// Held, sealed.
    pub held: i64,
    /// Gone at the platform before they were fetched.
    pub expired: i64,
    /// Not what was announced, too large, or lying where nothing is fetched from.
    pub refused: i64,
}

/// What the header of a media says.
pub(crate) struct Header {
    pub(crate) mime_type: ClearText,
    pub(crate) length: u64,
}

/// Counts; all zero for a database from before media were fetched.
pub(crate) async fn counts(sql: &mut SqliteConnection) -> Result<MediaCounts, StoreError> {
    let known: Option<i64> =
        sqlx::query_scalar("select 1 from sqlite_schema where type = 'table' and name = 'media'")
            .fetch_optional(&mut *sql)
            .await?;
    if known.is_none() {
        return Ok(MediaCounts::default());
    }
    let row = sqlx::query(
        "select count(*) filter (where state = 0) as waiting, \
         count(*) filter (where state = 0 and trouble = 401) as unauthorized, \
         count(*) filter (where state = 1) as held, \
         count(*) filter (where state = 2) as expired, \
         count(*) filter (where state = 3) as refused from media",
    )
    .fetch_one(sql)
    .await?;
    Ok(MediaCounts {
        waiting: row.try_get("waiting")?,
        unauthorized: row.try_get("unauthorized")?,
        held: row.try_get("held")?,
        expired: row.try_get("expired")?,
        refused: row.try_get("refused")?,
    })
}

/// What a held media is; `None` where there is none.
pub(crate) async fn header(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    message: &[u8; 32],
    slot: SlotRef,
) -> Result<Option<Header>, StoreError> {
    let held: Option<i64> =
        sqlx::query_scalar("select 1 from media where slot = $1 and state = 1 and message = $2")
            .bind(number(slot.slot))
            .bind(&message[..])
            .fetch_optional(&mut *sql)
            .await?;
    let key = match held {
        Some(_) => keys.data_key(slot)?,
        None => None,
    };
    let Some(key) = key else { return Ok(None) };
    let clear = part(sql, keys, &key, message, slot, 0).await?;
    Ok(clear.and_then(|clear| {
        let (length, mime_type) = clear.split_first_chunk::<8>()?;
        Some(Header {
            mime_type: ClearText::new(mime_type),
            length: u64::from_be_bytes(*length),
        })
    }))
}

async fn part(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    key: &DataKey,
    message: &[u8; 32],
    slot: SlotRef,
    place: i64,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let sealed: Option<Vec<u8>> =
        sqlx::query_scalar("select bytes from media_part where slot = $1 and place = $2")
            .bind(number(slot.slot))
            .bind(place)
            .fetch_optional(sql)
            .await?;
    let bound = Bound {
        tenant: keys.tenant(),
        owner: message,
        field: FIELD,
    };
    Ok(sealed.and_then(|sealed| open_part(key, bound, place, &sealed)))
}

impl Store {
    /// The media of a message, by the message's random id; `None` where none is held, or not all of
    /// it opens.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn media(&self, message: &[u8; 16]) -> Result<Option<HeldMedia>, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let row = sqlx::query("select key, slot, slot_epoch from message where id = $1")
            .bind(&message[..])
            .fetch_optional(&mut *sql)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (Some(owner), Some(slot)) = (digest(row.try_get("key")?), slot_of(&row)?) else {
            return Ok(None);
        };
        let Some(header) = header(&mut sql, self.keys(), &owner, slot).await? else {
            return Ok(None);
        };
        let Some(key) = self.keys().data_key(slot)? else {
            return Ok(None);
        };
        let length = usize::try_from(header.length).unwrap_or(usize::MAX);
        let room = length.min(64 * 1024 * 1024);
        let mut bytes = Zeroizing::new(Vec::with_capacity(room));
        let mut place = 1;
        while bytes.len() < length {
            match part(&mut sql, self.keys(), &key, &owner, slot, place).await? {
                Some(clear) if !clear.is_empty() => bytes.extend_from_slice(&clear),
                _ => return Ok(None),
            }
            place += 1;
        }
        Ok((bytes.len() == length).then(|| HeldMedia {
            mime_type: header.mime_type,
            bytes: SecretMedia(bytes),
        }))
    }

    /// How many media there are.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn media_counts(&self) -> Result<MediaCounts, StoreError> {
        let mut sql = connection(self.readers()).await?;
        counts(&mut sql).await
    }
}
