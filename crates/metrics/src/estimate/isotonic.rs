//! The deletion curve of an export, where each message is looked at once.

/// One stretch of ages over which the rate is the same.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Block {
    from_age: f64,
    marked: u64,
    seen: u64,
}

/// Share deleted by age, never falling with age. Built by [`isotonic_rate`].
#[derive(Clone, Debug, PartialEq)]
pub struct IsotonicRate {
    blocks: Vec<Block>,
}

impl IsotonicRate {
    /// Share deleted by `age`, in the unit of the ages; 0 before the youngest message looked at,
    /// `None` when none was.
    pub fn at(&self, age: f64) -> Option<f64> {
        let passed = self.blocks.partition_point(|block| block.from_age <= age);
        match passed.checked_sub(1).and_then(|last| self.blocks.get(last)) {
            Some(block) => Some(block.marked as f64 / block.seen as f64),
            None if self.blocks.is_empty() => None,
            None => Some(0.0),
        }
    }
}

/// Isotonic regression of `(age, marker there)` pairs on age by pooling adjacent violators; the
/// slice is sorted in place.
///
/// Estimand: P(deleted by age a), from current-status data (one look per message). Assumption:
/// deletion does not depend on when the export was made. Ties of age are pooled first; a block is
/// merged into the one before when that one's mean is at least its own. Ages that are not numbers
/// are left out.
///
/// Source: Ayer et al. 1955; Groeneboom & Wellner 1992.
pub fn isotonic_rate(looks: &mut [(f64, bool)]) -> IsotonicRate {
    looks.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = looks
        .iter()
        .filter(|(age, _)| !age.is_nan())
        .copied()
        .peekable();
    while let Some((age, marked)) = rest.next() {
        let mut block = Block {
            from_age: age,
            marked: u64::from(marked),
            seen: 1,
        };
        while let Some((_, marked)) = rest.next_if(|(next, _)| *next == age) {
            block.marked += u64::from(marked);
            block.seen += 1;
        }
        while let Some(before) = blocks.pop_if(|before| before.is_at_least(&block)) {
            block = Block {
                from_age: before.from_age,
                marked: before.marked + block.marked,
                seen: before.seen + block.seen,
            };
        }
        blocks.push(block);
    }
    IsotonicRate { blocks }
}

impl Block {
    /// Mean at least that of `other`, compared without division.
    fn is_at_least(&self, other: &Block) -> bool {
        u128::from(self.marked) * u128::from(other.seen)
            >= u128::from(other.marked) * u128::from(self.seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violators_are_pooled() {
        let mut looks = [
            (1.0, false),
            (2.0, true),
            (3.0, false),
            (4.0, true),
            (5.0, true),
        ];
        let curve = isotonic_rate(&mut looks);
        assert_eq!(curve.at(0.5), Some(0.0));
        assert_eq!(curve.at(1.5), Some(0.0));
        assert_eq!(curve.at(2.0), Some(0.5));
        assert_eq!(curve.at(3.9), Some(0.5));
        assert_eq!(curve.at(9.0), Some(1.0));
    }

    #[test]
    fn equal_ages_are_one_look() {
        let curve = isotonic_rate(&mut [(1.0, true), (1.0, false), (1.0, false)]);
        assert_eq!(curve.at(1.0), Some(1.0 / 3.0));
    }

    #[test]
    fn no_look_says_nothing() {
        assert_eq!(isotonic_rate(&mut []).at(60.0), None);
    }
}
