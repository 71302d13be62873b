//! Figures by local day and by local week.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tact_domain::Estimate;

use super::key_figures::{Comparison, changes, key_figures};
use super::local_clock::{date_of_day, instant};
use super::rows::{ConversationRow, FirstWait, InboundRow, Linked, OutboundRow, View};
use super::settings::{Period, ServiceSettings};
use super::shape::{Count, Row, Shown};
use super::tables::table;
use super::waiting::{Quantile, Waiting};
use crate::catalog::unanswered;

/// Longest series given without holes, in days: a stray date must not make a million empty rows.
const LONGEST: i64 = 4_000;

/// One day or one week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// First local day.
    pub from: Date,
    /// Wholly inside what was observed.
    pub complete: bool,
    /// `conversations`.
    pub conversations: Count,
    /// `inbound_conversations`.
    pub inbound_conversations: Count,
    /// `messages_in`.
    pub messages_in: Count,
    /// `messages_out`.
    pub messages_out: Count,
    /// Median of `frt`, elapsed, with the number of waits.
    pub first_response: Shown<MedianOf>,
    /// `unanswered`, as a share.
    pub unanswered: Estimate,
}

/// A median with the number of waits behind it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MedianOf {
    /// The median.
    pub median: Quantile,
    /// Waits.
    pub n: u64,
}

/// Length of a span.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Day,
    Week,
}

impl Step {
    fn of(self, linked: &Linked, second: i64) -> i64 {
        match self {
            Self::Day => linked.clock.day(second),
            Self::Week => linked.clock.week(second),
        }
    }

    fn start(self, linked: &Linked, step: i64) -> i64 {
        match self {
            Self::Day => linked.clock.start_of_day(step),
            Self::Week => linked.clock.start_of_week(step),
        }
    }

    fn days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
        }
    }

    fn first_day(self, step: i64) -> Date {
        match self {
            Self::Day => date_of_day(step),
            Self::Week => date_of_day(step * 7 - 3),
        }
    }
}

/// The series of a view. Each column is a table of its own: what would give a hidden span back by
/// subtraction is hidden as well.
pub(super) fn series(
    linked: &Linked,
    view: &View<'_>,
    step: Step,
    settings: &ServiceSettings,
) -> Vec<Span> {
    let need = settings.small_groups.service();
    let horizon = settings.mean_horizon.as_secs() as f64;
    let at = |second: i64| Some(step.of(linked, second));
    let first = |row: &ConversationRow| row.first_inbound.and_then(at);
    let conversations = by_span(table(
        view.conversations.iter(),
        need,
        |row| at(row.started),
        |row| row.contact,
        |rows| rows.len() as u64,
    ));
    let inbound_conversations = by_span(table(
        view.contacts.iter(),
        need,
        first,
        |row| row.contact,
        |rows| rows.len() as u64,
    ));
    let messages_in = by_span(table(
        view.inbound.iter(),
        need,
        |row: &InboundRow| at(row.sent),
        |row| row.contact,
        |rows| rows.len() as u64,
    ));
    let messages_out = by_span(table(
        view.outbound.iter(),
        need,
        |row: &OutboundRow| at(row.sent),
        |row| row.contact,
        |rows| rows.len() as u64,
    ));
    let first_response = by_span(table(
        view.contacts.iter().filter(|row| measured(row).is_some()),
        need,
        first,
        |row| row.contact,
        |rows| {
            let waits = rows.iter().filter_map(|row| measured(row)).collect();
            let waiting = Waiting::of(waits, horizon);
            MedianOf {
                median: waiting.median,
                n: waiting.n,
            }
        },
    ));
    let shares = by_span(table(
        view.contacts.iter(),
        need,
        first,
        |row| row.contact,
        |rows| unanswered::share(rows.iter().copied(), settings),
    ));
    steps(linked, step, &conversations, &messages_in, &messages_out)
        .into_iter()
        .map(|at| Span {
            from: step.first_day(at),
            complete: is_complete(linked, step, at),
            conversations: shown(&conversations, at, need),
            inbound_conversations: shown(&inbound_conversations, at, need),
            messages_in: shown(&messages_in, at, need),
            messages_out: shown(&messages_out, at, need),
            first_response: shown(&first_response, at, need),
            unanswered: match shown(&shares, at, need) {
                Shown::Known { value, .. } => value,
                _ => Estimate::Withheld { need },
            },
        })
        .collect()
}

