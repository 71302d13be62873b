//! Products of 8-bit activations and 6-bit weights, on AVX2 where the processor has it.
//!
//! The only module of this crate that may be `unsafe`: vector loads and the call of a function
//! compiled for a processor whose features were just asked for. A plain version gives the same
//! results, bit for bit: sums are whole numbers, and each output is scaled by the same operations.
#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16,
    _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256,
    _mm256_storeu_si256,
};

/// Largest weight: 2 × 2 × 255 × 31 still fits into 16 bits.
pub(super) const MOST_WEIGHT: u8 = 31;
/// Outputs computed together; matrices have a whole number of them.
pub(super) const GROUP: usize = 16;
/// Tokens computed together; activations are filled up to a whole number of them.
const TOKENS: usize = 4;
/// Bytes of the weights of one group for eight inputs.
const STEP: usize = 8 * GROUP;

/// Which version of the product runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Plain Rust.
    Scalar,
    /// 256-bit vectors.
    Avx2,
}

impl Kernel {
    /// The best one of this processor.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            return Self::Avx2;
        }
        Self::Scalar
    }
}

/// Weights of a linear layer, packed for the product.
#[derive(Debug)]
pub(super) struct Matrix {
    columns: usize,
    /// Per group of 16 outputs, per 8 inputs: inputs 0–3 of outputs 0–7, of 8–15, then inputs 4–7.
    packed: Vec<i8>,
    scale: Vec<f32>,
    bias: Vec<f32>,
    /// Sum of each row: what an activation's zero point adds.
    sums: Vec<i32>,
}

impl Matrix {
    /// Packs rows of `columns` weights, one row an output; rows come in groups of [`GROUP`],
    /// columns in eights.
    pub(super) fn pack(weights: &[i8], columns: usize, scale: Vec<f32>, bias: Vec<f32>) -> Self {
        let mut packed = Vec::with_capacity(weights.len());
        for group in weights.chunks_exact(GROUP * columns) {
            for step in (0..columns).step_by(8) {
                for quad in [step, step + 4] {
                    for row in group.chunks_exact(columns) {
                        packed.extend(row.iter().skip(quad).take(4));
                    }
                }
            }
        }
        let sums = weights
            .chunks_exact(columns)
            .map(|row| row.iter().map(|weight| i32::from(*weight)).sum())
            .collect();
        Self {
            columns,
            packed,
            scale,
            bias,
            sums,
        }
    }

    fn rows(&self) -> usize {
        self.sums.len()
    }
}

/// Token vectors in 8 bits: value = (byte − zero) × scale.
#[derive(Debug, Default)]
pub(super) struct Activations {
    columns: usize,
    bytes: Vec<u8>,
    zero: Vec<i32>,
    scale: Vec<f32>,
}

/// Rounds vectors of `columns` values, each over its own range.
struct Round<'a> {
    activations: &'a mut Activations,
    values: &'a [f32],
    columns: usize,
}

impl Activations {
    /// Takes vectors of `columns` values.
    pub(super) fn fill(&mut self, kernel: Kernel, values: &[f32], columns: usize) {
        run(
            kernel,
            Round {
                activations: self,
                values,
                columns,
            },
        );
    }

    #[inline(always)]
    fn round(&mut self, values: &[f32], columns: usize) {
        let tokens = values.len() / columns;
        let padded = tokens.next_multiple_of(TOKENS);
        self.columns = columns;
        self.bytes.clear();
        self.bytes.resize(padded * columns, 0);
        self.zero.clear();
        self.zero.resize(padded, 0);
        self.scale.clear();
        self.scale.resize(padded, 0.0);
        let rows = values
            .chunks_exact(columns)
            .zip(self.bytes.chunks_exact_mut(columns));
        for ((row, bytes), (zero, scale)) in rows.zip(self.zero.iter_mut().zip(&mut self.scale)) {
            let (mut low, mut high) = ([0.0_f32; 8], [0.0_f32; 8]);
            for eight in row.chunks_exact(8) {
                for ((low, high), value) in low.iter_mut().zip(&mut high).zip(eight) {
                    *low = if *value < *low { *value } else { *low };
                    *high = if *value > *high { *value } else { *high };
                }
            }
            let low = low.into_iter().fold(0.0, f32::min);
            let high = high.into_iter().fold(0.0, f32::max);
            let width = (high - low).max(1e-6);
            let factor = 255.0 / width;
            *zero = (-low * factor + 0.5) as i32;
            *scale = width / 255.0;
            let base = *zero as f32;
            for (byte, value) in bytes.iter_mut().zip(row) {
                let place = value * factor + base;
                let place = if place > 0.0 { place } else { 0.0 };
                let place = if place < 255.0 { place } else { 255.0 };
                // A number of this size has no fraction left: its low byte is the rounded value.
                *byte = (place + 8_388_608.0).to_bits() as u8;
            }
        }
    }
}

