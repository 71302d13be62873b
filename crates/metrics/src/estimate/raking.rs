//! Weights that bring the respondents' margins to those of all customers, one margin after the
//! other.

/// Largest relative deviation of a margin at which raking stops.
const CONVERGED: f64 = 1e-12;
/// Largest relative deviation at which the result may be used.
const USABLE: f64 = 1e-6;
/// A slowly converging table is given up after so many rounds; each round is one pass over cells.
const ROUNDS: u32 = 10_000;

/// Respondents who share a level in every margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RakingCell {
    /// Level per margin, as an index into that margin's targets.
    pub levels: Vec<usize>,
    /// Answers in the cell.
    pub answers: u64,
    /// Satisfied answers among them.
    pub satisfied: u64,
}

/// Raked survey, or why there are no weights.
#[derive(Clone, Debug, PartialEq)]
pub enum Raked {
    /// Nobody answered.
    NoRespondents,
    /// Levels of the population that no answer has, per margin.
    EmptyMargin(Vec<Vec<usize>>),
    /// The margins cannot be met together, or only too slowly.
    NotConverged,
    /// Weights found.
    Known {
        /// Weight of one answer, per cell in the order given; the answers' weights sum to their
        /// number.
        weights: Vec<f64>,
        /// Weighted share satisfied.
        satisfied: f64,
        /// Kish design effect n·Σw²/(Σw)²; the effective number of answers is n divided by it.
        design_effect: f64,
    },
}

/// Iterative proportional fitting of `cells` to `targets`: for each margin the population share of
/// each level.
///
/// Assumption: as in [`super::post_stratified`], and no interaction between margins.
///
/// Source: Deming & Stephan 1940; Kish 1965; statistics §6.
pub fn raked(cells: &[RakingCell], targets: &[Vec<f64>]) -> Raked {
    let answers: u64 = cells.iter().map(|cell| cell.answers).sum();
    if answers == 0 {
        return Raked::NoRespondents;
    }
    let missing: Vec<Vec<usize>> = targets
        .iter()
        .enumerate()
        .map(|(margin, shares)| {
            (0..shares.len())
                .filter(|level| shares.get(*level).is_some_and(|share| *share > 0.0))
                .filter(|level| {
                    !cells
                        .iter()
                        .any(|cell| cell.answers > 0 && cell.is_at(margin, *level))
                })
                .collect()
        })
        .collect();
    if missing.iter().any(|levels| !levels.is_empty()) {
        return Raked::EmptyMargin(missing);
    }
    // A cell nobody answered in weighs nothing: left out, or its weight would grow without bound.
    let goals: Vec<Vec<f64>> = targets
        .iter()
        .map(|shares| shares.iter().map(|share| share * answers as f64).collect())
        .collect();
    let mut weights = vec![1.0; cells.len()];
    let mut worst = worst_deviation(cells, &weights, &goals);
    for _ in 0..ROUNDS {
        if worst < CONVERGED {
            break;
        }
        for (margin, goal) in goals.iter().enumerate() {
            let sums = margin_sums(cells, &weights, margin, goal.len());
            let answered = cells.iter().zip(&mut weights);
            for (cell, weight) in answered.filter(|(cell, _)| cell.answers > 0) {
                let level = cell.levels.get(margin).copied().unwrap_or_default();
                if let (Some(goal), Some(sum)) = (goal.get(level), sums.get(level))
                    && *sum > 0.0
                {
                    *weight *= goal / sum;
                }
            }
        }
        let now = worst_deviation(cells, &weights, &goals);
        // Rounding may keep a met table a hair above the line: no progress is the end as well.
        if now >= worst && worst < USABLE {
            break;
        }
        worst = now;
    }
    if worst.is_nan() || worst >= USABLE {
        return Raked::NotConverged;
    }
    let sum = |part: &dyn Fn(&RakingCell, f64) -> f64| {
        cells
            .iter()
            .zip(&weights)
            .map(|(cell, weight)| part(cell, *weight))
            .sum::<f64>()
    };
    let total = sum(&|cell, w| cell.answers as f64 * w);
    let squares = sum(&|cell, w| cell.answers as f64 * w * w);
    let satisfied = sum(&|cell, w| cell.satisfied as f64 * w) / total;
    let design_effect = answers as f64 * squares / (total * total);
    Raked::Known {
        weights,
        satisfied,
        design_effect,
    }
}

