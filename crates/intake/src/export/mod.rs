//! Reads exported chats. Start at [`parse_export`].

mod body;
mod clock;
mod decode;
mod filter;
mod fold;
mod header;
mod learn;
mod locale;
mod marks;
mod media;
mod names;
mod notice;
mod order;
mod pending;
mod phrases;
mod reader;
mod stamp;
mod summary;
mod template;

use std::ops::Range;

use jiff::civil::DateTime;
use serde::Serialize;

use order::Order;
use reader::{Assumption, EntryReader, EntrySink, RawEntry};
use stamp::Stamp;
pub use summary::ExportSummary;
pub(crate) use summary::{Counted, TextSource, summarize};

/// One export, parsed. Nothing here is admitted yet: names and text are as the file has them.
#[derive(Debug)]
pub struct ParsedExport {
    /// What the file looks like.
    pub format: ExportFormat,
    /// The decoded file; bodies are ranges of it.
    pub text: String,
    /// Display names, without direction marks and leading `~`, no-break spaces read as spaces.
    pub authors: Vec<String>,
    /// Entries in file order.
    pub entries: Vec<Entry>,
    /// Lines that belong to no entry (before the first header).
    pub unreadable: u64,
    /// What a reader should know: guesses, repairs, losses. No content.
    pub warnings: Vec<ExportWarning>,
}

/// Shape of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportFormat {
    /// Which application wrote it.
    pub platform: Platform,
    /// Main language of notices and markers (BCP-47 primary tag), where one was recognised.
    pub language: Option<&'static str>,
    /// How dates were read, and how that was decided.
    pub date_order: DateOrder,
    /// How the order was decided.
    pub order_decided_by: OrderEvidence,
}

/// Application that wrote the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// ` - ` after the time.
    Android,
    /// Brackets.
    Ios,
    /// iOS before 2016: no brackets, `: ` after the time.
    IosOld,
}

/// Order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Year, month, day.
    YearFirst,
}

/// The rule that decided the date order (the first that could).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderEvidence {
    /// A four-digit or era year told its place.
    YearPlace,
    /// A part above 12.
    PartAbove12,
    /// Time runs backwards less often.
    LineOrder,
    /// Dates in attachment names.
    AttachmentNames,
    /// `.` or `-` as separator.
    Separator,
    /// Language of notices and markers, or capital AM/PM.
    Language,
    /// Nothing decided: a guess, and said.
    Guess,
}

/// One entry: a header line and the lines that continue it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Time as written: civil, without zone.
    pub at: DateTime,
    /// Index into `authors`; `None` for a notice without one.
    pub author: Option<u32>,
    /// What it is.
    pub kind: EntryKind,
    /// Carries an edit marker.
    pub edited: bool,
    /// The body, marker and attachment name left out, as a byte range of `text`.
    pub body: Range<usize>,
    /// Line of its header, from 1.
    pub line: u64,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Somebody wrote, sent or deleted something.
    Message(Body),
    /// The app says something.
    Notice(Notice),
}

/// What a message's body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Words.
    Text,
    /// A deletion placeholder.
    Deleted(DeletedBy),
    /// A media placeholder or attachment; a caption is the entry's `body`.
    Media(MediaKind),
    /// View-once media or an empty (`null`) body.
    ViewOnce,
    /// A poll.
    Poll,
    /// An event.
    Event,
    /// A location, fixed or live.
    Location,
    /// "Waiting for this message."
    Waiting,
    /// Nothing after the author.
    Empty,
}

/// Whose words the placeholder uses. The author of the entry tells who sent the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeletedBy {
    /// "This message was deleted": its sender, the other side.
    OtherSide,
    /// "You deleted this message": the account that made the export.
    ExportingAccount,
    /// "Deleted by admin …".
    Admin,
    /// The wording serves both sides.
    Unsaid,
}

/// Kind of media.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A video.
    Video,
    /// A voice note or sound.
    Audio,
    /// A sticker.
    Sticker,
    /// An animated picture.
    Gif,
    /// A contact card.
    Contact,
    /// Any other file.
    Document,
    /// The placeholder does not say.
    Unknown,
}

