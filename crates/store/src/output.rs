//! Whole files or none.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use thiserror::Error;

/// Why a file could not be written. The former file, if any, is untouched.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The operating system refused.
    #[error("cannot write {path}: {source}; choose another place with --out")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes a file so that a reader sees the old content or the whole new one, never a part: into a
/// neighbour first, synced, then renamed. Readable by its owner only, since a report is not public.
///
/// # Errors
/// The folder is missing or not writable, the disk is full. The neighbour is removed again.
pub fn write_atomically(path: &Path, content: &[u8]) -> Result<(), OutputError> {
    // A pipe or a device is written to, never replaced.
    let special = fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir());
    let failed = |source| OutputError::Io {
        path: path.to_owned(),
        source,
    };
    if special {
        return OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(content))
            .map_err(failed);
    }
    let name = path
        .file_name()
        .ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(hidden);
    let written = write_and_sync(&part, content).and_then(|()| fs::rename(&part, path));
    written.map_err(|source| {
        // Nothing to add if this fails too: the first error is the one to read.
        let _ = fs::remove_file(&part);
        failed(source)
    })
}

fn write_and_sync(part: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(part)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_no_part_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        write_atomically(&path, b"old").unwrap();
        write_atomically(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        write_atomically(Path::new("/dev/null"), b"x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error_that_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_atomically(&folder.path().join("absent/report.html"), b"x").unwrap_err();
        assert!(error.to_string().contains("--out"));
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        write_atomically(&path, b"x").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
