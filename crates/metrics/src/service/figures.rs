//! Every service and blind-spot figure of a run.

use jiff::Timestamp;
use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability, TeamId};

use super::consent::{self, ConsentComparison};
use super::key_figures::Comparison;
use super::rows::{CHANNELS, DataQuality, Linked, Rows, View};
use super::series::{Span, Step, last_week, previous_or_halves, series};
use super::settings::{Period, ServiceSettings};
use super::shape::{Count, Row, Shown, people};
use super::speed::Speed;
use super::targets::{Clock, Target, Verdict};
use crate::catalog::{
    art, backlog, blind_spot, business_withdrawn, conversations, deletion_patterns, edits, fcr,
    frt, inbound_conversations, likely_correction, messages, reopen_rate, repeat_rate, return_rate,
    rhythm, silence_after, sla, team_response, unanswered, wait_total, window_lapsed,
    withdrawn_before_reply, withdrawn_conv, withdrawn_delay, withdrawn_position, withdrawn_rate,
};

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Observed {
    /// The period reported on, cut to what was observed.
    pub period: Period,
    /// First message of all.
    pub first_message: Timestamp,
    /// End of observation of the thread watched longest.
    pub until: Timestamp,
    /// End of observation of the thread watched shortest: earlier than `until` when exports were
    /// made on different days, and the latest weeks then lack some threads.
    pub shortest_until: Timestamp,
    /// Conversations were inferred from silence: what rests on their status is estimated.
    pub status_inferred: bool,
}

/// How much there was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Volume {
    /// Distinct contacts who or to whom something was written.
    pub contacts: Count,
    /// `conversations`.
    pub conversations: Count,
    /// `inbound_conversations`.
    pub inbound_conversations: Count,
    /// Inbound conversations and their reopenings.
    pub contact_events: Count,
    /// `messages_in`.
    pub messages_in: Count,
    /// `messages_out`.
    pub messages_out: Count,
}

/// A target and what the figures say about it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TargetVerdict {
    /// The target.
    pub target: Target,
    /// What the interval allows one to say.
    pub verdict: Verdict,
}

/// What one channel shows of deletions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChannelDeletions {
    /// The channel. Channels are never pooled for a deletion rate.
    pub channel: Channel,
    /// What it lets one see.
    pub observability: Observability,
    /// `withdrawn_rate`, with its curve.
    pub messages: withdrawn_rate::WithdrawnRate,
    /// `withdrawn_conv`.
    pub conversations: withdrawn_conv::WithdrawnConversations,
    /// `withdrawn_delay`, median in seconds.
    pub delay: Estimate,
    /// `withdrawn_position`.
    pub position: withdrawn_position::Position,
    /// `likely_correction`.
    pub likely_correction: likely_correction::LikelyCorrection,
    /// `deletion_patterns`; empty where no context was read.
    pub patterns: Vec<Row<&'static str, Estimate>>,
    /// `business_withdrawn`.
    pub by_business: Estimate,
    /// `edits`.
    pub edits: edits::Edits,
}

/// Every figure. What may not or cannot be shown says so itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceFigures {
    /// What was looked at; `None` without messages.
    pub observed: Option<Observed>,
    /// How much there was.
    pub volume: Volume,
    /// `backlog`, at the end of observation, whatever the period.
    pub backlog: backlog::Backlog,
    /// `unanswered`.
    pub unanswered: unanswered::Unanswered,
    /// `withdrawn_before_reply`.
    pub withdrawn_before_reply: Count,
    /// `frt`.
    pub first_response: frt::FirstResponse,
    /// `art`.
    pub response: Speed,
    /// `wait_total`.
    pub total_wait: Speed,
    /// `window_lapsed`.
    pub window_lapsed: Estimate,
    /// `sla`, one entry for each promise.
    pub sla: Vec<sla::Attainment>,
    /// `fcr`, estimated.
    pub fcr: fcr::FirstContactResolution,
    /// `reopen_rate`, estimated.
    pub reopen_rate: Estimate,
    /// `repeat_rate`.
    pub repeat_rate: Estimate,
    /// `return_rate`.
    pub return_rate: return_rate::ReturnRate,
    /// `silence_after`.
    pub silence_after: silence_after::SilenceAfter,
    /// `rhythm`.
    pub rhythm: rhythm::Rhythm,
    /// `team_response`; empty when nobody signs.
    pub teams: Vec<Row<TeamId, Shown<team_response::TeamResponse>>>,
    /// By local day.
    pub days: Vec<Span>,
    /// By local week, from Monday.
    pub weeks: Vec<Span>,
    /// The last complete week and the one before.
    pub last_week: Option<Comparison>,
    /// The period and the one before, or its two halves.
    pub change: Option<Comparison>,
    /// Targets these figures can speak to.
    pub targets: Vec<TargetVerdict>,
    /// Deletions, one entry for each channel present.
    pub deletions: Vec<ChannelDeletions>,
    /// `blind_spot`.
    pub blind_spot: blind_spot::BlindSpot,
    /// Consenting customers beside the others.
    pub consent: ConsentComparison,
    /// What was odd about the facts, over all that was observed.
    pub quality: DataQuality,
}

