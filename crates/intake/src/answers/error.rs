//! Why a survey or review file was refused. Nothing of it is used then.

use thiserror::Error;

use super::scale::Scale;

/// A mistake and its line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}. Nothing of this file was used.")]
pub struct AnswersError {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong. Never repeats a contact or a comment.
    pub problem: AnswersProblem,
}

/// What can be wrong with a survey or review file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswersProblem {
    /// Nothing in it.
    #[error("the file is empty; expected a header line or one JSON object a line")]
    Empty,
    /// Bytes that are not UTF-8.
    #[error("this is not UTF-8; save the file again as “CSV UTF-8”")]
    NotUtf8,
    /// A quote that is not closed.
    #[error(
        "this is not CSV: a quote is not closed; close it, or double it where it belongs to the text"
    )]
    NotCsv,
    /// A line that is not one flat JSON object.
    #[error("this is not one JSON object on one line; expected {{\"contact\":…, \"at\":…, …}}")]
    NotJson,
    /// Another number of fields than the header.
    #[error(
        "{found} field{s} where the header has {expected}; put quotes around a field that holds a separator",
        s = if *found == 1 { "" } else { "s" }
    )]
    Fields {
        /// Fields of the line.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A column that must be there.
    #[error("the column `{0}` is missing; expected at least {expected}", expected = needed(.0))]
    MissingColumn(&'static str),
    /// Two columns that mean the same.
    #[error("two columns are `{0}`; keep one")]
    RepeatedColumn(&'static str),
    /// A value that does not fit its column.
    #[error("column `{column}`: expected {expected}")]
    Value {
        /// Name of the column.
        column: &'static str,
        /// What belongs there.
        expected: Expected,
    },
}

/// What belongs in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, an id or a display name.
    Contact,
    /// An instant or a civil time.
    Time,
    /// An instant, a civil time or a day.
    Day,
    /// One of the scales.
    Scale,
    /// A whole score of this scale.
    Score(Scale),
    /// Yes, no or not yet.
    Resolved,
    /// When it was answered or asked.
    AnyTime,
    /// When it was answered, since there is an answer.
    AnswerTime,
    /// An answer after its question.
    AfterAsked,
    /// A text, a number, true, false or null.
    PlainJson,
    /// Where the review was left.
    Source,
}

const SCALES: &str =
    "`1-5`, `1-3`, `1-4`, `1-7`, `1-10`, `0-10`, `thumbs`, `yes-no`, `nps` or `ces`";

fn needed(column: &str) -> &'static str {
    match column {
        "source" => "at, source, scale, score",
        _ => "contact, at (or asked_at), scale, score",
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Contact => f.write_str(
                "a number in international form (+33…), a business-scoped id or a display name",
            ),
            Self::Time => f.write_str(
                "a date and time like `2026-02-14T10:30:00+01:00`, or `2026-02-14T10:30` on the clock of --tz",
            ),
            Self::Day => f.write_str("a day like `2026-02-14`, or a date and time"),
            Self::Scale => write!(f, "one of {SCALES}"),
            Self::Score(Scale::Thumbs) => f.write_str("`up` or `down` (or 1, 0, 👍, 👎)"),
            Self::Score(Scale::YesNo) => f.write_str("`yes` or `no`"),
            Self::Score(scale) => {
                let (low, high) = scale.range();
                write!(f, "a whole number from {low} to {high}, or nothing when there was no answer")
            }
            Self::Resolved => f.write_str("`yes`, `no`, `not yet`, or nothing"),
            Self::AnyTime => f.write_str("a time in `at`, or in `asked_at` when there was no answer"),
            Self::AnswerTime => f.write_str("when the answer was given"),
            Self::AfterAsked => f.write_str("an answer that is not earlier than its question"),
            Self::PlainJson => f.write_str("a text, a number, true, false or null"),
            Self::Source => f.write_str("where the review was left, like `google`"),
        }
    }
}

impl Expected {
    fn in_french(self) -> String {
        match self {
            Self::Contact => "un numéro au format international (+33…), un identifiant d’entreprise ou un nom affiché".to_owned(),
            Self::Time => "une date et une heure comme « 2026-02-14T10:30:00+01:00 », ou « 2026-02-14T10:30 » à l’heure de --tz".to_owned(),
            Self::Day => "un jour comme « 2026-02-14 », ou une date et une heure".to_owned(),
            Self::Scale => "une échelle parmi 1-5, 1-3, 1-4, 1-7, 1-10, 0-10, thumbs (pouces), yes-no (oui-non), nps, ces".to_owned(),
            Self::Score(Scale::Thumbs) => "« up » ou « down » (ou 1, 0, 👍, 👎)".to_owned(),
            Self::Score(Scale::YesNo) => "« oui » ou « non »".to_owned(),
            Self::Score(scale) => {
                let (low, high) = scale.range();
                format!("un nombre entier de {low} à {high}, ou rien s’il n’y a pas eu de réponse")
            }
            Self::Resolved => "« oui », « non », « pas encore », ou rien".to_owned(),
            Self::AnyTime => "une heure dans « at », ou dans « asked_at » s’il n’y a pas eu de réponse".to_owned(),
            Self::AnswerTime => "l’heure de la réponse".to_owned(),
            Self::AfterAsked => "une réponse qui ne précède pas sa question".to_owned(),
            Self::PlainJson => "un texte, un nombre, true, false ou null".to_owned(),
            Self::Source => "l’endroit où l’avis a été laissé, comme « google »".to_owned(),
        }
    }
}

impl AnswersError {
    /// The whole sentence in French.
    pub fn in_french(&self) -> String {
        let problem = match &self.problem {
            AnswersProblem::Empty => {
                "le fichier est vide ; attendu : une ligne d’en-tête, ou un objet JSON par ligne"
                    .to_owned()
            }
            AnswersProblem::NotUtf8 => {
                "ce n’est pas de l’UTF-8 ; enregistrez le fichier en « CSV UTF-8 »".to_owned()
            }
            AnswersProblem::NotCsv => {
                "ce n’est pas du CSV : un guillemet n’est pas fermé ; fermez-le, ou doublez-le s’il fait partie du texte".to_owned()
            }
            AnswersProblem::NotJson => {
                "ce n’est pas un objet JSON sur une ligne ; attendu : {\"contact\":…, \"at\":…, …}"
                    .to_owned()
            }
            AnswersProblem::Fields { found, expected } => format!(
                "{found} champ{}, l’en-tête en a {expected} ; entourez de guillemets un champ qui contient un séparateur",
                if *found < 2 { "" } else { "s" }
            ),
            AnswersProblem::MissingColumn(column) => format!(
                "la colonne « {column} » manque ; attendu au moins : {}",
                needed(column).replace(" (or asked_at)", " (ou asked_at)")
            ),
            AnswersProblem::RepeatedColumn(column) => {
                format!("deux colonnes « {column} » ; gardez-en une")
            }
            AnswersProblem::Value { column, expected } => {
                format!("colonne « {column} » : attendu {}", expected.in_french())
            }
        };
        format!(
            "ligne {} : {problem}. Rien de ce fichier n’a été utilisé.",
            self.line
        )
    }
}
