//! Loops over vectors, written so that a compiler turns them into wide instructions.

use super::file::Norm;

const LANES: usize = 8;

/// Adds `other` to `values`.
#[inline(always)]
pub(super) fn add(values: &mut [f32], other: &[f32]) {
    for (value, other) in values.iter_mut().zip(other) {
        *value += other;
    }
}

/// Sum in eight lanes; both kernels add in this order.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for eight in values.chunks_exact(LANES) {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum()
}

/// Layer norm in place.
#[inline(always)]
pub(super) fn normalise(values: &mut [f32], norm: &Norm, epsilon: f32) {
    let count = values.len().max(1) as f32;
    let mean = sum(values, |value| value) / count;
    let variance = sum(values, |value| (value - mean) * (value - mean)) / count;
    let factor = 1.0 / (variance + epsilon).sqrt();
    for ((value, weight), bias) in values.iter_mut().zip(&norm.weight).zip(&norm.bias) {
        *value = (*value - mean) * factor * weight + bias;
    }
}

/// Dot products of one query with the keys of `padded` tokens, which lie column by column.
#[inline(always)]
pub(super) fn lanes_dot(query: &[f32], keys: &[f32], padded: usize, scores: &mut [f32]) {
    // Sums of eight tokens stay in a register while the query's parts go by.
    for (at, scores) in scores.chunks_exact_mut(LANES).enumerate() {
        let mut sums = [0.0_f32; LANES];
        for (part, row) in query.iter().zip(keys.chunks_exact(padded)) {
            let keys = row.get(at * LANES..(at + 1) * LANES).unwrap_or_default();
            for (sum, key) in sums.iter_mut().zip(keys) {
                *sum += part * key;
            }
        }
        scores.copy_from_slice(&sums);
    }
}

/// e to the power of a number at most 0, to five digits; below −87 it is 0 for all purposes.
#[inline(always)]
pub(super) fn exponential(power: f32) -> f32 {
    let power = if power > -87.0 { power } else { -87.0 };
    let power = if power < 0.0 { power } else { 0.0 };
    let turns = power * std::f32::consts::LOG2_E;
    // Adding 1.5 × 2^23 leaves the nearest whole number in the low bits.
    let shifted = turns + 12_582_912.0;
    let rest = turns - (shifted - 12_582_912.0);
    let whole = shifted.to_bits() << 23;
    // 2^rest on −0.5..0.5, Taylor coefficients of ln 2 powers.
    let mut two = 1.540_353e-4;
    for coefficient in [
        1.333_355_8e-3,
        9.618_129e-3,
        5.550_411e-2,
        2.402_265e-1,
        6.931_472e-1,
        1.0,
    ] {
        two = two * rest + coefficient;
    }
    f32::from_bits(two.to_bits().wrapping_add(whole))
}

/// The Gaussian error linear unit, with the error function as a ratio of two polynomials.
#[inline(always)]
pub(super) fn gelu(values: &mut [f32]) {
    for value in values {
        let x = *value * std::f32::consts::FRAC_1_SQRT_2;
        let x = if x > 4.0 { 4.0 } else { x };
        let x = if x < -4.0 { -4.0 } else { x };
        let square = x * x;
        let mut above = -2.726_142_3e-10_f32;
        for coefficient in [
            2.770_681_5e-8,
            -2.101_024e-6,
            -5.692_506_5e-5,
            -7.349_906e-4,
            -2.954_6e-3,
            -1.609_603_3e-2,
        ] {
            above = above * square + coefficient;
        }
        let mut below = -1.456_607_2e-5_f32;
        for coefficient in [
            -2.133_740_6e-4,
            -1.682_827e-3,
            -7.373_329e-3,
            -1.426_473_9e-2,
        ] {
            below = below * square + coefficient;
        }
        *value = 0.5 * *value * (1.0 + x * above / below);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_e_agree_with_the_library() {
        for step in 0..4000 {
            let power = -(step as f32) / 50.0;
            let exact = power.exp();
            assert!(
                (exponential(power) - exact).abs() <= exact * 1e-5,
                "{power}"
            );
        }
        assert!(exponential(-1e9) < 1e-37);
    }

    #[test]
    fn the_unit_is_the_identity_far_right_and_nothing_far_left() {
        let mut values = [-9.0, -1.0, 0.0, 1.0, 0.5, 9.0];
        gelu(&mut values);
        let exact = [0.0, -0.158_655, 0.0, 0.841_345, 0.345_731, 9.0];
        for (found, exact) in values.iter().zip(exact) {
            assert!((found - exact).abs() < 1e-5, "{found} {exact}");
        }
    }

    #[test]
    fn a_norm_takes_out_mean_and_spread() {
        let norm = Norm {
            weight: vec![2.0; 8],
            bias: vec![1.0; 8],
        };
        let mut values = [1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0, 3.0];
        normalise(&mut values, &norm, 1e-12);
        for (at, value) in values.iter().enumerate() {
            let exact = if at % 2 == 0 { -1.0 } else { 3.0 };
            assert!((value - exact).abs() < 1e-5);
        }
    }
}
