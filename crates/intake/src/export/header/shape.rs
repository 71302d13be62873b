//! What all headers of one export have in common.

use crate::export::marks::Digits;

/// Everything about a header that is the same on all lines of one export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// What ends the header.
    pub(crate) end: End,
    /// The time stands before the date.
    pub(crate) time_first: bool,
    /// Seconds are written.
    pub(crate) seconds: bool,
    /// Where the year is and how it is written.
    pub(crate) year: YearForm,
    /// Character between the numbers of the date.
    pub(crate) date_separator: u8,
    /// A space follows the date separator.
    pub(crate) date_spaced: bool,
    /// The date ends in a separator of its own (`5. 3. 2025.`).
    pub(crate) date_closed: bool,
    /// A comma stands between date and time.
    pub(crate) comma: bool,
    /// Index into the joining words, plus one; 0 for none.
    pub(crate) joining_word: u8,
    /// Character between the numbers of the time.
    pub(crate) time_separator: u8,
    /// Where the clock word stands, if there is one.
    pub(crate) clock_word: ClockPlace,
    /// Family of digits.
    pub(crate) digits: Digits,
}

/// What ends a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// ` - `
    Dash,
    /// ` – `
    EnDash,
    /// `] `
    Bracket,
    /// `: `
    Colon,
}

/// Place and writing of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum YearForm {
    /// Four digits in front.
    FourFirst,
    /// Four digits at the end.
    FourLast,
    /// Two digits at the end.
    TwoLast,
    /// Two digits in front, above 31.
    TwoFirst,
    /// The letter of an era and a year, in front.
    EraFirst,
    /// The letter of an era and a year, at the end.
    EraLast,
}

impl YearForm {
    /// True when the year stands in front of month and day.
    pub(crate) fn is_first(self) -> bool {
        matches!(
            self,
            YearForm::FourFirst | YearForm::TwoFirst | YearForm::EraFirst
        )
    }
}

/// Place of the clock word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ClockPlace {
    /// 24 hours.
    None,
    /// `下午2:07`
    Before,
    /// `2:07 PM`
    After,
}
