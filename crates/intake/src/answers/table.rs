//! Rows of a CSV or JSONL file, of which only known columns are kept.

use std::collections::HashSet;

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{
    AnswerColumns,
    error::{AnswersError, AnswersProblem, Expected},
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
enum Role {
    Field(usize),
    Dropped,
    Ignored,
}

impl Layout {
    fn role(&self, name: &str) -> Role {
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
    /// A field, trimmed.
    pub(super) fn get(&self, field: usize) -> Option<&str> {
        self.values.get(field)?.as_deref()
    }

    fn put(&mut self, field: usize, text: &str) {
        let text = text.trim();
        if let Some(slot) = self.values.get_mut(field) {
            *slot = (!text.is_empty()).then(|| text.to_owned());
        }
    }

    fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

/// Names of what was ignored, each once.
#[derive(Default)]
struct Ignored {
    seen: HashSet<String>,
    columns: AnswerColumns,
}

impl Ignored {
    fn see(&mut self, name: &str) {
        let short: String = name.trim().chars().take(LONGEST_NAME).collect();
        if self.seen.len() < MOST_NAMES && self.seen.insert(short.clone()) {
            self.columns.ignored.push(short);
        }
    }
}

fn at(line: u64, problem: AnswersProblem) -> AnswersError {
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
        Some('{') => json_rows(text, layout, &mut row),
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
    loop {
        let more = reader.read_record(&mut fields).map_err(|error| {
            let line = error.position().map_or(1, Position::line);
            let problem = match error.kind() {
                ErrorKind::Utf8 { .. } => AnswersProblem::NotUtf8,
                _ => AnswersProblem::NotCsv,
            };
            at(line, problem)
        })?;
        if !more {
            break;
        }
        let line = fields.position().map_or(1, Position::line);
        let Some(roles) = &roles else {
            roles = Some(header(&fields, layout, line, &mut ignored)?);
            continue;
        };
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if fields.len() != roles.len() {
            let (found, expected) = (fields.len(), roles.len());
            return Err(at(line, AnswersProblem::Fields { found, expected }));
        }
        let mut record = Record {
            line,
            values: vec![None; layout.fields.len()],
        };
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

fn json_rows(
    text: &str,
    layout: &Layout,
    row: &mut impl FnMut(&Record) -> Result<(), AnswersError>,
) -> Result<AnswerColumns, AnswersError> {
    let mut ignored = Ignored::default();
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() {
            continue;
        }
        let mut object = Object {
            layout,
            ignored: &mut ignored,
            record: Record {
                line,
                values: vec![None; layout.fields.len()],
            },
            problem: None,
        };
        let mut reader = serde_json::Deserializer::from_str(content);
        let read = (&mut object)
            .deserialize(&mut reader)
            .and_then(|()| reader.end());
        if let Some(problem) = object.problem {
            return Err(at(line, problem));
        }
        read.map_err(|_| at(line, AnswersProblem::NotJson))?;
        let record = object.record;
        if !record.is_empty() {
            row(&record)?;
        }
    }
    Ok(ignored.columns)
}

/// Reads one object; values of unknown keys are never built.
struct Object<'a> {
    layout: &'a Layout,
    ignored: &'a mut Ignored,
    record: Record,
    problem: Option<AnswersProblem>,
}

impl<'de> DeserializeSeed<'de> for &mut Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("one object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let role = self.layout.role(&name);
            match role {
                Role::Field(field) => {
                    let value = map.next_value::<Plain>()?;
                    let column = self.layout.name(field);
                    let problem = if !seen.insert(field) {
                        Some(AnswersProblem::RepeatedColumn(column))
                    } else if matches!(value, Plain::Nested) {
                        let expected = Expected::PlainJson;
                        Some(AnswersProblem::Value { column, expected })
                    } else {
                        None
                    };
                    self.problem = self.problem.take().or(problem);
                    if let Plain::Text(text) = value {
                        self.record.put(field, &text);
                    }
                }
                Role::Dropped => {
                    let there = map.next_value::<Option<IgnoredAny>>()?.is_some();
                    self.ignored.columns.dropped += u64::from(there);
                }
                Role::Ignored => {
                    self.ignored.see(&name);
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// A value of one known key.
enum Plain {
    Text(String),
    Nothing,
    Nested,
}

impl<'de> serde::Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Plain, E> {
        Ok(Plain::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Plain, E> {
        Ok(Plain::Text(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Plain, E> {
        Ok(Plain::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Plain, E> {
        Ok(Plain::Text(number.to_string()))
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Plain, E> {
        Ok(Plain::Text(yes.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Plain::Nested)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Plain, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Plain::Nested)
    }
}