fn measured(row: &ConversationRow) -> Option<(f64, bool)> {
    match row.first_wait {
        Some(FirstWait::Measured(wait)) => Some((wait.elapsed as f64, wait.over)),
        _ => None,
    }
}

type BySpan<T> = BTreeMap<i64, Shown<T>>;

fn by_span<T>(rows: Vec<Row<i64, Shown<T>>>) -> BySpan<T> {
    rows.into_iter()
        .map(|row| (row.group, row.figure))
        .collect()
}

/// A span without anybody is withheld like one with few: the difference would tell.
fn shown<T: Copy>(table: &BySpan<T>, at: i64, need: u64) -> Shown<T> {
    table.get(&at).copied().unwrap_or(Shown::Withheld { need })
}

/// The spans to list: without holes, unless that would be absurdly many.
fn steps<A, B, C>(
    linked: &Linked,
    step: Step,
    one: &BySpan<A>,
    two: &BySpan<B>,
    three: &BySpan<C>,
) -> Vec<i64> {
    let mut present: Vec<i64> = one
        .keys()
        .chain(two.keys())
        .chain(three.keys())
        .copied()
        .collect();
    present.sort_unstable();
    present.dedup();
    match (present.first(), present.last()) {
        (Some(first), Some(last)) if (last - first).saturating_mul(step.days()) <= LONGEST => {
            let observed = step.of(linked, linked.observed.1).max(*last);
            let until = if (observed - last).saturating_mul(step.days()) <= 31 {
                observed
            } else {
                *last
            };
            (*first..=until).collect()
        }
        _ => present,
    }
}

fn is_complete(linked: &Linked, step: Step, at: i64) -> bool {
    let (first, until) = linked.observed;
    let first_day = linked.clock.start_of_day(linked.clock.day(first));
    step.start(linked, at) >= first_day && step.start(linked, at + 1) <= until
}

/// The last complete week beside the one before it, if both were observed.
pub(super) fn last_week(linked: &Linked, settings: &ServiceSettings) -> Option<Comparison> {
    let (_, until) = linked.observed;
    let running = linked.clock.week(until);
    let (last, before) = (running.checked_sub(1)?, running.checked_sub(2)?);
    if !is_complete(linked, Step::Week, before) {
        return None;
    }
    let start = |week: i64| linked.clock.start_of_week(week);
    Some(compare(
        linked,
        (start(before), start(last)),
        (start(last), start(running)),
        settings,
    ))
}

/// The period beside the equal one before it; without a period of one's own, or when what came
/// before was not observed, its two halves. Halves meet at a local midnight.
pub(super) fn previous_or_halves(
    linked: &Linked,
    settings: &ServiceSettings,
) -> Option<Comparison> {
    let (first, observed_until) = linked.observed;
    let (from, until) = match settings.period {
        Some(period) => (
            period.from.as_second(),
            period.until.as_second().min(observed_until),
        ),
        None => (first, observed_until),
    };
    if until <= from {
        return None;
    }
    let earlier = from - (until - from);
    if settings.period.is_some() && earlier >= first {
        return Some(compare(linked, (earlier, from), (from, until), settings));
    }
    let (from, until_day) = (from.max(first), linked.clock.day(until));
    let from_day = linked.clock.day(from);
    let middle = linked
        .clock
        .start_of_day(from_day + (until_day - from_day + 1) / 2);
    (middle > from && middle < until)
        .then(|| compare(linked, (from, middle), (middle, until), settings))
}

fn compare(
    linked: &Linked,
    earlier: (i64, i64),
    later: (i64, i64),
    settings: &ServiceSettings,
) -> Comparison {
    let before = key_figures(&linked.between(earlier.0, earlier.1), settings);
    let after = key_figures(&linked.between(later.0, later.1), settings);
    let watched = linked.observed.1 - later.1;
    let period = |(from, until): (i64, i64)| Period {
        from: instant(from),
        until: instant(until),
    };
    Comparison {
        changes: changes(&before, &after, watched, settings),
        earlier: period(earlier),
        later: period(later),
        before,
        after,
    }
}