impl RakingCell {
    fn is_at(&self, margin: usize, level: usize) -> bool {
        self.levels.get(margin) == Some(&level)
    }
}

fn margin_sums(cells: &[RakingCell], weights: &[f64], margin: usize, levels: usize) -> Vec<f64> {
    let mut sums = vec![0.0; levels];
    for (cell, weight) in cells.iter().zip(weights) {
        let level = cell.levels.get(margin).copied().unwrap_or_default();
        if let Some(sum) = sums.get_mut(level) {
            *sum += cell.answers as f64 * weight;
        }
    }
    sums
}

fn worst_deviation(cells: &[RakingCell], weights: &[f64], goals: &[Vec<f64>]) -> f64 {
    goals
        .iter()
        .enumerate()
        .flat_map(|(margin, goal)| {
            let sums = margin_sums(cells, weights, margin, goal.len());
            goal.iter()
                .zip(sums)
                .filter(|(goal, _)| **goal > 0.0)
                .map(|(goal, sum)| (sum - goal).abs() / goal)
                .collect::<Vec<f64>>()
        })
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(levels: [usize; 2], answers: u64, satisfied: u64) -> RakingCell {
        RakingCell {
            levels: levels.to_vec(),
            answers,
            satisfied,
        }
    }

    #[test]
    fn both_margins_are_met() {
        let cells = [
            cell([0, 0], 40, 30),
            cell([0, 1], 10, 5),
            cell([1, 0], 20, 10),
            cell([1, 1], 30, 6),
        ];
        let targets = [vec![0.3, 0.7], vec![0.8, 0.2]];
        let Raked::Known {
            weights,
            design_effect,
            ..
        } = raked(&cells, &targets)
        else {
            panic!("weights were expected");
        };
        for (margin, shares) in targets.iter().enumerate() {
            let sums = margin_sums(&cells, &weights, margin, 2);
            for (sum, share) in sums.iter().zip(shares) {
                assert!((sum - share * 100.0).abs() < 1e-9, "{sums:?}");
            }
        }
        assert!(design_effect >= 1.0);
    }

    #[test]
    fn a_level_nobody_answers_for_is_named() {
        let cells = [cell([0, 0], 40, 30), cell([1, 0], 20, 10)];
        let found = raked(&cells, &[vec![0.5, 0.5], vec![0.9, 0.1]]);
        assert_eq!(found, Raked::EmptyMargin(vec![vec![], vec![1]]));
    }

    #[test]
    fn margins_that_contradict_each_other_give_no_weights() {
        // Everybody of level 0 is also of level 0 in the second margin: shares must agree.
        let cells = [cell([0, 0], 40, 30), cell([1, 1], 20, 10)];
        assert_eq!(
            raked(&cells, &[vec![0.5, 0.5], vec![0.9, 0.1]]),
            Raked::NotConverged
        );
    }

    #[test]
    fn a_cell_without_answers_does_not_hide_a_contradiction() {
        // The only answer of each level of one margin is the only one of a level of the other.
        let cells = [
            cell([0, 0], 0, 0),
            cell([0, 1], 1, 1),
            cell([1, 0], 1, 0),
            cell([1, 1], 0, 0),
        ];
        assert_eq!(
            raked(&cells, &[vec![0.5, 0.5], vec![0.8, 0.2]]),
            Raked::NotConverged
        );
    }

    #[test]
    fn no_answer_is_no_respondents() {
        assert_eq!(raked(&[], &[vec![1.0]]), Raked::NoRespondents);
    }
}