impl Work for Round<'_> {
    #[inline(always)]
    fn run(self) {
        self.activations.round(self.values, self.columns);
    }
}

/// Multiplies activations by a matrix: `out` gets `tokens × rows` values, token by token.
pub(super) fn multiply(
    kernel: Kernel,
    matrix: &Matrix,
    activations: &Activations,
    out: &mut Vec<f32>,
) {
    let tokens = activations.zero.len();
    let rows = matrix.rows();
    assert_eq!(matrix.columns, activations.columns, "shapes must agree");
    assert_eq!(activations.bytes.len(), tokens * matrix.columns);
    assert_eq!(matrix.packed.len(), rows * matrix.columns);
    assert!(tokens.is_multiple_of(TOKENS) && rows.is_multiple_of(GROUP));
    assert!(matrix.columns.is_multiple_of(8));
    out.resize(tokens * rows, 0.0);
    match kernel {
        Kernel::Scalar => multiply_with(matrix, activations, out, tile),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a `Kernel::Avx2` taken from `detect` proves the feature; one made by hand is
        // asked again.
        Kernel::Avx2 if std::arch::is_x86_feature_detected!("avx2") => unsafe {
            multiply_avx2(matrix, activations, out);
        },
        Kernel::Avx2 => multiply_with(matrix, activations, out, tile),
    }
}

type Sums = [[i32; GROUP]; TOKENS];

#[inline(always)]
fn multiply_with(
    matrix: &Matrix,
    activations: &Activations,
    out: &mut [f32],
    tile: impl Fn(&[u8], &[i8], usize) -> Sums,
) {
    let (rows, columns) = (matrix.rows(), matrix.columns);
    let groups = matrix.packed.chunks_exact(GROUP * columns);
    for (group, weights) in groups.enumerate() {
        let first = group * GROUP;
        let span = first..first + GROUP;
        let (Some(scale), Some(bias), Some(sums)) = (
            matrix.scale.get(span.clone()),
            matrix.bias.get(span.clone()),
            matrix.sums.get(span.clone()),
        ) else {
            continue;
        };
        let tokens = activations.bytes.chunks_exact(TOKENS * columns);
        let marks = activations
            .zero
            .chunks_exact(TOKENS)
            .zip(activations.scale.chunks_exact(TOKENS));
        let outputs = out.chunks_exact_mut(TOKENS * rows);
        for ((bytes, (zeros, scales)), out) in tokens.zip(marks).zip(outputs) {
            let tile = tile(bytes, weights, columns);
            let marks = zeros.iter().zip(scales);
            for ((found, (zero, own)), out) in
                tile.iter().zip(marks).zip(out.chunks_exact_mut(rows))
            {
                let Some(out) = out.get_mut(span.clone()) else {
                    continue;
                };
                for at in 0..GROUP {
                    let whole = found[at] - zero * sums[at];
                    out[at] = whole as f32 * (own * scale[at]) + bias[at];
                }
            }
        }
    }
}

