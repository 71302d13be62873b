//! How many dissatisfied customers there are at least, from two sources that each see some.

/// Chapman's count (n_a + 1)(n_b + 1)/(m + 1) − 1 from `seen_a`, `seen_b` and `seen_by_both`.
///
/// Assumption: independent sources. People who complain in both make it too low: show as "at least
/// about", never as a rate. `None` when the overlap exceeds a source.
///
/// Source: Chapman 1951; statistics §6.
pub fn capture_recapture(seen_a: u64, seen_b: u64, seen_by_both: u64) -> Option<f64> {
    (seen_by_both <= seen_a.min(seen_b))
        .then(|| (seen_a as f64 + 1.0) * (seen_b as f64 + 1.0) / (seen_by_both as f64 + 1.0) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_half_views_of_a_hundred_find_about_a_hundred() {
        let found = capture_recapture(50, 50, 25).unwrap();
        assert!((found - 99.04).abs() < 0.01, "{found}");
    }

    #[test]
    fn an_overlap_larger_than_a_source_is_a_mistake() {
        assert_eq!(capture_recapture(3, 50, 4), None);
    }
}
