//! The slot file: a header of one slot's length, then slots. No journal, no log, no copy.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use tact_domain::live::TenantId;

use super::{KeyError, folder, key::WRAPPED};

const MAGIC: &[u8; 8] = b"TACTSLT1";
/// A slot never used in this epoch.
const FREE: [u8; WRAPPED] = [0; WRAPPED];
/// A slot destroyed in this epoch: not reused before the next.
const DESTROYED: [u8; WRAPPED] = [0xff; WRAPPED];
/// Slots the file grows by.
const GROWTH: u64 = 4096;

/// What a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlotState {
    Free,
    Destroyed,
    Live,
}

fn state(bytes: &[u8]) -> SlotState {
    if bytes == FREE {
        SlotState::Free
    } else if bytes == DESTROYED {
        SlotState::Destroyed
    } else {
        SlotState::Live
    }
}

/// The slots of one epoch.
pub(super) struct SlotFile {
    path: PathBuf,
    file: File,
    epoch: u32,
    begun: Timestamp,
    capacity: u64,
    /// Free slots, the lowest last.
    free: Vec<u64>,
}

impl SlotFile {
    /// An empty file with its header, synced.
    pub(super) fn create(
        path: &Path,
        tenant: TenantId,
        epoch: u32,
        now: Timestamp,
    ) -> Result<Self, KeyError> {
        let failed = |source| KeyError::io(path, source);
        // What an interrupted change left under this name has no key any more.
        if path.exists() {
            std::fs::remove_file(path).map_err(failed)?;
        }
        let mut file = folder::private_options().open(path).map_err(failed)?;
        let mut header = [0; WRAPPED];
        header[..8].copy_from_slice(MAGIC);
        header[8..12].copy_from_slice(&epoch.to_be_bytes());
        header[12..20].copy_from_slice(&now.as_second().to_be_bytes());
        header[20..36].copy_from_slice(tenant.as_bytes());
        file.write_all(&header).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            epoch,
            begun: now,
            capacity: 0,
            free: Vec::new(),
        })
    }

    pub(super) fn open(path: &Path, tenant: TenantId, epoch: u32) -> Result<Self, KeyError> {
        let failed = |source| KeyError::io(path, source);
        let damaged = |problem| KeyError::Damaged {
            path: path.to_owned(),
            problem,
        };
        folder::check_mode(path, 0o600)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed)?;
        let mut reader = io::BufReader::with_capacity(WRAPPED * 1024, &file);
        let mut bytes = [0; WRAPPED];
        reader
            .read_exact(&mut bytes)
            .map_err(|_| damaged("it has no header"))?;
        let (mut found_epoch, mut begun) = ([0; 4], [0; 8]);
        found_epoch.copy_from_slice(&bytes[8..12]);
        begun.copy_from_slice(&bytes[12..20]);
        if &bytes[..8] != MAGIC || u32::from_be_bytes(found_epoch) != epoch {
            return Err(damaged("its header is not one of a slot file"));
        }
        if &bytes[20..36] != tenant.as_bytes() {
            return Err(damaged("it belongs to another tenant"));
        }
        let (mut capacity, mut free) = (0, Vec::new());
        loop {
            match reader.read_exact(&mut bytes) {
                Ok(()) => {
                    if state(&bytes) == SlotState::Free {
                        free.push(capacity);
                    }
                    capacity += 1;
                }
                // A last slot cut short was never synced, hence belongs to nothing.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(failed(error)),
            }
        }
        free.reverse();
        Ok(Self {
            path: path.to_owned(),
            epoch,
            begun: Timestamp::from_second(i64::from_be_bytes(begun))
                .map_err(|_| damaged("its header has no date"))?,
            capacity,
            free,
            file,
        })
    }

    pub(super) fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(super) fn begun(&self) -> Timestamp {
        self.begun
    }

    pub(super) fn capacity(&self) -> u64 {
        self.capacity
    }

    pub(super) fn take_free(&mut self) -> Result<u64, KeyError> {
        if self.free.is_empty() {
            let grown = self.capacity + GROWTH;
            self.file
                .set_len(offset(grown))
                .map_err(|source| KeyError::io(&self.path, source))?;
            self.free.extend((self.capacity..grown).rev());
            self.capacity = grown;
        }
        self.free.pop().ok_or(KeyError::Cipher)
    }

    /// A slot that was taken and never written.
    pub(super) fn give_back(&mut self, slot: u64) {
        self.free.push(slot);
    }

    pub(super) fn write(&mut self, slot: u64, bytes: &[u8; WRAPPED]) -> Result<(), KeyError> {
        self.seek(slot)
            .and_then(|()| self.file.write_all(bytes))
            .map_err(|source| KeyError::io(&self.path, source))
    }

    pub(super) fn destroy(&mut self, slot: u64) -> Result<(), KeyError> {
        if slot >= self.capacity {
            return Ok(());
        }
        self.write(slot, &DESTROYED)
    }

    pub(super) fn sync(&self) -> Result<(), KeyError> {
        self.file
            .sync_data()
            .map_err(|source| KeyError::io(&self.path, source))
    }

    /// The bytes of a living slot.
    pub(super) fn read(&mut self, slot: u64) -> Result<Option<[u8; WRAPPED]>, KeyError> {
        let mut bytes = [0; WRAPPED];
        if slot >= self.capacity {
            return Ok(None);
        }
        self.seek(slot)
            .and_then(|()| self.file.read_exact(&mut bytes))
            .map_err(|source| KeyError::io(&self.path, source))?;
        Ok((state(&bytes) == SlotState::Live).then_some(bytes))
    }

    pub(super) fn live(&mut self) -> Result<Vec<u64>, KeyError> {
        let failed = |source| KeyError::io(&self.path, source);
        self.file.seek(SeekFrom::Start(offset(0))).map_err(failed)?;
        let mut reader = io::BufReader::with_capacity(WRAPPED * 1024, &self.file);
        let (mut live, mut bytes) = (Vec::new(), [0; WRAPPED]);
        for slot in 0..self.capacity {
            reader.read_exact(&mut bytes).map_err(failed)?;
            if state(&bytes) == SlotState::Live {
                live.push(slot);
            }
        }
        Ok(live)
    }

    /// Appends the next slot of a file being made for a new epoch.
    pub(super) fn push(&mut self, wrapped: Option<&[u8; WRAPPED]>) -> Result<(), KeyError> {
        let slot = self.capacity;
        self.write(slot, wrapped.unwrap_or(&FREE))?;
        self.capacity += 1;
        Ok(())
    }

    pub(super) fn finish(&self) -> Result<(), KeyError> {
        self.file
            .sync_all()
            .map_err(|source| KeyError::io(&self.path, source))
    }

    fn seek(&mut self, slot: u64) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset(slot))).map(|_| ())
    }
}

/// True for the bytes of a slot that holds a key.
pub(super) fn is_live(bytes: &[u8; WRAPPED]) -> bool {
    state(bytes) == SlotState::Live
}

/// True for the bytes of a slot whose key was destroyed: no damage writes them by chance.
pub(super) fn is_destroyed(bytes: &[u8; WRAPPED]) -> bool {
    state(bytes) == SlotState::Destroyed
}

/// Place of a slot in the file, after the header.
pub(super) fn offset(slot: u64) -> u64 {
    (slot + 1).saturating_mul(WRAPPED as u64)
}
