//! The whole answer of `tact estimate`: every estimator on one dataset, in one fixed nesting.

mod change;
mod consent;
mod deletion;
mod groups;
mod satisfaction;
mod service;
mod tally;
mod weighting;

use serde::Serialize;
use tact_domain::Observability;

pub use change::ChangeAnswer;
pub use consent::{ComparedShare, ConsentAnswer, ConsentComparison};
pub use deletion::{DeletionAnswer, MotivesAnswer, PatternsAnswer, Unobservable};
pub use groups::{CellsAnswer, GroupAnswer, GroupTables};
pub use satisfaction::{DeletionChecks, SatisfactionAnswer, SplitStrata, StrataAnswer};
pub use service::{DriversAnswer, FirstReplyAnswer, TimeQuantileAnswer};
pub use tally::Tally;
pub use weighting::{PostStratAnswer, PpmaAnswer, RakingAnswer, WeightingAnswer};

use super::Dataset;
use crate::estimate::small_groups::is_enough;
use crate::estimate::{FirstContact, Synthesis, first_contact, synthesis};

/// Everything that can be said of one period, or that it is too small to say anything.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Name of the data set.
    pub scenario: String,
    /// Conversations.
    pub n: u64,
    /// What can be known of deletions.
    pub deletion_observability: Observability,
    /// Whether anything may be shown.
    pub status: AnswerStatus,
    /// The figures, unless the period is too small.
    #[serde(flatten)]
    pub figures: Option<Box<Figures>>,
}

/// Whether anything may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerStatus {
    /// Enough people.
    Ok,
    /// Fewer people than the smallest group that may be shown.
    SuppressedSmallN,
}

/// The figures of one period. What touches content is null when too few customers consent to it.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Satisfaction and its cross-checks.
    pub satisfaction: Option<SatisfactionAnswer>,
    /// The survey weighted, never the headline.
    pub weighting: Option<WeightingAnswer>,
    /// Time to the first human reply.
    pub first_reply: FirstReplyAnswer,
    /// First-contact resolution.
    pub fcr: FirstContact,
    /// How many messages are deleted, and how fast.
    pub deletion_latency: Option<DeletionAnswer>,
    /// Touched share by topic, agent, hour.
    pub deletion_by_group: Option<GroupTables>,
    /// Patterns of events around deletions.
    pub patterns: PatternsAnswer,
    /// Why, all together; absent on a channel blind to deletions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motives: Option<MotivesAnswer>,
    /// Change over time.
    #[serde(flatten)]
    pub change: ChangeAnswer,
    /// What goes with satisfaction.
    pub drivers: Option<DriversAnswer>,
    /// Sources put together.
    pub synthesis: Option<Synthesis>,
    /// What consent leaves unseen; absent where the data do not speak of consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentAnswer>,
}

/// Computes every figure of `dataset`. Pure: no clock, no randomness; the order of rows decides
/// only which respondents' weights are listed.
pub fn answer(dataset: &Dataset) -> Answer {
    let params = &dataset.params;
    let mut tally = Tally::of(dataset);
    let enough = tally.people() >= params.k_min;
    Answer {
        scenario: params.scenario.clone(),
        n: tally.conversations,
        deletion_observability: params.channel.observability(),
        status: if enough {
            AnswerStatus::Ok
        } else {
            AnswerStatus::SuppressedSmallN
        },
        figures: enough.then(|| Box::new(figures(dataset, tally))),
    }
}

fn figures(dataset: &Dataset, mut tally: Tally) -> Figures {
    let params = &dataset.params;
    let observability = params.channel.observability();
    let patterns = deletion::count_patterns(dataset.deletions.as_deref());
    let readable = is_enough(&mut tally.readable.contacts, params.k_min);
    let satisfaction = readable.then(|| satisfaction::satisfaction(&tally, params, observability));
    let consent = consent::consent(&mut tally, satisfaction.as_ref(), params, observability);
    let drivers = readable.then(|| service::drivers_answer(&tally));
    let weighting = readable.then(|| weighting::weighting(&tally, dataset, observability));
    let deletion_by_group = readable.then(|| groups::tables(&mut tally, dataset, observability));
    // Service figures are of everybody, consenting or not.
    let mut all = tally.readable.with(&tally.others);
    Figures {
        weighting,
        first_reply: FirstReplyAnswer::of(&mut all),
        fcr: first_contact(&all.resolutions, params.fcr_window_h),
        deletion_latency: deletion::deletions(
            dataset.messages.as_deref(),
            params.deletion_window_s,
            observability,
        ),
        deletion_by_group,
        patterns: deletion::patterns(patterns.as_ref(), observability),
        motives: deletion::motives(patterns.as_ref(), params),
        change: change::change(dataset.daily.as_ref(), params),
        drivers,
        synthesis: synthesis(&params.sources),
        consent,
        satisfaction,
    }
}
