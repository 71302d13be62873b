//! Day or month first: decided once per header shape, from all its headers, by the first rule that can.

use super::header::{Header, YearForm};
use super::stamp::{Reading, Stamp};
use super::{DateOrder, OrderEvidence};

/// What the headers of one shape tell about the order of their dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrderVotes {
    first_above_12: u64,
    second_above_12: u64,
    backwards_day_first: u64,
    backwards_month_first: u64,
    attachments_day_first: u64,
    attachments_month_first: u64,
    differing: bool,
    capital_clock: bool,
    padded: bool,
    unpadded: bool,
    last: Option<(u64, u64)>,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) reading: Reading,
    pub(crate) shown: DateOrder,
    pub(crate) evidence: OrderEvidence,
    /// A guess that changes at least one date.
    pub(crate) guess_matters: bool,
}

impl OrderVotes {
    /// Counts one accepted header.
    #[inline]
    pub(crate) fn header(&mut self, header: &Header) {
        let stamp = header.stamp;
        self.first_above_12 += u64::from(stamp.first > 12);
        self.second_above_12 += u64::from(stamp.second > 12);
        self.differing |= stamp.first != stamp.second;
        self.capital_clock |= header.capital_clock;
        self.padded |= header.padded;
        self.unpadded |= header.unpadded;
        let keys = (
            stamp.sort_key(Reading::DayFirst),
            stamp.sort_key(Reading::MonthFirst),
        );
        if let Some((day_first, month_first)) = self.last.replace(keys) {
            self.backwards_day_first += u64::from(keys.0 < day_first);
            self.backwards_month_first += u64::from(keys.1 < month_first);
        }
    }

    /// Counts the date in the name of an attachment against the date of its header.
    pub(crate) fn attachment(&mut self, stamp: Stamp, name: &str) {
        if stamp.first == stamp.second {
            return;
        }
        if let Some((year, month, day)) = date_in_name(name)
            && year == stamp.year
        {
            self.attachments_day_first += u64::from((day, month) == (stamp.first, stamp.second));
            self.attachments_month_first += u64::from((month, day) == (stamp.first, stamp.second));
        }
    }

    /// Decides. `separator` is of the date, `language` the main one of markers and notices.
    pub(crate) fn decide(&self, form: YearForm, separator: u8, language: Option<&str>) -> Order {
        use OrderEvidence as E;
        use Reading::{DayFirst, MonthFirst};
        let (reading, evidence) = if form.is_first() {
            // Year, month, day, except where a part above 12 says otherwise.
            let swapped = self.first_above_12 > 0 && self.second_above_12 == 0;
            (if swapped { DayFirst } else { MonthFirst }, E::YearPlace)
        } else if self.first_above_12 + self.second_above_12 > 0 {
            let day_first = self.first_above_12 >= self.second_above_12;
            (
                if day_first { DayFirst } else { MonthFirst },
                E::PartAbove12,
            )
        } else if self.backwards_day_first != self.backwards_month_first {
            let day_first = self.backwards_day_first < self.backwards_month_first;
            (if day_first { DayFirst } else { MonthFirst }, E::LineOrder)
        } else if self.attachments_day_first != self.attachments_month_first {
            let day_first = self.attachments_day_first > self.attachments_month_first;
            (
                if day_first { DayFirst } else { MonthFirst },
                E::AttachmentNames,
            )
        } else if separator != b'/' {
            (DayFirst, E::Separator)
        } else if language.is_some_and(|tag| tag != "en") {
            (DayFirst, E::Language)
        } else if self.capital_clock && self.unpadded && !self.padded {
            (MonthFirst, E::Language)
        } else {
            (DayFirst, E::Guess)
        };
        Order {
            reading,
            shown: match (form.is_first(), reading) {
                (true, _) => DateOrder::YearFirst,
                (false, DayFirst) => DateOrder::DayFirst,
                (false, MonthFirst) => DateOrder::MonthFirst,
            },
            evidence,
            guess_matters: evidence == E::Guess && self.differing,
        }
    }
}

