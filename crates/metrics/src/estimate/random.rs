//! Randomness is always handed in: a source of 64-bit numbers.

/// A source of uniform 64-bit numbers. What leaves the house needs the operating system's secure
/// generator; a repeatable study uses [`SplitMix64`].
pub trait RandomBits {
    /// The next 64 uniform bits.
    fn next_bits(&mut self) -> u64;
}

impl<F: FnMut() -> u64> RandomBits for F {
    fn next_bits(&mut self) -> u64 {
        self()
    }
}

/// A uniform whole number under `bound`, exactly, by rejection; 0 when `bound` is 0.
pub fn uniform_below(random: &mut dyn RandomBits, bound: u64) -> u64 {
    if bound == 0 {
        return 0;
    }
    // The numbers above the last full multiple of the bound would favour small results.
    let excess = (u64::MAX % bound + 1) % bound;
    let last = u64::MAX - excess;
    loop {
        let bits = random.next_bits();
        if bits <= last {
            return bits % bound;
        }
    }
}

/// A uniform number in \[0, 1) with 53 bits.
pub fn uniform(random: &mut dyn RandomBits) -> f64 {
    (random.next_bits() >> 11) as f64 / (1u64 << 53) as f64
}

/// Repeatable generator for resampling and simulation; never for what is published.
///
/// Source: Steele, Lea & Flood 2014.
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The same seed gives the same numbers, on every machine.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }
}

impl RandomBits for SplitMix64 {
    fn next_bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_its_published_numbers() {
        let mut random = SplitMix64::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next_bits()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn every_number_under_the_bound_comes_and_no_other() {
        let mut random = SplitMix64::new(7);
        let mut seen = [0u32; 6];
        for _ in 0..6_000 {
            seen[uniform_below(&mut random, 6) as usize] += 1;
        }
        assert!(
            seen.iter().all(|count| (850..1_150).contains(count)),
            "{seen:?}"
        );
    }
}
