//! One conversation a line: what is known of it without its text.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use super::error::{DatasetError, DatasetFile, Expected, Problem};
use super::lines::{FieldRule, Text, each_row, non_negative, whole};
use super::params::{Params, parse_channel};

/// Lowest score that counts as satisfied.
const SATISFIED: f64 = 4.0;

/// Index of a name in a [`Names`].
pub type NameId = u32;

/// What a row without a topic, agent or hour is filed under.
pub const UNKNOWN: &str = "unknown";

/// Names seen, each kept once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_name: HashMap<String, NameId>,
    names: Vec<String>,
}

impl Names {
    /// The index of a name, kept from now on.
    pub fn id(&mut self, name: &str) -> NameId {
        if let Some(id) = self.by_name.get(name) {
            return *id;
        }
        let id = self.names.len() as NameId;
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), id);
        id
    }

    /// The name of an index.
    pub fn name(&self, id: NameId) -> &str {
        self.names.get(id as usize).map_or(UNKNOWN, String::as_str)
    }

    /// Names seen.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True when none was seen.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Whether a customer message of the conversation was deleted for everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touch {
    /// None was.
    Intact,
    /// At least one was.
    Touched,
    /// Not known, which is never "none".
    Unobserved,
}

/// One conversation, without text.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationRow {
    /// Its pseudonymous id.
    pub id: String,
    /// The customer, where the data tell.
    pub contact: Option<u64>,
    /// What it is about.
    pub topic: NameId,
    /// Who answered.
    pub agent: NameId,
    /// Local hour of the first message, 0 to 23.
    pub hour: Option<u8>,
    /// Customer messages.
    pub customer_messages: Option<f64>,
    /// Whether it was touched.
    pub touch: Touch,
    /// T = 1: the label inferred from the text that remains is `pos`.
    pub positive: bool,
    /// Numeric tone of the text that remains.
    pub text_score: Option<f64>,
    /// Survey score, 1 to 5.
    pub score: Option<f64>,
    /// Minutes to the first human reply, if one came.
    pub first_reply_min: Option<f64>,
    /// Minutes observed.
    pub observed_min: Option<f64>,
    /// Resolved at first contact.
    pub resolved: Option<bool>,
    /// Hours from resolution to reopening, if reopened.
    pub reopen_h: Option<f64>,
    /// Hours watched since resolution.
    pub watched_h: Option<f64>,
    /// Transfers between agents.
    pub transfers: Option<f64>,
    /// Whether the customer agreed to text analysis, where the data tell.
    pub consented: Option<bool>,
}

impl ConversationRow {
    /// Y: score 4 or 5; `None` when no answer came.
    pub fn satisfied(&self) -> Option<bool> {
        self.score.map(|score| score >= SATISFIED)
    }
}

/// All conversations of a period with the names they use.
#[derive(Clone, Debug, Default)]
pub struct Conversations {
    /// In file order.
    pub rows: Vec<ConversationRow>,
    /// Topic names.
    pub topics: Names,
    /// Agent names.
    pub agents: Names,
    /// How far consent is recorded; `None` when no row speaks of it.
    pub consent: Option<ConsentRecord>,
}

/// What was done with the rows of customers who did not agree to analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentRecord {
    /// Rows without recorded consent that came with a topic, a label, a text score or a survey
    /// score all the same: these were left unread.
    pub left_unread: u64,
}

impl Conversations {
    /// Where any row speaks of consent, a row that does not is a customer who did not agree, and
    /// nothing derived from what such a customer wrote or answered is kept. Rows from a file have
    /// passed here; rows made in another way must.
    pub fn keep_to_consent(&mut self) {
        if self.rows.iter().all(|row| row.consented.is_none()) {
            return;
        }
        let unknown = self.topics.id(UNKNOWN);
        let mut record = ConsentRecord::default();
        for row in self
            .rows
            .iter_mut()
            .filter(|row| row.consented != Some(true))
        {
            row.consented = Some(false);
            let has_content = row.topic != unknown
                || row.positive
                || row.text_score.is_some()
                || row.score.is_some();
            record.left_unread += u64::from(has_content);
            row.topic = unknown;
            row.positive = false;
            row.text_score = None;
            row.score = None;
        }
        self.consent = Some(record);
    }
}