/// Year, month and day in `IMG-20250305-WA0001.jpg` or `00000012-PHOTO-2025-03-05-14-07-09.jpg`.
fn date_in_name(name: &str) -> Option<(i16, u8, u8)> {
    let bytes = name.as_bytes();
    let compact = || {
        bytes.windows(10).find_map(|w| match w {
            [b'-', digits @ .., b'-'] if digits.iter().all(u8::is_ascii_digit) => {
                let text = std::str::from_utf8(digits).ok()?;
                parts(text.get(..4)?, text.get(4..6)?, text.get(6..)?)
            }
            _ => None,
        })
    };
    let dashed = || {
        bytes.windows(12).find_map(|w| {
            let text = std::str::from_utf8(w).ok()?;
            let inner = text.strip_prefix('-')?.strip_suffix('-')?;
            let mut pieces = inner.split('-');
            let found = parts(pieces.next()?, pieces.next()?, pieces.next()?)?;
            pieces.next().is_none().then_some(found)
        })
    };
    compact().or_else(dashed)
}

fn parts(year: &str, month: &str, day: &str) -> Option<(i16, u8, u8)> {
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let plausible =
        (2009..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    plausible.then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::super::header::parse_header;
    use super::*;

    #[track_caller]
    fn decides(
        headers: &[&str],
        names: &[&str],
        language: Option<&str>,
        expected: (Reading, OrderEvidence),
    ) {
        let mut votes = OrderVotes::default();
        let mut shape = None;
        for (i, line) in headers.iter().enumerate() {
            let header = parse_header(format!("{line} - N: x").as_bytes()).expect("a header");
            votes.header(&header);
            shape = Some(header.shape);
            if let Some(name) = names.get(i) {
                votes.attachment(header.stamp, name);
            }
        }
        let shape = shape.expect("at least one header");
        let order = votes.decide(shape.year, shape.date_separator, language);
        assert_eq!((order.reading, order.evidence), expected);
    }

    #[test]
    fn the_first_rule_that_can_decides() {
        use OrderEvidence as E;
        use Reading::{DayFirst, MonthFirst};
        decides(
            &["2025/03/05, 10:00"],
            &[],
            Some("fr"),
            (MonthFirst, E::YearPlace),
        );
        decides(&["2025/18/05, 10:00"], &[], None, (DayFirst, E::YearPlace));
        decides(
            &["05/03/2025, 10:00", "18/03/2025, 10:00"],
            &[],
            Some("en"),
            (DayFirst, E::PartAbove12),
        );
        decides(
            &["3/18/22, 14:56"],
            &[],
            Some("fr"),
            (MonthFirst, E::PartAbove12),
        );
        decides(
            &["07/03/2025, 8:00", "09/03/2025, 8:00", "02/04/2025, 8:00"],
            &[],
            None,
            (DayFirst, E::LineOrder),
        );
        decides(
            &["03/07/2025, 8:00", "03/09/2025, 8:00", "04/02/2025, 8:00"],
            &[],
            Some("fr"),
            (MonthFirst, E::LineOrder),
        );
        decides(
            &["05/03/2025, 10:00"],
            &["IMG-20250305-WA0001.jpg"],
            None,
            (DayFirst, E::AttachmentNames),
        );
        decides(
            &["05/03/2025, 10:00"],
            &["00000012-PHOTO-2025-05-03-10-00-00.jpg"],
            None,
            (MonthFirst, E::AttachmentNames),
        );
        decides(&["05.03.2025, 10:00"], &[], None, (DayFirst, E::Separator));
        decides(
            &["05-03-2025, 10:00"],
            &[],
            Some("en"),
            (DayFirst, E::Separator),
        );
        decides(
            &["5/3/25, 10:00 AM"],
            &[],
            Some("fr"),
            (DayFirst, E::Language),
        );
        decides(
            &["5/3/25, 2:00 AM"],
            &[],
            Some("en"),
            (MonthFirst, E::Language),
        );
        decides(&["5/3/25, 2:00 AM"], &[], None, (MonthFirst, E::Language));
        decides(&["5/3/25, 2:00 am"], &[], Some("en"), (DayFirst, E::Guess));
        decides(&["05/03/2025, 2:00"], &[], Some("en"), (DayFirst, E::Guess));
    }
}