/// Four tokens times sixteen outputs, in plain Rust.
fn tile(bytes: &[u8], weights: &[i8], columns: usize) -> Sums {
    let mut sums = [[0; GROUP]; TOKENS];
    for (sums, token) in sums.iter_mut().zip(bytes.chunks_exact(columns)) {
        for (inputs, step) in token.chunks_exact(8).zip(weights.chunks_exact(STEP)) {
            for (four, half) in inputs.chunks_exact(4).zip(step.chunks_exact(STEP / 2)) {
                for (sum, weights) in sums.iter_mut().zip(half.chunks_exact(4)) {
                    for (input, weight) in four.iter().zip(weights) {
                        *sum += i32::from(*input) * i32::from(*weight);
                    }
                }
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn multiply_avx2(matrix: &Matrix, activations: &Activations, out: &mut [f32]) {
    multiply_with(matrix, activations, out, |bytes, weights, columns| {
        tile_avx2(bytes, weights, columns)
    });
}

/// The same as [`tile`] in 256-bit vectors.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn tile_avx2(bytes: &[u8], weights: &[i8], columns: usize) -> Sums {
    let ones = _mm256_set1_epi16(1);
    let mut left = [_mm256_setzero_si256(); TOKENS];
    let mut right = [_mm256_setzero_si256(); TOKENS];
    let (first, rest) = bytes.split_at(columns);
    let (second, rest) = rest.split_at(columns);
    let (third, fourth) = rest.split_at(columns);
    let inputs = first
        .chunks_exact(8)
        .zip(second.chunks_exact(8))
        .zip(third.chunks_exact(8).zip(fourth.chunks_exact(8)));
    for (((a, b), (c, d)), step) in inputs.zip(weights.chunks_exact(STEP)) {
        // SAFETY: `step` is exactly 128 bytes long; unaligned loads are asked for.
        let [near_left, near_right, far_left, far_right] = unsafe {
            let at = step.as_ptr().cast::<__m256i>();
            [
                _mm256_loadu_si256(at),
                _mm256_loadu_si256(at.add(1)),
                _mm256_loadu_si256(at.add(2)),
                _mm256_loadu_si256(at.add(3)),
            ]
        };
        for (token, inputs) in [a, b, c, d].into_iter().enumerate() {
            let near = _mm256_set1_epi32(four(inputs, 0));
            let far = _mm256_set1_epi32(four(inputs, 4));
            let one = _mm256_add_epi16(
                _mm256_maddubs_epi16(near, near_left),
                _mm256_maddubs_epi16(far, far_left),
            );
            let two = _mm256_add_epi16(
                _mm256_maddubs_epi16(near, near_right),
                _mm256_maddubs_epi16(far, far_right),
            );
            left[token] = _mm256_add_epi32(left[token], _mm256_madd_epi16(one, ones));
            right[token] = _mm256_add_epi32(right[token], _mm256_madd_epi16(two, ones));
        }
    }
    let mut sums = [[0; GROUP]; TOKENS];
    for ((sums, left), right) in sums.iter_mut().zip(left).zip(right) {
        // SAFETY: `sums` holds sixteen numbers of 32 bits: two vectors.
        unsafe {
            let at = sums.as_mut_ptr().cast::<__m256i>();
            _mm256_storeu_si256(at, left);
            _mm256_storeu_si256(at.add(1), right);
        }
    }
    sums
}

/// Four inputs as one number, for broadcasting.
#[inline(always)]
fn four(inputs: &[u8], from: usize) -> i32 {
    inputs
        .get(from..)
        .and_then(|rest| rest.first_chunk::<4>())
        .map_or(0, |four| i32::from_le_bytes(*four))
}

/// Loops to be compiled for every kernel. `run` must be inlined always: that is what makes plain
/// loops wide vectors. Results are the same, because nothing is reordered or fused.
pub(super) trait Work {
    /// Does it.
    fn run(self);
}

/// Runs `work` as compiled for the kernel's processor.
pub(super) fn run(kernel: Kernel, work: impl Work) {
    match kernel {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor is asked here.
        Kernel::Avx2 if std::arch::is_x86_feature_detected!("avx2") => unsafe { run_avx2(work) },
        Kernel::Avx2 | Kernel::Scalar => work.run(),
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2(work: impl Work) {
    work.run();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(weights: &[i8], columns: usize, values: &[f32]) -> Vec<f32> {
        values
            .chunks_exact(columns)
            .flat_map(|token| {
                weights.chunks_exact(columns).map(move |row| {
                    row.iter()
                        .zip(token)
                        .map(|(weight, value)| f32::from(*weight) * value)
                        .sum()
                })
            })
            .collect()
    }

    fn product(kernel: Kernel, weights: &[i8], columns: usize, values: &[f32]) -> Vec<f32> {
        let rows = weights.len() / columns;
        let matrix = Matrix::pack(weights, columns, vec![1.0; rows], vec![0.0; rows]);
        let mut activations = Activations::default();
        activations.fill(kernel, values, columns);
        let mut out = Vec::new();
        multiply(kernel, &matrix, &activations, &mut out);
        out.truncate(values.len() / columns * rows);
        out
    }

    #[test]
    fn the_largest_weights_and_inputs_do_not_overflow() {
        let (columns, rows) = (1536, 16);
        let weights = vec![31; rows * columns];
        let values = vec![1.0; 4 * columns];
        for kernel in [Kernel::Scalar, Kernel::detect()] {
            let found = product(kernel, &weights, columns, &values);
            for value in found {
                assert!((value - 47_616.0).abs() < 1.0, "{value}");
            }
        }
    }

    proptest! {
        #[test]
        fn both_kernels_give_the_same_bits_near_the_exact_product(
            weights in prop::collection::vec(-31_i8..=31, 32 * 24),
            values in prop::collection::vec(-3.0_f32..5.0, 5 * 24),
        ) {
            let slow = product(Kernel::Scalar, &weights, 24, &values);
            let quick = product(Kernel::detect(), &weights, 24, &values);
            prop_assert_eq!(&slow, &quick);
            for (found, exact) in slow.iter().zip(plain(&weights, 24, &values)) {
                prop_assert!((found - exact).abs() < 24.0 * 31.0 * 8.0 / 255.0 / 2.0 + 0.01);
            }
        }
    }
}
