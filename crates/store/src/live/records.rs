//! A file of records of one length, each with its checksum, to which records are only added.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::StoreError;
use crate::keys::private_options;

const SUM: usize = 16;

/// The file, open for adding. A record is `N` bytes, of which the last 16 are its checksum.
pub(crate) struct Records<const N: usize> {
    path: PathBuf,
    file: File,
    count: u64,
}

impl<const N: usize> Records<N> {
    /// Opens the file and hands out every record. A last record that is not whole was never synced
    /// and is cut off; one that stands before others is damage, and nothing is changed.
    pub(crate) fn open(path: &Path, mut each: impl FnMut(&[u8; N])) -> Result<Self, StoreError> {
        let failed = |source| StoreError::io(path, source);
        let mut file = if path.exists() {
            OpenOptions::new().read(true).write(true).open(path)
        } else {
            private_options().open(path)
        }
        .map_err(failed)?;
        let count = follow(&file, path, &mut each)?;
        file.set_len(count * N as u64).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            count,
        })
    }

    /// How many records there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Adds records, whose checksums are set here; durable when this returns.
    pub(crate) fn add(&mut self, mut records: Vec<[u8; N]>) -> Result<(), StoreError> {
        records.iter_mut().for_each(sum);
        let failed = |source| StoreError::io(&self.path, source);
        let before = self.end();
        let written = self
            .file
            .seek(SeekFrom::Start(before))
            .and_then(|_| self.file.write_all(records.as_flattened()))
            .and_then(|()| self.file.sync_data());
        if written.is_err() {
            // Half a record would hide every later one from the reader.
            self.file.set_len(before).map_err(failed)?;
        } else {
            self.count += records.len() as u64;
        }
        written.map_err(failed)
    }

    /// Where the last whole record ends.
    fn end(&self) -> u64 {
        self.count * N as u64
    }

    /// Adds a record that may be lost.
    pub(crate) fn note(&mut self, mut record: [u8; N]) -> Result<(), StoreError> {
        sum(&mut record);
        self.file
            .seek(SeekFrom::Start(self.end()))
            .and_then(|_| self.file.write_all(&record))
            .map_err(|source| StoreError::io(&self.path, source))?;
        self.count += 1;
        Ok(())
    }

    /// Every record from one place on.
    pub(crate) fn since(&mut self, place: u64) -> Result<Vec<[u8; N]>, StoreError> {
        let failed = |source| StoreError::io(&self.path, source);
        let from = place.min(self.count).saturating_mul(N as u64);
        self.file.seek(SeekFrom::Start(from)).map_err(failed)?;
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).map_err(failed)?;
        let (records, _) = bytes.as_chunks();
        Ok(records.to_vec())
    }

    /// Writes other records over some, in place; durable when this returns.
    pub(crate) fn replace(
        &mut self,
        mut with: impl FnMut(&[u8; N]) -> Option<[u8; N]>,
    ) -> Result<(), StoreError> {
        let records = self.since(0)?;
        let failed = |source| StoreError::io(&self.path, source);
        let mut changed = false;
        for (place, record) in records.iter().enumerate() {
            let Some(mut other) = with(record) else {
                continue;
            };
            sum(&mut other);
            changed = true;
            self.file
                .seek(SeekFrom::Start(place as u64 * N as u64))
                .and_then(|_| self.file.write_all(&other))
                .map_err(failed)?;
        }
        if changed {
            self.file.sync_data().map_err(failed)?;
        }
        Ok(())
    }
}

/// Hands out every whole record of a file somebody else may be writing; a file that is not there has
/// none. Answers how many there are.
pub(crate) fn read<const N: usize>(
    path: &Path,
    mut each: impl FnMut(&[u8; N]),
) -> Result<u64, StoreError> {
    match File::open(path) {
        Ok(file) => follow(&file, path, &mut each),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(StoreError::io(path, error)),
    }
}

fn follow<const N: usize>(
    file: &File,
    path: &Path,
    each: &mut impl FnMut(&[u8; N]),
) -> Result<u64, StoreError> {
    let mut reader = io::BufReader::with_capacity(N * 1024, file);
    let (mut count, mut record) = (0, [0; N]);
    // Of the first record that is not whole: whether it says anything.
    let mut torn: Option<bool> = None;
    loop {
        match reader.read_exact(&mut record) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(count),
            Err(error) => return Err(StoreError::io(path, error)),
            Ok(()) if is_whole(&record) => match torn {
                None => {
                    count += 1;
                    each(&record);
                }
                // Zeros are what a power cut leaves of a write that was never answered.
                Some(false) => {}
                Some(true) => {
                    return Err(StoreError::DamagedRecords {
                        path: path.to_owned(),
                        record: count + 1,
                    });
                }
            },
            Ok(()) => {
                torn.get_or_insert(record.iter().any(|byte| *byte != 0));
            }
        }
    }
}

fn checksum<const N: usize>(record: &[u8; N]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    for (kept, byte) in sum.iter_mut().zip(Sha256::digest(&record[..N - SUM])) {
        *kept = byte;
    }
    sum
}

fn sum<const N: usize>(record: &mut [u8; N]) {
    let sum = checksum(record);
    record[N - SUM..].copy_from_slice(&sum);
}

fn is_whole<const N: usize>(record: &[u8; N]) -> bool {
    record[N - SUM..] == checksum(record)
}
