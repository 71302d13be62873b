//! How long until something happens, when for some it has not happened yet.

use tact_domain::Interval;

use super::wilson::{Z_95, wilson};

/// Slack when comparing a survival probability with 1 − q, so that 0.5 reached through a product
/// of fractions counts as 0.5.
const QUANTILE_SLACK: f64 = 1e-12;

/// One drop of the curve.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// When; the unit is the caller's.
    time: f64,
    /// Units still watched just before.
    at_risk: u64,
    /// Share to which the event has not happened after this time.
    survival: f64,
    /// Greenwood sum Σ d/(n(n−d)) up to here.
    greenwood: f64,
}

/// The product-limit curve of a set of waiting times. Built by [`kaplan_meier`].
#[derive(Clone, Debug)]
pub struct KaplanMeier {
    steps: Vec<Step>,
    censored_before_first_event: Vec<f64>,
    n: u64,
    events: u64,
    longest: Option<f64>,
}

/// Value of the curve at one time, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// Share to which the event has not happened by that time.
    pub value: f64,
    /// 95 % interval of that share.
    pub interval: Interval,
}

/// A quantile of the waiting time. Each part is `None` where the curve does not come down far
/// enough: «plus de la moitié des demandes sont encore sans réponse».
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeQuantile {
    /// Smallest event time by which the asked share has had the event.
    pub estimate: Option<f64>,
    /// Lower 95 % limit, in the unit of the times.
    pub low: Option<f64>,
    /// Upper 95 % limit, in the unit of the times.
    pub high: Option<f64>,
}

/// Kaplan–Meier estimate of `(time, happened)` pairs; the slice is sorted in place.
///
/// Estimand: the share of units to which the event has not happened by time t. Assumption: units
/// whose watching ended early (`false`) would have gone on like the others, so they must be
/// censored by the calendar, never because the customer fell silent. Ties: a unit censored at t is
/// still at risk at t. A time that is not a number is left out.
///
/// Source: Kaplan & Meier 1958.
pub fn kaplan_meier(times: &mut [(f64, bool)]) -> KaplanMeier {
    times.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let known = || times.iter().filter(|(time, _)| !time.is_nan());
    let n = known().count() as u64;
    let mut curve = KaplanMeier {
        steps: Vec::new(),
        censored_before_first_event: Vec::new(),
        n,
        events: 0,
        longest: known().next_back().map(|(time, _)| *time),
    };
    let (mut survival, mut greenwood, mut gone) = (1.0, 0.0, 0u64);
    let mut rest = known().copied().peekable();
    while let Some((time, happened)) = rest.next() {
        let (mut leaving, mut deaths) = (1u64, u64::from(happened));
        // -0 and 0 are one time: compare as numbers, not as bit patterns.
        while let Some((_, happened)) = rest.next_if(|(next, _)| *next == time) {
            leaving += 1;
            deaths += u64::from(happened);
        }
        if deaths > 0 {
            let at_risk = n - gone;
            let (risk, d) = (at_risk as f64, deaths as f64);
            survival *= 1.0 - d / risk;
            if deaths < at_risk {
                greenwood += d / (risk * (risk - d));
            }
            curve.steps.push(Step {
                time,
                at_risk,
                survival,
                greenwood,
            });
            curve.events += deaths;
        } else if curve.steps.is_empty() {
            let same = std::iter::repeat_n(time, leaving as usize);
            curve.censored_before_first_event.extend(same);
        }
        gone += leaving;
    }
    curve
}

impl KaplanMeier {
    /// Units watched.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Units to which it happened.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Units still without the event when watching ended.
    pub fn censored(&self) -> u64 {
        self.n - self.events
    }

    /// The longest time watched; beyond it the curve is only carried forward.
    pub fn longest(&self) -> Option<f64> {
        self.longest
    }

    /// The curve at `time`, or `None` when nobody was watched.
    ///
    /// Interval: log–log, exp(−exp(ln(−ln S) ± z√G/|ln S|)). Before the first event (S = 1) the
    /// lower end is Wilson's of m of m with m the number of times at or after `time`; when nobody
    /// is left (S = 0) the upper end is Wilson's of 0 of m with m at risk at the last event.
    pub fn survival(&self, time: f64) -> Option<Survival> {
        if self.n == 0 {
            return None;
        }
        let passed = self.steps.partition_point(|step| step.time <= time);
        let Some(step) = passed.checked_sub(1).and_then(|last| self.steps.get(last)) else {
            let earlier = self
                .censored_before_first_event
                .partition_point(|t| *t < time) as u64;
            let watched = self.n - earlier;
            return Some(Survival {
                value: 1.0,
                interval: Interval {
                    low: wilson(watched, watched, Z_95).low,
                    high: 1.0,
                },
            });
        };
        let interval = if step.survival <= 0.0 {
            Interval {
                low: 0.0,
                high: wilson(0, step.at_risk, Z_95).high,
            }
        } else {
            step.log_log()
        };
        Some(Survival {
            value: step.survival,
            interval,
        })
    }