/// All figures of some rows.
pub(super) fn figures(rows: Rows, settings: &ServiceSettings) -> ServiceFigures {
    let quality = rows.quality;
    let shortest = shortest_until(&rows);
    let linked = Linked::new(rows, settings);
    let whole = linked.all();
    let view = match settings.period {
        Some(period) => linked.between(period.from.as_second(), period.until.as_second()),
        None => whole,
    };
    let usual_hours = settings.calendar.as_ref().map(|calendar| {
        calendar.usual_hours(super::local_clock::date_of_day(
            linked.clock.day(linked.observed.1),
        ))
    });
    let mut found = ServiceFigures {
        observed: shortest.map(|shortest| observed(&linked, shortest, settings)),
        volume: volume(&view, settings),
        backlog: backlog::compute(&whole, settings),
        unanswered: unanswered::compute(&view, settings),
        withdrawn_before_reply: withdrawn_before_reply::compute(&view, settings),
        first_response: frt::compute(&view, settings),
        response: art::compute(&view, settings),
        total_wait: wait_total::compute(&view, settings),
        window_lapsed: window_lapsed::compute(&view, settings),
        sla: sla::compute(&view, settings),
        fcr: fcr::compute(&view, settings),
        reopen_rate: reopen_rate::compute(&view, settings),
        repeat_rate: repeat_rate::compute(&view, settings),
        return_rate: return_rate::compute(&view, &linked.clock, settings),
        silence_after: silence_after::compute(&view, settings),
        rhythm: rhythm::compute(&view, &linked.clock, usual_hours, settings),
        teams: team_response::compute(&view, settings),
        days: series(&linked, &view, Step::Day, settings),
        weeks: series(&linked, &view, Step::Week, settings),
        last_week: last_week(&linked, settings),
        change: previous_or_halves(&linked, settings),
        targets: Vec::new(),
        deletions: deletions(&linked, &view, settings),
        blind_spot: blind_spot::compute(&view, settings),
        consent: consent::compare(&view, settings),
        quality,
    };
    found.targets = settings
        .targets
        .targets
        .iter()
        .filter_map(|target| {
            Some(TargetVerdict {
                target: *target,
                verdict: verdict(target, &found)?,
            })
        })
        .collect();
    found
}

fn shortest_until(rows: &Rows) -> Option<i64> {
    let inbound = rows.inbound.iter().map(|row| row.until);
    inbound
        .chain(rows.outbound.iter().map(|row| row.until))
        .min()
}

fn observed(linked: &Linked, shortest: i64, settings: &ServiceSettings) -> Observed {
    let instant = super::local_clock::instant;
    let (first, until) = (instant(linked.observed.0), instant(linked.observed.1));
    let all = Period { from: first, until };
    Observed {
        period: settings.period.map_or(all, |period| Period {
            from: period.from.max(first),
            until: period.until.min(until),
        }),
        first_message: first,
        until,
        shortest_until: instant(shortest),
        status_inferred: true,
    }
}

fn volume(view: &View<'_>, settings: &ServiceSettings) -> Volume {
    let inbound = view.inbound.iter().map(|row| row.contact);
    let contacts = people(inbound.chain(view.outbound.iter().map(|row| row.contact)));
    Volume {
        contacts: Shown::of(contacts, settings.small_groups.service(), || contacts),
        conversations: conversations::compute(view, settings),
        inbound_conversations: inbound_conversations::compute(view, settings),
        contact_events: inbound_conversations::events(view, settings),
        messages_in: messages::received(view, settings),
        messages_out: messages::sent(view, settings),
    }
}

fn deletions(
    linked: &Linked,
    view: &View<'_>,
    settings: &ServiceSettings,
) -> Vec<ChannelDeletions> {
    let present = |channel: &Channel| view.conversations.iter().any(|row| row.channel == *channel);
    CHANNELS
        .into_iter()
        .filter(present)
        .map(|channel| ChannelDeletions {
            channel,
            observability: channel.observability(),
            messages: withdrawn_rate::compute(view, channel, settings),
            conversations: withdrawn_conv::compute(view, channel, settings),
            delay: withdrawn_delay::compute(view, channel, settings),
            position: withdrawn_position::compute(view, channel, &linked.clock, settings),
            likely_correction: likely_correction::compute(view, channel, settings),
            patterns: deletion_patterns::compute(view, channel, settings),
            by_business: business_withdrawn::compute(view, channel, settings),
            edits: edits::compute(view, channel, settings),
        })
        .collect()
}

/// Verdict on a target these figures can speak to; `None` for the metrics of other rooms.
fn verdict(target: &Target, figures: &ServiceFigures) -> Option<Verdict> {
    let speed = match target.metric {
        "frt" => Some(&figures.first_response.speed),
        "art" => Some(&figures.response),
        "wait_total" => Some(&figures.total_wait),
        _ => None,
    };
    if let Some(speed) = speed {
        let waiting = match target.clock {
            Clock::Elapsed => &speed.elapsed,
            Clock::Business => &speed.business,
        };
        return Some(target.verdict_on_waiting(waiting));
    }
    let estimate = match target.metric {
        "unanswered" => figures.unanswered.share,
        "window_lapsed" => figures.window_lapsed,
        "fcr" => figures.fcr.rate,
        "reopen_rate" => figures.reopen_rate,
        "repeat_rate" => figures.repeat_rate,
        "blind_spot" => figures.blind_spot.share,
        _ => return None,
    };
    Some(target.verdict(&estimate))
}
