//! Opening keys beside whoever writes them: no lock is waited for, nothing is changed.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tact_domain::live::TenantId;

use super::{
    DataKey, KeyError, SlotRef,
    folder::{self, Secret},
    key::WRAPPED,
    slots::{is_destroyed, is_live, offset},
};

/// The slots of one epoch, and what unwraps them.
pub(super) struct Opened {
    path: PathBuf,
    file: File,
    tenant: TenantId,
    epoch: u32,
    kek: Secret,
}

impl Opened {
    pub(super) fn new(
        folder: &Path,
        tenant: TenantId,
        epoch: u32,
        kek: Secret,
    ) -> Result<Self, KeyError> {
        let path = folder.join(folder::slots_name(epoch));
        let file = File::open(&path).map_err(|source| KeyError::io(&path, source))?;
        Ok(Self {
            path,
            file,
            tenant,
            epoch,
            kek,
        })
    }

    /// The bytes of a slot; `None` beyond the end of the file.
    fn slot(&mut self, slot: u64) -> Result<Option<[u8; WRAPPED]>, KeyError> {
        let mut wrapped = [0; WRAPPED];
        let read = self
            .file
            .seek(SeekFrom::Start(offset(slot)))
            .and_then(|_| self.file.read_exact(&mut wrapped));
        match read {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(source) => Err(KeyError::io(&self.path, source)),
            Ok(()) => Ok(Some(wrapped)),
        }
    }

    fn data_key(&mut self, slot: u64) -> Result<Option<DataKey>, KeyError> {
        let Some(wrapped) = self.slot(slot)?.filter(is_live) else {
            return Ok(None);
        };
        Ok(DataKey::unwrap(
            &wrapped,
            &self.kek,
            self.tenant,
            slot,
            self.epoch,
        ))
    }
}

/// Opens keys for reading. Whoever changes the epoch puts the new one in its place.
#[derive(Clone)]
pub(crate) struct KeyReader(Arc<Mutex<Opened>>);

impl KeyReader {
    pub(super) fn new(opened: Opened) -> Self {
        Self(Arc::new(Mutex::new(opened)))
    }

    /// Beside another process that holds the keys.
    pub(crate) fn beside(folder: &Path) -> Result<Self, KeyError> {
        folder::check_mode(folder, 0o700)?;
        let epoch = folder::newest_epoch(folder)?.ok_or_else(|| KeyError::Damaged {
            path: folder.to_owned(),
            problem: "it holds no slots",
        })?;
        let kek = folder::read_secret(&folder.join(folder::kek_name(epoch)))?;
        Opened::new(folder, folder::tenant(folder)?, epoch, kek).map(Self::new)
    }

    pub(super) fn replace(&self, opened: Opened) {
        *self.lock() = opened;
    }

    /// Whose keys they are.
    pub(crate) fn tenant(&self) -> TenantId {
        self.lock().tenant
    }

    /// The key of a slot; `None` when it was destroyed or is damaged, which
    /// [`KeyReader::is_destroyed`] tells apart.
    pub(crate) fn data_key(&self, place: SlotRef) -> Result<Option<DataKey>, KeyError> {
        self.lock().data_key(place.slot)
    }

    /// True for a slot whose key was destroyed; false for one that lives or is damaged.
    pub(crate) fn is_destroyed(&self, place: SlotRef) -> Result<bool, KeyError> {
        let bytes = self.lock().slot(place.slot)?;
        Ok(bytes.is_some_and(|bytes| is_destroyed(&bytes)))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Opened> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
