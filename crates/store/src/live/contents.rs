//! Opening what is sealed. Nothing opened is kept: it is wiped when whoever asked drops it.

use serde::{Serialize, Serializer};
use sqlx::{SqliteConnection, sqlite::SqlitePool};
use tact_domain::live::ContentField;
use zeroize::Zeroizing;

use super::{StoreError, batch::number};
use crate::{
    keys::{KeyReader, SlotRef},
    seal::{self, Bound},
};

/// Field code of an annotation in key derivation; apart from those of content and of the address
/// book.
pub(crate) const ANNOTATION: u8 = 210;

/// Text in clear, wiped when dropped. It is printed nowhere; written out, it is in clear.
#[derive(PartialEq, Eq)]
pub struct ClearText(Zeroizing<String>);

impl ClearText {
    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Bytes that are no UTF-8 are shown with replacement characters.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(String::from_utf8_lossy(bytes).into_owned()))
    }
}

impl std::fmt::Debug for ClearText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹redacted›")
    }
}

impl Serialize for ClearText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What an analysis concluded from one message. What the bytes mean is the analysis's own affair.
#[derive(Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Version of what the bytes mean.
    pub schema: u32,
    /// The conclusions.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Annotation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Annotation")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

impl Annotation {
    pub(crate) fn to_clear(&self) -> Zeroizing<Vec<u8>> {
        let mut clear = Zeroizing::new(Vec::with_capacity(4 + self.bytes.len()));
        clear.extend_from_slice(&self.schema.to_be_bytes());
        clear.extend_from_slice(&self.bytes);
        clear
    }

    pub(crate) fn from_clear(clear: &[u8]) -> Option<Self> {
        let (schema, bytes) = clear.split_first_chunk::<4>()?;
        Some(Self {
            schema: u32::from_be_bytes(*schema),
            bytes: Zeroizing::new(bytes.to_vec()),
        })
    }
}

/// Everything one slot sealed, opened.
#[derive(Default)]
pub(crate) struct Opened {
    pub(crate) fields: Vec<(ContentField, Zeroizing<Vec<u8>>)>,
    pub(crate) annotation: Option<Annotation>,
}

impl Opened {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.annotation.is_none()
    }
}

/// Opens what the slot of a message or reaction sealed; `None` when its key is gone, or a byte of
/// it was changed.
pub(crate) async fn open_slot(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    owner: &[u8; 32],
    slot: SlotRef,
) -> Result<Option<Opened>, StoreError> {
    let Some(key) = keys.data_key(slot)? else {
        return Ok(None);
    };
    let tenant = keys.tenant();
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select field, bytes from sealed where slot = $1 order by field")
            .bind(number(slot.slot))
            .fetch_all(sql)
            .await?;
    let mut opened = Opened::default();
    for (code, bytes) in rows {
        let Ok(field) = u8::try_from(code) else {
            continue;
        };
        let bound = Bound {
            tenant,
            owner,
            field,
        };
        let Some(clear) = seal::open(&key, bound, &bytes) else {
            return Ok(None);
        };
        if field == ANNOTATION {
            opened.annotation = Annotation::from_clear(&clear);
        } else if let Some(field) = ContentField::from_code(field) {
            opened.fields.push((field, clear));
        }
    }
    Ok(Some(opened))
}

/// Opens one value that lies in its own row, as the address book's do.
pub(crate) fn open_one(
    keys: &KeyReader,
    owner: &[u8; 32],
    field: u8,
    slot: SlotRef,
    bytes: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
    let bound = Bound {
        tenant: keys.tenant(),
        owner,
        field,
    };
    Ok(keys
        .data_key(slot)?
        .and_then(|key| seal::open(&key, bound, bytes)))
}

/// A connection to read with.
pub(crate) async fn connection(
    readers: &SqlitePool,
) -> Result<sqlx::pool::PoolConnection<sqlx::Sqlite>, StoreError> {
    Ok(readers.acquire().await?)
}
