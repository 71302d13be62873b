//! The negative control: a scan that finds nothing where something lies proves nothing.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::Path,
};

use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};
use serde::Serialize;

use super::{ForensicError, Form, scan};

/// Letters of a word made up for the control.
const LETTERS: usize = 24;

/// What a scan found of words that were laid out for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// Words laid out: one for each form, and one for each kind of compressed stream.
    pub planted: usize,
    /// Those that were found.
    pub found: usize,
}

impl Control {
    /// True when the scan is to be believed.
    pub fn is_sound(&self) -> bool {
        self.planted > 0 && self.found == self.planted
    }
}

/// Lays out random words in a folder of its own below `below`, one in each form the scan knows,
/// scans it, and takes it away again. The words sought by anybody are not among them.
///
/// # Errors
/// The folder cannot be written, or the system gives no randomness.
pub fn control(below: &Path) -> Result<Control, ForensicError> {
    let folder = below.join(format!("tact-control-{}", word()?));
    let failed = |source| ForensicError::Io {
        path: folder.clone(),
        source,
    };
    let planted = (0..Form::ALL.len() + 2)
        .map(|_| word())
        .collect::<Result<Vec<_>, _>>()?;
    let words: Vec<&str> = planted.iter().map(String::as_str).collect();
    make(&folder).map_err(failed)?;
    let scanned = lay_out(&folder, &words)
        .map_err(failed)
        .and_then(|()| scan(std::slice::from_ref(&folder), &words));
    fs::remove_dir_all(&folder).map_err(failed)?;
    let found: BTreeSet<_> = scanned?
        .findings
        .iter()
        .map(|finding| finding.canary)
        .collect();
    Ok(Control {
        planted: words.len(),
        found: found.len(),
    })
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn lay_out(folder: &Path, words: &[&str]) -> io::Result<()> {
    let mut bytes = Vec::new();
    for (form, word) in Form::ALL.iter().zip(words) {
        bytes.extend(form.shapes(word).into_iter().next().unwrap_or_default());
        bytes.push(b'.');
    }
    fs::write(folder.join("forms"), bytes)?;
    let mut rest = words.iter().skip(Form::ALL.len());
    if let Some(word) = rest.next() {
        let mut stream = GzEncoder::new(Vec::new(), Compression::default());
        stream.write_all(word.as_bytes())?;
        fs::write(folder.join("gzip"), stream.finish()?)?;
    }
    if let Some(word) = rest.next() {
        let mut stream = ZlibEncoder::new(Vec::new(), Compression::default());
        stream.write_all(word.as_bytes())?;
        fs::write(folder.join("zlib"), stream.finish()?)?;
    }
    Ok(())
}

fn word() -> Result<String, ForensicError> {
    let mut bytes = [0; LETTERS];
    getrandom::fill(&mut bytes).map_err(|_| ForensicError::Randomness)?;
    let letter = |byte: &u8| {
        let first = if byte & 0x80 == 0 { b'a' } else { b'A' };
        char::from(first + byte % 26)
    };
    Ok(bytes.iter().map(letter).collect())
}
