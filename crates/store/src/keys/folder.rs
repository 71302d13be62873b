//! The folder of the keys: its place, its modes, its small files.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::{Component, Path, PathBuf},
};

use tact_domain::live::TenantId;
use zeroize::Zeroizing;

use super::KeyError;

/// 32 secret bytes.
pub(super) type Secret = Zeroizing<[u8; 32]>;

/// Master of the keyed digests.
pub(super) const DIGESTS: &str = "digests";
const TENANT: &str = "tenant";
pub(super) const LOCK: &str = "lock";
/// Room kept for erasures: nobody reads it.
pub(crate) const RESERVE: &str = "reserve";

pub(super) fn kek_name(epoch: u32) -> String {
    format!("kek.{epoch}")
}

pub(super) fn slots_name(epoch: u32) -> String {
    format!("slots.{epoch}")
}

/// Makes the folder if it is missing and refuses one that is in the wrong place or open to others.
pub(super) fn prepare(keys: &Path, store: &Path) -> Result<(), KeyError> {
    let (real_keys, real_store) = (resolve(keys), resolve(store));
    if real_keys.starts_with(&real_store) || real_store.starts_with(&real_keys) {
        return Err(KeyError::Nested {
            keys: keys.to_owned(),
            store: store.to_owned(),
        });
    }
    if !keys.exists() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder
            .create(keys)
            .map_err(|source| KeyError::io(keys, source))?;
    }
    check_mode(keys, 0o700)
}

/// The path without links and dots, as far as it exists; what does not exist yet is taken as it
/// stands.
fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for known in absolute.ancestors() {
        if let Ok(real) = known.canonicalize() {
            let rest = absolute.strip_prefix(known).unwrap_or(Path::new(""));
            return rest
                .components()
                .fold(real, |mut path, component| match component {
                    Component::ParentDir => {
                        path.pop();
                        path
                    }
                    Component::CurDir => path,
                    other => path.join(other),
                });
        }
    }
    absolute
}

/// Refuses a file or folder that anyone but its owner can use.
pub(super) fn check_mode(path: &Path, wanted: u32) -> Result<(), KeyError> {
    let known = fs::metadata(path).map_err(|source| KeyError::io(path, source))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = known.permissions().mode() & 0o7777;
        if found & !wanted != 0 {
            return Err(KeyError::Mode {
                path: path.to_owned(),
                found,
                wanted,
            });
        }
    }
    let _ = (known, wanted);
    Ok(())
}

/// A new file only its owner can use.
pub(crate) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

pub(super) fn lock(folder: &Path) -> Result<File, KeyError> {
    let path = folder.join(LOCK);
    let failed = |source| KeyError::io(&path, source);
    let file = if path.exists() {
        OpenOptions::new().write(true).open(&path).map_err(failed)?
    } else {
        private_options().open(&path).map_err(failed)?
    };
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(KeyError::InUse {
            path: folder.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Makes tenant and digest master where they are missing. Never replaces one: every row hangs on
/// them.
pub(super) fn create_identity(folder: &Path) -> Result<(), KeyError> {
    for (name, length) in [(TENANT, 16), (DIGESTS, 32)] {
        let path = folder.join(name);
        if path.exists() {
            continue;
        }
        if newest_epoch(folder)?.is_some() {
            return Err(KeyError::Damaged {
                path,
                problem: "it is missing while slots exist; bring it back from where it is kept",
            });
        }
        write_random(&path, length)?;
    }
    sync_folder(folder)
}

pub(super) fn tenant(folder: &Path) -> Result<TenantId, KeyError> {
    read_exact::<16>(&folder.join(TENANT)).map(|bytes| TenantId::from_bytes(*bytes))
}

pub(super) fn read_secret(path: &Path) -> Result<Secret, KeyError> {
    read_exact(path)
}

pub(super) fn create_secret(path: &Path) -> Result<(), KeyError> {
    // Left by a change of epoch that did not come to its end: it wraps nothing.
    if path.exists() {
        destroy(path)?;
    }
    write_random(path, 32)
}

fn write_random(path: &Path, length: usize) -> Result<(), KeyError> {
    let mut bytes = Zeroizing::new(vec![0; length]);
    getrandom::fill(&mut bytes).map_err(|_| KeyError::Randomness)?;
    // Whole or not at all: half a key file would lock everything out.
    let part = path.with_extension("part");
    let failed = |source| KeyError::io(path, source);
    if part.exists() {
        fs::remove_file(&part).map_err(failed)?;
    }
    let mut file = private_options().open(&part).map_err(failed)?;
    file.write_all(&bytes).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    fs::rename(&part, path).map_err(failed)
}

fn read_exact<const N: usize>(path: &Path) -> Result<Zeroizing<[u8; N]>, KeyError> {
    check_mode(path, 0o600)?;
    let failed = |source| KeyError::io(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Zeroizing::new([0; N]);
    file.read_exact(bytes.as_mut_slice())
        .map_err(|_| KeyError::Damaged {
            path: path.to_owned(),
            problem: "it is too short",
        })?;
    Ok(bytes)
}

/// Number of the newest epoch whose slots are whole (a part still being written has another name).
pub(super) fn newest_epoch(folder: &Path) -> Result<Option<u32>, KeyError> {
    Ok(epochs(folder, "slots.")?.into_iter().max())
}

/// Destroys the wrapping keys of every other epoch, then removes what they wrapped.
pub(super) fn destroy_other_epochs(folder: &Path, current: u32) -> Result<(), KeyError> {
    for epoch in epochs(folder, "kek.")? {
        if epoch != current {
            destroy(&folder.join(kek_name(epoch)))?;
        }
    }
    for epoch in epochs(folder, "slots.")? {
        if epoch != current {
            remove(&folder.join(slots_name(epoch)))?;
        }
    }
    remove(&folder.join(format!("{}.part", slots_name(current.saturating_add(1)))))?;
    sync_folder(folder)
}

fn epochs(folder: &Path, prefix: &str) -> Result<Vec<u32>, KeyError> {
    let entries = fs::read_dir(folder).map_err(|source| KeyError::io(folder, source))?;
    Ok(entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name();
            name.to_str()?.strip_prefix(prefix)?.parse().ok()
        })
        .collect())
}

/// Overwrites a secret in place before its name goes.
fn destroy(path: &Path) -> Result<(), KeyError> {
    let failed = |source| KeyError::io(path, source);
    let mut file = OpenOptions::new().write(true).open(path).map_err(failed)?;
    file.write_all(&[0xff; 32]).map_err(failed)?;
    file.sync_data().map_err(failed)?;
    remove(path)
}

fn remove(path: &Path) -> Result<(), KeyError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(KeyError::io(path, source)),
        _ => Ok(()),
    }
}

/// Makes names durable, not only bytes.
pub(super) fn sync_folder(folder: &Path) -> Result<(), KeyError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| KeyError::io(folder, source))
}
