//! Turns lines into entries. One pass, no line kept: the same code fills a [`super::ParsedExport`]
//! and counts a file that is never held in memory.

use std::ops::Range;

use memchr::memchr_iter;

use super::body::{FirstLine, LineRead, Scratch, Setting, first_line, further_line, speaks_of};
use super::fold::fold_into;
use super::header::{End, Header, HeaderReader, Shape, may_start};
use super::learn::Learning;
use super::marks::{trim_lead, trim_tail};
use super::names::{Names, split_any_author, split_author};
use super::notice::{is_encryption, is_notice_with_colon, opens_export};
use super::order::OrderVotes;
use super::pending::Pending;
use super::phrases::{LONGEST_WORDING, Languages, Meaning, PHRASES, TAGS, language_bit};
use super::stamp::Stamp;
use super::{EntryKind, ExportWarning, Notice, Platform};

/// Longest line that is read; the rest of it is left out and a warning says where.
pub(crate) const LONGEST_LINE: usize = 64 * 1024;

/// Longest message that is read.
pub(crate) const LONGEST_MESSAGE: u64 = 1024 * 1024;

/// Warnings about cut lines that are kept.
const MOST_CUTS: usize = 100;

/// Bracketed lines that are looked at for an encryption notice without its mark.
const MOST_MARK_CHECKS: u32 = 64;

/// An entry as it is read, before day and month are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawEntry {
    pub(crate) stamp: Stamp,
    /// Index of its shape among the accepted ones.
    pub(crate) shape: u8,
    pub(crate) author: Option<u32>,
    pub(crate) kind: EntryKind,
    pub(crate) edited: bool,
    /// The body in bytes of the decoded file.
    pub(crate) body: Range<u64>,
    pub(crate) line: u64,
}

/// Takes entries as they are finished.
pub(crate) trait EntrySink {
    /// One entry, in file order.
    fn entry(&mut self, entry: RawEntry);
}

/// What is assumed of a file while it is read, and checked when all of it has been seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Assumption {
    /// Shapes that are headers of this file, its own first.
    pub(crate) shapes: Vec<Shape>,
    /// The marks iOS writes were taken out after the export.
    pub(crate) marks_stripped: bool,
}

/// Reads lines into entries.
pub(crate) struct EntryReader<S> {
    assumed: Assumption,
    headers: HeaderReader,
    learning: Learning,
    mark_checks: u32,
    marks_stripped: bool,
    pub(crate) sink: S,
    pub(crate) names: Names,
    pub(crate) orders: Vec<OrderVotes>,
    languages: Vec<u64>,
    header_languages: Vec<u64>,
    pub(crate) unreadable: u64,
    pub(crate) cuts: Vec<ExportWarning>,
    pub(crate) known_words: bool,
    /// Names of attached text files: such a file is no chat of its own.
    pub(crate) attached_texts: Vec<String>,
    line: u64,
    pending: Option<Pending>,
    scratch: Scratch,
}

impl<S: EntrySink> EntryReader<S> {
    pub(crate) fn new(assumed: Assumption, sink: S) -> Self {
        Self {
            orders: vec![OrderVotes::default(); assumed.shapes.len()],
            assumed,
            headers: HeaderReader::default(),
            learning: Learning::default(),
            mark_checks: 0,
            marks_stripped: false,
            sink,
            names: Names::default(),
            languages: vec![0; TAGS.len()],
            header_languages: vec![0; TAGS.len()],
            unreadable: 0,
            cuts: Vec::new(),
            known_words: false,
            attached_texts: Vec::new(),
            line: 0,
            pending: None,
            scratch: Scratch::default(),
        }
    }

    /// Reads whole lines; `base` is the place of `text` in the decoded file, in bytes. Only LF and
    /// CRLF end a line.
    pub(crate) fn feed(&mut self, text: &str, base: u64) {
        let mut start = 0;
        for end in memchr_iter(b'\n', text.as_bytes()) {
            self.read_line(
                text.get(start..end).unwrap_or_default(),
                base + start as u64,
            );
            start = end + 1;
        }
        if let Some(last) = text.get(start..).filter(|last| !last.is_empty()) {
            self.read_line(last, base + start as u64);
        }
    }

    /// Ends the last entry; what has been learned, checked against what was assumed.
    pub(crate) fn finish(&mut self) -> Assumption {
        self.flush();
        Assumption {
            shapes: self.learning.shapes(),
            marks_stripped: self.marks_stripped,
        }
    }

