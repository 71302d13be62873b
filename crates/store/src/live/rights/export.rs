//! All that is kept of one contact, opened for the one answer it is asked for: a page for a person,
//! a file for a machine.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use tact_domain::{
    Direction, WithdrawnBy,
    live::{Alias, ContentField, LiveKind, NumberKey, WithheldReason},
};

use super::{ConsentEntry, ContactSummary, consents, hour, instant, show};
use crate::{
    keys::KeyReader,
    live::{
        Act, Store, StoreError,
        address_book::owner,
        audit::{AuditAction, AuditEntry, hex},
        contents::{Annotation, ClearText, Opened, connection, open_one, open_slot},
        lattice::Held,
        media,
        row::{digest, slot_of},
    },
};

/// All that is kept of one contact.
#[derive(Debug, Serialize)]
pub struct ContactExport {
    /// When it was put together.
    pub made_at: Timestamp,
    /// The same in numbers.
    pub summary: ContactSummary,
    /// Names and addresses of the sealed address book.
    pub address_book: Vec<ClearText>,
    /// Their threads, one for each number of the business, then each group.
    pub threads: Vec<ExportedThread>,
    /// Reactions they gave.
    pub reactions: Vec<ExportedReaction>,
    /// What they agreed to, line by line.
    pub consents: Vec<ConsentEntry>,
    /// Who asked what about them, and when.
    pub accesses: Vec<AuditEntry>,
}

/// One thread.
#[derive(Debug, Serialize)]
pub struct ExportedThread {
    /// The business number; compare with the digest of a configured one to name it. `None` where
    /// the platform did not tell.
    #[serde(skip)]
    pub number: Option<NumberKey>,
    /// True for a group; then only this contact's messages stand here.
    pub group: bool,
    /// Its messages, oldest first.
    pub messages: Vec<ExportedMessage>,
    /// Its deleted messages.
    pub deletions: Vec<ExportedDeletion>,
}

/// One message.
#[derive(Debug, Serialize)]
pub struct ExportedMessage {
    /// Random internal id, hexadecimal.
    pub id: String,
    /// Which way it went.
    pub direction: Direction,
    /// What it is; `None` for a kind of a newer version.
    pub kind: Option<LiveKind>,
    /// When it was sent, if that was told.
    pub sent_at: Option<Timestamp>,
    /// When its newest version was written, where it was edited.
    pub edited_at: Option<Timestamp>,
    /// True when it was passed on from another chat.
    pub forwarded: bool,
    /// Its content, as far as it is held and its key lives.
    pub content: Vec<ExportedField>,
    /// Its media, where one is held.
    pub media: Option<ExportedMedia>,
    /// Why there is none, where there was some.
    pub withheld: Option<WithheldReason>,
    /// True where its key or its bytes are damaged: nobody deleted it, and nothing opens it.
    pub unreadable: bool,
    /// What an analysis concluded from it; whoever wrote the bytes knows how to say them.
    #[serde(skip)]
    pub annotation: Option<Annotation>,
}

/// A media that is held; [`Store::media`] opens it by the message's id.
#[derive(Debug, Serialize)]
pub struct ExportedMedia {
    /// Name of its file in a copy: of the message's random id, never of what its sender called it.
    pub file: String,
    /// What it is, as the platform says.
    pub mime_type: ClearText,
    /// Its length in bytes.
    pub length: u64,
}

/// One part of a content. Structured parts are JSON text.
#[derive(Debug, Serialize)]
pub struct ExportedField {
    /// Which.
    pub field: ContentField,
    /// The words.
    pub text: ClearText,
}

/// A message that was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExportedDeletion {
    /// Which way it had gone.
    pub direction: Direction,
    /// Whose act took it away.
    pub by: WithdrawnBy,
    /// The hour it was sent in, if known.
    pub sent_at: Option<Timestamp>,
    /// The hour it was deleted in.
    pub deleted_at: Timestamp,
}

