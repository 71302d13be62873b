//! What is in an export, without its content: counts, names, times, format, warnings.

use std::io::{self, Read};

use jiff::civil::DateTime;
use memchr::memrchr;
use serde::Serialize;

use super::decode::{LineCutter, Utf8Source, push_lossy};
use super::order::Order;
use super::reader::{Assumption, EntryReader, EntrySink, LONGEST_LINE, RawEntry};
use super::stamp::Stamp;
use super::{Body, EntryKind, ExportFormat, ExportWarning, ParsedExport, conclude};

/// Counts of one export, in the order of the machine-readable contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExportSummary {
    /// Messages and notices.
    pub entries: u64,
    /// Entries somebody wrote.
    pub messages: u64,
    /// Notices of the app, missed calls among them.
    pub system: u64,
    /// Messages that are a deletion placeholder.
    pub deleted: u64,
    /// Messages with an edit marker.
    pub edited: u64,
    /// Messages that are a media placeholder or an attachment.
    pub media: u64,
    /// Names of those who wrote a message, by code point.
    pub authors: Vec<String>,
    /// Time of the first message, in file order, as written.
    pub first: Option<DateTime>,
    /// Time of the last message.
    pub last: Option<DateTime>,
    /// Time of the first entry.
    pub first_entry: Option<DateTime>,
    /// Time of the last entry.
    pub last_entry: Option<DateTime>,
    /// What the file looks like; `None` when it is no export.
    pub format: Option<ExportFormat>,
    /// Lines in front of the first entry.
    pub unreadable: u64,
    /// What a reader should know. No content.
    pub warnings: Vec<ExportWarning>,
}

impl ParsedExport {
    /// The counts of this export.
    pub fn summary(&self) -> ExportSummary {
        let mut summary = ExportSummary {
            unreadable: self.unreadable,
            warnings: self.warnings.clone(),
            ..ExportSummary::default()
        };
        if self.warnings.contains(&ExportWarning::NotAnExport) {
            return summary;
        }
        summary.format = Some(self.format.clone());
        let mut wrote = vec![false; self.authors.len()];
        for entry in &self.entries {
            summary.count(entry.kind, entry.edited);
            if let EntryKind::Message(_) = entry.kind {
                summary.first.get_or_insert(entry.at);
                summary.last = Some(entry.at);
                if let Some(wrote) = entry.author.and_then(|id| wrote.get_mut(id as usize)) {
                    *wrote = true;
                }
            }
            summary.first_entry.get_or_insert(entry.at);
            summary.last_entry = Some(entry.at);
        }
        let named = self.authors.iter().zip(wrote).filter(|(_, wrote)| *wrote);
        summary.authors = named.map(|(name, _)| name.clone()).collect();
        summary.authors.sort_unstable();
        summary
    }
}

impl ExportSummary {
    /// The summary of something that is no export: counts of 0 and the warning that says so.
    pub fn not_an_export() -> Self {
        Self {
            warnings: vec![ExportWarning::NotAnExport],
            ..Self::default()
        }
    }

    fn count(&mut self, kind: EntryKind, edited: bool) {
        self.entries += 1;
        match kind {
            EntryKind::Notice(_) => self.system += 1,
            EntryKind::Message(body) => {
                self.messages += 1;
                self.edited += u64::from(edited);
                self.deleted += u64::from(matches!(body, Body::Deleted(_)));
                self.media += u64::from(matches!(body, Body::Media(_)));
            }
        }
    }
}

/// Counts entries and keeps none.
#[derive(Debug, Default)]
struct Counter {
    summary: ExportSummary,
    message_times: Option<[(Stamp, u8); 2]>,
    entry_times: Option<[(Stamp, u8); 2]>,
}

impl EntrySink for Counter {
    fn entry(&mut self, entry: RawEntry) {
        let time = (entry.stamp, entry.shape);
        self.summary.count(entry.kind, entry.edited);
        if let EntryKind::Message(_) = entry.kind {
            self.message_times.get_or_insert([time; 2])[1] = time;
        }
        self.entry_times.get_or_insert([time; 2])[1] = time;
    }
}

/// A counted export, and what its container wants to know about it.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) summary: ExportSummary,
    /// Names of text files that were sent in it.
    pub(crate) attached_texts: Vec<String>,
}

