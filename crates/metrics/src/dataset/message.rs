//! The sample of messages and the list of deletions: times only, no content.

use serde::Deserialize;

use super::error::{DatasetError, DatasetFile, Expected, Problem};
use super::lines::{FieldRule, each_row, non_negative};
use crate::estimate::{ContextTone, DeletionFacts};

/// One customer message of the sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MessageRow {
    /// Hours since it was sent.
    pub age_h: f64,
    /// Whether it was deleted, where the channel tells.
    pub deleted: Option<bool>,
    /// Seconds from sending to deletion, where the channel tells.
    pub latency_s: Option<f64>,
}

#[derive(Deserialize)]
struct RawMessage {
    age_h: f64,
    deleted: Option<bool>,
    latency_s: Option<f64>,
}

const MESSAGE_RULES: &[FieldRule] = &[
    ("age_h", Expected::NonNegative),
    ("deleted", Expected::TrueFalseOrNull),
    ("latency_s", Expected::NonNegativeOrNull),
];

/// Reads `messages.jsonl`.
pub(super) fn parse_messages(bytes: &[u8]) -> Result<Vec<MessageRow>, DatasetError> {
    let mut rows = Vec::new();
    each_row(
        DatasetFile::Messages,
        bytes,
        MESSAGE_RULES,
        |_, raw: RawMessage| {
            if raw.age_h < 0.0 {
                let (field, expected) = ("age_h", Expected::NonNegative);
                return Err(Problem::WrongField { field, expected });
            }
            rows.push(MessageRow {
                age_h: raw.age_h,
                deleted: raw.deleted,
                latency_s: non_negative(raw.latency_s, "latency_s")?,
            });
            Ok(())
        },
    )?;
    Ok(rows)
}

#[derive(Deserialize)]
struct RawDeletion {
    latency_s: Option<f64>,
    context_tone: Option<String>,
    next_customer_msg_s: Option<f64>,
    followup_h: Option<f64>,
}

const DELETION_RULES: &[FieldRule] = &[
    ("latency_s", Expected::NonNegativeOrNull),
    ("context_tone", Expected::TextOrNull),
    ("next_customer_msg_s", Expected::NonNegativeOrNull),
    ("followup_h", Expected::NonNegativeOrNull),
];

/// Reads `deletions.jsonl`. Stated reasons are not read here: they are for counting in common, not
/// beside a deletion.
pub(super) fn parse_deletions(bytes: &[u8]) -> Result<Vec<DeletionFacts>, DatasetError> {
    let mut rows = Vec::new();
    each_row(
        DatasetFile::Deletions,
        bytes,
        DELETION_RULES,
        |_, raw: RawDeletion| {
            rows.push(DeletionFacts {
                latency_s: non_negative(raw.latency_s, "latency_s")?,
                context_tone: match raw.context_tone.as_deref() {
                    Some("neg") => ContextTone::Negative,
                    _ => ContextTone::Other,
                },
                next_message_s: non_negative(raw.next_customer_msg_s, "next_customer_msg_s")?,
                followed_h: non_negative(raw.followup_h, "followup_h")?,
            });
            Ok(())
        },
    )?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_needs_an_age() {
        let error = parse_messages(b"{\"age_h\":null}").unwrap_err().to_string();
        insta::assert_snapshot!(error, @"messages.jsonl, line 1: the field “age_h” should hold a number of at least 0; correct it or remove the line");
    }

    #[test]
    fn a_deletion_may_know_nothing_but_that_it_happened() {
        let rows = parse_deletions(b"{}\n{\"context_tone\":\"neg\"}").unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].context_tone, ContextTone::Negative);
    }
}
