//! What can be wrong with a dataset folder, said so that it can be put right.

use std::fmt;

use thiserror::Error;

/// A file of a dataset folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatasetFile {
    /// Settings, channel, thresholds.
    Params,
    /// One conversation a line.
    Conversations,
    /// A separate sample of messages, one a line.
    Messages,
    /// One deletion a line.
    Deletions,
    /// One day a line.
    Daily,
}

impl DatasetFile {
    /// Its name in the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Params => "params.json",
            Self::Conversations => "conversations.jsonl",
            Self::Messages => "messages.jsonl",
            Self::Deletions => "deletions.jsonl",
            Self::Daily => "daily.jsonl",
        }
    }
}

impl fmt::Display for DatasetFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a field should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// Text or null.
    TextOrNull,
    /// A number or null.
    NumberOrNull,
    /// A number of at least 0.
    NonNegative,
    /// A number of at least 0, or null.
    NonNegativeOrNull,
    /// A whole number of at least 0.
    Whole,
    /// A whole number of at least 0, or null.
    WholeOrNull,
    /// A whole number from 0 to 23, or null.
    HourOrNull,
    /// A number from 1 to 5, or null.
    ScoreOrNull,
    /// true, false or null.
    TrueFalseOrNull,
    /// A positive number.
    Positive,
    /// A share strictly between 0 and 1.
    Share,
    /// A list of numbers of at least 1.
    RatioList,
    /// A list of names.
    NameList,
    /// One list of five shares per motive name.
    MotiveMatrix,
    /// Lists of four numbers: a share strictly between 0 and 1, a standard error above 0, a bias,
    /// and a spread of at least 0.
    SourceList,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::TextOrNull => "text or null",
            Self::NumberOrNull => "a number or null",
            Self::NonNegative => "a number of at least 0",
            Self::NonNegativeOrNull => "a number of at least 0, or null",
            Self::Whole => "a whole number of at least 0",
            Self::WholeOrNull => "a whole number of at least 0, or null",
            Self::HourOrNull => "a whole number from 0 to 23, or null",
            Self::ScoreOrNull => "a number from 1 to 5, or null",
            Self::TrueFalseOrNull => "true, false or null",
            Self::Positive => "a number above 0",
            Self::Share => "a number between 0 and 1, both excluded",
            Self::RatioList => "a list of numbers of at least 1",
            Self::NameList => "a list of names",
            Self::MotiveMatrix => "one list of five shares, summing to 1, per motive name",
            Self::SourceList => {
                "lists of four numbers: a share between 0 and 1 (both excluded; for 0 or 1 use \
                 (k + ½)/(n + 1)), a standard error above 0, a bias, a spread of at least 0"
            }
        })
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Problem {
    /// The file is not in the folder.
    #[error("this file is needed and is not in the folder")]
    MissingFile,
    /// Not JSON at all.
    #[error(
        "this is not JSON ({detail}). Write one object a line; NaN and Infinity are not JSON: \
         write null"
    )]
    NotJson {
        /// What the reader stumbled over.
        detail: String,
    },
    /// Not UTF-8.
    #[error("this line is not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// JSON, but not an object.
    #[error("an object was expected, such as {{\"id\": …}}")]
    NotAnObject,
    /// A field that has to be there is not.
    #[error("the field “{field}” is missing; it should hold {expected}")]
    MissingField {
        /// Its name.
        field: &'static str,
        /// What it should hold.
        expected: Expected,
    },
    /// A field holds something else.
    #[error("the field “{field}” should hold {expected}; correct it or remove the line")]
    WrongField {
        /// Its name.
        field: &'static str,
        /// What it should hold.
        expected: Expected,
    },
    /// A channel nobody knows.
    #[error(
        "the channel “{found}” is not known; use coexistence (deletions reported), export \
         (deletions marked) or cloud_api (deletions invisible)"
    )]
    UnknownChannel {
        /// What was written.
        found: String,
    },
    /// A conversation from another channel than the period's.
    #[error(
        "this conversation is from channel “{found}” and params.json says “{expected}”; channels \
         are never pooled for a deletion rate: make one folder per channel"
    )]
    OtherChannel {
        /// The row's channel.
        found: String,
        /// The period's.
        expected: String,
    },
    /// Two conversations of one id would be counted twice.
    #[error("the id “{id}” was already on line {first}; keep one line per conversation")]
    RepeatedId {
        /// The id.
        id: String,
        /// Where it was first.
        first: usize,
    },
    /// Two counts for one day.
    #[error("day {day} was already on line {first}; keep one line per day")]
    RepeatedDay {
        /// The day.
        day: u64,
        /// Where it was first.
        first: usize,
    },
    /// More positive units than units.
    #[error("k is larger than n; k counts some of the n units of the day")]
    MoreThanCounted,
    /// A series of days nobody can mean.
    #[error(
        "the days run over more than {most} days; number the days from the start of the period"
    )]
    TooManyDays {
        /// The most accepted.
        most: u64,
    },
    /// A confidence level the method does not have.
    #[error("level {found} is not offered: every interval of the method is at 0.95")]
    OtherLevel {
        /// What was asked.
        found: f64,
    },
}

/// A dataset that cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Error)]
pub struct DatasetError {
    /// Which file.
    pub file: DatasetFile,
    /// Which line, from 1; `None` for the file as a whole.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}
