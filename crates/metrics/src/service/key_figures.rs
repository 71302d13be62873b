//! The few figures that are compared: between weeks, between periods, between groups.

use jiff::SignedDuration;
use serde::Serialize;
use tact_domain::{Channel, Estimate, Observability};

use super::difference::{Trend, difference};
use super::rows::View;
use super::settings::{Period, ServiceSettings};
use super::shape::{Count, Shown};
use super::speed::Speed;
use super::waiting::Waiting;
use crate::catalog::{
    art, conversations, fcr, frt, inbound_conversations, reopen_rate, repeat_rate, unanswered,
    window_lapsed, withdrawn_conv,
};

/// Figures of one span or one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyFigures {
    /// `conversations`.
    pub conversations: Count,
    /// `inbound_conversations`.
    pub inbound_conversations: Count,
    /// `frt`.
    pub first_response: Speed,
    /// `art`.
    pub response: Speed,
    /// `unanswered`, as a share.
    pub unanswered: Estimate,
    /// `window_lapsed`.
    pub window_lapsed: Estimate,
    /// `fcr`, estimated.
    pub fcr: Estimate,
    /// `reopen_rate`, estimated.
    pub reopen_rate: Estimate,
    /// `repeat_rate`.
    pub repeat_rate: Estimate,
    /// `withdrawn_conv` on the channel with most conversations among those that show deletions.
    pub withdrawn_conv: Estimate,
}

/// The figures of a view.
pub(super) fn key_figures(view: &View<'_>, settings: &ServiceSettings) -> KeyFigures {
    KeyFigures {
        conversations: conversations::compute(view, settings),
        inbound_conversations: inbound_conversations::compute(view, settings),
        first_response: frt::compute(view, settings).speed,
        response: art::compute(view, settings),
        unanswered: unanswered::compute(view, settings).share,
        window_lapsed: window_lapsed::compute(view, settings),
        fcr: fcr::compute(view, settings).rate,
        reopen_rate: reopen_rate::compute(view, settings),
        repeat_rate: repeat_rate::compute(view, settings),
        withdrawn_conv: match observable_channel(view) {
            Some(channel) => withdrawn_conv::compute(view, channel, settings).rate,
            None if view.conversations.is_empty() => Estimate::Empty,
            None => Estimate::NotObservable,
        },
    }
}

/// The channel with most conversations among those that show deletions. Channels are never pooled.
fn observable_channel(view: &View<'_>) -> Option<Channel> {
    let conversations = |channel: Channel| {
        let rows = view.conversations.iter();
        rows.filter(|row| row.channel == channel).count()
    };
    [Channel::Coexistence, Channel::Export]
        .into_iter()
        .filter(|channel| channel.observability() != Observability::None)
        .map(|channel| (conversations(channel), channel))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, channel)| channel)
}

/// One figure before and after, or in two groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Id of the metric; durations are compared at the median, or at P90 with `_p90`.
    pub metric: &'static str,
    /// Before, or in the group compared with.
    pub before: Option<Estimate>,
    /// After, or in the group looked at.
    pub after: Option<Estimate>,
    /// After minus before; `None` where either has no point or no full interval.
    pub difference: Option<Estimate>,
    /// What the difference allows one to say.
    pub trend: Trend,
    /// The later span's future has not all been watched: not to be compared yet.
    pub maturing: bool,
}

/// Two spans side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The earlier span.
    pub earlier: Period,
    /// The later span.
    pub later: Period,
    /// Figures of the earlier span.
    pub before: KeyFigures,
    /// Figures of the later span.
    pub after: KeyFigures,
    /// What changed.
    pub changes: Vec<Change>,
}

/// How long after the end of a span its figures can still move, by metric.
fn ripens(metric: &str, settings: &ServiceSettings) -> SignedDuration {
    let settled = settings.settled_after;
    match metric {
        "unanswered" => settings.episode_idle,
        "window_lapsed" => SignedDuration::from_hours(24),
        "fcr" => settled.saturating_add(settings.fcr_window),
        "reopen_rate" => settled.saturating_add(settings.reopen_window),
        "withdrawn_conv" => settings.deletion_window,
        _ => SignedDuration::ZERO,
    }
}

/// Every change from `before` to `after`, whose span was watched for `watched` seconds after its end.
pub(super) fn changes(
    before: &KeyFigures,
    after: &KeyFigures,
    watched: i64,
    settings: &ServiceSettings,
) -> Vec<Change> {
    let pick = |figures: &KeyFigures| {
        [
            ("conversations", Some(figures.conversations.estimate())),
            (
                "inbound_conversations",
                Some(figures.inbound_conversations.estimate()),
            ),
            ("frt", median(&figures.first_response.elapsed)),
            ("frt_p90", p90(&figures.first_response.elapsed)),
            ("frt_bh", median(&figures.first_response.business)),
            ("art", median(&figures.response.elapsed)),
            ("art_bh", median(&figures.response.business)),
            ("unanswered", Some(figures.unanswered)),
            ("window_lapsed", Some(figures.window_lapsed)),
            ("fcr", Some(figures.fcr)),
            ("reopen_rate", Some(figures.reopen_rate)),
            ("repeat_rate", Some(figures.repeat_rate)),
            ("withdrawn_conv", Some(figures.withdrawn_conv)),
        ]
    };
    pick(before)
        .into_iter()
        .zip(pick(after))
        .map(|((metric, before), (_, after))| {
            let difference = before
                .zip(after)
                .and_then(|(before, after)| difference(&after, &before));
            let interval = difference.and_then(|difference| difference.interval());
            Change {
                metric,
                before,
                after,
                difference,
                trend: interval.map_or(Trend::Open, Trend::of),
                maturing: watched < ripens(metric, settings).as_secs(),
            }
        })
        .collect()
}

fn median(waiting: &Shown<Waiting>) -> Option<Estimate> {
    let waiting = waiting.value()?;
    waiting.median.estimate(waiting.n)
}

fn p90(waiting: &Shown<Waiting>) -> Option<Estimate> {
    let waiting = waiting.value()?;
    waiting.p90.estimate(waiting.n)
}
