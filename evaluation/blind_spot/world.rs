//! A simulated world: who is satisfied, deletes, answers, writes warmly, consents.

use tact_metrics::estimate::StratumCounts;
use tact_metrics::estimate::random::{SplitMix64, uniform};

/// How customers behave. Shares are given for the satisfied, then for the dissatisfied.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub(crate) name: &'static str,
    /// Share satisfied, the truth to be found.
    pub(crate) theta: f64,
    /// Deletion among the satisfied.
    pub(crate) deletes: f64,
    /// Odds of deleting, dissatisfied over satisfied.
    pub(crate) deletion_odds: f64,
    /// Answering, in conversations without a deletion.
    pub(crate) answers: [f64; 2],
    /// Factor on answering after a deletion.
    pub(crate) answers_after_deletion: [f64; 2],
    /// Positive text, in conversations without a deletion.
    pub(crate) text: [f64; 2],
    /// Positive text after a deletion.
    pub(crate) text_after_deletion: [f64; 2],
    /// Odds of positive text among the silent, over those of respondents of equal satisfaction: 1
    /// when assumption A1 holds.
    pub(crate) silent_text_odds: f64,
    /// Satisfaction is a five-point scale on which text and answering depend, not two classes.
    pub(crate) scale: bool,
    /// Consent, if it is asked.
    pub(crate) consents: Option<[f64; 2]>,
}

/// The settled base world: the dissatisfied delete four times as often, the satisfied answer more.
pub(crate) const BASE: World = World {
    name: "satisfied answer more, deletion odds 4",
    theta: 0.8,
    deletes: 0.11,
    deletion_odds: 4.0,
    answers: [0.35, 0.20],
    answers_after_deletion: [1.0, 1.0],
    text: [0.85, 0.15],
    text_after_deletion: [0.60, 0.08],
    silent_text_odds: 1.0,
    scale: false,
    consents: None,
};

/// The selection scenarios of the study.
pub(crate) fn worlds() -> Vec<World> {
    let world = |name, change: fn(&mut World)| {
        let mut world = World { name, ..BASE };
        change(&mut world);
        world
    };
    vec![
        world("no selection at all", |w| {
            w.deletion_odds = 1.0;
            w.deletes = 0.15;
            w.answers = [0.3, 0.3];
        }),
        world("only deletion selects, odds 4", |w| w.answers = [0.3, 0.3]),
        BASE,
        world("angry answer more, deletion odds 4", |w| {
            w.answers = [0.20, 0.40]
        }),
        world(
            "strong: deletion odds 10, satisfied answer 3.5 times as often",
            |w| {
                w.deletion_odds = 10.0;
                w.answers = [0.35, 0.10];
            },
        ),
        world("angry who deleted hardly answer", |w| {
            w.answers_after_deletion = [0.9, 0.35]
        }),
        world(
            "A1 broken a little: silent write colder (odds 1/1.4)",
            |w| {
                w.silent_text_odds = 1.0 / 1.4;
            },
        ),
        world("A1 broken much: silent write colder (odds 1/2.4)", |w| {
            w.silent_text_odds = 1.0 / 2.4;
        }),
        world(
            "five-point scale: delighted write warmer and answer more",
            |w| w.scale = true,
        ),
    ]
}

/// What one simulated period shows, and the part of it no figure may use.
#[derive(Default)]
pub(crate) struct Period {
    pub(crate) intact: StratumCounts,
    pub(crate) touched: StratumCounts,
    /// Truly satisfied among the intact: what perfect reading of kept messages would find.
    pub(crate) intact_satisfied: u64,
    /// Everybody, consenting or not.
    pub(crate) conversations: u64,
}

impl World {
    /// One period of `n` conversations. Where consent is asked, only consenting customers are seen.
    pub(crate) fn period(&self, n: u64, random: &mut SplitMix64) -> Period {
        let mut period = Period {
            conversations: n,
            ..Period::default()
        };
        for _ in 0..n {
            let satisfied = uniform(random) < self.theta;
            let class = usize::from(!satisfied);
            // Where in the class: 1 for the delighted or the merely displeased, −1 for the others.
            let warm = if uniform(random) < 0.5 { 1.0 } else { -1.0 };
            if let Some(consents) = self.consents
                && uniform(random) >= consents[class]
            {
                continue;
            }
            let odds = if satisfied { 1.0 } else { self.deletion_odds };
            let touched = uniform(random) < shifted(self.deletes, odds);
            let lean = |strength: f64| {
                if self.scale {
                    f64::exp(strength * warm)
                } else {
                    1.0
                }
            };
            let factor = if touched {
                self.answers_after_deletion[class]
            } else {
                1.0
            };
            let answered = uniform(random) < shifted(self.answers[class] * factor, lean(0.3));
            let text = if touched {
                self.text_after_deletion
            } else {
                self.text
            };
            let silent = if answered { 1.0 } else { self.silent_text_odds };
            let positive = uniform(random) < shifted(text[class], silent * lean(0.5));
            let stratum = if touched {
                &mut period.touched
            } else {
                &mut period.intact
            };
            stratum.count(positive, answered.then_some(satisfied));
            period.intact_satisfied += u64::from(satisfied && !touched);
        }
        period
    }
}

/// A share whose odds are multiplied.
fn shifted(share: f64, odds: f64) -> f64 {
    share * odds / (1.0 - share + share * odds)
}
