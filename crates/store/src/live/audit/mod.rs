//! The audit chain: who did what, when; each entry's hash covers the one before it, so that no entry
//! can be changed, dropped or put elsewhere unseen. Ids and codes only.

mod head;
mod verify;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{Row, sqlite::SqliteRow};

pub(crate) use head::Ends;
pub(crate) use head::Head;
pub(crate) use verify::hex;
pub use verify::{AuditFault, AuditReport, BrokenEntry, verify_audit};

use super::{
    Act, Store, StoreError,
    batch::{Batch, millis, number},
};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// What is kept of a contact was counted and shown, without content.
    ContactShown,
    /// All that is kept of a contact was opened and handed out.
    ContactExported,
    /// All content of a contact was erased.
    ContactErased,
    /// The consents of a contact were read.
    ConsentsRead,
    /// Consents were recorded; the count is of lines new to the ledger.
    ConsentsRecorded,
    /// Another epoch of keys began; the count is its number.
    KeysRotated,
    /// Retention periods were applied; the count is of what was destroyed.
    RetentionApplied,
    /// A copy of the database was made.
    BackupMade,
    /// A copy of the database took its place.
    Restored,
    /// Tasks were marked as done; the count is of what they counted.
    TasksDone,
    /// A hold on a contact's words was asked for.
    HoldAsked,
    /// A hold was approved by somebody else: it is in force.
    HoldApproved,
    /// A hold ended; the count is of what was erased then.
    HoldEnded,
    /// A copy of what a hold keeps was asked for.
    HoldCopyAsked,
    /// What a hold keeps was opened and handed out, at the word of two.
    HoldExported,
    /// A contact objected to being counted; the count is of facts removed.
    ContactObjected,
    /// A contact's objection ended.
    ObjectionEnded,
    /// An import of chat exports began; the count is of chats.
    ImportBegun,
    /// An import came to its end; the count is of messages new to the store.
    ImportEnded,
    /// An account was made.
    AccountAdded,
    /// An account was removed, with its sessions and tokens.
    AccountRemoved,
    /// Role, password or second factor of an account was changed.
    AccountChanged,
    /// An account signed in.
    SessionOpened,
    /// An account was given a token.
    TokenMade,
    /// A token was ended before its time.
    TokenEnded,
    /// A copy of all that is kept of a contact was asked for.
    ExportAsked,
    /// Another account allowed that copy.
    ExportApproved,
}

impl AuditAction {
    const ALL: [Self; 27] = [
        Self::ContactShown,
        Self::ContactExported,
        Self::ContactErased,
        Self::ConsentsRead,
        Self::ConsentsRecorded,
        Self::KeysRotated,
        Self::RetentionApplied,
        Self::BackupMade,
        Self::Restored,
        Self::TasksDone,
        Self::HoldAsked,
        Self::HoldApproved,
        Self::HoldEnded,
        Self::HoldCopyAsked,
        Self::HoldExported,
        Self::ContactObjected,
        Self::ObjectionEnded,
        Self::ImportBegun,
        Self::ImportEnded,
        Self::AccountAdded,
        Self::AccountRemoved,
        Self::AccountChanged,
        Self::SessionOpened,
        Self::TokenMade,
        Self::TokenEnded,
        Self::ExportAsked,
        Self::ExportApproved,
    ];

    /// Word kept in the chain: never changed, never reused.
    pub fn word(self) -> &'static str {
        match self {
            Self::ContactShown => "contact_shown",
            Self::ContactExported => "contact_exported",
            Self::ContactErased => "contact_erased",
            Self::ConsentsRead => "consents_read",
            Self::ConsentsRecorded => "consents_recorded",
            Self::KeysRotated => "keys_rotated",
            Self::RetentionApplied => "retention_applied",
            Self::BackupMade => "backup_made",
            Self::Restored => "restored",
            Self::TasksDone => "tasks_done",
            Self::HoldAsked => "hold_asked",
            Self::HoldApproved => "hold_approved",
            Self::HoldEnded => "hold_ended",
            Self::HoldCopyAsked => "hold_copy_asked",
            Self::HoldExported => "hold_exported",
            Self::ContactObjected => "contact_objected",
            Self::ObjectionEnded => "objection_ended",
            Self::ImportBegun => "import_begun",
            Self::ImportEnded => "import_ended",
            Self::AccountAdded => "account_added",
            Self::AccountRemoved => "account_removed",
            Self::AccountChanged => "account_changed",
            Self::SessionOpened => "session_opened",
            Self::TokenMade => "token_made",
            Self::TokenEnded => "token_ended",
            Self::ExportAsked => "export_asked",
            Self::ExportApproved => "export_approved",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }
}

