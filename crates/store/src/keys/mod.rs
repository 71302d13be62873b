//! Where the keys live: a folder apart from the data, so that a copy of one says nothing without
//! the other.
//!
//! ```text
//! keys/            0700, never inside the store's folder
//!   tenant         16 bytes: whose keys these are
//!   digests        32 bytes: master of the keyed digests of ids
//!   kek.7          32 bytes: wraps the keys of epoch 7
//!   slots.7        one slot of 72 bytes for each sealed message
//!   erasures       what was erased, slot by slot, append-only
//!   reserve        room for ledger and journal on a full disk
//!   lock           held by the one process that may write
//! ```
//!
//! Content is destroyed by overwriting its slot in place. [`Keys`] hands out keys, [`Keys::sync`]
//! makes a batch of new and destroyed keys durable with one sync.

mod error;
mod folder;
mod key;
mod mirror;
mod reader;
mod slots;

pub use error::KeyError;
pub(crate) use folder::{RESERVE, private_options};
pub use key::{DataKey, SlotRef};
pub(crate) use reader::KeyReader;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use tact_domain::live::TenantId;
use tact_privacy::live::LiveKeys;

use folder::Secret;
use key::WRAPPED;
use reader::Opened;
use slots::SlotFile;

/// How long one wrapping key serves. Bounds what a forgotten copy of the slot file can open.
const EPOCH: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The keys of one tenant, open for writing. One process at a time holds them.
pub struct Keys {
    folder: PathBuf,
    tenant: TenantId,
    digests: Secret,
    kek: Secret,
    slots: SlotFile,
    staged: Vec<(u64, [u8; WRAPPED])>,
    doomed: Vec<u64>,
    reader: KeyReader,
    _lock: File,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(‹redacted›)")
    }
}

/// Derives the digest keys without opening the folder for writing: for a command that runs beside
/// the server.
///
/// # Errors
/// The folder holds no keys, or somebody else may read them.
pub fn read_live_keys(folder: &Path) -> Result<LiveKeys, KeyError> {
    folder::check_mode(folder, 0o700)?;
    Ok(LiveKeys::new(
        folder::tenant(folder)?,
        &*folder::read_secret(&folder.join(folder::DIGESTS))?,
    ))
}

impl Keys {
    /// Opens the keys, making the folder and its files at first use, and finishes an epoch change
    /// that was interrupted.
    ///
    /// # Errors
    /// The folder lies inside the store's folder (or the other way round), is open to others, is in
    /// use, belongs to another tenant's files, or cannot be read or written.
    pub fn open(folder: &Path, store: &Path, now: Timestamp) -> Result<Self, KeyError> {
        folder::prepare(folder, store)?;
        let lock = folder::lock(folder)?;
        folder::create_identity(folder)?;
        let tenant = folder::tenant(folder)?;
        let digests = folder::read_secret(&folder.join(folder::DIGESTS))?;
        let epoch = match folder::newest_epoch(folder)? {
            Some(epoch) => epoch,
            None => {
                folder::create_secret(&folder.join(folder::kek_name(1)))?;
                SlotFile::create(&folder.join(folder::slots_name(1)), tenant, 1, now)?;
                folder::sync_folder(folder)?;
                1
            }
        };
        let kek = folder::read_secret(&folder.join(folder::kek_name(epoch)))?;
        let slots = SlotFile::open(&folder.join(folder::slots_name(epoch)), tenant, epoch)?;
        // Whatever is not of this epoch is what an interrupted change left.
        folder::destroy_other_epochs(folder, epoch)?;
        let opened = Opened::new(folder, tenant, epoch, kek.clone())?;
        Ok(Self {
            reader: KeyReader::new(opened),
            folder: folder.to_owned(),
            tenant,
            digests,
            kek,
            slots,
            staged: Vec::new(),
            doomed: Vec::new(),
            _lock: lock,
        })
    }

    /// Whose keys they are.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Number of the present epoch, from 1.
    pub fn epoch(&self) -> u32 {
        self.slots.epoch()
    }

    /// Keys of the digests that stand for ids.
    pub fn live_keys(&self) -> LiveKeys {
        LiveKeys::new(self.tenant, &self.digests)
    }

    /// A fresh key in a free slot. Not on disk before [`Keys::sync`].
    ///
    /// # Errors
    /// The system gives no randomness, or the file cannot grow.
    pub fn allocate(&mut self) -> Result<(SlotRef, DataKey), KeyError> {
        let data_key = DataKey::random()?;
        let slot = self.slots.take_free()?;
        let wrapped = data_key.wrap(&self.kek, self.tenant, slot, self.epoch())?;
        self.staged.push((slot, wrapped));
        let place = SlotRef {
            slot,
            epoch: self.epoch(),
        };
        Ok((place, data_key))
    }