/// A reaction.
#[derive(Debug, Serialize)]
pub struct ExportedReaction {
    /// When.
    pub at: Timestamp,
    /// True when it was taken back.
    pub removed: bool,
    /// The emoji, where it is held.
    pub emoji: Option<ClearText>,
}

impl Store {
    /// Opens all that is kept of a contact, for this answer only; `None` when nobody bears the name.
    /// What lies under a key that is gone is left out.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn contact_export(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<ContactExport>, StoreError> {
        let found = self.look(who, act, AuditAction::ContactExported).await?;
        let Some(contact) = found else {
            return Ok(None);
        };
        let mut sql = connection(self.readers()).await?;
        Ok(Some(ContactExport {
            made_at: act.at,
            summary: show::summary(&mut sql, contact, act.at).await?,
            address_book: address_book(&mut sql, self.keys(), contact).await?,
            threads: threads(&mut sql, self.keys(), contact).await?,
            reactions: reactions(&mut sql, self.keys(), contact).await?,
            consents: consents::entries(&mut sql, contact).await?,
            accesses: self.audit_of(contact).await?,
        }))
    }
}

async fn address_book(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    contact: i64,
) -> Result<Vec<ClearText>, StoreError> {
    let rows = sqlx::query("select * from address where contact = $1 order by part")
        .bind(contact)
        .fetch_all(sql)
        .await?;
    let mut book = Vec::new();
    for row in rows {
        let part = u8::try_from(row.try_get::<i64, _>("part")?).ok();
        let (Some(part), Some(slot)) = (part, slot_of(&row)?) else {
            continue;
        };
        let bytes: Vec<u8> = row.try_get("bytes")?;
        if let Some(clear) = open_one(keys, &owner(contact), part, slot, &bytes)? {
            book.push(ClearText::new(&clear));
        }
    }
    Ok(book)
}

async fn threads(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    contact: i64,
) -> Result<Vec<ExportedThread>, StoreError> {
    let rows = sqlx::query(
        "select id, number, party from thread where contact = $1 \
         or id in (select thread from message where contact = $1) order by party, id",
    )
    .bind(contact)
    .fetch_all(&mut *sql)
    .await?;
    let mut threads = Vec::with_capacity(rows.len());
    for row in rows {
        let (id, number, party): (i64, Vec<u8>, Vec<u8>) = (
            row.try_get("id")?,
            row.try_get("number")?,
            row.try_get("party")?,
        );
        threads.push(ExportedThread {
            number: digest(&number).map(NumberKey::from_bytes),
            group: !party.is_empty(),
            messages: messages(sql, keys, contact, id).await?,
            deletions: if party.is_empty() {
                deletions(sql, id).await?
            } else {
                // In a group a tombstone does not say whose message it was.
                Vec::new()
            },
        });
    }
    Ok(threads)
}

async fn messages(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    contact: i64,
    thread: i64,
) -> Result<Vec<ExportedMessage>, StoreError> {
    let rows = sqlx::query(
        "select * from message where contact = $1 and thread = $2 order by sent_at, key",
    )
    .bind(contact)
    .bind(thread)
    .fetch_all(&mut *sql)
    .await?;
    let mut messages = Vec::with_capacity(rows.len());
    for row in rows {
        let owner = digest(row.try_get("key")?);
        let (mut opened, mut held, mut unreadable) = (None, None, false);
        if let (Some(owner), Some(slot)) = (owner, slot_of(&row)?) {
            opened = open_slot(sql, keys, &owner, slot).await?;
            held = media::header(sql, keys, &owner, slot).await?;
            unreadable = opened.is_none() && !keys.is_destroyed(slot)?;
        }
        let id: Vec<u8> = row.try_get("id")?;
        let held = held.map(|held| ExportedMedia {
            file: format!("media/{}{}", hex(&id), ending(held.mime_type.expose())),
            mime_type: held.mime_type,
            length: held.length,
        });
        messages.push(ExportedMessage {
            unreadable,
            ..message(&row, opened.unwrap_or_default(), held)?
        });
    }
    Ok(messages)
}

