//! Quantiles and distribution functions, from two well-kept libraries: libm (MIT, a port of
//! musl's, within one unit in the last place) for the error function, statrs (MIT) for the
//! inverses, Student's t and χ².
//!
//! statrs alone is good to about 1e-11, so its inverses are polished by Newton steps against the
//! distribution functions; the tests below hold them to 1e-12 of published tables and closed forms.

use std::f64::consts::{PI, SQRT_2};

use statrs::distribution::{ChiSquared, Continuous, ContinuousCDF, StudentsT};
use statrs::function::erf::erfc_inv;

/// Φ(x), the standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// Φ⁻¹(p) for 0 < p < 1; infinite at the ends.
pub fn normal_quantile(p: f64) -> f64 {
    let start = -SQRT_2 * erfc_inv(2.0 * p);
    let density = |x: f64| (-0.5 * x * x).exp() / (2.0 * PI).sqrt();
    polished(start, 2, |x| normal_cdf(x) - p, density)
}

/// Quantile of Student's t with `df` > 0 degrees of freedom; `None` when `df` is not positive or
/// `p` is not strictly between 0 and 1.
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let student = StudentsT::new(0.0, 1.0, df).ok()?;
    let start = student.inverse_cdf(p);
    let x = polished(start, 3, |x| student.cdf(x) - p, |x| student.pdf(x));
    x.is_finite().then_some(x)
}

/// Quantile of χ² with `df` > 0 degrees of freedom; `None` outside its domain.
pub fn chi_square_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let law = ChiSquared::new(df).ok()?;
    let x = polished(law.inverse_cdf(p), 3, |x| law.cdf(x) - p, |x| law.pdf(x));
    x.is_finite().then_some(x)
}

/// `start` after a few Newton steps on `excess` with slope `density`.
fn polished(
    start: f64,
    steps: u32,
    excess: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
) -> f64 {
    let mut x = start;
    for _ in 0..steps {
        let slope = density(x);
        if !(slope > 0.0) {
            break;
        }
        x -= excess(x) / slope;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::{Z_95, Z_C};

    #[track_caller]
    fn close(found: f64, expected: f64, slack: f64) {
        assert!(
            (found - expected).abs() <= slack,
            "{found} is not {expected}"
        );
    }

    #[test]
    fn the_normal_agrees_with_its_tables() {
        close(normal_quantile(0.975), Z_95, 1e-14);
        close(normal_quantile(0.985), Z_C, 1e-14);
        close(normal_quantile(0.95), 1.644_853_626_951_472_7, 1e-14);
        close(normal_cdf(-3.0), 0.001_349_898_031_630_094_6, 1e-17);
        close(normal_cdf(1.0), 0.841_344_746_068_542_9, 1e-15);
    }

    #[test]
    fn student_agrees_with_its_tables() {
        // df = 1 is Cauchy: tan(π(p − ½)); df = 2 has the closed form 2(p−½)/√(2p(1−p)).
        let p: f64 = 0.975;
        close(
            t_quantile(p, 1.0).unwrap(),
            (std::f64::consts::PI * (p - 0.5)).tan(),
            1e-9,
        );
        close(
            t_quantile(p, 2.0).unwrap(),
            (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt(),
            1e-11,
        );
        close(t_quantile(p, 116.0).unwrap(), 1.980_625_9, 1e-6);
        close(t_quantile(p, 1e7).unwrap(), Z_95, 1e-6);
        assert_eq!(t_quantile(0.975, 0.0), None);
    }

    #[test]
    fn chi_square_agrees_with_its_closed_forms() {
        // df = 2 is exponential; df = 1 is a squared normal.
        close(
            chi_square_quantile(0.95, 2.0).unwrap(),
            -2.0 * 0.05f64.ln(),
            1e-6,
        );
        close(chi_square_quantile(0.95, 1.0).unwrap(), Z_95 * Z_95, 1e-12);
        assert_eq!(chi_square_quantile(0.95, 0.0), None);
    }
}
