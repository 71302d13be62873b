//! Rows of a CSV or JSONL file, of which only known columns are kept.

use std::collections::HashSet;

use csv::{Position, ReaderBuilder, StringRecord};

use super::{
    AnswerColumns,
    error::{AnswersError, AnswersProblem},
    json::json_rows,
};

/// Names of ignored columns kept for the report; a hostile file has no end of them.
const MOST_NAMES: usize = 20;
/// Longest name kept.
const LONGEST_NAME: usize = 40;

/// Columns a kind of file knows.
pub(super) struct Layout {
    /// Each column with its names, the first of which is ours.
    pub(super) fields: &'static [&'static [&'static str]],
    /// Columns whose content is dropped unread and counted: comments, texts, authors.
    pub(super) dropped: &'static [&'static str],
    /// Columns a CSV header must have; of each group one is enough.
    pub(super) needed: &'static [&'static [usize]],
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Kept, as this field.
    Field(usize),
    /// Dropped unread, and counted.
    Dropped,
    /// Means nothing here.
    Ignored,
}

impl Layout {
    /// What becomes of the column of this name.
    pub(super) fn role(&self, name: &str) -> Role {
        let plain = plain_name(name);
        let found = self
            .fields
            .iter()
            .position(|names| names.contains(&plain.as_str()));
        match found {
            Some(field) => Role::Field(field),
            None if self.dropped.contains(&plain.as_str()) => Role::Dropped,
            None => Role::Ignored,
        }
    }

    /// Our name of a column.
    pub(super) fn name(&self, field: usize) -> &'static str {
        self.fields
            .get(field)
            .and_then(|names| names.first())
            .copied()
            .unwrap_or_default()
    }
}

/// «Répondu le» and `repondu_le` are one name.
fn plain_name(name: &str) -> String {
    name.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'é' | 'è' | 'ê' => 'e',
            'à' | 'â' => 'a',
            ' ' | '-' | '\u{a0}' | '\u{202f}' => '_',
            other => other,
        })
        .collect()
}

/// The known fields of one row; empty ones are `None`.
pub(super) struct Record {
    /// Line of the file, from 1.
    pub(super) line: u64,
    values: Vec<Option<String>>,
}

impl Record {
    /// An empty row.
    pub(super) fn empty(line: u64, layout: &Layout) -> Self {
        Self {
            line,
            values: vec![None; layout.fields.len()],
        }
    }

    /// A field, trimmed.
    pub(super) fn get(&self, field: usize) -> Option<&str> {
        self.values.get(field)?.as_deref()
    }

    /// Keeps a field, trimmed.
    pub(super) fn put(&mut self, field: usize, text: &str) {
        let text = text.trim();
        if let Some(slot) = self.values.get_mut(field) {
            *slot = (!text.is_empty()).then(|| text.to_owned());
        }
    }

    /// True when no known field holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

/// Names of what was ignored, each once, and how much was dropped.
#[derive(Default)]
pub(super) struct Ignored {
    seen: HashSet<String>,
    /// For the report.
    pub(super) columns: AnswerColumns,
}

impl Ignored {
    /// Notes a name.
    pub(super) fn see(&mut self, name: &str) {
        let short: String = name.trim().chars().take(LONGEST_NAME).collect();
        if self.seen.len() < MOST_NAMES && self.seen.insert(short.clone()) {
            self.columns.ignored.push(short);
        }
    }
}

/// A mistake and its line.
pub(super) fn at(line: u64, problem: AnswersProblem) -> AnswersError {
    AnswersError { line, problem }
}

/// Hands every row to `row`, in order. The first mistake ends the reading.
pub(super) fn each_row(
    bytes: &[u8],
    layout: &Layout,
    mut row: impl FnMut(&Record) -> Result<(), AnswersError>,
) -> Result<AnswerColumns, AnswersError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
        at(lines + 1, AnswersProblem::NotUtf8)
    })?;
    match text.trim_start().chars().next() {
        None => Err(at(1, AnswersProblem::Empty)),
        Some('{' | '[') => json_rows(text, layout, &mut row),
        Some(_) => csv_rows(text, layout, &mut row),
    }
}

/// The separator that stands most often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes().take_while(|byte| *byte != b'\n') {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // The comma first: it wins where there is one column only.
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Lines of records. The reader's own count lags where lines end in CR LF.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn of_record(&mut self, record: &StringRecord) -> u64 {
        let start = record.position().map_or(0, Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let bytes = self.text.as_bytes();
        let mut end = start.clamp(self.at, bytes.len());
        while bytes
            .get(end)
            .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
        {
            end += 1;
        }
        let passed = bytes.get(self.at..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = end;
        self.line
    }
}

fn csv_rows(
    text: &str,
    layout: &Layout,
    row: &mut impl FnMut(&Record) -> Result<(), AnswersError>,
) -> Result<AnswerColumns, AnswersError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut ignored = Ignored::default();
    let mut roles: Option<Vec<Role>> = None;
    let mut fields = StringRecord::new();
    let mut lines = LineCounter {
        text,
        at: 0,
        line: 1,
    };
    loop {
        let more = reader
            .read_record(&mut fields)
            .map_err(|_| at(lines.line, AnswersProblem::NotCsv))?;
        if !more {
            break;
        }
        let line = lines.of_record(&fields);
        let Some(roles) = &roles else {
            roles = Some(header(&fields, layout, line, &mut ignored)?);
            continue;
        };
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if fields.len() != roles.len() {
            let (found, expected) = (fields.len(), roles.len());
            // A quote that is never closed swallows the rest of the file.
            let rest = text.get(lines.at..).unwrap_or_default();
            let quotes = rest.bytes().filter(|byte| *byte == b'"').count();
            let open = found < expected && quotes % 2 == 1;
            let problem = if open {
                AnswersProblem::NotCsv
            } else {
                AnswersProblem::Fields { found, expected }
            };
            return Err(at(line, problem));
        }
        let mut record = Record::empty(line, layout);
        for (role, field) in roles.iter().zip(&fields) {
            match role {
                Role::Field(known) => record.put(*known, field),
                Role::Dropped => ignored.columns.dropped += u64::from(!field.trim().is_empty()),
                Role::Ignored => {}
            }
        }
        row(&record)?;
    }
    Ok(ignored.columns)
}

fn header(
    fields: &StringRecord,
    layout: &Layout,
    line: u64,
    ignored: &mut Ignored,
) -> Result<Vec<Role>, AnswersError> {
    let mut roles = Vec::with_capacity(fields.len());
    for name in fields {
        let role = layout.role(name);
        if let Role::Field(field) = role
            && roles.contains(&role)
        {
            return Err(at(line, AnswersProblem::RepeatedColumn(layout.name(field))));
        }
        if role == Role::Ignored && !name.trim().is_empty() {
            ignored.see(name);
        }
        roles.push(role);
    }
    for group in layout.needed {
        let there = group
            .iter()
            .any(|field| roles.contains(&Role::Field(*field)));
        if let (false, Some(first)) = (there, group.first()) {
            return Err(at(line, AnswersProblem::MissingColumn(layout.name(*first))));
        }
    }
    Ok(roles)
}