#[derive(Deserialize)]
struct RawConversation<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    contact: Option<Text<'a>>,
    #[serde(borrow)]
    channel: Option<Text<'a>>,
    #[serde(borrow)]
    topic: Option<Text<'a>>,
    #[serde(borrow)]
    agent: Option<Text<'a>>,
    hour: Option<f64>,
    n_customer_msgs: Option<f64>,
    n_deleted: Option<f64>,
    #[serde(borrow)]
    text_label: Option<Text<'a>>,
    text_score: Option<f64>,
    score: Option<f64>,
    first_reply_min: Option<f64>,
    observed_min: Option<f64>,
    resolved: Option<bool>,
    reopen_h: Option<f64>,
    watched_h: Option<f64>,
    transfers: Option<f64>,
    consented: Option<bool>,
}

const RULES: &[FieldRule] = &[
    ("id", Expected::Text),
    ("contact", Expected::TextOrNull),
    ("channel", Expected::TextOrNull),
    ("topic", Expected::TextOrNull),
    ("agent", Expected::TextOrNull),
    ("hour", Expected::HourOrNull),
    ("n_customer_msgs", Expected::WholeOrNull),
    ("n_deleted", Expected::WholeOrNull),
    ("text_label", Expected::TextOrNull),
    ("text_score", Expected::NumberOrNull),
    ("score", Expected::ScoreOrNull),
    ("first_reply_min", Expected::NonNegativeOrNull),
    ("observed_min", Expected::NonNegativeOrNull),
    ("resolved", Expected::TrueFalseOrNull),
    ("reopen_h", Expected::NonNegativeOrNull),
    ("watched_h", Expected::NonNegativeOrNull),
    ("transfers", Expected::WholeOrNull),
    ("consented", Expected::TrueFalseOrNull),
];

/// Reads `conversations.jsonl`.
pub(super) fn parse_conversations(
    bytes: &[u8],
    params: &Params,
) -> Result<Conversations, DatasetError> {
    let most = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let mut all = Conversations {
        rows: Vec::with_capacity(most),
        ..Conversations::default()
    };
    let mut contacts: HashMap<Cow<'_, str>, u64> = HashMap::new();
    let mut lines: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(most);
    each_row(
        DatasetFile::Conversations,
        bytes,
        RULES,
        |line, raw: RawConversation<'_>| {
            raw.check_channel(params)?;
            let mut row = raw.checked(&mut all)?;
            row.contact = raw.contact.map(|contact| {
                let next = contacts.len() as u64;
                *contacts.entry(contact.0).or_insert(next)
            });
            let first = lines.insert(raw.id.0, line);
            if let Some(first) = first {
                return Err(Problem::RepeatedId { id: row.id, first });
            }
            all.rows.push(row);
            Ok(())
        },
    )?;
    all.keep_to_consent();
    Ok(all)
}

/// The text of a field, if any.
fn written<'a>(field: &'a Option<Text<'_>>) -> Option<&'a str> {
    field.as_ref().map(|text| text.0.as_ref())
}

