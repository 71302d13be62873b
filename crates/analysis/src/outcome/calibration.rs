//! Predicted ratings brought to a company's own answers, once there are enough of them.

/// Answers from which a company's own are used.
pub const FEWEST_ANSWERS: usize = 30;
/// Answers the prior counts for when the slope is fitted.
const PRIOR_WEIGHT: f64 = 10.0;

/// How the model that reads the customer's words alone does on conversations it has not seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredRisk {
    /// Standard deviation of a rating about its prediction, in points of five.
    pub spread: f64,
    /// Mean probability given to a rating of 1 or 2 where it was one, and the error of that mean.
    pub low: (f64, f64),
    /// The same where it was not.
    pub other: (f64, f64),
}

/// Cross-validated over sectors by `training/outcome/fit.py`; `training/outcome/measured.json` holds
/// the same numbers.
pub const CUSTOMER_ONLY_RISK: MeasuredRisk = MeasuredRisk {
    spread: 0.825,
    low: (0.655, 0.063),
    other: (0.178, 0.02),
};

/// How a predicted rating is turned into one a company's customers give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CsatCalibration {
    /// Predicted rating about which the slope turns.
    pub centre: f64,
    /// Rating that stands for the centre.
    pub level: f64,
    /// Answered points per predicted point; never negative.
    pub slope: f64,
    /// Standard deviation of an answer about its calibrated prediction.
    pub spread: f64,
    /// Answers it rests on; 0 is the prior.
    pub answers: usize,
}

impl CsatCalibration {
    /// What is used without answers: predictions as they are, with the spread found in
    /// cross-validation.
    pub fn prior(spread: f64) -> Self {
        Self {
            centre: 3.0,
            level: 3.0,
            slope: 1.0,
            spread,
            answers: 0,
        }
    }

    /// A calibrated rating, within 1 to 5.
    pub fn apply(&self, predicted: f64) -> f64 {
        (self.level + self.slope * (predicted - self.centre)).clamp(1.0, 5.0)
    }

    /// Limits that hold four answers in five, within 1 to 5.
    pub fn interval(&self, predicted: f64) -> (f64, f64) {
        const Z80: f64 = 1.281_551_565_545;
        let middle = self.apply(predicted);
        (
            (middle - Z80 * self.spread).max(1.0),
            (middle + Z80 * self.spread).min(5.0),
        )
    }
}

/// Fits a line from predicted to answered ratings, both 1 to 5; `prior` below [`FEWEST_ANSWERS`]
/// pairs. The slope is drawn towards 1 by a few answers' worth, and order is never turned around.
/// Pairs that are no numbers are left out.
pub fn calibrate(pairs: &[(f64, f64)], prior: CsatCalibration) -> CsatCalibration {
    let pairs: Vec<(f64, f64)> = pairs
        .iter()
        .copied()
        .filter(|(predicted, answered)| predicted.is_finite() && (1.0..=5.0).contains(answered))
        .collect();
    if pairs.len() < FEWEST_ANSWERS {
        return prior;
    }
    let n = pairs.len() as f64;
    let centre = pairs.iter().map(|(predicted, _)| predicted).sum::<f64>() / n;
    let level = pairs.iter().map(|(_, answered)| answered).sum::<f64>() / n;
    let together: f64 = pairs
        .iter()
        .map(|(predicted, answered)| (predicted - centre) * (answered - level))
        .sum();
    let alone: f64 = pairs
        .iter()
        .map(|(predicted, _)| (predicted - centre).powi(2))
        .sum();
    let slope = ((together + PRIOR_WEIGHT) / (alone + PRIOR_WEIGHT)).max(0.0);
    let left: f64 = pairs
        .iter()
        .map(|(predicted, answered)| (answered - level - slope * (predicted - centre)).powi(2))
        .sum();
    CsatCalibration {
        centre,
        level,
        slope,
        spread: (left / (n - 2.0)).sqrt(),
        answers: pairs.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(count: usize) -> Vec<(f64, f64)> {
        (0..count)
            .map(|at| {
                let predicted = 1.0 + 4.0 * at as f64 / count as f64;
                (predicted, (predicted * 0.5 + 2.0).clamp(1.0, 5.0))
            })
            .collect()
    }

    #[test]
    fn below_thirty_answers_the_prior_stays() {
        let prior = CsatCalibration::prior(1.0);
        assert_eq!(calibrate(&pairs(29), prior), prior);
    }

    #[test]
    fn a_company_whose_customers_rate_kindly_is_met() {
        let fitted = calibrate(&pairs(200), CsatCalibration::prior(1.0));
        assert!((fitted.apply(2.0) - 3.0).abs() < 0.1);
        assert!(fitted.spread < 0.1);
        assert_eq!(fitted.answers, 200);
    }

    #[test]
    fn order_is_never_turned_around() {
        let reversed: Vec<(f64, f64)> = (0..60)
            .map(|at| (1.0 + f64::from(at) / 15.0, 5.0 - f64::from(at) / 15.0))
            .collect();
        let fitted = calibrate(&reversed, CsatCalibration::prior(1.0));
        assert!(fitted.apply(4.0) >= fitted.apply(2.0));
    }

    #[test]
    fn the_risk_that_is_used_is_the_one_that_was_measured() {
        let measured: serde_json::Value =
            serde_json::from_str(include_str!("../../../../training/outcome/measured.json"))
                .unwrap_or_default();
        let risk = &measured["customer only"]["probability of 1 or 2"];
        for (name, (mean, error)) in [
            ("low", CUSTOMER_ONLY_RISK.low),
            ("other", CUSTOMER_ONLY_RISK.other),
        ] {
            assert_eq!(risk[name], serde_json::json!([mean, error]));
        }
        let spread = risk["spread"].as_f64().unwrap_or_default();
        assert!((spread - CUSTOMER_ONLY_RISK.spread).abs() < 1e-3);
    }

    #[test]
    fn limits_stay_on_the_scale() {
        let prior = CsatCalibration::prior(1.2);
        let (low, high) = prior.interval(4.8);
        assert!(low >= 1.0 && high <= 5.0 && low < high);
    }
}
