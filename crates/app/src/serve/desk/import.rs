//! Chat exports, piece by piece: what a command read from files goes into the store.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tact_domain::WithdrawnBy;
use tact_domain::live::LiveKind;
use tact_intake::webhook::SecretText;
use tact_privacy::live::{Author, ExportedMessage, Fate, ReceivedExport};
use tact_store::live::{Act, ImportMode, StoreError};

use super::{Desk, Reply};

/// A piece of one thread: whole minutes of it, in the order of the export.
#[derive(Serialize, Deserialize)]
pub struct Piece {
    /// The platform's id of the business number.
    pub number: Option<String>,
    /// The contact's number, where the export shows it.
    pub phone: Option<String>,
    /// Display names of the contact, the newest first.
    pub names: Vec<String>,
    /// Its messages.
    pub messages: Vec<Line>,
}

/// One message.
#[derive(Serialize, Deserialize)]
pub struct Line {
    /// When it was sent, milliseconds; these keep the order within a minute or second.
    pub at: i64,
    /// Who wrote it.
    pub author: Who,
    /// [`LiveKind::code`].
    pub kind: u8,
    /// True when only its last version remains.
    pub edited: bool,
    /// Whose act took it away.
    pub deleted_by: Option<Who>,
    /// Its words or caption.
    pub words: Option<String>,
}

/// Who wrote a message, or deleted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The contact.
    Contact,
    /// A person of the business.
    Agent,
    /// The business's phone by itself.
    Machine,
    /// An administrator of a group.
    Admin,
}

impl Desk {
    pub(super) async fn import_begins(
        &self,
        chats: u64,
        mode: ImportMode,
        act: &Act,
    ) -> Result<Reply, StoreError> {
        if mode == ImportMode::Keep {
            self.store.import_begins(chats, act).await?;
        }
        Ok(Reply::said(&true, String::new()))
    }

    pub(super) async fn import_pieces(
        &self,
        pieces: &[Piece],
        mode: ImportMode,
        act: &Act,
    ) -> Result<Reply, StoreError> {
        let pieces = pieces.iter();
        let exports = pieces.map(|piece| self.keys.exported(piece.received()));
        let report = self
            .store
            .import(exports.collect(), mode, self.periods, act.at)
            .await?;
        Ok(Reply::said(&report, String::new()))
    }

    pub(super) async fn import_ends(
        &self,
        new: u64,
        mode: ImportMode,
        act: &Act,
    ) -> Result<Reply, StoreError> {
        if mode == ImportMode::Keep {
            self.store.import_ends(new, act).await?;
        }
        Ok(Reply::said(&true, String::new()))
    }
}

impl Piece {
    fn received(&self) -> ReceivedExport {
        let secret = |text: &String| SecretText::new(text.clone());
        ReceivedExport {
            number: self.number.as_ref().map(secret),
            phone: self.phone.as_ref().map(secret),
            names: self.names.iter().map(secret).collect(),
            messages: self.messages.iter().filter_map(Line::message).collect(),
        }
    }
}

impl Line {
    /// `None` for a time outside the calendar.
    fn message(&self) -> Option<ExportedMessage> {
        let fate = match (self.deleted_by, self.edited) {
            (Some(Who::Contact), _) => Fate::Deleted(WithdrawnBy::Contact),
            (Some(Who::Agent | Who::Machine), _) => Fate::Deleted(WithdrawnBy::Business),
            (Some(Who::Admin), _) => Fate::Deleted(WithdrawnBy::Admin),
            (None, true) => Fate::Edited,
            (None, false) => Fate::Stands,
        };
        let words = self.words.as_ref().filter(|_| self.deleted_by.is_none());
        Some(ExportedMessage {
            at: Timestamp::from_millisecond(self.at).ok()?,
            author: match self.author {
                Who::Contact => Author::Contact,
                Who::Agent | Who::Admin => Author::Agent,
                Who::Machine => Author::Machine,
            },
            kind: LiveKind::from_code(self.kind).unwrap_or(LiveKind::Unknown),
            fate,
            words: words.map(|words| SecretText::new(words.clone())),
        })
    }
}
