//! What goes with satisfaction, among those who answered. Association: no "causes".

use serde::Serialize;

use super::linear::{dot, symmetric_eigen};

/// Respondents below which nothing is fitted.
const ROWS_NEEDED: usize = 6;
/// Smallest eigenvalue under which drivers repeat each other.
const COLLINEAR: f64 = 1e-8;
/// Eigenvalues below this are rounding: the least-squares solution of minimum norm leaves them out.
const RANK: f64 = 1e-11;
/// Drivers up to which every order is averaged exactly.
const EXACT_ORDERS: usize = 10;

/// Whether weights could be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DriversStatus {
    /// Weights found.
    Ok,
    /// Drivers repeat each other: no relative weights.
    Collinear,
    /// Too few rows, a constant outcome, or no driver that varies.
    NotEnough,
}

/// How much of the outcome each driver goes with.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    /// Whether weights could be found.
    pub status: DriversStatus,
    /// Indices of constant drivers, dropped.
    pub dropped: Vec<usize>,
    /// Indices of the drivers kept; the weights follow this order.
    pub kept: Vec<usize>,
    /// Share of the outcome's variance all kept drivers go with.
    pub r2: Option<f64>,
    /// Average gain in R² over all orders; sums to R². `None` above ten drivers.
    pub lmg: Option<Vec<f64>>,
    /// Johnson's relative weights; sum to R².
    pub relative_weights: Option<Vec<f64>>,
}

/// Moments of drivers and outcome. Partial sums of disjoint rows can be merged by counting on.
///
/// `columns` are the drivers, each as long as `outcome`.
///
/// Standardises with the population standard deviation. Relative weights: R_xx = VΔVᵀ, Λ =
/// VΔ^½Vᵀ, b = Λ⁻¹r_xy, weight_j = Σ_k Λ_jk²·b_k². LMG (Shapley): average gain in R² over all
/// orders, defined under collinearity by least squares of minimum norm. Show nothing below R² 0.02
/// or 50 rows.
///
/// Source: Johnson 2000; Lindeman, Merenda & Gold 1980; Grömping 2006; statistics §10.
pub fn drivers(columns: &[Vec<f64>], outcome: &[f64]) -> Drivers {
    let mut result = Drivers {
        status: DriversStatus::NotEnough,
        dropped: Vec::new(),
        kept: Vec::new(),
        r2: None,
        lmg: None,
        relative_weights: None,
    };
    let Some(y) = standardised(outcome) else {
        return result;
    };
    if outcome.len() < ROWS_NEEDED {
        return result;
    }
    let mut standard = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        match standardised(column) {
            Some(values) => {
                standard.push(values);
                result.kept.push(index);
            }
            None => result.dropped.push(index),
        }
    }
    if standard.is_empty() {
        return result;
    }
    let n = outcome.len() as f64;
    let among: Vec<Vec<f64>> = standard
        .iter()
        .map(|a| standard.iter().map(|b| dot(a, b) / n).collect())
        .collect();
    let with_outcome: Vec<f64> = standard.iter().map(|a| dot(a, &y) / n).collect();

    let all: Vec<usize> = (0..standard.len()).collect();
    result.r2 = Some(explained(&among, &with_outcome, &all));
    result.lmg = (standard.len() <= EXACT_ORDERS).then(|| shapley(&among, &with_outcome));
    result.relative_weights = relative_weights(&among, &with_outcome);
    result.status = match result.relative_weights {
        Some(_) => DriversStatus::Ok,
        None => DriversStatus::Collinear,
    };
    result
}

/// Values with mean 0 and population standard deviation 1; `None` when constant.
fn standardised(values: &[f64]) -> Option<Vec<f64>> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / n;
    let sd = variance.sqrt();
    // A constant column has a standard deviation of rounding errors only.
    if sd.is_nan() || sd <= 1e-12 * mean.abs() {
        return None;
    }
    Some(values.iter().map(|value| (value - mean) / sd).collect())
}

/// R² of the outcome on the drivers in `subset`: r'R⁺r, with the pseudo-inverse.
fn explained(among: &[Vec<f64>], with_outcome: &[f64], subset: &[usize]) -> f64 {
    let pick = |row: &Vec<f64>| -> Vec<f64> {
        subset
            .iter()
            .filter_map(|column| row.get(*column).copied())
            .collect()
    };
    let matrix: Vec<Vec<f64>> = subset
        .iter()
        .filter_map(|row| among.get(*row))
        .map(pick)
        .collect();
    let r: Vec<f64> = subset
        .iter()
        .filter_map(|i| with_outcome.get(*i).copied())
        .collect();
    let eigen = symmetric_eigen(&matrix);
    let column = |k: usize| {
        eigen
            .vectors
            .iter()
            .filter_map(move |row| row.get(k).copied())
    };
    eigen
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| **value > RANK)
        .map(|(k, value)| {
            let along: f64 = column(k).zip(&r).map(|(v, r)| v * r).sum();
            along * along / value
        })
        .sum()
}