    /// Smallest event time by which a share `q` has had the event, with its 95 % limits.
    ///
    /// The limits are the same quantile of the lower and of the upper log–log curve.
    ///
    /// Source: Brookmeyer & Crowley 1982.
    pub fn quantile(&self, q: f64) -> TimeQuantile {
        let level = 1.0 - q + QUANTILE_SLACK;
        let first = |reached: &dyn Fn(&Step) -> bool| {
            self.steps
                .iter()
                .find(|step| reached(step))
                .map(|step| step.time)
        };
        TimeQuantile {
            estimate: first(&|step| step.survival <= level),
            low: first(&|step| step.log_log().low <= level),
            high: first(&|step| step.log_log().high <= level),
        }
    }

    /// Smallest event time by which half of all the events that are ever seen have happened:
    /// first time with 1 − S ≥ (1 − S(∞))/2. `None` without events.
    pub fn median_of_eventual(&self) -> Option<f64> {
        let last = self.steps.last()?;
        let half = (1.0 - last.survival) / 2.0;
        self.steps
            .iter()
            .find(|step| 1.0 - step.survival >= half - QUANTILE_SLACK)
            .map(|step| step.time)
    }
}

impl Step {
    /// 95 % log–log interval of the curve after this step.
    fn log_log(&self) -> Interval {
        if self.survival <= 0.0 {
            return Interval {
                low: 0.0,
                high: 0.0,
            };
        }
        let log = self.survival.ln();
        let spread = Z_95 * self.greenwood.sqrt() / log.abs();
        let middle = (-log).ln();
        Interval {
            low: (-(middle + spread).exp()).exp(),
            high: (-(middle - spread).exp()).exp(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textbook_curve_comes_out() {
        // Six remission times, two of them censored: S = 5/6, then 5/6·3/4, then 0.
        let mut times = [
            (1.0, true),
            (2.0, false),
            (3.0, true),
            (4.0, false),
            (5.0, true),
            (5.0, true),
        ];
        let curve = kaplan_meier(&mut times);
        let at = |t: f64| curve.survival(t).map(|s| s.value);
        assert_eq!(at(0.5), Some(1.0));
        assert!((at(1.0).unwrap() - 5.0 / 6.0).abs() < 1e-15);
        assert!((at(4.9).unwrap() - 0.625).abs() < 1e-15);
        assert_eq!(at(5.0), Some(0.0));
        assert_eq!(curve.quantile(0.5).estimate, Some(5.0));
        assert_eq!((curve.events(), curve.censored()), (4, 2));
    }

    #[test]
    fn a_unit_censored_at_an_event_time_is_still_at_risk_then() {
        let curve = kaplan_meier(&mut [(2.0, false), (2.0, true)]);
        assert_eq!(curve.survival(2.0).map(|s| s.value), Some(0.5));
    }

    #[test]
    fn a_median_that_is_not_reached_is_unknown() {
        let curve = kaplan_meier(&mut [(1.0, true), (9.0, false), (9.0, false)]);
        assert_eq!(curve.quantile(0.5).estimate, None);
    }

    #[test]
    fn nobody_watched_says_nothing() {
        let curve = kaplan_meier(&mut []);
        assert_eq!(curve.survival(1.0), None);
        assert_eq!(curve.quantile(0.5).estimate, None);
        assert_eq!(curve.longest(), None);
    }

    #[test]
    fn without_events_the_interval_narrows_with_the_number_still_watched() {
        let curve = kaplan_meier(&mut [(1.0, false), (5.0, false), (5.0, false)]);
        let early = curve.survival(1.0).unwrap();
        let late = curve.survival(5.0).unwrap();
        assert_eq!((early.value, late.value), (1.0, 1.0));
        assert_eq!(early.interval.low, wilson(3, 3, Z_95).low);
        assert_eq!(late.interval.low, wilson(2, 2, Z_95).low);
    }

    #[test]
    fn a_time_that_is_not_a_number_is_left_out() {
        let curve = kaplan_meier(&mut [(f64::NAN, true), (1.0, true), (2.0, false)]);
        assert_eq!(curve.n(), 2);
        assert_eq!(curve.survival(1.0).map(|s| s.value), Some(0.5));
    }
}
