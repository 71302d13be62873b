//! Targets an operator sets, and what an interval allows one to say about them.
//!
//! The file format is described in `docs/formats/targets.md`.

mod quantity;
mod read;

use serde::Serialize;
use tact_domain::{Estimate, Interval};

pub use read::{TargetsError, TargetsProblem, parse_targets};

use super::shape::Shown;
use super::waiting::{Quantile, Waiting};
use crate::catalog::Better;

/// Which clock a duration is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Time elapsed.
    Elapsed,
    /// Opening hours only.
    Business,
}

/// Which number of a metric a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// The median of a duration.
    Median,
    /// Nine of ten are shorter.
    P90,
    /// The mean.
    Mean,
    /// The value itself.
    Value,
}

/// One target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Target {
    /// Id of the metric.
    pub metric: &'static str,
    /// Which of its numbers.
    pub statistic: Statistic,
    /// On which clock, for durations.
    pub clock: Clock,
    /// The value to reach, in the metric's unit (seconds, share in 0..1).
    pub goal: f64,
    /// Which side of the goal is good.
    pub better: Better,
}

/// Which replies a promise is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The first reply of a conversation.
    First,
    /// The later ones.
    Next,
    /// All.
    Any,
}

/// A promise on reply times.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ServiceLevel {
    /// Which replies.
    pub reply: Reply,
    /// Within how many seconds.
    pub within: i64,
    /// On which clock.
    pub clock: Clock,
    /// Share of replies promised, in 0..1.
    pub share: Option<f64>,
}

/// What is believed of one source of evidence, on the logit scale. Not measured: set by whoever
/// knows the source, and shown with the figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Belief {
    /// By how much it is believed to read too high; negative: too low.
    pub bias: f64,
    /// How unsure that is, as a standard deviation; a large one gives the source little weight.
    pub tau: f64,
}

/// What is believed of the sources of the synthesis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Beliefs {
    /// Survey answers.
    pub survey: Belief,
    /// Tone of the text that remains.
    pub text: Belief,
    /// Reviews: extremes write them, the discontented more.
    pub reviews: Belief,
}

impl Default for Beliefs {
    fn default() -> Self {
        let belief = |bias, tau| Belief { bias, tau };
        Self {
            survey: belief(0.0, 0.15),
            text: belief(0.0, 0.35),
            reviews: belief(-0.5, 0.8),
        }
    }
}

/// Everything a targets file says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Targets {
    /// Targets, in the order of the file.
    pub targets: Vec<Target>,
    /// Promises, in the order of the file.
    pub service_levels: Vec<ServiceLevel>,
    /// Beliefs on the sources of the synthesis.
    pub beliefs: Beliefs,
}

/// What the interval of a figure says about a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval meets it.
    Met,
    /// The whole interval misses it.
    Missed,
    /// The interval holds it, or there is no interval: not conclusive.
    Open,
}

impl Verdict {
    /// Verdict of limits, either of which may be unknown, on "at most `goal`".
    fn at_most_between(goal: f64, low: Option<f64>, high: Option<f64>) -> Self {
        if high.is_some_and(|high| high <= goal) {
            Self::Met
        } else if low.is_some_and(|low| low > goal) {
            Self::Missed
        } else {
            Self::Open
        }
    }

    /// Verdict on "at most `goal`".
    pub fn at_most(goal: f64, figure: &Estimate) -> Self {
        let limits = figure.interval();
        Self::at_most_between(goal, limits.map(|i| i.low), limits.map(|i| i.high))
    }

    /// Verdict on "at least `goal`".
    pub fn at_least(goal: f64, figure: &Estimate) -> Self {
        match figure.interval() {
            Some(Interval { low, .. }) if low >= goal => Self::Met,
            Some(Interval { high, .. }) if high < goal => Self::Missed,
            _ => Self::Open,
        }
    }
}

impl Target {
    /// Verdict on an estimate in the metric's unit.
    pub fn verdict(&self, figure: &Estimate) -> Verdict {
        match self.better {
            Better::Higher => Verdict::at_least(self.goal, figure),
            Better::Lower | Better::Neither => Verdict::at_most(self.goal, figure),
        }
    }

    /// Verdict on a distribution of waits.
    ///
    /// While customers still wait, the mean has no interval; the mean capped at a horizon is no
    /// larger than it, so a capped mean that misses the goal settles the matter, and nothing else
    /// does.
    pub(crate) fn verdict_on_waiting(&self, waiting: &Shown<Waiting>) -> Verdict {
        let Some(waiting) = waiting.value() else {
            return Verdict::Open;
        };
        let quantile = |quantile: &Quantile| {
            let high = match quantile {
                Quantile::Reached { high, .. } => *high,
                Quantile::NotReached { .. } => None,
            };
            Verdict::at_most_between(self.goal, quantile.low(), high)
        };
        match self.statistic {
            Statistic::P90 => quantile(&waiting.p90),
            Statistic::Mean => {
                let limits = waiting.mean.interval;
                let capped = waiting.mean.restricted.map(|mean| mean.interval.low);
                let low = limits.map(|limits| limits.low).or(capped);
                Verdict::at_most_between(self.goal, low, limits.map(|limits| limits.high))
            }
            Statistic::Median | Statistic::Value => quantile(&waiting.median),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Proportion;

    #[test]
    fn red_and_green_only_when_the_whole_interval_allows() {
        let figure = Estimate::from(Proportion::of(10, 100));
        assert_eq!(Verdict::at_most(0.20, &figure), Verdict::Met);
        assert_eq!(Verdict::at_most(0.05, &figure), Verdict::Missed);
        assert_eq!(Verdict::at_most(0.10, &figure), Verdict::Open);
        assert_eq!(Verdict::at_least(0.05, &figure), Verdict::Met);
        assert_eq!(
            Verdict::at_least(0.05, &Estimate::NotObservable),
            Verdict::Open
        );
    }

    #[test]
    fn a_mean_of_waits_that_go_on_can_be_missed_but_not_met() {
        let target = |goal: f64| Target {
            metric: "art",
            statistic: Statistic::Mean,
            clock: Clock::Elapsed,
            goal,
            better: Better::Lower,
        };
        let waits = (0..50)
            .map(|at| (f64::from(at % 10) * 60.0, at % 5 != 0))
            .collect();
        let waiting = Shown::of(50, 5, || Waiting::of(waits, 3_600.0));
        assert_eq!(target(1.0).verdict_on_waiting(&waiting), Verdict::Missed);
        assert_eq!(target(1e6).verdict_on_waiting(&waiting), Verdict::Open);
    }
}
