//! The forensic scan: is a word anywhere in the bytes of these folders, in any form a program may
//! have given it? It looks as somebody would who found the disk, without keys.

mod control;
mod forms;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use aho_corasick::AhoCorasick;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use serde::Serialize;
use thiserror::Error;

pub use control::{Control, control};
pub use forms::Form;

/// Bytes of a file looked at together.
const WINDOW: usize = 1 << 20;
/// Bytes taken out of one compressed stream; what lies beyond is not looked at, and said.
const INFLATED: u64 = 64 << 20;
/// Shortest word whose finding means something.
const SHORTEST: usize = 8;

/// Why nothing was scanned.
#[derive(Debug, Error)]
pub enum ForensicError {
    /// A word too short to be looked for.
    #[error("word {place} is shorter than 8 letters: it would be found by chance")]
    TooShort {
        /// Its place in the list, from 1.
        place: usize,
    },
    /// The forms cannot be put together: too many words at once.
    #[error("too many words at once; scan for fewer")]
    TooMany,
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Randomness,
    /// A folder or file cannot be read.
    #[error("cannot read {path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Where a word was found. The word itself is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which word, by its place in the list, from 1.
    pub canary: usize,
    /// In which form.
    pub form: Form,
    /// In which file.
    pub file: PathBuf,
    /// At which byte; within the stream, where it lay in a compressed one.
    pub offset: u64,
    /// True when it lay in a compressed stream.
    pub compressed: bool,
}

/// What was looked at, and what was found: the first place for each word, form and file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ForensicReport {
    /// Files looked at.
    pub files: u64,
    /// Bytes looked at, without those taken out of compressed streams.
    pub bytes: u64,
    /// Compressed streams of which only the beginning was looked at.
    pub cut_streams: u64,
    /// What was found; empty is what one hopes for.
    pub findings: Vec<Finding>,
}

/// Looks for words in every file below the folders (or in the files) named: as UTF-8 in several
/// cases, as UTF-16, reversed, in hexadecimal, base64, percent and JSON escapes, as a word cut
/// to its last 16 letters, and inside gzip and zlib streams. A link that is named is followed; links
/// below a folder are not.
///
/// # Errors
/// A word is too short, or something cannot be read.
pub fn scan(places: &[PathBuf], canaries: &[&str]) -> Result<ForensicReport, ForensicError> {
    for (place, canary) in canaries.iter().enumerate() {
        if canary.chars().count() < SHORTEST {
            return Err(ForensicError::TooShort { place: place + 1 });
        }
    }
    let needles = forms::all(canaries);
    let search = AhoCorasick::new(needles.iter().map(|needle| &needle.bytes))
        .map_err(|_| ForensicError::TooMany)?;
    let mut scan = Scan {
        search,
        needles,
        report: ForensicReport::default(),
        found: BTreeMap::new(),
    };
    for place in places {
        scan.place(place)?;
    }
    scan.report.findings = scan.found.into_values().collect();
    Ok(scan.report)
}

struct Scan {
    search: AhoCorasick,
    needles: Vec<forms::Needle>,
    report: ForensicReport,
    found: BTreeMap<(usize, Form, PathBuf), Finding>,
}

impl Scan {
    /// A place as it was named: a link leads where it leads, also to a file that has no name left
    /// (`/proc/PID/fd/N`).
    fn place(&mut self, path: &Path) -> Result<(), ForensicError> {
        let file = std::fs::metadata(path).is_ok_and(|known| known.is_file());
        if file {
            return self.open(path);
        }
        // A folder behind a link is walked by its own name.
        match path.canonicalize() {
            Ok(real) if real.is_dir() => self.walk(&real),
            _ => self.walk(path),
        }
    }

    fn open(&mut self, path: &Path) -> Result<(), ForensicError> {
        let failed = |source| ForensicError::Io {
            path: path.to_owned(),
            source,
        };
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file.map_err(failed)?,
        };
        self.report.files += 1;
        self.file(path, file).map_err(failed)
    }

    fn walk(&mut self, path: &Path) -> Result<(), ForensicError> {
        let failed = |source| ForensicError::Io {
            path: path.to_owned(),
            source,
        };
        let known = match std::fs::symlink_metadata(path) {
            // Files come and go below a running server.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            known => known.map_err(failed)?,
        };
        if known.is_dir() {
            let mut entries: Vec<_> = std::fs::read_dir(path)
                .map_err(failed)?
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .collect();
            entries.sort();
            return entries.iter().try_for_each(|entry| self.walk(entry));
        }
        if known.is_file() {
            return self.open(path);
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, mut file: File) -> io::Result<()> {
        let overlap = self.overlap();
        let (mut window, mut start) = (Vec::with_capacity(WINDOW + overlap), 0_u64);
        loop {
            let kept = window.len();
            let read = file.by_ref().take(WINDOW as u64).read_to_end(&mut window)?;
            self.report.bytes += read as u64;
            self.look(path, &window, start, false);
            self.inflate(path, &window, kept, start)?;
            if read == 0 {
                return Ok(());
            }
            let keep = window.len().saturating_sub(overlap);
            start += keep as u64;
            window.drain(..keep);
        }
    }

    /// Bytes of one window seen again with the next, so that nothing falls between two.
    fn overlap(&self) -> usize {
        let longest = self.needles.iter().map(|needle| needle.bytes.len()).max();
        longest.unwrap_or(0)
    }

    fn look(&mut self, path: &Path, bytes: &[u8], start: u64, compressed: bool) {
        for hit in self.search.find_overlapping_iter(bytes) {
            let Some(needle) = self.needles.get(hit.pattern().as_usize()) else {
                continue;
            };
            let key = (needle.canary, needle.form, path.to_owned());
            self.found.entry(key).or_insert_with(|| Finding {
                canary: needle.canary,
                form: needle.form,
                file: path.to_owned(),
                offset: start + hit.start() as u64,
                compressed,
            });
        }
    }

    /// Looks into gzip and zlib streams that begin in the new part of a window.
    fn inflate(&mut self, path: &Path, window: &[u8], kept: usize, start: u64) -> io::Result<()> {
        // A stream may begin at the last byte before the new ones.
        for at in kept.saturating_sub(1)..window.len().saturating_sub(1) {
            let gzip = match window.get(at..at + 2) {
                Some([0x1f, 0x8b]) => true,
                // The header of zlib is a multiple of 31 that names deflate.
                Some([cmf, flg])
                    if cmf & 0x8f == 0x08 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0 =>
                {
                    false
                }
                _ => continue,
            };
            let mut file = File::open(path)?;
            io::Seek::seek(&mut file, io::SeekFrom::Start(start + at as u64))?;
            if gzip {
                self.stream(path, MultiGzDecoder::new(file));
            } else {
                self.stream(path, ZlibDecoder::new(file));
            }
        }
        Ok(())
    }

    /// Looks at what a decoder gives until it fails: most bytes that look like a header are none.
    fn stream(&mut self, path: &Path, decoder: impl Read) {
        let overlap = self.overlap();
        let mut decoder = decoder.take(INFLATED);
        let (mut window, mut start) = (Vec::new(), 0_u64);
        let mut piece = vec![0; 64 << 10];
        while let Ok(read @ 1..) = decoder.read(&mut piece) {
            window.extend(piece.iter().take(read));
            self.look(path, &window, start, true);
            let keep = window.len().saturating_sub(overlap);
            start += keep as u64;
            window.drain(..keep);
        }
        self.report.cut_streams += u64::from(decoder.limit() == 0);
    }
}

#[cfg(test)]
mod tests;
