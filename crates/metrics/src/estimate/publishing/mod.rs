//! What leaves the team: noise, and a budget that runs out.

mod contribution;
mod ledger;
mod noise;
mod rate;

pub use contribution::bounded_contribution;
pub use ledger::{BudgetError, BudgetLedger, PublishedCell, PublishedTable, TableRequest};
pub use noise::{NoiseScale, discrete_laplace};
pub use rate::{NoisyRate, noisy_rate};
