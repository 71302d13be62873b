//! Finds the exports in a file: a text, or a zip with a text and media. Streams; writes nothing.
//!
//! Start at [`read_exports`] or, for counts alone, [`inspect_exports`]. Every limit applies to bytes
//! really read; nothing is unpacked to a path, so names inside an archive can do no harm.

mod archive;
mod bounded;
mod error;
mod names;

use std::io::{self, Read, Seek, SeekFrom};

use jiff::civil::DateTime;
use serde::Serialize;

use crate::export::{
    Counted, ExportSummary, ExportWarning, ParsedExport, TextSource, is_utf16, read_text, summarize,
};
use crate::refusal::{Recognised, Refusal, recognise};
use archive::Archive;
use bounded::Bounded;
pub use error::{NoExport, SourceError};
pub use names::chat_title;

/// How much is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one chat's text, inflated.
    pub chat_text: u64,
    /// Inflated bytes for each stored byte.
    pub ratio: u64,
    /// Inflated bytes up to which the ratio does not matter.
    pub ratio_floor: u64,
    /// Entries of an archive that are listed.
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            chat_text: 2 << 30,
            ratio: 200,
            ratio_floor: 1 << 20,
            entries: 200_000,
        }
    }
}

/// One export, found and read.
#[derive(Debug)]
pub struct FoundExport {
    /// Base name of the chat file, as it is in the source.
    pub name: String,
    /// The other side's name, where the file name tells it.
    pub chat_title: Option<String>,
    /// Time of the archive's entry: local, with a step of two seconds.
    pub zip_entry_time: Option<DateTime>,
    /// The export.
    pub export: ParsedExport,
}

/// One export, found and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundSummary {
    /// Base name of the chat file.
    pub name: String,
    /// The other side's name, where the file name tells it.
    pub chat_title: Option<String>,
    /// Time of the archive's entry.
    pub zip_entry_time: Option<DateTime>,
    /// The counts.
    pub summary: ExportSummary,
}

/// Reads all exports of a source. `name` is its file name; folders in it do not matter.
///
/// # Errors
/// [`SourceError`] says what happened, where, and what to do; at least one export is in an `Ok`.
pub fn read_exports<R: Read + Seek>(
    reader: R,
    name: &str,
    limits: &Limits,
) -> Result<Vec<FoundExport>, SourceError> {
    let found = find(reader, name, limits, |text, size| {
        let (export, attached) = read_text(text, size)?;
        let real = !export.warnings.contains(&ExportWarning::NotAnExport);
        Ok((export, real, attached))
    })?;
    let make = |(place, export): (Place, ParsedExport)| FoundExport {
        name: place.name,
        chat_title: place.chat_title,
        zip_entry_time: place.zip_entry_time,
        export,
    };
    Ok(found.into_iter().map(make).collect())
}

/// Counts all exports of a source and keeps no text: memory stays small whatever the size.
///
/// # Errors
/// As [`read_exports`].
pub fn inspect_exports<R: Read + Seek>(
    reader: R,
    name: &str,
    limits: &Limits,
) -> Result<Vec<FoundSummary>, SourceError> {
    let found = find(reader, name, limits, |text, _| {
        let Counted {
            summary,
            attached_texts,
        } = summarize(text)?;
        let real = !summary.warnings.contains(&ExportWarning::NotAnExport);
        Ok((summary, real, attached_texts))
    })?;
    let make = |(place, summary): (Place, ExportSummary)| FoundSummary {
        name: place.name,
        chat_title: place.chat_title,
        zip_entry_time: place.zip_entry_time,
        summary,
    };
    Ok(found.into_iter().map(make).collect())
}

/// Where an export was found.
#[derive(Clone, Debug)]
struct Place {
    name: String,
    chat_title: Option<String>,
    zip_entry_time: Option<DateTime>,
}

/// A text inside a source.
type Text<'a> = dyn TextSource<Error = SourceError> + 'a;

/// What a reading gives: the result, whether it is an export, names of attached texts.
type Taken<T> = Result<(T, bool, Vec<String>), SourceError>;

struct PlainText<'a, R> {
    reader: &'a mut R,
    limits: &'a Limits,
}

impl<R: Read + Seek> TextSource for PlainText<'_, R> {
    type Error = SourceError;

    fn start_over(
        &mut self,
        take: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), SourceError> {
        self.reader.seek(SeekFrom::Start(0))?;
        Ok(take(&mut Bounded::plain(&mut *self.reader, self.limits))?)
    }
}

fn find<R: Read + Seek, T>(
    mut reader: R,
    name: &str,
    limits: &Limits,
    mut take: impl FnMut(&mut Text<'_>, u64) -> Taken<T>,
) -> Result<Vec<(Place, T)>, SourceError> {
    let base = names::base_name(name);
    let mut head = [0; 8];
    let len = read_up_to(&mut reader, &mut head)?;
    let start = head.get(..len).unwrap_or_default();
    if len == 0 {
        return Err(SourceError::NotAnExport(NoExport::Empty));
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Archive::open(reader, base, limits)?.exports(limits, &mut take);
    }
    if is_other_archive(start) {
        return Err(SourceError::NotAnExport(NoExport::OtherArchive));
    }
    match recognise(&mut reader)? {
        Recognised::Refused(kind) => {
            return Err(SourceError::Refused(Refusal { kind, member: None }));
        }
        Recognised::OtherDatabase => return Err(SourceError::NotAnExport(NoExport::OtherDatabase)),
        Recognised::Nothing => {}
    }
    if !looks_like_text(&mut reader)? {
        return Err(SourceError::NotAnExport(NoExport::NoHeader));
    }
    let size = reader.seek(SeekFrom::End(0))?;
    let mut text = PlainText {
        reader: &mut reader,
        limits,
    };
    let (taken, real, _) = take(&mut text, size.min(limits.chat_text))?;
    if !real {
        return Err(SourceError::NotAnExport(NoExport::NoHeader));
    }
    let place = Place {
        name: base.to_owned(),
        chat_title: chat_title(base),
        zip_entry_time: None,
    };
    Ok(vec![(place, taken)])
}

fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize, SourceError> {
    let mut filled = 0;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(filled)
}

/// False for a film or a picture: a tenth of its start is control characters. A text may hold a few.
fn looks_like_text<R: Read + Seek>(reader: &mut R) -> Result<bool, SourceError> {
    let mut start = [0; 4096];
    reader.seek(SeekFrom::Start(0))?;
    let len = read_up_to(reader, &mut start)?;
    let start = start.get(..len).unwrap_or_default();
    let controls = start
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=31))
        .count();
    Ok(is_utf16(start) || controls * 10 <= len)
}

/// gzip, bzip2, xz, 7z, RAR, Zstandard.
fn is_other_archive(start: &[u8]) -> bool {
    const MAGICS: [&[u8]; 6] = [
        b"\x1F\x8B\x08",
        b"BZh",
        b"\xFD7zXZ\0",
        b"7z\xBC\xAF\x27\x1C",
        b"Rar!\x1A\x07",
        b"\x28\xB5\x2F\xFD",
    ];
    MAGICS.iter().any(|magic| start.starts_with(magic))
}