/// One entry of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What; `None` for a word of a newer version.
    pub action: Option<AuditAction>,
    /// Internal number of the contact, where the act is about one.
    pub contact: Option<i64>,
    /// How many things it touched.
    pub count: i64,
}

impl AuditEntry {
    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let word: String = row.try_get("action")?;
        Ok(Self {
            seq: row.try_get("seq")?,
            at: Timestamp::from_millisecond(row.try_get("at")?).unwrap_or(Timestamp::UNIX_EPOCH),
            actor: row.try_get("actor")?,
            action: AuditAction::from_word(&word),
            contact: row.try_get("contact")?,
            count: row.try_get("count")?,
        })
    }
}

/// The newest entry, by which the whole chain before it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditHead {
    /// Place in the chain.
    pub seq: i64,
    /// Hash in hexadecimal digits: to be noted elsewhere.
    pub hash: String,
}

/// What a hash covers, as the row has it.
struct Link<'a> {
    seq: i64,
    at: i64,
    actor: &'a str,
    action: &'a str,
    contact: Option<i64>,
    count: i64,
}

impl Link<'_> {
    fn hash(&self, before: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"tact/audit/1");
        hash.update(before);
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        // Lengths first: no two entries are written with the same bytes.
        for word in [self.actor, self.action] {
            hash.update(number(word.len() as u64).to_be_bytes());
            hash.update(word.as_bytes());
        }
        hash.update([u8::from(self.contact.is_some())]);
        hash.update(self.contact.unwrap_or_default().to_be_bytes());
        hash.update(self.count.to_be_bytes());
        hash.finalize().into()
    }
}

impl Batch<'_> {
    /// Adds an entry; it commits with what it tells of.
    pub(crate) async fn audit(
        &mut self,
        act: &Act,
        action: AuditAction,
        contact: Option<i64>,
        count: i64,
    ) -> Result<i64, StoreError> {
        let last: Option<(i64, Vec<u8>)> =
            sqlx::query_as("select seq, hash from audit order by seq desc limit 1")
                .fetch_optional(&mut *self.sql)
                .await?;
        let (seq, before) = last.unwrap_or_default();
        let link = Link {
            seq: seq.saturating_add(1),
            at: millis(act.at),
            actor: act.actor.as_str(),
            action: action.word(),
            contact,
            count,
        };
        let hash = link.hash(&before);
        sqlx::query(
            "insert into audit (seq, at, actor, action, contact, count, hash) \
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(link.seq)
        .bind(link.at)
        .bind(link.actor)
        .bind(link.action)
        .bind(contact)
        .bind(count)
        .bind(&hash[..])
        .execute(&mut *self.sql)
        .await?;
        self.head = Some(Head {
            seq: link.seq,
            hash,
        });
        Ok(link.seq)
    }
}

impl Store {
    /// The newest entries of the chain, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn audit_entries(&self, newest: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query("select * from audit order by seq desc limit $1")
            .bind(i64::from(newest))
            .fetch_all(self.readers())
            .await?;
        let read: Result<Vec<_>, _> = rows.iter().map(AuditEntry::read).collect();
        Ok(read?)
    }

    /// The newest entry's place and hash; `None` before the first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn audit_head(&self) -> Result<Option<AuditHead>, StoreError> {
        let newest: Option<(i64, Vec<u8>)> =
            sqlx::query_as("select seq, hash from audit order by seq desc limit 1")
                .fetch_optional(self.readers())
                .await?;
        Ok(newest.map(|(seq, hash)| AuditHead {
            seq,
            hash: hex(&hash),
        }))
    }

    /// Entries about one contact, oldest first.
    pub(super) async fn audit_of(&self, contact: i64) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query(
            "select * from audit where contact = $1 \
             or contact in (select id from former where contact = $1) order by seq",
        )
        .bind(contact)
        .fetch_all(self.readers())
        .await?;
        let read: Result<Vec<_>, _> = rows.iter().map(AuditEntry::read).collect();
        Ok(read?)
    }
}