/// What the app said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notice {
    /// End-to-end encryption.
    Encryption,
    /// Business account or Meta service.
    Business,
    /// Security code changed.
    SecurityCode,
    /// Disappearing messages switched on or off.
    DisappearingTimer,
    /// Group created, left, joined, renamed, icon.
    Group,
    /// A missed call.
    MissedCall,
    /// Any other notice.
    Other,
}

/// Something a reader of the figures should know about this file. Never content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExportWarning {
    /// No header was found: not an export.
    NotAnExport,
    /// Day and month could not be told apart; day first was assumed.
    DateOrderGuessed,
    /// Lines before the first header: the file starts in the middle of a message.
    StartsMidMessage {
        /// How many lines.
        lines: u64,
    },
    /// Invalid bytes were replaced.
    BrokenBytes {
        /// How many places.
        count: u64,
    },
    /// Two header shapes: two exports joined into one file.
    JoinedExports,
    /// A line or message was longer than the limit and was cut.
    Cut {
        /// Line number, from 1.
        line: u64,
    },
    /// Exactly 40,000 or 10,000 messages: older history was cut off by WhatsApp.
    OldLimitReached {
        /// Messages in the file.
        messages: u64,
    },
}

/// A display name without direction marks and leading `~`, special spaces as plain ones: as the
/// authors of an export are given, and as a name in a consent file must be compared.
pub fn display_name(raw: &str) -> String {
    names::clean(raw)
}

/// Reads an export. Never fails: a line it cannot place becomes a warning, so one bad line costs one line.
///
/// Takes anything that gives bytes; a `Vec` of valid UTF-8 is not copied. When nothing in the file
/// is an export, [`ExportWarning::NotAnExport`] is among the warnings and there are no entries.
pub fn parse_export(bytes: impl Into<Vec<u8>>) -> ParsedExport {
    let (text, broken) = decode::decode(bytes.into());
    let reader = read_entries(&text);
    collect(reader, text, broken)
}

/// Reads a whole text into memory, endless lines cut while they are read; also gives the names of
/// text files that were sent in it.
pub(crate) fn read_text<S: TextSource + ?Sized>(
    source: &mut S,
    size: u64,
) -> Result<(ParsedExport, Vec<String>), S::Error> {
    let mut decoded = (String::new(), 0);
    source.start_over(&mut |reader| {
        decoded = decode::read_all(reader, size)?;
        Ok(())
    })?;
    let (text, broken) = decoded;
    let mut reader = read_entries(&text);
    let attached = std::mem::take(&mut reader.attached_texts);
    Ok((collect(reader, text, broken), attached))
}

/// True when a file that starts like this is UTF-16.
pub(crate) fn is_utf16(start: &[u8]) -> bool {
    decode::Encoding::of(start) != decode::Encoding::Utf8
}

/// What the start of a text of unknown name looks like.
pub(crate) struct Headers {
    /// Entries found.
    pub(crate) count: u64,
    /// The first line is one, of the notice that opens every export.
    pub(crate) opens_export: bool,
}

/// Counts the headers in the first bytes of a file.
pub(crate) fn headers_in(start: Vec<u8>) -> Headers {
    let (text, _) = decode::decode(start);
    let reader = read_entries(&text);
    let known = reader.known_words;
    Headers {
        count: if known {
            reader.sink.entries.len() as u64
        } else {
            0
        },
        opens_export: reader.unreadable == 0
            && reader
                .sink
                .entries
                .first()
                .is_some_and(|entry| entry.kind == EntryKind::Notice(Notice::Encryption)),
    }
}

fn read_entries(text: &str) -> EntryReader<Collector> {
    let mut assumed = Assumption::from_start(text);
    loop {
        let mut reader = EntryReader::new(assumed, Collector::default());
        reader.feed(text, 0);
        let learned = reader.finish();
        if reader.assumed() == &learned {
            return reader;
        }
        assumed = learned;
    }
}

/// Bytes of the start of a file from which its shape is assumed, until all lines have been seen.
const START: usize = 256 * 1024;

