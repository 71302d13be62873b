//! The newest entry of the chain, told beside the keys: a chain cut short is still a chain, and only
//! this says that entries are missing at its end. Its oldest entry, once older ones were removed at
//! the end of their retention, stands there too.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{keys::private_options, live::StoreError};

/// Name of the file in `keys.path`.
const NAME: &str = "audit-head";
const LENGTH: usize = 80;

/// An entry and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) hash: [u8; 32],
}

/// Where the chain begins and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    /// The last entry that was removed; `None` when the chain is whole from its first.
    pub(crate) removed: Option<Head>,
    pub(crate) newest: Option<Head>,
}

impl Ends {
    /// As the file says; nothing before the first entry.
    pub(crate) fn read(keys: &Path) -> Result<Self, StoreError> {
        let path = keys.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => return Err(StoreError::io(&path, source)),
        };
        let head = |from: usize| {
            let seq = i64::from_be_bytes(bytes.get(from..from + 8)?.try_into().ok()?);
            let hash = bytes.get(from + 8..from + 40)?.try_into().ok()?;
            (seq > 0).then_some(Head { seq, hash })
        };
        Ok(Self {
            removed: head(0),
            newest: head(40),
        })
    }

    /// Durable when this returns.
    pub(crate) fn write(&self, keys: &Path) -> Result<(), StoreError> {
        let mut bytes = [0; LENGTH];
        for (head, place) in [self.removed, self.newest]
            .iter()
            .zip(bytes.chunks_exact_mut(40))
        {
            if let Some(head) = head {
                let (seq, hash) = place.split_at_mut(8);
                seq.copy_from_slice(&head.seq.to_be_bytes());
                hash.copy_from_slice(&head.hash);
            }
        }
        let (path, part) = (keys.join(NAME), keys.join(format!("{NAME}.part")));
        replace(&path, &part, &bytes).map_err(|source| StoreError::io(&path, source))
    }
}

fn replace(path: &PathBuf, part: &PathBuf, bytes: &[u8]) -> std::io::Result<()> {
    if part.exists() {
        fs::remove_file(part)?;
    }
    let mut file = private_options().open(part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(part, path)
}
