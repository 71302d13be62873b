//! Reads exported chats. Start at [`parse_export`].

use std::ops::Range;

use jiff::civil::DateTime;

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// ` - ` after the time.
    Android,
    /// Brackets.
    Ios,
    /// iOS before 2016: no brackets, `: ` after the time.
    IosOld,
}

/// Order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Year, month, day.
    YearFirst,
}

/// The rule that decided the date order (the first that could).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
