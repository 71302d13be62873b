//! Content-free service figures, and what goes with satisfaction.

use serde::Serialize;

use super::tally::{ServiceTally, Tally};
use crate::estimate::{Drivers, DriversStatus, ShareByTime, TimeQuantile, drivers, kaplan_meier};

/// Minutes within which most customers hope for a first reply.
const HOPED_FOR_MIN: f64 = 60.0;

/// Time to the first human reply, in minutes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FirstReplyAnswer {
    /// Conversations.
    pub n: u64,
    /// Still without a reply.
    pub unanswered: u64,
    /// Mean of those answered, never shown: it flatters.
    pub naive_mean: Option<f64>,
    /// Median of those answered, never shown: it flatters.
    pub naive_median: Option<f64>,
    /// Median with the unanswered counted.
    pub median: TimeQuantileAnswer,
    /// Nine tenths with the unanswered counted.
    pub p90: TimeQuantileAnswer,
    /// Share answered within 60 minutes.
    pub within_60: ShareByTime,
}

/// A quantile of a time; null where it is not reached yet.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TimeQuantileAnswer {
    /// Point.
    pub estimate: Option<f64>,
    /// Lower 95 % limit.
    pub lower: Option<f64>,
    /// Upper 95 % limit.
    pub upper: Option<f64>,
}

impl From<TimeQuantile> for TimeQuantileAnswer {
    fn from(quantile: TimeQuantile) -> Self {
        Self {
            estimate: quantile.estimate,
            lower: quantile.low,
            upper: quantile.high,
        }
    }
}

impl FirstReplyAnswer {
    /// Figures of one group; sorts its times.
    pub(super) fn of(group: &mut ServiceTally) -> Self {
        let curve = kaplan_meier(&mut group.reply_times);
        // The curve has sorted the times.
        let answered: Vec<f64> = group
            .reply_times
            .iter()
            .filter(|(_, replied)| *replied)
            .map(|(minutes, _)| *minutes)
            .collect();
        let count = answered.len();
        let middle = |index: usize| answered.get(index).copied();
        let naive_median = match (count, count % 2) {
            (0, _) => None,
            (_, 1) => middle(count / 2),
            _ => middle(count / 2 - 1)
                .zip(middle(count / 2))
                .map(|(a, b)| (a + b) / 2.0),
        };
        let within = curve.survival(HOPED_FOR_MIN);
        Self {
            n: group.conversations,
            unanswered: group.conversations - count as u64,
            naive_mean: (count > 0).then(|| answered.iter().sum::<f64>() / count as f64),
            naive_median,
            median: curve.quantile(0.5).into(),
            p90: curve.quantile(0.9).into(),
            within_60: ShareByTime {
                rate: within.map(|at| 1.0 - at.value),
                lower: within.map_or(0.0, |at| 1.0 - at.interval.high),
                upper: within.map_or(1.0, |at| 1.0 - at.interval.low),
            },
        }
    }
}

const DRIVER_NAMES: [&str; 4] = ["log_reply", "transfers", "n_customer_msgs", "resolved"];

/// What goes with satisfaction among those who answered.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum DriversAnswer {
    /// Too little to fit anything.
    NotEnough {
        /// `not_enough`.
        status: DriversStatus,
        /// Null.
        r2: Option<f64>,
    },
    /// Weights.
    Fitted {
        /// Constant drivers.
        dropped: Vec<&'static str>,
        /// Drivers fitted; the weights follow this order.
        names: Vec<&'static str>,
        /// What all of them go with.
        r2: Option<f64>,
        /// Average gain over all orders.
        lmg: Option<Vec<f64>>,
        /// `ok` or `collinear`.
        status: DriversStatus,
        /// Johnson's weights; null when collinear.
        relative_weights: Option<Vec<f64>>,
        /// Respondents the fit rests on; not part of the written answer.
        #[serde(skip)]
        rows: u64,
    },
}

pub(super) fn drivers_answer(tally: &Tally) -> DriversAnswer {
    let Drivers {
        status,
        dropped,
        kept,
        r2,
        lmg,
        relative_weights,
    } = drivers(&tally.driver_columns, &tally.driver_scores);
    if status == DriversStatus::NotEnough {
        return DriversAnswer::NotEnough { status, r2: None };
    }
    let names = |indices: Vec<usize>| {
        indices
            .into_iter()
            .filter_map(|index| DRIVER_NAMES.get(index).copied())
            .collect()
    };
    DriversAnswer::Fitted {
        dropped: names(dropped),
        names: names(kept),
        r2,
        lmg,
        status,
        relative_weights,
        rows: tally.driver_scores.len() as u64,
    }
}
