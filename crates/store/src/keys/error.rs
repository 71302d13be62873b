//! Why keys cannot be used.

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

/// Why the key folder cannot be used. Never shows a key.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The operating system refused.
    #[error("cannot use {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// One of the two folders holds the other.
    #[error(
        "keys.path ({keys}) and store.path ({store}) must not lie one inside the other: a copy of the data would carry its keys"
    )]
    Nested {
        /// Folder of the keys.
        keys: PathBuf,
        /// Folder of the data.
        store: PathBuf,
    },
    /// Others may read or write it.
    #[error("{path} has mode {found:04o}; only its owner may use it: chmod {wanted:04o} {path}")]
    Mode {
        /// Where.
        path: PathBuf,
        /// Mode found.
        found: u32,
        /// Mode wanted.
        wanted: u32,
    },
    /// Another process holds the keys.
    #[error("{path} is in use by another process of this product")]
    InUse {
        /// Folder of the keys.
        path: PathBuf,
    },
    /// A key file is not one, or belongs to another tenant or epoch.
    #[error("{path} is damaged or belongs to other keys: {problem}")]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The system gives no randomness.
    #[error("the system gives no random bytes")]
    Randomness,
    /// A cipher refused: only a length beyond its limits can cause it.
    #[error("a key or a content cannot be sealed")]
    Cipher,
    /// Keys of an unfinished batch are staged.
    #[error("a batch is being written; the epoch changes between batches")]
    Busy,
}

impl KeyError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}
