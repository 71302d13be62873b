//! How far the survey's mean could be off, if answering depends on a proxy, on the answer itself,
//! or on both.

/// A correlation of 0 on paper may come out as a few units in the last place.
const NO_CORRELATION: f64 = 1e-12;

/// Sums over respondents (answer y, proxy x) and over everybody with a proxy. Partial sums add up.
///
/// Kept as Welford moments, so that a million close values do not cancel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProxyMoments {
    /// Respondents with a proxy.
    n: f64,
    mean_x: f64,
    mean_y: f64,
    square_x: f64,
    square_y: f64,
    product: f64,
    /// Everybody with a proxy.
    all: f64,
    mean_all: f64,
}

impl ProxyMoments {
    /// Counts one conversation with proxy `x`, and its answer `y` where there is one.
    pub fn count(&mut self, x: f64, y: Option<f64>) {
        self.all += 1.0;
        self.mean_all += (x - self.mean_all) / self.all;
        let Some(y) = y else { return };
        self.n += 1.0;
        let (dx, dy) = (x - self.mean_x, y - self.mean_y);
        self.mean_x += dx / self.n;
        self.mean_y += dy / self.n;
        self.square_x += dx * (x - self.mean_x);
        self.square_y += dy * (y - self.mean_y);
        self.product += dx * (y - self.mean_y);
    }

    /// Proxy pattern mixture at φ = 0, ½ and 1: ȳ + g(φ)·(s_y/s_x)·(x̄_all − x̄_resp) with
    /// g = (φ + (1 − φ)r)/(φr + 1 − φ).
    ///
    /// φ = 0: response depends on the proxy only; φ = 1: on the answer only. The three points are a
    /// range without a coverage claim. `None` with fewer than 3 answers, a constant proxy or
    /// answer, or a correlation r ≤ 0.
    ///
    /// Source: Andridge & Little 2011; Little, West, Boonstra & Hu 2020.
    pub fn adjusted(&self) -> Option<[f64; 3]> {
        if self.n < 3.0 || self.square_x <= 0.0 || self.square_y <= 0.0 {
            return None;
        }
        let r = self.product / (self.square_x * self.square_y).sqrt();
        if r.is_nan() || r <= NO_CORRELATION {
            return None;
        }
        let slope = (self.square_y / self.square_x).sqrt();
        let gap = self.mean_all - self.mean_x;
        Some([0.0, 0.5, 1.0].map(|phi: f64| {
            let g = (phi + (1.0 - phi) * r) / (phi * r + 1.0 - phi);
            self.mean_y + g * slope * gap
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_that_is_the_answer_moves_all_three_alike() {
        let mut moments = ProxyMoments::default();
        for x in [0.0, 1.0, 1.0, 0.0] {
            moments.count(x, Some(x));
        }
        for _ in 0..4 {
            moments.count(0.0, None);
        }
        let [proxy_only, _, answer_only] = moments.adjusted().unwrap();
        assert!((proxy_only - 0.25).abs() < 1e-12 && (answer_only - 0.25).abs() < 1e-12);
    }

    #[test]
    fn a_proxy_that_says_nothing_or_the_opposite_gives_nothing() {
        let mut constant = ProxyMoments::default();
        let mut opposite = ProxyMoments::default();
        for y in [0.0, 1.0, 1.0, 0.0] {
            constant.count(0.5, Some(y));
            opposite.count(1.0 - y, Some(y));
        }
        assert_eq!(constant.adjusted(), None);
        assert_eq!(opposite.adjusted(), None);
    }
}
