//! JSON lines into rows, with an error that names the line and the field.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::{DatasetError, DatasetFile, Expected, Problem};

/// A field of a row and what it should hold: used to name the culprit when a row does not fit.
pub(super) type FieldRule = (&'static str, Expected);

/// Calls `take` with every object of a JSON-lines text and its line number, from 1. Blank lines, a
/// byte-order mark and carriage returns are passed over; unknown keys are ignored.
pub(super) fn each_row<'a, R: Deserialize<'a>>(
    file: DatasetFile,
    bytes: &'a [u8],
    rules: &[FieldRule],
    mut take: impl FnMut(usize, R) -> Result<(), Problem>,
) -> Result<(), DatasetError> {
    for (index, line) in without_mark(bytes).split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let number = index + 1;
        // One check of the bytes up front spares the reader one per string.
        std::str::from_utf8(line)
            .map_err(|_| Problem::NotUtf8)
            .and_then(|text| {
                serde_json::from_str::<R>(text).map_err(|error| culprit(line, rules, &error))
            })
            .and_then(|row| take(number, row))
            .map_err(|problem| DatasetError {
                file,
                line: Some(number),
                problem,
            })?;
    }
    Ok(())
}

/// Text of a row, borrowed from the file unless it had to be unescaped.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// Why an object did not fit: the first field whose value is of the wrong kind.
pub(super) fn culprit(text: &[u8], rules: &[FieldRule], error: &serde_json::Error) -> Problem {
    let object = match serde_json::from_slice::<Value>(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Problem::NotAnObject,
        Err(error) => {
            return Problem::NotJson {
                detail: error.to_string(),
            };
        }
    };
    rules
        .iter()
        .find_map(|rule| broken(&object, *rule))
        .unwrap_or_else(|| Problem::NotJson {
            detail: error.to_string(),
        })
}

fn broken(object: &Map<String, Value>, (field, expected): FieldRule) -> Option<Problem> {
    let nullable = !matches!(
        expected,
        Expected::Text | Expected::Whole | Expected::NonNegative
    );
    match object.get(field) {
        None if nullable => None,
        None => Some(Problem::MissingField { field, expected }),
        Some(Value::Null) if nullable => None,
        Some(value) if fits(value, expected) => None,
        Some(_) => Some(Problem::WrongField { field, expected }),
    }
}

/// Kind only; ranges are checked where the row is taken.
fn fits(value: &Value, expected: Expected) -> bool {
    match expected {
        Expected::Text | Expected::TextOrNull => value.is_string(),
        Expected::TrueFalseOrNull => value.is_boolean(),
        Expected::RatioList => is_list(value, Value::is_number),
        Expected::NameList => is_list(value, Value::is_string),
        Expected::MotiveMatrix | Expected::SourceList => {
            is_list(value, |row| is_list(row, Value::is_number))
        }
        _ => value.is_number(),
    }
}

fn is_list(value: &Value, of: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(of))
}

/// A number that has to be whole and at least 0.
pub(super) fn whole(value: f64, field: &'static str, expected: Expected) -> Result<u64, Problem> {
    // 2⁵³: beyond it a double no longer tells neighbours apart.
    if value >= 0.0 && value.fract() == 0.0 && value <= 9_007_199_254_740_992.0 {
        Ok(value as u64)
    } else {
        Err(Problem::WrongField { field, expected })
    }
}

/// A number, if any, that has to be at least 0.
pub(super) fn non_negative(
    value: Option<f64>,
    field: &'static str,
) -> Result<Option<f64>, Problem> {
    match value {
        Some(value) if value < 0.0 => Err(Problem::WrongField {
            field,
            expected: Expected::NonNegativeOrNull,
        }),
        other => Ok(other),
    }
}
