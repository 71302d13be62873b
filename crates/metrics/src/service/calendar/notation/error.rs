//! What is wrong with opening hours, where, and what to write instead.

use thiserror::Error;

/// A problem and the line it is on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct HoursError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: HoursProblem,
}

/// What can be wrong with opening hours.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HoursProblem {
    /// There is nothing to read.
    #[error("no opening hours; write for instance «Mon-Fri 9-12, 13:30-18; Sat 10-13»")]
    Nothing,
    /// A word that is neither a day nor an hour.
    #[error(
        "«{0}» is neither a day nor an hour; write days as «Mon» or «lundi» and hours as «9:30»"
    )]
    UnknownWord(String),
    /// An hour beyond the day.
    #[error("«{0}» is not an hour of the day; hours go from 0:00 to 24:00")]
    NotAnHour(String),
    /// Days, then nothing that says when.
    #[error("days without hours; write «Mon-Fri 9-17», or «Sun closed»")]
    DaysWithoutHours,
    /// `Mon-` and no day after.
    #[error("a range of days has no last day; write «Mon-Fri»")]
    DayRangeWithoutEnd,
    /// `9` and no end after.
    #[error("the opening at {0} has no end; write «{0}-17:00»")]
    OpeningWithoutEnd(String),
    /// `9-9`.
    #[error("the opening at {0} has no length; write «24/7» for always open")]
    EmptyOpening(String),
    /// Hours and "closed" for the same days.
    #[error("open and closed on the same day; keep one of them")]
    OpenAndClosed,
    /// A weekday where a date already says which day it is.
    #[error("a dated day takes hours only, without weekday; write «9-12» or «closed»")]
    DayInDatedHours,
    /// "Public holidays" as if they were a weekday.
    #[error("public holidays have no fixed day; list their dates in the holidays file")]
    HolidayWord,
    /// A line of the holidays file that does not begin with a date.
    #[error("«{0}» is not a date; write it as 2026-12-25")]
    NotADate(String),
    /// The same date twice.
    #[error("the date {0} is listed twice; keep one line")]
    DateTwice(String),
    /// The hours file does not follow its format.
    #[error("{0}; see docs/formats/hours.md")]
    BadFile(String),
}

impl HoursProblem {
    /// The problem with its line.
    pub(super) fn on_line(self, line: usize) -> HoursError {
        HoursError {
            line,
            problem: self,
        }
    }

    /// The same sentence in French.
    pub fn in_french(&self) -> String {
        match self {
            Self::Nothing => "aucun horaire ; écrivez par exemple « lun-ven 9-12, 13:30-18 ; sam 10-13 »".into(),
            Self::UnknownWord(word) => format!("« {word} » n’est ni un jour ni une heure ; écrivez les jours « lun » ou « lundi » et les heures « 9:30 »"),
            Self::NotAnHour(text) => format!("« {text} » n’est pas une heure du jour ; les heures vont de 0:00 à 24:00"),
            Self::DaysWithoutHours => "des jours sans heures ; écrivez « lun-ven 9-17 », ou « dim fermé »".into(),
            Self::DayRangeWithoutEnd => "une suite de jours n’a pas de dernier jour ; écrivez « lun-ven »".into(),
            Self::OpeningWithoutEnd(from) => format!("l’ouverture de {from} n’a pas de fin ; écrivez « {from}-17:00 »"),
            Self::EmptyOpening(from) => format!("l’ouverture de {from} n’a pas de durée ; écrivez « 24/7 » si vous êtes toujours ouvert"),
            Self::OpenAndClosed => "ouvert et fermé le même jour ; gardez l’un des deux".into(),
            Self::DayInDatedHours => "un jour daté ne prend que des heures, sans jour de la semaine ; écrivez « 9-12 » ou « fermé »".into(),
            Self::HolidayWord => "les jours fériés n’ont pas de jour fixe ; donnez leurs dates dans le fichier des jours fériés".into(),
            Self::NotADate(text) => format!("« {text} » n’est pas une date ; écrivez-la 2026-12-25"),
            Self::DateTwice(date) => format!("la date {date} figure deux fois ; gardez une seule ligne"),
            Self::BadFile(reason) => format!("le fichier ne suit pas son format ({reason}) ; voir docs/formats/hours.md"),
        }
    }
}

impl HoursError {
    /// The whole sentence in French.
    pub fn in_french(&self) -> String {
        format!("ligne {} : {}", self.line, self.problem.in_french())
    }
}
