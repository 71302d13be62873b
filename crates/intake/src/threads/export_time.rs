//! When an export was taken: the end of observation. Ages, maturity and censoring hang on it.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Span};

/// What tells when one export was taken, before it is judged. Civil times of the exporting phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportTimes {
    /// Time of the chat's entry in its zip.
    pub zip_entry: Option<DateTime>,
    /// Modification time of the file.
    pub modified: Option<DateTime>,
}

/// Where the end of observation comes from, best first. Named in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExportTimeSource {
    /// The operator said it (`--exported-at`).
    Given,
    /// The zip entry's time.
    ZipEntry,
    /// The file's modification time.
    FileModified,
    /// The last message: a lower bound.
    LastMessage,
}

/// End of observation of one export or thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObservedUntil {
    /// Civil time of the exporting phone; never before the last entry.
    pub at: DateTime,
    /// How it is known.
    pub source: ExportTimeSource,
}

/// Chooses by the rule: given; else the zip entry; else the file's modification time if not
/// before the last message and within a year of it; else the last message.
///
/// A zip entry dated before the last message (an archive without times is dated 1980) tells
/// nothing and is passed over. A given time before the last message cannot be right either: the
/// last message is then the end, still as `Given`, and the caller notes it.
pub(super) fn observed_until(
    given: Option<DateTime>,
    times: ExportTimes,
    last_entry: DateTime,
) -> ObservedUntil {
    // An archive rounds to two seconds, and down.
    let not_before_last = |at: &DateTime| {
        at.checked_add(SignedDuration::from_secs(2))
            .is_ok_and(|latest| latest >= last_entry)
    };
    let within_a_year = |at: &DateTime| {
        last_entry
            .checked_add(Span::new().years(1))
            .is_ok_and(|limit| *at <= limit)
    };
    let (at, source) = if let Some(at) = given {
        (at, ExportTimeSource::Given)
    } else if let Some(at) = times.zip_entry.filter(not_before_last) {
        (at, ExportTimeSource::ZipEntry)
    } else if let Some(at) = times
        .modified
        .filter(|at| not_before_last(at) && within_a_year(at))
    {
        (at, ExportTimeSource::FileModified)
    } else {
        (last_entry, ExportTimeSource::LastMessage)
    };
    ObservedUntil {
        at: at.max(last_entry),
        source,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const LAST: DateTime = date(2025, 3, 1).at(14, 7, 0, 0);

    #[track_caller]
    fn check(
        given: Option<DateTime>,
        zip_entry: Option<DateTime>,
        modified: Option<DateTime>,
        at: DateTime,
        source: ExportTimeSource,
    ) {
        let found = observed_until(
            given,
            ExportTimes {
                zip_entry,
                modified,
            },
            LAST,
        );
        assert_eq!(found, ObservedUntil { at, source });
    }

    #[test]
    fn the_operators_word_wins() {
        let given = date(2025, 3, 5).at(9, 0, 0, 0);
        let zip = date(2025, 3, 4).at(9, 0, 0, 0);
        check(Some(given), Some(zip), None, given, ExportTimeSource::Given);
    }

    #[test]
    fn the_zip_entry_comes_before_the_file() {
        let zip = date(2025, 3, 4).at(9, 0, 0, 0);
        let file = date(2025, 3, 6).at(9, 0, 0, 0);
        check(None, Some(zip), Some(file), zip, ExportTimeSource::ZipEntry);
    }

    #[test]
    fn an_archive_without_times_is_passed_over() {
        let zip = date(1980, 1, 1).at(0, 0, 0, 0);
        let file = date(2025, 3, 6).at(9, 0, 0, 0);
        check(
            None,
            Some(zip),
            Some(file),
            file,
            ExportTimeSource::FileModified,
        );
    }

    #[test]
    fn a_file_copied_years_later_or_dated_before_its_last_message_tells_nothing() {
        let late = date(2026, 3, 2).at(9, 0, 0, 0);
        check(None, None, Some(late), LAST, ExportTimeSource::LastMessage);
        let early = date(2025, 2, 1).at(9, 0, 0, 0);
        check(None, None, Some(early), LAST, ExportTimeSource::LastMessage);
    }

    #[test]
    fn observation_never_ends_before_the_last_message() {
        let given = date(2025, 2, 1).at(9, 0, 0, 0);
        check(Some(given), None, None, LAST, ExportTimeSource::Given);
    }
}
