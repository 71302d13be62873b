//! The headline is of consenting customers; here is what that leaves open about all of them.

use serde::Serialize;
use tact_domain::Observability;

use super::super::Params;
use super::satisfaction::SatisfactionAnswer;
use super::service::FirstReplyAnswer;
use super::tally::{ServiceTally, Tally};
use crate::estimate::small_groups::is_enough;
use crate::estimate::{
    ConsentGamma, Difference, FirstContact, Proportion, Robust, ShareByTime, all_customers_gamma,
    all_customers_worst_case, difference_of, first_contact,
};

/// Λ of the range shown by default.
const SHOWN_LAMBDA: f64 = 1.5;

/// What consent leaves unseen.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentAnswer {
    /// Conversations of consenting customers among all.
    pub consenting: Proportion,
    /// Of whom `satisfaction`, `weighting`, `deletion_by_group` and `drivers` speak.
    pub population: &'static str,
    /// Rows without consent whose content was left unread.
    pub left_unread: u64,
    /// All customers, nothing believed of those who did not consent: under A1 (Λ = 1), then for
    /// each Λ. Null when too few consent.
    pub worst_case: Option<Vec<Robust>>,
    /// All customers, for each Γ chosen beforehand, around the consenting customers' range at
    /// Λ = 1.5. Null when too few consent.
    pub gamma: Option<Vec<ConsentGamma>>,
    /// Content-free facts of both groups; null when either is too small to show.
    pub comparison: Option<ConsentComparison>,
}

/// Content-free facts, consenting customers against the others.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentComparison {
    /// Answered within 60 minutes.
    pub first_reply_within_60: ComparedShare,
    /// Resolved at first contact.
    pub fcr: ComparedShare,
    /// Touched by a deletion; null on a channel blind to deletions.
    pub share_touched: Option<ComparedShare>,
}

/// One share in both groups.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ComparedShare {
    /// Among consenting customers.
    pub consenting: ShareByTime,
    /// Among the others.
    pub others: ShareByTime,
    /// First minus second; null when either is unknown.
    pub difference: Option<Difference>,
}

pub(super) fn consent(
    tally: &mut Tally,
    satisfaction: Option<&SatisfactionAnswer>,
    params: &Params,
    observability: Observability,
) -> Option<ConsentAnswer> {
    let record = tally.consent?;
    let consenting = Proportion::of(tally.readable.conversations, tally.conversations);
    let weight = consenting.rate.unwrap_or(0.0);
    let n = tally.conversations;
    let worst_case = satisfaction.map(|found| {
        let inner = Robust {
            lam: 1.0,
            lower: found.calibrated.lower,
            upper: found.calibrated.upper,
        };
        std::iter::once(inner)
            .chain(found.robust.iter().copied())
            .map(|range| {
                let all =
                    all_customers_worst_case(found.calibrated.theta, range.interval(), weight, n);
                Robust {
                    lam: range.lam,
                    lower: all.lower,
                    upper: all.upper,
                }
            })
            .collect()
    });
    let gamma = satisfaction.map(|found| {
        let limits = tally.robust_at(SHOWN_LAMBDA).interval();
        let at = |gamma: &f64| all_customers_gamma(&found.calibrated, limits, weight, n, *gamma);
        params.gammas.iter().map(at).collect()
    });
    Some(ConsentAnswer {
        consenting,
        population: "consenting_customers",
        left_unread: record.left_unread,
        worst_case,
        gamma,
        comparison: comparison(tally, params, observability),
    })
}

fn comparison(
    tally: &mut Tally,
    params: &Params,
    observability: Observability,
) -> Option<ConsentComparison> {
    let (readable, others) = (&mut tally.readable, &mut tally.others);
    // Either group alone being shown would give the other back from the figures of all.
    if !is_enough(&mut readable.contacts, params.k_min)
        || !is_enough(&mut others.contacts, params.k_min)
    {
        return None;
    }
    let within = |group: &mut ServiceTally| FirstReplyAnswer::of(group).within_60;
    let resolved = |group: &ServiceTally| {
        let FirstContact {
            estimate,
            lower,
            upper,
            ..
        } = first_contact(&group.resolutions, params.fcr_window_h);
        ShareByTime {
            rate: estimate,
            lower,
            upper,
        }
    };
    let touched = |group: &ServiceTally| {
        let Proportion {
            rate, lower, upper, ..
        } = Proportion::of(group.touched, group.observed);
        ShareByTime { rate, lower, upper }
    };
    Some(ConsentComparison {
        first_reply_within_60: compared(within(readable), within(others)),
        fcr: compared(resolved(readable), resolved(others)),
        share_touched: (observability != Observability::None)
            .then(|| compared(touched(readable), touched(others))),
    })
}

fn compared(consenting: ShareByTime, others: ShareByTime) -> ComparedShare {
    let difference = consenting
        .rate
        .zip(others.rate)
        .map(|(p1, p2)| difference_of(p1, consenting.interval(), p2, others.interval()));
    ComparedShare {
        consenting,
        others,
        difference,
    }
}
