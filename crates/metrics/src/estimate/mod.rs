//! Every estimator, one file each: what it estimates, what must be believed, the formula, the
//! edges and the source are in its doc comment. All are pure functions of counts and rows.

mod at_risk;
mod capture_recapture;
mod changepoint;
mod cluster_bootstrap;
mod consent;
mod critical;
mod cross_checks;
mod cusum;
mod daily;
mod deletion_latency;
mod deletion_pattern;
mod drivers;
mod first_contact;
mod follow_up;
mod gamma;
mod headline;
mod interrupted_series;
mod isotonic;
mod kaplan_meier;
mod linear;
mod manski;
mod motives;
mod net_promoter;
mod newcombe;
mod post_stratification;
mod proxy_pattern;
pub mod publishing;
mod raking;
pub mod random;
pub mod small_groups;
mod stratum;
mod synthesis;
mod tilt;
mod what_if;
mod wilson;

pub use at_risk::{
    ANSWERS_FOR_RISK, Answered, AtRisk, Measured, PartOfRisk, RISK_PARTS, RiskBand, RiskBasis,
    RiskReader, Unanswered, at_risk, low_rating_probability, parts_of_risk, risk_bands,
};
pub use capture_recapture::capture_recapture;
pub use changepoint::{Changepoint, changepoint};
pub use cluster_bootstrap::{CustomerCount, clustered_interval};
pub use consent::{ConsentGamma, all_customers_gamma, all_customers_worst_case};
pub use critical::{
    chi_square_cdf, chi_square_quantile, normal_cdf, normal_quantile, t_cdf, t_quantile,
};
pub use cross_checks::{
    GammaCalibrated, Limits, OddsRatio, Transport, gamma_calibrated, implied_deletion_shares,
    odds_ratio, transport, worst_case_calibrated,
};
pub use cusum::{Cusum, CusumPlan, cusum};
pub use daily::DayCount;
pub use deletion_latency::{
    DELETION_WINDOW_S, DeletionLatency, MessageFate, ShareByTime, deletion_latency,
    truncated_latency,
};
pub use deletion_pattern::{
    ContextTone, DeletionFacts, DeletionPattern, PatternCounts, deletion_pattern,
};
pub use drivers::{Drivers, DriversStatus, drivers};
pub use first_contact::{FirstContact, FirstContactStatus, Resolution, first_contact};
pub use follow_up::{FollowUp, TextAccuracy, followed_up, measured_lambda};
pub use gamma::{Breakdown, GammaBounds, breakdown, gamma_bounds, gamma_bounds_one_sided};
pub use headline::{Calibrated, CalibratedStatus, Headline, Robust, calibrated, headline, robust};
pub use interrupted_series::{InterruptedSeries, interrupted_series};
pub use isotonic::{IsotonicRate, isotonic_rate};
pub use kaplan_meier::{KaplanMeier, Survival, TimeQuantile, kaplan_meier};
pub use manski::{Bounds, manski};
pub use motives::{ANSWERS_FOR_MOTIVES, motive_shares};
pub use net_promoter::{NetPromoter, net_promoter};
pub use newcombe::{Difference, difference_of, newcombe};
pub use post_stratification::{Cell, PostStratified, post_stratified};
pub use proxy_pattern::ProxyMoments;
pub use raking::{Raked, RakingCell, raked};
pub use stratum::{Stratum, StratumCounts, StratumStatus, stratum};
pub use synthesis::{Source, Synthesis, synthesis};
pub use what_if::{Sides, conversations_touched, missing_share_bounds};
pub use wilson::{Proportion, Z_95, Z_C, wilson};