fn message(
    row: &SqliteRow,
    opened: Opened,
    media: Option<ExportedMedia>,
) -> Result<ExportedMessage, sqlx::Error> {
    let time = |column: &str| -> Result<Option<Timestamp>, sqlx::Error> {
        Ok(row.try_get::<Option<i64>, _>(column)?.map(instant))
    };
    let kind: i64 = row.try_get("kind")?;
    let id: Vec<u8> = row.try_get("id")?;
    Ok(ExportedMessage {
        id: hex(&id),
        direction: direction(row.try_get("direction")?),
        kind: u8::try_from(kind).ok().and_then(LiveKind::from_code),
        sent_at: time("sent_at")?,
        edited_at: time("edit_at")?,
        forwarded: row.try_get::<i64, _>("forwarding")? > 0,
        content: opened
            .fields
            .iter()
            .map(|(field, clear)| ExportedField {
                field: *field,
                text: ClearText::new(clear),
            })
            .collect(),
        media,
        withheld: match Held::from_code(row.try_get("content_state")?, slot_of(row)?, 0) {
            Held::Withheld(reason) => Some(reason),
            Held::Concluded { .. } => Some(WithheldReason::Erased),
            Held::None | Held::Sealed { .. } => None,
        },
        unreadable: false,
        annotation: opened.annotation,
    })
}

/// The ending of a file that programs know by it; none for what may be anything.
fn ending(mime_type: &str) -> &'static str {
    match mime_type {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "video/mp4" => ".mp4",
        "video/3gpp" => ".3gp",
        "audio/ogg" => ".ogg",
        "audio/aac" => ".aac",
        "audio/amr" => ".amr",
        "audio/mp4" => ".m4a",
        "audio/mpeg" => ".mp3",
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        _ => ".bin",
    }
}

async fn deletions(
    sql: &mut SqliteConnection,
    thread: i64,
) -> Result<Vec<ExportedDeletion>, StoreError> {
    let rows = sqlx::query("select * from tombstone where thread = $1 order by deleted_at, key")
        .bind(thread)
        .fetch_all(sql)
        .await?;
    let read: Result<Vec<_>, sqlx::Error> = rows
        .iter()
        .map(|row| {
            Ok(ExportedDeletion {
                direction: direction(row.try_get("direction")?),
                by: withdrawn_by(row.try_get("cause")?),
                sent_at: row.try_get::<Option<i64>, _>("sent_at")?.map(hour),
                deleted_at: hour(row.try_get("deleted_at")?),
            })
        })
        .collect();
    Ok(read?)
}

async fn reactions(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    contact: i64,
) -> Result<Vec<ExportedReaction>, StoreError> {
    let rows = sqlx::query("select * from reaction where actor = $1 order by at, event")
        .bind(contact)
        .fetch_all(&mut *sql)
        .await?;
    let mut reactions = Vec::with_capacity(rows.len());
    for row in rows {
        let event = digest(row.try_get("event")?);
        let opened = match (event, slot_of(&row)?) {
            (Some(event), Some(slot)) => open_slot(sql, keys, &event, slot).await?,
            _ => None,
        };
        let emoji = opened.unwrap_or_default().fields.into_iter().next();
        reactions.push(ExportedReaction {
            at: instant(row.try_get("at")?),
            removed: row.try_get::<i64, _>("removed")? != 0,
            emoji: emoji.map(|(_, clear)| ClearText::new(&clear)),
        });
    }
    Ok(reactions)
}

/// A direction the database keeps.
pub(crate) fn direction(code: i64) -> Direction {
    if code == 0 {
        Direction::Inbound
    } else {
        Direction::Outbound
    }
}

/// A cause the tombstone keeps.
pub(crate) fn withdrawn_by(code: i64) -> WithdrawnBy {
    match code {
        0 => WithdrawnBy::Contact,
        1 => WithdrawnBy::Business,
        _ => WithdrawnBy::Admin,
    }
}
