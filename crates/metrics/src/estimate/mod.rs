//! Every estimator, one file each: what it estimates, what must be believed, the formula, the
//! edges and the source are in its doc comment. All are pure functions of counts and rows.

mod kaplan_meier;
mod wilson;

pub use kaplan_meier::{KaplanMeier, Survival, TimeQuantile, kaplan_meier};
pub use wilson::{Proportion, Z_95, Z_C, wilson};
