//! What the system shows of the server's process: its environment, its command line, the files it has
//! open, those without a name among them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::serve::control::server_process;

/// The process, and which of its parts can be read.
#[derive(Debug, Serialize)]
pub(super) struct Process {
    /// Its number.
    pub(super) id: i32,
    /// Parts that are looked at.
    pub(super) places: Vec<PathBuf>,
    /// Parts the system does not show to whoever asks.
    pub(super) closed: Vec<PathBuf>,
}

impl Process {
    /// The server that has the store open, if one runs on a system that shows its processes. Files
    /// below `known` are looked at anyway.
    pub(super) async fn of_server(keys: &Path, known: &[PathBuf]) -> Option<Self> {
        let id = server_process(keys).await?;
        let folder = PathBuf::from(format!("/proc/{id}"));
        if !folder.is_dir() {
            return None;
        }
        let mut process = Self {
            id,
            places: Vec::new(),
            closed: Vec::new(),
        };
        for part in ["environ", "cmdline"] {
            process.take(folder.join(part));
        }
        process.take_open_files(&folder.join("fd"), known);
        Some(process)
    }

    fn take(&mut self, path: PathBuf) {
        // The system checks at the first byte, not when the file is opened.
        match File::open(&path).and_then(|mut file| file.read(&mut [0])) {
            Ok(_) => self.places.push(path),
            // It has just been closed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => self.closed.push(path),
        }
    }

    fn take_open_files(&mut self, folder: &Path, known: &[PathBuf]) {
        let known: Vec<_> = known
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        let Ok(entries) = std::fs::read_dir(folder) else {
            self.closed.push(folder.to_owned());
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_file = std::fs::metadata(&path).is_ok_and(|known| known.is_file());
            // A file without a name has no path of its own either.
            let real = path.canonicalize().ok();
            let looked_at = real.is_some_and(|real| known.iter().any(|one| real.starts_with(one)));
            if is_file && !looked_at {
                self.take(path);
            }
        }
    }
}
