//! Did the level change when something was done? It says *after*, not *because*.

use serde::Serialize;

use super::critical::t_quantile;
use super::daily::DayCount;
use super::linear::{dot, least_squares};

/// Days with data below which nothing is fitted.
const DAYS_NEEDED: usize = 12;
/// Level, slope, change of level, change of slope.
const TERMS: usize = 4;

/// Segmented regression around one date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InterruptedSeries {
    /// Level at day 0, slope per day, change of level, change of slope.
    pub beta: [f64; TERMS],
    /// Newey–West standard errors.
    pub se_hac: [f64; TERMS],
    /// Classical standard errors.
    pub se_classical: [f64; TERMS],
    /// The larger of both, which is used.
    pub se: [f64; TERMS],
    /// Lags of the Newey–West error.
    pub lags: u64,
    /// Change of level on the date.
    pub level_change: f64,
    /// Its lower 95 % limit.
    pub lower: f64,
    /// Its upper 95 % limit.
    pub upper: f64,
}

/// Weighted least squares of k/n on 1, t, 1\[t ≥ t₀\], (t − t₀)·1\[t ≥ t₀\] over `(day, count)`
/// pairs in order of day, weights n, days without data left out.
///
/// Standard error: the larger of classical and Newey–West (Bartlett, L = ⌊4(m/100)^(2/9)⌋, factor
/// m/(m − 4), used days taken as consecutive); t quantile with m − 4 degrees of freedom. Measured
/// coverage 94–95 % with independent days, 90 % with autocorrelation 0.5. Season, product and
/// channel changes on the same date give the same sign. `None` with fewer than 12 days of data, or
/// when one side of the date has too few of them.
///
/// Source: Newey & West 1987; Bernal, Cummins & Gasparrini 2017; statistics §9.
pub fn interrupted_series(days: &[(f64, DayCount)], date: f64) -> Option<InterruptedSeries> {
    let used = || days.iter().filter(|(_, count)| count.counted > 0);
    let m = used().count();
    if m < DAYS_NEEDED {
        return None;
    }
    // Each row is multiplied by √n, which turns weighted into plain least squares.
    let (mut rows, mut y) = (Vec::with_capacity(m), Vec::with_capacity(m));
    for (day, count) in used() {
        let root = (count.counted as f64).sqrt();
        let after = f64::from(u8::from(*day >= date));
        rows.push([1.0, *day, after, (day - date) * after].map(|term| term * root));
        y.push(count.positive as f64 / count.counted as f64 * root);
    }
    let (beta, inverse) = least_squares(&rows, &y)?;
    let residuals: Vec<f64> = rows
        .iter()
        .zip(&y)
        .map(|(row, y)| y - dot(row, &beta))
        .collect();
    let freedom = (m - TERMS) as f64;
    let variance = dot(&residuals, &residuals) / freedom;

    let lags = (4.0 * (m as f64 / 100.0).powf(2.0 / 9.0)).floor() as usize;
    let scores: Vec<[f64; TERMS]> = rows
        .iter()
        .zip(&residuals)
        .map(|(row, e)| row.map(|term| term * e))
        .collect();
    let small_sample = m as f64 / freedom;
    let (mut se_hac, mut se_classical, mut se) = ([0.0; TERMS], [0.0; TERMS], [0.0; TERMS]);
    let outputs = se_hac.iter_mut().zip(&mut se_classical).zip(&mut se);
    for (index, (((hac, classical), larger), row)) in outputs.zip(&inverse).enumerate() {
        // The wanted diagonal element of (XᵀX)⁻¹·meat·(XᵀX)⁻¹ is the long-run variance of one
        // combination of the scores.
        let combined: Vec<f64> = scores.iter().map(|score| dot(row, score)).collect();
        let mut long_run = dot(&combined, &combined);
        for lag in 1..=lags {
            let taper = 1.0 - lag as f64 / (lags as f64 + 1.0);
            let later = combined.get(lag..).unwrap_or_default();
            long_run += 2.0 * taper * dot(later, &combined);
        }
        *hac = (long_run.max(0.0) * small_sample).sqrt();
        *classical = (variance * row.get(index)?).sqrt();
        *larger = hac.max(*classical);
    }
    let [_, _, level_change, _] = beta;
    let [_, _, level_se, _] = se;
    let reach = t_quantile(0.975, freedom)? * level_se;
    Some(InterruptedSeries {
        beta,
        se_hac,
        se_classical,
        se,
        lags: lags as u64,
        level_change,
        lower: level_change - reach,
        upper: level_change + reach,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(length: u64, jump_at: u64, before: u64, after: u64) -> Vec<(f64, DayCount)> {
        (0..length)
            .map(|day| {
                // A ripple keeps the residuals from being all zero.
                let level = if day < jump_at { before } else { after };
                let positive = level + day % 2;
                (
                    day as f64,
                    DayCount {
                        counted: 100,
                        positive,
                    },
                )
            })
            .collect()
    }

    #[test]
    fn a_jump_is_found_with_its_size() {
        let found = interrupted_series(&series(60, 30, 60, 70), 30.0).unwrap();
        assert!((found.level_change - 0.10).abs() < 0.01, "{found:?}");
        assert!(found.lower > 0.0 && found.lower < found.upper);
    }

    #[test]
    fn too_few_days_or_one_side_only_give_nothing() {
        assert_eq!(interrupted_series(&series(11, 5, 60, 70), 5.0), None);
        assert_eq!(interrupted_series(&series(60, 30, 60, 70), 90.0), None);
        assert_eq!(
            interrupted_series(&[(0.0, DayCount::default()); 40], 5.0),
            None
        );
    }
}