impl Assumption {
    /// What the start of a file lets one assume.
    pub(crate) fn from_start(text: &str) -> Self {
        let until = text
            .get(..text.floor_char_boundary(START))
            .and_then(|start| start.rfind('\n'))
            .unwrap_or(text.len().min(text.floor_char_boundary(START)));
        let mut reader = EntryReader::new(Assumption::default(), Collector::default());
        reader.feed(text.get(..until).unwrap_or_default(), 0);
        reader.finish()
    }
}

#[derive(Debug, Default)]
struct Collector {
    entries: Vec<Entry>,
    stamps: Vec<(Stamp, u8)>,
}

impl EntrySink for Collector {
    fn entry(&mut self, raw: RawEntry) {
        self.stamps.push((raw.stamp, raw.shape));
        self.entries.push(Entry {
            at: DateTime::default(),
            author: raw.author,
            kind: raw.kind,
            edited: raw.edited,
            body: raw.body.start as usize..raw.body.end as usize,
            line: raw.line,
        });
    }
}

fn collect(reader: EntryReader<Collector>, text: String, broken: u64) -> ParsedExport {
    let conclusion = conclude(&reader, broken);
    let Some(format) = conclusion.format else {
        return ParsedExport {
            format: ExportFormat {
                platform: Platform::Android,
                language: None,
                date_order: DateOrder::DayFirst,
                order_decided_by: OrderEvidence::Guess,
            },
            text,
            authors: Vec::new(),
            entries: Vec::new(),
            unreadable: reader.unreadable,
            warnings: vec![ExportWarning::NotAnExport],
        };
    };
    let Collector {
        mut entries,
        stamps,
    } = reader.sink;
    for (entry, (stamp, shape)) in entries.iter_mut().zip(stamps) {
        if let Some(order) = conclusion.orders.get(usize::from(shape)) {
            entry.at = stamp.civil(order.reading);
        }
    }
    let messages = entries
        .iter()
        .filter(|entry| matches!(entry.kind, EntryKind::Message(_)))
        .count() as u64;
    let mut warnings = conclusion.warnings;
    warnings.extend(old_limit(messages));
    ParsedExport {
        format,
        text,
        authors: reader.names.into_names(),
        entries,
        unreadable: reader.unreadable,
        warnings,
    }
}

fn old_limit(messages: u64) -> Option<ExportWarning> {
    matches!(messages, 10_000 | 40_000).then_some(ExportWarning::OldLimitReached { messages })
}

/// What is known when all lines have been read.
struct Conclusion {
    /// `None` when the file is no export.
    format: Option<ExportFormat>,
    /// One for each accepted shape.
    orders: Vec<Order>,
    warnings: Vec<ExportWarning>,
}

fn conclude<S: EntrySink>(reader: &EntryReader<S>, broken: u64) -> Conclusion {
    let language = reader.language();
    let shapes = &reader.assumed().shapes;
    let orders: Vec<Order> = shapes
        .iter()
        .zip(&reader.orders)
        .map(|(shape, votes)| votes.decide(shape.year, shape.date_separator, language))
        .collect();
    let format = match (shapes.first(), orders.first()) {
        // A diary or a log has dates too; an export has somebody who writes, or words of the app.
        (Some(shape), Some(order)) if reader.known_words => Some(ExportFormat {
            platform: Platform::of(shape),
            language,
            date_order: order.shown,
            order_decided_by: order.evidence,
        }),
        _ => None,
    };
    let mut warnings = Vec::new();
    if orders.iter().any(|order| order.guess_matters) {
        warnings.push(ExportWarning::DateOrderGuessed);
    }
    if reader.unreadable > 0 {
        warnings.push(ExportWarning::StartsMidMessage {
            lines: reader.unreadable,
        });
    }
    if broken > 0 {
        warnings.push(ExportWarning::BrokenBytes { count: broken });
    }
    if shapes.len() > 1 {
        warnings.push(ExportWarning::JoinedExports);
    }
    warnings.extend(reader.cuts.iter().cloned());
    Conclusion {
        format,
        orders,
        warnings,
    }
}
