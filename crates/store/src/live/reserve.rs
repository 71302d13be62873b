//! Room on the disk that is kept for erasures: two files nobody reads, one beside the data and one
//! beside the keys, given up when the disk is full. From then on only what erases is taken, until
//! there is room for the files again.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tact_domain::live::{LiveFact, Request};

use super::StoreError;
use crate::keys::{KeyError, RESERVE, private_options};

const BLOCK: usize = 64 * 1024;
/// Blocks beside the data: the log of the database, and rows that grow.
const DATA: usize = 32;
/// Blocks beside the keys: ledger and journal.
const KEYS: usize = 2;
/// How long after a try the next one is made.
const RETRY: Duration = Duration::from_secs(1);

pub(super) struct Reserve {
    files: [(PathBuf, usize); 2],
    /// When it was given up, or tried for last.
    missing: Option<Instant>,
}

impl Reserve {
    pub(super) fn new(store: &Path, keys: &Path) -> Self {
        Self {
            files: [(store.join(RESERVE), DATA), (keys.join(RESERVE), KEYS)],
            missing: None,
        }
    }

    /// Makes the files that are not there, whole.
    pub(super) fn keep(&self) -> Result<(), StoreError> {
        for (path, blocks) in &self.files {
            let length = (blocks * BLOCK) as u64;
            if fs::metadata(path).is_ok_and(|known| known.len() == length) {
                continue;
            }
            let made = remove(path).and_then(|()| fill(path, *blocks));
            if let Err(source) = made {
                // Half a reserve would keep room from everybody and help nobody.
                let _ = remove(path);
                return Err(StoreError::io(path, source));
            }
        }
        Ok(())
    }

    /// The disk is full: room for what erases.
    pub(super) fn give_up(&mut self) {
        for (path, _) in &self.files {
            // One that cannot be removed is no room gained; the next refusal says so.
            let _ = remove(path);
        }
        self.missing = Some(Instant::now());
    }

    /// True while the disk has no room for the files.
    pub(super) fn is_missing(&mut self) -> bool {
        match self.missing {
            None => false,
            Some(since) if since.elapsed() < RETRY => true,
            Some(_) => {
                self.missing = self.keep().is_err().then(Instant::now);
                self.missing.is_some()
            }
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Bytes no file system makes shorter.
fn fill(path: &Path, blocks: usize) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    let mut file: File = private_options().open(path)?;
    for _ in 0..blocks {
        getrandom::fill(&mut block).map_err(io::Error::other)?;
        file.write_all(&block)?;
    }
    file.sync_all()
}

/// True for what takes something away.
pub(super) fn erases(fact: &LiveFact) -> bool {
    match fact {
        LiveFact::Revoke(_) => true,
        LiveFact::Request(asked) => matches!(asked.request, Request::Stop | Request::Erase),
        _ => false,
    }
}

/// True where a disk, or a share of it, is full.
pub(super) fn is_no_room(error: &StoreError) -> bool {
    match error {
        StoreError::Io { source, .. } | StoreError::Keys(KeyError::Io { source, .. }) => matches!(
            source.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        ),
        // 13: full; 778: a write that failed.
        StoreError::Database { code } => matches!(code.as_str(), "13" | "778"),
        _ => false,
    }
}
