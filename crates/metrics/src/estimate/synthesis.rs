//! Survey, text and reviews put together, with the bias believed of each.

use serde::Serialize;

use super::critical::chi_square_quantile;
use super::wilson::Z_95;

/// One source of evidence, on the logit scale but for its share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Share it shows, strictly between 0 and 1; for 0 or 1 use (k + ½)/(n + 1).
    pub share: f64,
    /// Standard error of its logit.
    pub se_logit: f64,
    /// Mean of the bias believed of it, logit.
    pub bias: f64,
    /// Standard deviation of that belief; reviews default to 0.8.
    pub tau: f64,
}

/// The sources pooled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Synthesis {
    /// Pooled share.
    pub theta: f64,
    /// Lower 95 % limit.
    pub lower: f64,
    /// Upper 95 % limit.
    pub upper: f64,
    /// Weight of each source, summing to 1.
    pub weights: Vec<f64>,
    /// Disagreement of the sources.
    #[serde(rename = "Q")]
    pub disagreement: f64,
}

impl Synthesis {
    /// False when Q passes the 95 % point of χ²: the sources disagree, and no pooled figure may be
    /// shown.
    pub fn sources_agree(&self) -> bool {
        let freedom = self.weights.len().saturating_sub(1) as f64;
        chi_square_quantile(0.95, freedom).is_none_or(|limit| self.disagreement <= limit)
    }
}

/// Inverse-variance mean of logit p_i − b_i with w_i = 1/(se_i² + τ_i²).
///
/// Assumption: the biases are beliefs, set by the user and shown with the figure. `None` without
/// sources, or when one has a share of 0 or 1 or no spread at all.
///
/// Source: Turner, Spiegelhalter, Smith & Thompson 2009; Spiegelhalter & Best 2003.
pub fn synthesis(sources: &[Source]) -> Option<Synthesis> {
    if sources.is_empty() {
        return None;
    }
    let weight = |source: &Source| 1.0 / (source.se_logit.powi(2) + source.tau.powi(2));
    let value = |source: &Source| (source.share / (1.0 - source.share)).ln() - source.bias;
    if sources
        .iter()
        .any(|s| !value(s).is_finite() || !weight(s).is_finite())
    {
        return None;
    }
    let total: f64 = sources.iter().map(weight).sum();
    let mean = sources.iter().map(|s| weight(s) * value(s)).sum::<f64>() / total;
    let sd = total.sqrt().recip();
    let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    Some(Synthesis {
        theta: share(mean),
        lower: share(mean - Z_95 * sd),
        upper: share(mean + Z_95 * sd),
        weights: sources.iter().map(|s| weight(s) / total).collect(),
        disagreement: sources
            .iter()
            .map(|s| weight(s) * (value(s) - mean).powi(2))
            .sum(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(share: f64, se_logit: f64) -> Source {
        Source {
            share,
            se_logit,
            bias: 0.0,
            tau: 0.0,
        }
    }

    #[test]
    fn equal_sources_meet_in_the_middle() {
        let pooled = synthesis(&[source(0.6, 0.1), source(0.6, 0.1)]).unwrap();
        assert!((pooled.theta - 0.6).abs() < 1e-12);
        assert!((pooled.weights[0] - 0.5).abs() < 1e-12);
        assert!(pooled.sources_agree());
    }

    #[test]
    fn sources_that_contradict_each_other_are_seen_to() {
        assert!(
            !synthesis(&[source(0.9, 0.05), source(0.3, 0.05)])
                .unwrap()
                .sources_agree()
        );
    }

    #[test]
    fn a_share_of_one_cannot_be_pooled() {
        assert_eq!(synthesis(&[source(1.0, 0.1)]), None);
        assert_eq!(synthesis(&[]), None);
    }
}
