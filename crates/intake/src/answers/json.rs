//! Rows of JSON lines. Values of keys that mean nothing here, and comments, are never built.

use std::collections::HashSet;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    AnswerColumns,
    error::{AnswersError, AnswersProblem, Expected},
    table::{Ignored, Layout, Record, Role, at},
};

/// Rows of a JSONL text: one flat object a line.
pub(super) fn json_rows(
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
            record: Record::empty(line, layout),
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Plain, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Plain::Nested)
    }
}
