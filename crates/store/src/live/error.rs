//! Why the store cannot do what it was asked.

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::keys::KeyError;

/// Why the store cannot do what it was asked. Never shows an id or a word of anyone.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The keys cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A page of the database is damaged.
    #[error(
        "the database in {path} is damaged; stop the server and restore the last backup: what was erased since stays erased"
    )]
    Damaged {
        /// Folder of the store.
        path: PathBuf,
    },
    /// The database refuses: full disk, wrong rights, or locked by another program. SQLite's own
    /// result code, never the statement's values.
    #[error("the database cannot be used (SQLite code {code}); check free space and rights")]
    Database {
        /// Extended result code, or what the driver met.
        code: String,
    },
    /// A record of the ledger or the journal is damaged, and others follow it.
    #[error(
        "record {record} of {path} is damaged, and others follow it: put the file back from the mirror of the keys (keys.mirror); without one, keep a copy and cut the file before that record: what was erased stays erased, but a backup older than that would not be told of it"
    )]
    DamagedRecords {
        /// The file.
        path: PathBuf,
        /// Which record, from 1.
        record: u64,
    },
    /// Data and keys are not of one store.
    #[error(
        "the data in {path} and the keys do not belong together; set store.path and keys.path of one store"
    )]
    Foreign {
        /// Folder of the store.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("cannot use {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A backup inside what it is to save.
    #[error("{path} lies inside store.path or keys.path; choose a folder elsewhere")]
    BackupInside {
        /// The folder.
        path: PathBuf,
    },
    /// A newer version of the product wrote the database.
    #[error("a newer version of tact wrote this database; use that version")]
    Newer,
    /// The writer is gone.
    #[error("the store has stopped; start the server again")]
    Stopped,
    /// Nothing was to stay: what was done is undone.
    #[error("this was a rehearsal; nothing was kept")]
    Rehearsed,
    /// A display name that several contacts bear. Nothing was recorded.
    #[error(
        "line {line}: {contacts} contacts bear this name; write the number instead. Nothing was imported."
    )]
    Ambiguous {
        /// Line of the file.
        line: u64,
        /// How many bear it.
        contacts: usize,
    },
}

impl StoreError {
    /// Says where the damaged database is.
    pub(crate) fn within(self, folder: &Path) -> Self {
        match self {
            Self::Damaged { .. } => Self::Damaged {
                path: folder.to_owned(),
            },
            other => other,
        }
    }

    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    /// Keeps the code and drops the message: a driver may quote a value.
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(database) => database
                .code()
                .map_or_else(|| "unknown".to_owned(), |code| code.into_owned()),
            sqlx::Error::Io(error) => error.kind().to_string(),
            sqlx::Error::PoolTimedOut => "busy".to_owned(),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => "decoding".to_owned(),
            _ => "driver".to_owned(),
        };
        // 11 corrupt, 26 not a database; the extended forms keep them in the low byte.
        match code.parse::<u32>() {
            Ok(number) if matches!(number & 0xff, 11 | 26) => Self::Damaged {
                path: PathBuf::from("store.path"),
            },
            _ => Self::Database { code },
        }
    }
}