    /// Marks a key for destruction at the next [`Keys::sync`]. A key that was only staged never
    /// reaches the disk.
    pub fn doom(&mut self, place: SlotRef) {
        self.staged.retain(|(slot, _)| *slot != place.slot);
        self.doomed.push(place.slot);
    }

    /// Forgets what was staged or marked and not synced: the batch it belonged to failed.
    pub fn abandon(&mut self) {
        for (slot, _) in self.staged.drain(..) {
            self.slots.give_back(slot);
        }
        self.doomed.clear();
    }

    /// Writes staged keys and overwrites doomed ones in place: durable when this returns.
    ///
    /// # Errors
    /// The disk refuses; nothing is promised of the batch then, and the caller must not commit.
    pub fn sync(&mut self) -> Result<(), KeyError> {
        if self.staged.is_empty() && self.doomed.is_empty() {
            return Ok(());
        }
        for (slot, wrapped) in &self.staged {
            self.slots.write(*slot, wrapped)?;
        }
        for slot in &self.doomed {
            self.slots.destroy(*slot)?;
        }
        self.slots.sync()?;
        self.staged.clear();
        self.doomed.clear();
        Ok(())
    }

    /// Opens the same keys for reading, whatever is being written.
    pub(crate) fn reader(&self) -> KeyReader {
        self.reader.clone()
    }

    /// The key of a slot, staged ones among them; `None` when it was destroyed or is damaged. A
    /// message without its key is shown as deleted, never as an error.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn data_key(&mut self, place: SlotRef) -> Result<Option<DataKey>, KeyError> {
        if self.doomed.contains(&place.slot) {
            return Ok(None);
        }
        let staged = self.staged.iter().find(|(slot, _)| *slot == place.slot);
        let wrapped = match staged {
            Some((_, wrapped)) => Some(*wrapped),
            None => self.slots.read(place.slot)?,
        };
        let Some(wrapped) = wrapped else {
            return Ok(None);
        };
        Ok(DataKey::unwrap(
            &wrapped,
            &self.kek,
            self.tenant,
            place.slot,
            self.epoch(),
        ))
    }

    /// Slots that hold something now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn live_slots(&mut self) -> Result<Vec<u64>, KeyError> {
        self.slots.live()
    }

    /// True when the present epoch has lasted a week.
    pub fn epoch_is_over(&self, now: Timestamp) -> bool {
        now.duration_since(self.slots.begun()) >= EPOCH
    }

    /// Wraps every living key anew under a fresh wrapping key and destroys the old one. Slots keep
    /// their numbers; those destroyed in the epoch that ends become free. Interrupted anywhere, the
    /// next opening finds the old epoch or the new one, whole.
    ///
    /// # Errors
    /// Something is staged, or the disk refuses: the old epoch stays.
    pub fn rotate(&mut self, now: Timestamp) -> Result<(), KeyError> {
        if !self.staged.is_empty() || !self.doomed.is_empty() {
            return Err(KeyError::Busy);
        }
        let (old, new) = (self.epoch(), self.epoch().saturating_add(1));
        let kek_path = self.folder.join(folder::kek_name(new));
        folder::create_secret(&kek_path)?;
        let kek = folder::read_secret(&kek_path)?;
        let (path, part) = (
            self.folder.join(folder::slots_name(new)),
            self.folder
                .join(format!("{}.part", folder::slots_name(new))),
        );
        let mut next = SlotFile::create(&part, self.tenant, new, now)?;
        for slot in 0..self.slots.capacity() {
            let rewrapped = match self.slots.read(slot)? {
                Some(wrapped) => DataKey::unwrap(&wrapped, &self.kek, self.tenant, slot, old)
                    .map(|key| key.wrap(&kek, self.tenant, slot, new))
                    .transpose()?,
                None => None,
            };
            next.push(rewrapped.as_ref())?;
        }
        next.finish()?;
        fs::rename(&part, &path).map_err(|source| KeyError::io(&path, source))?;
        folder::sync_folder(&self.folder)?;
        self.slots = SlotFile::open(&path, self.tenant, new)?;
        self.kek = kek;
        let opened = Opened::new(&self.folder, self.tenant, new, self.kek.clone())?;
        self.reader.replace(opened);
        folder::destroy_other_epochs(&self.folder, new)
    }
}

#[cfg(test)]
mod tests;