    /// The main language of markers and notices; else the one the headers give away.
    pub(crate) fn language(&self) -> Option<&'static str> {
        let most = |votes: &[u64]| {
            let best = votes.iter().copied().max().filter(|&votes| votes > 0)?;
            let place = votes.iter().position(|&votes| votes == best)?;
            TAGS.get(place).copied()
        };
        most(&self.languages).or_else(|| most(&self.header_languages))
    }

    /// What this reader took for granted.
    pub(crate) fn assumed(&self) -> &Assumption {
        &self.assumed
    }

    fn read_line(&mut self, line: &str, at: u64) {
        self.line += 1;
        let mut line = line;
        while let Some(shorter) = line.strip_suffix('\r') {
            line = shorter;
        }
        if line.len() > LONGEST_LINE && self.cuts.len() < MOST_CUTS {
            self.cuts.push(ExportWarning::Cut { line: self.line });
        }
        if line.as_bytes().first().is_some_and(|&byte| may_start(byte))
            && let Some(header) = self.headers.read(line.as_bytes())
        {
            self.learn(&header, line);
            let place = self
                .assumed
                .shapes
                .iter()
                .position(|shape| *shape == header.shape);
            if let Some(shape) = place {
                self.flush();
                self.start(&header, shape, line, at);
                return;
            }
        }
        self.continue_with(line, at);
    }

    fn learn(&mut self, header: &Header, line: &str) {
        let rest = line.get(header.end..).unwrap_or_default();
        self.learning.observe(header, || opens_export(rest));
        if header.shape.end == End::Bracket && self.mark_checks < MOST_MARK_CHECKS {
            self.mark_checks += 1;
            self.marks_stripped |= split_any_author(rest)
                .and_then(|split| rest.get(split.body..))
                .filter(|body| !trim_lead(body).1 && body.len() <= LONGEST_WORDING)
                .is_some_and(|body| is_encryption(body, usize::MAX));
        }
    }

    fn vote(&mut self, mut languages: Languages) {
        while languages != 0 {
            if let Some(votes) = self.languages.get_mut(languages.trailing_zeros() as usize) {
                *votes += 1;
            }
            languages &= languages - 1;
        }
    }

    fn start(&mut self, header: &Header, shape: usize, line: &str, at: u64) {
        if let Some(votes) = self.orders.get_mut(shape) {
            votes.header(header);
        }
        if let Some(bit) = header.language.map(language_bit).filter(|&bit| bit != 0)
            && let Some(votes) = self.header_languages.get_mut(bit.trailing_zeros() as usize)
        {
            *votes += 1;
        }
        let rest = line.get(header.end..).unwrap_or_default();
        let bracketed = header.shape.end == End::Bracket;
        let old_ios = header.shape.end == End::Colon;
        let setting = Setting {
            ios: bracketed || old_ios,
            line_led: bracketed && header.led,
            stripped: old_ios || (bracketed && self.assumed.marks_stripped),
        };
        let (author, body_at, read) = if bracketed {
            self.bracketed(rest, setting)
        } else {
            self.dashed(rest, setting)
        };
        self.vote(read.languages);
        let origin = at + (header.end + body_at) as u64;
        let place = |(from, to): (usize, usize)| origin + from as u64..origin + to as u64;
        if let Some(name) = read
            .file
            .and_then(|(from, to)| rest.get(body_at + from..body_at + to))
        {
            if let Some(votes) = self.orders.get_mut(shape) {
                votes.attachment(header.stamp, name);
            }
            self.note_attachment(name);
        }
        self.pending = Some(Pending {
            stamp: header.stamp,
            shape: shape as u8,
            line: self.line,
            author,
            setting,
            kind: read.kind,
            edited: read.edited,
            tail: read.tail,
            words: place(read.words),
            caption: None,
            limit: origin + LONGEST_MESSAGE,
            cut: false,
            more: false,
        });
    }

    /// Text files that were sent are not chats of their own.
    fn note_attachment(&mut self, name: &str) {
        let is_text = name.len() > 4
            && name
                .get(name.len() - 4..)
                .is_some_and(|end| end.eq_ignore_ascii_case(".txt"));
        if is_text && self.attached_texts.len() < 1000 {
            self.attached_texts
                .push(trim_tail(trim_lead(name).0).to_owned());
        }
    }

    /// Android and old iOS: an author and a body, or a notice without an author.
    fn dashed(&mut self, rest: &str, setting: Setting) -> (Option<u32>, usize, LineRead) {
        if let Some(split) = split_author(rest, 0) {
            let raw = rest.get(..split.author_end).unwrap_or_default();
            let known = self.names.known(raw);
            let id = match known {
                Some(id) => Some(id),
                None if is_notice_with_colon(rest, split.author_end) => None,
                None => Some(self.names.intern(raw)),
            };
            if let Some(id) = id {
                let body = rest.get(split.body..).unwrap_or_default();
                let read = first_line(body, setting, &mut self.scratch);
                return (Some(id), split.body, read);
            }
        }
        let (text, _) = trim_lead(rest);
        let start = rest.len() - text.len();
        let text = trim_tail(text);
        let mut read = LineRead::notice((start, start + text.len()), Notice::Other);
        if text.len() <= LONGEST_WORDING {
            fold_into(text, &mut self.scratch.folded);
            if let Some((notice, languages)) = PHRASES.notice(&self.scratch.folded, usize::MAX) {
                read = LineRead::notice(read.words, notice);
                read.languages = languages;
                self.known_words = true;
            }
        }
        (None, 0, read)
    }

    /// iOS: every line has an author, and notices are told by their mark and words.
    fn bracketed(&mut self, rest: &str, setting: Setting) -> (Option<u32>, usize, LineRead) {
        let Some(mut split) = split_any_author(rest) else {
            let (text, _) = trim_lead(rest);
            let start = rest.len() - text.len();
            return (
                None,
                0,
                LineRead::notice((start, rest.len()), Notice::Other),
            );
        };
        let mut read = self.ios_body(rest, split.body, setting);
        if read.kind == FirstLine::Words && read.tail.is_none() && !read.edited {
            // A name with a colon: the words of the app stand behind a later one.
            let mut later = split;
            while let Some(next) = split_author(rest, later.body) {
                later = next;
                let body = rest.get(next.body..).unwrap_or_default();
                if !trim_lead(body).1 {
                    continue;
                }
                let found = self.ios_body(rest, next.body, setting);
                let whole = matches!(
                    found.kind,
                    FirstLine::Notice(_) | FirstLine::Alone(Meaning::Deleted(_))
                );
                if whole {
                    split = next;
                    read = found;
                    break;
                }
            }
        }
        let raw = rest.get(..split.author_end).unwrap_or_default();
        let id = self.names.intern(raw);
        if read.kind == FirstLine::AppWords {
            let body = rest.get(split.body..).unwrap_or_default();
            read.kind = if speaks_of(body, self.names.name(id)) {
                FirstLine::Notice(Notice::Other)
            } else {
                FirstLine::Words
            };
        }
        (Some(id), split.body, read)
    }

    fn ios_body(&mut self, rest: &str, from: usize, setting: Setting) -> LineRead {
        first_line(
            rest.get(from..).unwrap_or_default(),
            setting,
            &mut self.scratch,
        )
    }

    fn continue_with(&mut self, line: &str, at: u64) {
        let blank = trim_tail(line).is_empty();
        let Some(pending) = &mut self.pending else {
            self.unreadable += u64::from(!blank);
            return;
        };
        if pending.caption.is_none() {
            pending.caption = Some(at..at);
        }
        if blank || pending.cut {
            return;
        }
        let end = at + line.len() as u64;
        if end > pending.limit {
            pending.cut = true;
            if self.cuts.len() < MOST_CUTS {
                self.cuts.push(ExportWarning::Cut { line: self.line });
            }
            return;
        }
        let read = further_line(line, pending.setting, &mut self.scratch);
        pending.more = true;
        pending.edited = read.edited;
        pending.tail = read.tail;
        let words_end = at + read.words.1 as u64;
        pending.words.end = words_end;
        if let Some(caption) = &mut pending.caption {
            caption.end = words_end;
        }
        let (stamp, shape) = (pending.stamp, pending.shape);
        let file = read.file.and_then(|(from, to)| line.get(from..to));
        if let Some(name) = file {
            if let Some(votes) = self.orders.get_mut(usize::from(shape)) {
                votes.attachment(stamp, name);
            }
            self.note_attachment(name);
        }
        self.vote(read.languages);
    }

    fn flush(&mut self) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        let (kind, body) = pending.meaning();
        if let (EntryKind::Message(_), Some(author)) = (kind, pending.author) {
            self.names.wrote(author);
            self.known_words = true;
        }
        self.known_words |= matches!(kind, EntryKind::Notice(notice) if notice != Notice::Other);
        self.sink.entry(RawEntry {
            stamp: pending.stamp,
            shape: pending.shape,
            author: pending.author,
            kind,
            edited: pending.edited && matches!(kind, EntryKind::Message(_)),
            body,
            line: pending.line,
        });
    }
}

impl Platform {
    pub(crate) fn of(shape: &Shape) -> Self {
        match shape.end {
            End::Dash | End::EnDash => Platform::Android,
            End::Bracket => Platform::Ios,
            End::Colon => Platform::IosOld,
        }
    }
}
