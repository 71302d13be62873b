//! Why messages were deleted, all together: only from what customers chose to answer, carried over
//! to the patterns of events. Never for one person, never for one message.

/// Answered questions below which only patterns are shown.
pub const ANSWERS_FOR_MOTIVES: u64 = 30;

const STILL: f64 = 1e-13;
const STEPS: u32 = 200_000;

/// Motive shares that maximise Σ c_p·ln(Σ_m π_m·M\[m\]\[p\]), by EM from equal shares until no
/// share moves by 10⁻¹³.
///
/// `matrix` has one row per motive: the share of each pattern among deletions of that motive.
/// Assumption: the matrix, measured on answered questions, holds for those who did not answer.
/// `None` without deletions or motives, when a row's length is not that of `counts`, or when an
/// observed pattern is impossible under every motive.
///
/// Source: Saerens, Latinne & Decaestecker 2002; statistics §8.
pub fn motive_shares(counts: &[u64], matrix: &[Vec<f64>]) -> Option<Vec<f64>> {
    let total: u64 = counts.iter().sum();
    if total == 0 || matrix.is_empty() || matrix.iter().any(|row| row.len() != counts.len()) {
        return None;
    }
    let mut shares = vec![1.0 / matrix.len() as f64; matrix.len()];
    for _ in 0..STEPS {
        let mixture: Vec<f64> = (0..counts.len())
            .map(|pattern| {
                let parts = shares.iter().zip(matrix);
                parts
                    .map(|(share, row)| share * row.get(pattern).copied().unwrap_or(0.0))
                    .sum()
            })
            .collect();
        let impossible = |(count, mixed): (&u64, &f64)| *count > 0 && *mixed <= 0.0;
        if counts.iter().zip(&mixture).any(impossible) {
            return None;
        }
        let mut moved = 0.0f64;
        for (share, row) in shares.iter_mut().zip(matrix) {
            let pull: f64 = counts
                .iter()
                .zip(row)
                .zip(&mixture)
                .filter(|((count, _), _)| **count > 0)
                .map(|((count, chance), mixed)| *count as f64 * chance / mixed)
                .sum();
            let next = *share * pull / total as f64;
            moved = moved.max((next - *share).abs());
            *share = next;
        }
        if moved < STILL {
            break;
        }
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_tell_motives_apart_give_the_mixture_back() {
        let matrix = vec![vec![0.8, 0.2], vec![0.1, 0.9]];
        // 30 % of the first motive: 0.3·0.8 + 0.7·0.1 = 0.31 of the first pattern.
        let shares = motive_shares(&[310, 690], &matrix).unwrap();
        assert!((shares[0] - 0.3).abs() < 1e-9, "{shares:?}");
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn no_deletion_has_no_motives() {
        assert_eq!(motive_shares(&[0, 0], &[vec![0.5, 0.5]]), None);
    }

    #[test]
    fn a_pattern_no_motive_explains_is_not_forced_into_one() {
        assert_eq!(motive_shares(&[1, 1], &[vec![1.0, 0.0]]), None);
        assert_eq!(motive_shares(&[1, 1], &[vec![1.0]]), None);
    }
}
