//! What can be wrong with a source, by what its reader can do about it.

use std::io;

use thiserror::Error;
use zip::result::ZipError;

use super::bounded::Reached;
use crate::refusal::{Refusal, Tongue};

/// Why no export could be read.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The source is one of those that are never read.
    #[error("{}", .0.explain(Tongue::English).what)]
    Refused(Refusal),
    /// There is no export in it.
    #[error("{}", .0.in_english())]
    NotAnExport(NoExport),
    /// The chat in the archive needs a password.
    #[error(
        "\"{member}\" is encrypted: unpack the archive with its password and give the text file inside"
    )]
    Encrypted {
        /// Base name of the member.
        member: String,
    },
    /// Longer than is read.
    #[error(
        "the text of the chat is longer than {limit} bytes: export the chat again without media, or split the file at a line that starts with a date"
    )]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// More entries than are listed.
    #[error("the archive lists more than {limit} entries: give the chat's text file alone")]
    TooManyEntries {
        /// The limit.
        limit: u64,
    },
    /// Inflates far more than any chat.
    #[error(
        "\"{member}\" inflates more than {ratio} times its size, as no chat does: it is not read; if the file is yours, unpack it and give the text file"
    )]
    BombSuspected {
        /// Base name of the member.
        member: String,
        /// The limit.
        ratio: u64,
    },
    /// The archive is damaged.
    #[error("the archive is damaged ({reason}): copy or export it again")]
    BrokenZip {
        /// What is wrong, technically.
        reason: String,
    },
    /// Reading failed.
    #[error("the file could not be read: {0}")]
    Io(io::Error),
}

/// Why a source holds no export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoExport {
    /// Nothing at all.
    Empty,
    /// No line starts like a message.
    NoHeader,
    /// An archive without a chat.
    NoChatInArchive,
    /// An archive of archives: they are attachments and are not opened.
    OnlyArchives,
    /// An archive of another kind than zip.
    OtherArchive,
    /// A database that is not of WhatsApp.
    OtherDatabase,
}

impl NoExport {
    /// The message in English.
    pub fn in_english(self) -> &'static str {
        match self {
            NoExport::Empty => "the file is empty: export the chat again",
            NoExport::NoHeader => {
                "not a WhatsApp export: no line starts with a date, a time and an author; give the .txt or .zip that WhatsApp made (\"Export chat\")"
            }
            NoExport::NoChatInArchive => {
                "the archive holds no chat: neither _chat.txt nor a text file made by WhatsApp; give the archive that \"Export chat\" made"
            }
            NoExport::OnlyArchives => {
                "the archive holds other archives: unpack it and give them one by one, or their folder"
            }
            NoExport::OtherArchive => {
                "not a zip: unpack this archive and give the text file or the zip inside"
            }
            NoExport::OtherDatabase => {
                "this is a database, not a WhatsApp export: give the .txt or .zip that \"Export chat\" made"
            }
        }
    }

    /// The message in French.
    pub fn in_french(self) -> &'static str {
        match self {
            NoExport::Empty => "le fichier est vide\u{A0}: exportez de nouveau la discussion",
            NoExport::NoHeader => {
                "ce n’est pas un export WhatsApp\u{A0}: aucune ligne ne commence par une date, une heure et un auteur\u{202F}; donnez le fichier .txt ou .zip créé par «\u{A0}Exporter la discussion\u{A0}»"
            }
            NoExport::NoChatInArchive => {
                "l’archive ne contient aucune discussion\u{A0}: ni _chat.txt, ni fichier texte créé par WhatsApp\u{202F}; donnez l’archive créée par «\u{A0}Exporter la discussion\u{A0}»"
            }
            NoExport::OnlyArchives => {
                "l’archive contient d’autres archives\u{A0}: décompressez-la et donnez-les une à une, ou leur dossier"
            }
            NoExport::OtherArchive => {
                "ce n’est pas un zip\u{A0}: décompressez cette archive et donnez le fichier texte ou le zip qu’elle contient"
            }
            NoExport::OtherDatabase => {
                "c’est une base de données, pas un export WhatsApp\u{A0}: donnez le fichier .txt ou .zip créé par «\u{A0}Exporter la discussion\u{A0}»"
            }
        }
    }
}

impl SourceError {
    /// The message in a language: what happened, where, what to do.
    pub fn message(&self, tongue: Tongue) -> String {
        if tongue == Tongue::English {
            return self.to_string();
        }
        match self {
            SourceError::Refused(refusal) => refusal.explain(tongue).what.to_owned(),
            SourceError::NotAnExport(reason) => reason.in_french().to_owned(),
            SourceError::Encrypted { member } => format!(
                "«\u{A0}{member}\u{A0}» est chiffré\u{A0}: décompressez l’archive avec son mot de passe et donnez le fichier texte"
            ),
            SourceError::TooLarge { limit } => format!(
                "le texte de la discussion dépasse {limit} octets\u{A0}: exportez-la de nouveau sans médias, ou coupez le fichier à une ligne qui commence par une date"
            ),
            SourceError::TooManyEntries { limit } => format!(
                "l’archive compte plus de {limit} fichiers\u{A0}: donnez seulement le fichier texte de la discussion"
            ),
            SourceError::BombSuspected { member, ratio } => format!(
                "«\u{A0}{member}\u{A0}» se décompresse à plus de {ratio} fois sa taille, ce que ne fait aucune discussion\u{A0}: il n’est pas lu\u{202F}; s’il vient de vous, décompressez-le et donnez le fichier texte"
            ),
            SourceError::BrokenZip { reason } => format!(
                "l’archive est endommagée ({reason})\u{A0}: copiez-la ou exportez-la de nouveau"
            ),
            SourceError::Io(error) => format!("le fichier n’a pas pu être lu\u{A0}: {error}"),
        }
    }

    /// Names the member in which a limit was reached.
    pub(super) fn within(self, name: &str) -> Self {
        match self {
            SourceError::BombSuspected { ratio, .. } => SourceError::BombSuspected {
                member: name.to_owned(),
                ratio,
            },
            // Inside an archive, a failure to inflate is damage.
            SourceError::Io(error) => SourceError::BrokenZip {
                reason: error.to_string(),
            },
            other => other,
        }
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> Self {
        let reached = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Reached>());
        match reached {
            Some(&Reached::Size { limit }) => SourceError::TooLarge { limit },
            Some(&Reached::Ratio { ratio }) => SourceError::BombSuspected {
                member: String::new(),
                ratio,
            },
            None => SourceError::Io(error),
        }
    }
}

impl From<ZipError> for SourceError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => error.into(),
            other => SourceError::BrokenZip {
                reason: other.to_string(),
            },
        }
    }
}
