//! Percentiles of what is fully observed.

/// The `p` percentile of `sorted` values by linear interpolation between closest ranks,
/// h = (n − 1)·p. `None` without values.
///
/// For waits that may not be over, see [`Waiting`](super::Waiting).
pub fn percentile(sorted: &[f64], p: f64) -> Option<f64> {
    let rank = sorted.len().checked_sub(1)? as f64 * p.clamp(0.0, 1.0);
    let below = *sorted.get(rank.floor() as usize)?;
    let above = *sorted.get(rank.ceil() as usize)?;
    Some(below + (above - below) * rank.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_the_closest_ranks() {
        let minutes = [2.0, 3.0, 5.0, 8.0, 60.0];
        assert_eq!(percentile(&minutes, 0.5), Some(5.0));
        assert!((percentile(&minutes, 0.9).unwrap() - 39.2).abs() < 1e-12);
        assert_eq!(percentile(&[], 0.5), None);
    }
}
