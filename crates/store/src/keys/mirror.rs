//! A second folder with the same keys, on another disk: overwritten in place, never added to. What
//! was destroyed here is destroyed there with the next call.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use super::{
    KeyError, Keys,
    folder::{self, private_options},
};

impl Keys {
    /// Brings the mirror to where the keys are: durable when this returns, and nothing of an older
    /// state is left in it but what the disk itself keeps.
    ///
    /// # Errors
    /// The folder lies inside the store's or these keys' (or the other way round), is open to others
    /// or cannot be written; or a batch is being written.
    pub fn mirror(&self, to: &Path, store: &Path) -> Result<(), KeyError> {
        if !self.staged.is_empty() || !self.doomed.is_empty() {
            return Err(KeyError::Busy);
        }
        folder::prepare(to, store)?;
        folder::prepare(to, &self.folder)?;
        let entries =
            std::fs::read_dir(&self.folder).map_err(|source| KeyError::io(&self.folder, source))?;
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name();
            let passing = Path::new(&name)
                .extension()
                .is_some_and(|part| part == "part");
            // A running server's socket is no file.
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && !passing && name != folder::LOCK && name != folder::RESERVE {
                copy(&entry.path(), &to.join(&name))?;
            }
        }
        folder::destroy_other_epochs(to, self.epoch())
    }
}

/// Writes over what is there, so that no block of the old bytes is left beside the new.
fn copy(from: &Path, to: &Path) -> Result<(), KeyError> {
    let mut source = File::open(from).map_err(|source| KeyError::io(from, source))?;
    let mut write = || -> io::Result<()> {
        let mut target = if to.exists() {
            OpenOptions::new().write(true).open(to)?
        } else {
            private_options().open(to)?
        };
        let length = io::copy(&mut source, &mut target)?;
        target.flush()?;
        target.set_len(length)?;
        target.sync_all()
    };
    write().map_err(|source| KeyError::io(to, source))
}