/// Bytes read and judged at a time: few enough to stay close to the processor.
const PIECE: usize = 128 * 1024;

/// A text that can be read from its start more than once.
pub(crate) trait TextSource {
    /// What can go wrong.
    type Error: From<io::Error>;

    /// Gives the text to `take`, from its start.
    fn start_over(
        &mut self,
        take: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Self::Error>;
}

/// Counts a text without holding it; reads it once or, when its first piece was no good example of
/// the rest, twice.
pub(crate) fn summarize<S: TextSource + ?Sized>(source: &mut S) -> Result<Counted, S::Error> {
    let mut assumed = None;
    loop {
        let mut pass = None;
        source.start_over(&mut |reader| {
            pass = Some(read_through(reader, assumed.take())?);
            Ok(())
        })?;
        let Some((reader, learned, broken)) = pass else {
            return Ok(count(
                EntryReader::new(Assumption::default(), Counter::default()),
                0,
            ));
        };
        if reader.assumed() == &learned {
            return Ok(count(reader, broken));
        }
        assumed = Some(learned);
    }
}

fn count(reader: EntryReader<Counter>, broken: u64) -> Counted {
    let conclusion = conclude(&reader, broken);
    let unreadable = reader.unreadable;
    let Some(format) = conclusion.format else {
        return Counted {
            summary: ExportSummary {
                unreadable,
                ..ExportSummary::not_an_export()
            },
            attached_texts: Vec::new(),
        };
    };
    let civil = |(stamp, shape): (Stamp, u8)| {
        let order: Option<&Order> = conclusion.orders.get(usize::from(shape));
        order.map_or_else(DateTime::default, |order| stamp.civil(order.reading))
    };
    let mut summary = reader.sink.summary;
    if let Some([first, last]) = reader.sink.message_times {
        (summary.first, summary.last) = (Some(civil(first)), Some(civil(last)));
    }
    if let Some([first, last]) = reader.sink.entry_times {
        (summary.first_entry, summary.last_entry) = (Some(civil(first)), Some(civil(last)));
    }
    summary.authors = reader.names.authors();
    summary.format = Some(format);
    summary.unreadable = unreadable;
    summary.warnings = conclusion.warnings;
    summary.warn_of_old_limit();
    Counted {
        summary,
        attached_texts: reader.attached_texts,
    }
}

impl ExportSummary {
    fn warn_of_old_limit(&mut self) {
        self.warnings.extend(super::old_limit(self.messages));
    }
}

type Pass = (EntryReader<Counter>, Assumption, u64);

fn read_through(reader: &mut dyn Read, assumed: Option<Assumption>) -> io::Result<Pass> {
    let mut source = Utf8Source::new(reader)?;
    let mut cutter = LineCutter::default();
    let mut buffer = vec![0; PIECE + 2 * LONGEST_LINE];
    let mut filled = 0;
    let mut base = 0;
    let mut broken = 0;
    let mut lossy = String::new();
    let mut entries = assumed.map(|assumed| EntryReader::new(assumed, Counter::default()));
    loop {
        let room = buffer.get_mut(filled..filled + PIECE).unwrap_or_default();
        let read = source.read(room)?;
        let until = filled + read;
        let kept = cutter.cut(buffer.get_mut(..until).unwrap_or_default(), filled);
        let whole = if read == 0 {
            kept
        } else {
            let fresh = buffer.get(filled..kept).unwrap_or_default();
            match memrchr(b'\n', fresh) {
                Some(at) => filled + at + 1,
                None => {
                    filled = kept;
                    continue;
                }
            }
        };
        let bytes = buffer.get(..whole).unwrap_or_default();
        let text = match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => {
                lossy.clear();
                broken += push_lossy(bytes, &mut lossy);
                &lossy
            }
        };
        let entries = entries.get_or_insert_with(|| {
            EntryReader::new(Assumption::from_start(text), Counter::default())
        });
        entries.feed(text, base);
        base += text.len() as u64;
        buffer.copy_within(whole..kept, 0);
        filled = kept - whole;
        if read == 0 {
            break;
        }
    }
    let mut entries =
        entries.unwrap_or_else(|| EntryReader::new(Assumption::default(), Counter::default()));
    let learned = entries.finish();
    Ok((entries, learned, broken + source.broken))
}
