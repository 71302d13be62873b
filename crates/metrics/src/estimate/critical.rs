//! Quantiles and distribution functions of the normal, Student and χ² laws.
//!
//! The error and gamma functions are libm's (MIT, a port of musl's, within a unit in the last
//! place); the incomplete beta and gamma functions are the classical continued fractions, and a
//! quantile is found by halving, so its only error is that of the distribution function. The tests
//! hold them to 1e-12 of tables and closed forms. A whole statistics library would bring a matrix
//! library along for these three functions.

use std::f64::consts::SQRT_2;

/// A continued fraction has settled when a step changes it by no more than this.
const SETTLED: f64 = 1e-16;
/// Keeps a continued fraction from dividing by zero.
const TINY: f64 = 1e-300;
/// Far more steps than any argument here needs.
const STEPS: u32 = 100_000;

/// Φ(x), the standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// Φ⁻¹(p) for 0 < p < 1; infinite at the ends.
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p > 0.5 {
        // The lower tail keeps its digits near 0.
        return -normal_quantile(1.0 - p);
    }
    halved(-40.0, 0.0, p, normal_cdf)
}

/// Distribution function of Student's t with `df` > 0 degrees of freedom.
pub fn t_cdf(x: f64, df: f64) -> f64 {
    let tail = 0.5 * incomplete_beta(df / (df + x * x), df / 2.0, 0.5);
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// Quantile of Student's t with `df` > 0 degrees of freedom; `None` when `df` is not positive or
/// `p` is not strictly between 0 and 1.
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0 && df.is_finite()) {
        return None;
    }
    if p > 0.5 {
        return t_quantile(1.0 - p, df).map(|x| -x);
    }
    let mut low = -1.0;
    while t_cdf(low, df) > p && low > -1e300 {
        low *= 2.0;
    }
    Some(halved(low, 0.0, p, |x| t_cdf(x, df)))
}

/// Distribution function of χ² with `df` > 0 degrees of freedom.
pub fn chi_square_cdf(x: f64, df: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else {
        incomplete_gamma(df / 2.0, x / 2.0)
    }
}

/// Quantile of χ² with `df` > 0 degrees of freedom; `None` outside its domain.
pub fn chi_square_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0 && df.is_finite()) {
        return None;
    }
    let mut high = df;
    while chi_square_cdf(high, df) < p && high < 1e300 {
        high *= 2.0;
    }
    Some(halved(0.0, high, p, |x| chi_square_cdf(x, df)))
}

/// Where a rising function passes `p`, down to neighbouring numbers.
pub(super) fn halved(low: f64, high: f64, p: f64, rising: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (low, high);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if rising(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction settles fast below the mean and is mirrored above it.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * x.ln() + b * (-x).ln_1p();
    let term = |step: u32| {
        let m = f64::from(step / 2);
        if step.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    front.exp() / a / lentz(term, |_| 1.0)
}

/// Regularised lower incomplete gamma function P(a, x), by series below the mean and by a continued
/// fraction above.
fn incomplete_gamma(a: f64, x: f64) -> f64 {
    let front = (a * x.ln() - x - libm::lgamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for step in 1..STEPS {
            term *= x / (a + f64::from(step));
            sum += term;
            if term <= sum * SETTLED {
                break;
            }
        }
        return front * sum;
    }
    let fraction = lentz(
        |step| -f64::from(step) * (f64::from(step) - a),
        |step| x + 1.0 - a + 2.0 * f64::from(step),
    );
    1.0 - front / fraction
}

/// Value of b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method.
fn lentz(a: impl Fn(u32) -> f64, b: impl Fn(u32) -> f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut value = away_from_zero(b(0));
    let (mut c, mut d) = (value, 0.0);
    for step in 1..STEPS {
        let (above, below) = (a(step), b(step));
        d = 1.0 / away_from_zero(below + above * d);
        c = away_from_zero(below + above / c);
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() <= SETTLED {
            break;
        }
    }
    value
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
