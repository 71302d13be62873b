//! The survey weighted by who answers, cell by cell. Never the headline: it corrects who answers by
//! topic, not by mood.

use super::wilson::Z_95;

/// One cell of customers who are alike in what is known of everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Conversations in the cell.
    pub conversations: u64,
    /// Survey answers among them.
    pub answers: u64,
    /// Satisfied answers among those.
    pub satisfied: u64,
}

/// The survey weighted by cell, or why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PostStratified {
    /// Nobody answered.
    NoRespondents,
    /// A cell has customers but no answer: no figure.
    EmptyCell,
    /// Figure with its 95 % interval.
    Known {
        /// Weighted share satisfied.
        theta: f64,
        /// Its standard error.
        se: f64,
        /// Lower 95 % limit.
        lower: f64,
        /// Upper 95 % limit.
        upper: f64,
    },
}

/// θ̂ = Σ(N_c/N)·k_c/n_c over `cells`.
///
/// Assumption: inside a cell, answering does not depend on satisfaction, which is the very thing in
/// doubt. With saturated cells, inverse-probability weighting and the doubly robust estimator are
/// the same number.
///
/// Source: Kish 1965; Robins, Rotnitzky & Zhao 1994; statistics §6.
pub fn post_stratified(cells: &[Cell]) -> PostStratified {
    let filled = || cells.iter().filter(|cell| cell.conversations > 0);
    let total: u64 = filled().map(|cell| cell.conversations).sum();
    if filled().map(|cell| cell.answers).sum::<u64>() == 0 {
        return PostStratified::NoRespondents;
    }
    if filled().any(|cell| cell.answers == 0) {
        return PostStratified::EmptyCell;
    }
    let (mut theta, mut variance) = (0.0, 0.0);
    for cell in filled() {
        let weight = cell.conversations as f64 / total as f64;
        let (k, n) = (cell.satisfied as f64, cell.answers as f64);
        // Half an answer more keeps a cell of only satisfied ones from having no variance.
        let smoothed = (k + 0.5) / (n + 1.0);
        theta += weight * k / n;
        variance += weight * weight * smoothed * (1.0 - smoothed) / n;
    }
    let se = variance.sqrt();
    PostStratified::Known {
        theta,
        se,
        lower: (theta - Z_95 * se).max(0.0),
        upper: (theta + Z_95 * se).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_answers_less_counts_in_full() {
        let cells = [
            Cell {
                conversations: 800,
                answers: 200,
                satisfied: 180,
            },
            Cell {
                conversations: 200,
                answers: 20,
                satisfied: 6,
            },
        ];
        let PostStratified::Known { theta, .. } = post_stratified(&cells) else {
            panic!("a figure was expected");
        };
        assert!((theta - 0.78).abs() < 1e-12);
    }

    #[test]
    fn a_cell_without_answers_leaves_no_figure() {
        let cells = [
            Cell {
                conversations: 80,
                answers: 20,
                satisfied: 18,
            },
            Cell {
                conversations: 20,
                answers: 0,
                satisfied: 0,
            },
        ];
        assert_eq!(post_stratified(&cells), PostStratified::EmptyCell);
        assert_eq!(post_stratified(&cells[1..]), PostStratified::NoRespondents);
    }
}
