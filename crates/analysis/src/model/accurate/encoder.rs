//! The transformer: token vectors, layers, and what is kept of them.

use super::arithmetic::{add, exponential, gelu, lanes_dot, normalise};
use super::file::{ATTENTION_HEADS, Content, HIDDEN, INNER, Layer};
use super::kernel::{Activations, Kernel, Matrix, multiply, vectorised};

/// Width of one attention head.
const WIDTH: usize = HIDDEN / ATTENTION_HEADS;
/// Tokens are scored eight at a time.
const LANES: usize = 8;

/// What the heads read of a text: the mean of all token vectors, then the first one.
pub(super) type Summary = [f32; 2 * HIDDEN];

/// Memory for one text at a time, used again for the next.
#[derive(Debug, Default)]
struct Scratch {
    activations: Activations,
    states: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    mixed: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
}

/// Runs the layers over one text's pieces (at most as many as there are positions).
pub(super) fn summarise(content: &Content, kernel: Kernel, pieces: &[u32]) -> Summary {
    let mut scratch = Scratch::default();
    let length = pieces.len();
    vectorised(kernel, || embed(content, pieces, &mut scratch.states));
    for layer in &content.layers {
        run_layer(
            layer,
            content.settings.epsilon,
            kernel,
            length,
            &mut scratch,
        );
    }
    let mut summary = [0.0; 2 * HIDDEN];
    let (mean, first) = summary.split_at_mut(HIDDEN);
    for state in scratch.states.chunks_exact(HIDDEN) {
        add(mean, state);
    }
    for value in mean.iter_mut() {
        *value /= length.max(1) as f32;
    }
    for (slot, value) in first.iter_mut().zip(&scratch.states) {
        *slot = *value;
    }
    summary
}

#[inline(always)]
fn embed(content: &Content, pieces: &[u32], states: &mut Vec<f32>) {
    states.resize(pieces.len() * HIDDEN, 0.0);
    let places = content.positions.chunks_exact(HIDDEN);
    for ((piece, state), place) in pieces
        .iter()
        .zip(states.chunks_exact_mut(HIDDEN))
        .zip(places)
    {
        content.word(*piece, state);
        add(state, place);
        normalise(state, &content.embedding_norm, content.settings.epsilon);
    }
}

fn run_layer(layer: &Layer, epsilon: f32, kernel: Kernel, length: usize, scratch: &mut Scratch) {
    let Scratch {
        activations,
        states,
        wide,
        narrow,
        mixed,
        keys,
        scores,
    } = scratch;
    let mut linear = |matrix: &Matrix, input: &[f32], columns: usize, out: &mut Vec<f32>| {
        vectorised(kernel, || activations.fill(input, columns));
        multiply(kernel, matrix, activations, out);
    };
    linear(&layer.query_key_value, states, HIDDEN, wide);
    vectorised(kernel, || attend(wide, length, mixed, keys, scores));
    linear(&layer.attention_out, mixed, HIDDEN, narrow);
    vectorised(kernel, || {
        join(states, narrow, |state| {
            normalise(state, &layer.attention_norm, epsilon);
        });
    });
    linear(&layer.inner, states, HIDDEN, wide);
    wide.truncate(length * INNER);
    vectorised(kernel, || gelu(wide));
    linear(&layer.outer, wide, INNER, narrow);
    vectorised(kernel, || {
        join(states, narrow, |state| {
            normalise(state, &layer.outer_norm, epsilon);
        });
    });
}

/// Adds what a sublayer found to each token's state, then finishes the state.
#[inline(always)]
fn join(states: &mut [f32], found: &[f32], finish: impl Fn(&mut [f32])) {
    for (state, found) in states
        .chunks_exact_mut(HIDDEN)
        .zip(found.chunks_exact(HIDDEN))
    {
        add(state, found);
        finish(state);
    }
}

/// Every token looks at every other: `wide` holds query, key and value of each token.
#[inline(always)]
fn attend(
    wide: &[f32],
    length: usize,
    mixed: &mut Vec<f32>,
    keys: &mut Vec<f32>,
    scores: &mut Vec<f32>,
) {
    let padded = length.next_multiple_of(LANES);
    mixed.clear();
    mixed.resize(length * HIDDEN, 0.0);
    keys.clear();
    keys.resize(WIDTH * padded, 0.0);
    scores.clear();
    scores.resize(padded, 0.0);
    let scale = 1.0 / (WIDTH as f32).sqrt();
    let tokens = || wide.chunks_exact(3 * HIDDEN).take(length);
    for head in 0..ATTENTION_HEADS {
        let query = head * WIDTH..(head + 1) * WIDTH;
        let key = HIDDEN + query.start..HIDDEN + query.end;
        let value = 2 * HIDDEN + query.start..2 * HIDDEN + query.end;
        for (at, token) in tokens().enumerate() {
            let column = keys.iter_mut().skip(at).step_by(padded);
            for (slot, part) in column.zip(token.get(key.clone()).unwrap_or_default()) {
                *slot = part * scale;
            }
        }
        for (token, out) in tokens().zip(mixed.chunks_exact_mut(HIDDEN)) {
            let asked = token.get(query.clone()).unwrap_or_default();
            lanes_dot(asked, keys, padded, scores);
            let total = soften(scores, length);
            let Some(out) = out.get_mut(query.clone()) else {
                continue;
            };
            for (score, other) in scores.iter().zip(tokens()) {
                let share = score / total;
                let given = other.get(value.clone()).unwrap_or_default();
                for (out, given) in out.iter_mut().zip(given) {
                    *out += share * given;
                }
            }
        }
    }
}

/// Exponentials of the first `length` scores, the rest 0; their sum.
#[inline(always)]
fn soften(scores: &mut [f32], length: usize) -> f32 {
    let highest = scores
        .iter()
        .take(length)
        .fold(f32::NEG_INFINITY, |high, score| high.max(*score));
    for score in scores.iter_mut() {
        *score = exponential(*score - highest);
    }
    let mut total = 0.0;
    for (at, score) in scores.iter_mut().enumerate() {
        if at < length {
            total += *score;
        } else {
            *score = 0.0;
        }
    }
    total
}