impl RawConversation<'_> {
    fn check_channel(&self, params: &Params) -> Result<(), Problem> {
        match written(&self.channel) {
            Some(found) if parse_channel(found)? != params.channel => Err(Problem::OtherChannel {
                found: found.to_owned(),
                expected: match params.channel {
                    tact_domain::Channel::Coexistence => "coexistence",
                    tact_domain::Channel::Export => "export",
                    tact_domain::Channel::CloudApi => "cloud_api",
                }
                .to_owned(),
            }),
            _ => Ok(()),
        }
    }

    fn checked(&self, all: &mut Conversations) -> Result<ConversationRow, Problem> {
        let whole_or_null = |value: Option<f64>, field: &'static str| {
            value
                .map(|value| whole(value, field, Expected::WholeOrNull))
                .transpose()
        };
        let hour = self
            .hour
            .map(|hour| whole(hour, "hour", Expected::HourOrNull))
            .transpose()?;
        if hour.is_some_and(|hour| hour > 23) {
            return Err(Problem::WrongField {
                field: "hour",
                expected: Expected::HourOrNull,
            });
        }
        if self
            .score
            .is_some_and(|score| !(1.0..=5.0).contains(&score))
        {
            return Err(Problem::WrongField {
                field: "score",
                expected: Expected::ScoreOrNull,
            });
        }
        let customer_messages = whole_or_null(self.n_customer_msgs, "n_customer_msgs")?;
        let transfers = whole_or_null(self.transfers, "transfers")?;
        let touch = match whole_or_null(self.n_deleted, "n_deleted")? {
            Some(0) => Touch::Intact,
            Some(_) => Touch::Touched,
            None => Touch::Unobserved,
        };
        Ok(ConversationRow {
            id: self.id.0.as_ref().into(),
            contact: None,
            topic: all.topics.id(written(&self.topic).unwrap_or(UNKNOWN)),
            agent: all.agents.id(written(&self.agent).unwrap_or(UNKNOWN)),
            hour: hour.map(|hour| hour as u8),
            customer_messages: customer_messages.map(|count| count as f64),
            touch,
            positive: written(&self.text_label) == Some("pos"),
            text_score: self.text_score,
            score: self.score,
            first_reply_min: non_negative(self.first_reply_min, "first_reply_min")?,
            observed_min: non_negative(self.observed_min, "observed_min")?,
            resolved: self.resolved,
            reopen_h: non_negative(self.reopen_h, "reopen_h")?,
            watched_h: non_negative(self.watched_h, "watched_h")?,
            transfers: transfers.map(|count| count as f64),
            consented: self.consented,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::params::parse_params;
    use super::*;

    fn parse(lines: &str) -> Result<Conversations, DatasetError> {
        let params = parse_params(br#"{"channel":"coexistence"}"#).unwrap();
        parse_conversations(lines.as_bytes(), &params)
    }

    #[track_caller]
    fn problem(lines: &str) -> String {
        parse(lines).unwrap_err().to_string()
    }

    #[test]
    fn nulls_and_missing_keys_are_unknown_and_never_zero() {
        let found = parse("\u{feff}{\"id\":\"a\",\"n_deleted\":null}\r\n\n{\"id\":\"b\",\"x\":{}}")
            .unwrap();
        assert_eq!(found.rows.len(), 2);
        assert!(found.rows.iter().all(|row| row.touch == Touch::Unobserved));
        assert_eq!(found.topics.name(found.rows[0].topic), UNKNOWN);
    }

    #[test]
    fn what_a_customer_who_did_not_agree_wrote_is_not_read() {
        let found = parse(concat!(
            r#"{"id":"a","topic":"retour","text_label":"pos","score":5,"consented":false}"#,
            "\n",
            r#"{"id":"b","text_label":"pos","score":5,"consented":true}"#,
            "\n",
            r#"{"id":"c","text_score":0.9}"#,
        ))
        .unwrap();
        let read: Vec<_> = found
            .rows
            .iter()
            .map(|row| (row.positive, row.satisfied()))
            .collect();
        assert_eq!(read, [(false, None), (true, Some(true)), (false, None)]);
        assert_eq!(found.topics.name(found.rows[0].topic), UNKNOWN);
        assert_eq!(found.consent, Some(ConsentRecord { left_unread: 2 }));
    }

    #[test]
    fn every_mistake_names_its_line_and_its_field() {
        insta::assert_snapshot!(problem("{\"id\":\"a\"}\n{\"id\":\"b\",\"score\":\"five\"}"), @"conversations.jsonl, line 2: the field “score” should hold a number from 1 to 5, or null; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"id":"a","score":9}"#), @"conversations.jsonl, line 1: the field “score” should hold a number from 1 to 5, or null; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"id":"a","n_deleted":1.5}"#), @"conversations.jsonl, line 1: the field “n_deleted” should hold a whole number of at least 0, or null; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"id":"a","hour":24}"#), @"conversations.jsonl, line 1: the field “hour” should hold a whole number from 0 to 23, or null; correct it or remove the line");
        insta::assert_snapshot!(problem(r#"{"id":"a","watched_h":-1}"#), @"conversations.jsonl, line 1: the field “watched_h” should hold a number of at least 0, or null; correct it or remove the line");
        insta::assert_snapshot!(problem("{\"id\":\"a\"}\n\n{\"id\":\"a\"}"), @"conversations.jsonl, line 3: the id “a” was already on line 1; keep one line per conversation");
        insta::assert_snapshot!(problem("{\"topic\":\"retour\"}"), @"conversations.jsonl, line 1: the field “id” is missing; it should hold text");
        insta::assert_snapshot!(problem("[1]"), @r#"conversations.jsonl, line 1: an object was expected, such as {"id": …}"#);
        insta::assert_snapshot!(problem(r#"{"id":"a","channel":"export"}"#), @"conversations.jsonl, line 1: this conversation is from channel “export” and params.json says “coexistence”; channels are never pooled for a deletion rate: make one folder per channel");
    }
}
