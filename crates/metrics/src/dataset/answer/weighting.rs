//! The survey weighted by who answers: shown as such, never as headline.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tact_domain::Observability;

use super::super::{Dataset, Touch};
use super::tally::Tally;
use crate::estimate::{Cell, PostStratified, Raked, RakingCell, post_stratified, raked};

/// The survey weighted.
#[derive(Clone, Debug, Serialize)]
pub struct WeightingAnswer {
    /// By the margins.
    pub raking: RakingAnswer,
    /// By the cells.
    pub poststrat: PostStratAnswer,
    /// By a proxy; absent without respondents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ppma: Option<Option<PpmaAnswer>>,
}

/// The survey raked to topic and touched.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum RakingAnswer {
    /// Weights found.
    Ok {
        /// Kish design effect.
        deff: f64,
        /// Weighted share satisfied.
        satisfied: f64,
        /// Weights of the first respondents in file order, by id.
        weights: BTreeMap<String, f64>,
    },
    /// Nobody answered.
    NoRespondents,
    /// A level of the population that no answer has.
    EmptyMargin {
        /// The levels, by margin.
        missing: BTreeMap<&'static str, Vec<String>>,
    },
    /// The margins cannot be met together.
    NotConverged,
}

/// The survey weighted by topic × touched.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PostStratAnswer {
    /// Figure with its 95 % interval.
    Ok {
        /// Weighted share satisfied.
        theta: f64,
        /// Its standard error.
        se: f64,
        /// Lower limit.
        lower: f64,
        /// Upper limit.
        upper: f64,
    },
    /// Nobody answered.
    NoRespondents,
    /// A cell has customers but no answer.
    EmptyCell {
        /// No figure.
        theta: Option<f64>,
        /// 0.
        lower: f64,
        /// 1.
        upper: f64,
    },
}

/// Proxy pattern mixture at φ = 0, ½, 1.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PpmaAnswer {
    /// Response depends on the proxy only.
    #[serde(rename = "0")]
    pub proxy_only: f64,
    /// Half and half.
    #[serde(rename = "0.5")]
    pub half: f64,
    /// Response depends on the answer only.
    #[serde(rename = "1")]
    pub answer_only: f64,
}

pub(super) fn weighting(
    tally: &Tally,
    dataset: &Dataset,
    observability: Observability,
) -> WeightingAnswer {
    let cells: Vec<Cell> = tally.cells.values().copied().collect();
    let poststrat = match post_stratified(&cells) {
        PostStratified::Known {
            theta,
            se,
            lower,
            upper,
        } => PostStratAnswer::Ok {
            theta,
            se,
            lower,
            upper,
        },
        PostStratified::NoRespondents => PostStratAnswer::NoRespondents,
        PostStratified::EmptyCell => PostStratAnswer::EmptyCell {
            theta: None,
            lower: 0.0,
            upper: 1.0,
        },
    };
    let answered = !matches!(poststrat, PostStratAnswer::NoRespondents);
    WeightingAnswer {
        raking: raking(tally, dataset, observability),
        poststrat,
        ppma: answered.then(|| {
            tally
                .proxy
                .adjusted()
                .map(|[proxy_only, half, answer_only]| PpmaAnswer {
                    proxy_only,
                    half,
                    answer_only,
                })
        }),
    }
}

/// The levels of one margin, in name order.
struct Margin<L> {
    name: &'static str,
    levels: Vec<(String, L)>,
}

impl<L: PartialEq> Margin<L> {
    fn position(&self, level: &L) -> usize {
        self.levels
            .iter()
            .position(|(_, known)| known == level)
            .unwrap_or_default()
    }
}

fn raking(tally: &Tally, dataset: &Dataset, observability: Observability) -> RakingAnswer {
    let topics: BTreeSet<_> = tally
        .cells
        .keys()
        .map(|(topic, _)| (dataset.conversations.topics.name(*topic).to_owned(), *topic))
        .collect();
    let touches: BTreeSet<_> = tally
        .cells
        .keys()
        .map(|(_, touch)| (touch_name(*touch).to_owned(), *touch))
        .collect();
    let topics = Margin {
        name: "topic",
        levels: topics.into_iter().collect(),
    };
    let touches = Margin {
        name: "touched",
        levels: touches.into_iter().collect(),
    };

    let population = tally.readable.conversations as f64;
    let mut topic_shares = vec![0.0; topics.levels.len()];
    let mut touch_shares = vec![0.0; touches.levels.len()];
    let mut cells = Vec::with_capacity(tally.cells.len());
    for ((topic, touch), cell) in &tally.cells {
        let levels = vec![topics.position(topic), touches.position(touch)];
        let share = cell.conversations as f64 / population;
        for (shares, level) in [&mut topic_shares, &mut touch_shares]
            .into_iter()
            .zip(&levels)
        {
            if let Some(total) = shares.get_mut(*level) {
                *total += share;
            }
        }
        cells.push(RakingCell {
            levels,
            answers: cell.answers,
            satisfied: cell.satisfied,
        });
    }
    let targets = match observability {
        Observability::None => vec![topic_shares],
        Observability::Exact | Observability::Marker => vec![topic_shares, touch_shares],
    };
    match raked(&cells, &targets) {
        Raked::NoRespondents => RakingAnswer::NoRespondents,
        Raked::NotConverged => RakingAnswer::NotConverged,
        Raked::EmptyMargin(missing) => {
            let names = [
                (topics.name, level_names(&topics)),
                (touches.name, level_names(&touches)),
            ];
            let missing = missing
                .iter()
                .zip(names)
                .filter(|(levels, _)| !levels.is_empty())
                .map(|(levels, (margin, names))| {
                    let missing = levels.iter().filter_map(|level| names.get(*level).cloned());
                    (margin, missing.collect())
                })
                .collect();
            RakingAnswer::EmptyMargin { missing }
        }
        Raked::Known {
            weights,
            satisfied,
            design_effect,
        } => {
            let by_cell: BTreeMap<_, _> = tally.cells.keys().zip(weights).collect();
            let weights = tally.listed.iter().filter_map(|listed| {
                by_cell
                    .get(&listed.cell)
                    .map(|weight| (listed.id.clone(), *weight))
            });
            RakingAnswer::Ok {
                deff: design_effect,
                satisfied,
                weights: weights.collect(),
            }
        }
    }
}

fn level_names<L>(margin: &Margin<L>) -> Vec<String> {
    margin.levels.iter().map(|(name, _)| name.clone()).collect()
}

fn touch_name(touch: Touch) -> &'static str {
    match touch {
        Touch::Intact => "no",
        Touch::Touched => "yes",
        Touch::Unobserved => super::super::UNKNOWN,
    }
}
