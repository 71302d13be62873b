//! The privacy budget of each period: what was published stays, and what goes beyond is refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::noise::{NoiseScale, discrete_laplace};
use super::rate::{NoisyRate, noisy_rate};
use crate::estimate::random::RandomBits;

/// A table to publish: disjoint cells of one period.
#[derive(Clone, Debug)]
pub struct TableRequest<'a> {
    /// The period, such as `2026-10`.
    pub period: &'a str,
    /// The table, such as `satisfied by topic`.
    pub table: &'a str,
    /// Cell name, conversations with the property, conversations: disjoint sets, contributions
    /// already bounded.
    pub cells: &'a [(String, u64, u64)],
    /// Strength of the noise on each count.
    pub scale: NoiseScale,
    /// People needed before a rate is shown.
    pub k_min: u64,
}

/// One published cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedCell {
    /// Its name.
    pub name: String,
    /// Its rate; `None` when its noisy count is too small.
    pub rate: Option<NoisyRate>,
}

/// A published table: the same for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// Its cells.
    pub cells: Vec<PublishedCell>,
    /// What it cost, ε in thousandths.
    pub cost_thousandths: u64,
}

/// Why a table is not published.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BudgetError {
    /// The period's budget does not reach.
    #[error(
        "the privacy budget of {period} has {left} thousandths of ε left and this table costs \
         {cost}: publish fewer tables, or wait for the next period"
    )]
    Spent {
        /// The period.
        period: String,
        /// What is left.
        left: u64,
        /// What the table costs.
        cost: u64,
    },
}

/// What was spent and published, per period. Written down by the shell after every change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BudgetLedger {
    /// ε per period, in thousandths.
    budget_thousandths: u64,
    periods: BTreeMap<String, BTreeMap<String, PublishedTable>>,
}

impl BudgetLedger {
    /// An empty ledger with so much ε per period, in thousandths.
    pub fn new(budget_thousandths: u64) -> Self {
        Self {
            budget_thousandths,
            periods: BTreeMap::new(),
        }
    }

    /// What is left of a period's ε, in thousandths.
    pub fn left(&self, period: &str) -> u64 {
        let tables = self
            .periods
            .get(period)
            .into_iter()
            .flat_map(BTreeMap::values);
        let spent = tables.fold(0, |spent: u64, table| {
            spent.saturating_add(table.cost_thousandths)
        });
        self.budget_thousandths.saturating_sub(spent)
    }

    /// ε of every period, in thousandths.
    pub fn budget(&self) -> u64 {
        self.budget_thousandths
    }

    /// A table published before, which asking again gives back.
    pub fn published(&self, period: &str, table: &str) -> Option<&PublishedTable> {
        self.periods.get(period)?.get(table)
    }

    /// Publishes a table once: noise is drawn the first time, and asking again gives the same
    /// figures. The table of n and the table of k cost ε each, since cells are disjoint.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Spent`] when the period's budget does not reach; nothing is drawn then.
    ///
    /// Source: statistics §11.
    pub fn publish(
        &mut self,
        request: &TableRequest<'_>,
        random: &mut dyn RandomBits,
    ) -> Result<PublishedTable, BudgetError> {
        let known = self
            .periods
            .get(request.period)
            .and_then(|tables| tables.get(request.table));
        if let Some(table) = known {
            return Ok(table.clone());
        }
        let cost = 2 * request.scale.epsilon_thousandths();
        let left = self.left(request.period);
        if cost > left {
            return Err(BudgetError::Spent {
                period: request.period.to_owned(),
                left,
                cost,
            });
        }
        let mut noisy = |count: u64| {
            let count = i64::try_from(count).unwrap_or(i64::MAX / 2);
            count + discrete_laplace(&request.scale, random)
        };
        let cells = request
            .cells
            .iter()
            .map(|(name, k, n)| {
                let (k, n) = (noisy(*k), noisy(*n));
                let rate = noisy_rate(k, n, request.scale.variance(), request.k_min);
                PublishedCell {
                    name: name.clone(),
                    rate: rate.map(NoisyRate::to_publish),
                }
            })
            .collect();
        let table = PublishedTable {
            cells,
            cost_thousandths: cost,
        };
        self.periods
            .entry(request.period.to_owned())
            .or_default()
            .insert(request.table.to_owned(), table.clone());
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::random::SplitMix64;

    fn request<'a>(table: &'a str, cells: &'a [(String, u64, u64)]) -> TableRequest<'a> {
        TableRequest {
            period: "2026-10",
            table,
            cells,
            scale: NoiseScale::new(400, 1).unwrap(),
            k_min: 10,
        }
    }

    #[test]
    fn asking_again_gives_the_same_figure_and_costs_nothing() {
        let cells = [("retour".to_owned(), 80, 100)];
        let mut random = SplitMix64::new(1);
        let mut ledger = BudgetLedger::new(1_000);
        let first = ledger
            .publish(&request("topic", &cells), &mut random)
            .unwrap();
        let again = ledger
            .publish(&request("topic", &cells), &mut random)
            .unwrap();
        assert_eq!(first, again);
        assert_eq!(ledger.left("2026-10"), 200);
    }

    #[test]
    fn what_goes_beyond_the_budget_is_refused() {
        let mut random = SplitMix64::new(1);
        let mut ledger = BudgetLedger::new(1_000);
        ledger.publish(&request("topic", &[]), &mut random).unwrap();
        let refused = ledger
            .publish(&request("hour", &[]), &mut random)
            .unwrap_err();
        insta::assert_snapshot!(refused, @"the privacy budget of 2026-10 has 200 thousandths of ε left and this table costs 800: publish fewer tables, or wait for the next period");
        assert_eq!(ledger.left("2026-11"), 1_000);
    }

    #[test]
    fn a_cell_of_nobody_shows_nothing() {
        let cells = [("vide".to_owned(), 0, 0)];
        let mut ledger = BudgetLedger::new(1_000);
        let table = ledger
            .publish(&request("topic", &cells), &mut SplitMix64::new(9))
            .unwrap();
        assert_eq!(table.cells[0].rate, None);
    }
}
