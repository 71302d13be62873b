//! What was erased, slot by slot, in a file beside the keys: append-only, without an id of any
//! content. An erasure that was interrupted is finished from it; a restored older database, too.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{StoreError, batch::Doomed, erasure::Cause};
use crate::keys::private_options;

/// Name of the ledger in `keys.path`.
const NAME: &str = "erasures";
/// Kind (1), cause (1), nothing (2), epoch (4), slot (8), time (8), checksum (16).
const RECORD: usize = 40;
const SUMMED: usize = 24;
const BEGUN: u8 = 1;
const DONE: u8 = 2;

/// One destroyed key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Erased {
    pub(crate) cause: Cause,
    /// Epoch in which it was destroyed: rows that name the slot since a later one live.
    pub(crate) epoch: u32,
    pub(crate) slot: u64,
    /// Milliseconds.
    pub(crate) at: i64,
    /// True when the erasure came to its end.
    pub(crate) done: bool,
}

/// The file, open for adding.
pub(crate) struct Ledger {
    path: PathBuf,
    file: File,
}

impl Ledger {
    /// Opens the ledger and reads what it holds: of each slot the newest erasure. A last record that
    /// is not whole was never synced and is cut off.
    pub(crate) fn open(folder: &Path) -> Result<(Self, HashMap<u64, Erased>), StoreError> {
        let path = folder.join(NAME);
        let failed = |source| StoreError::io(&path, source);
        let mut file = if path.exists() {
            OpenOptions::new().read(true).write(true).open(&path)
        } else {
            private_options().open(&path)
        }
        .map_err(failed)?;
        let (mut erased, mut whole) = (Vec::<Erased>::new(), 0);
        let mut reader = io::BufReader::with_capacity(RECORD * 1024, &file);
        let mut bytes = [0; RECORD];
        let mut done = 0;
        loop {
            match reader.read_exact(&mut bytes) {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(failed(error)),
                Ok(()) if bytes[SUMMED..] != checksum(&bytes) => break,
                Ok(()) => whole += RECORD as u64,
            }
            if bytes[0] == DONE {
                for entry in erased.iter_mut().skip(done) {
                    entry.done = true;
                }
                done = erased.len();
            } else if let Some(entry) = read(&bytes) {
                erased.push(entry);
            }
        }
        file.set_len(whole).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        let newest = erased
            .into_iter()
            .map(|entry| (entry.slot, entry))
            .collect();
        Ok((Self { path, file }, newest))
    }

    /// Writes what is about to be destroyed; durable when this returns.
    pub(crate) fn begin(&mut self, doomed: &[Doomed], epoch: u32) -> Result<(), StoreError> {
        let mut records = Vec::with_capacity(doomed.len() * RECORD);
        for doomed in doomed {
            let mut bytes = [0; RECORD];
            bytes[0] = BEGUN;
            bytes[1] = doomed.cause.code();
            bytes[4..8].copy_from_slice(&epoch.to_be_bytes());
            bytes[8..16].copy_from_slice(&doomed.slot.slot.to_be_bytes());
            bytes[16..24].copy_from_slice(&doomed.at.to_be_bytes());
            let sum = checksum(&bytes);
            bytes[SUMMED..].copy_from_slice(&sum);
            records.extend_from_slice(&bytes);
        }
        self.add(&records)
    }

    /// Says that everything begun has come to its end.
    pub(crate) fn done(&mut self) -> Result<(), StoreError> {
        let mut bytes = [0; RECORD];
        bytes[0] = DONE;
        let sum = checksum(&bytes);
        bytes[SUMMED..].copy_from_slice(&sum);
        self.add(&bytes)
    }

    fn add(&mut self, records: &[u8]) -> Result<(), StoreError> {
        let failed = |source| StoreError::io(&self.path, source);
        let before = self.file.seek(SeekFrom::End(0)).map_err(failed)?;
        let written = self
            .file
            .write_all(records)
            .and_then(|()| self.file.sync_data());
        if written.is_err() {
            // Half a record would hide every later one from the reader.
            self.file.set_len(before).map_err(failed)?;
        }
        written.map_err(failed)
    }
}

fn read(bytes: &[u8; RECORD]) -> Option<Erased> {
    let word = |from: usize| bytes.get(from..from + 8)?.try_into().ok();
    Some(Erased {
        cause: Cause::from_code(bytes[1])?,
        epoch: u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?),
        slot: u64::from_be_bytes(word(8)?),
        at: i64::from_be_bytes(word(16)?),
        done: false,
    })
}

fn checksum(bytes: &[u8; RECORD]) -> [u8; RECORD - SUMMED] {
    let mut sum = [0; RECORD - SUMMED];
    let whole = Sha256::digest(&bytes[..SUMMED]);
    for (kept, byte) in sum.iter_mut().zip(whole) {
        *kept = byte;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::SlotRef;

    fn doomed(slot: u64) -> Doomed {
        Doomed {
            slot: SlotRef { slot, epoch: 1 },
            cause: Cause::Edited,
            at: 7,
        }
    }

    #[test]
    fn an_erasure_is_pending_until_it_is_said_to_be_done() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.begin(&[doomed(1)], 1).unwrap();
        ledger.done().unwrap();
        ledger.begin(&[doomed(2)], 3).unwrap();
        let (_, found) = Ledger::open(folder.path()).unwrap();
        assert!(found[&1].done && !found[&2].done);
        assert_eq!((found[&2].epoch, found[&2].at), (3, 7));
    }

    #[test]
    fn a_last_record_that_was_cut_or_changed_is_dropped_and_the_next_is_readable() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.begin(&[doomed(1), doomed(2)], 1).unwrap();
        let path = folder.path().join(NAME);
        let bytes = std::fs::read(&path).unwrap();
        for torn in [
            &bytes[..RECORD + 11],
            &[&bytes[..RECORD], &[9; RECORD]].concat(),
        ] {
            std::fs::write(&path, torn).unwrap();
            let (mut ledger, found) = Ledger::open(folder.path()).unwrap();
            assert_eq!(found.len(), 1);
            ledger.begin(&[doomed(5)], 1).unwrap();
            assert_eq!(Ledger::open(folder.path()).unwrap().1.len(), 2);
        }
    }
}
