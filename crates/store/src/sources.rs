//! Removing export files once the report is written.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What was removed, and what could not be.
#[derive(Debug, Default)]
pub struct Removed {
    /// Files that are gone.
    pub files: usize,
    /// Files that are still there, with the reason.
    pub failed: Vec<(PathBuf, io::Error)>,
}

/// Removes the named files, never a folder and never what a link points to. A drive may keep
/// remnants of a removed file for a while; the documentation says so.
pub fn remove_sources<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Removed {
    let mut removed = Removed::default();
    for path in paths {
        match fs::remove_file(path) {
            Ok(()) => removed.files += 1,
            Err(error) => removed.failed.push((path.to_owned(), error)),
        }
    }
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_removed_is_named_and_the_others_go() {
        let folder = tempfile::tempdir().unwrap();
        let (here, absent) = (
            folder.path().join("chat.txt"),
            folder.path().join("absent.txt"),
        );
        fs::write(&here, "x").unwrap();
        let removed = remove_sources([absent.as_path(), here.as_path()]);
        assert_eq!((removed.files, removed.failed.len()), (1, 1));
        assert!(!here.exists());
    }
}
