//! Satisfaction: what the survey says, what the text says, the headline, and its cross-checks.

use serde::Serialize;
use tact_domain::Observability;

use super::super::Params;
use super::tally::Tally;
use crate::estimate::{
    Bounds, Breakdown, Calibrated, GammaBounds, GammaCalibrated, Headline, Limits, OddsRatio,
    Proportion, Robust, Stratum, StratumCounts, Transport, breakdown, calibrated, gamma_bounds,
    gamma_bounds_one_sided, gamma_calibrated, headline, manski, odds_ratio, robust, stratum,
    transport, worst_case_calibrated,
};

/// Satisfaction of one period.
#[derive(Clone, Debug, Serialize)]
pub struct SatisfactionAnswer {
    /// The survey with nothing believed of those who did not answer.
    pub manski_survey: Bounds,
    /// The survey as it stands.
    pub survey_raw: Proportion,
    /// The strata of the headline.
    pub strata: StrataAnswer,
    /// What is known because deletions can be seen.
    #[serde(flatten)]
    pub deletion: Option<DeletionChecks>,
    /// The headline's figure under A1.
    pub calibrated: Calibrated,
    /// Its range when A1 fails by Λ.
    pub robust: Vec<Robust>,
    /// What is shown.
    pub headline: Headline,
    /// The counts of the strata, for other values of Λ; not part of the written answer.
    #[serde(skip)]
    pub counts: Vec<StratumCounts>,
}

/// The strata of the headline.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum StrataAnswer {
    /// A channel blind to deletions has one.
    Blind {
        /// All conversations.
        all: Stratum,
    },
    /// A channel that shows deletions has two, and a third for rows of which it is not known.
    Split(Box<SplitStrata>),
}

/// Strata by deletion.
#[derive(Clone, Debug, Serialize)]
pub struct SplitStrata {
    /// Conversations without a deletion.
    pub intact: Stratum,
    /// Conversations with at least one.
    pub touched: Stratum,
    /// Conversations of which that is not known, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unobserved: Option<Stratum>,
}

/// Tone, and the cross-checks that compare touched with intact conversations.
#[derive(Clone, Debug, Serialize)]
pub struct DeletionChecks {
    /// Touched conversations.
    pub share_touched: Proportion,
    /// Positive tone among the intact.
    pub tone_intact: Proportion,
    /// Tone, with nothing believed of the touched.
    pub tone_manski: Bounds,
    /// Tone, for each Γ.
    pub tone_gamma: Vec<GammaBounds>,
    /// Tone, for each Γ, when the dissatisfied delete at least as often.
    pub tone_gamma_one_sided: Vec<GammaBounds>,
    /// The calibrated intact stratum, with nothing believed of the touched.
    pub worst_case_calibrated: Limits,
    /// The calibrated intact stratum, for each Γ.
    pub gamma_calibrated: Vec<GammaCalibrated>,
    /// Deleting and dissatisfaction among respondents.
    pub odds_ratio: OddsRatio,
    /// The intact stratum carried over by the odds ratio.
    pub transport: Transport,
    /// Where "at least the target" breaks.
    pub breakdown_gamma: Option<Breakdown>,
}

pub(super) fn satisfaction(
    tally: &Tally,
    params: &Params,
    observability: Observability,
) -> SatisfactionAnswer {
    let (satisfied, answers) = [tally.intact, tally.touched, tally.unobserved]
        .iter()
        .fold((0, 0), |(k, n), counts| {
            (k + counts.satisfied, n + counts.answers())
        });
    let (counts, strata, deletion) = if observability == Observability::None {
        let all = stratum(&tally.unobserved, 1.0);
        (vec![tally.unobserved], StrataAnswer::Blind { all }, None)
    } else {
        split(tally, params)
    };
    let parts: Vec<Stratum> = counts.iter().map(|counts| stratum(counts, 1.0)).collect();
    let joined = calibrated(&parts);
    SatisfactionAnswer {
        manski_survey: manski(satisfied, answers, tally.readable.conversations),
        survey_raw: Proportion::of(satisfied, answers),
        strata,
        deletion,
        headline: headline(&parts, &joined),
        calibrated: joined,
        robust: params
            .lambdas
            .iter()
            .map(|lambda| robust(&counts, *lambda))
            .collect(),
        counts,
    }
}

fn split(
    tally: &Tally,
    params: &Params,
) -> (Vec<StratumCounts>, StrataAnswer, Option<DeletionChecks>) {
    let intact = stratum(&tally.intact, 1.0);
    let touched = stratum(&tally.touched, 1.0);
    let unobserved = (tally.unobserved.conversations > 0).then(|| stratum(&tally.unobserved, 1.0));
    let checks = checks(tally, params, &intact);
    (
        vec![tally.intact, tally.touched, tally.unobserved],
        StrataAnswer::Split(Box::new(SplitStrata {
            intact,
            touched,
            unobserved,
        })),
        Some(checks),
    )
}

/// The cross-checks speak of the conversations whose deletions are known, and of no others.
fn checks(tally: &Tally, params: &Params, intact: &Stratum) -> DeletionChecks {
    let kept = tally.intact.conversations;
    let n = kept + tally.touched.conversations;
    let positive = tally.intact.positive;
    let share_touched = Proportion::of(tally.touched.conversations, n);
    let pi = share_touched.rate.unwrap_or(0.0);
    let ratio = odds_ratio(&tally.touched, &tally.intact);
    let gammas = || params.gammas.iter().copied();
    DeletionChecks {
        share_touched,
        tone_intact: Proportion::of(positive, kept),
        tone_manski: manski(positive, kept, n),
        tone_gamma: gammas()
            .map(|gamma| gamma_bounds(positive, kept, n, gamma))
            .collect(),
        tone_gamma_one_sided: gammas()
            .map(|gamma| gamma_bounds_one_sided(positive, kept, n, gamma))
            .collect(),
        worst_case_calibrated: worst_case_calibrated(intact, pi),
        gamma_calibrated: gammas()
            .map(|gamma| gamma_calibrated(intact, pi, n, gamma))
            .collect(),
        odds_ratio: ratio,
        transport: transport(intact, &ratio, pi, n),
        breakdown_gamma: breakdown(intact.p, pi, params.target),
    }
}
