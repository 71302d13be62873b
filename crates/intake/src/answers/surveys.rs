//! Survey files: one row for each person asked.

use super::{
    AnswerColumns,
    error::{AnswersError, AnswersProblem, Expected},
    scale::Scale,
    table::{Layout, Record, each_row},
    value::{Moment, Resolved, Score, moment, resolved, score},
};

const CONTACT: usize = 0;
const AT: usize = 1;
const ASKED_AT: usize = 2;
const SCALE: usize = 3;
const SCORE: usize = 4;
const RESOLVED: usize = 5;
const CONVERSATION: usize = 6;

const LAYOUT: Layout = Layout {
    fields: &[
        &["contact", "client", "customer"],
        &["at", "answered_at", "repondu_le"],
        &["asked_at", "sent_at", "demande_le", "envoye_le"],
        &["scale", "echelle"],
        &["score", "note", "rating"],
        &["resolved", "resolu", "resolue"],
        &["conversation", "conversation_at"],
    ],
    dropped: &[
        "comment",
        "comments",
        "commentaire",
        "commentaires",
        "verbatim",
        "text",
        "texte",
        "message",
        "free_text",
        "author",
        "auteur",
        "email",
        "e_mail",
    ],
    needed: &[&[CONTACT], &[AT, ASKED_AT], &[SCALE], &[SCORE]],
};

/// How a row names its contact. Prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Who(String);

impl Who {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Who(‹redacted›)")
    }
}

/// One row: somebody was asked, and perhaps answered.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRow {
    /// Line of the file, from 1.
    pub line: u64,
    /// Who.
    pub contact: Who,
    /// When the answer was given; always there with an answer.
    pub at: Option<Moment>,
    /// When the question was asked.
    pub asked_at: Option<Moment>,
    /// The score, if one was given.
    pub score: Option<Score>,
    /// Settled at the first contact, if that was answered.
    pub resolved: Option<Resolved>,
    /// A time inside the conversation it is about.
    pub conversation: Option<Moment>,
}

impl SurveyRow {
    /// True when anything was answered.
    pub fn is_answer(&self) -> bool {
        self.score.is_some() || self.resolved.is_some()
    }
}

/// A survey file, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyFile {
    /// Rows, in the order of the file.
    pub rows: Vec<SurveyRow>,
    /// What was not read.
    pub columns: AnswerColumns,
}

impl SurveyFile {
    /// True when the file also lists people who were asked and did not answer.
    pub fn says_who_was_asked(&self) -> bool {
        self.rows.iter().any(|row| !row.is_answer())
    }
}

/// Reads a survey file (CSV with comma, semicolon or tab, or JSONL).
///
/// # Errors
/// The first line that cannot be used; no line is used then.
pub fn read_surveys(bytes: &[u8]) -> Result<SurveyFile, AnswersError> {
    let mut rows = Vec::new();
    let columns = each_row(bytes, &LAYOUT, |record| {
        rows.push(survey_row(record)?);
        Ok(())
    })?;
    Ok(SurveyFile { rows, columns })
}

fn survey_row(record: &Record) -> Result<SurveyRow, AnswersError> {
    let wrong = |field: usize, expected: Expected| AnswersError {
        line: record.line,
        problem: AnswersProblem::Value {
            column: LAYOUT.name(field),
            expected,
        },
    };
    let time = |field: usize| {
        let text = record.get(field);
        text.map(|text| moment(text).ok_or_else(|| wrong(field, Expected::Time)))
            .transpose()
    };
    let contact = record
        .get(CONTACT)
        .ok_or_else(|| wrong(CONTACT, Expected::Contact))?;
    let scale = record
        .get(SCALE)
        .map(|text| Scale::parse(text).ok_or_else(|| wrong(SCALE, Expected::Scale)))
        .transpose()?;
    let given = match record.get(SCORE) {
        Some(text) => {
            let scale = scale.ok_or_else(|| wrong(SCALE, Expected::Scale))?;
            Some(score(text, scale).ok_or_else(|| wrong(SCORE, Expected::Score(scale)))?)
        }
        None => None,
    };
    let said = record
        .get(RESOLVED)
        .map(|text| resolved(text).ok_or_else(|| wrong(RESOLVED, Expected::Resolved)))
        .transpose()?;
    let row = SurveyRow {
        line: record.line,
        contact: Who(contact.to_owned()),
        at: time(AT)?,
        asked_at: time(ASKED_AT)?,
        score: given,
        resolved: said,
        conversation: time(CONVERSATION)?,
    };
    match (row.at, row.asked_at) {
        (None, None) => Err(wrong(AT, Expected::AnyTime)),
        (None, _) if row.is_answer() => Err(wrong(AT, Expected::AnswerTime)),
        (Some(Moment::Instant(at)), Some(Moment::Instant(asked))) if at < asked => {
            Err(wrong(AT, Expected::AfterAsked))
        }
        (Some(Moment::Civil(at)), Some(Moment::Civil(asked))) if at < asked => {
            Err(wrong(AT, Expected::AfterAsked))
        }
        _ => Ok(row),
    }
}