/// Average gain in R² of each driver over all orders in which they can enter.
fn shapley(among: &[Vec<f64>], with_outcome: &[f64]) -> Vec<f64> {
    let size = with_outcome.len();
    let members = |set: usize| -> Vec<usize> { (0..size).filter(|i| set >> i & 1 == 1).collect() };
    let worth: Vec<f64> = (0..1usize << size)
        .map(|set| explained(among, with_outcome, &members(set)))
        .collect();
    // A set of s others comes first in s!(p−1−s)!/p! of the orders, that is 1/(p·C(p−1, s)).
    let mut choose = vec![1.0; size];
    for s in 1..size {
        let before = choose.get(s - 1).copied().unwrap_or(1.0);
        if let Some(slot) = choose.get_mut(s) {
            *slot = before * (size - s) as f64 / s as f64;
        }
    }
    (0..size)
        .map(|driver| {
            let bit = 1usize << driver;
            worth
                .iter()
                .enumerate()
                .filter(|(set, _)| set & bit == 0)
                .map(|(set, without)| {
                    let with = worth.get(set | bit).copied().unwrap_or(*without);
                    let ways = choose
                        .get(set.count_ones() as usize)
                        .copied()
                        .unwrap_or(1.0);
                    (with - without) / (size as f64 * ways)
                })
                .sum()
        })
        .collect()
}

fn relative_weights(among: &[Vec<f64>], with_outcome: &[f64]) -> Option<Vec<f64>> {
    let eigen = symmetric_eigen(among);
    if eigen.values.iter().any(|value| *value < COLLINEAR) {
        return None;
    }
    let power = |exponent: f64| -> Vec<Vec<f64>> {
        eigen
            .vectors
            .iter()
            .map(|a| {
                eigen
                    .vectors
                    .iter()
                    .map(|b| {
                        let terms = a.iter().zip(b).zip(&eigen.values);
                        terms
                            .map(|((x, y), value)| x * y * value.powf(exponent))
                            .sum()
                    })
                    .collect()
            })
            .collect()
    };
    let (root, inverse_root) = (power(0.5), power(-0.5));
    let b: Vec<f64> = inverse_root
        .iter()
        .map(|row| dot(row, with_outcome))
        .collect();
    Some(
        root.iter()
            .map(|row| {
                row.iter()
                    .zip(&b)
                    .map(|(loading, b)| loading * loading * b * b)
                    .sum()
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(length: usize, step: usize) -> Vec<f64> {
        (0..length).map(|i| ((i * step) % 7) as f64).collect()
    }

    #[test]
    fn both_kinds_of_weight_sum_to_what_is_explained() {
        let columns = [wave(40, 1), wave(40, 3), (0..40).map(f64::from).collect()];
        let outcome: Vec<f64> = (0..40)
            .map(|i| columns[0][i] + 0.3 * columns[1][i] + ((i * i) % 5) as f64)
            .collect();
        let found = drivers(&columns, &outcome);
        let r2 = found.r2.unwrap();
        assert_eq!(found.status, DriversStatus::Ok);
        assert!((found.lmg.unwrap().iter().sum::<f64>() - r2).abs() < 1e-12);
        assert!((found.relative_weights.unwrap().iter().sum::<f64>() - r2).abs() < 1e-12);
        assert!(r2 > 0.3 && r2 < 1.0);
    }

    #[test]
    fn a_constant_driver_is_dropped_and_listed() {
        let columns = [wave(40, 1), vec![0.1; 40]];
        let found = drivers(&columns, &wave(40, 1));
        assert_eq!((found.dropped, found.kept), (vec![1], vec![0]));
        assert!((found.r2.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn drivers_that_repeat_each_other_share_what_they_explain() {
        let twice: Vec<f64> = wave(40, 1).iter().map(|x| 2.0 * x + 1.0).collect();
        let found = drivers(&[wave(40, 1), twice], &wave(40, 1));
        assert_eq!(
            (found.status, found.relative_weights),
            (DriversStatus::Collinear, None)
        );
        let lmg = found.lmg.unwrap();
        assert!(
            (lmg[0] - 0.5).abs() < 1e-9 && (lmg[1] - 0.5).abs() < 1e-9,
            "{lmg:?}"
        );
    }

    #[test]
    fn five_rows_or_one_score_are_not_enough() {
        assert_eq!(
            drivers(&[wave(5, 1)], &wave(5, 1)).status,
            DriversStatus::NotEnough
        );
        assert_eq!(
            drivers(&[wave(40, 1)], &[5.0; 40]).status,
            DriversStatus::NotEnough
        );
        assert_eq!(drivers(&[], &[]).status, DriversStatus::NotEnough);
    }
}
