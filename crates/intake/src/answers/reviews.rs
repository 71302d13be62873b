//! Review files: one row for each review. Texts and authors are dropped unread.

use super::{
    AnswerColumns,
    error::{AnswersError, AnswersProblem, Expected},
    scale::Scale,
    table::{Layout, Record, each_row},
    value::{Moment, Score, day, score},
};

const AT: usize = 0;
const SOURCE: usize = 1;
const SCALE: usize = 2;
const SCORE: usize = 3;
const ID: usize = 4;

const LAYOUT: Layout = Layout {
    fields: &[
        &["at", "date", "le", "posted_at", "publie_le"],
        &["source", "site", "plateforme", "platform"],
        &["scale", "echelle"],
        &["score", "note", "rating", "stars", "etoiles"],
        &["id", "review_id"],
    ],
    dropped: &[
        "text",
        "texte",
        "comment",
        "commentaire",
        "review",
        "avis",
        "title",
        "titre",
        "reply",
        "reponse",
        "author",
        "auteur",
        "name",
        "nom",
        "user",
        "username",
        "pseudo",
        "email",
        "e_mail",
        "contact",
        "profile",
        "url",
    ],
    needed: &[&[AT], &[SOURCE], &[SCALE], &[SCORE]],
};

/// Longest name of a source kept.
const LONGEST_SOURCE: usize = 60;

/// One review, without its words and without its author.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRow {
    /// Line of the file, from 1.
    pub line: u64,
    /// When it was posted; a day alone is its noon.
    pub at: Moment,
    /// Where, in lower case.
    pub source: String,
    /// Its score.
    pub score: Score,
    /// Its id on the platform, where the file has one: two rows of one id are one review.
    pub id: Option<String>,
}

/// A review file, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewFile {
    /// Rows, in the order of the file.
    pub rows: Vec<ReviewRow>,
    /// What was not read.
    pub columns: AnswerColumns,
}

/// Reads a review file (CSV with comma, semicolon or tab, or JSONL).
///
/// # Errors
/// The first line that cannot be used; no line is used then.
pub fn read_reviews(bytes: &[u8]) -> Result<ReviewFile, AnswersError> {
    let mut rows = Vec::new();
    let columns = each_row(bytes, &LAYOUT, |record| {
        rows.push(review_row(record)?);
        Ok(())
    })?;
    Ok(ReviewFile { rows, columns })
}

fn review_row(record: &Record) -> Result<ReviewRow, AnswersError> {
    let wrong = |field: usize, expected: Expected| AnswersError {
        line: record.line,
        problem: AnswersProblem::Value {
            column: LAYOUT.name(field),
            expected,
        },
    };
    let field = |field: usize| record.get(field);
    let scale = field(SCALE)
        .and_then(Scale::parse)
        .ok_or_else(|| wrong(SCALE, Expected::Scale))?;
    Ok(ReviewRow {
        line: record.line,
        at: field(AT)
            .and_then(day)
            .ok_or_else(|| wrong(AT, Expected::Day))?,
        source: field(SOURCE)
            .map(|name| name.to_lowercase().chars().take(LONGEST_SOURCE).collect())
            .ok_or_else(|| wrong(SOURCE, Expected::Source))?,
        score: field(SCORE)
            .and_then(|text| score(text, scale))
            .ok_or_else(|| wrong(SCORE, Expected::Score(scale)))?,
        id: field(ID).map(str::to_owned),
    })
}
