//! From the paths an operator names to the files to read.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Last modification: at best a hint at when an export was made.
    pub modified: Option<SystemTime>,
    /// Named by the operator, not met while walking a folder: then it must be an export.
    pub named: bool,
}

/// A path that could not be looked into.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: std::io::Error,
}

/// All regular files under the given paths, in path order, each once. Links are not followed, and
/// hidden files (`.DS_Store`, `._chat.txt`) are left out unless named.
pub fn discover(paths: &[PathBuf]) -> (Vec<Source>, Vec<Unreadable>) {
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut sources, &mut unreadable),
            Ok(metadata) => sources.push(Source {
                path: path.clone(),
                size: metadata.len(),
                modified: metadata.modified().ok(),
                named: true,
            }),
            Err(error) => unreadable.push(Unreadable {
                path: path.clone(),
                error,
            }),
        }
    }
    // One file reached by two ways is one file, and named if either way names it.
    sources.sort_by(|a: &Source, b: &Source| b.named.cmp(&a.named).then(a.path.cmp(&b.path)));
    let mut seen = HashSet::new();
    sources.retain(|source| {
        seen.insert(fs::canonicalize(&source.path).unwrap_or_else(|_| source.path.clone()))
    });
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    (sources, unreadable)
}

fn walk(folder: &Path, sources: &mut Vec<Source>, unreadable: &mut Vec<Unreadable>) {
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unreadable.push(Unreadable {
                    path: folder,
                    error,
                });
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            // `DirEntry::metadata` does not follow links.
            match entry.metadata() {
                Ok(_) if hidden || path.ends_with("__MACOSX") => {}
                Ok(metadata) if metadata.is_dir() => waiting.push(path),
                Ok(metadata) if metadata.is_file() => sources.push(Source {
                    path,
                    size: metadata.len(),
                    modified: metadata.modified().ok(),
                    named: false,
                }),
                Ok(_) => {}
                Err(error) => unreadable.push(Unreadable { path, error }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_walked_and_links_and_hidden_files_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("sub")).unwrap();
        for name in ["b.txt", "sub/a.zip", ".DS_Store"] {
            fs::write(root.join(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc", root.join("link")).unwrap();
        let (sources, unreadable) = discover(&[root.to_owned(), root.join("b.txt")]);
        let found: Vec<_> = sources
            .iter()
            .map(|s| (s.path.strip_prefix(root).unwrap().to_owned(), s.named))
            .collect();
        assert_eq!(
            found,
            [
                (PathBuf::from("b.txt"), true),
                (PathBuf::from("sub/a.zip"), false)
            ]
        );
        assert!(unreadable.is_empty());
    }

    #[test]
    fn a_path_that_does_not_exist_is_said() {
        let (sources, unreadable) = discover(&[PathBuf::from("/no/such/place")]);
        assert!(sources.is_empty());
        assert_eq!(unreadable.len(), 1);
    }
}
