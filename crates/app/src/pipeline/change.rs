//! Is something changing, and did what was done help? Works on exports alone (tone), better with a
//! survey.

mod alerts;
mod daily;
mod effects;

use jiff::civil::Date;
use tact_domain::Observability;
use tact_metrics::estimate::{
    Changepoint, Cusum, DayCount, Difference, InterruptedSeries, Proportion,
};

pub(super) use daily::{Unit, tone_units};

use super::satisfaction::Known;

/// Something the operator did, to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// When.
    pub date: Date,
    /// As the operator wrote it.
    pub title: String,
}

/// Change over time.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Daily counts per measure. They feed the detectors; a single day is never shown.
    pub daily: Vec<Daily>,
    /// What was done, and what followed.
    pub actions: Vec<ActionEffect>,
    /// Falls that were noticed.
    pub alerts: Vec<ChangeAlert>,
}

/// What is counted by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Survey satisfied of answered, by the day the conversation began.
    Survey,
    /// Positive tone among intact mature conversations of consenting customers. Not satisfaction.
    Tone,
}

/// Counts of consecutive local days.
#[derive(Clone, Debug, PartialEq)]
pub struct Daily {
    /// What is counted.
    pub measure: Measure,
    /// First day.
    pub first: Date,
    /// One count per day from there on; a day without data counts nothing.
    pub days: Vec<DayCount>,
    /// Different people behind them.
    pub people: u64,
}

/// What was done on a date, and what followed. *After*, never *because*.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionEffect {
    /// As the operator wrote it.
    pub title: String,
    /// When.
    pub date: Date,
    /// Change of the level of satisfaction or tone.
    pub level: LevelEffect,
    /// Change of the share of conversations on the topic the title names, where it names one.
    pub topic: Option<TopicEffect>,
}

/// Change of level on the date of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelEffect {
    /// Survey where 12 days have data, else tone.
    pub measure: Measure,
    /// The fitted line; `level_change` with its limits is in shares (× 100 for points). `None`
    /// where the verdict says why.
    pub series: Option<InterruptedSeries>,
    /// The share before the date; `None` under k people.
    pub before: Option<Proportion>,
    /// The share from the date on; `None` under k people.
    pub after: Option<Proportion>,
    /// What the interval allows to say.
    pub verdict: EffectVerdict,
}

/// Change of a topic's share: equal windows before and after, same weekdays, the seven days around
/// the date left out.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicEffect {
    /// Index of the topic in `Understanding::topics`.
    pub topic: u32,
    /// Days of each window, a multiple of 7.
    pub window_days: u32,
    /// Conversations on it among all before; `None` under k people.
    pub before: Option<Proportion>,
    /// The same after.
    pub after: Option<Proportion>,
    /// After minus before.
    pub difference: Option<Difference>,
    /// Helped: it is asked less often.
    pub verdict: EffectVerdict,
}

/// What an interval allows one to say of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectVerdict {
    /// The whole interval is on the good side of 0.
    Helped,
    /// The whole interval is on the bad side.
    Worse,
    /// The interval holds 0.
    NotConclusive,
    /// Fewer days with data than the method needs, on one side or in all.
    TooFewDays,
    /// Fewer than k people on one side.
    TooFewPeople,
    /// The date lies outside what the exports show.
    OutsidePeriod,
    /// Nobody agreed to analysis: nothing to measure.
    NothingToMeasure,
}

/// A fall that the running sum noticed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeAlert {
    /// In what.
    pub measure: Measure,
    /// Day of the alarm. Never shown: on a day of one answer, that answer would be told.
    pub date: Date,
    /// First and last day of the weeks around it in which k people count: what is shown instead.
    pub shown: (Date, Date),
    /// The running sum: usual level, level after the fall worth finding.
    pub cusum: Cusum,
    /// Second opinion; its `alarm` counts days from [`Daily::first`].
    pub second_opinion: Option<Changepoint>,
    /// Did deletions rise at the same time? An alarm on tone must say so.
    pub deletions: DeletionsAtAlarm,
}

/// Touched share in the days before an alarm against the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DeletionsAtAlarm {
    /// The whole interval of the difference is above 0.
    Rose(Difference),
    /// It holds 0, or lies below.
    NotSeenToRise(Difference),
    /// Too few people, or a channel that does not tell.
    Unknown(Observability),
}

/// Looks for change in the survey's answers and in the tone.
pub(super) fn change(survey: &[Unit], actions: &[Action], known: &Known<'_>) -> Change {
    let mature = known.mature();
    let tone = tone_units(known);
    let series = [(Measure::Survey, survey), (Measure::Tone, tone.as_slice())];
    let daily = series
        .iter()
        .filter_map(|(measure, units)| Daily::of(*measure, units))
        .collect();
    let alerts = series
        .iter()
        .filter_map(|(measure, units)| alerts::alert(*measure, units, &mature, known.k))
        .collect();
    Change {
        daily,
        actions: actions
            .iter()
            .map(|action| effects::effect(action, survey, &tone, &mature, known))
            .collect(),
        alerts,
    }
}
