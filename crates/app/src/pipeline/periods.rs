//! Which conversations stand behind which figure. Exports: all, for every figure. A store: service
//! figures of the period asked for; what touches satisfaction, tone, topics and deletions from the
//! newest period of the same length that is complete; resolution from the newest one after which
//! coming back has been watched for long enough.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use tact_domain::{Conversation, ThreadFacts};
use tact_metrics::service::{self, Period, Readability, ServiceFigures, ServiceSettings};

use super::understand::Understanding;

/// A period with the moment from which it is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The period.
    pub period: Period,
    /// The day on which the newest period of this kind will be complete; `None` when `period` is
    /// that one.
    pub newest_complete: Option<Date>,
}

/// What a report on a store has beside one on exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreScope {
    /// The period of the service figures, asked for by the reader.
    pub asked: Period,
    /// The period of satisfaction, tone, topics and deletions.
    pub understood: Watched,
    /// The period of first contact resolution.
    pub resolved: Watched,
    /// Business numbers that report deletions.
    pub observable_numbers: u64,
    /// Business numbers that do not.
    pub unobservable_numbers: u64,
}

/// How one run cuts time.
pub(super) struct Periods<'a> {
    scope: Option<&'a StoreScope>,
    settings: &'a ServiceSettings,
}

impl<'a> Periods<'a> {
    pub(super) fn of(scope: Option<&'a StoreScope>, settings: &'a ServiceSettings) -> Self {
        Self { scope, settings }
    }

    /// Conversations that may be understood.
    pub(super) fn understood(
        &self,
        all: &[Conversation],
        threads: &[ThreadFacts],
    ) -> Vec<Conversation> {
        let Some(scope) = self.scope else {
            return all.to_vec();
        };
        let within = |conversation: &&Conversation| {
            begins_within(conversation, threads, scope.understood.period)
        };
        all.iter().filter(within).cloned().collect()
    }

    /// Service figures, each of its own period.
    pub(super) fn service(
        &self,
        threads: &[ThreadFacts],
        all: &[Conversation],
        understood: &[Conversation],
        known: Option<&Understanding>,
    ) -> ServiceFigures {
        let Some(scope) = self.scope else {
            return self.figures(threads, all, known).figures(self.settings);
        };
        let of = |period| ServiceSettings {
            period: Some(period),
            ..self.settings.clone()
        };
        // Thanks and readability of the texts; they stand behind figures of the understood period.
        let read = self
            .figures(threads, understood, known)
            .figures(&of(scope.understood.period));
        let rows = service::Partial::gather(threads, all, None, None, self.settings);
        let mut found = rows.clone().figures(&of(scope.asked));
        // Whole weeks, those before the period among them, so that there is something to look at.
        found.weeks = rows
            .clone()
            .figures(&of(Period {
                from: Timestamp::MIN,
                until: monday_before(scope.asked.until, &self.settings.time_zone),
            }))
            .weeks;
        let resolved = rows.figures(&of(scope.resolved.period));
        found.fcr = resolved.fcr;
        found.reopen_rate = resolved.reopen_rate;
        found.repeat_rate = resolved.repeat_rate;
        found.deletions = read.deletions;
        found.blind_spot = read.blind_spot;
        found.consent = read.consent;
        found.silence_after = read.silence_after;
        let of_resolved = ["fcr", "reopen_rate", "repeat_rate"];
        found.targets = [
            (found.targets, None),
            (resolved.targets, Some(&of_resolved[..])),
            (read.targets, Some(&["blind_spot"][..])),
        ]
        .into_iter()
        .flat_map(|(targets, only)| {
            targets.into_iter().filter(move |found| match only {
                Some(only) => only.contains(&found.target.metric),
                None => {
                    !of_resolved.contains(&found.target.metric)
                        && found.target.metric != "blind_spot"
                }
            })
        })
        .collect();
        found
    }

    fn figures(
        &self,
        threads: &[ThreadFacts],
        conversations: &[Conversation],
        known: Option<&Understanding>,
    ) -> service::Partial {
        let readability: Option<&[Readability]> = known.map(|known| known.readability.as_slice());
        service::Partial::gather(
            threads,
            conversations,
            known.map(|known| known.conversations.as_slice()),
            readability,
            self.settings,
        )
    }
}

/// Midnight of the Monday at or before a moment.
fn monday_before(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let date = zone.to_datetime(at).date();
    let since_monday = i64::from(date.weekday().to_monday_zero_offset());
    date.saturating_sub(since_monday.days())
        .to_zoned(zone.clone())
        .map_or(at, |monday| monday.timestamp())
}

fn begins_within(conversation: &Conversation, threads: &[ThreadFacts], period: Period) -> bool {
    first_message(conversation, threads).is_some_and(|at| (period.from..period.until).contains(&at))
}

fn first_message(conversation: &Conversation, threads: &[ThreadFacts]) -> Option<Timestamp> {
    let facts = threads.get(conversation.thread as usize)?;
    let first = facts.messages.get(conversation.messages.start as usize)?;
    Some(first.sent_at)
}
